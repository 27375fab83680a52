"""Bring municipalities to the round's division, each counted once and only when whole.

Tables in here have ``kommunenr`` as it stood in the file, and afterwards as it is in the division;
in between the code of the file is kept in ``kode``.
"""

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.problems import Problems
from datapakke.kommuner import LANDET
from datapakke.reading import LINJE, place

KODE = "kode"
PLACE_AND_PERIOD = ["kommunenr", "aar"]

Settled = tuple[pd.DataFrame, tuple[Problem, ...]]
"""A table, and what was left out of it."""


def bring_to_division(table: pd.DataFrame, context: Context, name: str) -> Settled:
    """Translate codes of any year to the division's; rows that belong to none are left out.

    A later, merged municipality cannot be divided into what it was made of; there is one remark
    per such code.
    """
    lookup = {**context.inndeling.fra_kode, LANDET: LANDET}
    translated = table["kommunenr"].map(lookup)
    lost = table.loc[translated.isna(), "kommunenr"]
    warnings = tuple(
        Problem(
            place(name, column="kommunenr"),
            f"{code} finnes ikke i inndelingen for {context.inndeling.aar};"
            f" {number} {'rad' if number == 1 else 'rader'} er ikke tatt med.",
        )
        for code, number in lost.value_counts().sort_index(kind="stable").items()
    )
    moved = table.assign(**{KODE: table["kommunenr"], "kommunenr": translated})
    return moved[translated.notna()], warnings


def whole_only(table: pd.DataFrame, context: Context, name: str, *, every_period: bool) -> Settled:
    """Leave out merged municipalities in periods for which not all their parts were delivered.

    Args:
        table: A row per person.
        context: Holds the division.
        name: What the file is called.
        every_period: No rows mean nobody. Then a part counts as delivered when it has rows in any
            period, and a period in which a municipality is not whole is left out for all: without
            rows it would be taken for nobody.
    """
    if not _parts(context):
        return table.drop(columns=KODE), ()
    parts = table[table[KODE].isin(_part_codes(context)) & ~_has_own_rows(table, context)]
    by = ["kommunenr"] if every_period else PLACE_AND_PERIOD
    torn = parts[~_is_whole(parts, by, context)]
    columns = ["aar"] if every_period else PLACE_AND_PERIOD
    left_out = _among(table, torn, columns)
    return table[~left_out].drop(columns=KODE), _torn_warnings(torn, context, name)


def count_once(
    table: pd.DataFrame, values: tuple[str, ...], context: Context, name: str, problems: Problems
) -> Settled:
    """Keep one of the rows that say the same of a municipality under two of its codes.

    After a renumbering some sources repeat the old figures under the new code. Rows of parts are
    left out where the merged municipality has rows of its own, or where a part is missing.
    """
    table = table[~(table[KODE].isin(_part_codes(context)) & _has_own_rows(table, context))]
    is_part = table[KODE].isin(_part_codes(context))
    own, parts = table[~is_part], table[is_part]
    key = [column for column in table.columns if column not in (*values, KODE)]
    _note_conflicts(own, key, values, name, problems)
    whole = _is_whole(parts, PLACE_AND_PERIOD, context) & _same_rows(parts, key, context)
    torn = parts[~whole]
    kept = pd.concat([own[~own.duplicated(key)], parts[whole]]).sort_index(kind="stable")
    return kept, _torn_warnings(torn, context, name)


