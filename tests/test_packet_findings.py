"""What stands on the cover."""

from dataclasses import replace

import pytest

from datapakke.model import Flagg, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.findings import findings, flagged, multiplicity
from datapakke.packet.view import View
from packet_figures import MODUM, World, indicator, points_world

FLAGS = {"n": Flagg.INGEN, "u": Flagg.UVANLIG, "s": Flagg.SVAERT_UVANLIG, "f": Flagg.FAA}


def flag_world(*rows: tuple[str, str, str, str]) -> World:
    """Give a world of shares: id, chapter, Modum's figure, flag; the county has 50,0."""
    world = World(tuple(indicator(row[0], datasets=("neet",), chapter=row[1]) for row in rows))
    for name, _, egen, flagg in rows:
        world.compare(name, "2015/16", egen, "50.0", FLAGS[flagg])
    return world


def names(world: World) -> list[str]:
    """Give the indicators that stand out, in the order of the cover."""
    return [item.key.indikator for item in flagged(View(world.context(), MODUM))]


def test_the_rarest_go_first_then_the_strongest() -> None:
    """A 99,8 % flag goes before a stronger 95 % flag."""
    world = flag_world(
        ("a", "x", "59.0", "u"),
        ("b", "y", "58.0", "u"),
        ("c", "z", "45.0", "s"),
        ("d", "w", "52.0", "n"),
    )

    assert names(world) == ["c", "a", "b"]


def test_a_chapter_has_at_most_two_findings_and_the_cover_five() -> None:
    """The third of chapter x gives way; of the rest the five strongest are kept."""
    rows = [(f"x{i}", "x", f"{70 - i}.0", "s") for i in range(3)]
    rows += [(f"y{i}", f"y{i}", f"{60 - i}.0", "s") for i in range(5)]

    assert names(flag_world(*rows)) == ["x0", "x1", "y0", "y1", "y2"]


def test_the_last_give_way_where_the_cover_has_no_room() -> None:
    """Three always stand there: long words make five too many."""
    rows = [(f"y{i}", f"y{i}", f"{60 - i}.0", "s") for i in range(5)]
    world = flag_world(*rows)
    view = View(world.context(), MODUM)
    assert len(findings(view, {}, ())) == 5

    for words, left in ((5, 5), (20, 4), (80, 3)):
        place = " ".join(["Figur"] * words)
        found = findings(View(world.context(), MODUM), {row[0]: place for row in rows}, ())
        assert [one.tittel for one in found] == [one.title for one in world.indicators][:left]


def test_a_figure_and_a_part_of_it_are_not_both_told() -> None:
    """More than 10 percent is part of more than 15 days: the stronger of them is enough."""
    world = flag_world(("a", "x", "59.0", "u"), ("b", "x", "58.0", "u"), ("c", "x", "57.0", "u"))
    a, b, c = world.indicators
    world.indicators = (replace(a, teller=("x", "y")), replace(b, teller=("x",)), c)

    assert names(world) == ["a", "c"]


def test_main_figures_go_before_others_and_gaps_to_the_exam_last() -> None:
    """Of equally rare ones; what is rarer goes first, except a gap."""
    world = flag_world(
        ("avstand_matematikk", "resultater", "59.0", "s"),
        ("vg1_snitt_matematikk_1t", "resultater", "58.0", "u"),
        ("nav_tiltak", "nav_ot", "59.0", "s"),
        ("fullfort_56", "gjennomforing", "52.0", "u"),
    )

    assert names(world) == [
        "nav_tiltak",
        "fullfort_56",
        "vg1_snitt_matematikk_1t",
        "avstand_matematikk",
    ]


def test_more_than_15_days_goes_before_the_part_of_it_that_is_more_than_10_percent() -> None:
    """Whichever differs more, or is rarer: the whole is what schools know."""
    world = flag_world(("a", "x", "52.0", "u"), ("b", "x", "59.0", "s"))
    a, b = world.indicators
    world.indicators = (replace(a, teller=("x", "y")), replace(b, teller=("x",)))

    assert names(world) == ["a"]


def test_a_subject_that_is_no_longer_graded_is_neither_compared_nor_found() -> None:
    """Its newest figure is years old."""
    world = flag_world(("standpunkt_engelsk_skriftlig", "resultater", "51.0", "n"))
    world.indicators += (
        indicator("standpunkt_engelsk_muntlig", datasets=("neet",), chapter="resultater"),
    )
    world.compare("standpunkt_engelsk_muntlig", "2012/13", "59.0", "50.0", Flagg.SVAERT_UVANLIG)
    view = View(world.context(), MODUM)

    assert names(world) == []
    assert len(view.sammenligninger) == 1
    assert not view.loeper("standpunkt_engelsk_muntlig")


