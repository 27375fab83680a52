"""Indicators of admission points and of points from lower secondary."""

from datapakke.indicators import inntakspoeng as chapter
from tidy import categories, means, shares, tidy

APPLICANTS = tidy("""
    kommunenr aar     kjonn inntakspoeng
    0623      2015/16 K     29.99
    0623      2015/16 K     30.00
    0623      2015/16 K     -
    0623      2015/16 M     50.01
    0615      2015/16 M     -
""")


def test_mean_leaves_out_those_without_points() -> None:
    """29,99 + 30,00 = 59,99 for two; the third has no points."""
    assert means(chapter.inntakspoeng_snitt(APPLICANTS)) == {
        "0615 2015/16 M": (0, 0),
        "0623 2015/16 K": (59.99, 2),
        "0623 2015/16 M": (50.01, 1),
    }


def test_mean_has_the_sum_of_squares_for_its_interval() -> None:
    """29,99² + 30² = 899,4001 + 900."""
    counts = chapter.inntakspoeng_snitt(APPLICANTS)

    assert counts.kvadratsum is not None
    assert round(counts.kvadratsum["0623", "2015/16", "K"], 6) == 1799.4001


def test_thirty_points_exactly_is_not_under_30() -> None:
    """Of the two with points, one is under 30; the one without is in neither count."""
    assert shares(chapter.inntakspoeng_under_30(APPLICANTS)) == {
        "0615 2015/16 M": (0, 0),
        "0623 2015/16 K": (1, 2),
        "0623 2015/16 M": (0, 1),
    }


def test_share_without_points_is_of_the_whole_cohort() -> None:
    """One of three girls in Modum, and the only boy in Flå."""
    assert shares(chapter.inntakspoeng_uten(APPLICANTS)) == {
        "0615 2015/16 M": (1, 1),
        "0623 2015/16 K": (1, 3),
        "0623 2015/16 M": (0, 1),
    }


def test_bands_hold_their_lower_limit_and_not_their_upper() -> None:
    """24,99 is below 25; 25 is not; extra points may lead beyond 60."""
    table = tidy("""
        kommunenr aar     kjonn inntakspoeng
        0623      2015/16 K     24.99
        0623      2015/16 K     25
        0623      2015/16 K     49.99
        0623      2015/16 K     50
        0623      2015/16 K     71.5
        0623      2015/16 K     -
    """)

    assert categories(chapter.inntakspoeng_fordeling(table)) == {
        "0–24": 1,
        "25–29": 1,
        "30–34": 0,
        "35–39": 0,
        "40–44": 0,
        "45–49": 1,
        "50 og over": 2,
    }
    assert categories(chapter.inntakspoeng_fordeling_grov(table)) == {
        "Under 30": 2,
        "30–39": 0,
        "40–49": 1,
        "50 og over": 2,
    }


def test_published_means_are_weighted_by_their_pupils() -> None:
    """40,0 for 10 and 43,0 for 20 are 400 + 860 = 1260 points for 30 pupils."""
    table = tidy("""
        kommunenr aar     kjonn snitt antall
        0623      2015/16 alle  40.0  10
        0623      2015/16 alle  43.0  20
    """)

    assert means(chapter.grunnskolepoeng_snitt(table)) == {"0623 2015/16 alle": (1260, 30)}


def test_published_mean_that_is_partly_hidden_is_hidden() -> None:
    """Ten pupils' mean is not that of the thirty."""
    table = tidy("""
        kommunenr aar     kjonn snitt antall
        0623      2015/16 alle  40.0  10
        0623      2015/16 alle  -     20
    """)

    counts = chapter.grunnskolepoeng_snitt(table)

    assert counts.sum.isna().tolist() == [True]
    assert counts.kvadratsum is None
