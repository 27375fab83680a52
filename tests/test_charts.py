"""Charts: printed values only, text as text, no label over another, the same bytes twice."""

import itertools
import re
from dataclasses import replace

import pytest

from datapakke import theme
from datapakke.charts import draw
from datapakke.charts.apart import apart
from datapakke.charts.canvas import Canvas, Ink, shorten, text_width, wrap
from datapakke.charts.free import Box, Taken
from datapakke.charts.scale import tick_labels, ticks
from datapakke.packet.model import Akse, Chart, ChartKind, Point, Rolle, Series, Skravur
from drawings import boxes_of, texts_of
from example_packet import (
    CHAPTERS,
    EXAMPLE,
    FORDELING,
    FRAVAER,
    POENG,
    PROSENT,
    STANDPUNKT,
    TIMER,
    UNDER_30,
    county,
    own,
    points,
)

ALL_CHARTS = [
    block for chapter in CHAPTERS for block in chapter.blokker if isinstance(block, Chart)
]
if EXAMPLE.oversikt:
    ALL_CHARTS.append(EXAMPLE.oversikt)
NARROW = {ChartKind.LINJE, ChartKind.PUNKTER}
FILLED = f'fill="{theme.ACCENT}" stroke="{theme.ACCENT}"'


def line_chart(*series: Series, skravur: tuple[Skravur, ...] = ()) -> Chart:
    """Give a line chart of the series."""
    return replace(POENG, series=series, skravur=skravur)


