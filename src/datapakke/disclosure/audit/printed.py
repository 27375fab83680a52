"""Reads side-cars: which figures are printed in the packets of a round, and as what."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from datapakke.errors import DatapakkeError, Problem, refused
from datapakke.model import COARSE, Figure, FigureKey, Status

SIDECARS = "[0-9][0-9][0-9][0-9]-*.json"
LISTS: tuple[tuple[str, list[object] | None], ...] = (("figurer", None), ("bakgrunn", []))
"""The lists of a side-car, and what stands for one that is not there: what a packet prints, and
what it draws of others without a number or a name."""
KEY_FIELDS = tuple(one.name for one in fields(FigureKey))
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
WITH_VALUE = (Status.VIST, Status.INGEN)


class PrintedError(DatapakkeError):
    """A side-car is not one, or two of them print different figures for the same thing."""

    exit_code = 4


@dataclass(frozen=True)
class Printed:
    """What is printed in a set of packets.

    Attributes:
        figures: Every printed figure.
        files: Name and SHA-256 of each side-car, in the order of names.
    """

    figures: Mapping[FigureKey, Figure]
    files: tuple[tuple[str, str], ...] = ()


@dataclass
class _Found:
    """What has been read so far, and what was wrong."""

    figures: dict[FigureKey, Figure] = field(default_factory=dict)
    where: dict[FigureKey, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, figure: Figure, name: str) -> None:
        """Keep a figure, or the fact that another side-car prints it otherwise."""
        first = self.figures.setdefault(figure.key, figure)
        place = self.where.setdefault(figure.key, name)
        if first != figure:
            what = (
                f"{_named(figure.key)} er trykt som {_shown(figure)}, men som {_shown(first)} i"
                f" {place}. Lag begge pakkene på nytt."
            )
            self.problems.append(Problem(name, what))


def read_printed(folder: Path) -> Printed:
    """Read every side-car in a folder.

    Raises:
        PrintedError: There are none, one cannot be read, or two disagree; all problems at once.
    """
    paths = sorted(folder.glob(SIDECARS))
    if not paths:
        what = "har ingen pakker: det skal ligge en JSON-fil ved siden av hver PDF"
        raise PrintedError([Problem(str(folder), what)])
    contents: dict[str, bytes] = {}
    problems = []
    for path in paths:
        try:
            contents[path.name] = path.read_bytes()
        except OSError as error:
            problems.append(refused(path, "leses", error))
    if problems:
        raise PrintedError(problems)
    return printed_in(contents)


def printed_in(contents: Mapping[str, bytes]) -> Printed:
    """Put the figures of several side-cars together.

    Args:
        contents: File name → the side-car's bytes.

    Raises:
        PrintedError: One is not a side-car, or two disagree; all problems at once.
    """
    found = _Found()
    for name, content in contents.items():
        try:
            for figure in _figures(content):
                found.add(figure, name)
        except ValueError as error:
            found.problems.append(Problem(name, str(error)))
    if found.problems:
        raise PrintedError(found.problems)
    files = tuple((name, hashlib.sha256(contents[name]).hexdigest()) for name in contents)
    return Printed(found.figures, files)


def _figures(content: bytes) -> Iterator[Figure]:
    """Give the figures of a side-car.

    Raises:
        ValueError: It is not one; the message is in bokmål.
    """
    try:
        packet = json.loads(content)
    except (ValueError, RecursionError) as error:
        message = "er ikke gyldig JSON. Lag pakken på nytt."
        raise ValueError(message) from error
    for name, lacking in LISTS:
        listed = packet.get(name, lacking) if isinstance(packet, dict) else None
        if not isinstance(listed, list):
            message = f"har ikke listen «{name}»: det er ikke JSON-filen til en pakke"
            raise ValueError(message)  # noqa: TRY004 - what is wrong is the file, not a type
        for number, entry in enumerate(listed, start=1):
            try:
                yield _figure(entry)
            except (KeyError, TypeError, ValueError, InvalidOperation) as error:
                message = f"figur nr. {number} i «{name}» er ikke skrevet slik pakker skriver dem"
                raise ValueError(message) from error


def _figure(entry: Mapping[str, object]) -> Figure:
    """Give one figure; raises what its parts raise when they are not what they should be."""
    key = entry["key"]
    if not isinstance(key, dict) or sorted(key) != sorted(KEY_FIELDS):
        raise KeyError(key)
    status = Status(entry["status"])
    figure = Figure(
        FigureKey(**{name: _text(key[name]) for name in KEY_FIELDS}),
        status,
        verdi=_value(entry["verdi"]),
        n=_count(entry["n"]),
        teller=_count(entry["teller"]),
        grunn=_text(entry.get("grunn", "")),
        avrundet_til=_step(entry["avrundet_til"]),
    )
    if (figure.verdi is not None) != (status in WITH_VALUE):
        raise ValueError(status)
    return figure


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _value(value: object) -> Decimal | None:
    if value is None:
        return None
    if not NUMBER.fullmatch(_text(value)):
        raise ValueError(value)
    return Decimal(_text(value))


def _count(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _step(value: object) -> int:
    step = _count(value)
    if step not in (1, *COARSE):
        raise ValueError(value)
    return step


def _named(key: FigureKey) -> str:
    """Name a figure by its parts, for a message."""
    parts = (key.indikator, key.omraade, key.aar, key.kjonn, key.kategori)
    return " ".join(part for part in parts if part)


def _shown(figure: Figure) -> str:
    """Give what a figure is printed as, for a message."""
    numbers = [str(figure.status.value) if figure.verdi is None else str(figure.verdi)]
    if figure.n is not None:
        numbers.append(f"(n = {figure.n})")
    return " ".join(numbers)
