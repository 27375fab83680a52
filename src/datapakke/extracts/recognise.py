"""Without a register: find out what each file in a folder is from how it begins."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from datapakke.errors import Problem
from datapakke.extracts.register import REGISTER, is_extract, lies_below
from datapakke.extracts.source_format import SourceFormat
from datapakke.reading import Dialect, place, read_beginning
from datapakke.sources import Source

Found = tuple[list[Source], tuple[Problem, ...]]


def recognise(folder: Path, formats: Iterable[SourceFormat]) -> Found:
    """Find the public files below a folder; all other files get a remark.

    Our own formats do not say where a file comes from or whether it is invented, so they are not
    used without a register. Several files of one dataset are merged as files in a register are.

    Args:
        folder: Searched with all that lies below it.
        formats: The formats to look for.
    """
    sources: list[Source] = []
    warnings = []
    for path in sorted(folder.rglob("*")):
        if not is_extract(path) or not lies_below(path, folder):
            continue
        name = path.relative_to(folder).as_posix()
        start = read_beginning(path, Dialect())
        found = next((one for one in formats if start and one.recognises(start)), None)
        if found is None:
            warnings.append(Problem(place(name), "er ikke i et kjent format og blir ikke brukt."))
        elif found.kilde is None:
            what = (
                f"er et uttrekk av {found.datasett}, men uten {REGISTER} er kilden ukjent, og det"
                " blir ikke brukt."
            )
            warnings.append(Problem(place(name), what))
        else:
            kilde = found.kilde
            day = _extracted_on(path)
            sources.append(
                Source(found.datasett, name, kilde.navn, kilde.lisens, day, syntetisk=False)
            )
    return sources, tuple(warnings)


def _extracted_on(path: Path) -> date | None:
    """Give the day that the publisher put first in the name (``20220621-1350_…``)."""
    digits = re.match("([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", path.name)
    try:
        return date(*(int(part) for part in digits.groups())) if digits else None
    except ValueError:
        return None
