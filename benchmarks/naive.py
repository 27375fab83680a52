"""The naive way to make the same packet: pyplot, tight bounding boxes, one process per PDF.

Used by ``packets.py`` only. Content and templates are the same; only the charts' making differs.
"""

import pickle
import sys
from io import StringIO
from pathlib import Path
from unittest import mock

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from datapakke import layout
from datapakke.charts import Drawing
from datapakke.packet.model import Chart, ChartKind
from datapakke.render import Renderer, package_templates

POINTS_PER_INCH = 72


def draw(chart: Chart, width: float) -> Drawing:
    """Draw a chart as one does with pyplot and its defaults."""
    rows = max(len(one.punkter) for one in chart.series) if chart.series else 1
    tall = chart.kind in {ChartKind.ARK, ChartKind.PUNKTER}
    height = 0.3 * rows + 1 if tall else 2.4
    figure, axes = plt.subplots(figsize=(width / POINTS_PER_INCH, height))
    {
        ChartKind.LINJE: _lines,
        ChartKind.STABLET: _stacked,
        ChartKind.PUNKTER: _dots,
        ChartKind.ARK: _dots,
        ChartKind.TRAKT: _funnel,
        ChartKind.KJEDE: _lines,
    }[chart.kind](axes, chart)
    axes.legend(fontsize=7)
    svg = StringIO()
    figure.savefig(svg, format="svg", bbox_inches="tight")
    plt.close(figure)
    return Drawing(svg=svg.getvalue(), alt=chart.alt)


def _lines(axes: Axes, chart: Chart) -> None:
    for one in chart.series:
        values = [float("nan") if p.verdi is None else p.verdi for p in one.punkter]
        axes.plot([p.x for p in one.punkter], values, marker="o", label=one.navn)
        for point, value in zip(one.punkter, values, strict=True):
            if point.verdi is not None:
                axes.annotate(point.tekst, (point.x, value), fontsize=7)
    axes.set_ylabel(chart.enhet)


def _stacked(axes: Axes, chart: Chart) -> None:
    left = dict.fromkeys([one.navn for one in chart.series], 0.0)
    for index, point in enumerate(chart.series[0].punkter):
        for one in chart.series:
            value = one.punkter[index].verdi or 0.0
            label = point.x if one is chart.series[0] else None
            axes.barh(one.navn, value, left=left[one.navn], label=label)
            axes.annotate(one.punkter[index].tekst, (left[one.navn], one.navn), fontsize=7)
            left[one.navn] += value


def _dots(axes: Axes, chart: Chart) -> None:
    for one in chart.series:
        shown = [p for p in one.punkter if p.verdi is not None]
        axes.plot([p.verdi or 0.0 for p in shown], [p.x for p in shown], "o", label=one.navn)
        for point in shown:
            axes.annotate(point.tekst, (point.verdi or 0.0, point.x), fontsize=7)


def _funnel(axes: Axes, chart: Chart) -> None:
    for one in chart.series:
        shown = [p for p in one.punkter if p.verdi is not None]
        axes.plot([p.n or 0 for p in shown], [p.verdi or 0.0 for p in shown], "o", label=one.navn)


def main() -> None:
    """Make one PDF: ``naive.py PACKETS.pickle INDEX OUT.pdf``."""
    packets, index, out = sys.argv[1:]
    packet = pickle.loads(Path(packets).read_bytes())[int(index)]  # noqa: S301 (our own file)
    with mock.patch.object(layout, "draw", draw):
        Path(out).write_bytes(Renderer((package_templates(),)).pdf(packet))


if __name__ == "__main__":
    main()
