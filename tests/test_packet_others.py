"""What is drawn of other municipalities: quartiles and grey points, of what is printed and no more.

Twelve municipalities; Modum is one of them.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from datapakke.kommuner import Inndeling, Kode, Kommune
from datapakke.model import Nivaa, Unit
from datapakke.packet.build import build_packet
from datapakke.packet.diagram.trakt import LIMITS, limits, trakt
from datapakke.packet.model import Chart, ChartKind, Notice, Rolle, Text
from datapakke.packet.others import FEWEST, middle_half
from datapakke.packet.overview import overview
from datapakke.packet.view import View
from datapakke.statistics import wilson
from packet_figures import MODUM, World, indicator

ANDRE = tuple(f"06{nr}" for nr in range(30, 41))
VALUES = ("70", "72", "73", "74", "76", "77", "79", "80", "82", "85", "91")
FULLFORT = "fullfort_56"


def world(values: tuple[str, ...] = VALUES, *, hoyt_er_bra: bool | None = True) -> World:
    """Give a world where eleven others have ``values`` and Modum 75, the county 78."""
    one = indicator(FULLFORT, Unit.PROSENT, 0, ("gjennomforing",), "gjennomforing")
    made = World((replace(one, hoyt_er_bra=hoyt_er_bra),))
    made.put(FULLFORT, "2010", "75", n=140, teller=105)
    made.put(FULLFORT, "2010", "78", hvem="fylke", n=3000)
    for place, (nr, verdi) in enumerate(zip(ANDRE, values, strict=True)):
        made.put(FULLFORT, "2010", verdi, hvem=nr, n=None if verdi == ":" else 400 - 30 * place)
    return made


def view_of(made: World) -> View:
    """Give Modum's view of a county of twelve."""
    others = tuple(
        Kommune(f"k{nr}", "bokmål", (Kode(nr, f"Kommune {nr}", 1900, None),)) for nr in ANDRE
    )
    return View(replace(made.context(), inndeling=Inndeling(2016, (MODUM, *others))), MODUM)


def quartiles(view: View) -> tuple[float, float] | None:
    """Give the middle half of the only indicator."""
    return middle_half(view, view.context.by_id[FULLFORT], "2010")


def test_the_middle_half_is_interpolated_and_rounded_as_what_is_printed() -> None:
    """Of 70 72 73 74 75 76 77 79 80 82 85 91: 73,75 and 80,5."""
    assert quartiles(view_of(world())) == (74.0, 81.0)


def test_what_is_hidden_moves_no_quartile_and_is_not_noted() -> None:
    """70 and 91 are hidden: of the other ten, 74,25 and 79,75."""
    view = view_of(world((":", *VALUES[1:-1], ":")))

    assert quartiles(view) == (74.0, 80.0)
    assert {key.omraade for key in view.bakgrunn} == set(ANDRE[1:-1])
    assert "0623" not in {key.omraade for key in view.bakgrunn}, "its own is printed as a number"


def test_of_fewer_than_ten_values_nothing_is_drawn_and_nothing_noted() -> None:
    """The quartiles would lie next to the lowest and the highest."""
    shown = VALUES[: FEWEST - 2]
    view = view_of(world(shown + (":",) * (len(VALUES) - len(shown))))

    assert quartiles(view) is None
    assert view.bakgrunn == {}


@pytest.mark.parametrize(
    ("good", "under", "snudd"),
    [
        (True, "2010-kullet · høyt er bra", False),
        (False, "2010-kullet · lavt er bra", True),
        (None, "2010-kullet", False),
    ],
)
def test_a_row_of_the_overview_says_and_has_its_direction(
    *, good: bool | None, under: str, snudd: bool
) -> None:
    """As the indicator declares it; where neither is better, high lies to the right."""
    chart = overview(view_of(world(hoyt_er_bra=good)))

    assert chart is not None
    (axis,) = chart.akser
    assert (axis.under, axis.snudd, axis.boks) == (under, snudd, (74.0, 81.0))
    assert chart.alt.startswith(
        "Oversikt over 1 tall, Modum ved siden av Buskerud: Fullfort 56 (2010-kullet) 75"
    )


