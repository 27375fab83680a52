"""The values printed and drawn in charts, each kind by where its values stand."""

from collections.abc import Sequence

from datapakke.packet.model import ChartKind
from datapakke.verify.bars import read_bars
from datapakke.verify.curves import read_curves
from datapakke.verify.funnel import read_funnel
from datapakke.verify.panels import read_panels
from datapakke.verify.region import Captioned, Region
from datapakke.verify.rows import read_rows
from datapakke.verify.script import Script

_KINDS = {
    ChartKind.LINJE: read_curves,
    ChartKind.STABLET: read_bars,
    ChartKind.PUNKTER: read_rows,
    ChartKind.ARK: read_rows,
    ChartKind.TRAKT: read_funnel,
    ChartKind.KJEDE: read_panels,
}


def read_charts(script: Script, charts: Sequence[Captioned]) -> int:
    """Compare the values of all charts, and give how many there are.

    To be called when the prose and the tables are taken: what is left around a chart is its own.
    """
    regions = [Region(script, one, charts) for one in charts]
    return sum(_read(region) for region in regions)


def _read(region: Region) -> int:
    region.take_all(region.chart.enhet)
    return _KINDS[region.chart.kind](region)
