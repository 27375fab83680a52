"""Brings the indicators under a profile of hiding: what it holds sensitive, they say they are."""

from collections.abc import Sequence
from dataclasses import replace

from datapakke.model import Indicator
from datapakke.rules import Rules


def under_profile(indicators: Sequence[Indicator], rules: Rules) -> tuple[Indicator, ...]:
    """Give the indicators with ``sensitiv`` as the profile has it; it never takes it away."""
    return tuple(
        replace(one, sensitiv=True) if rules.null_skjules_alle or one.id in rules.sensitive else one
        for one in indicators
    )
