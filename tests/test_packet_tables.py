"""Tables: which rows and columns, with which symbols and marks."""

import itertools
from dataclasses import replace
from decimal import Decimal

from datapakke.model import Unit
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.context import PacketContext
from datapakke.packet.model import Row, Table
from datapakke.packet.tables import tables
from datapakke.packet.view import View
from datapakke.sources import Note
from packet_figures import AAR, MODUM, World, indicator, points_world

ONCE = "I en tabell står antallet bare første gang når det er det samme i flere grupper."


def made(context: PacketContext) -> tuple[Table, ...]:
    """Give Modum's tables."""
    return tables(View(context, MODUM), CHAPTERS).tabeller


def rows(table: Table) -> dict[str, str]:
    """Give a table's rows, the cells joined by a space."""
    return {row.hode: " ".join(row.celler) for group in table.grupper for row in group.rader}


def test_a_table_has_the_municipality_its_n_and_those_with_numbers() -> None:
    """The country is not delivered and has no row; a hidden cell has its symbol."""
    world = points_world()
    world.indicators = (replace(*world.indicators, etter_kjonn=True),)
    world.put("inntakspoeng_snitt", "2012/13", ":")
    world.put("inntakspoeng_snitt", "2015/16", "41.0", kjonn="K", n=70)
    world.put("inntakspoeng_snitt", "2015/16", ":", kjonn="M")

    (table,) = made(world.context())

    assert table.nummer == "Tabell 1"
    assert table.tittel == "Inntakspoeng og grunnskolepoeng: inntakspoeng"
    assert table.hode == ("10/11", "11/12", "12/13", "13/14", "14/15", "15/16")
    assert table.grupper[0].tittel == "Inntakspoeng snitt (poeng)"
    assert rows(table) == {
        "Modum": "39,4 40,6 : 40,3 41,0 40,8",
        "Antall elever": "134 134 : 134 134 134",
        "Jenter": ".. .. .. .. .. 41,0",
        "Buskerud": "41,4 41,6 41,9 41,7 41,1 41,2",
    }
    assert [row.hode for row in table.grupper[0].rader if row.utheves] == ["Modum"]


def test_a_table_leaves_the_unit_to_its_heading() -> None:
    """Percent signs in every cell would only fill the page."""
    world = World((indicator("nav_ledige", datasets=("nav", "befolkning"), chapter="nav_ot"),))
    world.put("nav_ledige", "2015-06", "2.4", n=None)
    world.put("nav_ledige", "2016-02", "9.9", n=None)
    world.put("nav_ledige", "2016-06", "0", n=None)

    (table,) = made(world.context())

    assert table.grupper[0].tittel == "Nav ledige (prosent)"
    assert table.hode == ("jun 15", "jun 16")
    assert rows(table) == {"Modum": "2,4 –"}


def test_the_same_n_is_told_once() -> None:
    """Days and hours are about the same pupils; another n is told again."""
    names = ("fravaer_dager_10", "fravaer_timer_10", "fravaer_dager_vg1")
    world = World(tuple(indicator(name, Unit.DAGER, 0, ("fravaer",), "fravaer") for name in names))
    for name, n in zip(names, (134, 134, 140), strict=True):
        world.put(name, "2015/16", "5", n=n)

    (table,) = made(world.context())

    assert [[row.hode for row in group.rader] for group in table.grupper] == [
        ["Modum", "Antall elever"],
        ["Modum"],
        ["Modum", "Antall elever"],
    ]
    assert table.noter == (ONCE,)


def test_what_holds_for_all_tables_is_told_in_the_first() -> None:
    """Of those that have it: a table of one group has no n to leave out."""
    chapters = {"inntakspoeng": 1, "fravaer": 2, "gjennomforing": 2}
    names = {chapter: [f"{chapter}_{n}" for n in range(many)] for chapter, many in chapters.items()}
    world = World(
        tuple(
            indicator(name, Unit.PROSENT, 0, (chapter,), chapter)
            for chapter in chapters
            for name in names[chapter]
        )
    )
    for name in itertools.chain(*names.values()):
        world.put(name, "2015/16", "5", n=134)

    assert [table.noter for table in made(world.context())] == [(), (ONCE,), ()]

    for name in names["fravaer"]:
        world.put(name, "2015/16", ":")
    assert [table.noter for table in made(world.context())] == [(), (), (ONCE,)]


