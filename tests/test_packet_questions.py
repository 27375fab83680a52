"""Which questions are asked, and which are not."""

import re
from dataclasses import replace

import pytest

from datapakke.config.model import Naar, Sporsmal
from datapakke.errors import PacketError
from datapakke.locale import NYNORSK
from datapakke.model import Flagg, Indicator, Retning, Trend, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.model import Chart, Table
from datapakke.packet.questions import FLEST, questions
from datapakke.packet.view import View
from packet_figures import AAR, MODUM, World, indicator

ALLTID = 5
"""Questions that every municipality is asked."""
"""Fewer pupils than this are not compared with the county."""


def asked(world: World) -> str:
    """Give Modum's questions as one text."""
    view = View(world.context(), MODUM)
    return "\n".join(questions(view, {one.id: f"Figur {one.id}" for one in world.indicators}))


def one(name: str, verdi: str) -> str:
    """Ask with one figure."""
    world = World((indicator(name, desimaler=0),))
    world.put(name, "2015/16", verdi)
    return asked(world)


def test_some_questions_are_always_asked() -> None:
    """Without any figure there are still five, in a fixed order."""
    found = questions(View(World(()).context(), MODUM), {})

    assert len(found) == ALLTID
    assert found[0].startswith("Hvilket tall i pakken kjenner dere igjen")
    assert found[-1] == "Hvilke tall trenger dere for å se om det virker?"


def test_pupils_with_few_points_are_asked_about_only_when_there_are_some() -> None:
    """A hidden figure must not be given away by a question."""
    text = "Elever med under 30 inntakspoeng"
    assert text in one("inntakspoeng_under_30", "12")
    assert text not in one("inntakspoeng_under_30", "0")
    assert text not in one("inntakspoeng_under_30", ":")


def test_pupils_without_points_and_unknown_to_ot_are_asked_about_only_when_shown() -> None:
    """The same for the other two questions that take pupils for granted."""
    assert "Noen gikk ut uten nok karakterer" in one("inntakspoeng_uten", "3")
    assert "Noen gikk ut uten nok karakterer" not in one("inntakspoeng_uten", ":")
    assert "ikke har kontakt med" in one("ot_ukjent", "18")
    assert "ikke har kontakt med" not in one("ot_ukjent", ":")


def test_absence_and_choices_are_asked_about_when_delivered() -> None:
    """They take nobody for granted, so a hidden figure is enough."""
    assert "mye fravær på 10. trinn" in one("fravaer_dager_10", ":")
    assert "mye fravær på 10. trinn" not in one("inntakspoeng_uten", "3")
    assert "Hvilke elever velger om" in one("fullfort_56", "74")


def grades(*rows: tuple[str, str, str, str, str]) -> World:
    """Give grades: subject in 10, in Vg1, then «egen/fylke» in both, and n in Vg1."""
    indicators: list[Indicator] = []
    world = World(())
    for fag10, vg1, ti, ett, n in rows:
        for name, aar, values in (
            (f"standpunkt_{fag10}", "2014/15", ti),
            (f"vg1_snitt_{vg1}", "2015/16", ett),
        ):
            egen, fylke = values.split("/")
            indicators.append(indicator(name, Unit.KARAKTER, datasets=("karakterer",)))
            world.put(name, aar, egen, n=int(n))
            world.put(name, aar, fylke, hvem="fylke", n=3163)
    world.indicators = tuple(indicators)
    return world


def test_subjects_that_fall_more_than_in_the_county_are_named() -> None:
    """Modum falls 0,6 in matematikk, the county 0,4; in engelsk 0,3 and 0,2, as rounding can do."""
    world = grades(
        ("matematikk", "matematikk_1p", "3.6/3.7", "3.0/3.3", "60"),
        ("engelsk_skriftlig", "engelsk_sf", "3.8/4.0", "3.5/3.8", "60"),
        ("norsk_hovedmaal", "norsk", "3.8/3.8", "3.4/3.7", "60"),
    )

    question = (
        "I matematikk 1P og norsk er avstanden fra 10. trinn ned til Vg1 større enn i fylket."
    )
    assert question in asked(world)


def test_a_rise_or_a_smaller_fall_is_not_asked_about() -> None:
    """A rise is no fall even when the county rises more."""
    world = grades(
        ("matematikk", "matematikk_1p", "3.2/3.0", "3.3/3.5", "60"),
        ("norsk_hovedmaal", "norsk", "3.8/3.8", "3.7/3.5", "60"),
    )

    assert "avstanden fra 10. trinn" not in asked(world)


def test_a_fall_among_few_pupils_is_not_asked_about() -> None:
    """Fewer than may be compared with the county."""
    world = grades(("matematikk", "matematikk_1p", "3.6/3.7", "3.0/3.3", "19"))

    assert "avstanden fra 10. trinn" not in asked(world)


def test_a_hidden_grade_is_not_asked_about() -> None:
    """A fall that cannot be printed is not told."""
    world = grades(("matematikk", "matematikk_1p", "3.6/3.7", "3.1/3.3", "60"))
    world.put("standpunkt_matematikk", "2014/15", ":")

    assert "avstanden fra 10. trinn" not in asked(world)


