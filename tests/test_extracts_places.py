"""Municipality codes of any year: each municipality counted once, and only when whole."""

from datetime import date
from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.indicators.nav import neet_15_29
from extracts_helpers import context, read_all, read_one

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"
NAV = "maaned;kommunenr;gruppe;alder;antall\n"
NEET = "aar;kommunenr;bosatte_15_29;utenfor_15_29\n"


def aap(kommunenr: str, antall: int) -> str:
    """Give a row of ``nav``."""
    return f"2018-06;{kommunenr};aap;18-29;{antall}\n"


def test_codes_of_all_years_give_one_series(tmp_path: Path) -> None:
    """0623, 3047 and 3316 are one Modum, called by the division's code."""
    rows = "a;2018/19;10;0623;K;1;1\nb;2020/21;10;3047;K;2;2\nc;2024/25;10;3316;K;3;3\n"
    then = read_one(tmp_path, "fravaer", FRAVAER + rows).table
    now = read_one(tmp_path, "fravaer", FRAVAER + rows, context(2024)).table

    assert then["kommunenr"].tolist() == ["0623"] * 3
    assert now["kommunenr"].tolist() == ["3316"] * 3


def test_all_codes_of_a_file_that_are_left_out_are_told_together(tmp_path: Path) -> None:
    rows = "a;2020/21;10;3005;K;1;1\nb;2024/25;10;3301;K;2;2\nc;2024/25;10;3301;K;3;3\n"
    (warning, *_) = read_all(tmp_path, {"fravaer": FRAVAER + rows}).warnings

    assert "3005 (1 rad), 3301 (2 rader) finnes ikke i inndelingen for 2016" in warning.what


def test_a_merged_municipality_is_none_of_its_parts(tmp_path: Path) -> None:
    """3005 Drammen cannot be brought to 2016; one remark says how many rows."""
    rows = "a;2020/21;10;3005;K;1;1\nb;2020/21;10;3005;K;2;2\nc;2020/21;10;3047;K;3;3\n"
    extracts = read_all(tmp_path, {"fravaer": FRAVAER + rows})

    assert extracts.by_name["fravaer"].table["dager"].tolist() == [3]
    assert [str(warning) for warning in extracts.warnings] == [
        (
            "fravaer.csv, kolonne «kommunenr»: 3005 (2 rader) finnes ikke i inndelingen for 2016,"
            " og er ikke tatt med."
        )
    ]


def test_pupils_of_all_parts_are_the_merged_municipality(tmp_path: Path) -> None:
    """0602, 0625 and 0711 became Drammen."""
    rows = "a;2018/19;10;0602;K;1;1\nb;2018/19;10;0625;K;2;2\nc;2018/19;10;0711;K;3;3\n"
    table = read_one(tmp_path, "fravaer", FRAVAER + rows, context(2024)).table

    assert table["kommunenr"].tolist() == ["3301"] * 3


def test_a_merged_municipality_without_one_of_its_parts_is_not_delivered(tmp_path: Path) -> None:
    """Never a partial sum: without 0711 there is no Drammen of today in 2017/18."""
    rows = (
        "a;2017/18;10;0602;K;1;1\nb;2017/18;10;0625;K;2;2\nc;2017/18;10;0623;K;3;3\n"
        "d;2018/19;10;0602;K;1;1\ne;2018/19;10;0625;K;2;2\nf;2018/19;10;0711;K;3;3\n"
    )
    extracts = read_all(tmp_path, {"fravaer": FRAVAER + rows}, context(2024))
    table = extracts.by_name["fravaer"].table

    assert table[["kommunenr", "aar"]].drop_duplicates().to_numpy().tolist() == [
        ["3316", "2017/18"],
        ["3301", "2018/19"],
    ]
    assert "3301 er slått sammen av 0602, 0625, 0711" in str(extracts.warnings[0])
    assert "levert for 2017/18." in str(extracts.warnings[0])


def test_in_ot_a_part_without_rows_on_a_day_has_nobody(tmp_path: Path) -> None:
    """A part that is in the file on other days is delivered."""
    head = "ungdom;kommunenr;kjonn;dato;alder;statuskode\n"
    rows = (
        "a;0602;K;2017-06-15;18;OTUK\nb;0625;K;2017-06-15;18;OTUK\nc;0711;K;2017-06-15;18;OTUK\n"
        "d;0602;K;2018-06-15;18;OTUK\n"
    )
    table = read_one(tmp_path, "ot", head + rows, context(2024)).table

    assert table["aar"].tolist() == ["2017-06-15"] * 3 + ["2018-06-15"]


