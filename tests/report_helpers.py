"""A demo project read once, for tests that spoil its tables in memory and look at the report."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from datapakke.config import load_config
from datapakke.errors import Problem
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import Loaded, context_of, read_folder
from datapakke.extracts.model import Extract, Extracts
from datapakke.report import Basis, Funn
from datapakke.report.cohorts import cohorts
from datapakke.report.coverage import coverage
from datapakke.report.errors import told
from datapakke.report.findings import Rule, findings
from datapakke.report.history import history
from datapakke.report.jumps import jumps
from datapakke.report.names import names
from datapakke.report.plausible import plausible
from datapakke.report.totals import totals
from datapakke.report.use import use

ROOT = Path(__file__).resolve().parent.parent

RULE_OF: dict[str, Rule] = {
    **dict.fromkeys(("lesefeil", "sammenslaatt_ikke_hel", "erstattet"), told),
    **dict.fromkeys(("mangler_kommune", "kommune_med_faa", "kommune_fantes_ikke"), coverage),
    **dict.fromkeys(("mangler_periode", "siste_periode"), coverage),
    **dict.fromkeys(("navn_og_kode", "skadde_tegn", "avkuttet"), names),
    **dict.fromkeys(("samme_fil", "eldre_uttrekk", "kvittering"), history),
    **dict.fromkeys(("tomt_kapittel", "ubrukt_datasett"), use),
    "utenfor_vanlig": plausible,
    "sum_stemmer_ikke": totals,
    "kull": cohorts,
    "hopp": jumps,
}
"""The function of each rule."""

Change = Callable[[pd.DataFrame], pd.DataFrame]


@cache
def clean(root: Path = ROOT, runde: str = "2016-host") -> Basis:
    """Read a project's extracts as its round may use them."""
    config = load_config(root / "config" / "kommuner.yaml")
    order = config.runde(runde)
    division = config.inndeling(order.inndeling)
    loaded = read_folder(
        root / "data" / "raw", context_of(config, division, order.data_til), FORMATS
    )
    return Basis(loaded, division, order.data_til, order.id)


def spoiled(datasett: str, change: Change, basis: Basis | None = None) -> Basis:
    """Give the basis with the table of one dataset changed."""
    basis = basis or clean()
    extract = basis.loaded.extracts.by_name[datasett]
    return with_extract(replace(extract, table=change(extract.table)), basis)


def with_extract(extract: Extract, basis: Basis) -> Basis:
    """Give the basis with one extract more, or another in its place."""
    by_name = {**basis.loaded.extracts.by_name, extract.datasett: extract}
    return replace(basis, loaded=replace(basis.loaded, extracts=Extracts(by_name)))


def failed(basis: Basis, *problems: Problem) -> Basis:
    """Give the basis with errors of reading."""
    return replace(basis, loaded=Loaded(basis.loaded.extracts, problems, len(problems)))


def found(basis: Basis, regel: str = "") -> list[Funn]:
    """Give what the report finds; of one rule, when it is named, without running the others."""
    if not regel:
        return list(findings(basis))
    return [funn for funn in RULE_OF[regel](basis) if funn.regel == regel]


def observed(datasett: str, **changes: Any) -> Basis:  # noqa: ANN401 - fields of Observed
    """Give the clean round with something else seen of a dataset's first file."""
    extract = clean().loaded.extracts.by_name[datasett]
    first, *rest = extract.observed
    return with_extract(replace(extract, observed=(replace(first, **changes), *rest)), clean())


def the(funn: list[Funn]) -> Funn:
    """Give the only one."""
    (only,) = funn
    return only
