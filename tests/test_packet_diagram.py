"""Charts from figures drawn by hand: gaps, breaks, flags, captions and alternative texts."""

from datapakke.model import Flagg, Unit
from datapakke.packet.context import PacketContext
from datapakke.packet.diagram import Rad, first_shown, linje, punkter, stablet
from datapakke.packet.model import Chart, Skravur
from datapakke.packet.parts import Part
from datapakke.packet.view import View
from datapakke.sources import Note
from packet_figures import AAR, FLAA, MODUM, World, indicator, points_world

POENG = indicator("inntakspoeng_snitt", Unit.POENG)
DAGER = indicator("fravaer_dager_10", Unit.DAGER, 0, ("fravaer",), "fravaer")
BAAND = indicator("inntakspoeng_fordeling", desimaler=0)
BRUDD = Note("2013/14", "2014/15", "Fravær av helsegrunner ble ikke ført.", brudd=True)


def modum(context: PacketContext) -> View:
    """Look at the figures from Modum."""
    return View(context, MODUM)


def chart(parts: list[Part]) -> Chart:
    """Give the only chart."""
    (part,) = parts
    assert isinstance(part.block, Chart)
    return part.block


def series(drawn: Chart) -> dict[str, list[str]]:
    """Give the printed texts of every series."""
    return {one.navn: [point.tekst for point in one.punkter] for one in drawn.series}


def test_a_line_chart_has_the_newest_six_periods_of_those_who_have_figures() -> None:
    """The country was not delivered, and so has no line."""
    world = points_world()
    world.compare("inntakspoeng_snitt", "2009/10", "38.0", "40.0")
    world.put("inntakspoeng_snitt", "2015/16", "40.9", hvem="2016-11-02")

    drawn = chart(linje(modum(world.context()), "inntakspoeng_snitt"))

    assert series(drawn) == {
        "Modum": ["39,4", "40,6", "42,3", "40,3", "41,0", "40,8"],
        "Møtet": ["..", "..", "..", "..", "..", "40,9"],
        "Buskerud": ["41,4", "41,6", "41,9", "41,7", "41,1", "41,2"],
    }
    assert [point.x for point in drawn.series[0].punkter] == list(AAR)
    assert drawn.undertekst == (
        "Elever bosatt i kommunen. Modum 2015/16: 134 elever. Kilde: VIGO inntakspoeng."
    )
    assert drawn.alt == (
        "Linjediagram, 2010/11–2015/16. I Modum var gjennomsnittet av inntakspoengene 40,8 poeng"
        " skoleåret 2015/16, i fylket 41,2 poeng. Forskjellen er ikke større enn det tilfeldigheter"
        " kan gi når kullet er på 134 elever. Skoleåret 2010/11 var tallet for Modum 39,4 poeng."
    )


def test_only_the_newest_flagged_figure_of_the_municipality_is_filled() -> None:
    """Older years are not compared, and the county is never filled."""
    world = points_world()
    for aar in ("2010/11", "2015/16"):
        world.compare("inntakspoeng_snitt", aar, "39.4", "41.4", Flagg.SVAERT_UVANLIG)

    drawn = chart(linje(modum(world.context()), "inntakspoeng_snitt"))

    filled = [(s.navn, p.x) for s in drawn.series for p in s.punkter if not p.apen]
    assert filled == [("Modum", "2015/16")]


def test_a_break_leaves_a_gap_and_is_shaded() -> None:
    """No value of the broken years is drawn, and none of them begins the alternative text."""
    world = World((DAGER,), {"fravaer": (BRUDD,)})
    for aar, verdi in zip(AAR, ("6", "5", "6", "2", "0", "7"), strict=True):
        world.put("fravaer_dager_10", aar, verdi)

    parts = linje(modum(world.context()), "fravaer_dager_10")
    drawn = chart(parts)

    assert series(drawn)["Modum"] == ["6", "5", "6", "", "", "7"]
    assert [point.verdi for point in drawn.series[0].punkter] == [6.0, 5.0, 6.0, None, None, 7.0]
    assert drawn.skravur == (Skravur("2013/14", "2014/15", "Kan ikke sammenlignes"),)
    assert drawn.nullpunkt
    assert "var tallet for Modum" not in drawn.alt, "nothing after the break but the newest"
    assert parts[0].noter == (BRUDD,)