def test_in_ot_days_without_a_whole_municipality_are_left_out_for_all(tmp_path: Path) -> None:
    """Leaving out its rows alone would make it 0."""
    head = "ungdom;kommunenr;kjonn;dato;alder;statuskode\n"
    rows = (
        "a;0602;K;2017-06-15;18;OTUK\nb;0623;K;2017-06-15;18;OTUK\n"
        "c;3005;K;2020-06-15;18;OTUK\nd;3047;K;2020-06-15;18;OTUK\n"
    )
    extracts = read_all(tmp_path, {"ot": head + rows}, context(2024))

    assert extracts.by_name["ot"].table["aar"].tolist() == ["2020-06-15"] * 2
    assert "ikke alle er levert for 2017-06-15" in str(extracts.warnings[0])


def test_counts_of_the_parts_stay_apart_for_the_indicators_to_add_up(tmp_path: Path) -> None:
    """70, 25 and 6 who receive AAP, each with its own line."""
    rows = aap("0602", 70) + aap("0625", 25) + aap("0711", 6) + aap("0623", 8)
    table = read_one(tmp_path, "nav", NAV + rows, context(2024)).table

    assert table[["kommunenr", "antall"]].to_numpy().tolist() == [
        ["3301", 70],
        ["3301", 25],
        ["3301", 6],
        ["3316", 8],
    ]
    assert table.index.tolist() == [2, 3, 4, 5]
    assert table["kode"].tolist() == ["0602", "0625", "0711", "0623"]


def test_a_sum_with_a_hidden_part_is_hidden(tmp_path: Path) -> None:
    """Those outside are hidden; the residents are known."""
    rows = "2018;0602;12000;900\n2018;0625;4500;:\n2018;0711;1200;70\n"
    table = read_one(tmp_path, "neet", NEET + rows, context(2024)).table

    share = neet_15_29(table)
    assert share.nevner.tolist() == [17700]
    assert share.teller.isna().tolist() == [True]


def test_parts_with_different_groups_are_not_added_up(tmp_path: Path) -> None:
    """A group missing from one part makes the whole month of the merged one incomplete."""
    rows = aap("0602", 70) + aap("0625", 25) + aap("0711", 6) + aap("0623", 8)
    tiltak = rows.replace("aap;18-29", "tiltak;15-24").replace("2018-06;0711;tiltak;15-24;6\n", "")
    extracts = read_all(tmp_path, {"nav": NAV + rows + tiltak}, context(2024))

    assert extracts.by_name["nav"].table["kommunenr"].tolist() == ["3316", "3316"]
    assert "3301" in str(extracts.warnings[0])


def test_the_merged_municipality_and_its_parts_are_not_both_counted(tmp_path: Path) -> None:
    """Some sources recompute the past for the new code and keep the old rows."""
    rows = aap("3005", 101) + aap("0602", 70) + aap("0625", 25) + aap("0711", 6)
    table = read_one(tmp_path, "nav", NAV + rows, context(2024)).table

    assert table[["kommunenr", "antall"]].to_numpy().tolist() == [["3301", 101]]


def test_a_merged_municipality_that_is_not_what_its_parts_are_is_an_error(tmp_path: Path) -> None:
    """Which is right, nobody here can know; without figures, which may be small."""
    rows = aap("3005", 99) + aap("0602", 70) + aap("0625", 25) + aap("0711", 6)
    with pytest.raises(ExtractError) as caught:
        read_one(tmp_path, "nav", NAV + rows, context(2024))

    assert str(caught.value) == (
        "nav.csv, linje 2: har andre tall for 3005 2018-06 enn delene har til sammen (0602 i linje"
        " 3, 0625 i linje 4, 0711 i linje 5). Kommunen skal telles én gang. Ta bort den ene, i"
        " filen eller med «rader» i kilder.yaml."
    )


@pytest.mark.parametrize(
    ("own", "part"),
    [("2018;3005;17700;1000\n", ":"), ("2018;3005;17700;:\n", "30")],
)
def test_what_is_hidden_is_not_held_against_the_parts(tmp_path: Path, own: str, part: str) -> None:
    """The residents are the same; those outside are not known on one side."""
    rows = f"2018;0602;12000;900\n2018;0625;4500;{part}\n2018;0711;1200;70\n"
    table = read_one(tmp_path, "neet", NEET + own + rows, context(2024)).table

    assert table["kode"].tolist() == ["3005"]


@pytest.mark.parametrize("figures", ["17701;1000", "17700;1001"])
def test_each_number_of_a_merged_municipality_is_held_against_the_parts(
    tmp_path: Path, figures: str
) -> None:
    rows = "2018;0602;12000;900\n2018;0625;4500;30\n2018;0711;1200;70\n"
    with pytest.raises(ExtractError, match="har andre tall for 3005 2018 enn delene"):
        read_one(tmp_path, "neet", NEET + rows + f"2018;3005;{figures}\n", context(2024))


