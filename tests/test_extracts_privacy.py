"""A fødselsnummer stops the reading, wherever it stands, and is never repeated."""

from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.privacy import is_suspect
from extracts_helpers import errors_of, read_one

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"

# Made for the test from the rules: 15 May 2076, number 999, with the controls computed by hand.
#   3·1 7·5 6·0 1·5 8·7 9·6 4·9 5·9 2·9 = 252; 252 mod 11 = 10, control 1 = 11 − 10 = 1
#   5·1 4·5 3·0 2·5 7·7 6·6 5·9 4·9 3·9 2·1 = 230; 230 mod 11 = 10, control 2 = 11 − 10 = 1
NUMBER = "15057699911"


def test_a_number_with_a_valid_date_and_controls_is_suspect() -> None:
    """Also with a space after the date, and within a text."""
    assert is_suspect(NUMBER)
    assert is_suspect("150576 99911")
    assert is_suspect("elev 15057699911.")


@pytest.mark.parametrize(
    "other",
    [
        "15057699912",  # wrong second control
        "15057699921",  # wrong first control
        "15137699911",  # no month 13
        "31027699911",  # no 31 February
        "150576999110",  # twelve digits
        "1505769991",
        "2016-06-15",
    ],
)
def test_other_digits_are_not(other: str) -> None:
    """Codes and numbers in an extract are no fødselsnummer."""
    assert not is_suspect(other)


def test_the_error_names_the_place_and_not_the_number(tmp_path: Path) -> None:
    """The message may end in a log."""
    text = FRAVAER + f"p1;2015/16;10;0623;K;3;4\n{NUMBER};2015/16;10;0623;K;3;4\n"
    lines = errors_of(tmp_path, "fravaer", text)

    assert lines[0].startswith(
        "fravaer.csv, linje 3, kolonne «elev»: her står noe som ser ut som et fødselsnummer."
    )
    assert NUMBER not in "\n".join(lines)


@pytest.mark.parametrize("number", ["12345678901", "123456 78901", "a12345678901"])
def test_any_eleven_digits_are_refused_as_a_pseudonym(tmp_path: Path, number: str) -> None:
    """A mistyped fødselsnummer has wrong controls and still points at one pupil."""
    lines = errors_of(tmp_path, "fravaer", FRAVAER + f"{number};2015/16;10;0623;K;3;4\n")

    assert "ser ut som et fødselsnummer" in lines[0]
    assert number not in "\n".join(lines)


@pytest.mark.parametrize("column", ["kommunenr", "dager"])
def test_it_is_found_in_any_column_and_hidden_in_the_other_message_about_the_cell(
    tmp_path: Path, column: str
) -> None:
    """The cell is also no municipality or number; that message shows it masked."""
    good = ["p1", "2015/16", "10", "0623", "K", "3", "4"]
    good[FRAVAER.strip().split(";").index(column)] = "150576 99911"
    lines = errors_of(tmp_path, "fravaer", FRAVAER + ";".join(good) + "\n")

    assert f"linje 2, kolonne «{column}»: her står noe som ser ut som" in lines[0]
    assert "her står «[11 sifre]»" in lines[1]
    assert "99911" not in "\n".join(lines)


def test_it_is_found_in_an_unknown_column_and_in_a_column_name(tmp_path: Path) -> None:
    """A file without a header has a pupil for header."""
    extra = FRAVAER.replace("timer", "timer;merknad") + f"p1;2015/16;10;0623;K;3;4;{NUMBER}\n"
    headless = f"{NUMBER};2015/16;10;0623;K;3;4\np2;2015/16;10;0623;K;3;4\n"

    assert "kolonne nr. 8: her står noe" in errors_of(tmp_path, "fravaer", extra)[0]
    lines = errors_of(tmp_path, "fravaer", headless)
    assert lines[0].startswith("fravaer.csv, linje 1, kolonne nr. 1: her står noe")
    assert NUMBER not in "\n".join(lines)


def test_it_is_found_in_the_lines_above_the_header(tmp_path: Path) -> None:
    """They are not read, but the file still lies there with the number in it."""
    text = f"Fravær\n\nBestilt av {NUMBER}\n" + FRAVAER + "p1;2015/16;10;0623;K;3;4\n"
    (line,) = errors_of(tmp_path, "fravaer", text)

    assert line.startswith("fravaer.csv, linje 3: her står noe som ser ut som et fødselsnummer.")
    assert NUMBER not in line


def test_it_is_told_before_all_other_errors_and_once_per_row(tmp_path: Path) -> None:
    """With hundreds of other errors it must be among the twenty shown."""
    rows = [f"p{n};2015/16;10;0623;K;x{n};4\n" for n in range(300)]
    text = FRAVAER + "".join(rows) + f"{NUMBER};2014/15;10;0623;K;3;4\n" * 2
    with pytest.raises(ExtractError) as caught:
        read_one(tmp_path, "fravaer", text)

    assert [problem.where for problem in caught.value.problems[:2]] == [
        "fravaer.csv, linje 302, kolonne «elev»",
        "fravaer.csv, linje 303, kolonne «elev»",
    ]
    assert caught.value.total == 300 + 2


def test_a_name_instead_of_a_pseudonym_is_refused_and_not_shown(tmp_path: Path) -> None:
    """Pseudonyms are letters and digits; what else stands there may be a person's name."""
    lines = errors_of(tmp_path, "fravaer", FRAVAER + "Ola Nordmann;2015/16;10;0623;K;3;4\n")

    assert lines == [
        (
            "fravaer.csv, linje 2, kolonne «elev»: her skal det stå et pseudonym på høyst 20"
            " bokstaver og sifre. (Innholdet vises ikke.)"
        )
    ]
