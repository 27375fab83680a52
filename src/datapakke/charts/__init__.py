"""From a Chart to its drawing. A drawing knows printed values only, and cannot know more."""

from dataclasses import dataclass

from datapakke.charts import ark, kjede, linje, punkter, stablet, trakt
from datapakke.packet.model import Chart, ChartKind

_KINDS = {
    ChartKind.LINJE: linje.draw,
    ChartKind.STABLET: stablet.draw,
    ChartKind.PUNKTER: punkter.draw,
    ChartKind.ARK: ark.draw,
    ChartKind.TRAKT: trakt.draw,
    ChartKind.KJEDE: kjede.draw,
}


@dataclass(frozen=True)
class Drawing:
    """An SVG image and the text for those who cannot see it."""

    svg: str
    alt: str


def draw(chart: Chart, width: float) -> Drawing:
    """Draw ``chart``, ``width`` points wide; the kind gives the height."""
    return Drawing(_KINDS[chart.kind](chart, width), chart.alt)