def test_means_are_not_added_up(tmp_path: Path) -> None:
    """The numbers of pupils are; the mean of the whole is no sum."""
    head = "skoleaar;kommunenr;kjonn;snitt;antall\n"
    rows = "".join(
        f"2018/19;{code};alle;{mean};{number}\n"
        for code, mean, number in (
            ("0602", 40, 70),
            ("0625", 41, 25),
            ("0711", 42, 6),
            ("3005", "40,4", 101),
        )
    )
    table = read_one(tmp_path, "grunnskolepoeng", head + rows, context(2024)).table

    assert table[["snitt", "antall"]].to_numpy().tolist() == [[40.4, 101]]


def test_a_later_code_beside_some_parts_does_not_make_them_whole(tmp_path: Path) -> None:
    """3005 was not valid in 2018/19: its pupils are not those of 0625 and 0711."""
    rows = "a;2018/19;10;0602;K;1;1\nb;2018/19;10;3005;K;2;2\nc;2018/19;10;0623;K;3;3\n"
    extracts = read_all(tmp_path, {"fravaer": FRAVAER + rows}, context(2024))

    assert extracts.by_name["fravaer"].table["kommunenr"].tolist() == ["3316"]
    assert "3301 er slått sammen av 0602, 0625, 0711" in str(extracts.warnings[0])


def test_a_part_beside_the_valid_code_is_one_more_of_the_same(tmp_path: Path) -> None:
    """2019/20 began with the old codes and ended with the new."""
    rows = "a;2019/20;10;0602;K;1;1\nb;2019/20;10;3005;K;2;2\nc;2018/19;10;3005;K;3;3\n"
    table = read_one(tmp_path, "fravaer", FRAVAER + rows, context(2024)).table

    assert table["kommunenr"].tolist() == ["3301"] * 3


def test_in_ot_a_later_code_does_not_make_a_day_whole(tmp_path: Path) -> None:
    head = "ungdom;kommunenr;kjonn;dato;alder;statuskode\n"
    rows = "a;0602;K;2018-06-15;18;OTUK\nb;3005;K;2018-06-15;18;OTUK\nc;3005;K;2020-06-15;18;OTUK\n"
    extracts = read_all(tmp_path, {"ot": head + rows}, context(2024))

    assert extracts.by_name["ot"].table["aar"].tolist() == ["2020-06-15"]
    assert "ikke alle er levert for 2018-06-15" in str(extracts.warnings[0])


def test_figures_under_a_later_code_beside_some_parts_are_left_out(tmp_path: Path) -> None:
    """They may be all of Drammen, or what was not under the old codes. Alone, they are used."""
    rows = aap("3005", 101) + aap("0602", 70) + aap("0625", 25) + aap("0623", 8)
    rows += aap("3005", 99).replace("2018", "2017")
    extracts = read_all(tmp_path, {"nav": NAV + rows}, context(2024))

    assert extracts.by_name["nav"].table["antall"].tolist() == [8, 99]
    assert "ikke alle er levert for 2018-06" in str(extracts.warnings[0])


def test_a_municipality_under_two_codes_with_the_same_figures_is_counted_once(
    tmp_path: Path,
) -> None:
    """0623 and 3047 both carry 2018, hidden or not."""
    nav = NAV + aap("0623", 8) + aap("3047", 8)
    neet = NEET + "2018;0623;2400;:\n2018;3047;2400;:\n"
    tables = read_all(tmp_path, {"nav": nav, "neet": neet}).tables()

    assert tables["nav"]["antall"].tolist() == [8]
    assert tables["neet"]["utenfor_15_29"].isna().tolist() == [True]


def test_a_municipality_under_two_codes_with_different_figures_is_an_error(tmp_path: Path) -> None:
    """Which is right, nobody here can know."""
    with pytest.raises(ExtractError) as caught:
        read_one(tmp_path, "nav", NAV + aap("0623", 8) + aap("3047", 9))

    assert str(caught.value) == (
        "nav.csv, linje 3: har andre tall for 0623 2018-06 enn linje 2, der samme kommune står som"
        " 0623. Kommunen skal telles én gang."
    )


def test_an_extract_with_nothing_left_gets_a_remark(tmp_path: Path) -> None:
    """All of it is later than the round may use."""
    last = context(data_til=date(2016, 8, 31))
    extracts = read_all(tmp_path, {"fravaer": FRAVAER + "a;2020/21;10;3047;K;1;1\n"}, last)

    assert extracts.by_name["fravaer"].table.empty
    assert "fravaer.csv: har ingen rader som kan brukes" in str(extracts.warnings[0])
