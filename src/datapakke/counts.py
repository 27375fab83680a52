"""What an indicator counts: numerators and denominators, never what they make together."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Fraction:
    """A share as counts. Both series are indexed by the same KEYs and hold whole numbers.

    A missing value means that the source has hidden the count; a key that is not there was not
    delivered.
    """

    teller: pd.Series
    nevner: pd.Series


@dataclass(frozen=True)
class Mean:
    """A mean as sums. Series indexed by KEY: sum of the values, their number, sum of squares.

    ``kvadratsum`` is None when the source gives means only: then there is no interval.
    """

    sum: pd.Series
    n: pd.Series
    kvadratsum: pd.Series | None = None


@dataclass(frozen=True)
class Median:
    """The single values whose median is wanted: a table with KEY and ``verdi``, a row per pupil."""

    verdier: pd.DataFrame


@dataclass(frozen=True)
class Count:
    """A number of persons, indexed by KEY. A missing value is hidden by the source."""

    antall: pd.Series


@dataclass(frozen=True)
class Distribution:
    """Counts per category: a series indexed by KEY + ``kategori``; absent keys are 0.

    ``kategorier`` gives every category in the order of printing, with its label in bokmål.
    """

    antall: pd.Series
    kategorier: tuple[str, ...]


Counts = Fraction | Mean | Median | Count | Distribution
