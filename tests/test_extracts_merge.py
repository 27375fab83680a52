"""Several files make a dataset: every observation once, newer before older, no doubt unsaid."""

from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import Loaded, read_folder
from datapakke.extracts.model import FIL, Extract, Replacement
from datapakke.extracts.source_format import File
from datapakke.reading import Dialect, TextTable
from datapakke.sources import Utelatt
from extracts_helpers import context

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"
OVERGANG = "elev;skoleaar;kommunenr;kjonn;i_vgs;vg2\n"
INNTAK = "elev;skoleaar;kommunenr;kjonn;inntakspoeng\n"
GJENNOMFORING = "elev;kull;maalt;kommunenr;kjonn;program;status\n"
KARAKTERER = "elev;skoleaar;trinn;kommunenr;kjonn;fagkode;standpunkt;eksamen\n"
NAV = "maaned;kommunenr;gruppe;alder;antall\n"
NEET = "aar;kommunenr;bosatte_15_29;utenfor_15_29\n"
PUPIL = "hemmeligelev"


def entry(fil: str, datasett: str, uttrukket: str = "2016-08-15", erstatter: str = "") -> str:
    """Give an entry of kilder.yaml."""
    older = f"    erstatter: {erstatter}\n" if erstatter else ""
    return (
        f"  - datasett: {datasett}\n    fil: {fil}\n    navn: VIGO\n    lisens: egne data\n"
        f"    uttrukket: {uttrukket}\n    syntetisk: true\n{older}"
    )


