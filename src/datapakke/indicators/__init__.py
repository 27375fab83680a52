"""The indicators: functions by chapter, registered in the order of the packet's chapters."""

from datapakke.indicators import fravaer, gjennomforing, inntakspoeng, nav, ot, resultater, vg1
from datapakke.indicators.registry import Registry
from datapakke.model import Indicator, Univers

MODULES = (inntakspoeng, fravaer, resultater, vg1, gjennomforing, ot, nav)
"""In the order of printing."""

_ALL = Registry.joined(module.REGISTRY for module in MODULES)


def all_indicators() -> tuple[Indicator, ...]:
    """Give the program's indicators, by chapter and in the order of declaration."""
    return _ALL.all()


def all_universer() -> tuple[Univers, ...]:
    """Give the universes that the indicators count parts of, by chapter."""
    return tuple(_ALL.universer.values())


def by_id(indicator_id: str) -> Indicator:
    """Give the indicator with the id.

    Raises:
        KeyError: There is none.
    """
    return _ALL.by_id[indicator_id]
