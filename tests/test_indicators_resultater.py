"""Indicators of grades in year 10 and on Vg1."""

from datapakke.counts import Fraction
from datapakke.indicators import by_id, vg1
from datapakke.indicators import resultater as chapter
from tidy import means, shares, tidy

YEAR_10 = tidy("""
    kommunenr aar     kjonn trinn fag        standpunkt eksamen elevnr
    0623      2015/16 K     10    matematikk 2          1       1
    0623      2015/16 K     10    matematikk 5          -       2
    0623      2015/16 K     10    matematikk IV         2       3
    0623      2015/16 K     10    matematikk F          -       4
    0623      2015/16 K     10    matematikk D          -       5
    0623      2015/16 K     10    matematikk 4          IM      6
    0623      2015/16 K     10    engelsk_muntlig 1     -       1
    0623      2015/16 M     10    matematikk 6          5       7
""")


def test_mean_grade_holds_one_to_six_only() -> None:
    """2 + 5 + 4 = 11 for three girls; IV, fritatt and deltatt are not grades."""
    assert means(chapter.standpunkt(YEAR_10, "matematikk")) == {
        "0623 2015/16 K": (11, 3),
        "0623 2015/16 M": (6, 1),
    }


def test_exam_mean_holds_those_who_were_drawn_and_came() -> None:
    """1 + 2 for two girls; IM is not a grade."""
    assert means(chapter.eksamen(YEAR_10, "matematikk")) == {
        "0623 2015/16 K": (3, 2),
        "0623 2015/16 M": (5, 1),
    }


def test_low_grades_are_of_those_with_a_grade() -> None:
    """One 2 of three grades; the 1 in English is another subject's."""
    assert shares(chapter.lav(YEAR_10, "matematikk")) == {
        "0623 2015/16 K": (1, 3),
        "0623 2015/16 M": (0, 1),
    }


def test_iv_is_of_those_with_a_grade_or_iv() -> None:
    """One IV of four; fritatt and deltatt are outside both counts."""
    assert shares(chapter.iv(YEAR_10, "matematikk")) == {
        "0623 2015/16 K": (1, 4),
        "0623 2015/16 M": (0, 1),
    }


def test_gap_is_of_those_with_both_grades() -> None:
    """2 − 1 for the one girl with both; the one with IV and 2 is not in it."""
    assert means(chapter.avstand(YEAR_10, "matematikk")) == {
        "0623 2015/16 K": (1, 1),
        "0623 2015/16 M": (1, 1),
    }


def test_family_has_one_indicator_per_subject_with_its_words_put_in() -> None:
    """The formula of each reads its own subject."""
    english = by_id("lav_engelsk_muntlig")

    counts = english.formula(YEAR_10)
    assert isinstance(counts, Fraction)
    assert shares(counts) == {"0623 2015/16 K": (1, 1)}
    assert english.title == "Elever med standpunktkarakter 1 eller 2 i engelsk muntlig"
    assert english.gruppe == "engelsk muntlig"
    assert english.datasets == ("karakterer",)
    assert "standpunkt i engelsk muntlig," in english.metode


VG1 = tidy("""
    kommunenr aar     kjonn trinn fag               standpunkt eksamen elevnr
    0623      2015/16 K     Vg1   vg1_matematikk_1t 2          -       1
    0623      2015/16 K     Vg1   vg1_norsk         IV         -       1
    0623      2015/16 K     Vg1   vg1_matematikk_1t 4          -       2
    0623      2015/16 K     Vg1   vg1_norsk         1          -       2
    0623      2015/16 K     Vg1   vg1_engelsk_sf    1          -       2
    0623      2015/16 K     Vg1   vg1_norsk         2          -       3
    0623      2015/16 K     Vg1   vg1_norsk         F          -       4
    0615      2015/16 M     Vg1   vg1_matematikk_1p 3          -       5
    0615      2014/15 M     Vg1   vg1_matematikk_1p 3          -       5
""")


def test_subject_that_nobody_takes_has_no_pupils_and_is_not_missing() -> None:
    """Flå's only pupil takes 1P; in 2014/15 nobody in the table takes 1T, so it has no period."""
    assert means(vg1.vg1_snitt(VG1, "vg1_matematikk_1t")) == {
        "0615 2015/16 M": (0, 0),
        "0623 2015/16 K": (6, 2),
    }
    assert shares(vg1.vg1_lav(VG1, "vg1_matematikk_1t")) == {
        "0615 2015/16 M": (0, 0),
        "0623 2015/16 K": (1, 2),
    }
    assert shares(vg1.vg1_iv(VG1, "vg1_norsk")) == {
        "0615 2015/16 M": (0, 0),
        "0623 2015/16 K": (1, 3),
    }


def test_failing_counts_pupils_and_not_grades() -> None:
    """Pupil 1 has IV, pupil 2 has 1 twice, pupil 3 passed, pupil 4 is exempt: two of three."""
    assert shares(vg1.vg1_stryk(VG1)) == {
        "0615 2014/15 M": (0, 1),
        "0615 2015/16 M": (0, 1),
        "0623 2015/16 K": (2, 3),
    }


def test_norsk_on_vg1_says_that_its_grade_is_a_half_year_grade() -> None:
    """Norsk has no standpunkt after Vg1."""
    assert "halvårsvurdering" in by_id("vg1_snitt_norsk").title
    assert "halvårskarakter" in by_id("vg1_snitt_norsk").metode
    assert "halvårsvurdering" not in by_id("vg1_snitt_matematikk_1p").title