def test_the_packet_keeps_what_is_drawn_of_others_apart_from_what_it_prints() -> None:
    """In the side-car for the audit and the ledger, and in no table."""
    view = view_of(world())
    packet = build_packet(view.context, MODUM)

    assert {figure.key.omraade for figure in packet.bakgrunn} == set(ANDRE)
    printed = {(f.key.nivaa, f.key.omraade) for f in packet.figurer}
    assert printed == {(Nivaa.KOMMUNE.value, "0623"), (Nivaa.FYLKE.value, "fylke")}


def test_a_funnel_has_the_own_named_and_the_others_in_no_order_but_that_of_n() -> None:
    """Twelve municipalities with a share and an n."""
    chart, notice = (part.block for part in trakt(view_of(world()), FULLFORT, "Fullført"))

    assert isinstance(chart, Chart)
    assert isinstance(notice, Notice)
    assert chart.kind is ChartKind.TRAKT
    own, county, *_, others = chart.series
    assert (own.navn, own.punkter[0].tekst, own.punkter[0].n) == ("Modum", "75\u00a0%", 140)
    assert county.punkter[0].verdi == 78.0
    assert others.rolle is Rolle.ANDRE
    assert [point.n for point in others.punkter] == sorted(400 - 30 * place for place in range(11))
    assert {(point.x, point.tekst) for point in others.punkter} == {("", "")}
    assert chart.alt.startswith("Traktdiagram av 12 kommuner")
    assert chart.alt.endswith(
        "Av de 12 ligger 4 utenfor grensene for det tilfeldigheter vanligvis gir rundt tallet for"
        " Buskerud."
    )


def test_a_municipality_whose_n_is_not_printed_is_not_in_the_funnel() -> None:
    """Where so few are left that there is no funnel, the limits are said in words."""
    made = world()
    for nr in ANDRE[:2]:
        made.put(FULLFORT, "2010", "70", hvem=nr, n=None)
    chart = trakt(view_of(made), FULLFORT, "Fullført")[0].block
    assert isinstance(chart, Chart)
    assert len(chart.series[-1].punkter) == len(ANDRE) - 2

    made.put(FULLFORT, "2010", "70", hvem=ANDRE[2], n=None)
    view = view_of(made)
    (part,) = trakt(view, FULLFORT, "Fullført")
    assert part.block == Text(
        "I et kull på 140 elever gir tilfeldigheter alene vanligvis mellom 71 og 85 prosent når"
        " fylket har 78 prosent."
    )
    assert view.bakgrunn == {}


def test_no_funnel_without_the_municipality_itself() -> None:
    """Hidden, or shown without its n."""
    made = world()
    made.put(FULLFORT, "2010", "75", n=None)
    assert trakt(view_of(made), FULLFORT, "Fullført") == []
    made.put(FULLFORT, "2010", ":")
    assert trakt(view_of(made), FULLFORT, "Fullført") == []
    assert trakt(view_of(made), "ukjent", "Ukjent") == []


@pytest.mark.parametrize("n", [12, 59, 140, 722])
def test_a_share_lies_outside_the_limits_where_its_interval_does_not_hold_the_countys(
    n: int,
) -> None:
    """The funnel and the filled marker follow one rule, at both levels."""
    verdi = Decimal(78)
    for (_, z), niva in zip(LIMITS, (0.95, 0.998), strict=True):
        for teller in range(n + 1):
            low, high = limits(verdi, n, z)
            inside = low - 1e-9 <= 100 * teller / n <= high + 1e-9
            interval = wilson(teller, n, niva)
            assert inside is (interval.low - 1e-9 <= 0.78 <= interval.high + 1e-9)
