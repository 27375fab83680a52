"""A demo project read once, for tests that spoil its tables in memory and look at the report."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from datapakke.config import load_config
from datapakke.errors import Problem
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import Loaded, context_of, read_folder
from datapakke.extracts.model import FIL, Extract, Extracts
from datapakke.report import Basis, Funn
from datapakke.report.findings import findings

ROOT = Path(__file__).resolve().parent.parent

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
    """Give what the report finds; only of one rule when it is named."""
    return [funn for funn in findings(basis) if regel in {"", funn.regel}]


def of_file(extract: Extract) -> str:
    """Give the name of a dataset's only file."""
    (name,) = extract.table[FIL].unique()
    return str(name)