def test_what_chance_allows_is_said_in_full_once() -> None:
    """The second time it is said shortly, and of the same rarity only."""
    packet = build_packet(
        flag_world(
            ("a", "x", "59.0", "s"), ("b", "y", "58.0", "s"), ("c", "z", "57.0", "u")
        ).context(),
        MODUM,
    )

    assert [funn.tekst.partition("). ")[2] for funn in packet.funn[:3]] == [
        "Så stor forskjell oppstår svært sjelden ved tilfeldigheter.",
        "Også den forskjellen oppstår svært sjelden ved tilfeldigheter.",
        "Så stor forskjell er uvanlig hvis bare tilfeldigheter spiller inn, men det kan skje.",
    ]


def test_a_hidden_headline_is_no_finding_where_another_is_shown() -> None:
    """That a figure is not shown is nothing to notice."""
    world = flag_world(
        ("inntakspoeng_snitt", "inntakspoeng", "49.0", "n"),
        ("neet_15_29", "nav_ot", "52.0", "n"),
    )
    world.put("inntakspoeng_snitt", "2015/16", ":")

    found = findings(View(world.context(), MODUM), {}, ())

    assert found[0].tittel == "Neet 15 29"
    assert "Inntakspoeng snitt" not in [funn.tittel for funn in found]


def test_only_the_newest_period_is_compared() -> None:
    """A flag of an earlier year is history, and is not counted either."""
    world = points_world()
    world.compare("inntakspoeng_snitt", "2010/11", "39.4", "41.4", Flagg.SVAERT_UVANLIG)

    assert names(world) == []
    assert len(View(world.context(), MODUM).sammenligninger) == 1


def test_a_flag_without_a_printed_difference_does_not_stand_out() -> None:
    """The reader sees two equal numbers."""
    assert names(flag_world(("a", "x", "50.0", "u"))) == []


def test_one_flag_is_followed_by_headline_figures() -> None:
    """At least three things stand there, the flagged first."""
    world = flag_world(
        ("fullfort_56", "gjennomforing", "49.0", "n"),
        ("nav_ledige", "nav_ot", "51.0", "n"),
        ("neet_15_29", "nav_ot", "57.0", "u"),
    )

    packet = build_packet(world.context(), MODUM)

    assert [funn.tittel for funn in packet.funn] == ["Neet 15 29", "Fullfort 56", "Nav ledige"]
    assert packet.funn[0].se == "Figur 5.2"
    assert "Så stor forskjell er uvanlig" in packet.funn[0].tekst


def test_nothing_flagged_is_said_last() -> None:
    """Two headline figures, then that nothing stands out."""
    world = flag_world(
        ("fullfort_56", "gjennomforing", "49.0", "n"),
        ("nav_ledige", "nav_ot", "51.0", "n"),
        ("neet_15_29", "nav_ot", "52.0", "n"),
    )

    found = findings(View(world.context(), MODUM), {}, ())

    assert [funn.tittel for funn in found] == [
        "Fullfort 56",
        "Nav ledige",
        "Ingen tydelige forskjeller fra fylket",
    ]
    assert found[2].tekst.startswith("Ingen av de sammenlignede tallene for Modum skiller seg fra")


def test_small_cohorts_are_said_to_be_small() -> None:
    """When most headline figures are hidden or too few to compare, that is what stands out."""
    world = flag_world(
        ("fullfort_56", "gjennomforing", "49.0", "f"),
        ("nav_ledige", "nav_ot", "51.0", "f"),
        ("neet_15_29", "nav_ot", "52.0", "n"),
    )

    found = findings(View(world.context(), MODUM), {}, ())

    assert [funn.tittel for funn in found][-1] == "Små kull"
    assert len(found) == 3


def test_chapters_that_are_not_delivered_are_told_on_the_cover() -> None:
    """Only one chapter has figures here."""
    packet = build_packet(points_world().context(), MODUM)

    assert "Bare noen av kapitlene har tall: «Inntakspoeng og grunnskolepoeng»." in " ".join(
        funn.tekst for funn in packet.funn
    )


