"""How figures are made, where they come from, and what is hidden."""

from dataclasses import replace

from datapakke.model import Indicator, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.methods import hiding, methods, source_lines
from datapakke.packet.model import SourceLine
from datapakke.packet.tables import tables
from datapakke.packet.view import View
from datapakke.rules import Rules
from datapakke.sources import Note
from packet_figures import MODUM, World, indicator, points_world, source


def member(name: str, gruppe: str, metode: str) -> Indicator:
    """Give a member of a family."""
    item = indicator(name, Unit.KARAKTER, datasets=("karakterer",), chapter="resultater")
    return replace(item, gruppe=gruppe, metode=metode)


def test_a_family_has_its_method_once_and_an_exception_its_own() -> None:
    """Norsk has another kind of grade in Vg1."""
    world = World(
        (
            member("vg1_snitt_matematikk_1p", "matematikk 1P", "Snittet i matematikk 1P."),
            member("vg1_snitt_matematikk_1t", "matematikk 1T", "Snittet i matematikk 1T."),
            member("vg1_snitt_norsk", "norsk på Vg1", "Halvårskarakterene i norsk på Vg1."),
            member("standpunkt_matematikk", "matematikk", "Ikke trykt i denne pakken."),
        )
    )
    for item in world.indicators[:3]:
        world.put(item.id, "2015/16", "3.4")

    view = View(world.context(), MODUM)
    tables(view, CHAPTERS)
    found = methods(view)

    assert [(method.tittel, method.tekst) for method in found] == [
        ("Karakter på Vg1, gjennomsnitt (karakter)", "Snittet i faget."),
        ("Vg1 snitt norsk", "Halvårskarakterene i faget."),
    ]
    assert found[0].kilde == "VIGO karakterer"


def test_sources_are_printed_with_their_remarks() -> None:
    """Name, file, licence, day; «ikke oppgitt» where the register says none; used ones only."""
    note = Note("2014/15", "2015/16", "Ingen eksamen.")
    older = replace(source("inntakspoeng"), fil="eldre.csv", uttrukket=None)
    context = replace(
        points_world().context(),
        sources={
            "ot": (replace(source("ot"), syntetisk=True),),
            "inntakspoeng": (source("inntakspoeng", note), older),
        },
    )

    assert source_lines(context) == (
        SourceLine(
            "VIGO inntakspoeng",
            "inntakspoeng.csv",
            "NLOD",
            "15.08.2016",
            syntetisk=False,
            noter=("2014/15–2015/16: Ingen eksamen.",),
        ),
        SourceLine("VIGO inntakspoeng", "eldre.csv", "NLOD", "ikke oppgitt", syntetisk=False),
    )
    (points, _) = source_lines(context, ["2014/15, 2015/16: Ingen eksamen."])
    assert points.noter == (), "told under a table"
    assert not build_packet(context, MODUM).demo, "a source that no figure uses is no demo"


def test_hiding_is_told_with_the_limits_of_the_profile() -> None:
    """Other limits give other words."""
    context = points_world().context()
    assert "Et antall fra én til fire vises ikke." in hiding(context)
    assert "profilen «offentlig»" in hiding(context)

    strict = replace(context, rules=Rules(navn="streng", antall_under=11, sammenlign_fra=30))
    assert "Et antall fra én til ti vises ikke." in hiding(strict)
    assert "Tall med færre enn 30 bak seg er ikke sammenlignet med fylket." in hiding(strict)
