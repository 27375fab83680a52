"""What ``approve`` needs to be told: a name, a reason, a code, and packets of the right kind."""

from pathlib import Path

from datapakke.batch.manifest import read_manifest
from datapakke.batch.model import Manifest
from datapakke.errors import Problem, UsageError

LONGEST = 100
NOBODY = "navnet ditt"
"""What stands in the command on the review page where the name is to be written."""


def approver(navn: str) -> str:
    """Give the name of who approves.

    Raises:
        UsageError: It is none.
    """
    who = one_line(navn, "--navn", "den som godkjenner")
    if who.casefold() == NOBODY:
        raise UsageError([Problem("--navn", f"er «{who}». Skriv navnet på den som godkjenner.")])
    return who


def given(kode: str | None, mote: str, page: Path) -> str:
    """Give the code of a meeting's packets that was copied from the review page.

    Raises:
        UsageError: There is none.
    """
    if kode is None:
        what = (
            f"mangler. Koden står i kommandoen under møtet {mote} på {page / 'index.html'}."
            " Står den ikke der, må noe rettes først, eller siden lages: datapakke review"
        )
        raise UsageError([Problem("--kode", what)])
    return kode


def one_line(text: str, option: str, what: str) -> str:
    """Give a person's own words as one line.

    Raises:
        UsageError: There are no words, too many, or characters that nobody sees.
    """
    line = " ".join(text.split())
    if not any(sign.isalpha() for sign in line):
        raise UsageError([Problem(option, f"må si {what}.")])
    if len(line) > LONGEST or not line.isprintable():
        what = f"må være på én linje av synlige tegn, høyst {LONGEST}."
        raise UsageError([Problem(option, what)])
    return line


def manifest_in(folder: Path, runde: str, *, demo: bool) -> Manifest | None:
    """Give what lies in a folder of packets, if anything does.

    Raises:
        UsageError: It is of another round, or demo data and not said to be, or the other way round.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    if manifest.runde != runde:
        what = f"pakkene er fra runden {manifest.runde or 'uten navn'}, ikke {runde}."
        raise UsageError([Problem(str(folder), what)])
    if manifest.demo and not demo:
        what = "pakkene er laget av oppdiktede tall. Er det meningen å godkjenne dem, så si --demo."
        raise UsageError([Problem(str(folder), what)])
    if demo and not manifest.demo:
        raise UsageError([Problem("--demo", f"pakkene i {folder} er ikke demodata.")])
    return manifest
