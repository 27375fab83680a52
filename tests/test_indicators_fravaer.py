"""Indicators of absence."""

from datapakke.indicators import fravaer as chapter
from tidy import shares, tidy

PUPILS = tidy("""
    kommunenr aar     kjonn trinn dager timer
    0623      2015/16 K     10    15    4
    0623      2015/16 K     10    16    0
    0623      2015/16 K     10    -     -
    0623      2015/16 K     10    20    7
    0623      2015/16 M     10    19    2
    0623      2015/16 M     Vg1   19    9
    0623      2015/16 M     Vg1   20    1
""")


def test_fifteen_days_exactly_is_not_over_15() -> None:
    """Of the three girls with known days, 16 and 20 count; the fourth is in neither count."""
    assert shares(chapter.fravaer_over_15_10(PUPILS)) == {
        "0623 2015/16 K": (2, 3),
        "0623 2015/16 M": (1, 1),
    }


def test_over_ten_percent_begins_at_the_twentieth_day() -> None:
    """19 days are ten percent of 190, and not over."""
    assert shares(chapter.fravaer_over_10pst_10(PUPILS)) == {
        "0623 2015/16 K": (1, 3),
        "0623 2015/16 M": (0, 1),
    }


def test_vg1_counts_vg1_pupils_only() -> None:
    """Two boys on Vg1, both over 15, one over ten percent."""
    assert shares(chapter.fravaer_over_15_vg1(PUPILS)) == {"0623 2015/16 M": (2, 2)}
    assert shares(chapter.fravaer_over_10pst_vg1(PUPILS)) == {"0623 2015/16 M": (1, 2)}


def test_medians_get_the_single_values_of_their_year_group() -> None:
    """Days and hours are never mixed, nor are the year groups."""
    assert chapter.fravaer_dager_10(PUPILS).verdier["verdi"].dropna().tolist() == [15, 16, 20, 19]
    assert chapter.fravaer_timer_10(PUPILS).verdier["verdi"].dropna().tolist() == [4, 0, 7, 2]
    assert chapter.fravaer_dager_vg1(PUPILS).verdier["verdi"].tolist() == [19, 20]
    assert chapter.fravaer_timer_vg1(PUPILS).verdier["verdi"].tolist() == [9, 1]
