"""What the audit is given: declarations, the true numbers, and the names of places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from datapakke import formats
from datapakke.model import ALLE, FigureKey, Indicator, Nivaa, Univers
from datapakke.results import Areas, Results
from datapakke.rules import Rules

FloatArray = npt.NDArray[np.float64]
WORDS = {"K": ", jenter", "M": ", gutter", ALLE: ""}


class Counted(NamedTuple):
    """A row of the results: numbers are None where there are none."""

    slag: str
    teller: float | None
    nevner: int | None
    median: float | None
    kvadratsum: float | None
    tilstand: str


class Place(NamedTuple):
    """An area, a period (or several together) and a gender, as a figure is about them."""

    nivaa: str
    omraade: str
    aar: str
    kjonn: str = ALLE


@dataclass(frozen=True)
class Known:
    """All that the audit knows beside what is printed.

    Attributes:
        results: The true counts of the round.
        indicators: Declarations of everything that may be printed.
        universer: Declarations of the universes.
        areas: The municipalities and the meetings.
        rules: The profile of hiding.
        navn: Kommunenr or meeting → its name, for messages.
        inndeling: The year of the division, for figures of other divisions.
    """

    results: Results
    indicators: tuple[Indicator, ...]
    universer: tuple[Univers, ...]
    areas: Areas
    rules: Rules
    navn: Mapping[str, str] = field(default_factory=dict)
    inndeling: int = 0

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators that belong to a universe, by id."""
        return {one.id: one for one in self.indicators if one.univers}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What indicators are called in messages, by id."""
        return {one.id: one.kort or one.title for one in self.indicators}

    @cached_property
    def rows(self) -> dict[FigureKey, Counted]:
        """The results, by key."""
        table = self.results.table
        keys = (table[name].tolist() for name in FigureKey.__dataclass_fields__)
        numbers = (
            _plain(table[name].to_numpy(float, na_value=np.nan))
            for name in ("teller", "nevner", "median", "kvadratsum")
        )
        rows = map(Counted, table["slag"].tolist(), *numbers, table["tilstand"].tolist())
        return dict(zip(map(FigureKey, *keys), rows, strict=True))

    @cached_property
    def counted(self) -> dict[FigureKey, Counted]:
        """The results of every area but the country, of indicators with a universe, by key."""
        land = Nivaa.LAND.value
        return {
            key: row
            for key, row in self.rows.items()
            if key.nivaa != land and key.indikator in self.by_id
        }

    @cached_property
    def slag(self) -> dict[str, str]:
        """Indicator → the kind of its counts."""
        table = self.results.table
        return dict(zip(table["indikator"].tolist(), table["slag"].tolist(), strict=True))

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.results.deler["aar"])))

    def periods(self, aar: str) -> tuple[str, ...]:
        """Give the single periods that a label stands for, also when they were pooled earlier."""
        if aar in self.results.samlet:
            return self.results.samlet[aar]
        first, dash, last = aar.partition(formats.DASH)
        if not dash:
            return (aar,)
        return tuple(
            label for label in self._labels if first <= label <= last and len(label) == len(first)
        )

    def place_name(self, place: Place) -> str:
        """Name a place in words: «Modum 2015/16, jenter»."""
        whole = {Nivaa.FYLKE.value: "fylket", Nivaa.LAND.value: "landet"}
        where = whole.get(place.nivaa) or self.navn.get(place.omraade, place.omraade)
        return f"{where} {formats.period(place.aar)}{WORDS.get(place.kjonn, '')}"

    def of_universe(self, univers: str) -> tuple[Indicator, ...]:
        """Give the indicators that count parts of a universe and are in the results."""
        return tuple(
            one for one in self.by_id.values() if one.univers == univers and one.id in self.slag
        )


def _plain(values: FloatArray) -> list[float | None]:
    return [None if np.isnan(value) else value for value in values]
