"""The chapters: their contents, their remarks, and how one more is added."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from datapakke.model import Flagg, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.diagram import linje
from datapakke.packet.model import Chapter, Chart, ChartKind, Notice, Packet, Table, Text
from datapakke.packet.parts import Part, with_notes
from datapakke.packet.statements import with_subject
from datapakke.packet.view import View
from datapakke.sources import Note
from packet_figures import AAR, FLAA, MODUM, World, indicator, points_world

INGEN_EKSAMEN = Note("2014/15", "2015/16", "Ingen eksamen disse årene.")


def chapter(packet: Packet, chapter_id: str) -> Chapter:
    """Give a chapter."""
    (found,) = (kapittel for kapittel in packet.kapitler if kapittel.id == chapter_id)
    return found


def outline(kapittel: Chapter) -> list[str]:
    """Give the chapter's blocks: numbers of figures and tables, first words of the rest."""
    return [
        block.nummer if isinstance(block, Chart | Table) else block.tekst[:24]
        for block in kapittel.blokker
    ]


def test_one_more_chapter_is_one_more_entry() -> None:
    """The worked example: indicator, figures, specification; nothing else is changed."""
    svoemming = indicator("svoemming", datasets=("svoemming",), chapter="svoemming")
    world = World((svoemming,))
    world.compare("svoemming", "2015/16", "91.0", "88.0", Flagg.UVANLIG)

    def innhold(view: View) -> Innhold:
        return Innhold(with_subject(view, svoemming), tuple(linje(view, "svoemming")))

    spec = ChapterSpec("svoemming", "Svømming", {"svoemming": "svømmeprøven"}, innhold)
    packet = build_packet(world.context(), MODUM, (*CHAPTERS, spec))

    added = packet.kapitler[-1]
    assert (added.nummer, added.tittel, outline(added)) == (6, "Svømming", ["Figur 6.1"])
    assert added.ingress.startswith("I Modum var tallet for «Svoemming» 91,0 prosent")
    assert packet.funn[0].se == "Figur 6.1"
    assert packet.tabeller[0].tittel == "Svømming"
    assert packet.metoder[0].tittel == "Svoemming"


def test_a_remark_stands_under_the_figure_it_concerns() -> None:
    """The same remark of two periods is said once, with both."""
    world = points_world()
    other = "Ingen eksamen."
    world.noter = {
        "inntakspoeng": (
            Note("2014/15", "2014/15", other),
            Note("2015/16", "2015/16", other),
            Note("2001/02", "2001/02", "Gammelt."),
        )
    }

    blocks = chapter(build_packet(world.context(), MODUM), "inntakspoeng").blokker

    assert isinstance(blocks[0], Chart)
    assert blocks[1] == Notice("2014/15, 2015/16: Ingen eksamen.")


def test_a_remark_stands_only_where_its_indicators_are() -> None:
    """New rules in upper secondary are no remark on year 10, and no break there."""
    rules = Note("2015/16", "2015/16", "Nye regler.", brudd=True, gjelder=("fravaer_dager_vg1",))
    names = ("fravaer_dager_10", "fravaer_dager_vg1")
    world = World(
        tuple(
            indicator(name, Unit.DAGER, 0, datasets=("fravaer",), chapter="fravaer")
            for name in names
        ),
        {"fravaer": (rules,)},
    )
    for name in names:
        world.put(name, "2014/15", "6", n=100)
        world.put(name, "2015/16", "7", n=100)
    year_10, vg1, notice = chapter(build_packet(world.context(), MODUM), "fravaer").blokker

    assert isinstance(year_10, Chart)
    assert isinstance(vg1, Chart)
    assert notice == Notice("2015/16: Nye regler.")
    assert [point.x for point in year_10.series[0].punkter] == ["2014/15", "2015/16"]
    assert [point.x for point in vg1.series[0].punkter] == ["2014/15", "†", "2015/16"]


def test_a_remark_stands_once_in_a_chapter() -> None:
    """Under the first figure; the one after the next figure needs it no more."""
    noted = Note("2015/16", "2015/16", "Ingen eksamen.")
    parts = (Part(Text("a"), noter=(noted,)), Part(Text("b")), Part(Text("c"), noter=(noted,)))

    assert with_notes(parts) == (
        Text("a"),
        Notice("2015/16: Ingen eksamen."),
        Text("b"),
        Text("c"),
    )


