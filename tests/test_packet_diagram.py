"""Charts from figures drawn by hand: gaps, breaks, flags, captions and alternative texts."""

from decimal import Decimal

from datapakke.model import FigureKey, Flagg, Unit
from datapakke.packet.context import PacketContext
from datapakke.packet.diagram import Rad, first_shown, linje, punkter, stablet
from datapakke.packet.diagram.scales import one_scale
from datapakke.packet.diagram.stablet import without_bar
from datapakke.packet.model import Chart, Notice, Skravur, Text
from datapakke.packet.parts import Part
from datapakke.packet.texts import FORDELING_SKJULT
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


def said(parts: list[Part]) -> list[str]:
    """Give the paragraphs."""
    return [part.block.tekst for part in parts if isinstance(part.block, Text)]


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


def test_girls_and_boys_of_the_county_are_not_made_and_not_missing() -> None:
    """Nothing stands beside the municipality's, and below it is said why."""
    world = points_world()
    for kjonn in ("K", "M"):
        world.put(POENG.id, "2015/16", "40.0", n=60, kjonn=kjonn)
    rader = [Rad("Alle", POENG.id), Rad("Jenter", POENG.id, "K"), Rad("Gutter", POENG.id, "M")]

    drawn, below = punkter(modum(world.context()), "poeng", "Poeng", rader)

    own, county = chart([drawn]).series
    assert [point.x for point in own.punkter] == ["Alle", "Jenter", "Gutter"]
    assert [point.x for point in county.punkter] == ["Alle"]
    assert chart([drawn]).alt.endswith("Alle 40,8 (41,2); Jenter 40,0; Gutter 40,0.")
    assert below.block == Notice("For Buskerud er jenter og gutter ikke vist hver for seg.")

    world.put(POENG.id, "2015/16", ":", hvem="fylke", n=None, kjonn="K")
    drawn, _ = punkter(modum(world.context()), "poeng", "Poeng", rader)
    assert [point.tekst for point in chart([drawn]).series[1].punkter] == ["41,2", ":"]

    assert len(punkter(modum(world.context()), "poeng", "Poeng", rader[:2])) == 1


def test_through_a_point_goes_the_interval_that_the_tables_print() -> None:
    """Of the municipality's first; the others have none, nor has the county."""
    under = indicator("inntakspoeng_under_30")
    world = World((under, POENG))
    for aar, n, teller in (("2014/15", 134, 17), ("2015/16", None, None)):
        world.put(under.id, aar, "12.7", n=n, teller=teller)
        world.put(under.id, aar, "12.0", hvem="fylke", n=3000)
        world.put(POENG.id, aar, "39.4")

    context = world.context()
    key = FigureKey(under.id, "kommune", "0623", "2014/15")
    context.published.intervaller[key] = (Decimal(8), Decimal(19))

    own, county = chart(linje(modum(context), under.id)).series
    (mean,) = chart(linje(modum(context), POENG.id)).series

    assert [point.spenn for point in own.punkter] == [(8.0, 19.0), None]
    assert {point.spenn for point in (*county.punkter, *mean.punkter)} == {None}


def test_too_few_values_for_a_line_are_said_beside_the_countys() -> None:
    """One of three is shown: the newest is told, and the county's where that one is hidden."""
    world = World((POENG,))
    for aar, own, county in zip(AAR[3:], ("39.4", ":", ":"), ("41.0", "41.1", "41.2"), strict=True):
        world.put(POENG.id, aar, own)
        world.put(POENG.id, aar, county, hvem="fylke", n=3163)
    view = modum(world.context())

    (part,) = linje(view, POENG.id)
    assert part.block == Text(
        "Inntakspoeng snitt: Tallet for Modum vises ikke av hensyn til personvernet. I Buskerud var"
        " gjennomsnittet av inntakspoengene 41,2 poeng skoleåret 2015/16."
    )
    assert part.viser == (POENG.id,)
    assert {key.omraade for key in view.trykt} >= {"0623", "fylke"}

    world.compare(POENG.id, "2015/16", "40.0", "41.2")
    world.put(POENG.id, "2013/14", ":")
    (part,) = linje(modum(world.context()), POENG.id)
    assert isinstance(part.block, Text)
    assert part.block.tekst.startswith("I Modum var gjennomsnittet av inntakspoengene 40,0 poeng")


