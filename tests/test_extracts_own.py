"""Our own formats: what good files become, column by column."""

from datetime import date
from pathlib import Path

from extracts_helpers import context, errors_of, read_all, read_one, residents

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"


def test_the_pseudonym_is_gone_and_the_key_comes_first(tmp_path: Path) -> None:
    """No identifier of a pupil goes further than the reading."""
    text = FRAVAER + "p1;2015/16;10;0623;K;12;0\np2;2015/16;Vg1;0602;M;190;1200\n"
    extract = read_one(tmp_path, "fravaer", text)

    tidy = ["kommunenr", "aar", "kjonn", "trinn", "dager", "timer"]
    assert list(extract.table.columns) == [*tidy, "kode", "fil"]
    assert extract.table["dager"].tolist() == [12, 190]
    assert extract.table.index.tolist() == [2, 3]
    assert extract.rows_read == 2


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    """They are known by name."""
    text = "timer;dager;kjonn;kommunenr;trinn;skoleaar;elev\n3;12;K;0623;10;2015/16;p1\n"

    assert read_one(tmp_path, "fravaer", text).table["timer"].tolist() == [3]


def test_points_of_zero_and_blank_are_missing(tmp_path: Path) -> None:
    """VIGO writes 0 for an applicant without points; it is no low number."""
    text = (
        "elev;skoleaar;kommunenr;kjonn;inntakspoeng\n"
        "p1;2015/16;0623;K;43,42\np2;2015/16;0623;K;0\np3;2015/16;0623;M;\np4;2015/16;0623;M;80\n"
    )
    points = read_one(tmp_path, "inntakspoeng", text).table["inntakspoeng"]

    assert points.isna().tolist() == [False, True, True, False]
    assert points.dropna().tolist() == [43.42, 80.0]


def test_a_subject_code_becomes_the_subject_and_grades_stay_text(tmp_path: Path) -> None:
    """IV is no number, and a pupil who was not drawn has no exam grade."""
    text = (
        "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen\n"
        "p1;2015/16;10;0623;K;ENG0012;4;3\np1;2015/16;10;0623;K;ENG0013;IV;\n"
    )
    table = read_one(tmp_path, "karakterer", text).table

    assert table["fag"].tolist() == ["engelsk_skriftlig", "engelsk_muntlig"]
    assert table["standpunkt"].tolist() == ["4", "IV"]
    assert table["eksamen"].isna().tolist() == [False, True]


def test_a_status_code_of_ot_becomes_its_group(tmp_path: Path) -> None:
    """OTUK 1, OTOV 2, OTAP 3, OTNO 4; with ``_IM``, and ELGS_IM, 5: not in the target group."""
    codes = ["OTUK", "OTOV", "OTAP", "OTNO", "OTUK_IM", "ELGS_IM"]
    rows = [f"u{n};0623;K;2016-06-15;18;{code}\n" for n, code in enumerate(codes)]
    text = "ungdom;kommunenr;kjonn;dato;alder;statuskode\n" + "".join(rows)

    assert read_one(tmp_path, "ot", text).table["gruppe"].tolist() == [1, 2, 3, 4, 5, 5]


def test_elgs_alone_is_no_status_of_ot(tmp_path: Path) -> None:
    """A pupil in school is not the service's."""
    text = "ungdom;kommunenr;kjonn;dato;alder;statuskode\nu1;0623;K;2016-06-15;18;ELGS\n"

    assert "«ELGS»" in errors_of(tmp_path, "ot", text)[0]


def test_what_the_source_has_hidden_is_missing_not_zero(tmp_path: Path) -> None:
    """``*`` is NAV's symbol and ``:`` the one of NEET; a 0 stays 0."""
    nav = (
        "maaned;kommunenr;gruppe;alder;antall\n"
        "2016-06;0000;aap;18-29;31000\n2016-06;0623;helt_ledige;15-24;*\n"
        "2016-06;0623;tiltak;15-24;0\n"
    )
    neet = "aar;kommunenr;bosatte_15_29;utenfor_15_29\n2015;0623;2400;:\n"
    tables = read_all(tmp_path, {"nav": nav, "neet": neet}).tables()
    table = tables["nav"]

    assert table["antall"].isna().tolist() == [False, True, False]
    assert table["kommunenr"].tolist() == ["0000", "0623", "0623"]
    assert table["kjonn"].tolist() == ["alle"] * 3
    assert tables["neet"]["utenfor_15_29"].isna().tolist() == [True]


