"""Charts are read back by where their values stand, and are drawn, kind by kind.

Each is printed from a packet in which one thing differs from the packet that it is held against.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from datapakke.layout import Layout, lay_out
from datapakke.packet.model import Chapter, Chart, ChartKind, Packet, Point, Rolle, Series
from datapakke.render import Renderer, template_folders
from datapakke.verify import Verifier
from example_packet import EXAMPLE, FORDELING, FRAVAER, LAVE, POENG, SKOLEAAR, county, points

FOLDERS = template_folders(Path("finnes-ikke"))
RENDERER, VERIFIER = Renderer(FOLDERS), Verifier(FOLDERS)
FAG = ("Engelsk", "Matematikk")
KJEDE = Chart(
    id="kjede",
    nummer="Figur 3.5",
    tittel="Fra 10. trinn til Vg1",
    undertekst="Samme kull.",
    kind=ChartKind.KJEDE,
    enhet="karakter",
    series=tuple(
        Series(navn, rolle, points(FAG, texts))
        for navn, rolle, texts in (
            ("Modum", Rolle.KOMMUNE, "3,9 3,2"),
            ("Modum", Rolle.KOMMUNE, "3,7 :"),
            ("Buskerud", Rolle.FYLKE, "4,1 3,5"),
            ("Buskerud", Rolle.FYLKE, "3,8 3,1"),
        )
    ),
    alt="I engelsk gikk snittet fra 3,9 til 3,7.",
    ord=("10. trinn", "Vg1"),
)


def _of(name: str, rolle: Rolle, *told: tuple[str, int]) -> Series:
    pts = (Point(name, float(text.replace(",", ".")), text, n=n) for text, n in told)
    return Series(name, rolle, tuple(pts))


TRAKT = Chart(
    id="trakt",
    nummer="Figur 4.4",
    tittel="Fullført, etter størrelse",
    undertekst="2010-kullet.",
    kind=ChartKind.TRAKT,
    enhet="prosent",
    series=(
        _of("Modum", Rolle.KOMMUNE, ("74,9", 151)),
        _of("Buskerud", Rolle.FYLKE, ("75,3", 3200)),
        dataclasses.replace(
            _of("", Rolle.ANDRE, ("70,1", 58), ("77,2", 410), ("73,0", 820)), navn=""
        ),
        Series(
            "Tilfeldig",
            Rolle.GRENSE,
            tuple(
                Point("", None, "", n=n, spenn=(75.3 - wide, 75.3 + wide))
                for n, wide in ((58, 11.0), (151, 7.0), (410, 4.2), (820, 3.0))
            ),
        ),
    ),
    alt="Modum ligger innenfor det tilfeldigheter gir.",
    ord=("elever (logaritmisk)",),
)


def packet_with(*charts: Chart) -> Packet:
    """Give a short packet with these charts."""
    chapter = Chapter("t", 1, "Figurer", "", charts)
    return dataclasses.replace(
        EXAMPLE,
        kapitler=(chapter,),
        oversikt=None,
        oversikt_tekst=(),
        funn=(),
        sporsmal=(),
        tabeller=(),
        metoder=(),
    )


def faults(drawn: Packet, right: Packet) -> list[str]:
    """Read the first back against the second, where only the figures may differ."""
    result = VERIFIER.verify(RENDERER.pdf(drawn), right, "p.pdf")
    return [one.what for one in result.problems]


def changed(chart: Chart, number: int, change: Callable[[Point], Point], at: int = 0) -> Chart:
    """Give the chart with another point in one of its series: the first, or one that is shown."""
    one = chart.series[number]
    pts = list(one.punkter)
    at = max(at, -len(pts))
    pts[at] = change(pts[at])
    series = list(chart.series)
    series[number] = dataclasses.replace(one, punkter=tuple(pts))
    return dataclasses.replace(chart, series=tuple(series))


CHARTS = {one.kind: one for one in (POENG, FORDELING, LAVE, KJEDE, TRAKT)}


@pytest.fixture(scope="module")
def everything() -> Packet:
    return packet_with(*CHARTS.values(), FRAVAER)


def test_every_kind_of_chart_is_read_back_without_faults(everything: Packet) -> None:
    """Lines, bars, rows, panels and a funnel; with spans shaded, gaps and symbols."""
    assert faults(everything, everything) == []
    overview = {EXAMPLE.oversikt.kind} if EXAMPLE.oversikt else set()
    assert set(CHARTS) | overview == set(ChartKind)


def test_a_long_name_on_two_lines_is_read_too(everything: Packet) -> None:
    """Heads of columns are drawn from the last line up."""
    charts = [
        dataclasses.replace(
            chart,
            series=tuple(
                dataclasses.replace(one, navn="Nore og Uvdal")
                if one.rolle is Rolle.KOMMUNE
                else one
                for one in chart.series
            ),
        )
        for chart in everything.kapitler[0].blokker
        if isinstance(chart, Chart)
    ]
    packet = packet_with(*charts)

    assert faults(packet, packet) == []


@pytest.mark.parametrize("sign", ["..", ":"])
def test_a_symbol_that_stands_twice_in_a_chart_is_not_taken_for_the_key_to_symbols(
    sign: str,
) -> None:
    """Two periods without the county's mean: the symbols stand level, as a sign and its meaning."""
    gaps = county(points(SKOLEAAR, f"40,1 40,4 40,6 40,8 {sign} {sign}"))
    packet = packet_with(dataclasses.replace(POENG, series=(POENG.series[0], gaps)))
    key = tuple((one, meaning) for one, meaning in packet.tegnforklaring if one != sign)
    meaning = dict(packet.tegnforklaring)[sign]

    assert faults(packet, packet) == []
    assert faults(dataclasses.replace(packet, tegnforklaring=key), packet) == [
        f"tegnforklaringen: «{meaning}» står ikke der."
    ]


