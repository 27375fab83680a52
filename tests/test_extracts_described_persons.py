"""Described files with a row per pupil, several files of a dataset, and layouts that are told."""

from pathlib import Path
from textwrap import indent

from described_helpers import cells, described, load, write_described, wrong
from extracts_helpers import register_entry

HEAD = "Elev-ID;År;Trinn;Hjem;Kjønn;Fraværsdager;Fraværstimer;Skole\n"
ABSENCE = """\
kolonner:
  elev: Elev-ID
  skoleaar: År
  trinn: {kolonne: Trinn, verdier: {10. trinn: "10", VG1: Vg1}}
  kommunenr: Hjem
  kjonn: Kjønn
  dager: Fraværsdager
  timer: Fraværstimer
ubrukt: Skole
"""
FNR = "01010150074"
"""Made for the test: a valid date with valid control digits."""


def pupils(*days: int) -> str:
    """Give a file with a pupil for each number of days."""
    rows = (
        f"p{n};2015-16;10. trinn;0623 Modum;Jente;{dager},0;4;X\n" for n, dager in enumerate(days)
    )
    return HEAD + "".join(rows)


def test_pupils_of_a_described_file_are_those_of_the_dataset(tmp_path: Path) -> None:
    """The pseudonym goes; words mean what the register says."""
    text = pupils(3) + "q;2015-2016;VG1;602;Gutt;12;0;X\n"
    extract = described(tmp_path, "fravaer", text, ABSENCE)

    columns = ("kommunenr", "aar", "kjonn", "trinn", "dager", "timer")
    assert cells(extract, *columns) == [
        ["0623", "2015/16", "K", "10", 3, 4],
        ["0602", "2015/16", "M", "Vg1", 12, 0],
    ]
    assert not {"elev", "Elev-ID"} & set(extract.table)


def test_what_is_shown_of_a_file_about_pupils_is_no_pupil(tmp_path: Path) -> None:
    """Each column's own cells in order: no row of them is a row of the file."""
    text = pupils(9, 3) + "q;2015-2016;VG1;602;Gutt;12;0;X\n"
    extract = described(tmp_path, "fravaer", text, ABSENCE)

    assert extract.observed[0].understood == (
        ("skoleaar", "trinn", "kommunenr", "kjonn", "dager", "timer"),
        ("2015/16", "10", "0602", "K", "12", "0"),
        ("", "Vg1", "0623", "M", "3", "4"),
        ("", "", "", "", "9", ""),
    )


def test_a_pupil_without_a_figure_is_shown_as_missing(tmp_path: Path) -> None:
    """Blank, or a symbol for it; the file is read."""
    text = "Id;År;Kom;Kj;P\np1;2015-16;0623;K;30,5\np2;2015-16;0623;K;\np3;2015-16;602;M;x\n"
    description = (
        "kolonner: {elev: Id, skoleaar: År, kommunenr: Kom, kjonn: Kj, inntakspoeng: P}\n"
        "symboler: {mangler: x}\n"
    )
    extract = described(tmp_path, "inntakspoeng", text, description)

    assert cells(extract, "inntakspoeng") == [[30.5], [None], [None]]
    assert [row[-1] for row in extract.observed[0].understood] == [
        "inntakspoeng",
        "mangler",
        "30,5",
    ]


def test_a_blank_that_is_meant_is_shown_as_blank(tmp_path: Path) -> None:
    """And not as the end of a column with fewer values."""
    text = "Id;År;Kom;Kj;I;V\np1;2012-13;0623;K;ja;ja\np2;2012-13;0623;K;nei;\n"
    description = (
        "kolonner: {elev: Id, skoleaar: År, kommunenr: Kom, kjonn: Kj, i_vgs: I, vg2: V}\n"
    )
    extract = described(tmp_path, "overgang", text, description)

    assert [row[-3:] for row in extract.observed[0].understood] == [
        ("kjonn", "i_vgs", "vg2"),
        ("K", "ja", "tomt"),
        ("", "nei", "ja"),
    ]


def test_the_first_rows_of_a_file_about_places_are_shown_as_understood(tmp_path: Path) -> None:
    """Hidden and missing in words, since each source has its own symbols."""
    figures = [1, 2, ":", 4, 5, 6, 7]
    rows = (f"2025{n:02d};602 Drammen;{figure}\n" for n, figure in enumerate(figures, 1))
    text = "Mnd;Kom;N\n" + "".join(rows)
    description = "kolonner: {maaned: Mnd, kommunenr: Kom, antall: N}\nsymboler: {skjult: ':'}\n"
    extract = described(tmp_path, "helt_ledige", text, description)

    assert extract.observed[0].understood[:5] == (
        ("maaned", "kommunenr", "antall"),
        ("2025-01", "0602", "1"),
        ("2025-02", "0602", "2"),
        ("2025-03", "0602", "skjult"),
        ("2025-04", "0602", "4"),
    )
    assert len(extract.observed[0].understood) == 6


def test_a_pupil_that_is_odd_is_a_warning_without_the_pupil(tmp_path: Path) -> None:
    """How many, never on which line."""
    write_described(tmp_path, "fravaer", pupils(120, *range(30)), ABSENCE)
    loaded = load(tmp_path)

    (line,) = [str(one) for one in loaded.extracts.warnings]
    assert loaded.total == 0
    assert line == (
        "data.csv, kolonne «Fraværsdager»: 1 av 31 tall ligger utenfor det vanlige, 0–100 dager."
    )


