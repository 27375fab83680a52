"""Bad extracts: each is told by file, line and column, what stands there and what should."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from extracts_helpers import (
    FAG,
    context,
    errors_of,
    read_one,
    register_entry,
    residents,
    write_extracts,
)

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"
POINTS = "elev;skoleaar;kommunenr;kjonn;inntakspoeng\n"


def fravaer(**cells: str) -> str:
    """Give a file with one row, a good one but for the cells given."""
    good = {
        "elev": "p1",
        "skoleaar": "2015/16",
        "trinn": "10",
        "kommunenr": "0623",
        "kjonn": "K",
        "dager": "3",
        "timer": "4",
    }
    return FRAVAER + ";".join({**good, **cells}.values()) + "\n"


@pytest.mark.parametrize(
    ("column", "cell", "should"),
    [
        ("dager", "3 dager", "et heltall fra 0 til 190"),
        ("dager", "191", "et heltall fra 0 til 190"),
        ("dager", "-1", "et heltall fra 0 til 190"),
        ("dager", "3,5", "et heltall fra 0 til 190"),
        ("timer", "1201", "et heltall fra 0 til 1200"),
        ("kjonn", "J", "«K» eller «M»"),
        ("trinn", "9", "«10» eller «Vg1»"),
        ("kommunenr", "0399", "et kommunenummer på fire sifre som er eller har vært i bruk"),
        ("kommunenr", "623", "fire sifre med ledende null («0623»)"),
        ("kommunenr", "Modum", "et kommunenummer på fire sifre som er eller har vært i bruk"),
        ("kommunenr", "0000", "en kommune: landet («0000») hører ikke hjemme i denne filen"),
        ("skoleaar", "2015/17", "to år etter hverandre, som «2015/16»"),
        ("skoleaar", "1899/00", "et skoleår som «2015/16», 1994/95 eller senere"),
        ("skoleaar", "2015-16", "et skoleår som «2015/16», 1994/95 eller senere"),
        ("skoleaar", "2016", "et skoleår som «2015/16», 1994/95 eller senere"),
    ],
)
def test_a_bad_cell_is_told_by_place_content_and_rule(
    tmp_path: Path, column: str, cell: str, should: str
) -> None:
    """One row per kind of mistake."""
    lines = errors_of(tmp_path, "fravaer", fravaer(**{column: cell}))

    assert lines == [
        f"fravaer.csv, linje 2, kolonne «{column}»: her står «{cell}», men det skal være {should}."
    ]


def test_a_blank_cell_is_an_error_where_a_value_must_stand(tmp_path: Path) -> None:
    """Nothing is not 0 days."""
    lines = errors_of(tmp_path, "fravaer", fravaer(dager=""))

    assert lines == [
        (
            "fravaer.csv, linje 2, kolonne «dager»: feltet er tomt, men det skal være"
            " et heltall fra 0 til 190."
        )
    ]


def test_a_decimal_point_is_told_from_a_decimal_comma(tmp_path: Path) -> None:
    """43.4 read as 434 would be a wrong number."""
    lines = errors_of(tmp_path, "inntakspoeng", POINTS + "p1;2015/16;0623;K;43.42\n")

    assert lines == [
        (
            "inntakspoeng.csv, linje 2, kolonne «inntakspoeng»: her står «43.42», men det skal være"
            " et tall med desimalkomma, ikke punktum («43,42»)."
        )
    ]


@pytest.mark.parametrize("cell", ["81", "80,01", "43,421", "4e1", "٤٣", "+43"])
def test_points_out_of_range_or_written_otherwise_are_refused(tmp_path: Path, cell: str) -> None:
    """At most 80 and two decimals, in plain digits."""
    lines = errors_of(tmp_path, "inntakspoeng", POINTS + f"p1;2015/16;0623;K;{cell}\n")

    shown = "…" if cell in {"4e1", "٤٣"} else cell
    assert f"her står «{shown}», men det skal være et tall fra 0 til 80" in lines[0]


def test_an_unknown_subject_code_is_told(tmp_path: Path) -> None:
    """Codes are listed in the configuration."""
    text = (
        "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen\n"
        "p1;2015/16;10;0623;K;ENG0099;4;\n"
    )

    assert "ENG0099" not in FAG
    assert errors_of(tmp_path, "karakterer", text) == [
        (
            "karakterer.csv, linje 2, kolonne «fagkode»: her står «ENG0099», men det skal være"
            " en fagkode som står under fagkoder i config/kommuner.yaml."
        )
    ]


def test_an_unknown_status_is_told_with_the_six_there_are(tmp_path: Path) -> None:
    """A seventh status would fall out of the distribution."""
    text = "elev;kommunenr;kjonn;kull;maalt;program;status\np1;0623;K;2010;2016;YF;bestått\n"
    lines = errors_of(tmp_path, "gjennomforing", text)

    assert "kolonne «status»: her står «bestått», men det skal være «normert»" in lines[0]
    assert lines[0].endswith("«ikke_bestatt» eller «sluttet».")


@pytest.mark.parametrize(("cell", "fits"), [("2016-13", False), ("2016-06", True)])
def test_a_month_that_does_not_exist_is_told(
    tmp_path: Path,
    cell: str,
    fits: bool,  # noqa: FBT001 - a case of a table of cases
) -> None:
    """There are twelve."""
    text = f"maaned;kommunenr;gruppe;alder;antall\n{cell};0623;aap;18-29;9\n"
    if fits:
        assert read_one(tmp_path, "nav", text).table["aar"].tolist() == [cell]
    else:
        assert "her står «2016-13»" in errors_of(tmp_path, "nav", text)[0]


@pytest.mark.parametrize("cell", ["2016-02-30", "15.06.2016", "1893-06-15"])
def test_a_day_that_cannot_be_meant_is_told(tmp_path: Path, cell: str) -> None:
    """The calendar decides."""
    text = f"ungdom;kommunenr;kjonn;dato;alder;statuskode\nu1;0623;K;{cell};18;OTUK\n"

    assert f"kolonne «dato»: her står «{cell}»" in errors_of(tmp_path, "ot", text)[0]


def test_a_missing_file_is_told_with_the_line_of_the_register(tmp_path: Path) -> None:
    """The register says that it should be there."""
    (tmp_path / "kilder.yaml").write_text("kilder:\n" + register_entry("fravaer", "f.csv"))

    with pytest.raises(ExtractError) as caught:
        read_folder(tmp_path, context(), FORMATS).whole()
    assert caught.value.lines() == [
        f"{tmp_path}/kilder.yaml, linje 3, kolonne 10: filen «f.csv» finnes ikke i {tmp_path}."
    ]


def test_a_missing_column_is_told_with_all_that_should_be_there(tmp_path: Path) -> None:
    """Nothing is computed from half a file."""
    text = "elev;skoleaar;trinn;kommunenr;kjonn;timer\np1;2015/16;10;0623;K;4\n"

    assert errors_of(tmp_path, "fravaer", text) == [
        (
            "fravaer.csv, linje 1, kolonne «dager»: kolonnen finnes ikke. Kolonnene skal være:"
            " elev, skoleaar, trinn, kommunenr, kjonn, dager, timer."
        )
    ]


def test_an_unknown_column_is_told_with_a_suggestion(tmp_path: Path) -> None:
    """A misspelt column is both unknown and missing. Then cells are not told: they may be wrong."""
    text = fravaer(kjonn="J").replace("dager", "dagar")
    lines = errors_of(tmp_path, "fravaer", text)

    unknown, absent = lines
    assert unknown.startswith(
        "fravaer.csv, linje 1: kolonnen «dagar» er ikke kjent. Mente du «dager»? Er filen"
    )
    assert absent.startswith("fravaer.csv, linje 1, kolonne «dager»: kolonnen finnes ikke.")


def test_another_delimiter_is_read(tmp_path: Path) -> None:
    """As the reading finds it."""
    assert read_one(tmp_path, "fravaer", fravaer().replace(";", ",")).rows_read == 1


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    """It was probably cut off on its way."""
    assert errors_of(tmp_path, "fravaer", "") == [
        "fravaer.csv: er tom. Her skal det stå en overskrift og rader."
    ]


def test_a_row_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    """The same pupil, school year and subject count once, in whatever municipality."""
    text = FRAVAER + (
        "p1;2015/16;10;0623;K;3;4\np2;2015/16;10;0623;M;3;4\np1;2015/16;Vg1;0602;K;9;9\n"
    )

    assert errors_of(tmp_path, "fravaer", text) == [
        (
            "fravaer.csv, linje 4: er samme observasjon som linje 2 (likt i «elev», «skoleaar»)."
            " Den skal stå én gang."
        )
    ]


@pytest.mark.parametrize(
    ("datasett", "text", "told"),
    [
        (
            "nav",
            "maaned;kommunenr;gruppe;alder;antall\n2016-06;0623;aap;15-24;9\n",
            "kolonne «alder»: her står «15-24», men det skal være «15-24» for helt_ledige",
        ),
        (
            "neet",
            "aar;kommunenr;bosatte_15_29;utenfor_15_29\n2015;0623;240;241\n",
            "kolonne «utenfor_15_29»: her står «241», men det skal være høyst tallet på bosatte",
        ),
        (
            "overgang",
            "elev;skoleaar;kommunenr;kjonn;i_vgs;vg2\na;2013/14;0623;K;nei;nei\n",
            "kolonne «vg2»: her står «nei», men det skal være tomt når «i_vgs» er «nei»",
        ),
        (
            "gjennomforing",
            "elev;kommunenr;kjonn;kull;maalt;program;status\na;0623;K;2010;2014;SF;normert\n",
            "kolonne «maalt»: her står «2014», men det skal være fem eller seks år etter «kull»",
        ),
        (
            "befolkning",
            "aar;kommunenr;kjonn;alder;antall\n" + residents("2016", "0623", 9)[:-17],
            "linje 2, kolonne «kommunenr»: her står «0623», men det skal være 30 rader",
        ),
    ],
)
def test_cells_that_do_not_agree_are_told(
    tmp_path: Path, datasett: str, text: str, told: str
) -> None:
    """Each cell alone is good; together they would give a wrong number."""
    (line,) = errors_of(tmp_path, datasett, text)

    assert told in line


def test_a_cell_is_quoted_short_and_on_one_line(tmp_path: Path) -> None:
    """What stands there is text from strangers."""
    text = 'aar;kommunenr;bosatte_15_29;utenfor_15_29\n2015;0623;9;"3\x1b[31m\n' + "x" * 100 + '"\n'
    (line,) = errors_of(tmp_path, "neet", text)

    assert "\\u001b[31m\\u000axxx" in line
    assert "x…»" in line
    assert len(line) < 200


def test_errors_in_several_files_are_told_at_once_in_order_of_file_and_line(
    tmp_path: Path,
) -> None:
    """Line 10 comes after line 9."""
    rows = [f"p{n};2015/16;10;0623;K;{-n if n in {9, 10} else 3};4\n" for n in range(2, 12)]
    texts = {"inntakspoeng": POINTS + "p1;2015/16;0623;J;40\n", "fravaer": FRAVAER + "".join(rows)}
    write_extracts(tmp_path, texts)

    with pytest.raises(ExtractError) as caught:
        read_folder(tmp_path, context(), FORMATS).whole()
    places = [problem.where for problem in caught.value.problems]
    assert places == [
        "fravaer.csv, linje 9, kolonne «dager»",
        "fravaer.csv, linje 10, kolonne «dager»",
        "inntakspoeng.csv, linje 2, kolonne «kjonn»",
    ]


def test_the_same_in_many_cells_is_told_once_with_its_first_line(tmp_path: Path) -> None:
    rows = [f"p{n};2015/16;10;0623;K;{('-1', '-2')[n % 2]};4\n" for n in range(9)]
    should = "men det skal være et heltall fra 0 til 190."

    assert [
        line.partition("her står ")[2]
        for line in errors_of(tmp_path, "fravaer", FRAVAER + "".join(rows))
    ] == [
        f"«-1», {should} Det samme gjelder 4 felt til i kolonnen.",
        f"«-2», {should} Det samme gjelder 3 felt til i kolonnen.",
    ]


def test_of_ten_thousand_errors_the_first_twenty_are_shown_and_the_rest_counted(
    tmp_path: Path,
) -> None:
    """A column in the wrong unit is wrong in every row."""
    rows = [f"p{n};2015/16;10;0623;K;{n + 1000};4\n" for n in range(10_000)]
    lines = errors_of(tmp_path, "fravaer", FRAVAER + "".join(rows))

    assert len(lines) == 21
    assert lines[0].startswith("fravaer.csv, linje 2, kolonne «dager»: her står «1000»")
    assert lines[19].startswith("fravaer.csv, linje 21, kolonne «dager»: her står «1019»")
    assert lines[20] == "… og 9980 feil til."


GOOD = ("p1", "2015/16", "10", "0623", "K", "3", "4")
ROW = st.tuples(*(st.just(cell) | st.text(max_size=5) for cell in GOOD)).map(";".join)
ROWS = st.lists(ROW, min_size=1, max_size=3).map("\n".join)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | ROWS.map(lambda rows: (FRAVAER + rows).encode()))
def test_any_bytes_become_an_extract_or_an_extract_error(tmp_path: Path, content: bytes) -> None:
    """Never another exception, whatever the file holds; nothing left without a word."""
    write_extracts(tmp_path, {"fravaer": ""})
    (tmp_path / "fravaer.csv").write_bytes(content)
    try:
        read = read_folder(tmp_path, context(), FORMATS).whole()
        found = len(read.by_name["fravaer"].table) + len(read.warnings)
    except ExtractError as error:
        found = error.total
    assert found >= 1
