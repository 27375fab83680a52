"""A universe that is declared wrongly ends in an error that names it, not in what is printed."""

from dataclasses import replace

import pytest

from audit_helpers import DELER, LAV, Round, one_year, univers
from datapakke.disclosure import protect
from datapakke.model import Indicator, Univers
from datapakke.rules import Rules

ROUND = Round([LAV], one_year((2, 20, 1), (20, 20, 9), (30, 30, 9), (40, 20, 9)))


def planned(one: Indicator, universet: Univers) -> None:
    """Plan with other declarations than those that the figures were counted by."""
    protect(ROUND.known().results, [one], [universet], ROUND.areas, Rules())


def test_the_right_declarations_are_no_error() -> None:
    """Otherwise the tests below would tell nothing."""
    planned(LAV, univers())


@pytest.mark.parametrize(
    "wrong", [replace(LAV, teller=("høy",)), replace(LAV, nevner=DELER, teller=("lav", "høy"))]
)
def test_a_figure_that_is_not_the_sum_of_its_parts_names_its_universe(wrong: Indicator) -> None:
    """The truth would not be among the data sets that print the same."""
    with pytest.raises(ValueError, match="u: "):
        planned(wrong, univers())


def test_a_part_that_the_universe_lacks_names_the_universe() -> None:
    """A misspelt part."""
    with pytest.raises(ValueError, match=r"\bu\b"):
        planned(replace(LAV, teller=("lavt",)), univers())


def test_a_universe_that_is_not_given_is_named() -> None:
    """Nothing would be hidden besides."""
    with pytest.raises(ValueError, match=r"\bu\b"):
        planned(LAV, replace(univers(), id="v"))


def test_an_indicator_without_a_universe_is_named() -> None:
    """It cannot be protected."""
    with pytest.raises(ValueError, match="lav"):
        planned(replace(LAV, univers=""), univers())