def test_a_break_that_lasts_breaks_the_line_and_keeps_the_values() -> None:
    """From 2014/15 other rules hold: a place marked † stands between, and nothing is shaded."""
    rules = Note("2014/15", "2020/21", "Nye regler for fravær.", brudd=True)
    world = World((DAGER,), {"fravaer": (rules,)})
    for aar, verdi in zip(AAR, ("6", "5", "6", "2", "3", "7"), strict=True):
        world.put("fravaer_dager_10", aar, verdi)

    drawn = chart(linje(modum(world.context()), "fravaer_dager_10"))

    own = drawn.series[0].punkter
    assert [point.x for point in own] == [*AAR[:4], "†", *AAR[4:]]
    assert [point.verdi for point in own] == [6.0, 5.0, 6.0, 2.0, None, 3.0, 7.0]
    assert drawn.skravur == ()
    assert drawn.alt.endswith("Skoleåret 2014/15 var tallet for Modum 3 dager.")


def test_rules_that_hold_for_all_periods_break_nothing() -> None:
    """The first period has nothing before it."""
    rules = Note("2008/09", "2020/21", "Reglene fra 2008.", brudd=True)
    world = World((DAGER,), {"fravaer": (rules,)})
    world.put("fravaer_dager_10", "2014/15", "6")
    world.put("fravaer_dager_10", "2015/16", "5")

    own = chart(linje(modum(world.context()), "fravaer_dager_10")).series[0].punkter

    assert [point.x for point in own] == ["2014/15", "2015/16"]


def test_a_hidden_value_is_a_gap_with_its_symbol() -> None:
    """The point has no place on the axis, so that its height tells nothing."""
    world = points_world()
    world.put("inntakspoeng_snitt", "2013/14", ":")

    own = chart(linje(modum(world.context()), "inntakspoeng_snitt")).series[0]

    assert (own.punkter[3].verdi, own.punkter[3].tekst) == (None, ":")


def test_one_year_only_is_a_chart_of_one_point() -> None:
    """There is no earlier year to speak of."""
    world = World((POENG,))
    world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2")

    drawn = chart(linje(modum(world.context()), "inntakspoeng_snitt"))

    assert series(drawn) == {"Modum": ["39,4"], "Buskerud": ["41,2"]}
    assert drawn.alt.startswith("Linjediagram, 2015/16. I Modum")
    assert "var tallet for Modum" not in drawn.alt