@pytest.mark.parametrize(
    ("chart", "width"),
    [
        *((chart, theme.FULL_WIDTH) for chart in ALL_CHARTS),
        *((chart, theme.HALF_WIDTH) for chart in ALL_CHARTS if chart.kind in NARROW),
    ],
    ids=lambda value: value.id if isinstance(value, Chart) else f"{value:.0f}",
)
def test_no_label_lies_over_another_or_outside(chart: Chart, width: float) -> None:
    """Every text of every chart has its own place on the drawing."""
    svg = draw(chart, width).svg
    height = float(re.findall(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[0])
    boxes = boxes_of(svg)

    for (first, a), (second, b) in itertools.combinations(boxes.items(), 2):
        assert not a.meets(b), (first, second)
    for text, box in boxes.items():
        assert box.left >= -0.5, text
        assert box.right <= width + 0.5, text
        assert box.top >= -0.5, text
        assert box.bottom <= height + 0.5, text


@pytest.mark.parametrize("chart", ALL_CHARTS, ids=lambda chart: chart.id)
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    """No clock and no random number in a drawing."""
    assert draw(chart, theme.FULL_WIDTH) == draw(chart, theme.FULL_WIDTH)


@pytest.mark.parametrize("chart", ALL_CHARTS, ids=lambda chart: chart.id)
def test_no_text_is_smaller_than_seven_points(chart: Chart) -> None:
    """Charts are placed at their own size, so a pixel of the drawing is a point on the page."""
    sizes = re.findall(r'font-size="([\d.]+)px"', draw(chart, theme.HALF_WIDTH).svg)

    assert min(map(float, sizes)) >= 7


def test_the_text_for_those_who_cannot_see_passes_through() -> None:
    """The drawing says nothing in words of its own."""
    assert draw(POENG, theme.HALF_WIDTH).alt == POENG.alt


def test_a_line_chart_names_its_lines_with_their_newest_values() -> None:
    """Direct labels instead of a legend."""
    texts = texts_of(draw(POENG, theme.FULL_WIDTH).svg)

    assert "Modum 40,8" in texts
    assert "Buskerud 41,2" in texts
    assert "Landet 41,1" in texts


def test_lines_that_end_together_have_labels_apart() -> None:
    """Municipality, county and country often end within a tenth of each other."""
    labels = ("2014/15", "2015/16")
    chart = line_chart(
        own(points(labels, "41,0 41,1")),
        county(points(labels, "41,0 41,1")),
        Series("Landet", Rolle.LAND, points(labels, "41,0 41,1")),
        Series("Møtet", Rolle.MOTE, points(labels, "41,0 41,2")),
    )

    boxes = boxes_of(draw(chart, theme.HALF_WIDTH).svg)

    assert len([text for text in boxes if "41,1" in text or "41,2" in text]) >= 4
    for (_, a), (_, b) in itertools.combinations(boxes.items(), 2):
        assert not a.meets(b)


def test_a_hidden_value_is_a_gap_with_its_symbol() -> None:
    """The line is broken: three stretches of one, of one and of two points draw one line."""
    labels = ("2011", "2012", "2013", "2014", "2015", "2016")
    svg = draw(line_chart(own(points(labels, "40,0 : 41,0 : 42,0 43,0"))), 400).svg
    lines = re.findall(rf'd="([^"]+)"[^>]* stroke="{theme.ACCENT}" stroke-width="1.9"', svg)

    assert len(lines) == 1
    assert len(re.findall("[ML]", lines[0])) == 2
    assert texts_of(svg).count(":") == 2


def test_what_is_not_shown_moves_nothing() -> None:
    """The axis is made from printed values only: another hidden value gives the same drawing."""
    shown = (Point("2014", 40.0, "40,0"), Point("2016", 41.0, "41,0"))
    labels = ("2014", "2015", "2016")

    chart = line_chart(own((shown[0], Point("2015", None, ":"), shown[1])))
    texts = texts_of(draw(chart, 400).svg)

    numbers = [text for text in texts if re.fullmatch(r"[\d,]+", text) and text not in labels]
    assert {float(text.replace(",", ".")) for text in numbers} <= {
        40.0, 40.2, 40.4, 40.5, 40.6, 40.8, 41.0,
    }  # fmt: skip


def test_a_break_is_shaded_and_says_why() -> None:
    """The span covers the periods from and to, both included."""
    svg = draw(FRAVAER, theme.FULL_WIDTH).svg
    words = " ".join(texts_of(svg))

    assert theme.SHADE in svg
    assert "Pandemien: kan ikke sammenlignes" in words


def test_a_narrow_break_has_its_words_upwards() -> None:
    """One single period is narrower than «sammenlignes»."""
    chart = replace(FRAVAER, skravur=(Skravur("2019/20", "2019/20", "Kan ikke sammenlignes"),))

    svg = draw(chart, theme.HALF_WIDTH).svg
    assert svg.count("rotate(-90") == 2
    words = texts_of(svg)
    assert words.index("sammenlignes") == words.index("Kan ikke") + 1


def test_a_chart_without_any_value_is_still_a_chart() -> None:
    """All hidden: symbols, and no number but the empty axis' own 0 and 1."""
    labels = ("2015", "2016")
    texts = texts_of(draw(line_chart(own(points(labels, ": .."))), 400).svg)

    assert texts.count(":") == 1
    assert texts.count("..") == 1
    assert {text for text in texts if re.fullmatch(r"\d", text)} == {"0", "1"}


def test_only_a_flagged_own_value_is_filled_in_rows_of_dots() -> None:
    """Matematikk differs from the county more than chance gives; the others are open."""
    svg = draw(STANDPUNKT, theme.HALF_WIDTH).svg

    filled = len(re.findall(FILLED, svg))
    assert filled >= 1
    unflagged = replace(
        STANDPUNKT,
        series=tuple(
            replace(one, punkter=tuple(replace(p, apen=True) for p in one.punkter))
            for one in STANDPUNKT.series
        ),
    )
    assert FILLED not in draw(unflagged, 232).svg


def test_charts_on_one_scale_have_the_same_axis() -> None:
    """The other chart goes from 10 to 80: so does this one's axis, though its values do not."""
    texts = texts_of(draw(replace(POENG, felles=(10.0, 80.0)), 480).svg)

    assert {"0", "20", "40", "60", "80"} <= set(texts)
    assert {"0", "20", "40", "60", "80"} <= set(
        texts_of(draw(replace(STANDPUNKT, felles=(10.0, 80.0)), 480).svg)
    )


@pytest.mark.parametrize("kind", [ChartKind.LINJE, ChartKind.PUNKTER])
def test_the_line_through_a_point_is_drawn_and_has_room(kind: ChartKind) -> None:
    """From 8 to 31 around 17, which the axis holds."""
    point = Point("2015", 17.0, "17\u00a0%", spenn=(8.0, 31.0))
    chart = replace(POENG, kind=kind, series=(own((Point("2014", 17.0, "17\u00a0%"), point)),))
    svg = draw(chart, 480).svg

    assert len(re.findall(f'stroke="{theme.CHANCE}"', svg)) == 1
    numbers = [int(x) for x in texts_of(svg) if re.fullmatch(r"\d+", x) and int(x) < 100]
    assert min(numbers) <= 8
    assert max(numbers) >= 31
    bare = own((replace(point, spenn=None),))
    assert theme.CHANCE not in draw(replace(chart, series=(bare,)), 480).svg


def test_bars_print_values_in_segments_with_room_and_share_one_legend() -> None:
    """«3,7 %» does not fit a segment of 3,7 %; each category stands once in the legend."""
    texts = texts_of(draw(FORDELING, theme.FULL_WIDTH).svg)

    assert "24,6\u00a0%" in texts
    assert "3,7\u00a0%" not in texts
    assert texts.count("Under 25") == 1


def test_a_bar_of_which_nothing_is_shown_is_empty_with_the_symbol() -> None:
    """An empty frame, not an absent bar."""
    hidden = Series("Yrkesfag", Rolle.KATEGORI, points(("A", "B"), ": :"))
    chart = replace(FORDELING, series=(own(points(("A", "B"), "60,0 40,0")), hidden))

    texts = texts_of(draw(chart, theme.FULL_WIDTH).svg)

    assert "Yrkesfag" in texts
    assert texts.count(":") == 1


def test_the_overview_prints_both_values_of_every_row() -> None:
    """Twelve rows with the municipality's and the county's figure as printed."""
    assert EXAMPLE.oversikt is not None
    texts = texts_of(draw(EXAMPLE.oversikt, theme.FULL_WIDTH).svg)

    for one in EXAMPLE.oversikt.series:
        for point in one.punkter:
            assert point.tekst in texts
            assert point.x in texts


def overview_row(egen: str, fylket: str, axis: Akse) -> Chart:
    """Give an overview of one row."""
    return Chart(
        id="ark",
        nummer="",
        tittel="",
        undertekst="",
        kind=ChartKind.ARK,
        enhet="",
        series=(own(points((axis.x,), egen, PROSENT)), county(points((axis.x,), fylket, PROSENT))),
        alt="",
        akser=(axis,),
        ord=("midtre halvdel", "bra →"),
    )


def test_a_share_in_the_overview_has_no_place_below_0_or_above_100() -> None:
    """The county's 97,4 % stands in the middle of 87,4–100."""
    chart = overview_row("90,0", "97,4", Akse("Overgang", "2015"))

    texts = texts_of(draw(chart, theme.FULL_WIDTH).svg)

    assert "100,0" in texts
    assert "87,4" in texts
    assert not [text for text in texts if text.startswith("10") and text != "100,0"]


def marker_places(svg: str) -> list[float]:
    """Give where the municipality's markers lie, from the left: the head's own, then the rows'."""
    paths = re.findall(rf'd="([^"]+)"[^>]*stroke="{theme.ACCENT}"', svg)
    return [
        sum(xs) / len(xs)
        for path in paths
        if (xs := [float(x) for x, _ in re.findall(r"([\d.]+) ([\d.]+)", path)])
    ]


@pytest.mark.parametrize(("snudd", "right"), [(False, False), (True, True)])
def test_what_is_good_lies_to_the_right_in_the_overview(*, snudd: bool, right: bool) -> None:
    """10 % beside the county's 14 %: to the left where high is good, to the right where low is."""
    svg = draw(overview_row("10,0", "14,0", Akse("Fravær", "2015", snudd)), 480).svg
    boxes = {text.split(" ", 1)[1]: box for text, box in boxes_of(svg).items()}

    middle = (boxes["Buskerud"].left + boxes["Buskerud"].right) / 2
    assert (marker_places(svg)[-1] > middle) is right
    first, last = ("19,0", "9,0") if snudd else ("9,0", "19,0")
    assert boxes[first].left < middle < boxes[last].left


def test_the_overview_draws_the_box_where_the_quartiles_are() -> None:
    """Of a row of 72–84 % (the county's 78 in the middle), 75–81 are the middle half."""
    without = draw(overview_row("78,0", "78,0", Akse("Fullført", "2010")), 480).svg
    svg = draw(overview_row("78,0", "78,0", Akse("Fullført", "2010", boks=(75.0, 81.0))), 480).svg

    def drawn(one: str) -> list[list[float]]:
        boxes = re.findall(rf'd="([^"]+)" fill="{theme.BOX}"', one)
        return [[float(x) for x, _ in re.findall(r"([\d.]+) ([\d.]+)", path)] for path in boxes]

    assert len(drawn(without)) == 1, "only the key"
    _, box = drawn(svg)
    texts = {text.split(" ", 1)[1]: one for text, one in boxes_of(svg).items()}
    left, right = texts["73,0"].right + 4, texts["83,0"].left - 4
    assert min(box) == pytest.approx(left + 0.2 * (right - left), abs=0.1)
    assert max(box) == pytest.approx(left + 0.8 * (right - left), abs=0.1)


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "$\\alpha$", "{{7*7}}", "A & B", "Å\"Æ'Ø", "to\nlinjer", "漢字"],
)
def test_hostile_names_are_text(name: str) -> None:
    """A name is never markup, mathematics or code."""
    svg = draw(line_chart(own(points(("2015", "2016"), "1 2"), navn=name)), 600).svg

    assert any(" ".join(name.split()).replace("漢字", "??") in text for text in texts_of(svg))
    assert "<script" not in svg


