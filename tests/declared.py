"""Holds counts against the parts that indicators declare, cell by cell; shares no code with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from datapakke.model import Indicator
from datapakke.results import Areas, Results

Place = tuple[str, str, str, str]
"""Universe, municipality, period, gender."""


def parts_of(results: Results) -> dict[Place, dict[str, int | None]]:
    """Give place → part → persons, None where they are not known."""
    found: dict[Place, dict[str, int | None]] = defaultdict(dict)
    for row in results.deler.to_dict("records"):
        place = (row["univers"], row["omraade"], row["aar"], row["kjonn"])
        found[place][row["del"]] = None if pd.isna(row["antall"]) else int(row["antall"])
    return found


def undeclared(results: Results, indicators: Sequence[Indicator], areas: Areas) -> Iterator[str]:
    """Name every count in the table that is not the sum of the parts that are declared."""
    by_id = {one.id: one for one in indicators}
    known = parts_of(results)
    groups = {
        **{("kommune", nr): (nr,) for nr in areas.kommuner},
        **{("mote", mote): members for mote, members in areas.moter.items()},
        ("fylke", "fylke"): areas.kommuner,
    }
    for row in results.table.to_dict("records"):
        members = groups.get((row["nivaa"], row["omraade"]))
        if members is None or row["tilstand"] != "levert":
            continue
        one = by_id[row["indikator"]]
        total: dict[str, int] = defaultdict(int)
        for aar in results.samlet.get(row["aar"], (row["aar"],)):
            for nr in members:
                for part, persons in known[one.univers, nr, aar, row["kjonn"]].items():
                    if persons is None:
                        yield f"{row}: parts that are not known"
                    total[part] += persons or 0
        if not _holds(one, {str(name): value for name, value in row.items()}, total):
            yield f"{row}: {dict(total)}"


def _holds(one: Indicator, row: Mapping[str, Any], total: Mapping[str, int]) -> bool:
    if one.nevner and row["nevner"] != sum(total[part] for part in one.nevner):
        return False
    if row["slag"] in {"snitt", "median"}:
        return bool(one.nevner) and _within(one, row, total)
    mine = one.kategorier[row["kategori"]] if row["kategori"] else one.teller
    return bool(row["teller"] == sum(total[part] for part in mine))


def _within(one: Indicator, row: Mapping[str, Any], total: Mapping[str, int]) -> bool:
    if set(one.grenser) != set(one.nevner):
        return False
    spans = [(total[part], *one.grenser[part]) for part in one.nevner if total[part]]
    if row["slag"] == "snitt":
        value = Decimal(str(row["teller"]))
        low = sum((n * low for n, low, _ in spans), start=Decimal(0))
        high = sum((n * high for n, _, high in spans), start=Decimal(0))
        return low <= value <= high
    if not spans:
        return bool(pd.isna(row["median"]))
    value = Decimal(str(row["median"]))
    return min(low for _, low, _ in spans) <= value <= max(high for _, _, high in spans)