def absent_world(*names: tuple[str, str]) -> World:
    """Give a world where Modum is in the extract of ``neet`` alone; the others have no row of it.

    A total of which a part is missing is missing: the county has no more figures than Modum.
    """
    asked = (("inntakspoeng_snitt", "inntakspoeng"), ("neet_15_29", "nav_ot"), *names)
    world = World(tuple(indicator(name, datasets=(CHAPTER[c],), chapter=c) for name, c in asked))
    world.compare("neet_15_29", "2015/16", "52.0", "50.0")
    return world


CHAPTER = {
    "inntakspoeng": "inntakspoeng",
    "fravaer": "fravaer",
    "resultater": "karakterer",
    "gjennomforing": "overgang",
    "nav_ot": "neet",
}
"""Chapter → a dataset of it."""
ALL = tuple((f"annet_{name}", name) for name in ("fravaer", "resultater", "gjennomforing"))


@pytest.mark.parametrize("names", [(), ALL], ids=["noe ikke levert", "alt levert"])
def test_chapters_that_have_no_figure_of_the_municipality_are_told_on_the_cover(
    names: tuple[tuple[str, str], ...],
) -> None:
    """It is in one extract of those that are delivered: nothing says that they were not."""
    packet = build_packet(absent_world(*names).context(), MODUM)

    assert [(one.tittel, one.tekst) for one in packet.funn[-1:]] == [
        ("Få tall", "Bare noen av kapitlene har tall for Modum: «NAV og Oppfølgingstjenesten».")
    ]
    assert packet.kapitler[0].ingress == "Det er ingen tall for Modum i dette kapitlet."
    assert "Les mer i kapitlene" not in [one.tittel for one in packet.funn]


def test_where_no_chapter_has_a_figure_that_is_all_that_the_cover_says() -> None:
    """Those that count to none without a row are hidden; what is not shown begins no chapter."""
    world = absent_world(*ALL)
    world.figures.clear()
    world.comparisons.clear()
    world.put("neet_15_29", "2015/16", ".")

    packet = build_packet(world.context(), MODUM)

    assert [(one.tittel, one.tekst) for one in packet.funn] == [
        ("Ingen tall", "Ingen av kapitlene har tall for Modum.")
    ]


def test_a_chapter_that_tells_of_a_figure_in_words_alone_has_one() -> None:
    """It begins without a main figure: the cover must not say that there is none."""
    world = absent_world(("vg1_stryk", "resultater"), *ALL)
    world.put("vg1_stryk", "2015/16", "4.0")

    (*_, last) = build_packet(world.context(), MODUM).funn

    assert "«Engelsk, matematikk og norsk» og «NAV og Oppfølgingstjenesten»" in last.tekst


def test_the_cover_sends_to_the_chapters_where_each_has_a_figure() -> None:
    """Of the main figures there are few, and no chapter lacks the municipality."""
    world = absent_world()
    world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.4", Flagg.SVAERT_UVANLIG)
    two = tuple(one for one in CHAPTERS if one.id in ("inntakspoeng", "nav_ot"))

    packet = build_packet(world.context(), MODUM, two)

    assert [one.tittel for one in packet.funn] == [
        "Inntakspoeng snitt",
        "Neet 15 29",
        "Les mer i kapitlene",
    ]


def test_a_figure_without_a_chart_points_to_its_table() -> None:
    """The number of unemployed of all ages stands in a table only."""
    world = World((indicator("helt_ledige_antall", Unit.ANTALL, 0, ("helt_ledige",), "nav_ot"),))
    world.put("helt_ledige_antall", "2022-10", "111", n=None)

    packet = build_packet(world.context(), MODUM)

    assert packet.funn[0].tekst == "I Modum var antallet helt ledige 111 i oktober 2022."
    assert packet.funn[0].se == "Tabell 1"


def test_the_number_of_comparisons_and_of_chance_flags_is_printed() -> None:
    """One in twenty, in letters; figures of too few pupils are no comparisons."""
    rows = [(f"x{i}", "x", "51.0", "n") for i in range(45)]
    few = [("f", "x", "51.0", "f")]

    assert multiplicity(View(flag_world(*rows, *few).context(), MODUM)) == (
        "Pakken har 45 sammenligninger med fylket. Selv om kommunen i virkeligheten var helt lik"
        " fylket, ville vi vente at omtrent to av dem slo ut ved en tilfeldighet."
    )
    assert "én sammenligning med fylket" in multiplicity(View(flag_world(rows[0]).context(), MODUM))
    assert "at én av tjue sammenligninger slo ut" in multiplicity(
        View(flag_world(rows[0]).context(), MODUM)
    )
    assert multiplicity(View(flag_world(*few).context(), MODUM)).startswith(
        "Pakken har ingen sammenligninger med fylket"
    )
