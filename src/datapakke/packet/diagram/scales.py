"""Neighbouring charts on one scale, so that a length means the same in both."""

from collections.abc import Sequence
from dataclasses import replace

from datapakke.packet.model import Chart
from datapakke.packet.parts import Part


def one_scale(parts: Sequence[Part]) -> list[Part]:
    """Let charts of the same unit share their value axis; other parts are as they were."""
    charts = [part.block for part in parts if isinstance(part.block, Chart)]
    return [
        replace(part, block=replace(part.block, felles=_ends(part.block, charts)))
        if isinstance(part.block, Chart)
        else part
        for part in parts
    ]


def _ends(chart: Chart, charts: Sequence[Chart]) -> tuple[float, ...]:
    """Give the least and the greatest value drawn in the charts of this one's unit."""
    points = [
        point
        for other in charts
        if other.enhet == chart.enhet
        for one in other.series
        for point in one.punkter
    ]
    values = [point.verdi for point in points if point.verdi is not None]
    values += [end for point in points for end in point.spenn or ()]
    return (min(values), max(values)) if values else ()
