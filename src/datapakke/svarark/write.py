"""What is written of answer sheets: one beside each packet, and what came back, gathered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from datapakke.errors import PacketError, Problem, UsageError
from datapakke.kommuner import Inndeling, Kommune, Runde
from datapakke.output import write_atomic
from datapakke.packet.context import PacketContext
from datapakke.svarark.ark import make_svarark
from datapakke.svarark.pdf import SheetRenderer
from datapakke.svarark.read import Svar
from datapakke.svarark.summary import as_page, as_table

FOLDER = "svarark"
"""Below the packets: no sheet is taken for a packet."""


def write_sheets(
    context: PacketContext,
    kommuner: Sequence[Kommune],
    adresse: str,
    templates: Sequence[Path],
    folder: Path,
) -> Iterator[Path]:
    """Write the sheets of municipalities that are invited to a meeting.

    Args:
        context: What the packets are made from.
        kommuner: Those whose packets were made.
        adresse: Where the sheets are sent back to.
        templates: Where templates are looked for, in order.
        folder: The packets' folder.

    Raises:
        PacketError: A sheet cannot be made or written.
    """
    renderer = SheetRenderer(templates)
    for kommune in kommuner:
        ark = make_svarark(context, kommune, adresse)
        if ark:
            yield _write(folder / FOLDER / f"{ark.navn}.pdf", renderer.pdf(ark))


def write_answers(
    svar: Sequence[Svar],
    runde: Runde,
    inndeling: Inndeling,
    templates: Sequence[Path],
    folder: Path,
) -> Iterator[Path]:
    """Write the answers of a round: one table, and two pages per meeting that any are for.

    Raises:
        PacketError: A file cannot be written, or a template is wrong; nothing is half written.
    """
    yield _write(folder / "svar.csv", as_table(svar, inndeling))
    answered = {inndeling.by_kommunenr[one.kommunenr].slug for one in svar}
    for mote in runde.moter:
        if not answered & set(mote.kommuner):
            continue
        for name, til_deling in (("internt", False), ("til-deling", True)):
            page = as_page(svar, inndeling, mote, templates, til_deling=til_deling)
            yield _write(folder / f"svar-{mote.id}-{name}.html", page.encode())


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


def _write(path: Path, content: bytes) -> Path:
    try:
        write_atomic(path, content)
    except OSError as error:
        raise PacketError([Problem(str(path), f"kan ikke skrives: {error.strerror}")]) from error
    return path