def test_a_name_longer_than_the_chart_is_cut() -> None:
    """A label never leaves the drawing."""
    name = "Nore og Uvdal og hele resten av dalen til fylkesgrensen" * 3
    svg = draw(line_chart(own(points(("2015", "2016"), "1 2"), navn=name)), 232).svg

    assert max(box.right for box in boxes_of(svg).values()) <= 232.5
    assert any(text.endswith("…") for text in texts_of(svg))


def test_periods_are_abbreviated_when_there_is_no_room() -> None:
    """Six school years in half a page's width stand as «10/11»."""
    assert "2015/16" in texts_of(draw(POENG, theme.FULL_WIDTH).svg)
    assert "15/16" in texts_of(draw(UNDER_30, theme.HALF_WIDTH).svg)


def test_whole_school_years_do_not_nearly_touch() -> None:
    """Between them is the width of three spaces; where there is less, they are abbreviated."""
    years = tuple(f"{first}/{first % 100 + 1}" for first in range(2010, 2016))
    chart = line_chart(own(points(years, "39,4 39,3 39,2 39,1 39,0 40,8")))
    forms = set()
    for width in range(int(theme.HALF_WIDTH) - 20, int(theme.FULL_WIDTH)):
        boxes = boxes_of(draw(chart, width).svg)
        labels = [box for text, box in boxes.items() if re.search(r" (20)?1\d/1\d$", text)]
        gaps = [after.left - before.right for before, after in itertools.pairwise(labels)]
        whole = any(text.endswith(" 2010/11") for text in boxes)
        assert len(labels) == len(years)
        assert min(gaps) >= (6 if whole else 3)
        forms.add(whole)

    assert forms == {True, False}