def load(folder: Path, texts: Mapping[str, str], entries: str, aar: int = 2016) -> Loaded:
    """Write the files and the register, and read them."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "kilder.yaml").write_text(f"kilder:\n{entries}", encoding="utf-8")
    return read_folder(folder, context(aar), FORMATS)


def both(folder: Path, datasett: str, one: str, other: str, aar: int = 2016) -> Loaded:
    """Read a dataset that came in two files."""
    entries = entry("a.csv", datasett) + entry("b.csv", datasett)
    return load(folder, {"a.csv": one, "b.csv": other}, entries, aar)


def extract_of(loaded: Loaded, datasett: str) -> Extract:
    """Give the extract, when nothing was wrong."""
    return loaded.whole().by_name[datasett]


def errors_of(loaded: Loaded) -> list[str]:
    """Give what was wrong."""
    with pytest.raises(ExtractError) as caught:
        loaded.whole()
    return caught.value.lines()


def test_two_files_make_one_table_that_remembers_file_and_line(tmp_path: Path) -> None:
    one = FRAVAER + "p1;2014/15;10;0623;K;3;4\n"
    other = FRAVAER + "p1;2015/16;Vg1;0623;K;5;6\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other), "fravaer")

    assert extract.table["dager"].tolist() == [3, 5]
    assert list(zip(extract.table[FIL], extract.table.index, strict=True)) == [
        ("a.csv", 2),
        ("b.csv", 2),
    ]
    assert [source.rader for source in extract.sources] == [1, 1]
    assert extract.rows_read == 2
    assert extract.personer


def test_the_same_row_in_two_files_is_counted_once(tmp_path: Path) -> None:
    """Also under the code that the municipality has got since."""
    one = FRAVAER + "p1;2015/16;10;0623;K;3;4\n"
    other = FRAVAER + "p2;2015/16;10;0623;K;7;8\np1;2015/16;10;3047;K;3;4\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other), "fravaer")

    assert extract.table["dager"].tolist() == [3, 7]


@pytest.mark.parametrize(
    ("datasett", "one", "other", "differs"),
    [
        (
            "fravaer",
            FRAVAER + f"{PUPIL};2015/16;10;0623;K;3;4\n",
            FRAVAER + f"{PUPIL};2015/16;10;0623;K;3;5\n",
            "«timer» er ikke som der",
        ),
        (
            "karakterer",
            KARAKTERER + f"{PUPIL};2015/16;10;0623;K;ENG0012;4;\n",
            KARAKTERER + f"{PUPIL};2015/16;10;0623;K;ENG0012;4;3\n",
            "«eksamen» er ikke som der",
        ),
        (
            "gjennomforing",
            GJENNOMFORING + f"{PUPIL};2010;2016;0623;K;SF;normert\n",
            GJENNOMFORING + f"{PUPIL};2011;2016;0623;K;SF;normert\n",
            "«aar» er ikke som der",
        ),
    ],
)
def test_rows_about_the_same_that_do_not_agree_are_an_error_that_names_both_places(
    tmp_path: Path, datasett: str, one: str, other: str, differs: str
) -> None:
    (line,) = errors_of(both(tmp_path, datasett, one, other))

    assert line.startswith("b.csv, linje 2: ")
    assert "a.csv, linje 2" in line
    assert differs in line
    assert "Skal b.csv gjelde, skriv «erstatter: a.csv» ved den i registeret." in line
    assert PUPIL not in line


@pytest.mark.parametrize(
    ("datasett", "head", "cells"),
    [
        ("fravaer", FRAVAER, "2015/16;10;{};K;3;4"),
        ("inntakspoeng", INNTAK, "2015/16;{};K;41,5"),
        ("overgang", OVERGANG, "2015/16;{};K;ja;"),
        ("gjennomforing", GJENNOMFORING, "2010;2016;{};K;SF;normert"),
        ("karakterer", KARAKTERER, "2015/16;10;{};K;ENG0012;4;"),
    ],
)
def test_a_pupil_in_two_municipalities_is_refused(
    tmp_path: Path, datasett: str, head: str, cells: str
) -> None:
    """Counted in both, the pupil would be two."""
    one, other = (f"{head}{PUPIL};{cells.format(code)}\n" for code in ("0602", "0623"))
    lines = errors_of(both(tmp_path, datasett, one, other))

    assert lines[0].startswith("b.csv, linje 2, kolonne «kommunenr»: ")
    assert "eleven har en annen kommune i a.csv, linje 2" in lines[0]
    assert "En elev skal telles i én kommune." in lines[0]
    assert PUPIL not in " ".join(lines)


def test_a_pupil_in_two_municipalities_is_refused_across_subjects_and_files(
    tmp_path: Path,
) -> None:
    """No row is about the same observation; the pupil is the same."""
    one = KARAKTERER + f"{PUPIL};2015/16;10;0602;K;ENG0012;4;\n"
    other = KARAKTERER + f"{PUPIL};2015/16;10;0623;K;ENG0013;4;\n"
    (line,) = errors_of(both(tmp_path, "karakterer", one, other))

    assert "eleven har en annen kommune i a.csv, linje 2" in line
    assert PUPIL not in line


@pytest.mark.parametrize(
    ("datasett", "here", "outside"),
    [
        ("fravaer", FRAVAER + "{};2015/16;10;0623;K;3;4\n", "{};2015/16;10;0301;K;3;4\n"),
        ("overgang", OVERGANG + "{};2015/16;0623;K;ja;\n", "{};2015/16;0301;K;ja;\n"),
        (
            "karakterer",
            KARAKTERER + "{};2015/16;10;0623;K;ENG0012;4;\n",
            "{};2015/16;10;0301;K;ENG0013;4;\n",
        ),
    ],
)
def test_a_pupil_who_is_also_in_another_county_is_refused(
    tmp_path: Path, datasett: str, here: str, outside: str
) -> None:
    """Rows about Oslo are not the county's, but whose pupil it is, the analyst must say."""
    head = here.splitlines(keepends=True)[0]
    other = head + outside.format("annen") + outside.format(PUPIL)
    lines = errors_of(both(tmp_path, datasett, here.format(PUPIL), other))

    (line,) = lines
    assert line.startswith("a.csv, linje 2, kolonne «kommunenr»: eleven har en annen kommune i")
    assert " b.csv, linje 3, i samme periode." in line


def test_a_pupil_may_live_in_another_county_in_another_year(tmp_path: Path) -> None:
    one = FRAVAER + "p1;2015/16;Vg1;0623;K;3;4\n"
    other = FRAVAER + "p1;2014/15;10;0301;K;3;4\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other), "fravaer")

    assert extract.table["dager"].tolist() == [3]