def test_rows_of_which_none_is_the_municipalitys_are_said_in_words() -> None:
    """Hidden, or not delivered: the county's alone is no chart."""
    world = World(tuple(indicator(f"eksamen_{name}") for name in ("matematikk", "norsk_muntlig")))
    for name, own in (("matematikk", ":"), ("norsk_muntlig", ":")):
        world.put(f"eksamen_{name}", "2015/16", own)
        world.put(f"eksamen_{name}", "2015/16", "3.4", hvem="fylke")
    rader = [Rad("Matematikk", "eksamen_matematikk"), Rad("Norsk", "eksamen_norsk_muntlig")]

    (part,) = punkter(modum(world.context()), "eksamen", "Eksamen", rader)
    assert part.block == Text(
        "Eksamen: Tallene for Modum vises ikke av hensyn til personvernet. Dette er tallene for"
        " Buskerud: Matematikk: 3,4\u00a0%; Norsk: 3,4\u00a0%."
    )
    why = {
        "..": "Det er ikke levert tall for Modum.",
        ".": "For Modum finnes det ikke tall: ingen er med i grunnlaget.",
    }
    for symbol, text in why.items():
        for name in ("matematikk", "norsk_muntlig"):
            world.put(f"eksamen_{name}", "2015/16", symbol)
        (told,) = said(punkter(modum(world.context()), "eksamen", "Eksamen", rader))
        assert told.startswith(f"Eksamen: {text} Dette er tallene for Buskerud: ")


def test_neighbours_of_one_unit_share_their_scale() -> None:
    """Days of absence in year 10 and in Vg1: as long in one as in the other."""
    names = ("fravaer_dager_10", "fravaer_dager_vg1", "fravaer_timer_10")
    units = (Unit.DAGER, Unit.DAGER, Unit.TIMER)
    world = World(
        tuple(
            indicator(n, u, 0, ("fravaer",), "fravaer") for n, u in zip(names, units, strict=True)
        )
    )
    for name, values in zip(names, (("5", "7"), ("2", "4"), ("20", "30")), strict=True):
        for aar, verdi in zip(AAR[4:], values, strict=True):
            world.put(name, aar, verdi)
    view = modum(world.context())
    said = Part(Text("mellom"))

    shared = one_scale(
        [*linje(view, names[0]), said, *linje(view, names[1]), *linje(view, names[2])]
    )

    assert shared[1] is said
    charts = [part.block for part in shared if isinstance(part.block, Chart)]
    assert [one.felles for one in charts] == [(2.0, 7.0), (2.0, 7.0), (20.0, 30.0)]


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
    county = "I Buskerud er den slik: Under 30: 10\u00a0%; 30–39: 41\u00a0%; 40 og over: 49\u00a0%."
    hidden = f"Fordelingen av poeng vises ikke for Flå av hensyn til personvernet. {county}"
    assert said(without_bar(flaa, FORDELING_SKJULT, "inntakspoeng_fordeling")) == [hidden]
    assert first_shown(flaa, "inntakspoeng_fordeling") is None


def test_a_distribution_that_is_not_there_is_not_called_hidden() -> None:
    """Nobody to divide is told; what is not delivered is told once, by the chapter."""
    world = World((BAAND,))
    bands(world, "fylke", "10 41 49")
    assert without_bar(modum(world.context()), FORDELING_SKJULT, BAAND.id) == []

    bands(world, "0623", ". . .")
    (told,) = said(without_bar(modum(world.context()), FORDELING_SKJULT, BAAND.id))
    assert told.startswith(
        "Inntakspoeng fordeling: For Modum finnes det ikke noe tall skoleåret 2015/16:"
        " ingen elever er med i grunnlaget. I Buskerud er den slik: Under 30: 10"
    )


def test_a_bar_with_nobody_in_a_category_is_drawn() -> None:
    """A category of 0 is shown, as none."""
    world = World((BAAND,))
    bands(world, "0623", "0 40 60")

    drawn = chart(stablet(modum(world.context()), "inntakspoeng_fordeling"))

    assert drawn.alt == (
        "Stablede stolper. Modum: Under 30 ingen, 30–39 40\u00a0% og 40 og over 60\u00a0%."
    )