@pytest.mark.parametrize("years", [("2015/16",), ("2014/15", "2015/16")])
def test_few_periods_stand_close_to_the_names_of_their_values(years: tuple[str, ...]) -> None:
    """A long line from a point to its name would look like values that never change."""
    chart = line_chart(own(points(years, " ".join(["39,4", "40,8"][: len(years)]))))
    boxes = boxes_of(draw(chart, theme.FULL_WIDTH).svg)
    (newest,) = (box for text, box in boxes.items() if text.endswith(" 2015/16"))
    (name,) = (box for text, box in boxes.items() if "Modum" in text)

    assert 0 < name.left - newest.right < 50


def test_symbols_of_two_series_stand_side_by_side() -> None:
    """Two «:» above each other would read as another sign."""
    boxes = [box for text, box in boxes_of(draw(TIMER, 480).svg).items() if text.endswith(" :")]

    assert len(boxes) == 2
    assert boxes[0].bottom == boxes[1].bottom
    assert boxes[0].left != boxes[1].left


@pytest.mark.parametrize(
    ("values", "from_zero", "expected"),
    [
        ([39.4, 41.2], False, ["39,0", "39,5", "40,0", "40,5", "41,0", "41,5"]),
        ([39.4, 41.2], True, ["0", "20", "40", "60"]),
        ([-0.4, 0.3], False, ["−0,4", "−0,2", "0,0", "0,2", "0,4"]),
        ([0.0, 0.0], True, ["0,0", "0,5", "1,0"]),
        ([5.0], False, ["4,5", "5,0", "5,5"]),
        ([], False, ["0", "1"]),
    ],
)
def test_ticks_are_round_and_span_the_values(
    values: list[float], expected: list[str], *, from_zero: bool
) -> None:
    """1, 2 or 5 times a power of ten, with no more decimals than the step."""
    assert tick_labels(ticks(values, from_zero=from_zero)) == expected


def test_labels_that_want_one_place_share_it_around_the_middle() -> None:
    """Three labels of 10 points at 50 stand at 40, 50 and 60."""
    assert apart([50, 50, 50], [10, 10, 10], 0, 100) == [40, 50, 60]


