"""From tidy tables to the table of results: sums of counts, never means of shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from datapakke.cells import CELL, COUNTS, SLAG, cells_of
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, KEY, Counts, Distribution, Indicator, Mean, Median, Nivaa
from datapakke.results import LEVERT, MANGLER, RESULT_COLUMNS, SKJULT, Areas, Results

GENDERS = (ALLE, "K", "M")
DECIMALS_OF_SUMS = 6
"""Sums of values with at most two decimals are exact again when rounded to this."""

ROW = ["indikator", "aar", "kjonn", "kategori"]


@dataclass(frozen=True)
class _Counted:
    """An indicator, what its formula gave, and the cells of the areas computed for."""

    indicator: Indicator
    counts: Counts
    cells: pd.DataFrame


def compute(
    indicators: Sequence[Indicator], tables: Mapping[str, pd.DataFrame], areas: Areas
) -> Results:
    """Compute every indicator whose tables are there, for every area.

    A meeting's and the county's counts are the sums of their municipalities' counts, and are there
    only when all of those are. A median is that of the pooled single values. ``alle`` is K + M
    where the source has no total of its own; a gender without rows in a municipality that has
    delivered the other, is 0. The country is there for indicators with rows ``0000``.

    Args:
        indicators: In the order wanted in the result.
        tables: Tidy tables by dataset (``docs/architecture.md``).
        areas: The county's municipalities and its meetings.

    Returns:
        The table declared in ``results``, by indicator, area, period, gender and category.

    Raises:
        ValueError: A formula gave counts that do not hang together.
    """
    quick = {name: _with_categories(table) for name, table in tables.items()}
    wanted = [one for one in indicators if set(one.datasets) <= set(quick)]
    counted = [_count(indicator, quick, areas) for indicator in wanted]
    counted = [one for one in counted if len(one.cells)]
    if not counted:
        return Results(_declared(pd.DataFrame(columns=list(RESULT_COLUMNS))))
    members, rows = _members(areas), _rows(counted)
    table = _sums(_parts(counted, rows, members), rows, members)
    return Results(_declared(_finished(table, counted, rows, members)))


def _with_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Turn text columns into categories: formulas compare and group them many times over."""
    texts = table.select_dtypes(["str", "string", "object"]).columns
    return table.astype(dict.fromkeys(texts, "category"))


def _count(indicator: Indicator, tables: Mapping[str, pd.DataFrame], areas: Areas) -> _Counted:
    counts = indicator.formula(*(tables[name] for name in indicator.datasets))
    cells = cells_of(counts)
    ours = cells["kommunenr"].isin([*areas.kommuner, LANDET])
    return _Counted(indicator, counts, cells[ours].assign(indikator=indicator.id))


def _members(areas: Areas) -> pd.DataFrame:
    """Give a row per area and municipality in it; ``plass`` is the order of the areas.

    The country is an area whose only member is the code for the country.
    """
    places = [(Nivaa.KOMMUNE, nr) for nr in areas.kommuner]
    places += [(Nivaa.MOTE, mote) for mote in areas.moter]
    places += [(Nivaa.FYLKE, Nivaa.FYLKE.value), (Nivaa.LAND, Nivaa.LAND.value)]
    rows = [
        (plass, nivaa.value, omraade, kommunenr)
        for plass, (nivaa, omraade) in enumerate(places)
        for kommunenr in (areas.members(nivaa, omraade) or (LANDET,))
    ]
    return pd.DataFrame(rows, columns=["plass", "nivaa", "omraade", "kommunenr"])


def _rows(counted: Sequence[_Counted]) -> pd.DataFrame:
    """Give what every area has a row for (ROW); ``rad`` is the order."""
    parts = []
    for one in counted:
        seen = one.cells
        kategorier = one.counts.kategorier if isinstance(one.counts, Distribution) else ("",)
        genders = [kjonn for kjonn in GENDERS if seen["kjonn"].eq(kjonn).any()]
        levels = [[one.indicator.id], sorted(set(seen["aar"])), genders, kategorier]
        parts.append(pd.MultiIndex.from_product(levels, names=ROW).to_frame(index=False))
    rows = pd.concat(parts, ignore_index=True).rename_axis("rad").reset_index()
    return rows.assign(orden=pd.factorize(rows["indikator"])[0])