def test_a_remark_on_neighbouring_figures_stands_once_under_the_last() -> None:
    """Days and hours of absence have the same break."""
    names = ("fravaer_dager_10", "fravaer_timer_10")
    units = (Unit.DAGER, Unit.TIMER)
    world = World(
        tuple(
            indicator(name, unit, 0, ("fravaer",), "fravaer")
            for name, unit in zip(names, units, strict=True)
        ),
        {"fravaer": (INGEN_EKSAMEN,)},
    )
    for name in names:
        world.put(name, "2013/14", "5")
        world.put(name, "2015/16", "6")

    fravaer = chapter(build_packet(world.context(), MODUM), "fravaer")

    assert outline(fravaer) == ["Figur 2.1", "Figur 2.2", "2014/15–2015/16: Ingen e"]
    assert fravaer.ingress.startswith("En typisk elev på 10. trinn hadde 6 dager og 6 timer")


def test_the_coarse_bands_are_shown_where_the_fine_ones_hide_too_much() -> None:
    """And a sentence where both do."""
    fine, coarse = "inntakspoeng_fordeling", "inntakspoeng_fordeling_grov"
    world = World((indicator(fine), indicator(coarse)))
    for label, cell in (("Under 30", "12"), ("30 og over", "88")):
        world.put(coarse, "2015/16", cell, kategori=label)
        world.put(fine, "2015/16", ":", kategori=label)
        for name in (fine, coarse):
            world.put(name, "2015/16", ":", kategori=label, hvem="0615")

    blocks = chapter(build_packet(world.context(), MODUM), "inntakspoeng").blokker
    assert isinstance(blocks[0], Chart)
    assert blocks[0].id == "stablet-inntakspoeng-fordeling-grov"
    assert chapter(build_packet(world.context(), FLAA), "inntakspoeng").blokker == (
        Text("Fordelingen av poeng vises ikke for Flå av hensyn til personvernet."),
    )


def test_what_a_chapter_says_first_is_not_said_again() -> None:
    """Where a remark belongs to the paragraph, it stays with it."""
    told = "Inntakspoeng snitt: Tallet for Modum vises ikke av hensyn til personvernet."
    world = World((indicator("inntakspoeng_snitt", Unit.POENG),))
    world.put("inntakspoeng_snitt", "2015/16", ":")
    world.put("inntakspoeng_snitt", "2015/16", "41.2", hvem="fylke")

    made = chapter(build_packet(world.context(), MODUM), "inntakspoeng")
    assert made.ingress.startswith(f"{told} I Buskerud var gjennomsnittet")
    assert made.blokker == ()

    world.noter = {"inntakspoeng": (Note("2015/16", "2015/16", "Nye regler."),)}
    made = chapter(build_packet(world.context(), MODUM), "inntakspoeng")
    assert made.ingress == told
    assert len(made.blokker) == 2


def test_the_same_cohort_is_followed_from_year_10_to_vg1() -> None:
    """The year before in year 10, this year in Vg1, and the exam year is named."""
    names = ("standpunkt_matematikk", "vg1_snitt_norsk", "vg1_snitt_matematikk_1p")
    world = World(
        tuple(indicator(x, Unit.KARAKTER, 1, ("karakterer",), "resultater") for x in names)
    )
    world.compare("standpunkt_matematikk", "2014/15", "3.5", "3.6")
    world.compare("standpunkt_matematikk", "2015/16", "3.4", "3.6")
    world.compare("vg1_snitt_norsk", "2015/16", "3.8", "3.9")
    world.compare("vg1_snitt_matematikk_1p", "2015/16", "3.1", "3.3")

    blocks = chapter(build_packet(world.context(), MODUM), "resultater").blokker

    (chart,) = (b for b in blocks if isinstance(b, Chart) and b.kind is ChartKind.KJEDE)
    assert chart.tittel == "Samme kull, 10. trinn 2014/15 → Vg1 2015/16"
    assert chart.ord == ("10. trinn", "Vg1")
    assert [one.navn for one in chart.series] == ["Modum", "Modum", "Buskerud", "Buskerud"]
    ends = {
        points[0].x: [p.tekst for p in points]
        for points in zip(*(s.punkter for s in chart.series), strict=True)
    }
    assert ends == {"Matematikk 1P": ["3,5", "3,1", "3,6", "3,3"]}
    assert "Matematikk 1P 3,5 → 3,1 (3,6 → 3,3)" in chart.alt


