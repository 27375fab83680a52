"""Every chart of a whole round, drawn: nothing written over anything, nothing outside, none empty.

The round is the project's own invented one, with all sorts of gaps (``demo_packets``).
"""

import itertools
import re
from collections.abc import Iterable

import numpy as np
import pytest

from datapakke.layout import lay_out
from datapakke.model import Figure, FigureKey, Nivaa
from datapakke.packet.build import build_packet
from datapakke.packet.model import Chart, ChartKind, Packet, Point, Rolle
from datapakke.packet.others import FEWEST
from datapakke.statistics import wilson
from demo_packets import LOT, RULE, given, hidden_by
from drawings import all_boxes_of

SLACK = 0.5
CLEAR = 4.0


@pytest.fixture(scope="module", params=[RULE, LOT], ids=["regel", "lodd"])
def packets(request: pytest.FixtureRequest) -> list[Packet]:
    """Give every packet of the round."""
    return [build_packet(hidden_by(request.param), kommune) for kommune in given()[0].kommuner]


def charts_of(packet: Packet) -> list[Chart]:
    """Give every chart of a packet."""
    blocks = [block for chapter in packet.kapitler for block in chapter.blokker]
    return [one for one in (packet.oversikt, *blocks) if isinstance(one, Chart)]


def own_points(chart: Chart) -> list[Point]:
    """Give the points of the municipality itself."""
    return [p for one in chart.series if one.rolle is Rolle.KOMMUNE for p in one.punkter]


def test_no_words_lie_over_others_or_outside_in_any_chart(packets: list[Packet]) -> None:
    """As the pages have them: in half their width where two stand side by side."""
    wrong, kinds = [], set()
    for packet in packets:
        layout = lay_out(packet)
        for chart in charts_of(packet):
            kinds.add(chart.kind)
            svg = layout.drawings[chart.id].svg
            width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
            boxes = all_boxes_of(svg)
            for (first, a), (second, b) in itertools.combinations(boxes.items(), 2):
                if a.meets(b):
                    wrong.append((packet.slug, chart.id, first, second))
            wrong += [(packet.slug, chart.id, text, "cut") for text in boxes if "…" in text]
            for text, box in boxes.items():
                if min(box.left, box.top) < -SLACK:
                    wrong.append((packet.slug, chart.id, text, "outside"))
                if box.right > width + SLACK or box.bottom > height + SLACK:
                    wrong.append((packet.slug, chart.id, text, "outside"))
    assert wrong == []
    assert kinds == set(ChartKind)


def test_a_name_of_a_row_keeps_clear_of_the_next(packets: list[Packet]) -> None:
    """Two names in several lines each are told apart at a glance."""
    broken = 0
    for packet in packets:
        drawings = lay_out(packet).drawings
        for chart in (one for one in charts_of(packet) if one.kind is ChartKind.PUNKTER):
            within, between = gaps_of_names(chart, drawings[chart.id].svg)
            assert min(between, default=CLEAR) >= max(within, default=0) + CLEAR, chart.id
            broken += bool(within)
    assert broken > len(packets)


def gaps_of_names(chart: Chart, svg: str) -> tuple[list[float], list[float]]:
    """Give the distances between lines of one name, and between names, in points."""
    ends = list(itertools.accumulate(len(point.x.split()) for point in own_points(chart)))
    gaps: dict[bool, list[float]] = {True: [], False: []}
    words, above = 0, 0.0
    for key, box in all_boxes_of(svg).items():
        if box.left > 0:
            continue
        if words:
            gaps[words in ends].append(box.top - above)
        words += len(key.split()) - 1
        above = box.bottom
    assert words == ends[-1]
    return gaps[False], gaps[True]


def test_no_chart_shows_nothing_of_the_municipality(packets: list[Packet]) -> None:
    """The county's alone is said in words."""
    for packet in packets:
        for chart in charts_of(packet):
            assert any(point.verdi is not None for point in own_points(chart)), chart.id


def test_every_chart_says_whom_it_is_about_and_where_it_comes_from(packets: list[Packet]) -> None:
    """Number, title, population, source; and what it shows, for those who cannot see it."""
    for packet in packets:
        for chart in charts_of(packet):
            assert re.fullmatch(r"Figur \d\.\d+", chart.nummer)
            assert chart.tittel
            assert chart.alt
            if chart.kind is not ChartKind.ARK:
                assert re.search(r"\. (Kilde|Kjelde): .+\.$", chart.undertekst), chart.id


