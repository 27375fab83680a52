"""Figures are printed as decided, divided and rounded exactly."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from datapakke.disclosure import Fate
from datapakke.model import Figure, FigureKey, Status, Unit
from datapakke.publish import HELD_BACK, publish
from disclosure_tables import decided, indicator, results


def published(
    *rows: dict[str, object], desimaler: int = 0, fates: Mapping[int, Fate] | None = None
) -> list[Figure]:
    """Publish rows of one indicator, in order, those that have no other fate with their n."""
    table, of = results(*rows), [indicator(desimaler=desimaler, unit=Unit.POENG)]
    return list(publish(table, decided(table, fates), of).values())


def one(desimaler: int = 0, fate: Fate = Fate.VIST, **row: object) -> Figure:
    """Publish a single row."""
    return published(row, desimaler=desimaler, fates={0: fate})[0]


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
    """No value, no numerator, no number of pupils; of the reasons, only what the source has said.

    Which of the others it is, would tell small numbers from those that are hidden beside them.
    """
    key = FigureKey("andel", "kommune", "0623", "2015/16")
    for fate in set(Fate) - {Fate.VIST, Fate.KILDE, Fate.IKKE_TRYKT}:
        assert one(teller=3, nevner=40, fate=fate) == Figure(key, Status.SKJULT, grunn=HELD_BACK)
    hidden = one(tilstand="skjult", fate=Fate.KILDE)
    assert hidden == Figure(key, Status.SKJULT, grunn="skjult av kilden")


def test_what_is_never_printed_is_no_figure() -> None:
    """Nothing is looked up by mistake."""
    rows: list[dict[str, object]] = [{"teller": 20, "nevner": 40}, {"kjonn": "K", "nevner": 20}]
    assert len(published(*rows, fates={1: Fate.IKKE_TRYKT})) == 1


def test_what_was_not_delivered_is_missing() -> None:
    """Missing is never 0."""
    assert one(tilstand="mangler").status is Status.MANGLER


def test_a_total_is_printed_without_its_numerator() -> None:
    """15 of 40 and 20 of 60 are 35 percent together; only rounding protects those below it."""
    total = published(
        {"omraade": "0615", "teller": 15, "nevner": 40},
        {"omraade": "0623", "teller": 20, "nevner": 60},
        {"nivaa": "fylke", "omraade": "fylke", "teller": 35, "nevner": 100},
    )[2]
    assert (total.verdi, total.teller, total.n) == (Decimal(35), None, 100)


@pytest.mark.parametrize(
    ("slag", "teller", "step", "printed"),
    [
        ("andel", 375, 5, "40"),
        ("andel", 374, 5, "35"),
        ("andel", 350, 10, "40"),
        ("andel", 349, 10, "30"),
        ("andel", 953, 10, "100"),
        ("snitt", 40_750, 5, "41.0"),
        ("snitt", 40_740, 5, "40.5"),
        ("snitt", 40_500, 10, "41.0"),
        ("snitt", 40_490, 10, "40.0"),
        ("snitt", -250, 5, "-0.5"),
    ],
)
def test_a_coarse_value_is_rounded_to_so_many_of_its_last_decimal(
    slag: str, teller: int, step: int, printed: str
) -> None:
    """37,5 percent is printed 40, and 37,4 percent 35; a mean in half or whole points."""
    place = {"nivaa": "mote", "omraade": "2016-11-02", "slag": slag}
    table = results(place | {"teller": float(teller), "nevner": 1000})
    decisions = replace(decided(table), grov=pd.Series(data=step, index=table.table.index))
    one = indicator(unit=Unit.POENG, desimaler=1) if slag == "snitt" else indicator()
    (figure,) = publish(table, decisions, [one]).values()
    assert (str(figure.verdi), figure.avrundet_til) == (printed, step)
