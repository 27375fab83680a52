"""The register of sources: ``kilder.yaml`` → what each file in the folder is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datapakke.config.fields import Reader
from datapakke.config.source import read_nodes
from datapakke.config.structure import Value
from datapakke.errors import ConfigError, ExtractError, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.described.described import DescribedFormat, declarations
from datapakke.extracts.described.read_description import KEYS, DescriptionReader, is_described
from datapakke.extracts.format import Format
from datapakke.extracts.lesing import read_dialect
from datapakke.extracts.problems import Problems
from datapakke.extracts.read_notes import NO, YES, read_note
from datapakke.extracts.source_format import SourceFormat
from datapakke.reading import Dialect, place
from datapakke.sources import Source

REGISTER = "kilder.yaml"
REQUIRED = ("datasett", "fil", "navn", "lisens", "uttrukket", "syntetisk")
OPTIONAL = ("noter", "erstatter", "lesing", *KEYS)


@dataclass(frozen=True)
class Registered:
    """A file of the register.

    Attributes:
        source: Where it comes from, and what it is.
        told: How it is laid out, as far as the register says.
        described: How to read it when the register describes it; else a format of the dataset does.
        usable: Its description, if it has one, could be understood.
    """

    source: Source
    told: Dialect = field(default_factory=Dialect)
    described: DescribedFormat | None = None
    usable: bool = True


def read_register(
    folder: Path, formats: Sequence[SourceFormat], context: Context, problems: Problems
) -> list[Registered]:
    """Read the register of a folder and hold it against the files that lie there.

    Args:
        folder: Where ``kilder.yaml`` and the extracts lie.
        formats: The formats that there are.
        context: What descriptions of files are held against.
        problems: Notes everything that is wrong, with line and column.

    Returns:
        The files that may be read.

    Raises:
        ExtractError: The register cannot be read as YAML.
    """
    path = folder / REGISTER
    try:
        root = read_nodes(path)
    except ConfigError as error:
        raise ExtractError(error.problems, error.total) from error
    reader = Reader(str(path))
    fields = reader.fields(Value(REGISTER, root), ("kilder",))
    known = Known(folder, declarations(formats), context)
    files: list[Registered] = []
    items = reader.items(fields["kilder"])
    for item in items:
        file = _registered(reader, item, known)
        fil = file.source.fil
        if fil and any(other.source.fil == fil for other in files):
            reader.wrong(item, f"filen «{fil}» står to ganger.")
        files.append(file)
    sources = [file.source for file in files]
    for item, source in zip(items, sources, strict=True):
        _check_replaced(reader, item, source, sources)
    problems.add(reader.problems)
    problems.add(_unregistered(folder, {source.fil for source in sources}))
    return [
        file
        for file in files
        if file.usable and file.source.datasett and _is_readable(folder, file.source.fil)
    ]


def is_extract(path: Path) -> bool:
    """Tell whether a file in the folder is meant as an extract."""
    return not (
        path.name == REGISTER or path.name.startswith((".", "README")) or not path.is_file()
    )


def lies_below(path: Path, folder: Path) -> bool:
    """Tell whether the file, links followed, lies in the folder."""
    return path.resolve().is_relative_to(folder.resolve())


@dataclass(frozen=True)
class Known:
    """What an entry is held against: the folder, every dataset's declaration, and the context."""

    folder: Path
    declared: Mapping[str, Format]
    context: Context


def _registered(reader: Reader, item: Value, known: Known) -> Registered:
    fields = reader.fields(item, REQUIRED, OPTIONAL)
    told = read_dialect(reader, fields["lesing"])
    source = _source(reader, fields, known)
    if not is_described(fields):
        return Registered(source, told)
    declared = known.declared.get(source.datasett)
    if declared is None:
        return Registered(source, usable=False)
    before = len(reader.found)
    description = DescriptionReader(reader, item, declared, known.context).read(fields)
    described = DescribedFormat(declared, description)
    return Registered(source, told, described, usable=len(reader.found) == before)


def _source(reader: Reader, fields: Mapping[str, Value], known: Known) -> Source:
    noter = reader.items(fields["noter"], at_least=0)
    return Source(
        datasett=reader.choice(fields["datasett"], known.declared),
        fil=_fil(reader, fields["fil"], known.folder),
        navn=reader.text(fields["navn"]),
        lisens=reader.text(fields["lisens"]),
        uttrukket=reader.dato(fields["uttrukket"]),
        syntetisk=reader.choice(fields["syntetisk"], (YES, NO)) == YES,
        noter=tuple(read_note(reader, note) for note in noter),
        erstatter=reader.text(fields["erstatter"]),
    )


def _check_replaced(reader: Reader, item: Value, source: Source, sources: list[Source]) -> None:
    """Note what cannot be replaced: a file must be of the same dataset, and not newer.

    Files of the same day may replace each other, but not in a circle: then none of them would hold.
    """
    if not source.erstatter:
        return
    older = next((one for one in sources if one.fil == source.erstatter), None)
    if older is None or older.datasett != source.datasett:
        what = f"«{source.erstatter}», som skal erstattes, er ikke en annen fil av samme datasett."
        reader.wrong(item, what)
    elif older.uttrukket and source.uttrukket and older.uttrukket > source.uttrukket:
        what = f"er trukket ut før «{older.fil}», som den skal erstatte."
        reader.wrong(item, what)
    elif _in_circle(source, sources):
        reader.wrong(item, f"«{source.fil}» erstatter seg selv, eller filer erstatter hverandre.")


def _in_circle(source: Source, sources: list[Source]) -> bool:
    """Tell whether a file replaces, at last, itself."""
    left = {one.fil: one.erstatter for one in sources}
    older = left.pop(source.fil)
    while older in left:
        older = left.pop(older)
    return older == source.fil


def _fil(reader: Reader, value: Value, folder: Path) -> str:
    """Read a file name; the file must be there, and nowhere else than in the folder."""
    name = reader.text(value)
    if not name:
        return ""
    if not lies_below(folder / name, folder):
        reader.wrong(value, f"filen «{name}» ligger utenfor mappen {folder} og blir ikke lest.")
    elif not (folder / name).is_file():
        reader.wrong(value, f"filen «{name}» finnes ikke i {folder}.")
    return Path(name).as_posix()


def _is_readable(folder: Path, name: str) -> bool:
    return bool(name) and lies_below(folder / name, folder) and (folder / name).is_file()


def _unregistered(folder: Path, registered: set[str]) -> list[Problem]:
    """Note files that lie beside the register without being in it."""
    return [
        Problem(place(path.name), f"ligger i mappen, men står ikke i {REGISTER}.")
        for path in sorted(folder.iterdir())
        if is_extract(path) and path.name not in registered
    ]
