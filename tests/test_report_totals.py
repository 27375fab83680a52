"""Totals that a file prints, against its own municipalities."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.totals import Total, Totals, check_totals
from datapakke.norge import koder_i
from extracts_helpers import context
from report_helpers import found, observed, the


def county(numbers: dict[str, int | None], aar: str = "2016") -> pd.DataFrame:
    """Give a tidy table of counts by code."""
    antall = pd.array(list(numbers.values()), dtype="Int64")
    return pd.DataFrame({"kommunenr": list(numbers), "aar": aar, "kjonn": "alle", "antall": antall})


WHOLE = dict.fromkeys((code for code in koder_i(2016) if code[:2] == "06"), 10)
PRINTED = county({"06": 10 * len(WHOLE)})


@pytest.mark.parametrize(
    ("changes", "unmet"),
    [
        ({}, None),
        ({"0623": 11}, True),
        ({"0623": 9}, False),
        ({"0623": None}, None),
        ({"0623": None, "0602": 21}, True),
        ({"3047": 10}, None),
    ],
)
def test_a_countys_total_is_held_against_its_municipalities(
    changes: dict[str, int | None], *, unmet: bool | None
) -> None:
    """Too many is always wrong; too few when all are there and none is hidden."""
    checked = check_totals(county({**WHOLE, **changes}), PRINTED, ("antall",))

    expected = () if unmet is None else (Total("06", "2016", "antall", unmet),)
    assert checked == Totals(1, expected)


def test_a_municipality_that_is_not_in_the_file_makes_no_total_too_small() -> None:
    """A slice of the file has its own county's municipalities, and the country's total."""
    part = county(dict.fromkeys(list(WHOLE)[1:], 10))

    assert check_totals(part, PRINTED, ("antall",)) == Totals(1)
    assert check_totals(part, county({"0000": 60_000}), ("antall",)) == Totals(1)
    assert check_totals(part, county({"0000": 100}), ("antall",)).unmet[0].for_mye


@given(st.dictionaries(st.sampled_from(list(WHOLE)), st.none() | st.integers(0, 50), min_size=1))
def test_a_true_total_is_always_met(numbers: dict[str, int | None]) -> None:
    total = sum(antall or 0 for antall in numbers.values())
    more = 7 if None in numbers.values() else 0

    checked = check_totals(county(numbers), county({"06": total + more}), ("antall",))

    assert checked == Totals(1)


def test_an_unmet_total_is_told_without_the_numbers() -> None:
    """The hidden one would follow by subtraction."""
    unmet = (
        Total("06", "2015", "antall", for_mye=True),
        Total("06", "2016", "antall", for_mye=True),
    )
    report = observed("befolkning", totals=Totals(6, unmet))
    funn = the(found(report, "sum_stemmer_ikke"))

    assert "fylke 06 er til sammen flere" in funn.hva
    assert "2015–2016" in funn.hva


def test_every_total_of_the_published_files_is_met(shared: Path) -> None:
    """102 of Udir's and 110 of NAV's (source: the files themselves)."""
    loaded = read_folder(shared / "data", context(), FORMATS)
    seen = {name: extract.observed[0].totals for name, extract in loaded.extracts.by_name.items()}

    assert seen["grunnskolepoeng"] == Totals(102)
    assert seen["helt_ledige"] == Totals(110)
