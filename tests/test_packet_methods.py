"""How figures are made, where they come from, and what is hidden."""

from dataclasses import replace
from datetime import date

import pytest

from datapakke.model import Indicator, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.context import PacketContext
from datapakke.packet.methods import hiding, methods, source_lines
from datapakke.packet.model import SourceLine
from datapakke.packet.tables import tables
from datapakke.packet.view import View
from datapakke.rules import Rules
from datapakke.sources import Note, Source, Utelatt
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
    assert found[0].kilde == "VIGO karakterer: elever bosatt i kommunen"


def sources_of(*sources: Source) -> PacketContext:
    """Give a context with these files of inntakspoeng, and one that no indicator reads."""
    unused = (replace(source("ot"), syntetisk=True),)
    return replace(points_world().context(), sources={"ot": unused, "inntakspoeng": sources})


def file(fil: str, day: int | None = 15) -> Source:
    """Give a file of the source of inntakspoeng, extracted on a day of August."""
    return replace(source("inntakspoeng"), fil=fil, uttrukket=date(2016, 8, day) if day else None)


def test_sources_are_printed_with_their_remarks() -> None:
    """Name, file, licence, day; those that are used only."""
    note = Note("2014/15", "2015/16", "Ingen eksamen.")
    context = sources_of(replace(source("inntakspoeng", note), sha256="ab12"))

    assert source_lines(context) == (
        SourceLine(
            "VIGO inntakspoeng",
            "inntakspoeng.csv",
            "NLOD",
            "15.08.2016",
            syntetisk=False,
            noter=("2014/15–2015/16: Ingen eksamen.",),
            filer=("inntakspoeng.csv",),
        ),
    )
    (points,) = source_lines(context, ["2014/15, 2015/16: Ingen eksamen."])
    assert points.noter == (), "told under a table"
    assert not build_packet(context, MODUM).demo, "a source that no figure uses is no demo"


@pytest.mark.parametrize(
    ("days", "files", "extracted"),
    [
        ([None], "a.csv", "ikke oppgitt"),
        ([15, 15], "a.csv og b.csv", "15.08.2016"),
        ([17, 15, 16], "a.csv, b.csv og c.csv", "15.08.2016–17.08.2016"),
        ([15, None], "a.csv og b.csv", "15.08.2016, ikke oppgitt for alle"),
        ([1, 2, 3, 4, 5], "a.csv, b.csv og tre til", "01.08.2016–05.08.2016"),
    ],
)
def test_the_files_of_a_source_are_one_line(
    days: list[int | None], files: str, extracted: str
) -> None:
    """All are in the side-car, however many are named."""
    sources = [file(f"{name}.csv", day) for name, day in zip("abcde", days, strict=False)]
    (line,) = source_lines(sources_of(*sources))

    assert (line.fil, line.uttrukket) == (files, extracted)
    assert list(line.filer) == [one.fil for one in sources]


def test_another_name_or_licence_is_another_source() -> None:
    one, two, three = (file(name) for name in ("a.csv", "b.csv", "c.csv"))
    context = sources_of(one, replace(two, navn="VIGO"), replace(three, lisens="egne"))

    assert [line.fil for line in source_lines(context)] == ["a.csv", "b.csv", "c.csv"]


@pytest.mark.parametrize(
    ("perioder", "said"),
    [
        (("2014/15",), "2014/15"),
        (("2013/14", "2014/15", "2015/16"), "2013/14–2015/16"),
        (("2013/14", "2015/16"), "2013/14 og 2015/16"),
        (("2010", "2011", "2013"), "2010–2013 (tre perioder)"),
        (("2014-06", "2015-06", "2016-06"), "juni 2014 til juni 2016 (tre perioder)"),
    ],
)
def test_a_municipality_that_is_not_whole_is_told_with_the_source(
    perioder: tuple[str, ...], said: str
) -> None:
    """The reader sees «..», also for the county, and reads why."""
    left_out = Utelatt("0623", ("0621", "0622"), perioder)
    context = sources_of(file("a.csv"))
    said_of = {
        False: "Modum er ikke med: kommunen er slått sammen av flere, og ikke alle er levert."
        " Fylket kan da ikke summeres.",
        True: "Ingen tall: Modum er slått sammen av flere kommuner, og ikke alle er levert.",
    }
    for for_alle, tekst in said_of.items():
        both = (replace(left_out, for_alle=for_alle),)
        (line,) = source_lines(replace(context, utelatt={"inntakspoeng": both, "ot": both}))
        assert line.noter == (f"{said}: {tekst}",)


