"""Rounding is exact and half up, as a reader does it."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from datapakke.rounding import exact, round_half_up


def test_a_half_goes_up_where_pythons_own_rounding_goes_to_even() -> None:
    """43.25 and 2.675 are the classic cases."""
    assert round_half_up(exact(43.25), 1) == Decimal("43.3")
    assert round_half_up(Fraction(2675, 1000), 2) == Decimal("2.68")
    assert round_half_up(Fraction(1, 8), 2) == Decimal("0.13")


def test_a_negative_half_goes_away_from_zero() -> None:
    """−0,25 is −0,3, as 0,25 is 0,3."""
    assert round_half_up(Fraction(-1, 4), 1) == Decimal("-0.3")
    assert round_half_up(Fraction(-24, 100), 1) == Decimal("-0.2")


def test_a_value_that_rounds_to_nothing_is_zero_without_a_sign() -> None:
    """−0,0 is never printed."""
    assert str(round_half_up(Fraction(-1, 100), 1)) == "0.0"


def test_the_number_of_decimals_is_kept() -> None:
    """40 points are printed 40,0."""
    assert str(round_half_up(Fraction(40), 1)) == "40.0"
    assert str(round_half_up(Fraction(99), 0)) == "99"


def test_a_sum_that_the_machine_has_smeared_is_exact_again() -> None:
    """0.1 + 0.2 is three tenths."""
    assert exact(0.1 + 0.2) == Fraction(3, 10)
    assert exact(431.35 * 3) == Fraction(129405, 100)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.integers(0, 3))
def test_the_rounded_value_is_the_nearest(teller: int, nevner: int, decimals: int) -> None:
    """It is never further than half a unit of the last decimal from the true value."""
    value = Fraction(teller, nevner)
    distance = abs(Fraction(round_half_up(value, decimals)) - value)
    assert distance <= Fraction(1, 2 * 10**decimals)
