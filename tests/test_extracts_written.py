"""How sources write codes, periods and numbers: always the one that is meant, or an error."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.extracts import written
from datapakke.extracts.columns import CellError, heltall, measured
from datapakke.extracts.described.written_numbers import PARTS, find_mark, number
from datapakke.extracts.public import tall

COUNT = heltall(0, 9_999_999)
MEAN = tall(10, 60, decimals=2)
SHARE = measured(tall(0, 100, decimals=6), "prosent")


@pytest.mark.parametrize(
    ("cell", "code", "name"),
    [
        ("0623", "0623", ""),
        ("602", "0602", ""),
        ("301", "0301", ""),
        ("K0602", "0602", ""),
        ("0623 Modum", "0623", "Modum"),
        ("3803 Tønsberg", "3803", "Tønsberg"),
        ("K-3047 Modum", "3047", "Modum"),
        ("3901 - Horten", "3901", "Horten"),
        ("0602 Drammen (t.o.m. 2019)", "0602", "Drammen (t.o.m. 2019)"),
        ("0602 Drammen (1977-2019)", "0602", "Drammen (1977-2019)"),
        ("K-0602 Drammen (-2019)", "0602", "Drammen (-2019)"),
        ("3005 Drammen (2020–2023)", "3005", "Drammen (2020–2023)"),
        ("3301 Drammen (2024-)", "3301", "Drammen (2024-)"),
        ("0602-0625", "0602-0625", ""),
        ("0602 0623", "0602 0623", ""),
        ("602 - 625", "602 - 625", ""),
        ("0602 Drammen og 0625 Nedre Eiker", "0602 Drammen og 0625 Nedre Eiker", ""),
        ("0602 Drammen (K0625)", "0602 Drammen (K0625)", ""),
        ("3005 Drammen (0602-0625)", "3005 Drammen (0602-0625)", ""),
        ("0602 Drammen (2020)", "0602 Drammen (2020)", ""),
        ("0301 01 Gamle Oslo", "0301 01 Gamle Oslo", ""),
        ("06 Buskerud", "06 Buskerud", ""),
        ("30 - 2019 Viken", "30 - 2019 Viken", ""),
        ("Modum", "Modum", ""),
        ("06023", "06023", ""),
    ],
)
def test_codes_and_the_names_beside_them(cell: str, code: str, name: str) -> None:
    """A leading zero that was lost comes back; what is no code, or may be two, is left alone."""
    assert written.kommune(cell) == (code, name)


@pytest.mark.parametrize(
    ("write", "cell", "ours"),
    [
        (written.skoleaar, "2023-24", "2023/24"),
        (written.skoleaar, "2014-2015", "2014/15"),
        (written.skoleaar, "2014/2015", "2014/15"),
        (written.skoleaar, "1999-2000", "1999/00"),
        (written.skoleaar, "2014-2016", "2014-2016"),
        (written.skoleaar, "2014", "2014"),
        (written.skoleaar, "20102011", "2010/11"),
        (written.skoleaar, "19992000", "1999/00"),
        (written.skoleaar, "20102012", "20102012"),
        (written.skoleaar, "201011", "201011"),
        (written.aar, "2011-01-01", "2011"),
        (written.aar, "2011-01-02", "2011-01-02"),
        (written.maaned, "202501", "2025-01"),
        (written.maaned, "2025M01", "2025-01"),
        (written.maaned, "2025-01-01", "2025-01"),
        (written.maaned, "januar 2025", "2025-01"),
        (written.maaned, "jan. 2016", "2016-01"),
        (written.maaned, "Sept 2016", "2016-09"),
        (written.maaned, "2011 Juni", "2011-06"),
        (written.maaned, "2011 Juni 2012", "2011 Juni 2012"),
        (written.maaned, "feb-16", "feb-16"),
        (written.maaned, "juniper 2016", "juniper 2016"),
        (written.landet, "0", "0000"),
        (written.landet, "0 Hele landet", "0000 Hele landet"),
        (written.landet, "0 Modum", "0 Modum"),
        (written.landet, "00 Hele landet", "00 Hele landet"),
        (written.maaned, "2025-01-15", "2025-01-15"),
        (written.dato, "15.06.2016", "2016-06-15"),
        (written.dato, "20160615", "2016-06-15"),
        (written.kjonn, "Begge kjønn", "alle"),
        (written.kjonn, "Alle kjønn", "alle"),
        (written.kjonn, "Jenter", "K"),
        (written.kjonn, "Gutt", "M"),
        (written.kjonn, "Jentegutt", "Jentegutt"),
        (written.alder, "15 år", "15"),
        (written.alder, "15-24 år", "15-24 år"),
        (written.in_words, "2025-01", "januar 2025"),
        (written.in_words, "2025/26", "2025/26"),
    ],
)
def test_periods_genders_and_ages(write: object, cell: str, ours: str) -> None:
    """What is not known is left for the column's type to judge."""
    assert callable(write)
    assert write(cell) == ours