def test_a_break_is_marked_in_the_heading_and_told_below() -> None:
    """A note without a break is told and not marked."""
    eksamen = "Ingen eksamen."
    notes = (
        Note("2010/11", "2010/11", "Nye regler.", brudd=True),
        Note("2014/15", "2014/15", eksamen),
        Note("2015/16", "2015/16", eksamen),
        Note("2004/05", "2004/05", "Gammelt."),
    )
    world = points_world()
    world.noter = {"inntakspoeng": notes}

    (table,) = made(world.context())

    assert table.hode == ("10/11†", "11/12", "12/13", "13/14", "14/15", "15/16")
    assert table.noter == ("2010/11: Nye regler.", "2014/15, 2015/16: Ingen eksamen.")


def test_rules_that_last_are_marked_where_they_begin() -> None:
    """The years after it may be compared with each other."""
    world = points_world()
    world.noter = {"inntakspoeng": (Note("2013/14", "2015/16", "Ny læreplan.", brudd=True),)}

    (table,) = made(world.context())

    assert table.hode[2:] == ("12/13", "13/14†", "14/15", "15/16")


def test_subjects_of_one_measure_share_a_heading() -> None:
    """Two rows per subject; IV only for the municipality itself."""
    names = ("standpunkt_matematikk", "standpunkt_norsk_muntlig", "iv_matematikk")
    world = World(
        tuple(
            indicator(name, Unit.KARAKTER, datasets=("karakterer",), chapter="resultater")
            for name in names
        )
    )
    for name in names:
        world.compare(name, "2015/16", "3.2", "3.5")

    (table,) = made(world.context())

    assert [group.tittel for group in table.grupper] == [
        "Standpunkt på 10. trinn, gjennomsnitt (karakter)",
        "Uten grunnlag for karakter (IV) på 10. trinn (prosent)",
    ]
    assert table.grupper[0].rader == (
        Row("Matematikk", ("3,2",), utheves=True),
        Row("Buskerud", ("3,5",)),
        Row("Norsk muntlig", ("3,2",), utheves=True),
        Row("Buskerud", ("3,5",)),
    )
    assert [row.hode for row in table.grupper[1].rader] == ["Matematikk"]
    assert table.noter[0].startswith("Raden med navnet på faget gjelder Modum; under den står")


def test_a_subject_without_any_number_is_left_out() -> None:
    """Rows of colons would only fill the page; a table of nothing else is not made."""
    names = ("iv_matematikk", "iv_norsk_muntlig")
    world = World(
        tuple(indicator(x, datasets=("karakterer",), chapter="resultater") for x in names)
    )
    world.put("iv_matematikk", "2015/16", ":")
    assert made(world.context()) == ()

    world.put("iv_norsk_muntlig", "2015/16", "4")
    (table,) = made(world.context())
    assert rows(table) == {"Norsk muntlig": "4,0"}
    assert "Fag uten noe tall som kan vises, er utelatt." in table.noter[0]


def test_distributions_are_tabled_for_the_newest_period() -> None:
    """Of the fine and the coarse bands, the one that may be shown for the municipality."""
    fine, coarse = "inntakspoeng_fordeling", "inntakspoeng_fordeling_grov"
    world = World((indicator(fine, desimaler=0), indicator(coarse, desimaler=0)))
    for name, cells in ((fine, ": 88"), (coarse, "12 88")):
        for label, cell in zip(("Under 30", "30 og over"), cells.split(), strict=True):
            world.put(name, "2014/15", "50", kategori=label)
            world.put(name, "2015/16", cell, kategori=label)
            world.put(name, "2015/16", "50", hvem="fylke", kategori=label)

    (table,) = made(world.context())

    assert table.tittel == "Fordelinger"
    assert table.hode == ("Modum", "Buskerud")
    assert [group.tittel for group in table.grupper] == [
        "Inntakspoeng fordeling grov, 2015/16 (prosent)"
    ]
    assert rows(table) == {"Under 30": "12 50", "30 og over": "88 50"}


