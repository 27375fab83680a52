"""From returned files to answers: whose each is, and everything that is wrong with any of them."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from datapakke.errors import Problem, system_says
from datapakke.kommuner import Inndeling, Runde
from datapakke.svarark.fields import SECONDS
from datapakke.svarark.skjema import FELTER, IDENTITY, LONGEST

LARGEST = 20_000_000
"""Bytes of a returned file; a sheet is some 150 000."""

ARKNR = re.compile("([a-z0-9-]{1,60})/([0-9]{4})")
SCANNED = (
    "har ingen felt å lese: arket er skrevet ut eller lagret uten skjema. Skriv svarene inn i et"
    " nytt ark, eller be om å få det på nytt."
)
EMPTY = "er ikke fylt ut, eller ble ikke lagret etter at det ble fylt ut."
DIFFERENT = (
    "er fra samme kommune og sier ikke det samme. Ingen av dem er brukt. Gi det som gjelder:"
    " datapakke svar --erstatt FIL"
)
OTHER_FORM = "er et skjema, men ikke et svarark fra datapakke."


@dataclass(frozen=True)
class Svar:
    """What one municipality answered: field → text, empty where nothing is written."""

    kommunenr: str
    fil: str
    felt: dict[str, str]

    @property
    def kan_deles(self) -> bool:
        """Whether the other municipalities of the meeting may see it: only when it says so."""
        return self.felt["dele"] == "ja"


@dataclass(frozen=True)
class Lest:
    """What was read: an answer per municipality, by code, and what could not be."""

    svar: tuple[Svar, ...]
    problemer: tuple[Problem, ...]
    merknader: tuple[Problem, ...] = ()


class NotASheetError(Exception):
    """Why a file cannot be used, in bokmål."""


def read_sheets(files: Sequence[Path], runde: Runde, inndeling: Inndeling) -> Lest:
    """Read returned sheets of one round, and give one answer per municipality (``agreed``)."""
    read = read_each(files, runde, inndeling)
    return agreed(read.svar, read.problemer, read.merknader)


def read_each(files: Sequence[Path], runde: Runde, inndeling: Inndeling) -> Lest:
    """Read returned sheets of one round: every one that can be read, in their order."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    found: list[Svar] = []
    for path in files:
        try:
            found.append(_sheet(path, runde, inndeling, notes))
        except NotASheetError as error:
            problems.append(Problem(str(path), str(error)))
    return Lest(tuple(found), tuple(problems), tuple(notes))


def agreed(
    svar: Sequence[Svar], problemer: Sequence[Problem], merknader: Sequence[Problem]
) -> Lest:
    """Give one answer per municipality, in the order of their codes.

    Two sheets of the same municipality are told, and neither is used, unless they say the same.
    """
    found: dict[str, list[Svar]] = {}
    for one in svar:
        found.setdefault(one.kommunenr, []).append(one)
    clear, problems = [], list(problemer)
    for _, (first, *others) in sorted(found.items()):
        if all(one.felt == first.felt for one in others):
            clear.append(first)
        else:
            names = " og ".join([first.fil, *(one.fil for one in others)])
            problems.append(Problem(names, DIFFERENT))
    return Lest(tuple(clear), tuple(problems), tuple(merknader))


def _sheet(path: Path, runde: Runde, inndeling: Inndeling, notes: list[Problem]) -> Svar:
    try:
        if path.stat().st_size > LARGEST:
            message = f"er større enn {LARGEST // 1_000_000} MB og leses ikke."
            raise NotASheetError(message)
        content = path.read_bytes()
    except OSError as error:
        message = f"kan ikke leses: {system_says(error)}."
        raise NotASheetError(message) from error
    answer = _fields(content)
    kommunenr = _whose(answer, runde, inndeling)
    felt = dict(_answers(path, answer, notes))
    if not any(felt.values()):
        raise NotASheetError(EMPTY)
    return Svar(kommunenr, str(path), felt)


def _fields(content: bytes) -> dict[str, str]:
    """Read the form in a process of its own."""
    command = [sys.executable, "-m", "datapakke.svarark.fields"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=content, capture_output=True, timeout=2 * SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        message = "kunne ikke leses innen rimelig tid og minne. Be om å få arket på nytt."
        raise NotASheetError(message) from None
    if "feil" in answer:
        raise NotASheetError(answer["feil"])
    return {str(name): str(value) for name, value in answer["felt"].items()}


def _whose(answer: dict[str, str], runde: Runde, inndeling: Inndeling) -> str:
    """Give the municipality's code; a sheet of another round or none is refused."""
    if not answer:
        raise NotASheetError(SCANNED)
    found = ARKNR.fullmatch(answer.get(IDENTITY, ""))
    if not found:
        raise NotASheetError(OTHER_FORM)
    if found[1] != runde.id:
        message = f"er fra runden {found[1]}, ikke {runde.id}. Velg den med --runde."
        raise NotASheetError(message)
    if found[2] not in inndeling.by_kommunenr:
        message = f"er fra kommune {found[2]}, som ikke er med i runden {runde.id}."
        raise NotASheetError(message)
    return found[2]


def _answers(path: Path, answer: dict[str, str], notes: list[Problem]) -> Iterator[tuple[str, str]]:
    """Give every field's text, tidied; what cannot be an answer is told and left out."""
    for felt in FELTER:
        text = _tidy(answer.get(felt.navn, ""))
        if felt.valg and text and text not in felt.valg:
            notes.append(Problem(str(path), f"«{felt.tekst}»: valget finnes ikke i skjemaet."))
            text = ""
        if len(text) > LONGEST:
            what = f"«{felt.tekst}» er på over {LONGEST} tegn. Resten er ikke tatt med."
            notes.append(Problem(str(path), what))
        yield felt.navn, text[:LONGEST]


def _tidy(text: str) -> str:
    """Give text in one form, with line feeds and without characters that cannot be seen."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(sign if sign.isprintable() else " " for sign in line) for line in lines)
    return "\n".join(line.strip() for line in seen).strip()