def test_the_symbol_of_one_source_means_nothing_in_another(tmp_path: Path) -> None:
    """Symbols are mapped per source: ``:`` in NAV's file is an error."""
    nav = "maaned;kommunenr;gruppe;alder;antall\n2016-06;0623;aap;18-29;:\n"

    assert "her står «:»" in errors_of(tmp_path, "nav", nav)[0]


def test_a_cohort_is_labelled_by_the_year_it_began(tmp_path: Path) -> None:
    """``kull`` is the period; ``maalt`` stays as a column."""
    text = "elev;kommunenr;kjonn;kull;maalt;program;status\np1;0623;K;2010;2016;YF;forsinket\n"
    table = read_one(tmp_path, "gjennomforing", text).table

    assert table[["aar", "maalt", "status"]].to_numpy().tolist() == [["2010", "2016", "forsinket"]]


def test_residents_of_single_ages(tmp_path: Path) -> None:
    """As Statistics Norway delivers them, with the country as 0000."""
    rows = residents("2016", "0623", 81) + residents("2016", "0000", 36000)
    table = read_one(tmp_path, "befolkning", "aar;kommunenr;kjonn;alder;antall\n" + rows).table

    assert table["antall"].tolist() == [81] * 30 + [36000] * 30
    assert table["alder"].tolist()[:4] == [15, 15, 16, 16]


def test_periods_that_end_after_the_last_day_are_left_out(tmp_path: Path) -> None:
    """A school year ends on 31 July, a month and a year on their last day."""
    rows = "p1;2014/15;10;0623;K;1;1\np2;2015/16;10;0623;K;2;2\n"
    the_day_before = context(data_til=date(2016, 7, 30))
    before = read_one(tmp_path, "fravaer", FRAVAER + rows, the_day_before)
    that_day = read_one(tmp_path, "fravaer", FRAVAER + rows, context(data_til=date(2016, 7, 31)))

    assert before.table["aar"].tolist() == ["2014/15"]
    assert before.rows_read == 2
    assert that_day.table["aar"].tolist() == ["2014/15", "2015/16"]


def test_the_last_day_holds_for_months_counting_days_and_years(tmp_path: Path) -> None:
    """Residents are counted on 1 January, those outside work in the fourth quarter."""
    last = context(data_til=date(2016, 6, 15))
    nav = (
        "maaned;kommunenr;gruppe;alder;antall\n2016-05;0623;aap;18-29;9\n2016-06;0623;aap;18-29;9\n"
    )
    ot = (
        "ungdom;kommunenr;kjonn;dato;alder;statuskode\n"
        "a;0623;K;2016-06-15;18;OTUK\na;0623;K;2016-06-16;18;OTUK\n"
    )
    folk = "aar;kommunenr;kjonn;alder;antall\n"
    folk += residents("2016", "0623", 81) + residents("2017", "0623", 81)
    neet = "aar;kommunenr;bosatte_15_29;utenfor_15_29\n2015;0623;2400;90\n2016;0623;2400;90\n"
    files = {"nav": nav, "ot": ot, "befolkning": folk, "neet": neet}
    kept = read_all(tmp_path, files, last).tables()

    assert {name: table["aar"].unique().tolist() for name, table in kept.items()} == {
        "nav": ["2016-05"],
        "ot": ["2016-06-15"],
        "befolkning": ["2016"],
        "neet": ["2015"],
    }


def test_a_transition_is_known_on_1_october_and_vg2_a_year_later(tmp_path: Path) -> None:
    """On 31 August 2016 nobody knows where those who left in 2016 will be counted."""
    text = (
        "elev;skoleaar;kommunenr;kjonn;i_vgs;vg2\n"
        "a;2013/14;0623;K;ja;nei\nb;2014/15;0623;K;ja;ja\nc;2015/16;0623;K;ja;\n"
    )
    table = read_one(tmp_path, "overgang", text, context(data_til=date(2016, 8, 31))).table

    assert table["aar"].tolist() == ["2013/14", "2014/15"]
    assert table["vg2"].isna().tolist() == [False, True]


def test_completion_counts_from_the_summer_in_which_it_is_measured(tmp_path: Path) -> None:
    """The cohort of 2010 measured in 2017 is not to be used in 2016."""
    head = "elev;kommunenr;kjonn;kull;maalt;program;status\n"
    rows = "a;0623;K;2010;2016;YF;normert\nb;0623;K;2011;2017;YF;normert\n"
    last = context(data_til=date(2016, 8, 31))
    table = read_one(tmp_path, "gjennomforing", head + rows, last).table

    assert table["aar"].tolist() == ["2010"]
