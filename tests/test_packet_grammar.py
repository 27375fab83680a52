"""Numbers, persons and periods inside Norwegian sentences."""

import pytest

from datapakke.packet.grammar import antall, forrige_skoleaar, spenn, stor_forbokstav, tall, tid


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "ingen elever"),
        (1, "én elev"),
        (2, "to elever"),
        (12, "tolv elever"),
        (13, "13 elever"),
        (1234, "1\u00a0234 elever"),
    ],
)
def test_a_number_of_pupils_is_in_letters_up_to_twelve(n: int, expected: str) -> None:
    """None is a word too, and one pupil is one pupil."""
    assert antall(n, "elev") == expected


def test_larger_numbers_are_in_digits() -> None:
    """Thirteen is the first."""
    assert tall(13) == "13"


@pytest.mark.parametrize(
    ("label", "kull", "expected"),
    [
        ("2015/16", False, "skoleåret 2015/16"),
        ("2016-06", False, "i juni 2016"),
        ("2016-06-15", False, "per 15.\u00a0juni 2016"),
        ("2015", False, "i 2015"),
        ("2010", True, "for 2010-kullet"),
    ],
)
def test_a_period_is_said_as_its_label_shows(label: str, kull: bool, expected: str) -> None:  # noqa: FBT001  a column of the table above
    """School year, month, counting day, calendar year and cohort are told apart."""
    assert tid(label, kull=kull) == expected


def test_a_span_of_periods_has_a_dash_or_a_word() -> None:
    """Labels with a space in them are joined by «til»; a single period is said once."""
    assert spenn(("2010/11", "2015/16")) == "2010/11–2015/16"
    assert spenn(("2012-06", "2016-06")) == "juni 2012 til juni 2016"
    assert spenn(("2015/16",)) == "2015/16"


def test_the_school_year_before_crosses_the_century() -> None:
    """The year before 2000/01 is 1999/00."""
    assert forrige_skoleaar("2015/16") == "2014/15"
    assert forrige_skoleaar("2000/01") == "1999/00"


def test_a_sentence_begins_with_a_capital_letter() -> None:
    """Only the first letter changes, æøå too."""
    assert stor_forbokstav("åtte elever fra Ål") == "Åtte elever fra Ål"