@pytest.mark.parametrize("kind", [ChartKind.STABLET, ChartKind.PUNKTER, ChartKind.KJEDE])
def test_another_text_at_a_value_is_found(kind: ChartKind) -> None:
    """The point lies where it should; what is printed beside it is another number."""
    chart = CHARTS[kind]
    wrong = changed(chart, 0, lambda point: dataclasses.replace(point, tekst="22,2"), at=-3)

    told = faults(packet_with(wrong), packet_with(chart))

    assert any(chart.nummer in one and "22,2" in one for one in told), told


@pytest.mark.parametrize("kind", list(CHARTS))
def test_a_value_drawn_elsewhere_is_found(kind: ChartKind) -> None:
    """What is printed is right; the point, or the part of a bar, is not where it lies."""
    chart = CHARTS[kind]
    last = chart.series[-1 if kind is not ChartKind.TRAKT else 2].punkter[-1]
    right = changed(
        chart, 0, lambda point: dataclasses.replace(point, verdi=_aside(point, last, kind))
    )

    told = faults(packet_with(chart), packet_with(right))

    words = "ikke delt" if kind is ChartKind.STABLET else "tegnet et annet sted"
    assert any(chart.nummer in one and words in one for one in told), told


def _aside(point: Point, last: Point, kind: ChartKind) -> float:
    """Give a value a good way off, inside the axis of the chart."""
    value = point.verdi or 0.0
    return value + (5.0 if kind is ChartKind.STABLET else ((last.verdi or 0.0) - value) / 2 or 1.0)


def _overview(boks: tuple[float, float], value: float) -> Packet:
    """Give a packet with an overview: a box in its first row, where the own value lies so."""
    assert EXAMPLE.oversikt
    first, *rest = EXAMPLE.oversikt.akser
    chart = changed(EXAMPLE.oversikt, 0, lambda point: dataclasses.replace(point, verdi=value))
    axes = (dataclasses.replace(first, boks=boks), *rest)
    overview = dataclasses.replace(chart, akser=axes)
    return dataclasses.replace(
        packet_with(), oversikt=overview, oversikt_tekst=("Slik leses den.",)
    )


@pytest.mark.parametrize(
    ("boks", "value", "words"),
    [
        ((40.0, 42.0), 40.2, "«Grunnskolepoeng», «Modum»: punktet for «40,8»"),
        ((40.4, 42.0), 40.8, "«Grunnskolepoeng»: boksen er tegnet et annet sted"),
    ],
)
def test_the_overview_is_read_row_by_row(
    boks: tuple[float, float], value: float, words: str
) -> None:
    """The own value, and the box of the middle half of the municipalities."""
    right = _overview((40.0, 42.0), 40.8)

    assert faults(right, right) == []
    assert any(words in one for one in faults(_overview(boks, value), right))


def test_a_point_that_should_be_hidden_is_found() -> None:
    """The text is a symbol as it should be; the point gives the value away all the same."""
    hidden = changed(POENG, 0, lambda point: dataclasses.replace(point, verdi=None, tekst=":"))
    given_away = changed(POENG, 0, lambda point: dataclasses.replace(point, tekst=":"))

    told = faults(packet_with(given_away), packet_with(hidden))

    assert any("et punkt er tegnet der pakken ikke har noe tall" in one for one in told), told


def test_words_of_a_chart_that_are_not_the_packets_are_found() -> None:
    """A series of another name."""
    other = dataclasses.replace(POENG.series[1], navn="Telemark")
    wrong = dataclasses.replace(POENG, series=(POENG.series[0], other, POENG.series[2]))

    told = faults(packet_with(wrong), packet_with(POENG))

    assert any("«Buskerud 41,2» står ikke ved enden av linjen" in one for one in told), told


def test_what_is_read_aloud_is_compared_too() -> None:
    """The alternative text has numbers that nobody sees."""
    wrong = dataclasses.replace(POENG, alt=POENG.alt.replace("39,4", "38,4"))

    told = faults(packet_with(wrong), packet_with(POENG))

    assert len(told) == 1
    assert told[0].startswith("Figur 1.1: leses opp som «Linjediagram. Modum gikk fra 38,4")


def test_what_is_read_aloud_is_compared_to_its_end() -> None:
    """However long it is."""
    told = "Modum gikk fra 39,4 til 40,8. " * 200
    chart, wrong = (dataclasses.replace(POENG, alt=f"{told}{end}") for end in ("Opp.", "Ned."))

    assert faults(packet_with(chart), packet_with(chart)) == []
    assert len(faults(packet_with(wrong), packet_with(chart))) == 1


@pytest.mark.parametrize("kind", [ChartKind.LINJE, ChartKind.KJEDE])
def test_the_same_chart_of_another_municipality_is_found(
    monkeypatch: pytest.MonkeyPatch, kind: ChartKind
) -> None:
    """Only its drawing: caption, alternative text and page are the right ones."""
    chart = CHARTS[kind]
    other = dataclasses.replace(
        chart,
        series=tuple(
            dataclasses.replace(
                one,
                punkter=tuple(
                    p
                    if p.verdi is None
                    else dataclasses.replace(
                        p, verdi=p.verdi + 0.3, tekst=f"{p.verdi + 0.3:.1f}".replace(".", ",")
                    )
                    for p in one.punkter
                ),
            )
            for one in chart.series
        ),
    )

    def swapped(packet: Packet) -> Layout:
        return dataclasses.replace(lay_out(packet), drawings=lay_out(packet_with(other)).drawings)

    monkeypatch.setattr("datapakke.render.lay_out", swapped)

    assert any(chart.nummer in one for one in faults(packet_with(chart), packet_with(chart)))
