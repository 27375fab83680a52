"""One dataset: its files are read, one by one, and become its extract."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from datapakke.errors import ExtractError, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.discreet import discretion_for
from datapakke.extracts.merge import merge
from datapakke.extracts.model import Extract
from datapakke.extracts.observed import observe
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import File, Reading, SourceFormat
from datapakke.reading import Dialect
from datapakke.sources import Source, Utelatt

CHANGED = "ble endret eller borte mens den ble lest. Kjør kommandoen på nytt."


@dataclass(frozen=True)
class Delivery:
    """A file, what the register says of it (with its SHA-256), and the format that reads it.

    Attributes:
        source: What the register says of it.
        path: Where it lies.
        form: The format that reads it.
        told: How the register says that it is laid out.
    """

    source: Source
    path: Path
    form: SourceFormat
    told: Dialect = field(default_factory=Dialect)


@dataclass(frozen=True)
class Outcome:
    """What became of a dataset: its extract, if nothing was wrong, and what was odd."""

    extract: Extract | None
    warnings: tuple[Problem, ...]


def read_dataset(files: Sequence[Delivery], context: Context, problems: Problems) -> Outcome:
    """Read the files of a dataset and make them its extract.

    All that this depends on is in the arguments: the content of the files, which their SHA-256
    stands for, the rest of ``source``, the format, and the context. It can be kept by these.

    Args:
        files: Every file of the dataset, in the order of the register.
        context: What they are read against.
        problems: Notes everything that is wrong; then there is no extract.
    """
    read = [(file, _read(file, context, problems)) for file in files]
    good = [(_source(file, reading), reading) for file, reading in read if reading]
    own = Problems()
    with ThreadPoolExecutor(1) as pool:
        unchanged = pool.map(_is_unchanged, [file for file, reading in read if reading])
        merged = merge(good, context, own) if len(good) == len(files) else None
    changed = [one.fil for (one, _), same in zip(good, unchanged, strict=True) if not same]
    held = [reading for one, reading in good if one.fil not in changed]
    warnings = tuple(problem for reading in held for problem in reading.warnings)
    if changed:  # nobody knows which of the two was read
        problems.add([Problem(name, CHANGED) for name in changed])
        return Outcome(None, warnings)
    problems.take(own)
    if merged is None:
        return Outcome(None, warnings)
    sources = tuple(source for source, _ in good)
    warnings += merged.warnings
    if merged.table.empty:
        what = "har ingen rader som kan brukes: ingen gjelder både en kommune i inndelingen"
        name = ", ".join(source.fil for source in sources)
        warnings += (Problem(name, f"{what} og en periode som er over."),)
    seen = tuple(observe(source.fil, reading) for source, reading in good)
    extract = Extract(
        datasett=sources[0].datasett,
        table=merged.table,
        sources=sources,
        replaced=merged.replaced,
        observed=seen,
        utelatt=(*merged.utelatt, *_left_out(good)),
    )
    return Outcome(extract, warnings)


def _left_out(read: Sequence[tuple[Source, Reading]]) -> list[Utelatt]:
    """Give what every file was left out for, each code once."""
    periods: dict[str, set[str]] = {}
    for _, reading in read:
        for one in reading.utelatt:
            periods.setdefault(one.kommunenr, set()).update(one.perioder)
    return [Utelatt(code, (), tuple(sorted(found))) for code, found in sorted(periods.items())]


def _read(file: Delivery, context: Context, problems: Problems) -> Reading | None:
    own, there = Problems(), File(file.path, file.source.fil, file.told)
    reading = None
    try:
        reading = file.form.read(there, context, own)
    except ExtractError as error:
        own.add_error(error)
    odd = reading.warnings if reading else ()
    discretion = discretion_for(file.form, there) if own or odd else None
    problems.take(discretion.of(own) if discretion else own)
    if reading and discretion:
        reading = replace(reading, warnings=tuple(map(discretion.told, odd)))
    return reading


def _is_unchanged(file: Delivery) -> bool:
    """Tell whether the file is what its SHA-256 says, so that this is what was read."""
    try:
        return sha256_of(file.path) == file.source.sha256
    except OSError:
        return False


def _source(file: Delivery, reading: Reading) -> Source:
    """Give the source with what the file itself told."""
    noter = (*file.source.noter, *reading.notes)
    return replace(file.source, noter=noter, rader=reading.rows_read)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file as it lies there, packed or not.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