@pytest.mark.parametrize("order", [("gml.csv", "ny.csv"), ("ny.csv", "gml.csv")])
def test_a_municipality_of_another_county_can_be_corrected(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    """What is replaced holds no longer, also when its rows were about Oslo."""
    texts = {
        "gml.csv": FRAVAER + "p1;2015/16;10;0301;K;3;4\n",
        "ny.csv": FRAVAER + "p1;2015/16;10;0623;K;3;4\n",
    }
    entries = {
        "gml.csv": entry("gml.csv", "fravaer"),
        "ny.csv": entry("ny.csv", "fravaer", erstatter="gml.csv"),
    }
    register = "".join(entries[name] for name in order)
    extract = extract_of(load(tmp_path, texts, register), "fravaer")

    assert extract.table["dager"].tolist() == [3]


@pytest.mark.parametrize("pupil", ["p1", "p2"])
def test_a_newer_file_replaces_also_with_rows_outside_the_county(
    tmp_path: Path, pupil: str
) -> None:
    """Whoever lived in Modum in the older file does not, and nobody is in two places."""
    texts = {
        "gml.csv": FRAVAER + "p1;2015/16;10;0623;K;3;4\np1;2014/15;10;0623;K;1;1\n",
        "ny.csv": FRAVAER + f"{pupil};2015/16;10;0301;K;3;4\n",
    }
    entries = entry("gml.csv", "fravaer") + entry("ny.csv", "fravaer", erstatter="gml.csv")
    extract = extract_of(load(tmp_path, texts, entries), "fravaer")

    assert extract.table["dager"].tolist() == [1]
    assert extract.replaced == (Replacement("ny.csv", "gml.csv", ("2015/16",), 0, 1, 0),)


@pytest.mark.parametrize(
    ("newer", "description"),
    [
        (NAV + "2016-06;0301;aap;18-29;8\n", ""),
        (
            NAV + "2016-06;0623;aap;18-29;..\n2016-04;0623;aap;18-29;6\n",
            (
                "    kolonner: {maaned: maaned, kommunenr: kommunenr, gruppe: gruppe, alder: alder,"
                ' antall: antall}\n    symboler: {mangler: ".."}\n'
            ),
        ),
        (NAV + "2016-06;3047;aap;18-29;0\n", ""),
    ],
)
def test_a_newer_file_replaces_a_period_of_which_it_has_no_figure(
    tmp_path: Path, newer: str, description: str
) -> None:
    """Outside the county, missing, or nothing but 0 under a later code."""
    texts = {
        "gml.csv": NAV + "2016-06;0623;aap;18-29;9\n2016-05;0623;aap;18-29;7\n",
        "ny.csv": newer,
    }
    entries = entry("gml.csv", "nav") + entry("ny.csv", "nav", erstatter="gml.csv") + description
    table = extract_of(load(tmp_path, texts, entries), "nav").table

    assert dict(zip(table["aar"], table["antall"], strict=True)).get("2016-06") is None
    assert 7 in table["antall"].tolist()


def test_a_newer_public_file_replaces_a_year_that_it_has_blank(tmp_path: Path) -> None:
    """Two cuts of SSB's table: in the newer the figures are withdrawn."""
    head = "kommunenr_2015;kommune;bosatte_15_29;utenfor_15_29\n"
    texts = {
        "gml.csv": head + "0623;Modum;2400;190\n",
        "ny.csv": head + "0623;Modum;..;..\n",
    }
    entries = entry("gml.csv", "neet") + entry("ny.csv", "neet", erstatter="gml.csv")
    extract = extract_of(load(tmp_path, texts, entries), "neet")

    assert extract.table.empty


def test_a_pupil_whose_municipalities_are_one_today_is_one(tmp_path: Path) -> None:
    """Nedre Eiker and Drammen: the same Drammen in 2024's division."""
    parts = "".join(f"q{code};2018/19;10;{code};K;1;1\n" for code in ("0602", "0625", "0711"))
    one = FRAVAER + parts + "p1;2018/19;10;0602;K;3;4\n"
    other = FRAVAER + "p1;2018/19;10;0625;K;3;4\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other, 2024), "fravaer")

    assert extract.table["kommunenr"].tolist() == ["3301"] * 4


def test_a_subject_is_counted_once_whatever_its_code(tmp_path: Path) -> None:
    """A pupil with the subject under both curricula's codes would be two in its mean."""
    text = KARAKTERER + "".join(
        f"{PUPIL};2020/21;10;0623;K;{code};{grade};\n"
        for code, grade in (("ENG0012", 4), ("ENG0030", 5))
    )
    fag = {"ENG0012": "engelsk_skriftlig", "ENG0030": "engelsk_skriftlig"}
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    register = "kilder:\n" + entry("a.csv", "karakterer")
    (tmp_path / "kilder.yaml").write_text(register, encoding="utf-8")
    against = context()
    against = type(against)(against.inndeling, against.fylkets_koder, fag)
    (line,) = errors_of(read_folder(tmp_path, against, FORMATS))

    assert line.startswith("a.csv, linje 3: er samme person og periode som linje 2")
    assert "«standpunkt» er ikke som der" in line


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        (
            "{0}low;2015/16;10;0623;K;3;4\n{0}LOW;2015/16;10;0623;K;3;4\n",
            "",
            "a.csv, linje 3: linje 2",
        ),
        (
            "{0}low;2015/16;10;0623;K;3;4\n",
            "{0}LOW;2014/15;10;0623;K;3;4\n",
            "b.csv, linje 2: a.csv, linje 2",
        ),
        (
            "{0}LOW;2015/16;10;0623;K;3;4\n",
            "{0}Low;2015/16;10;0301;K;3;4\n",
            "b.csv, linje 2: a.csv, linje 2",
        ),
    ],
)
def test_pseudonyms_that_differ_only_in_capitals_are_refused_and_not_shown(
    tmp_path: Path, one: str, other: str, where: str
) -> None:
    """One pupil would be two; also in another file, another year, another county."""
    texts = {"a.csv": FRAVAER + one.format(PUPIL), "b.csv": FRAVAER + other.format(PUPIL)}
    texts["b.csv"] += "p2;2015/16;10;0623;K;5;6\nP3;2015/16;10;0623;K;5;6\n"
    entries = entry("a.csv", "fravaer") + entry("b.csv", "fravaer")
    (line,) = errors_of(load(tmp_path, texts, entries))

    place, first = where.split(": ")
    assert line.startswith(f"{place}: pseudonymet er det samme som i {first}, bortsett fra store")
    assert PUPIL not in line


