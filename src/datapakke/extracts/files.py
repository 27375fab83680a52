"""The files of a folder as they lie there: their SHA-256, and which of them make a dataset."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from datapakke.errors import Problem, refused
from datapakke.extracts.dataset import Delivery, sha256_of
from datapakke.extracts.problems import Problems
from datapakke.extracts.register import Registered
from datapakke.extracts.source_format import SourceFormat
from datapakke.reading import read_beginning


def delivered(
    files: Iterable[Registered],
    folder: Path,
    formats: Sequence[SourceFormat],
    problems: Problems,
) -> list[tuple[Delivery, ...]]:
    """Give the files of each dataset, with their SHA-256 and the format that reads each.

    Args:
        files: What the files are said to be.
        folder: Where they lie.
        formats: The formats that there are.
        problems: Notes files that cannot be read, and the same content under two names: its
            figures would be counted twice, or a copy was forgotten.
    """
    found: dict[str, list[Delivery]] = {}
    first: dict[str, str] = {}
    for registered in files:
        source = registered.source
        path = folder / source.fil
        try:
            sha256 = sha256_of(path)
        except OSError as error:
            problems.add([refused(source.fil, "leses", error)])
            continue
        if first.setdefault(sha256, source.fil) != source.fil:
            what = f"er den samme filen som {first[sha256]} under et annet navn. Ta bort den ene."
            problems.add([Problem(source.fil, what)])
            continue
        form = registered.described or _format_of(registered, path, formats)
        file = Delivery(replace(source, sha256=sha256), path, form, registered.told)
        found.setdefault(source.datasett, []).append(file)
    return [tuple(files) for files in found.values()]


def _format_of(file: Registered, path: Path, formats: Sequence[SourceFormat]) -> SourceFormat:
    """Give the format of the dataset that knows the file, or its first, which then says why not."""
    mine = [one for one in formats if one.datasett == file.source.datasett]
    start = read_beginning(path, file.told) if len(mine) > 1 else None
    return next((one for one in mine[1:] if start and one.recognises(start)), mine[0])