def test_nothing_shown_is_no_chart() -> None:
    """All hidden, or an indicator that is not delivered."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2015/16", ":")
    world.put("inntakspoeng_snitt", "2015/16", ":", hvem="fylke")

    assert linje(modum(world.context()), "inntakspoeng_snitt") == []
    assert linje(modum(world.context()), "fravaer_dager_10") == []


def test_months_and_counting_days_are_held_against_the_same_of_earlier_years() -> None:
    """June is not drawn beside February."""
    ot = indicator("ot_andel", datasets=("ot",))
    world = World((ot,))
    for dato in ("2015-02-01", "2015-06-15", "2016-02-01", "2016-06-15"):
        world.put("ot_andel", dato, "3.1")

    own = chart(linje(modum(world.context()), "ot_andel")).series[0]

    assert [point.x for point in own.punkter] == ["2015-06-15", "2016-06-15"]


def test_rows_of_different_periods_carry_their_period() -> None:
    """The caption cannot say one period for all."""
    world = World(
        (indicator("aap_18_29", datasets=("nav",)), indicator("neet", datasets=("neet",)))
    )
    world.compare("aap_18_29", "2016-06", "3.8", "3.1")
    world.compare("neet", "2015", "11.9", "10.8", Flagg.UVANLIG)
    rader = (Rad("AAP", "aap_18_29"), Rad("Utenfor", "neet"), Rad("Ikke levert", "ukjent"))

    drawn = chart(punkter(modum(world.context()), "utenfor", "Utenfor", rader))

    assert [point.x for point in drawn.series[0].punkter] == ["AAP (juni 2016)", "Utenfor (2015)"]
    assert [point.apen for point in drawn.series[0].punkter] == [True, False]
    assert drawn.undertekst == "Elever bosatt i kommunen. Kilde: VIGO nav; VIGO neet."
    assert drawn.alt == (
        "Punktdiagram, Modum ved siden av Buskerud: AAP (juni 2016) 3,8\u00a0% (3,1\u00a0%);"
        " Utenfor (2015) 11,9\u00a0% (10,8\u00a0%). Forskjellen er større enn det vi venter av"
        " tilfeldigheter for: Utenfor (2015)."
    )


def test_a_dot_chart_says_the_smallest_and_the_largest_n() -> None:
    """Exams are drawn: each subject has its own pupils."""
    fag = [indicator(f"eksamen_{name}", Unit.KARAKTER) for name in ("matematikk", "norsk_muntlig")]
    world = World(tuple(fag))
    world.put("eksamen_matematikk", "2015/16", "2.8", n=41)
    world.put("eksamen_norsk_muntlig", "2015/16", ":", n=None)
    rader = [Rad("Matematikk", "eksamen_matematikk"), Rad("Norsk", "eksamen_norsk_muntlig")]

    drawn = chart(punkter(modum(world.context()), "eksamen", "Eksamen", rader))
    assert "Modum 2015/16: 41 elever." in drawn.undertekst
    assert drawn.alt.endswith("Matematikk 2,8 (mangler); Norsk vises ikke (mangler).")

    world.put("eksamen_norsk_muntlig", "2015/16", "3.4", n=47)
    drawn = chart(punkter(modum(world.context()), "eksamen", "Eksamen", rader))
    assert "Modum 2015/16: 41–47 elever." in drawn.undertekst


def bands(world: World, hvem: str, cells: str, n: int = 134) -> None:
    """Give an area three bands of points."""
    for label, cell in zip(("Under 30", "30–39", "40 og over"), cells.split(), strict=True):
        world.put("inntakspoeng_fordeling", "2015/16", cell, hvem=hvem, kategori=label, n=n)


def test_a_stacked_bar_needs_every_category() -> None:
    """One gap would give its own size away: then the area has no bar."""
    world = World((BAAND,))
    bands(world, "0623", "12 40 48")
    bands(world, "fylke", "10 41 49")
    bands(world, "0615", ": 40 60")

    drawn = chart(stablet(modum(world.context()), "inntakspoeng_fordeling"))

    assert series(drawn) == {
        "Modum": ["12\u00a0%", "40\u00a0%", "48\u00a0%"],
        "Buskerud": ["10\u00a0%", "41\u00a0%", "49\u00a0%"],
    }
    assert "Modum 2015/16: 134 elever." in drawn.undertekst
    flaa = View(world.context(), FLAA)
    assert stablet(flaa, "inntakspoeng_fordeling") == []
    assert first_shown(flaa, "inntakspoeng_fordeling") is None


def test_a_bar_with_nobody_in_a_category_is_drawn() -> None:
    """A category of 0 is shown, as none."""
    world = World((BAAND,))
    bands(world, "0623", "0 40 60")

    drawn = chart(stablet(modum(world.context()), "inntakspoeng_fordeling"))

    assert drawn.alt == (
        "Stablede stolper. Modum: Under 30 ingen, 30–39 40\u00a0% og 40 og over 60\u00a0%."
    )
