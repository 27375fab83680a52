"""The running number that tells pupils apart in the table of grades."""

from pathlib import Path

from extracts_helpers import read_one


def test_rows_of_one_pupil_have_one_number_and_different_pupils_have_different_ones(
    tmp_path: Path,
) -> None:
    """Who failed in at least one subject is counted by it; the pseudonym itself is gone."""
    text = (
        "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen\n"
        "a1;2015/16;10;0623;K;ENG0012;4;\n"
        "b2;2015/16;10;0623;K;ENG0012;3;\n"
        "a1;2015/16;10;0623;K;ENG0013;5;\n"
    )

    table = read_one(tmp_path, "karakterer", text).table

    assert table["elevnr"].tolist() == [0, 1, 0]
    assert not table.isin(["a1", "b2"]).any(axis=None)


def test_the_number_does_not_follow_a_pupil_from_year_to_year(tmp_path: Path) -> None:
    """a1 in year 10 and in Vg1 are two numbers."""
    text = (
        "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen\n"
        "a1;2014/15;10;0623;K;ENG0012;4;\n"
        "a1;2015/16;Vg1;0623;K;ENG0013;5;\n"
    )

    assert read_one(tmp_path, "karakterer", text).table["elevnr"].tolist() == [0, 1]