def test_each_source_has_its_own_table_in_the_order_of_the_chapters() -> None:
    """Sources have periods of different kinds."""
    world = World(
        (
            indicator("neet_15_29", datasets=("neet",), chapter="nav_ot"),
            indicator("ot_andel", datasets=("ot", "befolkning"), chapter="nav_ot"),
            indicator("inntakspoeng_snitt", Unit.POENG),
        )
    )
    world.put("neet_15_29", "2015", "7.0")
    world.put("ot_andel", "2016-06-15", "3.1")
    world.put("inntakspoeng_snitt", "2015/16", "39.4")

    found = made(world.context())

    assert [table.hode for table in found] == [("15/16",), ("2015",), ("15.6.16",)]
    assert [table.nummer for table in found] == ["Tabell 1", "Tabell 2", "Tabell 3"]
    assert tables(View(world.context(), MODUM), CHAPTERS).se == {
        "inntakspoeng_snitt": "Tabell 1",
        "neet_15_29": "Tabell 2",
        "ot_andel": "Tabell 3",
    }


def test_nothing_delivered_is_no_table() -> None:
    """An indicator without figures has no table."""
    assert made(World((indicator("inntakspoeng_snitt"),)).context()) == ()


def test_an_interval_stands_below_the_n() -> None:
    """As printed, with the symbol of a hidden figure, and «:» where only the interval is hidden."""
    world = points_world()
    share = indicator("inntakspoeng_under_30", desimaler=0)
    world.indicators += (share,)
    first, second = (world.put(share.id, aar, "12") for aar in AAR[:2])
    world.put(share.id, AAR[2], ":")
    world.intervaller = {first: (Decimal(7), Decimal(19)), second: (Decimal(8), Decimal(20))}

    (table,) = made(world.context())

    heads = [row.hode for group in table.grupper for row in group.rader]
    assert heads == [
        "Modum",
        "Antall elever",
        "Buskerud",
        "Modum",
        "Antall elever",
        "95 %-intervall",
    ]
    assert table.grupper[1].rader[-1].celler[:4] == ("7–19", "8–20", ":", "..")
    packet = build_packet(world.context(), MODUM)
    assert "«95 %-intervall» i tabellene" in packet.lesehjelp[1]


def test_long_intervals_stand_in_two_rows() -> None:
    """In one of six columns there is no room for «10,3–12,9»; a symbol stands in both rows."""
    world = points_world()
    share = indicator("inntakspoeng_under_30", desimaler=1)
    world.indicators = (share,)
    key = world.put(share.id, AAR[0], "11.5")
    world.put(share.id, AAR[1], "0.0")
    world.put(share.id, AAR[2], ":")
    world.intervaller = {key: (Decimal("10.3"), Decimal("12.9"))}

    (table,) = made(world.context())

    rows = {row.hode: row.celler[:4] for row in table.grupper[0].rader}
    assert rows["95 %-intervall fra"] == ("10,3", ":", ":")
    assert rows["95 %-intervall til"] == ("12,9", ":", ":")
    assert "95 %-intervall" not in rows


def test_an_interval_that_is_held_back_beside_a_shown_figure_has_the_symbol_of_hiding() -> None:
    """A mean whose spread would tell too much."""
    world = points_world()
    key = world.put("inntakspoeng_snitt", AAR[0], "39.4")
    world.intervaller = {key: (Decimal("37.6"), Decimal("41.2"))}

    (table,) = made(world.context())

    assert table.grupper[0].rader[2].celler[:2] == ("±1,8", ":")


def test_without_any_interval_there_is_no_row_and_no_word_of_it() -> None:
    """As of medians."""
    packet = build_packet(points_world().context(), MODUM)
    assert "intervall" not in " ".join(packet.lesehjelp)
    assert all("intervall" not in row.hode for g in packet.tabeller[0].grupper for row in g.rader)
