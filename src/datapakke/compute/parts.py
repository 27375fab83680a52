"""From universes to their parts in every municipality."""

from collections.abc import Mapping, Sequence

import pandas as pd

from datapakke.compute.cells import all_cells
from datapakke.compute.sums import area_members, area_sums, expected_rows, municipal_counts
from datapakke.model import Univers
from datapakke.results import LEVERT, PART_COLUMNS, Areas, no_parts


def compute_parts(
    universer: Sequence[Univers], tables: Mapping[str, pd.DataFrame], kommuner: tuple[str, ...]
) -> pd.DataFrame:
    """Give the parts of every universe whose tables are there, as ``results`` declares them."""
    wanted = [one for one in universer if set(one.datasets) <= set(tables)]
    if not wanted:
        return no_parts()
    counted = {one.id: one.formula(*(tables[name] for name in one.datasets)) for one in wanted}
    members = area_members(Areas(kommuner, {}))
    members = members[members["nivaa"].eq("kommune")]
    cells = all_cells(counted)
    cells = cells[cells["kommunenr"].isin(kommuner)]
    rows = expected_rows(cells, {one.id: one.deler for one in wanted})
    null_ids = [one.id for one in wanted if one.tomt_er_null]
    sums = area_sums(municipal_counts(cells, rows, members, null_ids), rows, members)
    names = {"indikator": "univers", "kategori": "del", "teller": "antall"}
    parts = sums.sort_values(["plass", "rad"]).rename(columns=names)
    parts["antall"] = parts["antall"].where(parts["tilstand"].eq(LEVERT))
    order = {one.id: place for place, one in enumerate(wanted)}
    parts = parts.sort_values("univers", key=lambda ids: ids.map(order), kind="stable")
    declared: pd.DataFrame = parts[list(PART_COLUMNS)].astype(PART_COLUMNS)
    return declared.reset_index(drop=True)
