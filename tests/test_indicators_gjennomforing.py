"""Indicators of completion and transitions."""

from datapakke.indicators import gjennomforing as chapter
from tidy import categories, shares, tidy

COHORT = tidy("""
    kommunenr aar  kjonn maalt program status
    0623      2010 K     2016  SF      normert
    0623      2010 K     2016  SF      forsinket
    0623      2010 K     2016  YF      grunnkompetanse
    0623      2010 K     2016  YF      normert
    0623      2010 K     2016  YF      sluttet
    0615      2010 M     2016  SF      ikke_bestatt
""")


def test_completion_holds_normal_time_and_more_and_not_basic_competence() -> None:
    """Three of five girls in Modum."""
    assert shares(chapter.fullfort_56(COHORT)) == {
        "0615 2010 M": (0, 1),
        "0623 2010 K": (3, 5),
    }


def test_normal_time_is_of_the_same_cohort() -> None:
    """Two of the five."""
    assert shares(chapter.fullfort_normert(COHORT)) == {
        "0615 2010 M": (0, 1),
        "0623 2010 K": (2, 5),
    }


def test_programmes_are_those_that_pupils_began() -> None:
    """Two of two and one of three; nobody in Flå began vocational, which is 0 and not missing."""
    assert shares(chapter.fullfort_56_sf(COHORT)) == {
        "0615 2010 M": (0, 1),
        "0623 2010 K": (2, 2),
    }
    assert shares(chapter.fullfort_56_yf(COHORT)) == {
        "0615 2010 M": (0, 0),
        "0623 2010 K": (1, 3),
    }


def test_statuses_are_six_in_order_and_have_labels() -> None:
    """Statuses that no pupil has are 0."""
    modum = COHORT[COHORT["kommunenr"].eq("0623")]

    assert categories(chapter.gjennomforing_status(modum)) == {
        "Fullført på normert tid": 2,
        "Fullført på mer enn normert tid": 1,
        "Planlagt grunnkompetanse": 1,
        "Fortsatt i opplæring": 0,
        "Gjennomført, ikke bestått": 0,
        "Sluttet underveis": 1,
    }


LEAVERS = tidy("""
    kommunenr aar     kjonn i_vgs vg2
    0623      2013/14 K     ja    ja
    0623      2013/14 K     ja    nei
    0623      2013/14 K     ja    -
    0623      2013/14 K     nei   -
    0623      2014/15 K     ja    -
    0615      2013/14 M     ja    -
""")


def test_direct_transition_is_of_all_leavers() -> None:
    """Three of four, whatever became of them later."""
    assert shares(chapter.overgang_direkte(LEAVERS)) == {
        "0615 2013/14 M": (1, 1),
        "0623 2013/14 K": (3, 4),
        "0623 2014/15 K": (1, 1),
    }


def test_vg2_is_of_those_whose_second_year_is_known() -> None:
    """One of two. Cohorts of which nothing is known yet are not there: they are not 0."""
    assert shares(chapter.overgang_vg1_vg2(LEAVERS)) == {"0623 2013/14 K": (1, 2)}