def test_a_line_through_a_share_is_what_anyone_can_work_out(packets: list[Packet]) -> None:
    """Wilson's interval of the printed counts, rounded; none where they are not printed."""
    drawn = 0
    for packet in packets:
        figures = {(f.key.indikator, f.key.aar): f for f in packet.figurer if _is_own(packet, f)}
        for chart in charts_of(packet):
            name = chart.id.removeprefix("linje-").replace("-", "_")
            for point in own_points(chart):
                figure = figures.get((name, point.x))
                if chart.kind is ChartKind.LINJE and figure and point.tekst.endswith("%"):
                    assert (point.spenn is None) is (figure.teller is None)
                    if point.spenn and figure.teller is not None and figure.n:
                        low, high = wilson(figure.teller, figure.n)
                        assert point.spenn == pytest.approx((100 * low, 100 * high), abs=0.501)
                        drawn += 1
    assert drawn > len(packets)


def _is_own(packet: Packet, figure: Figure) -> bool:
    key = figure.key
    return key == FigureKey(key.indikator, Nivaa.KOMMUNE.value, packet.kommunenr, key.aar)


def test_boxes_and_grey_points_are_made_of_what_stands_in_the_side_car(
    packets: list[Packet],
) -> None:
    """The quartiles worked out again by numpy, and each grey point found: nothing else is drawn."""
    boxes = funnels = 0
    for packet in packets:
        figures = {one.key: one for one in (*packet.figurer, *packet.bakgrunn)}
        values = _by_period(figures.values())
        for chart in charts_of(packet):
            for axis in (axis for axis in chart.akser if axis.boks):
                assert any(_is_made_of(axis.boks or (0, 0), some) for some in values.values())
                boxes += 1
            if chart.kind is ChartKind.TRAKT:
                funnels += 1
                placed = {(f.n, float(f.verdi)) for f in figures.values() if f.verdi is not None}
                grey = [p for s in chart.series if s.rolle is Rolle.ANDRE for p in s.punkter]
                assert len(grey) >= FEWEST - 1
                assert {(p.n, p.verdi) for p in grey} <= placed
                assert [p.n for p in grey] == sorted(p.n or 0 for p in grey), "no other order"
    assert boxes > len(packets)
    assert funnels


def test_what_is_drawn_of_others_stands_in_their_own_packets(packets: list[Packet]) -> None:
    """As a number, with the same n: nothing is told of a municipality that its packet does not."""
    printed = {packet.kommunenr: set(packet.figurer) for packet in packets}
    for packet in packets:
        assert packet.bakgrunn
        for figure in packet.bakgrunn:
            assert figure.key.omraade != packet.kommunenr
            assert figure in printed[figure.key.omraade], figure.key


def _by_period(figures: Iterable[Figure]) -> dict[tuple[str, str], list[float]]:
    """Give the municipalities' values by indicator and period, both genders together."""
    found: dict[tuple[str, str], list[float]] = {}
    for one in figures:
        key = one.key
        whole = FigureKey(key.indikator, Nivaa.KOMMUNE.value, key.omraade, key.aar)
        if one.verdi is not None and key == whole:
            found.setdefault((key.indikator, key.aar), []).append(float(one.verdi))
    return found


def _is_made_of(box: tuple[float, float], some: list[float]) -> bool:
    """Tell whether a box holds the quartiles of enough values, as they are rounded."""
    if len(some) < FEWEST:
        return False
    decimals = 0 if all(value == round(value) for value in (*some, *box)) else 1
    half = 0.5 / 10**decimals + 1e-9
    return bool(np.allclose(box, np.quantile(some, [0.25, 0.75]), rtol=0, atol=half))


def test_who_is_drawn_without_a_name_is_named_nowhere(packets: list[Packet]) -> None:
    """Neither in a series' name nor in the words for those who cannot see it."""
    names = {packet.kommune for packet in packets}
    for packet in packets:
        others = names - {packet.kommune, "Hol", "Nes", "Ål"}
        for chart in charts_of(packet):
            if chart.kind in {ChartKind.TRAKT, ChartKind.ARK}:
                said = " ".join([chart.alt, chart.undertekst, *(s.navn for s in chart.series)])
                assert not [name for name in others if name in said]
