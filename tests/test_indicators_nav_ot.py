"""Indicators of Oppfølgingstjenesten, NAV and those outside work and education."""

import pandas as pd

from datapakke.indicators import nav, ot
from tidy import categories, numbers, shares, tidy

YOUTH = tidy("""
    kommunenr aar        kjonn alder gruppe_nr
    0623      2016-06-15 K     16    1
    0623      2016-06-15 K     17    3
    0623      2016-06-15 K     22    3
    0623      2016-06-15 K     18    5
    0623      2016-06-15 M     21    4
    0615      2016-06-15 M     19    5
""")


def test_those_registered_outside_the_target_group_are_in_no_count() -> None:
    """Group 5 is neither above nor below the line; Flå has delivered, and has none."""
    assert numbers(ot.ot_antall(YOUTH)) == {
        "0615 2016-06-15 M": 0,
        "0623 2016-06-15 K": 3,
        "0623 2016-06-15 M": 1,
    }
    assert shares(ot.ot_ukjent(YOUTH)) == {
        "0615 2016-06-15 M": (0, 0),
        "0623 2016-06-15 K": (1, 3),
        "0623 2016-06-15 M": (0, 1),
    }
    assert shares(ot.ot_aktiv(YOUTH)) == {
        "0615 2016-06-15 M": (0, 0),
        "0623 2016-06-15 K": (2, 3),
        "0623 2016-06-15 M": (0, 1),
    }


def test_four_groups_are_in_order() -> None:
    """Groups that nobody is in are 0."""
    girls = YOUTH[YOUTH["kjonn"].eq("K")]

    assert categories(ot.ot_grupper(girls)) == {
        "Ukjent aktivitet": 1,
        "Under oppfølging og veiledning": 0,
        "I aktivitet": 2,
        "Avklart": 0,
    }


PEOPLE = tidy("""
    kommunenr aar  kjonn alder antall
    0623      2016 K     15    100
    0623      2016 K     16    90
    0623      2016 K     21    10
    0623      2016 K     25    50
    0623      2016 M     24    70
    0623      2015 K     16    999
    0615      2016 M     18    8
    0612      2016 K     19    5
    0000      2016 K     17    30000
""")


def test_target_group_is_held_against_residents_of_its_ages_and_year() -> None:
    """The girl of 22 is in neither count; Hole has none registered; the country is not counted."""
    assert shares(ot.ot_andel(YOUTH, PEOPLE)) == {
        "0612 2016-06-15 K": (0, 5),
        "0612 2016-06-15 M": (0, 0),
        "0615 2016-06-15 K": (0, 0),
        "0615 2016-06-15 M": (0, 8),
        "0623 2016-06-15 K": (2, 100),
        "0623 2016-06-15 M": (1, 0),
    }


TOGETHER = tidy("""
    kommunenr aar  kjonn alder antall
    0623      2016 alle  16    90
    0623      2016 alle  21    20
    0615      2016 K     18    7
    0615      2016 M     18    8
    0615      2016 alle  18    15
    0612      2016 alle  19    5
""")


def test_residents_of_both_genders_together_are_counted_once() -> None:
    """Where they also stand by gender, those rows hold; else the youth are counted together."""
    assert shares(ot.ot_andel(YOUTH, TOGETHER)) == {
        "0612 2016-06-15 alle": (0, 5),
        "0615 2016-06-15 K": (0, 7),
        "0615 2016-06-15 M": (0, 8),
        "0623 2016-06-15 alle": (3, 110),
    }
    ledige = nav.nav_ledige(NAV, TOGETHER)
    assert ledige.nevner.to_dict() == {
        ("0615", "2016-06", "alle"): 15,
        ("0623", "2016-06", "alle"): 110,
    }


NAV = tidy("""
    kommunenr aar     kjonn gruppe      alder antall
    0623      2016-06 alle  helt_ledige 15-24 12
    0623      2016-06 alle  tiltak      15-24 7
    0623      2016-06 alle  aap         18-29 9
    0615      2016-06 alle  helt_ledige 15-24 -
    0000      2016-06 alle  helt_ledige 15-24 1500
    0623      2013-06 alle  helt_ledige 15-24 20
""")


def test_rates_are_of_both_genders_in_the_group_s_own_ages() -> None:
    """15–24: 100 + 90 + 10 + 70 = 270; 18–29: 10 + 50 + 70 = 130."""
    ledige = nav.nav_ledige(NAV[NAV["kommunenr"].ne("0615")], PEOPLE)

    assert shares(ledige) == {
        "0000 2016-06 alle": (1500, 30000),
        "0623 2016-06 alle": (12, 270),
    }
    assert shares(nav.nav_tiltak(NAV, PEOPLE)) == {"0623 2016-06 alle": (7, 270)}
    assert shares(nav.aap_18_29(NAV, PEOPLE)) == {"0623 2016-06 alle": (9, 130)}


def test_count_hidden_by_nav_is_missing_and_never_0() -> None:
    """Flå has 1–3 unemployed; NAV says ``*``."""
    counts = nav.nav_ledige(NAV, PEOPLE)

    assert pd.isna(counts.teller["0615", "2016-06", "alle"])


def test_those_outside_are_of_the_source_s_own_residents() -> None:
    """What SSB has hidden stays hidden."""
    table = tidy("""
        kommunenr aar  kjonn bosatte_15_29 utenfor_15_29
        0623      2015 alle  2400          211
        0615      2015 alle  190           -
    """)

    counts = nav.neet_15_29(table)

    assert counts.teller["0623", "2015", "alle"] == 211
    assert counts.nevner["0623", "2015", "alle"] == 2400
    assert pd.isna(counts.teller["0615", "2015", "alle"])


def test_unemployed_of_all_ages_are_a_count() -> None:
    """From NAV's sheet as it is."""
    table = tidy("""
        kommunenr aar     kjonn antall
        3047      2022-01 alle  151
        3039      2022-01 alle  -
    """)

    assert numbers(nav.helt_ledige_antall(table)) == {
        "3039 2022-01 alle": None,
        "3047 2022-01 alle": 151,
    }


def test_a_boy_in_ot_counts_where_no_boys_lived_in_january() -> None:
    """One of the 60 residents, who all are girls; of the boys there is no share."""
    table = tidy("""
        kommunenr aar        kjonn alder gruppe_nr
        0615      2016-06-15 M     17    1
    """)
    residents = tidy("""
        kommunenr aar  kjonn alder antall
        0615      2016 K     17    60
    """)

    assert shares(ot.ot_andel(table, residents)) == {
        "0615 2016-06-15 K": (0, 60),
        "0615 2016-06-15 M": (1, 0),
    }