def test_a_pseudonym_in_other_capitals_may_be_corrected(tmp_path: Path) -> None:
    """What is replaced is in no dataset."""
    texts = {
        "gml.csv": FRAVAER + "p1;2015/16;10;0623;K;3;4\n",
        "ny.csv": FRAVAER + "P1;2015/16;10;0623;K;3;4\nP2;2015/16;10;0623;K;5;6\n",
    }
    entries = entry("gml.csv", "fravaer") + entry("ny.csv", "fravaer", erstatter="gml.csv")

    assert extract_of(load(tmp_path, texts, entries), "fravaer").table["dager"].tolist() == [3, 5]


def test_pupils_have_one_number_through_all_files(tmp_path: Path) -> None:
    one = KARAKTERER + "p1;2015/16;10;0623;K;ENG0012;4;\np2;2015/16;10;0623;M;ENG0012;3;\n"
    other = KARAKTERER + "p2;2015/16;10;0623;M;ENG0013;3;\np1;2014/15;10;0623;K;ENG0013;3;\n"
    table = extract_of(both(tmp_path, "karakterer", one, other), "karakterer").table

    assert table["elevnr"].tolist() == [0, 1, 1, 2]
    assert table["elevnr"].dtype == "Int64"


def test_nothing_of_the_pseudonyms_outlives_the_merge(tmp_path: Path) -> None:
    """Neither they, nor the numbers that stood for them."""
    one = FRAVAER + f"{PUPIL};2014/15;10;0623;K;3;4\n"
    other = FRAVAER + f"{PUPIL};2015/16;10;0623;K;3;4\n"
    loaded = both(tmp_path, "fravaer", one, other)
    extract = extract_of(loaded, "fravaer")

    assert set(extract.table) == {
        "kommunenr",
        "aar",
        "kjonn",
        "trinn",
        "dager",
        "timer",
        "kode",
        "fil",
    }
    assert PUPIL not in repr(loaded) + extract.table.to_csv()


def test_figures_that_stand_in_two_files_are_counted_once_or_are_an_error(tmp_path: Path) -> None:
    one = NAV + "2016-06;0623;aap;18-29;8\n2016-06;0602;aap;18-29;*\n"
    same = extract_of(both(tmp_path, "nav", one, one.replace("aap;18", "aap;18") + "\n"), "nav")
    assert same.table["antall"].fillna(-1).tolist() == [8, -1]
    assert not same.personer

    lines = errors_of(both(tmp_path, "nav", one, one.replace(";8", ";9").replace("*", "5")))
    assert [line.split(":")[0] for line in lines] == ["b.csv, linje 2", "b.csv, linje 3"]
    assert "har andre tall for 0623 2016-06 enn a.csv, linje 2" in lines[0]
    assert "skriv «erstatter: a.csv»" in lines[1]


