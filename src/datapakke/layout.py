"""Which blocks stand beside each other, how wide each chart is, and where a link leads."""

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts import Drawing, draw
from datapakke.charts.canvas import Ink, wrap
from datapakke.formats import hard_spaces
from datapakke.locale import maalform, sagt
from datapakke.packet.model import Block, Chapter, Chart, ChartKind, Notice, Packet, Table
from datapakke.spreads import Spread, spreads

URL = "figur:"
"""The only addresses that a page may name; each leads to a chart in memory."""
_NARROW_COLUMNS = {ChartKind.LINJE: 7, ChartKind.PUNKTER: 9, ChartKind.TRAKT: 9}
"""Charts of these kinds stand two and two when they have no more columns (rows) than this."""

_NARROW_TABLE = 7
"""Tables with no more columns than this stand in two columns of the page."""
_TITLE = Ink(theme.BODY, bold=True)
_UNDER = Ink(theme.SMALL)
_LINE_HEIGHT = 1.3


@dataclass(frozen=True)
class Cell:
    """A block and the remarks that belong to it."""

    block: Block
    notices: tuple[Notice, ...] = ()

    @property
    def kind(self) -> str:
        """``text``, ``notice``, ``table`` or ``chart``: the macro that prints it."""
        return type(self.block).__name__.lower()


@dataclass(frozen=True)
class Line:
    """A line of the page: one cell, or two charts side by side."""

    cells: tuple[Cell, ...]

    @property
    def caption_height(self) -> int:
        """Points that the longest caption of a pair takes, so that both charts begin level."""
        return max(_caption_height(cell.block) for cell in self.cells)


@dataclass(frozen=True)
class TableGroup:
    """Neighbouring tables: wide ones below each other, or narrow ones in columns of pages."""

    wide: tuple[Table, ...] = ()
    pages: tuple[Spread, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    anchor: str
    number: str
    title: str


@dataclass(frozen=True)
class Layout:
    """What the templates need beside the packet.

    Attributes:
        chapters: The lines of each chapter, by its id.
        drawings: Every chart's drawing, by its id.
        anchors: Ids by the number they are referred to with («Figur 3.2»).
        contents: The contents.
        tables: The tables at the end, narrow and wide ones apart.
    """

    chapters: dict[str, tuple[Line, ...]]
    drawings: dict[str, Drawing]
    anchors: dict[str, str]
    contents: tuple[Entry, ...]
    tables: tuple[TableGroup, ...]


def lay_out(packet: Packet) -> Layout:
    """Place a packet's blocks and draw its charts, in its written form."""
    with maalform(packet.maalform):
        return _laid_out(packet)


def _laid_out(packet: Packet) -> Layout:
    chapters = {chapter.id: tuple(_lines(chapter.blokker)) for chapter in packet.kapitler}
    drawings: dict[str, Drawing] = {}
    for line in (line for lines in chapters.values() for line in lines):
        width = theme.HALF_WIDTH if len(line.cells) > 1 else theme.FULL_WIDTH
        for cell in line.cells:
            if isinstance(cell.block, Chart):
                drawings[cell.block.id] = draw(cell.block, width)
    if packet.oversikt:
        drawings[packet.oversikt.id] = draw(packet.oversikt, theme.FULL_WIDTH)
    return Layout(
        chapters,
        drawings,
        _anchors(packet),
        tuple(_contents(packet)),
        tuple(_table_groups(packet.tabeller)),
    )


def _cells(blocks: Iterable[Block]) -> list[Cell]:
    """Give every remark to the figure or table before it; one that comes first stands alone."""
    cells: list[Cell] = []
    for block in blocks:
        owner = cells[-1] if cells and isinstance(block, Notice) else None
        if isinstance(block, Notice) and owner and isinstance(owner.block, Chart | Table):
            cells[-1] = Cell(owner.block, (*owner.notices, block))
        else:
            cells.append(Cell(block))
    return cells


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Put neighbouring narrow charts two and two."""
    waiting: Cell | None = None
    for cell in _cells(blocks):
        narrow = isinstance(cell.block, Chart) and _is_narrow(cell.block)
        if waiting and narrow:
            yield Line((waiting, cell))
            waiting = None
            continue
        if waiting:
            yield Line((waiting,))
        waiting = cell if narrow else None
        if not narrow:
            yield Line((cell,))
    if waiting:
        yield Line((waiting,))


def _table_groups(tables: Iterable[Table]) -> Iterator[TableGroup]:
    taken = theme.TABLE_PAGE_TITLE
    groups = itertools.groupby(tables, lambda table: len(table.hode) <= _NARROW_TABLE)
    for narrow, members in groups:
        yield (
            TableGroup(pages=spreads(tuple(members), taken))
            if narrow
            else TableGroup(tuple(members))
        )
        taken = 0


def _caption_height(block: Block) -> int:
    """Give the height of a chart's caption in half the page's width, in whole points."""
    if not isinstance(block, Chart):
        return 0
    title = wrap(f"{block.nummer} {block.tittel}", theme.HALF_WIDTH, _TITLE, most=9)
    under = wrap(hard_spaces(block.undertekst), theme.HALF_WIDTH, _UNDER, most=9)
    lines = len(title) * theme.BODY + len(under) * theme.SMALL
    return math.ceil(lines * _LINE_HEIGHT)


def _is_narrow(chart: Chart) -> bool:
    columns = {point.x for one in chart.series for point in one.punkter}
    return len(columns) <= _NARROW_COLUMNS.get(chart.kind, 0)


def _anchors(packet: Packet) -> dict[str, str]:
    blocks = [block for chapter in packet.kapitler for block in chapter.blokker]
    numbered = [*blocks, *packet.tabeller, *((packet.oversikt,) if packet.oversikt else ())]
    return {block.nummer: block.id for block in numbered if isinstance(block, Chart | Table)}


def _contents(packet: Packet) -> Iterator[Entry]:
    if packet.siden_sist:
        yield Entry("siden-sist", "", packet.siden_sist.tittel)
    if packet.oversikt:
        yield Entry("ark", "", packet.oversikt.tittel)
    for chapter in packet.kapitler:
        yield Entry(chapter_anchor(chapter), str(chapter.nummer), chapter.tittel)
    rammer = packet.rammer.tittel if packet.rammer else ""
    parts: tuple[tuple[str, str, object], ...] = (
        ("sporsmal", sagt("Spørsmål til møtet"), packet.sporsmal),
        ("rammer", rammer, packet.rammer),
        ("tabeller", sagt("Tabeller"), packet.tabeller),
        ("kilder", sagt("Kilder og skjerming"), packet.kilder),
        ("metoder", sagt("Slik er tallene laget"), packet.metoder),
    )
    for anchor, title, content in parts:
        if content:
            yield Entry(anchor, "", title)


def chapter_anchor(chapter: Chapter) -> str:
    """Give the id of a chapter's heading."""
    return f"kapittel-{chapter.id}"