def test_labels_with_room_stay_where_they_want() -> None:
    """Nothing moves that need not."""
    assert apart([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_labels_stay_inside_the_edges() -> None:
    """At the top edge they are pushed down, in their order."""
    assert apart([1, 2], [10, 10], 0, 100) == [5, 15]
    assert apart([99, 99], [10, 10], 0, 100) == [85, 95]


def test_a_box_is_free_only_where_no_line_and_no_box_is() -> None:
    """A line that passes a corner counts; one that stops before does not."""
    taken = Taken()
    taken.add_line([(0, 0), (10, 10)])
    taken.add_box(Box(20, 0, 30, 10))

    crossed, covered, free = Box(4, 2, 8, 6), Box(25, 5, 35, 15), Box(12, 12, 16, 16)
    assert taken.first_free([crossed, covered, free]) == free
    assert taken.first_free([crossed, covered]) is None


def test_text_is_broken_between_words_and_cut_where_it_must() -> None:
    """The last line takes what is left, with «…» where that is too much."""
    ink = Ink(10)

    assert wrap("Fullført på normert tid", text_width("normert tid", ink), ink) == [
        "Fullført på",
        "normert tid",
    ]
    assert wrap("Indre Nåavmesjenjaelmie", text_width("Nåavmes-", ink), ink, 4) == [
        "Indre",
        "Nåavmes-",
        "jenjaelm-",
        "ie",
    ]
    assert wrap("ÅÅ", text_width("Å-", ink), ink) == ["Å-", "Å"]
    assert wrap("ÅÅ", 0.1, ink) == ["…", "…"]
    assert shorten("Modum", 1000, ink) == "Modum"
    assert shorten("Nore og Uvdal", text_width("Nore og…", ink), ink) == "Nore og…"


def test_the_measure_of_text_is_the_fonts_own() -> None:
    """Digits of Source Sans Pro are 497 thousandths of the size wide, all of them."""
    assert text_width("0123456789", Ink(10)) == pytest.approx(49.7, abs=0.05)


def test_a_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    """What makes the drawing lean touches elements, never words."""
    canvas = Canvas(300, 50)
    words = 'x style="fill: red" <path style="a: b"> <g id="c"> rotate(-0 1 2)'
    canvas.text(0, 20, words, Ink())

    assert texts_of(canvas.svg()) == [words]


@pytest.mark.parametrize(("anchor", "left"), [("left", 100), ("center", 75), ("right", 50)])
def test_a_text_stands_where_its_anchor_says(anchor: str, left: float) -> None:
    """A text 50 points wide at 100."""
    canvas = Canvas(300, 50)
    ink = Ink(10)
    words = "0123456789"
    canvas.text(100, 20, words, replace(ink, size=10 * 50 / text_width(words, ink)), anchor)

    assert boxes_of(canvas.svg())[f"0 {words}"].left == pytest.approx(left, abs=0.01)


def test_a_drawing_without_ink_is_an_empty_svg() -> None:
    """The surface itself adds no text."""
    assert texts_of(Canvas(100, 50).svg()) == []


def test_roles_differ_in_grey_print() -> None:
    """No two roles share both line pattern and marker."""
    seen = [(style.dash, style.marker) for style in theme.STYLES.values()]
    named = [look for role, look in zip(theme.STYLES, seen, strict=True) if role != Rolle.KATEGORI]

    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "color", [theme.INK, theme.MUTED, *(s.color for s in theme.STYLES.values())]
)
def test_text_colours_have_the_contrast_of_wcag_aa(color: str) -> None:
    """At least 4,5 : 1 on paper and on the tint."""
    assert theme.contrast(color, theme.PAPER) >= 4.5
    assert theme.contrast(color, theme.TINT) >= 4.5


@pytest.mark.parametrize("count", range(1, 8))
def test_values_are_legible_on_every_segment(count: int) -> None:
    """White or ink, whichever is read best, has 4,5 : 1 on every fill; neighbours differ."""
    fills = theme.category_colors(count)

    assert all(theme.contrast(theme.text_on(fill), fill) >= 4.5 for fill in fills)
    assert all(theme.contrast(a, b) >= 1.15 for a, b in itertools.pairwise(fills))


def test_contrast_is_wcags_own() -> None:
    """Black on white is 21 : 1; #767676 on white is the well-known 4,54."""
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
