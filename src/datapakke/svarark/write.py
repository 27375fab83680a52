"""What is written of the answer sheets that came back: gathered in a table and on pages."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from datapakke.errors import PacketError, Problem, UsageError, refused
from datapakke.kommuner import Inndeling, Runde
from datapakke.output import write_or_tell
from datapakke.svarark.read import Svar
from datapakke.svarark.summary import as_page, as_table
from datapakke.templating import Templates

TABLE, PAGES = "svar.csv", "svar-*.html"
FOLDER = "svarark"
"""Below the packets: no sheet is taken for a packet."""


def write_answers(
    svar: Sequence[Svar],
    runde: Runde,
    inndeling: Inndeling,
    templates: Sequence[Path],
    folder: Path,
) -> Iterator[Path]:
    """Write the answers of a round: one table, and two pages per meeting that any are for.

    What lies there from before goes first: a page for sharing may hold what is no longer said, or
    no longer to be shared.

    Raises:
        PacketError: A file cannot be written, or a template is wrong; nothing is half written.
    """
    answered = {inndeling.by_kommunenr[one.kommunenr].slug for one in svar}
    filled = Templates(templates)
    pages = {
        folder / f"svar-{mote.id}-{name}.html": as_page(
            svar, inndeling, mote, filled, til_deling=til_deling
        ).encode()
        for mote in runde.moter
        if answered & set(mote.kommuner)
        for name, til_deling in (("internt", False), ("til-deling", True))
    }
    for old in sorted(folder.glob(PAGES)):
        _take_away(old)
    yield write_or_tell(folder / TABLE, as_table(svar, inndeling))
    for path, page in pages.items():
        yield write_or_tell(path, page)


def answered_before(folder: Path) -> list[str]:
    """Give the names of the municipalities in the table that lies there; none when it is no table.

    Args:
        folder: Where answers were written before.
    """
    try:
        text = (folder / TABLE).read_text("utf-8-sig")
        return [row["kommune"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    except (OSError, UnicodeDecodeError, KeyError, csv.Error):
        return []


def _take_away(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise PacketError([refused(path, "tas bort", error)]) from error


def find_sheets(places: Sequence[Path]) -> list[Path]:
    """Give the PDFs among files and in folders, each once, in the order of their names.

    Raises:
        UsageError: A place does not exist, or there is no PDF in any.
    """
    gone = [Problem(str(one), "finnes ikke.") for one in places if not one.exists()]
    if gone:
        raise UsageError(gone)
    found: dict[Path, Path] = {}
    for place in places:
        inside = sorted(place.iterdir()) if place.is_dir() else [place]
        pdfs = [one for one in inside if not place.is_dir() or one.suffix.lower() == ".pdf"]
        found |= {one.resolve(): one for one in pdfs}
    if not found:
        raise UsageError([Problem(", ".join(map(str, places)), "inneholder ingen PDF-filer.")])
    return list(found.values())