def test_many_odd_pupils_are_a_lost_decimal_comma(tmp_path: Path) -> None:
    """90 days for 9,0 in every row is no matter of single pupils."""
    days = [number * 10 for number in range(19)]
    (line,) = wrong(tmp_path, "fravaer", pupils(*days), ABSENCE)

    assert line.startswith("data.csv, kolonne «Fraværsdager»: 8 av 19 tall ligger utenfor")
    assert "«plausibel»" in line
    confirmed = ABSENCE + "plausibel: {dager: [0, 190]}\n"
    assert len(described(tmp_path, "fravaer", pupils(*days), confirmed).table) == 19


def test_a_pseudonym_is_not_quoted(tmp_path: Path) -> None:
    """Neither when it is wrong nor when its row is."""
    text = HEAD + "Kari Nordmann;2015-16;10. trinn;623;Jente;x;4;X\n"
    lines = wrong(tmp_path, "fravaer", text, ABSENCE)

    assert "Kari" not in "\n".join(lines)
    assert [line.split(":")[0] for line in lines] == [
        "data.csv, linje 2, kolonne «Elev-ID»",
        "data.csv, linje 2, kolonne «Fraværsdager»",
    ]


def test_a_foedselsnummer_in_a_column_that_is_not_used_is_refused(tmp_path: Path) -> None:
    """The file must not lie there."""
    (line,) = wrong(tmp_path, "fravaer", pupils(3).replace("4;X", f"4;{FNR}"), ABSENCE)

    assert line.startswith("data.csv, linje 2, kolonne «Skole»: her står noe som ser ut som et")
    assert FNR not in line


def test_rules_between_cells_are_told_by_the_files_own_columns(tmp_path: Path) -> None:
    """The dataset's rules hold; where to look is a column of the file."""
    text = "Kom;Alle;Ute\n602;10;11\n"
    description = (
        "kolonner: {aar: {verdi: '2016'}, kommunenr: Kom, bosatte_15_29: Alle,"
        " utenfor_15_29: Ute}\n"
    )
    (line,) = wrong(tmp_path, "neet", text, description)

    assert line == (
        "data.csv, linje 2, kolonne «Ute»: her står «11», men det skal være høyst tallet på"
        " bosatte."
    )


def test_the_same_pupil_twice_is_told(tmp_path: Path) -> None:
    """By the lines of the file."""
    (line,) = wrong(tmp_path, "fravaer", pupils(3) + pupils(3).removeprefix(HEAD), ABSENCE)

    assert line.startswith("data.csv, linje 3: er samme observasjon som linje 2")


LEDIGE = "kolonner: {maaned: Mnd, kommunenr: Kom, antall: N}\n"


def folder_of(folder: Path, files: dict[str, tuple[str, str]]) -> Path:
    """Write files of ``helt_ledige``, each with its text and what the register says more of it."""
    register = "kilder:\n"
    for name, (text, more) in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        register += register_entry("helt_ledige", name) + indent(more, "    ")
    (folder / "kilder.yaml").write_text(register, encoding="utf-8")
    return folder


def test_described_and_own_files_make_one_dataset(tmp_path: Path) -> None:
    """Each in its own way; what both have is counted once."""
    folder_of(
        tmp_path,
        {
            "gammel.csv": ("Mnd;Kom;N\n202501;602;5\n202502;602;6\n", LEDIGE),
            "ny.csv": (
                "Kom|2025M02|2025M03\n602 Drammen|6|7\n",
                ("kolonner: {kommunenr: Kom}\nverdikolonner: {antall: '{maaned}'}\n"),
            ),
        },
    )
    extract = load(tmp_path).whole().by_name["helt_ledige"]

    assert cells(extract, "aar", "antall") == [["2025-01", 5], ["2025-02", 6], ["2025-03", 7]]
    assert [source.fil for source in extract.sources] == ["gammel.csv", "ny.csv"]


def test_a_described_file_replaces_an_older_one(tmp_path: Path) -> None:
    """And what it changed is counted."""
    folder_of(
        tmp_path,
        {
            "gammel.csv": ("Mnd;Kom;N\n202501;602;5\n202502;602;6\n", LEDIGE),
            "ny.csv": ("Mnd;Kom;N\n202502;602;8\n", LEDIGE + "erstatter: gammel.csv\n"),
        },
    )
    extract = load(tmp_path).whole().by_name["helt_ledige"]

    assert cells(extract, "aar", "antall") == [["2025-01", 5], ["2025-02", 8]]
    assert extract.replaced[0].endret == 1


def test_a_layout_is_told_for_our_own_formats_too(tmp_path: Path) -> None:
    """``lesing`` alone is no description."""
    head = "elev,skoleaar,trinn,kommunenr,kjonn,dager,timer\n"
    text = "Uttrekk, tatt ut i går\n" + head + "p1,2015/16,10,0623,K,3,4\n"
    told = "lesing: {tegnkoding: cp865, skilletegn: ',', overskrift: 2}\n"
    extract = described(tmp_path, "fravaer", text.encode("cp865"), told)

    assert cells(extract, "kommunenr", "dager") == [["0623", 3]]
    (read_as,) = [seen.read_as for seen in extract.observed]
    assert read_as is not None
    assert (read_as.encoding, read_as.delimiter, read_as.header_line) == ("cp865", ",", 2)


def test_a_layout_that_is_told_wrongly_is_an_error(tmp_path: Path) -> None:
    """In the register when it cannot be, in the file when it is not so."""
    told = "lesing: {tegnkoding: latin, skilletegn: ':', overskrift: en, ark: 1, arkk: x}\n"
    lines = wrong(tmp_path, "fravaer", pupils(3), told)

    assert [line.split(":")[0] for line in lines[:5]] == [
        "kilder.yaml, linje 8, kolonne 26",
        "kilder.yaml, linje 8, kolonne 45",
        "kilder.yaml, linje 8, kolonne 62",
        "kilder.yaml, linje 8, kolonne 71",
        "kilder.yaml, linje 8, kolonne 74",
    ]
