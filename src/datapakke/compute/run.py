"""From tidy tables to the table of results: sums of counts, never means of shares."""

from collections.abc import Mapping, Sequence

import pandas as pd

from datapakke.compute.cells import all_cells
from datapakke.compute.declared import check_declarations
from datapakke.compute.parts import compute_parts
from datapakke.compute.pooling import Periods, Pool, nothing, pooled_counts, pooled_rows
from datapakke.compute.sums import area_members, area_sums, expected_rows, municipal_counts
from datapakke.counts import Count, Counts, Distribution, Fraction, Mean, Median
from datapakke.forked import each
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, KEY, Indicator, Nivaa, Univers, pooled_label
from datapakke.results import LEVERT, RESULT_COLUMNS, Areas, Results

SLAG: Mapping[type, str] = {
    Fraction: "andel",
    Mean: "snitt",
    Median: "median",
    Count: "antall",
    Distribution: "fordeling",
}
"""Kind of counts → its name in the table of results."""

LARGE = 1_000_000
"""Of so many rows, counting takes longer than sharing it between processes does."""

DECIMALS_OF_SUMS = 6
"""Sums of values with at most two decimals are exact again when rounded to this."""


def compute(
    indicators: Sequence[Indicator],
    tables: Mapping[str, pd.DataFrame],
    areas: Areas,
    universer: Sequence[Univers] = (),
    pool: Pool = nothing,
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
        universer: Those whose parts are wanted.
        pool: Chooses the periods of each indicator that are counted together too.

    Returns:
        The table declared in ``results``, by indicator, area, period, gender and category.

    Raises:
        ValueError: A formula gave counts that do not hang together, or that are not the sums of
            parts that the indicator declares.
    """
    quick = {name: _with_categories(table) for name, table in tables.items()}
    wanted = [one for one in indicators if set(one.datasets) <= set(quick)]
    if not wanted:
        return Results(_declared(pd.DataFrame(columns=list(RESULT_COLUMNS))))
    counted = _counted(wanted, quick)
    null_ids = [one.id for one in wanted if one.tomt_er_null]
    cells = all_cells(counted)
    members = area_members(areas)
    cells = cells[cells["kommunenr"].isin(members["kommunenr"])]
    together = pool(_periods(cells))
    table = _declared(_over_areas(counted, cells, members, null_ids, together))
    samlet = {pooled_label(labels): labels for labels in together.values()}
    deler = compute_parts(universer, quick, areas.kommuner)
    check_declarations(wanted, table[~table["aar"].isin(list(samlet))], deler)
    return Results(table, deler, samlet)


def _counted(wanted: Sequence[Indicator], tables: Mapping[str, pd.DataFrame]) -> dict[str, Counts]:
    """Count for each indicator; on all cores where there is much to count."""

    def count(one: Indicator) -> Counts:
        return one.formula(*(tables[name] for name in one.datasets))

    def rows(one: Indicator) -> int:
        return sum(len(tables[name]) for name in one.datasets)

    large = max(map(rows, wanted)) >= LARGE
    made = each(count, wanted, rows) if large else map(count, wanted)
    return {one.id: counts for one, counts in zip(wanted, made, strict=True)}


def _periods(cells: pd.DataFrame) -> Periods:
    """Give the periods of each indicator in which any municipality has delivered."""
    here = cells[cells["kommunenr"].ne(LANDET)]
    labels = here.groupby("indikator")["aar"].unique()
    return {str(name): tuple(sorted(found)) for name, found in labels.items()}


def _with_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Turn text columns into categories: formulas compare and group them many times over."""
    texts = table.select_dtypes(["str", "string", "object"]).columns
    return table.astype(dict.fromkeys(texts, "category"))


def _over_areas(
    counted: Mapping[str, Counts],
    cells: pd.DataFrame,
    members: pd.DataFrame,
    null_ids: Sequence[str],
    together: Periods,
) -> pd.DataFrame:
    """Give the sums and medians of all areas, in order."""
    rows = expected_rows(cells, {name: _kategorier(counts) for name, counts in counted.items()})
    counts = municipal_counts(cells, rows, members, null_ids)
    pooled = pooled_rows(rows, together)
    every = pd.concat([rows, pooled.drop(columns="av").drop_duplicates("rad")], ignore_index=True)
    counts = pd.concat([counts, pooled_counts(counts, pooled)], ignore_index=True)
    medians = _medians(counted, rows, members, pooled)
    table = area_sums(counts, every, members).merge(medians, on=["plass", "rad"], how="left")
    with_country = set(cells.loc[cells["kommunenr"].eq(LANDET), "indikator"])
    wanted = table["nivaa"].ne(Nivaa.LAND.value) | table["indikator"].isin(with_country)
    finished = _only_what_is_known(table[wanted], counted)
    order = rows["indikator"].drop_duplicates().reset_index(drop=True)
    finished["orden"] = finished["indikator"].map({name: i for i, name in order.items()})
    return finished.sort_values(["orden", "plass", "rad"])


def _kategorier(counts: Counts) -> tuple[str, ...]:
    return counts.kategorier if isinstance(counts, Distribution) else ("",)


def _medians(
    counted: Mapping[str, Counts],
    rows: pd.DataFrame,
    members: pd.DataFrame,
    pooled: pd.DataFrame,
) -> pd.DataFrame:
    """Give the median of all values for each area (``plass``) and row (``rad``)."""
    pools = [
        counts.verdier.assign(indikator=name)
        for name, counts in counted.items()
        if isinstance(counts, Median)
    ]
    columns = [*KEY, "verdi", "indikator"]
    values = pd.concat([pd.DataFrame(columns=columns, dtype="str"), *pools], ignore_index=True)
    values["verdi"] = values["verdi"].astype("Float64")
    values[KEY] = values[KEY].astype("str")
    both = pd.concat([values, values[values["kjonn"].ne(ALLE)].assign(kjonn=ALLE)])
    places = both.merge(rows, on=["indikator", "aar", "kjonn"])[["kommunenr", "rad", "verdi"]]
    together = places.rename(columns={"rad": "av"}).merge(pooled[["av", "rad"]], on="av")
    placed = pd.concat([places, together.drop(columns="av")]).merge(members, on="kommunenr")
    return placed.groupby(["plass", "rad"])["verdi"].median().rename("median").reset_index()


def _only_what_is_known(table: pd.DataFrame, counted: Mapping[str, Counts]) -> pd.DataFrame:
    """Add the kind, and take away counts that the kind does not have or that are not delivered."""
    kind = table["indikator"].map({name: SLAG[type(counts)] for name, counts in counted.items()})
    squared = [
        name
        for name, counts in counted.items()
        if isinstance(counts, Mean) and counts.kvadratsum is not None
    ]
    has = {
        "teller": kind.ne("median"),
        "nevner": kind.ne("antall"),
        "kvadratsum": table["indikator"].isin(squared),
        "median": kind.eq("median"),
    }
    known = {
        column: table[column].where(here & table["tilstand"].eq(LEVERT)).round(DECIMALS_OF_SUMS)
        for column, here in has.items()
    }
    return table.assign(slag=kind, **known)


def _declared(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns and types that ``results`` declares."""
    declared: pd.DataFrame = table[list(RESULT_COLUMNS)].astype(RESULT_COLUMNS)
    return declared.reset_index(drop=True)
