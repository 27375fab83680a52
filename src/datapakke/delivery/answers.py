"""Who has answered: the returned answer sheets that are filed.

A sheet is filed in ``svar/RUNDE/innkommet`` under the municipality's code and the beginning of its
SHA-256, so that the same sheet is filed once and who has answered is seen from names and hashes
alone: no PDF is opened.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from datapakke.errors import PacketError, Problem, refused
from datapakke.kommuner import Inndeling, Kommune, Mote

FOLDER, REPLACED = "innkommet", "erstattet"
SHOWN = 16
"""So much of a hash is in a name: nobody makes another sheet that begins like it."""
_NAME = re.compile(rf"([0-9]{{4}})-[a-z0-9-]+-([0-9a-f]{{{SHOWN}}})\.pdf")
CHANGED = (
    "er endret etter at arket kom inn, og leses ikke. Flytt filen ut av mappen, og gi arket på nytt"
    " slik det kom: datapakke svar FIL"
)


@dataclass(frozen=True)
class Filed:
    """What lies among the returned sheets of a round.

    Attributes:
        ark: kommunenr → the sheets it has returned, by name.
        lagt_inn: PDFs that somebody put there under other names: not filed yet.
        problemer: Sheets that are no longer what was filed.
    """

    ark: dict[str, tuple[Path, ...]]
    lagt_inn: tuple[Path, ...] = ()
    problemer: tuple[Problem, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """All filed sheets, in the order of their names."""
        return [path for _, paths in sorted(self.ark.items()) for path in paths]


def filed(folder: Path) -> Filed:
    """Give the returned sheets that are filed below ``folder`` (``svar/RUNDE``); none is read.

    Raises:
        PacketError: The folder is there and cannot be read.
    """
    ark: dict[str, tuple[Path, ...]] = {}
    others, problems = [], []
    for path in pdfs_in(folder / FOLDER):
        name = _NAME.fullmatch(path.name)
        if name is None:
            others.append(path)
        elif path.is_symlink() or not digest_of(path).startswith(name[2]):
            problems.append(Problem(str(path), CHANGED))
        else:
            ark[name[1]] = (*ark.get(name[1], ()), path)
    return Filed(ark, tuple(others), tuple(problems))


def answered(folder: Path) -> frozenset[str]:
    """Give the codes of the municipalities that have answered in the round of ``svar/RUNDE``."""
    return frozenset(filed(folder).ark)


def unanswered(mote: Mote, inndeling: Inndeling, folder: Path) -> tuple[Kommune, ...]:
    """Give those invited to a meeting who have not answered: whom a reminder is for.

    Args:
        mote: The meeting.
        inndeling: The division of its round.
        folder: ``svar/RUNDE``.
    """
    have = answered(folder)
    invited = (one for one in inndeling if one.slug in mote.kommuner)
    return tuple(one for one in invited if inndeling.kommunenr(one) not in have)


def check_read(folder: Path) -> None:
    """See that every returned sheet is filed as it came: else nobody knows who has not answered.

    Raises:
        PacketError: One is not, or the folder cannot be read.
    """
    found = filed(folder)
    what = "er ikke lest ennå. Kjør datapakke svar før noen minnes."
    problems = [*found.problemer, *(Problem(str(one), what) for one in found.lagt_inn)]
    if problems:
        raise PacketError(problems)


def pdfs_in(folder: Path) -> list[Path]:
    """Give the PDFs of a folder, in the order of their names; none where it is not there.

    Raises:
        PacketError: The folder is there and cannot be read.
    """
    try:
        return sorted(one for one in folder.iterdir() if one.suffix.lower() == ".pdf")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise PacketError([refused(folder, "leses", error)]) from error


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file; of one that cannot be read its own name, which is like no other.

    Whoever reads it next tells what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return str(path)