def _parts(counted: Sequence[_Counted], rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Give every municipality's counts for every row, 0 or ``mangler`` where there are none."""
    cells = pd.concat([one.cells for one in counted], ignore_index=True)
    gendered = cells.loc[cells["kjonn"].ne(ALLE), ["indikator", "aar", "kommunenr"]]
    delivered = gendered.drop_duplicates().assign(begge=True)
    kommuner = members[["kommunenr"]].drop_duplicates()
    parts = (
        rows.merge(kommuner, how="cross")
        .merge(cells, on=["indikator", *CELL], how="left", validate="1:1")
        .merge(delivered, on=["indikator", "aar", "kommunenr"], how="left", validate="m:1")
    )
    null_ids = [one.indicator.id for one in counted if one.indicator.tomt_er_null]
    none_here = parts["indikator"].isin(null_ids) & parts["kommunenr"].ne(LANDET)
    none_of_gender = parts["begge"].notna() & parts["kjonn"].ne(ALLE)
    parts["mangler"] = parts["teller"].isna() & ~none_here & ~none_of_gender
    parts["skjult"] = parts["skjult"].eq(other=True)
    return parts[["rad", "kommunenr", *COUNTS, "mangler", "skjult"]].fillna(
        dict.fromkeys(COUNTS, 0)
    )


def _sums(parts: pd.DataFrame, rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Sum the municipalities' counts to areas; one that is missing or hidden makes the sum so."""
    in_areas = members[["plass", "kommunenr"]].merge(parts, on="kommunenr")
    sums = in_areas.groupby(["plass", "rad"], as_index=False).sum(numeric_only=True)
    areas = members.drop(columns="kommunenr").drop_duplicates()
    table = sums.merge(areas, on="plass").merge(rows, on="rad")
    table["tilstand"] = LEVERT
    table.loc[table["skjult"] > 0, "tilstand"] = SKJULT
    table.loc[table["mangler"] > 0, "tilstand"] = MANGLER
    return table


def _finished(
    table: pd.DataFrame, counted: Sequence[_Counted], rows: pd.DataFrame, members: pd.DataFrame
) -> pd.DataFrame:
    """Add kinds and medians, take away what there is not, and put the rows in order."""
    slag = {one.indicator.id: SLAG[type(one.counts)] for one in counted}
    table["slag"] = table["indikator"].map(slag)
    table = table.merge(_medians(counted, rows, members), on=["plass", "rad"], how="left")
    with_squares = [
        one.indicator.id
        for one in counted
        if isinstance(one.counts, Mean) and one.counts.kvadratsum is not None
    ]
    delivered = table["tilstand"].eq(LEVERT)
    has = {
        "teller": table["slag"].ne("median"),
        "nevner": table["slag"].ne("antall"),
        "kvadratsum": table["indikator"].isin(with_squares),
        "median": table["slag"].eq("median"),
    }
    for column, here in has.items():
        table[column] = table[column].where(here & delivered)
    for column in ("teller", "kvadratsum"):
        table[column] = table[column].round(DECIMALS_OF_SUMS)
    return _only_known_countries(table, counted).sort_values(["orden", "plass", "rad"])


def _medians(
    counted: Sequence[_Counted], rows: pd.DataFrame, members: pd.DataFrame
) -> pd.DataFrame:
    """Give the median of the pooled values for each area (``plass``) and row (``rad``)."""
    pools = [
        one.counts.verdier.assign(indikator=one.indicator.id)
        for one in counted
        if isinstance(one.counts, Median)
    ]
    if not pools:
        return pd.DataFrame({"plass": [], "rad": [], "median": []}).astype(
            {"plass": int, "rad": int}
        )
    values = pd.concat(pools, ignore_index=True).dropna(subset="verdi")
    values = values.astype(dict.fromkeys(KEY, "str"))
    both = pd.concat([values, values[values["kjonn"].ne(ALLE)].assign(kjonn=ALLE)])
    placed = both.merge(rows, on=["indikator", "aar", "kjonn"]).merge(members, on="kommunenr")
    medians = placed.groupby(["plass", "rad"])["verdi"].median()
    return medians.rename("median").reset_index()


def _only_known_countries(table: pd.DataFrame, counted: Sequence[_Counted]) -> pd.DataFrame:
    """Drop the rows about the country for indicators whose source does not give it."""
    given = [one.indicator.id for one in counted if one.cells["kommunenr"].eq(LANDET).any()]
    return table.loc[table["nivaa"].ne(Nivaa.LAND.value) | table["indikator"].isin(given)]


def _declared(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns and types that ``results`` declares."""
    declared: pd.DataFrame = table[list(RESULT_COLUMNS)].astype(RESULT_COLUMNS)
    return declared.reset_index(drop=True)
