"""Bring municipalities to the round's division, each counted once and only when whole.

Tables in here have ``kommunenr`` as it stood in the file, and afterwards as it is in the division;
the code of the file is then kept in ``kode``.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.model import KODE
from datapakke.keys import looked_up
from datapakke.kommuner import LANDET
from datapakke.norge import SISTE, gyldig
from datapakke.reading import place
from datapakke.sources import Utelatt

PLACE_AND_PERIOD = ["kommunenr", "aar"]

Whole = tuple[pd.DataFrame, tuple[Utelatt, ...]]
"""A table of whole municipalities, and what was left out of it."""


def bring_to_division(
    table: pd.DataFrame, context: Context, name: str
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Translate codes of any year to the division's; rows that belong to none are left out.

    A later, merged municipality cannot be divided into what it was made of; such codes
    of the county are told in one remark. Files about all Norway have rows about other counties too.
    """
    translated = looked_up(table["kommunenr"], _lookup(context))
    outside = table.loc[translated.isna(), "kommunenr"]
    lost = outside[outside.isin(context.fylkets_koder)].astype("str")
    warnings = _told(lost.value_counts().sort_index(kind="stable"), context, name)
    moved = table.assign(**{KODE: table["kommunenr"], "kommunenr": translated})
    return moved[translated.notna()], warnings


def _told(lost: "pd.Series[int]", context: Context, name: str) -> tuple[Problem, ...]:
    """Tell in one remark how many rows of each code are left out."""
    codes = [f"{code} ({n} {'rad' if n == 1 else 'rader'})" for code, n in lost.items()]
    aar = context.inndeling.aar
    what = f"{', '.join(codes)} finnes ikke i inndelingen for {aar}, og er ikke tatt med."
    return (Problem(place(name, column="kommunenr"), what),) if codes else ()