def test_codes_that_are_none_of_the_divisions_are_told_together() -> None:
    """After the reform there is one Drammen: in 2016's division it is nobody's."""
    left_out = tuple(
        Utelatt(code, (), perioder)
        for code, perioder in (
            ("3005", ("2019/20", "2020/21")),
            ("3025", ("2019/20", "2020/21")),
            ("0711", ("2015/16",)),
        )
    )
    (line,) = source_lines(replace(sources_of(file("a.csv")), utelatt={"inntakspoeng": left_out}))

    rest = "er ikke med: ikke blant fylkets kommuner i inndelingen for 2016."
    assert line.noter == (
        f"2019/20–2020/21: Drammen (3005) og Asker (3025) {rest}",
        f"2015/16: Svelvik (0711) {rest}",
    )


def test_hiding_is_told_with_the_limits_of_the_profile() -> None:
    """Other limits give other words."""
    context = points_world().context()
    assert "Et antall fra én til fire vises ikke." in hiding(context)
    assert "profilen «offentlig»" in hiding(context)

    strict = replace(context, rules=Rules(navn="streng", antall_under=11, sammenlign_fra=30))
    assert "Et antall fra én til ti vises ikke." in hiding(strict)
    assert "Tall med færre enn 30 bak seg er ikke sammenlignet med fylket." in hiding(strict)


def test_the_profile_in_use_is_told() -> None:
    """Whose none and all are hidden, and which figures of the county are kept."""
    context = points_world().context()
    assert "og ungdom som ikke har fullført, vises heller ikke ingen og alle" in hiding(context)
    assert "Det samme gjelder" not in hiding(context)
    kept = "andre tall skjermes heller: «Inntakspoeng snitt». Skjermede"
    assert kept in hiding(context), "only the one that is delivered is named"

    more = Rules(sensitive=frozenset({"inntakspoeng_snitt"}), hovedtall=())
    said = hiding(replace(context, rules=more))
    assert "(0 og 100 prosent). Det samme gjelder «Inntakspoeng snitt». Gjennom" in said
    assert "så lenge det er mulig" not in said

    said = hiding(replace(context, rules=Rules(null_skjules_alle=True)))
    assert "i alt. Ingen og alle (0 og 100 prosent) vises heller ikke. Gjennomsnitt" in said
    assert "Oppfølgingstjenesten" not in said


def test_the_series_of_a_merged_municipality_begins_at_the_merger_with_a_mark() -> None:
    """In its own packet; for others it is the county that cannot be summed."""
    world = points_world()
    for aar, points in (("2013/14", ".."), ("2014/15", "41.0"), ("2015/16", "41.2")):
        world.put("inntakspoeng_snitt", aar, points)
        world.put("inntakspoeng_snitt", aar, "42.0", hvem="land", n=60000)
    left_out = (Utelatt("0623", ("0621", "0622"), ("2012/13", "2013/14")),)
    context = replace(world.context(), utelatt={"inntakspoeng": left_out})

    (table,) = build_packet(context, MODUM).tabeller
    assert table.hode[-3:] == ("13/14", "14/15†", "15/16")
    assert table.noter == (
        (
            "2014/15–2015/16: Modum er slått sammen av flere kommuner. Serien begynner i 2014/15:"
            " for tiden før er ikke alle delene levert."
        ),
    )
    other = replace(context, utelatt={"inntakspoeng": (replace(left_out[0], kommunenr="0615"),)})
    assert build_packet(other, MODUM).tabeller[0].noter == ()


def test_how_figures_are_compared_is_told_where_any_is() -> None:
    """With the profile's limit, under a heading of its own; and not where nothing is compared."""
    world = points_world()
    compared = build_packet(world.context(), MODUM).metoder[-1]
    world.comparisons.clear()
    alone = build_packet(world.context(), MODUM).metoder[-1]

    assert compared.tittel == "Slik er tallene sammenlignet"
    assert compared.kilde == "Sammenligninger"
    assert "Færre enn 20 er ikke sammenlignet." in compared.tekst
    assert alone.tittel != compared.tittel


def test_the_same_words_are_said_once_and_then_whose_they_are() -> None:
    """Absence on 10. trinn and on Vg1 is counted in the same way, by different sources."""
    a, b, c = (indicator(name, datasets=("neet",)) for name in ("a", "b", "c"))
    world = World((replace(a, metode="Som det."), replace(b, metode="Som det."), c))
    for item in world.indicators:
        world.put(item.id, "2015/16", "12")

    view = View(world.context(), MODUM)
    for item in world.indicators:
        view.trykk(view.tall(item.id, view.egen, "2015/16"))
    found = methods(view)

    assert [method.tekst for method in found[:2]] == ["Som det.", f"Regnet ut som «{a.title}»."]
    assert found[2].tekst == c.metode