def test_a_cohort_that_is_not_shown_in_vg1_is_followed_in_words_in_the_county() -> None:
    """No line of the municipality's own: then no chart of the county's alone."""
    names = ("standpunkt_matematikk", "vg1_snitt_norsk", "vg1_snitt_matematikk_1p")
    world = World(
        tuple(indicator(x, Unit.KARAKTER, 1, ("karakterer",), "resultater") for x in names)
    )
    world.compare("standpunkt_matematikk", "2014/15", "3.5", "3.6")
    world.put("vg1_snitt_norsk", "2015/16", "3.9", hvem="fylke")
    world.put("vg1_snitt_matematikk_1p", "2015/16", "3.3", hvem="fylke")
    world.put("vg1_snitt_matematikk_1p", "2015/16", ":")

    blocks = chapter(build_packet(world.context(), MODUM), "resultater").blokker

    assert not [b for b in blocks if isinstance(b, Chart) and b.kind is ChartKind.KJEDE]
    (said,) = (b.tekst for b in blocks if isinstance(b, Text) and "samme kull" in b.tekst)
    assert said.endswith(
        " for Modum av hensyn til personvernet. Slik gikk det fra 10. trinn 2014/15 til Vg1 2015/16"
        " i Buskerud: Matematikk 1P 3,6 → 3,3."
    )

    world.put("vg1_snitt_matematikk_1p", "2015/16", ".")
    blocks = chapter(build_packet(world.context(), MODUM), "resultater").blokker
    (said,) = (b.tekst for b in blocks if isinstance(b, Text) and "samme kull" in b.tekst)
    assert " for Modum: noen finnes ikke, eller er ikke levert. Slik" in said


@pytest.mark.parametrize(
    ("own", "county", "said"),
    [
        (
            ":",
            "5.0",
            "Tallene for Modum vises ikke av hensyn til personvernet. Dette er andelene i",
        ),
        (":", ":", "Tallene for Modum vises ikke av hensyn til personvernet."),
        (".", "5.0", "For Modum finnes det ikke tall: ingen er med i grunnlaget. Dette er"),
    ],
)
def test_low_grades_of_which_none_is_shown_are_said_in_words(
    own: str, county: str, said: str
) -> None:
    """Why, and the county's where there are any."""
    lav = indicator("lav_matematikk", datasets=("karakterer",), chapter="resultater")
    world = World((lav,))
    world.put(lav.id, "2015/16", own)
    world.put(lav.id, "2015/16", county, hvem="fylke")

    (block,) = chapter(build_packet(world.context(), MODUM), "resultater").blokker

    assert isinstance(block, Text)
    begins, _, rest = block.tekst.partition(": ")
    assert begins == "Karakteren 1 eller 2, og uten grunnlag for karakter (IV)"
    assert rest.startswith(said)
    assert ("Buskerud" in rest) is (county != ":")


def test_tables_of_several_subjects_have_the_smallest_and_largest_n() -> None:
    """And no row for a subject that is no longer graded."""
    names = ("lav_matematikk", "lav_norsk_muntlig", "lav_engelsk_muntlig")
    world = World(
        tuple(indicator(x, datasets=("karakterer",), chapter="resultater") for x in names)
    )
    world.put("lav_matematikk", "2015/16", "10.0", n=133)
    world.put("lav_norsk_muntlig", "2015/16", "5.0", n=116)
    world.put("lav_engelsk_muntlig", "2010/11", "5.0", n=90)

    blocks = chapter(build_packet(world.context(), MODUM), "resultater").blokker

    (table,) = (block for block in blocks if isinstance(block, Table))
    assert "Modum 2015/16: 116–133 elever." in table.undertekst
    assert [row.hode for row in table.grupper[0].rader] == ["Matematikk", "Norsk muntlig"]


def test_dots_leave_out_a_subject_that_is_no_longer_graded() -> None:
    """The rest are of one year, which then stands once, with n, under the title."""
    names = ("standpunkt_matematikk", "standpunkt_norsk_muntlig", "standpunkt_engelsk_muntlig")
    world = World(
        tuple(indicator(x, Unit.KARAKTER, 1, ("karakterer",), "resultater") for x in names)
    )
    for name in names[:2]:
        world.compare(name, "2025/26", "3.5", "3.6")
    world.compare(names[2], "2020/21", "4.5", "4.3")

    chart = chapter(build_packet(world.context(), MODUM), "resultater").blokker[0]

    assert isinstance(chart, Chart)
    assert [point.x for point in chart.series[0].punkter] == ["Matematikk", "Norsk muntlig"]
    assert "Modum 2025/26: 134 elever." in chart.undertekst


