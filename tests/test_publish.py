"""Figures are printed as decided, divided and rounded exactly."""

from decimal import Decimal

import pytest

from datapakke.disclosure import protect
from datapakke.model import Figure, FigureKey, Status, Unit
from datapakke.publish import HELD_BACK, publish
from datapakke.results import Areas
from datapakke.rules import Rules
from disclosure_tables import indicator, results

AREAS = Areas(("0615", "0623"), {})


def published(*rows: dict[str, object], desimaler: int = 0) -> list[Figure]:
    """Publish rows of one indicator, in order."""
    table, of = results(*rows), [indicator(desimaler=desimaler, unit=Unit.POENG)]
    return list(publish(table, protect(table, of, AREAS, Rules()), of).values())


def one(desimaler: int = 0, **row: object) -> Figure:
    """Publish a single row."""
    return published(row, desimaler=desimaler)[0]


def test_a_share_is_in_percent_with_its_counts() -> None:
    """47 of 61 is 77,05 percent."""
    figure = one(teller=47, nevner=61)
    assert (figure.status, figure.verdi) == (Status.VIST, Decimal(77))
    assert (figure.teller, figure.n) == (47, 61)
    assert one(desimaler=1, teller=47, nevner=61).verdi == Decimal("77.0")


def test_half_a_percent_is_rounded_up() -> None:
    """25 of 200 is 12,5 percent, printed 13; an even-rounding machine says 12."""
    assert one(teller=25, nevner=200).verdi == Decimal(13)


def test_a_mean_is_its_sum_by_its_number() -> None:
    """173 / 4 is 43,25; of forty pupils the sum is 1730."""
    figure = one(desimaler=1, slag="snitt", teller=1730.0, nevner=40)
    assert (figure.verdi, figure.n, figure.teller) == (Decimal("43.3"), 40, None)


@pytest.mark.parametrize(("median", "printed"), [(12.5, "12.5"), (12.0, "12")])
def test_a_median_keeps_its_half(median: float, printed: str) -> None:
    """Between 12 and 13 days lies 12,5."""
    assert str(one(slag="median", median=median, nevner=20).verdi) == printed


def test_a_share_of_zero_is_a_value() -> None:
    """Nobody of forty is 0 percent."""
    figure = one(teller=0, nevner=40)
    assert (figure.status, figure.verdi, figure.teller) == (Status.VIST, Decimal(0), 0)


def test_a_number_of_persons_is_printed_and_none_is_said() -> None:
    """0 has its own symbol."""
    assert one(slag="antall", teller=12).verdi == Decimal(12)
    assert (one(slag="antall", teller=0).status, one(slag="antall", teller=0).verdi) == (
        Status.INGEN,
        Decimal(0),
    )


def test_what_has_no_denominator_cannot_exist() -> None:
    """A share of no pupils, the mean of no grades."""
    assert one(teller=0, nevner=0).status is Status.FINNES_IKKE
    assert one(slag="snitt", teller=0.0, nevner=0).status is Status.FINNES_IKKE


def test_a_hidden_figure_says_nothing_but_why() -> None:
    """No value, no numerator, no number of pupils."""
    key = FigureKey("andel", "kommune", "0623", "2015/16")
    assert one(teller=3, nevner=40) == Figure(key, Status.SKJULT, grunn=HELD_BACK)
    assert one(tilstand="skjult") == Figure(key, Status.SKJULT, grunn="skjult av kilden")


def test_what_was_not_delivered_is_missing() -> None:
    """Missing is never 0."""
    assert one(tilstand="mangler").status is Status.MANGLER


def test_a_withheld_total_looks_like_any_hidden_figure() -> None:
    """Its number of pupils would give away that of the hidden municipality."""
    exact_counts: list[dict[str, object]] = [
        {"indikator": "andel", "slag": "antall", "omraade": "0615", "teller": 3},
        {"indikator": "andel", "slag": "antall", "omraade": "0623", "teller": 30},
        {"slag": "antall", "nivaa": "fylke", "omraade": "fylke", "teller": 33},
    ]
    total = published(*exact_counts)[2]
    assert (total.status, total.verdi, total.n) == (Status.SKJULT, None, None)
    assert total.grunn == HELD_BACK, "which reason it is would tell small numbers from others"


def test_a_total_without_anything_hidden_below_is_printed() -> None:
    """15 of 40 and 20 of 60 are 35 percent together."""
    total = published(
        {"omraade": "0615", "teller": 15, "nevner": 40},
        {"omraade": "0623", "teller": 20, "nevner": 60},
        {"nivaa": "fylke", "omraade": "fylke", "teller": 35, "nevner": 100},
    )[2]
    assert (total.verdi, total.teller, total.n) == (Decimal(35), 35, 100)
