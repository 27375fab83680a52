"""The true numbers of a universe as an array, with the parts that no figure tells apart merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.disclosure.audit.known import Known
from datapakke.model import ALLE, Indicator, Univers
from datapakke.results import LEVERT, MANGLER

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
GENDERS = ("K", "M")
AXES = ["omraade", "aar", "kjonn", "del"]


@dataclass(frozen=True)
class Truth:
    """The true parts of a universe.

    Attributes:
        univers: Its declaration.
        kommuner: Codes, in order: the first axis of ``antall``.
        perioder: Labels, in order: the second axis.
        kjonn: ``("K", "M")`` where something is printed by gender, else ``("alle",)``: the third.
        grupper: Parts that no figure tells apart, together: the fourth.
        antall: Persons; NaN where not known.
        mangler: Municipality × period: not delivered.
    """

    univers: Univers
    kommuner: tuple[str, ...]
    perioder: tuple[str, ...]
    kjonn: tuple[str, ...]
    grupper: tuple[tuple[str, ...], ...]
    antall: FloatArray
    mangler: BoolArray

    def groups(self, parts: tuple[str, ...]) -> frozenset[int]:
        """Give the groups that some parts are: no group is only partly among them."""
        return frozenset(i for i, group in enumerate(self.grupper) if group[0] in parts)

    def genders(self, kjonn: str) -> tuple[int, ...]:
        """Give the places on the third axis that a gender, or both, is the sum of."""
        if kjonn == ALLE:
            return tuple(range(len(self.kjonn)))
        return (self.kjonn.index(kjonn),)


def truths(known: Known) -> Iterator[Truth]:
    """Give the true parts of every universe that has any, in the order of the declarations."""
    tables = dict(iter(known.results.deler.groupby("univers", sort=False, observed=True)))
    for univers in known.universer:
        indicators = known.of_universe(univers.id)
        if univers.id in tables and indicators:
            yield _truth(univers, tables[univers.id], indicators)


def _truth(univers: Univers, table: pd.DataFrame, indicators: Sequence[Indicator]) -> Truth:
    gendered = any(one.etter_kjonn for one in indicators)
    kjonn = GENDERS if gendered and set(GENDERS) <= set(table["kjonn"]) else (ALLE,)
    table = table[table["kjonn"].isin(kjonn)]
    grupper = merged(univers, indicators)
    axes = (
        tuple(dict.fromkeys(table["omraade"])),
        tuple(sorted(set(table["aar"]))),
        kjonn,
        univers.deler,
    )
    shape = [len(axis) for axis in axes]
    at = tuple(
        pd.Index(axis).get_indexer(table[name]) for name, axis in zip(AXES, axes, strict=True)
    )
    numbers = table["antall"].where(table["tilstand"].eq(LEVERT)).to_numpy(float, na_value=np.nan)
    whole = np.full(shape, np.nan)
    whole[at] = numbers
    gone = np.zeros(shape, dtype=bool)
    gone[at] = table["tilstand"].eq(MANGLER).to_numpy()
    places = [[univers.deler.index(part) for part in group] for group in grupper]
    antall = np.stack([whole[..., group].sum(axis=-1) for group in places], axis=-1)
    mangler: BoolArray = np.asarray(gone.any(axis=(2, 3)))
    return Truth(univers, *axes[:3], grupper, antall, mangler)


def merged(univers: Univers, indicators: Sequence[Indicator]) -> tuple[tuple[str, ...], ...]:
    """Put together the parts that no indicator tells apart: an attacker gains nothing by them.

    Parts are told apart by being in a numerator, a denominator or a category, or by limits.
    """
    groups: dict[tuple[object, ...], list[str]] = {}
    for part in univers.deler:
        mark = tuple(
            (
                part in one.teller,
                part in one.nevner,
                one.grenser.get(part),
                *(part in parts for parts in one.kategorier.values()),
            )
            for one in indicators
        )
        groups.setdefault(mark, []).append(part)
    return tuple(tuple(group) for group in groups.values())