def test_completion_says_that_it_is_about_other_pupils() -> None:
    """The cohort that began in 2010 is not the one that leaves year 10 now."""
    world = World((indicator("fullfort_56", datasets=("gjennomforing",), chapter="gjennomforing"),))
    world.compare("fullfort_56", "2010", "74.0", "75.0")
    world.put("fullfort_56", "2010", "78.0", kjonn="K", n=70)
    world.put("fullfort_56", "2010", ":", kjonn="M")

    kapittel = chapter(build_packet(world.context(), MODUM), "gjennomforing")

    assert outline(kapittel) == [
        "Ikke levert: overganger ",
        "Ikke de samme elevene. G",
        "Figur 4.1",
        "I et kull på 134 elever ",
        "Figur 4.2",
        "For Buskerud er jenter o",
    ]
    line = kapittel.blokker[2]
    assert isinstance(line, Chart)
    assert "Modum, 2010-kullet: 134 elever." in line.undertekst
    chance, groups, _ = kapittel.blokker[3:]
    assert chance == Text(
        "I et kull på 134 elever gir tilfeldigheter alene vanligvis mellom 68 og 82 prosent når"
        " fylket har 75 prosent."
    )
    assert isinstance(groups, Chart)
    assert [(p.x, p.tekst) for p in groups.series[0].punkter] == [
        ("Alle", "74,0\u00a0%"),
        ("Jenter", "78,0\u00a0%"),
        ("Gutter", ":"),
    ]


def test_a_packet_without_a_round_has_the_newest_extraction_day_and_no_meeting() -> None:
    """Nobody reads the clock."""
    context = points_world().context(runde=None)

    packet = build_packet(context, MODUM)

    assert (packet.runde, packet.runde_navn, packet.mote) == ("", "", None)
    assert (packet.dato, packet.dato_iso) == ("15.\u00a0august 2016", "2016-08-15")
    undated = {
        name: (replace(kilde, uttrukket=None),) for name, (kilde,) in context.sources.items()
    }
    assert build_packet(replace(context, sources=undated), MODUM).dato == ""


def test_a_packet_is_not_older_than_a_source_whose_day_is_not_known() -> None:
    """The day of one source may be before the other's newest figures: then none is printed."""
    world = World(
        (indicator("inntakspoeng_snitt"), indicator("neet_15_29", datasets=("neet",))),
    )
    world.put("inntakspoeng_snitt", "2015/16", "39.4")
    world.put("neet_15_29", "2022", "9.0")
    context = world.context(runde=None)
    neet = replace(context.sources["neet"][0], uttrukket=None)

    packet = build_packet(replace(context, sources={**context.sources, "neet": (neet,)}), MODUM)

    assert (packet.dato, packet.dato_iso) == ("", "")


def test_a_packet_of_a_round_names_the_meeting_and_who_is_invited() -> None:
    """Ål sorts last."""
    packet = build_packet(points_world().context(), MODUM)

    assert packet.tittel == "Datapakke for Modum"
    assert packet.runde_navn == "høsten 2016"
    assert packet.dato_iso == date(2016, 10, 4).isoformat()
    assert packet.mote is not None
    assert packet.mote.dato == "2.\u00a0november 2016"
    assert packet.mote.inviterte == ("Modum", "Ål")
    assert build_packet(points_world().context(), FLAA).mote is None


def test_every_printed_figure_is_in_the_side_car_once_and_sorted() -> None:
    """The charts, the sentences and the table print the same twelve figures."""
    packet = build_packet(points_world().context(), MODUM)

    keys = [figure.key for figure in packet.figurer]
    assert keys == sorted(set(keys))
    assert {(key.nivaa, key.aar) for key in keys} == set(product(("kommune", "fylke"), AAR))


def test_the_same_figures_give_the_same_packet() -> None:
    """The order in which figures were computed does not matter."""
    world = points_world()
    packet = build_packet(world.context(), MODUM)
    world.figures = dict(reversed(world.figures.items()))

    assert build_packet(world.context(), MODUM) == packet


def test_invented_data_are_said_to_be_invented() -> None:
    """One invented source that is used is enough."""
    assert build_packet(points_world().context(syntetisk=True), MODUM).demo
    assert not build_packet(points_world().context(), MODUM).demo
