"""Which rounds need their packets now: those with a meeting in the window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from datapakke.config import Config
from datapakke.kommuner import Mote, Runde


@dataclass(frozen=True)
class Due:
    """A round that is due, and its meetings in the window, in order of time."""

    runde: Runde
    moter: tuple[Mote, ...]


def due(config: Config, dato: date, dager: int) -> tuple[Due, ...]:
    """Give the rounds with a meeting on ``dato`` or at most ``dager`` days after, first first.

    The whole round is due with its first meeting: its packets are attacked together, and print the
    same county.
    """
    return tuple(sorted(_due(config, dato, dager), key=lambda one: one.moter[0].dato))


def _due(config: Config, dato: date, dager: int) -> Iterator[Due]:
    for runde in config.runder:
        last = dato + timedelta(days=dager)
        moter = tuple(mote for mote in runde.moter if dato <= mote.dato <= last)
        if moter:
            yield Due(runde, moter)


def next_meeting(config: Config, dato: date) -> Mote | None:
    """Give the first meeting from ``dato`` on, None when there is none."""
    ahead = [mote for runde in config.runder for mote in runde.moter if mote.dato >= dato]
    return min(ahead, key=lambda mote: mote.dato, default=None)
