"""Names above columns and at line ends: whole, and with their period where it is an old one."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from datapakke import theme
from datapakke.charts import draw
from datapakke.charts.canvas import Ink, text_width
from datapakke.norge import koder_i, navn
from datapakke.packet.model import Chart, ChartKind, Rolle
from example_packet import EXAMPLE, POENG, STANDPUNKT, county, own, points

SVG = "{http://www.w3.org/2000/svg}"
LONGEST = sorted(
    {navn(kode, aar) for aar in (2016, 2024) for kode in koder_i(aar)},
    key=lambda one: (-len(one), one),
)[:12]
"""Some of the longest names that municipalities have had, among them those in three languages."""
NAMES = ("Drammen", "Nore og Uvdal", "Nedre Eiker", "Krødsherad", "Øvre Eiker", "Ål", *LONGEST)


def texts_of(svg: str) -> list[tuple[str, float, float]]:
    """Give every text of a drawing with its left and right edge."""
    found = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own SVG
        size = float(node.get("font-size", "").removesuffix("px"))
        text = "".join(node.itertext())
        left = float(node.get("x", ""))
        wide = text_width(text, Ink(size, bold=node.get("font-weight") == "700"))
        found.append((text, left, left + wide))
    return found


def about(chart: Chart, name: str) -> Chart:
    """Give the chart with the municipality called ``name``."""
    series = tuple(
        replace(one, navn=name) if one.rolle is Rolle.KOMMUNE else one for one in chart.series
    )
    return replace(chart, series=series)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [theme.HALF_WIDTH, theme.FULL_WIDTH])
def test_every_name_of_a_municipality_stands_whole_above_its_column(
    name: str, width: float
) -> None:
    assert STANDPUNKT.kind is ChartKind.PUNKTER
    drawn = texts_of(draw(about(STANDPUNKT, name), width).svg)

    words = [word for text, *_ in drawn for word in text.split()]
    assert not [text for text, *_ in drawn if "…" in text]
    assert set(name.split()) <= set(words)


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_rows_stand_whole_beside_a_long_name(name: str) -> None:
    rows = ("Engelsk, studieforberedende", "Norsk (halvårsvurdering)")
    values = own(points(rows, "4,1 3,9")), county(points(rows, "4,0 3,9"))
    chart = about(replace(STANDPUNKT, series=values), name)
    drawn = [text for text, *_ in texts_of(draw(chart, theme.HALF_WIDTH).svg)]

    assert not [text for text in drawn if "…" in text]


@pytest.mark.parametrize("name", NAMES)
def test_the_overview_names_the_municipality_whole_and_clear_of_the_county(name: str) -> None:
    assert EXAMPLE.oversikt
    chart = about(EXAMPLE.oversikt, name)
    drawn = texts_of(draw(chart, theme.FULL_WIDTH).svg)

    assert not [text for text, *_ in drawn if "…" in text]
    county = max(left for text, left, _ in drawn if text == "Buskerud")
    last = name.rsplit(maxsplit=1)[-1]
    assert max(right for text, _, right in drawn if text.endswith(last)) < county


def test_a_name_wider_than_any_column_is_broken_and_cut() -> None:
    drawn = texts_of(draw(about(STANDPUNKT, "Indre" + "lang" * 40), theme.HALF_WIDTH).svg)

    assert any(re.fullmatch("Indrelang.*-", text) for text, *_ in drawn)
    assert any(re.fullmatch("[lang]+…", text) for text, *_ in drawn)


def test_a_line_that_ends_before_the_newest_period_says_when() -> None:
    """Else an old figure would be read as today's."""
    series = (
        own(points(("2013/14", "2014/15", "2015/16"), "38 40 :")),
        county(points(("2013/14", "2014/15", "2015/16"), "41 42 43")),
    )
    texts = [text for text, *_ in texts_of(draw(replace(POENG, series=series), 480).svg)]

    assert "Modum 40 (14/15)" in texts
    assert "Buskerud 43" in texts


def test_what_leads_from_an_old_value_to_its_name_is_dotted() -> None:
    """A whole line past later periods would say that nothing has changed."""
    for values, dotted in (("38 40 :", True), ("38 40 41", False)):
        mine = own(points(("2013/14", "2014/15", "2015/16"), values))
        assert ("stroke-dasharray" in draw(replace(POENG, series=(mine,)), 480).svg) is dotted


def test_a_value_keeps_clear_of_the_unit_of_the_axis() -> None:
    """The first value is the highest, just below the unit and its descenders."""
    years = ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25", "2025/26")
    series = (own(points(years, "45 41 43 44 44 41")),)
    drawn = draw(replace(POENG, series=series, enhet="prosentpoeng"), theme.HALF_WIDTH).svg
    nodes = ET.fromstring(drawn).iter(f"{SVG}text")  # noqa: S314 - our own SVG
    bases = [("".join(node.itertext()), float(node.get("y", ""))) for node in nodes]

    (unit,) = (base for text, base in bases if text == "prosentpoeng")
    values = [base for text, base in bases if text == "45" and base > unit]
    assert all(base - theme.TINY * 0.66 >= unit + 2 for base in values)
