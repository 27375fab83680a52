"""The same packet as a Typst document: the speed limit of the field, tagged as ours is.

It says what the packet says, in its order, with the same charts; it is not laid out as finely.
"""

from collections.abc import Iterator
from pathlib import Path

from datapakke.charts import draw
from datapakke.packet.model import Block, Chart, Method, Notice, Packet, Seksjon, Table, Text

WIDTH = 480.0
"""Points that a chart is wide."""
_HEAD = """#set page(paper: "a4", margin: 20mm, numbering: "1")
#set text(font: ("Source Sans Pro", "Source Sans 3", "DejaVu Sans"), size: 9.5pt, lang: "nb")
#set table(stroke: 0.5pt + luma(80%), inset: 3pt)
"""
_WORDS = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": " "})


def charts(packet: Packet) -> Iterator[Chart]:
    """Give every chart of a packet."""
    if packet.oversikt:
        yield packet.oversikt
    for chapter in packet.kapitler:
        yield from (one for one in chapter.blokker if isinstance(one, Chart))


def write_charts(packet: Packet, folder: Path) -> None:
    """Draw the charts as SVG files."""
    for chart in charts(packet):
        (folder / f"{chart.id}.svg").write_text(draw(chart, WIDTH).svg, encoding="utf-8")


def source(packet: Packet) -> str:
    """Give the document's source; it shows the charts that lie beside it."""
    return _HEAD + "\n".join(_lines(packet))


def _lines(packet: Packet) -> Iterator[str]:
    yield f"#set document(title: {_said(packet.tittel)}, date: none)"
    yield _heading(1, packet.tittel)
    for one in packet.funn:
        yield _heading(2, one.tittel)
        yield _par(f"{one.tekst} {one.se}")
    yield from map(_par, packet.lesehjelp)
    if packet.oversikt:
        yield _chart(packet.oversikt)
    yield from map(_par, packet.oversikt_tekst)
    for section in (packet.siden_sist, packet.rammer):
        if section:
            yield from _section(section)
    for chapter in packet.kapitler:
        yield _heading(1, f"{chapter.nummer} {chapter.tittel}")
        yield _par(chapter.ingress)
        yield from map(_block, chapter.blokker)
    yield from map(_par, packet.sporsmal)
    yield from map(_table, packet.tabeller)
    yield from map(_method, packet.metoder)
    yield from (_par(f"{one.navn} {one.lisens} {' '.join(one.noter)}") for one in packet.kilder)
    yield from (_par(" ".join(pair)) for pair in packet.tegnforklaring)
    yield _par(packet.skjerming)


def _section(section: Seksjon) -> Iterator[str]:
    yield _heading(1, section.tittel)
    yield _par(section.ingress)
    for part in section.avsnitt:
        yield _heading(2, part.overskrift)
        yield from map(_par, part.punkter)


def _block(block: Block) -> str:
    if isinstance(block, Chart):
        return _chart(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Text | Notice):
        return _par(block.tekst)
    return ""


def _chart(chart: Chart) -> str:
    image = f"image({_said(f'{chart.id}.svg')}, alt: {_said(chart.alt)})"
    caption = _said(f"Figur {chart.nummer} {chart.tittel} {chart.undertekst}")
    return f"#figure({image}, caption: text({caption}), supplement: none, numbering: none)"


def _table(table: Table) -> str:
    head = ", ".join(f"[#{_said(one)}]" for one in (table.hjorne, *table.hode))
    rows = []
    for group in table.grupper:
        if group.tittel:
            rows.append(f"table.cell(colspan: {len(table.hode) + 1})[#{_said(group.tittel)}]")
        rows += [f"[#{_said(one)}]" for row in group.rader for one in (row.hode, *row.celler)]
    cells = f"table.header({head}), {', '.join(rows)}"
    title = _par(f"Tabell {table.nummer} {table.tittel} {table.undertekst}")
    return f"{title}\n#table(columns: {len(table.hode) + 1}, {cells})"


def _method(method: Method) -> str:
    return f"{_heading(2, method.tittel)}\n{_par(method.tekst)}"


def _heading(level: int, text: str) -> str:
    return f"#heading(level: {level}, outlined: true)[#{_said(text)}]"


def _par(text: str) -> str:
    return f"#par[#{_said(text)}]"


def _said(text: str) -> str:
    return f'"{text.translate(_WORDS)}"'