def test_the_same_content_under_two_names_is_an_error(tmp_path: Path) -> None:
    text = FRAVAER + "p1;2015/16;10;0623;K;3;4\n"
    assert errors_of(both(tmp_path, "fravaer", text, text)) == [
        "b.csv: er den samme filen som a.csv under et annet navn. Ta bort den ene."
    ]


def test_a_file_that_changes_while_it_is_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the record says was read must be what was read."""
    (tmp_path / "a.csv").write_text(NEET + "2015;0623;2400;190\n", encoding="utf-8")
    (tmp_path / "kilder.yaml").write_text("kilder:\n" + entry("a.csv", "neet"), encoding="utf-8")
    read = File.text

    def read_and_change(self: File, known: Dialect, *, categories: bool = False) -> TextTable:
        text = read(self, known, categories=categories)
        (tmp_path / "a.csv").write_text(NEET + "2015;0623;2400;191\n", encoding="utf-8")
        return text

    monkeypatch.setattr(File, "text", read_and_change)
    assert errors_of(read_folder(tmp_path, context(), FORMATS)) == [
        "a.csv: ble endret eller borte mens den ble lest. Kjør kommandoen på nytt."
    ]


def test_an_error_in_one_file_does_not_hide_those_in_the_others(tmp_path: Path) -> None:
    """Not in other files of the dataset, and not in other datasets."""
    texts = {
        "a.csv": FRAVAER + "p1;2015/16;10;0623;K;tre;4\n",
        "b.csv": "",
        "c.csv": FRAVAER + "p3;2015/16;10;0623;X;3;4\n",
        "d.csv": INNTAK + "p1;2015/16;0623;K;410\n",
    }
    entries = "".join(entry(name, "fravaer") for name in ("a.csv", "b.csv", "c.csv"))
    lines = errors_of(load(tmp_path, texts, entries + entry("d.csv", "inntakspoeng")))

    assert [line.partition(":")[0].partition(",")[0] for line in lines] == [
        "a.csv",
        "b.csv",
        "c.csv",
        "d.csv",
    ]


def test_a_newer_file_replaces_the_periods_that_it_has(tmp_path: Path) -> None:
    """And what it changed is counted: one other, one gone, one new."""
    old = (
        FRAVAER
        + "a;2014/15;10;0623;K;1;1\n"
        + "".join(
            f"{name};2015/16;10;0623;K;{days};1\n" for name, days in (("a", 2), ("b", 3), ("c", 4))
        )
    )
    new = FRAVAER + "".join(
        f"{name};2015/16;10;0623;K;{days};1\n" for name, days in (("a", 2), ("b", 9), ("d", 5))
    )
    entries = entry("ny.csv", "fravaer", "2016-09-01", "gml.csv") + entry("gml.csv", "fravaer")
    extract = extract_of(load(tmp_path, {"gml.csv": old, "ny.csv": new}, entries), "fravaer")

    rows = extract.table[["aar", "dager", FIL]].astype({FIL: "str"}).to_numpy().tolist()
    assert sorted(rows) == [
        ["2014/15", 1, "gml.csv"],
        ["2015/16", 2, "ny.csv"],
        ["2015/16", 5, "ny.csv"],
        ["2015/16", 9, "ny.csv"],
    ]
    assert extract.replaced == (
        Replacement("ny.csv", "gml.csv", ("2015/16",), endret=1, borte=1, nye=1),
    )


@pytest.mark.parametrize("order", ["123", "321", "213", "231"])
def test_a_file_replaces_also_what_the_replaced_one_replaces(tmp_path: Path, order: str) -> None:
    """In whatever order the register has them: nothing of the first file comes back."""
    first = "".join(f"p{n};2014/15;10;0623;K;{n};1\np{n};2015/16;10;0623;K;{n};1\n" for n in "123")
    texts = {
        "1.csv": FRAVAER + first,
        "2.csv": FRAVAER + "p1;2015/16;10;0623;K;11;1\n",
        "3.csv": FRAVAER + "p2;2015/16;10;0623;K;12;1\np1;2014/15;10;0623;K;13;1\n",
    }
    entries = {
        "1": entry("1.csv", "fravaer", "2016-08-01"),
        "2": entry("2.csv", "fravaer", "2016-08-02", "1.csv"),
        "3": entry("3.csv", "fravaer", "2016-08-03", "2.csv"),
    }
    register = "".join(entries[n] for n in order)
    extract = extract_of(load(tmp_path, texts, register), "fravaer")

    assert extract.table["dager"].tolist() == [12, 13]
    assert extract.replaced == (
        Replacement("2.csv", "1.csv", ("2015/16",), endret=1, borte=2, nye=0),
        Replacement("3.csv", "2.csv", ("2014/15", "2015/16"), endret=1, borte=3, nye=1),
    )


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        (
            entry("a.csv", "fravaer", erstatter="b.csv")
            + entry("b.csv", "fravaer", erstatter="a.csv"),
            "erstatter seg selv, eller filer erstatter hverandre",
        ),
        (
            entry("a.csv", "fravaer", erstatter="a.csv") + entry("b.csv", "fravaer"),
            "erstatter seg selv, eller filer erstatter hverandre",
        ),
        (
            entry("a.csv", "fravaer", "2016-08-14", "b.csv") + entry("b.csv", "fravaer"),
            "er trukket ut før «b.csv», som den skal erstatte",
        ),
        (
            entry("a.csv", "fravaer", erstatter="b.csv") + entry("b.csv", "inntakspoeng"),
            "«b.csv», som skal erstattes, er ikke en annen fil av samme datasett",
        ),
        (
            entry("a.csv", "fravaer", erstatter="c.csv") + entry("b.csv", "fravaer"),
            "«c.csv», som skal erstattes, er ikke en annen fil av samme datasett",
        ),
    ],
)
def test_what_cannot_be_replaced_is_told(tmp_path: Path, entries: str, what: str) -> None:
    texts = {
        "a.csv": FRAVAER + "p1;2015/16;10;0623;K;3;4\n",
        "b.csv": (INNTAK if "inntak" in entries else FRAVAER) + "",
    }
    lines = errors_of(load(tmp_path, texts, entries))

    assert any(what in line and "kilder.yaml, linje 2" in line for line in lines), lines


def test_what_is_left_out_for_its_code_follows_the_extract(tmp_path: Path) -> None:
    """3005 Drammen is none of 2016's; Oslo, and Svelvik then, are no concern of the county."""
    one = FRAVAER + "p1;2019/20;10;0623;K;3;4\np2;2019/20;10;3005;K;3;4\n"
    one += "p5;2018/19;10;0711;K;3;4\n"
    other = FRAVAER + "p3;2020/21;10;3005;K;5;6\np4;2020/21;10;0301;K;5;6\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other), "fravaer")

    assert extract.utelatt == (Utelatt("3005", (), ("2019/20", "2020/21")),)


