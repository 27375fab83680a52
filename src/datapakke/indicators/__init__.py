"""The indicators: one module per chapter, imported in the order of the packet's chapters."""

from datapakke.indicators import inntakspoeng
from datapakke.indicators.registry import REGISTRY
from datapakke.model import Indicator

CHAPTERS = (inntakspoeng,)
"""Importing a chapter registers its indicators; the order here is the order of all indicators."""


def all_indicators() -> tuple[Indicator, ...]:
    """Give the program's indicators, by chapter and in the order of declaration."""
    return REGISTRY.all()


def by_id(indicator_id: str) -> Indicator:
    """Give the indicator with the id.

    Raises:
        KeyError: There is none.
    """
    return REGISTRY.by_id[indicator_id]
