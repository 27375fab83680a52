"""The same pupils in several files: a cohort must be about as large in all of them.

Year 10 of a school year is in absence, grades, points and transitions, in Udir's own count, and
among the residents who are 15 on 1 January. That finds what a file's own series cannot: codes that
are swapped in all periods, and a file that is short in all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datapakke.extracts.model import Extract
from datapakke.formats import listing, number
from datapakke.kommuner import LANDET
from datapakke.model import ALLE
from datapakke.report.chance import Array, count_z, discoveries, scaled
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.words import files

Count = Callable[[pd.DataFrame], pd.Series]
"""Takes the tidy table and gives numbers of pupils, as text labels of school years tell them."""

RATE = 0.001
"""The probability that any cohort at all is told where only chance is at work."""

LEAST_PLAY = 0.25
"""Files about the same pupils differ less than two cohorts do, but at least by this share of it."""

CHANGE = 1.25
"""How many times larger or smaller than in the others a cohort must be."""

SHOWN = 5

ACT = (
    "Se om alle elevene er med én gang, og om kommunenumre er byttet om. Filene skal gjelde de"
    " samme elevene, bosatt i samme kommune."
)


def _rows_on(trinn: str) -> Count:
    """Count the pupils of a year; where a pupil has several rows, once."""

    def count(table: pd.DataFrame) -> pd.Series:
        own = table[table["trinn"] == trinn] if "trinn" in table else table
        return _size(own.drop_duplicates("elevnr") if "elevnr" in own else own)

    return count


def _size(rows: pd.DataFrame, antall: str = "") -> pd.Series:
    keys = [rows["kommunenr"].astype("str"), rows["aar"].astype("str")]
    grouped = rows.groupby(keys)
    sizes: pd.Series = grouped[antall].sum(min_count=1) if antall else grouped.size()
    return sizes.astype("Float64")


def _published(table: pd.DataFrame) -> pd.Series:
    """Take Udir's own number; one that is hidden is not known."""
    return _size(table[table["kjonn"] == ALLE], "antall")


def _residents(table: pd.DataFrame) -> pd.Series:
    """Count those who are 15 on 1 January of the school year's second year."""
    own = table[table["alder"] == AGE]
    first = own["aar"].astype("int") - 1
    label = first.astype("str") + "/" + (first % 100 + 1).mod(100).map("{:02d}".format)
    return _size(own.assign(aar=label), "antall")


AGE = 15
COHORTS: Mapping[str, Mapping[str, Count]] = {
    "elevene på 10. trinn": {
        "fravaer": _rows_on("10"),
        "karakterer": _rows_on("10"),
        "inntakspoeng": _rows_on("10"),
        "overgang": _rows_on("10"),
        "grunnskolepoeng": _published,
        "befolkning": _residents,
    },
    "elevene på Vg1": {"fravaer": _rows_on("Vg1"), "karakterer": _rows_on("Vg1")},
}
"""Whom we speak of → the datasets that they are in, and how they are counted there."""


def cohorts(basis: Basis) -> Iterator[Funn]:
    """Find cohorts that are larger or smaller in one file than in the others."""
    for hvem, counted in COHORTS.items():
        mine = [one for one in basis.extracts if one.datasett in counted and len(one.table)]
        sizes = [counted[one.datasett](one.table) for one in mine]
        if len(mine) > 1:
            yield from _compared(hvem, mine, _stacked(sizes), basis)


@dataclass(frozen=True)
class Stack:
    """The files' numbers side by side: (file, municipality, period), NaN where there is none."""

    kommuner: tuple[str, ...]
    perioder: tuple[str, ...]
    antall: Array


def _stacked(sizes: Sequence[pd.Series]) -> Stack:
    wide = pd.concat(sizes, axis="columns").sort_index()
    wide = wide[wide.index.get_level_values(0) != LANDET]
    numbers, labels = (tuple(sorted(set(wide.index.get_level_values(at)))) for at in (0, 1))
    full = wide.reindex(pd.MultiIndex.from_product([numbers, labels]))
    cells = full.to_numpy(dtype=float, na_value=np.nan).T
    return Stack(numbers, labels, cells.reshape(len(sizes), len(numbers), len(labels)))


def _compared(hvem: str, extracts: Sequence[Extract], stack: Stack, basis: Basis) -> Iterator[Funn]:
    own, others = _beside(stack.antall)
    variance = (1 / (own + 0.5) + 1 / (others + 0.5)) * LEAST_PLAY**2
    pairs = zip(count_z(others, own) / LEAST_PLAY, variance, strict=True)
    z = np.stack([scaled(one, chance) for one, chance in pairs])
    high, low = np.maximum(own, others), np.minimum(own, others)
    told = discoveries(z, RATE) & (high > low * CHANGE)
    # The file that lies farthest from the others is the one to look at; of two, name both.
    farthest = np.abs(np.nan_to_num(z))
    told &= farthest == farthest.max(axis=0)
    pair = len(extracts) == len(("one", "other"))
    told[1:] &= not pair
    told[:, :-1] &= ~told[:, -1:]
    for at, extract in enumerate(extracts):
        rest = listing([other.datasett for other in extracts if other is not extract])
        for period in np.flatnonzero(told[at].any(axis=0)).tolist():
            rows = np.flatnonzero(told[at, :, period]).tolist()
            numbers = tuple(stack.kommuner[row] for row in rows if row < len(stack.kommuner))
            names = [basis.navn(nr) for nr in numbers] or ["alle kommunene sammen"]
            figures = [(own[at, row, period], others[at, row, period]) for row in rows]
            parts = [
                f"{name} {number(int(mine))} mot {number(int(theirs))}"
                for name, (mine, theirs) in zip(names, figures, strict=True)
            ]
            more = f" og {len(rows) - SHOWN} kommuner til" if len(rows) > SHOWN else ""
            what = (
                f"{hvem} i {stack.perioder[period]} er ikke like mange som i {rest}:"
                f" {'; '.join(parts[:SHOWN])}{more}."
            )
            label = (stack.perioder[period],)
            yield Funn(Alvor.ADVARSEL, "kull", files(extract), what, ACT, label, numbers)


def _beside(antall: Array) -> tuple[Array, Array]:
    """Give each file's numbers and the median of the others', where both are known.

    A last row has the sum over the municipalities.
    """
    alone = [np.delete(antall, at, axis=0) for at in range(len(antall))]
    others = np.stack([np.round(_median(part)) for part in alone])
    both = np.isfinite(antall) & np.isfinite(others)
    own, others = (np.where(both, part, np.nan) for part in (antall, others))
    return _with_sum(own), _with_sum(others)


def _median(parts: Array) -> Array:
    """Give the median over the files that have a number; NaN where none has."""
    known = np.isfinite(parts).any(axis=0)
    median: Array = np.nanmedian(np.where(known, parts, 0), axis=0)
    return np.where(known, median, np.nan)


def _with_sum(part: Array) -> Array:
    known = np.isfinite(part).any(axis=1, keepdims=True)
    total = np.where(known, np.nansum(part, axis=1, keepdims=True), np.nan)
    return np.concatenate([part, total], axis=1)