def test_a_file_of_which_nothing_is_used_is_no_trouble(tmp_path: Path) -> None:
    """All its rows are about another county."""
    one = FRAVAER + "p1;2015/16;10;0301;K;3;4\n"
    other = FRAVAER + "p2;2015/16;10;0623;K;5;6\n"
    extract = extract_of(both(tmp_path, "fravaer", one, other), "fravaer")

    assert extract.table["dager"].tolist() == [5]
    assert extract.table["dager"].dtype == "Int64"
    assert extract.rows_read == 2


ROWS = [
    f"p{n};2015/16;10;{code};{kjonn};{n};{n * 2}"
    for n, code, kjonn in zip(
        range(12), cycle(("0602", "0623", "3047", "0625")), cycle("KM"), strict=False
    )
]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.lists(st.sets(st.sampled_from(range(len(ROWS)))), min_size=1, max_size=4),
    order=st.permutations(range(len(ROWS))),
)
def test_a_file_cut_in_pieces_that_overlap_is_the_same_dataset(
    tmp_path: Path, parts: list[set[int]], order: list[int]
) -> None:
    """Every row once, whatever files it stands in; its place is the first of them."""
    rest = set(range(len(ROWS))).difference(*parts)
    pieces = [[n for n in order if n in part] for part in [*parts, rest]]
    wanted: dict[int, str] = {}
    texts = {}
    for number, piece in enumerate(pieces):
        if piece:
            texts[f"{number}.csv"] = FRAVAER + "".join(f"{ROWS[n]}\n" for n in piece)
            for n in piece:
                wanted.setdefault(n, f"{number}.csv")
    distinct = {text: name for name, text in reversed(texts.items())}
    entries = "".join(entry(name, "fravaer") for name in texts)
    for old in tmp_path.iterdir():
        old.unlink()
    loaded = load(tmp_path, texts, entries)

    if len(distinct) < len(texts):
        assert "er den samme filen som" in errors_of(loaded)[0]
    else:
        table = extract_of(loaded, "fravaer").table
        assert dict(zip(table["dager"], table[FIL].astype("str"), strict=True)) == wanted
