"""One universe in one or more periods as a linear system: parts, printed rows, demands.

Columns are *atoms*: the number of persons in a part, in a municipality and a period, of a gender
where the universe is printed by gender. Parts that no figure tells apart are one atom. A mean whose
persons' values are not fixed by their part has a column of its own per municipality: the sum of
the values. Everything is told as changes from the true data: 0 is the truth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from datapakke.model import ALLE, Indicator, Univers

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """The columns of a block and where they stand.

    Attributes:
        periods: The periods of the block.
        kommuner: Their municipalities.
        genders: ``("alle",)``, or K and M.
        classes: Part → the number of its class; parts of a class are one atom.
        sums: Ids of the means that have columns of their own.
    """

    periods: tuple[str, ...]
    kommuner: tuple[str, ...]
    genders: tuple[str, ...]
    classes: Mapping[str, int]
    sums: tuple[str, ...]
    _rows: dict[object, IntArray] = field(init=False, repr=False, default_factory=dict)
    _weights: dict[tuple[str, ...], Array] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def shape(self) -> tuple[int, int, int, int]:
        """Periods × municipalities × genders × kinds of columns: classes, then sums."""
        kinds = len(set(self.classes.values())) + len(self.sums)
        return len(self.periods), len(self.kommuner), len(self.genders), kinds

    @cached_property
    def size(self) -> int:
        """The number of columns."""
        return int(np.prod(self.shape))

    @property
    def is_person(self) -> npt.NDArray[np.bool_]:
        """Tell which columns count persons."""
        found = np.ones(self.shape, dtype=bool)
        found[..., self.shape[3] - len(self.sums) :] = False
        return found.reshape(-1)

    @property
    def owner(self) -> npt.NDArray[np.int64]:
        """Give the place in ``kommuner`` of each column's municipality."""
        found = np.empty(self.shape, dtype=np.int64)
        found[:] = np.arange(len(self.kommuner))[None, :, None, None]
        return found.reshape(-1)

    def weights(self, parts: Sequence[str]) -> Array:
        """Give 1 for the classes of the parts, 0 for other kinds of columns."""
        key = tuple(parts)
        if key not in self._weights:
            found = np.zeros(self.shape[3])
            found[[self.classes[part] for part in parts]] = 1
            found.setflags(write=False)
            self._weights[key] = found
        return self._weights[key]

    def sum_weights(self, indikator: str) -> Array:
        """Give 1 for the column of the mean's sum."""
        found = np.zeros(self.shape[3])
        found[self.shape[3] - len(self.sums) + self.sums.index(indikator)] = 1
        return found

    def vector(
        self, weights: Array, periods: Sequence[str], kommuner: Sequence[str], kjonn: str
    ) -> Array:
        """Give a row: the weights in all the places named, 0 elsewhere."""
        found = np.zeros(self.shape).reshape(-1, self.shape[3])
        found[self._places(tuple(periods), tuple(kommuner), kjonn)] = weights
        return found.reshape(-1)

    def summed(
        self, values: Array, periods: Sequence[str], kommuner: Sequence[str], kjonn: str
    ) -> Array:
        """Give the sum over all the places named of every kind of column."""
        places = self._places(tuple(periods), tuple(kommuner), kjonn)
        found: Array = values.reshape(-1, self.shape[3])[places].sum(axis=0)
        return found

    def _places(self, periods: tuple[str, ...], kommuner: tuple[str, ...], kjonn: str) -> IntArray:
        key = periods, kommuner, kjonn
        if key not in self._rows:
            named = (periods, kommuner, self.genders if kjonn == ALLE else (kjonn,))
            every = (self.periods, self.kommuner, self.genders)
            at = [[of.index(one) for one in x] for x, of in zip(named, every, strict=True)]
            self._rows[key] = np.ravel_multi_index(np.ix_(*at), self.shape[:3]).reshape(-1)
        return self._rows[key]


def columns_of(
    univers: Univers,
    indicators: Sequence[Indicator],
    means: Sequence[str],
    periods: Sequence[str],
    kommuner: Sequence[str],
) -> Columns:
    """Give the columns for what the indicators print of the universe.

    Args:
        univers: What is divided.
        indicators: Those that are printed.
        means: Ids of those that are means.
        periods: The block's periods.
        kommuner: Municipalities whose parts are known.
    """
    told: dict[tuple[object, ...], int] = {}
    classes = {part: told.setdefault(_told(part, indicators), len(told)) for part in univers.deler}
    genders = ("K", "M") if any(one.etter_kjonn for one in indicators) else (ALLE,)
    sums = tuple(one.id for one in indicators if one.id in means and fixed_values(one) is None)
    return Columns(tuple(periods), tuple(kommuner), genders, classes, sums)


def _told(part: str, indicators: Sequence[Indicator]) -> tuple[object, ...]:
    """Give all that figures say of a person in the part."""
    return tuple(
        (
            part in one.teller,
            part in one.nevner,
            tuple(part in parts for parts in one.kategorier.values()),
            one.grenser.get(part),
        )
        for one in indicators
    )


def fixed_values(indicator: Indicator) -> Mapping[str, float] | None:
    """Give the value of every person by part, None when a part holds different values."""
    if all(low == high for low, high in indicator.grenser.values()):
        return {part: float(low) for part, (low, _) in indicator.grenser.items()}
    return None