def add_up(
    table: pd.DataFrame, counts: tuple[str, ...], context: Context, name: str, problems: Problems
) -> Settled:
    """Count every municipality once, and add up the parts of merged ones.

    A sum with a hidden part is hidden.

    Args:
        table: A row per municipality, period and whatever else the file divides by.
        counts: The columns that hold numbers of persons.
        context: Holds the division.
        name: What the file is called.
        problems: Notes the same municipality under two codes with different figures.
    """
    table, warnings = count_once(table, counts, context, name, problems)
    is_part = table[KODE].isin(_part_codes(context))
    own, parts = table[~is_part].drop(columns=KODE), table[is_part].drop(columns=KODE)
    if parts.empty:
        return own, warnings
    key = [column for column in own.columns if column not in counts]
    sizes = parts.groupby(key)[counts[0]].transform("size")
    for count in counts:
        grouped = parts.groupby(key)[count]
        total = grouped.transform("sum").where(grouped.transform("count") == sizes)
        parts = parts.assign(**{count: total})
    return pd.concat([own, parts.drop_duplicates(key)]).sort_index(kind="stable"), warnings


def _parts(context: Context) -> dict[str, frozenset[str]]:
    """Give the codes that each merged municipality of the division was made of."""
    division = context.inndeling
    return {
        division.kommunenr(kommune): frozenset(kommune.slaatt_sammen_av)
        - {kode.kode for kode in kommune.koder}
        for kommune in division
        if kommune.slaatt_sammen_av
    }


def _part_codes(context: Context) -> set[str]:
    return {code for codes in _parts(context).values() for code in codes}


def _has_own_rows(table: pd.DataFrame, context: Context) -> "pd.Series[bool]":
    own = table[~table[KODE].isin(_part_codes(context))]
    return _among(table, own, PLACE_AND_PERIOD)


def _is_whole(parts: pd.DataFrame, by: list[str], context: Context) -> "pd.Series[bool]":
    """Tell of each row whether all parts of its municipality have rows (in its period)."""
    wanted = parts["kommunenr"].map({nr: len(codes) for nr, codes in _parts(context).items()})
    return parts.groupby(by)[KODE].transform("nunique") == wanted


def _same_rows(parts: pd.DataFrame, key: list[str], context: Context) -> "pd.Series[bool]":
    """Tell of each row whether all parts have the same rows in its period (ages, groups)."""
    wanted = parts["kommunenr"].map({nr: len(codes) for nr, codes in _parts(context).items()})
    alone = parts.groupby(key)[KODE].transform("size") != wanted
    return ~_among(parts, parts[alone], PLACE_AND_PERIOD)


def _among(table: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> "pd.Series[bool]":
    """Tell of each row whether ``others`` has one that is equal in these columns."""
    wanted = pd.MultiIndex.from_frame(others[columns].drop_duplicates())
    found = pd.MultiIndex.from_frame(table[columns]).isin(wanted)
    return pd.Series(found, index=table.index, dtype=bool)


def _note_conflicts(
    own: pd.DataFrame, key: list[str], values: tuple[str, ...], name: str, problems: Problems
) -> None:
    once = own.drop_duplicates([*key, *values])
    again = once[once.duplicated(key)]
    firsts = once.drop_duplicates(key).reset_index().set_index(key)[[LINJE, KODE]]
    found = []
    for row in again[:SHOWN_AT_MOST].reset_index().to_dict("records"):
        first = firsts.loc[tuple(row[column] for column in key)]
        what = (
            f"har andre tall for {row['kommunenr']} {row['aar']} enn linje {first[LINJE]}, der"
            f" samme kommune står som {first[KODE]}. Kommunen skal telles én gang."
        )
        found.append(Problem(place(name, row[LINJE]), what))
    problems.add(found, len(again))


def _torn_warnings(torn: pd.DataFrame, context: Context, name: str) -> tuple[Problem, ...]:
    warnings = []
    for nr, rows in torn.groupby("kommunenr"):
        periods = ", ".join(sorted(rows["aar"].unique()))
        codes = ", ".join(sorted(_parts(context)[str(nr)]))
        what = (
            f"{nr} er slått sammen av {codes}, men ikke alle er levert for {periods}. Da er tallet"
            " for den sammenslåtte kommunen ikke levert."
        )
        warnings.append(Problem(place(name), what))
    return tuple(warnings)