def test_a_month_takes_the_year_that_stands_elsewhere() -> None:
    """And is no month without."""
    assert written.maaned("Januar", "2022") == "2022-01"
    with pytest.raises(CellError, match="en måned med år"):
        written.maaned("Januar")


def test_pooled_school_years_are_refused() -> None:
    """They are not one school year's figure."""
    with pytest.raises(CellError, match="ikke flere år slått sammen"):
        written.skoleaar("2016/17-2018/19")


@pytest.mark.parametrize(
    ("cell", "kind", "mark", "unit", "ours"),
    [
        ("1 730", COUNT, "", "", "1730"),
        ("1\u00a0730", COUNT, "", "", "1730"),
        ("12\u202f345\u202f678", COUNT, "", "", "12345678"),
        ("12,0", COUNT, ",", "", "12"),
        ("12.00", COUNT, ".", "", "12"),
        ("41.25", MEAN, ".", "", "41,25"),
        ("41,2500", MEAN, ",", "", "41,25"),
        ("40,8", SHARE, ",", "prosent", "40,8"),
        ("40,8 %", SHARE, ",", "prosent", "40,8"),
        ("70,9%", SHARE, ",", "prosent", "70,9"),
        ("70\u00a0%", SHARE, "", "prosent", "70"),
        ("0.408", SHARE, ".", "andel", "40,8"),
        ("1", SHARE, "", "andel", "100"),
        ("408", SHARE, "", "promille", "40,8"),
    ],
)
def test_numbers(cell: str, kind: object, mark: str, unit: str, ours: str) -> None:
    """Spaces between thousands, either mark, percent signs, three units."""
    assert number(cell, kind, mark, unit) == ours  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "mark", "unit"),
    [
        ("1.234", "", ""),
        ("1,234", "", ""),
        ("1.234", ",", ""),
        ("1 23", "", ""),
        ("1 2345", "", ""),
        ("1.234,5", ",", ""),
        ("40,8 %", ",", ""),
        ("40,8 %", ",", "andel"),
        ("-5", "", ""),
        ("1e3", "", ""),
        ("٣", "", ""),
        ("12 a", "", ""),
        (",5", ",", ""),
        ("", "", ""),
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(cell: str, mark: str, unit: str) -> None:
    """Nothing is guessed that could change a number."""
    with pytest.raises(CellError):
        number(cell, SHARE, mark, unit)


def test_twelve_thousand_in_a_column_of_persons_never_becomes_twelve() -> None:
    """Not even where the comma is the decimal mark of the file."""
    with pytest.raises(CellError):
        COUNT.parse(number("12,000", COUNT, ",", ""), None)  # type: ignore[arg-type]


def test_the_decimal_mark_is_found_where_it_can_be_nothing_else() -> None:
    """Three digits after a mark may be thousands; both marks in one file are refused."""
    assert find_mark(["1,234", "40,8", "7"]) == ","
    assert find_mark(["0.408"]) == "."
    assert find_mark(["1,234", "12.345", "7"]) == ""
    with pytest.raises(CellError, match=r"både «40,8» og «41\.2»"):
        find_mark(["40,8", "41.2"])


@given(
    digits=st.integers(0, 10**9),
    decimals=st.integers(0, 6),
    mark=st.sampled_from(",."),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    unit=st.sampled_from(list(PARTS)),
    percent=st.sampled_from(["", "%", " %"]),
    told=st.sampled_from([",", ".", "found"]),
)
def test_a_number_is_the_one_that_was_written_or_an_error(  # noqa: PLR0913 - one per way to write
    *, digits: int, decimals: int, mark: str, space: str, unit: str, percent: str, told: str
) -> None:
    """However it is written, and whatever is said of how."""
    value = Decimal(digits).scaleb(-decimals)
    whole, _, part = f"{value:.{decimals}f}".partition(".")
    grouped = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", space, whole)
    cell = grouped + (mark + part if part else "") + percent
    try:
        known = find_mark([cell]) if told == "found" else told
        ours = number(cell, SHARE, known, unit)
    except CellError:
        return
    assert Decimal(ours.replace(",", ".")) == value * PARTS[unit]


@given(
    cell=st.text(alphabet="0123456789 ,.%\u00a0-", max_size=10),
    mark=st.sampled_from(["", ",", "."]),
)
def test_no_text_becomes_a_number_with_other_digits(cell: str, mark: str) -> None:
    """The digits are those that stand there, but for zeros at the end."""
    try:
        ours = number(cell, COUNT, mark, "")
    except CellError:
        return
    there = re.sub("[^0-9]", "", cell)
    assert there.startswith(re.sub("[^0-9]", "", ours))
    assert set(there[len(re.sub("[^0-9]", "", ours)) :]) <= {"0"}


@given(cell=st.text(max_size=20))
def test_nothing_that_is_written_ends_in_a_traceback(cell: str) -> None:
    """Any text is understood, left alone, or a CellError."""
    for write in (written.skoleaar, written.maaned):
        with suppress(CellError):
            write(cell)
    assert isinstance(written.aar(cell) + written.dato(cell) + written.alder(cell), str)
    assert len(written.kommune(cell)) == 2