def left_out(table: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Give the rows that ``bring_to_division`` leaves out, as they stand."""
    return table[~table["kommunenr"].isin(list(_lookup(context)))]


def outside_division(rows: pd.DataFrame, context: Context) -> tuple[Utelatt, ...]:
    """Give the county's codes among the rows that are left out, each with its periods.

    A code that holds in the division's year is another county's: Svelvik (0711), now in Drammen.
    """
    year = min(context.inndeling.aar, SISTE)
    codes = [code for code in context.fylkets_koder if not gyldig(code, year)]
    theirs = rows[rows["kommunenr"].isin(codes)]
    pairs = theirs[PLACE_AND_PERIOD].drop_duplicates().astype("str")
    return tuple(
        Utelatt(str(code), (), tuple(sorted(found["aar"])))
        for code, found in pairs.groupby("kommunenr")
    )


def _lookup(context: Context) -> dict[str, str]:
    return {**context.inndeling.fra_kode, LANDET: LANDET}


def while_it_was(table: pd.DataFrame, counts: tuple[str, ...]) -> pd.DataFrame:
    """Leave out codes printed with nothing but 0 in a period in which they were not valid.

    Some sources have a row for every code in every period: 0 then means that there was no such
    municipality. Other figures stay: some sources give old figures under the new code.

    Args:
        table: A row per municipality, period and whatever else the file divides by.
        counts: The columns with figures. Without any, there is a row per person and all stay.
    """
    if not counts:
        return table
    figures = table[list(counts)]
    nothing = (figures.isna() | figures.eq(0)).all(axis="columns") & figures.eq(0).any(
        axis="columns"
    )
    only = nothing.astype("bool").groupby([table[name] for name in PLACE_AND_PERIOD])
    suspects = table.loc[only.transform("all"), PLACE_AND_PERIOD].drop_duplicates()
    unborn = suspects[[not _was(code, label) for code, label in suspects.itertuples(index=False)]]
    return table[~_among(table, unborn)] if len(unborn) else table


def _was(code: str, label: str) -> bool:
    """Tell whether a code was valid in a period; a school year lies in two years."""
    first = int(label[:4])
    years = (first, first + 1) if "/" in label else (first,)
    return code == LANDET or any(gyldig(code, min(year, SISTE)) for year in years)


def place_of(table: pd.DataFrame, context: Context) -> pd.Series:
    """Give what a row counts: a municipality of the division, or a part of a merged one.

    After a renumbering some sources repeat the old figures under the new code: 0623 and 3047 are
    one place. The parts of a merged municipality are each their own.
    """
    code = table[KODE].astype("str")
    return code.where(code.isin(_part_codes(context)), table["kommunenr"].astype("str"))


def whole_only(table: pd.DataFrame, context: Context, *, every_period: bool) -> Whole:
    """Leave out merged municipalities in periods for which not all their parts were delivered.

    Rows under the merged code stand for all parts where that code was valid. Where it was not, a
    row under it beside rows of parts is a stray one.

    Args:
        table: A row per person.
        context: Holds the division.
        every_period: No rows mean nobody. Then a part counts as delivered when it has rows in any
            period, and a period in which a municipality is not whole is left out for all: without
            rows it would be taken for nobody.
    """
    if not parts_of(context):
        return table, ()
    parts = table[is_part(table, context) & ~_among(table, _valid(own_rows(table, context)))]
    by = ["kommunenr"] if every_period else PLACE_AND_PERIOD
    torn = parts[~_is_whole(parts, by, context)]
    columns = ["aar"] if every_period else PLACE_AND_PERIOD
    left_out = _among(table, torn, columns)
    return table[~left_out], _torn(torn, context, for_alle=every_period)


def whole_counts(table: pd.DataFrame, key: tuple[str, ...], context: Context) -> Whole:
    """Leave out the parts of a merged municipality where it has rows of its own, or not all parts.

    The parts that are left stay as they are: a sum over the municipality adds them up, and is
    hidden when one of them is. Rows of its own in a period in which its code was not valid go
    too when parts are missing beside them: they may be all of it, or one part.

    Args:
        table: A row per place, period and whatever else the files divide by.
        key: The columns that identify a row.
        context: Holds the division.
    """
    part, own = is_part(table, context), own_rows(table, context)
    parts = table[part & ~_among(table, _valid(own))]
    whole = _is_whole(parts, PLACE_AND_PERIOD, context)
    whole &= _same_rows(parts, list(key), context) | _among(parts, own)
    torn = parts[~whole]
    return table[~_among(table, torn) & ~(part & _among(table, own))], _torn(torn, context)


def parts_of(context: Context) -> dict[str, frozenset[str]]:
    """Give the codes that each merged municipality of the division was made of."""
    division = context.inndeling
    return {
        division.kommunenr(kommune): frozenset(kommune.slaatt_sammen_av)
        - {kode.kode for kode in kommune.koder}
        for kommune in division
        if kommune.slaatt_sammen_av
    }


def _part_codes(context: Context) -> set[str]:
    return {code for codes in parts_of(context).values() for code in codes}


def is_part(table: pd.DataFrame, context: Context) -> "pd.Series[bool]":
    """Tell of each row whether it is about a part of a merged municipality."""
    return table[KODE].isin(_part_codes(context))


def own_rows(table: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Give the rows of merged municipalities under a code of their own."""
    merged = table["kommunenr"].isin(list(parts_of(context)))
    return table[merged & ~is_part(table, context)]


def _valid(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the places and periods of rows whose code was valid then."""
    pairs = rows[[*PLACE_AND_PERIOD, KODE]].drop_duplicates().astype("str")
    was = [_was(code, label) for code, label in zip(pairs[KODE], pairs["aar"], strict=True)]
    return pairs[np.array(was, dtype=bool)]


def _is_whole(parts: pd.DataFrame, by: list[str], context: Context) -> "pd.Series[bool]":
    """Tell of each row whether all parts of its municipality have rows (in its period)."""
    wanted = parts["kommunenr"].map({nr: len(codes) for nr, codes in parts_of(context).items()})
    return parts.groupby(by)[KODE].transform("nunique") == wanted


def _same_rows(parts: pd.DataFrame, key: list[str], context: Context) -> "pd.Series[bool]":
    """Tell of each row whether all parts have the same rows in its period (ages, groups)."""
    wanted = parts["kommunenr"].map({nr: len(codes) for nr, codes in parts_of(context).items()})
    alone = parts.groupby(key)[KODE].transform("size") != wanted
    return ~_among(parts, parts[alone])


def _among(
    table: pd.DataFrame, others: pd.DataFrame, columns: Sequence[str] = PLACE_AND_PERIOD
) -> "pd.Series[bool]":
    """Tell of each row whether ``others`` has one that is equal in these columns."""
    names = list(columns)
    wanted = pd.MultiIndex.from_frame(others[names].drop_duplicates())
    found = pd.MultiIndex.from_frame(table[names]).isin(wanted)
    return pd.Series(found, index=table.index, dtype=bool)


def _torn(torn: pd.DataFrame, context: Context, *, for_alle: bool = False) -> tuple[Utelatt, ...]:
    """Give what is left out: merged municipalities of which parts have no rows."""
    return tuple(
        Utelatt(
            kommunenr=str(nr),
            deler=tuple(sorted(parts_of(context)[str(nr)])),
            perioder=tuple(sorted(rows["aar"].unique())),
            for_alle=for_alle,
        )
        for nr, rows in torn.groupby("kommunenr")
    )


def told(utelatt: Utelatt, name: str) -> Problem:
    """Tell what was left out of the files ``name``."""
    periods, codes = ", ".join(utelatt.perioder), ", ".join(utelatt.deler)
    what = (
        f"{utelatt.kommunenr} er slått sammen av {codes}, men ikke alle er levert for {periods}. Da"
        " er tallet for den sammenslåtte kommunen ikke levert."
    )
    return Problem(place(name), what)
