"""Which blocks stand beside each other, how wide each chart is, and where a link leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts import Drawing, draw
from datapakke.packet.model import Block, Chapter, Chart, ChartKind, Packet, Table

URL = "figur:"
"""The only addresses that a page may name; each leads to a chart in memory."""
_NARROW_COLUMNS = {ChartKind.LINJE: 7, ChartKind.PUNKTER: 9}
"""Charts of these kinds stand two and two when they have no more columns (rows) than this."""


@dataclass(frozen=True)
class Placed:
    """A line of the page: one block, or two charts side by side."""

    kind: str
    """``text``, ``notice``, ``table``, ``chart`` or ``pair``: the macro that prints it."""
    blocks: tuple[Block, ...]


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
    """

    chapters: dict[str, tuple[Placed, ...]]
    drawings: dict[str, Drawing]
    anchors: dict[str, str]
    contents: tuple[Entry, ...]


def lay_out(packet: Packet) -> Layout:
    """Place a packet's blocks and draw its charts."""
    chapters = {chapter.id: tuple(_place(chapter.blokker)) for chapter in packet.kapitler}
    drawings: dict[str, Drawing] = {}
    for line in (line for lines in chapters.values() for line in lines):
        width = theme.HALF_WIDTH if line.kind == "pair" else theme.FULL_WIDTH
        drawings |= {b.id: draw(b, width) for b in line.blocks if isinstance(b, Chart)}
    if packet.oversikt:
        drawings[packet.oversikt.id] = draw(packet.oversikt, theme.FULL_WIDTH)
    return Layout(chapters, drawings, _anchors(packet), tuple(_contents(packet)))


def _place(blocks: Iterable[Block]) -> Iterator[Placed]:
    waiting: Chart | None = None
    for block in blocks:
        if isinstance(block, Chart) and _is_narrow(block):
            if waiting:
                yield Placed("pair", (waiting, block))
            waiting = None if waiting else block
            continue
        if waiting:
            yield Placed("chart", (waiting,))
            waiting = None
        yield Placed(type(block).__name__.lower(), (block,))
    if waiting:
        yield Placed("chart", (waiting,))


def _is_narrow(chart: Chart) -> bool:
    columns = {point.x for one in chart.series for point in one.punkter}
    return len(columns) <= _NARROW_COLUMNS.get(chart.kind, 0)


def _anchors(packet: Packet) -> dict[str, str]:
    blocks = [block for chapter in packet.kapitler for block in chapter.blokker]
    numbered = [*blocks, *packet.tabeller, *((packet.oversikt,) if packet.oversikt else ())]
    return {block.nummer: block.id for block in numbered if isinstance(block, Chart | Table)}


def _contents(packet: Packet) -> Iterator[Entry]:
    if packet.oversikt:
        yield Entry("ark", "", packet.oversikt.tittel)
    for chapter in packet.kapitler:
        yield Entry(chapter_anchor(chapter), str(chapter.nummer), chapter.tittel)
    parts = (
        ("sporsmal", "Spørsmål til møtet", packet.sporsmal),
        ("tabeller", "Tabeller", packet.tabeller),
        ("metoder", "Slik er tallene laget", packet.metoder),
        ("kilder", "Kilder og skjerming", packet.kilder),
    )
    for anchor, title, content in parts:
        if content:
            yield Entry(anchor, "", title)


def chapter_anchor(chapter: Chapter) -> str:
    """Give the id of a chapter's heading."""
    return f"kapittel-{chapter.id}"