def test_the_gap_to_the_exam_is_asked_about_when_there_is_one() -> None:
    """A gap of 0 is none, and one below 0 is one."""
    text = "Forskjellen mellom standpunkt og eksamen"
    assert text in one("avstand_matematikk", "-1")
    assert text not in one("avstand_matematikk", ":")
    assert text not in one("avstand_norsk", "1")


def own(*asked: Sporsmal) -> World:
    """Give a world with two shares and questions of its own."""
    world = World((indicator("a", desimaler=0), indicator("b", desimaler=0)))
    world.sporsmal = asked
    return world


def test_a_question_says_where_the_figures_stand_that_called_it() -> None:
    """Each place once, in the order of the question's figures; a figure not shown calls nothing."""
    both = Sporsmal("x", "Hva?", Naar.VIST, ("b", "a"))
    world = own(both)
    world.put("a", "2015/16", "12")
    world.put("b", "2015/16", "13")
    view = View(world.context(), MODUM)

    assert questions(view, {"a": "Figur 1.1", "b": "Figur 1.2"}) == (
        "Hva? (Se Figur\u00a01.2 og Figur\u00a01.1.)",
    )
    assert questions(view, {"a": "Figur 1.1", "b": "Figur 1.1"}) == ("Hva? (Se Figur\u00a01.1.)",)
    assert questions(view, {"a": "Figur 1.1"}) == ("Hva? (Se Figur\u00a01.1.)",)
    assert questions(view, {}) == (), "what stands nowhere cannot be traced"


def test_what_is_unusual_is_asked_about_and_what_is_not_is_not() -> None:
    """Only a flag calls, at either level."""
    for flagg in Flagg:
        world = own(Sporsmal("x", "Hvorfor tror dere det?", Naar.UVANLIG, ("a",)))
        world.compare("a", "2015/16", "40", "50", flagg)
        called = flagg in (Flagg.UVANLIG, Flagg.SVAERT_UVANLIG)
        assert bool(asked(world)) is called


def test_a_certain_change_is_asked_about() -> None:
    """Up or down; none that is certain calls nothing."""
    for retning in Retning:
        world = own(Sporsmal("x", "Hva skjedde?", Naar.ENDRET, ("a",)))
        key = world.put("a", "2015/16", "40")
        world.trender[key] = Trend(retning, AAR[1:])
        assert bool(asked(world)) is (retning is not Retning.INGEN)


def test_braces_in_a_projects_question_are_no_places() -> None:
    """Text from a file is never formatted."""
    world = own(Sporsmal("x", "Hva {K}?", Naar.ALLTID))
    assert asked(world) == "Hva {K}?"


def test_a_packet_in_nynorsk_asks_in_nynorsk_or_not_at_all() -> None:
    """A question nobody has written in nynorsk stops that packet, and no other."""
    world = own(Sporsmal("x", "Hva?", Naar.ALLTID, (), "Kva?"))
    nynorsk = View(replace(world.context(), maalform=NYNORSK), MODUM)
    assert questions(nynorsk, {}) == ("Kva?",)

    world = own(Sporsmal("x", "Hva?", Naar.ALLTID))
    assert asked(world) == "Hva?"
    with pytest.raises(PacketError, match=r"«x» mangler «nynorsk»"):
        questions(View(replace(world.context(), maalform=NYNORSK), MODUM), {})


def test_every_question_of_a_packet_leads_to_a_figure_or_a_table_in_it() -> None:
    """But those that are always asked."""
    world = grades(("matematikk", "matematikk_1p", "3.6/3.7", "3.0/3.3", "60"))
    world.indicators += (indicator("inntakspoeng_under_30", desimaler=0),)
    world.put("inntakspoeng_under_30", "2015/16", "12")
    packet = build_packet(world.context(), MODUM)

    places = {b.nummer for k in packet.kapitler for b in k.blokker if isinstance(b, Chart | Table)}
    places |= {table.nummer for table in packet.tabeller}
    called = [one for one in packet.sporsmal if "(Se " in one]
    assert len(called) == 2
    for one in called:
        found = re.findall(r"(?:Figur|Tabell)\u00a0[0-9.]*[0-9]", one.partition("(Se ")[2])
        assert found
        assert {place.replace("\u00a0", " ") for place in found} <= places


def test_no_more_are_asked_than_a_page_has_room_for() -> None:
    """Those that are always asked first, whatever their place; the order is the file's."""
    called = [Sporsmal(f"v{i}", f"V{i}?", Naar.VIST, ("a",)) for i in range(12)]
    always = [Sporsmal(f"a{i}", f"A{i}?", Naar.ALLTID) for i in range(2)]
    world = own(always[0], *called, always[1])
    world.put("a", "2015/16", "12")

    found = asked(world).split("\n")

    assert len(found) == FLEST
    assert [one.partition("?")[0] for one in found] == ["A0", *(f"V{i}" for i in range(9)), "A1"]
