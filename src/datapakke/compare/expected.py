"""How many were to be expected to complete upper secondary, from the points they came with.

Rule (``domain.md``, part B, «Composition»): a municipality's pupils, each with the county's rate of
those in the same band of points; those without known points are a band of their own.

What is told of it must not tell of what is hidden. A rate is a sum over municipalities, and rates
weighted with their pupils give the number that completed: with the hidden ones among them, that sum
would be printed a second time with another rounding, and the two could narrow what one hides. So
the rates are those of the municipalities whose numbers that completed are printed exactly: their
sum is known already, and how it divides on points is tied to nothing else that is printed. Of a
cohort whose points have been printed, of any municipality, now or in an earlier round, nothing is
told. Of the other cohorts, one number in whole percent of a municipality tells too little to know
any band of it, with at least as many pupils as a distribution needs. Where
a municipality has pupils in a band of few in the county, nothing is told of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from datapakke.indicators.gjennomforing import COMPLETED
from datapakke.indicators.inntakspoeng import BANDS
from datapakke.model import (
    SVAERT_UVANLIG_UNDER,
    UVANLIG_UNDER,
    Figure,
    FigureKey,
    Flagg,
    Forventet,
    Indicator,
    Nivaa,
)
from datapakke.rounding import round_half_up
from datapakke.rules import Rules
from datapakke.statistics import expected_share

FULLFORT = "fullfort_56"
POENG = "inntakspoeng"
POINTS_FROM = {"inntakspoeng", "grunnskolepoeng"}
UKJENT = len(BANDS)
FEWEST_OPEN = 5
"""Rates of fewer municipalities would be one's own and a neighbour's."""
FEWEST_IN_BAND = 30
PERCENT = 100


def expected(
    gjennomforing: pd.DataFrame | None,
    figures: Mapping[FigureKey, Figure],
    indicators: Sequence[Indicator],
    rules: Rules,
    earlier: Collection[FigureKey] = (),
) -> dict[FigureKey, Forventet]:
    """Give what was to be expected of every municipality that it may be told of.

    Args:
        gjennomforing: The tidy table, a row per pupil; without points, nothing is expected. None
            where it is not delivered.
        figures: What is printed.
        indicators: Gives the decimals.
        rules: Gives of how few it is not told.
        earlier: What was printed in earlier rounds.

    Returns:
        By the key of the municipality's share that completed.
    """
    decimals = {one.id: one.desimaler for one in indicators}.get(FULLFORT)
    if gjennomforing is None or POENG not in gjennomforing or decimals is None:
        return {}
    found = {}
    told_of = _points_told(indicators, [*figures, *earlier])
    for aar, rows in _counted(gjennomforing).groupby("aar", observed=True):
        keys = {
            code: FigureKey(FULLFORT, Nivaa.KOMMUNE.value, str(code), str(aar))
            for code in rows["kommunenr"].unique()
        }
        shown = {code: figures[key] for code, key in keys.items() if _is_open(figures.get(key))}
        mine = rows[rows["kommunenr"].isin(shown)]
        if len(shown) < FEWEST_OPEN or mine.empty or _left(str(aar)) in told_of:
            continue
        county = mine.groupby("band")[["n", "x"]].sum()
        least = max(rules.sammenlign_fra, rules.fordeling_og_snitt_under)
        for code, own in mine.groupby("kommunenr", observed=True):
            told = _expected(shown[code], own, county, least, decimals)
            if told:
                found[keys[code]] = told
    return found


def _points_told(indicators: Sequence[Indicator], keys: Iterable[FigureKey]) -> set[str]:
    """Give the school years of which any figure about points is printed, now or earlier."""
    of_points = {one.id for one in indicators if POINTS_FROM & set(one.datasets)}
    return {key.aar for key in keys if key.indikator in of_points}


def _left(kull: str) -> str:
    """Give the school year in which those left year 10 who began in the autumn of ``kull``."""
    return f"{int(kull) - 1}/{kull[2:]}" if kull.isdecimal() else kull


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    """Give pupils (``n``) and those who completed (``x``) by municipality, cohort and band."""
    lower = [low for low, _ in BANDS.values()]
    points = table[POENG].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    bands = np.where(np.isnan(points), UKJENT, np.searchsorted(lower, points, side="right") - 1)
    counted = pd.DataFrame(
        {
            "kommunenr": table["kommunenr"].astype("str"),
            "aar": table["aar"].astype("str"),
            "band": bands,
            "n": 1,
            "x": table["status"].isin(COMPLETED).astype(int),
        }
    )
    return counted.groupby(["kommunenr", "aar", "band"], as_index=False)[["n", "x"]].sum()


def _is_open(figure: Figure | None) -> bool:
    return figure is not None and figure.teller is not None and bool(figure.n)


def _expected(
    figure: Figure, own: pd.DataFrame, county: pd.DataFrame, least: int, decimals: int
) -> Forventet | None:
    """Give what is told of one municipality.

    Raises:
        ValueError: Its pupils are not those that the printed share is of.
    """
    n, x = int(own["n"].sum()), int(own["x"].sum())
    if (n, x) != (figure.n, figure.teller):
        message = f"{figure.key} is of {figure.teller} of {figure.n}, and the pupils {x} of {n}"
        raise ValueError(message)
    behind = county.loc[own["band"]]
    if n < least or (behind["n"] < FEWEST_IN_BAND).any() or figure.verdi is None:
        return None
    kinds = list(zip(own["n"].tolist(), (behind["x"] / behind["n"]).tolist(), strict=True))
    told = expected_share(x, kinds)
    if told is None:
        return None
    andel = round_half_up(PERCENT * Fraction(told.share), decimals)
    half = Fraction(told.difference.high - told.difference.low) / 2
    reach, difference = round_half_up(PERCENT * half, decimals), abs(figure.verdi - andel)
    # As printed, and exact for few: what is unusual lies outside the interval, and nothing else.
    flagg = _flag(told.p) if difference > reach else Flagg.INGEN
    return Forventet(andel, max(reach, difference) if flagg is Flagg.INGEN else reach, flagg)


def _flag(p: float) -> Flagg:
    if p < SVAERT_UVANLIG_UNDER:
        return Flagg.SVAERT_UVANLIG
    return Flagg.UVANLIG if p < UVANLIG_UNDER else Flagg.INGEN
