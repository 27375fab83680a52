"""Quick ways over many rows or cells give what the slow ways give."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from datapakke import keys
from datapakke.extracts.columns import PSEUDONYM
from datapakke.extracts.privacy import is_suspect
from datapakke.keys import constant, is_repeated, looked_up, numbered, same_categories

TEXTS = st.sampled_from(["0301", "301", "a", "", "å"])
ROWS = st.lists(st.tuples(TEXTS, TEXTS | st.none(), st.integers(-2, 2)), max_size=12)


def table_of(rows: list[tuple[str, str | None, int]], *, categories: bool) -> pd.DataFrame:
    """Give a table of text (as categories or not), text with gaps, and numbers."""
    one, two, three = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {"one": pd.Series(one, dtype="str"), "two": pd.Series(two, dtype="str")}
    if categories:
        columns = {name: cells.astype("category") for name, cells in columns.items()}
    return pd.DataFrame(columns | {"three": pd.Series(three, dtype="int64")})


@given(
    rows=ROWS,
    categories=st.booleans(),
    marks=st.sampled_from([0, 32]),
    largest=st.sampled_from([4, 2**62]),
)
def test_rows_are_repeated_where_pandas_finds_them_duplicated(
    *, rows: list[tuple[str, str | None, int]], categories: bool, marks: int, largest: int
) -> None:
    """Also where there are too many possible rows for a mark or a number each."""
    table = table_of(rows, categories=categories)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keys, "MARKS_PER_ROW", marks)
        patched.setattr(keys, "LARGEST", largest)

        assert is_repeated(table).tolist() == table.duplicated().tolist()


@given(rows=ROWS, categories=st.booleans())
def test_rows_are_numbered_as_they_appear(
    *, rows: list[tuple[str, str | None, int]], categories: bool
) -> None:
    numbers, first = numbered(table_of(rows, categories=categories))

    distinct = list(dict.fromkeys(rows))
    assert numbers.tolist() == [distinct.index(row) for row in rows]
    assert first.tolist() == [rows.index(row) for row in distinct]


def test_what_is_looked_up_in_categories_is_in_order_and_may_be_the_same() -> None:
    cells = pd.Series(["3047", "0602", "0623", "x"], dtype="category", index=[7, 8, 9, 10])
    found = looked_up(cells, {"3047": "0623", "0623": "0623", "0602": "0602"})

    assert found.astype("object").where(found.notna(), None).tolist() == [
        "0623",
        "0602",
        "0623",
        None,
    ]
    assert found.cat.categories.tolist() == ["0602", "0623"]
    assert found.index.tolist() == [7, 8, 9, 10]


def test_tables_with_the_same_categories_stay_categories_when_put_together() -> None:
    one = pd.DataFrame({"fil": constant("b.csv", 2), "x": pd.Series(["m", "k"], dtype="category")})
    two = pd.DataFrame({"fil": constant("a.csv", 1), "x": pd.Series(["a"], dtype="category")})
    both = pd.concat(same_categories([one, two]))

    assert both.dtypes.astype(str).tolist() == ["category", "category"]
    assert both["x"].cat.categories.tolist() == ["a", "k", "m"]
    assert_frame_equal(both.astype("str"), pd.concat([one.astype("str"), two.astype("str")]))
    assert np.array_equal(both["fil"].cat.codes, [1, 1, 0])


CELLS = st.lists(st.text("aZ09_ \n\u00a0é١", max_size=22) | st.text("ab1", min_size=1), max_size=4)


@given(CELLS)
def test_many_pseudonyms_at_once_are_good_only_if_each_is(cells: list[str]) -> None:
    assert PSEUDONYM.all_good is not None
    if PSEUDONYM.all_good(cells):
        assert all(re.fullmatch("[A-Za-z0-9]{1,20}", cell) for cell in cells)


@pytest.mark.parametrize("cell", ["a" * 20, "Z9"])
def test_good_pseudonyms_are_seen_at_once(cell: str) -> None:
    assert PSEUDONYM.all_good is not None
    assert PSEUDONYM.all_good([cell, "b"])


PARTS = st.sampled_from(["01010750160", "010107 50160", "010107", "50160", "1", "\n", " ", "x"])


@given(st.lists(st.lists(PARTS, max_size=4).map("".join), max_size=5))
def test_an_identity_number_is_seen_in_all_cells_at_once(cells: list[str]) -> None:
    assert is_suspect("\n".join(cells)) == any(map(is_suspect, cells))
