"""The formats that sources have been met with, each read by a description alone."""

from pathlib import Path

import pytest

from described_helpers import cells, described, wrong
from extracts_helpers import residents
from workbooks import PERCENT, styled, workbook

POENG = """\
kolonner:
  skoleaar: År
  kommunenr: Kommune
  kjonn: Kjønn
  snitt: Poeng
  antall: Elever
symboler: {skjult: "*", mangler: "."}
"""
LEDIGE = """\
kolonner:
  maaned: Måned
  kommunenr: Kommune
  antall: Antall
"""
PROSENT = LEDIGE.replace("antall: Antall", "prosent: Prosent")
YEARS_IN_WORDS = "aar: {kolonne: År, verdier: {Ar 21: '2021', Ar 22: '2022'}}"
COLUMNS = ("kommunenr", "aar", "antall")


def test_utf16_with_a_mark_and_vertical_lines(tmp_path: Path) -> None:
    """No ``sep=`` line; found out by itself."""
    text = "Måned|Kommune|Antall\r\n202501|0623 Modum|12\r\n202502|0623 Modum|1 730\r\n"
    extract = described(tmp_path, "helt_ledige", text.encode("utf-16"), LEDIGE)

    assert cells(extract, *COLUMNS) == [["0623", "2025-01", 12], ["0623", "2025-02", 1730]]
    assert extract.observed[0].read_as is not None
    assert extract.observed[0].read_as.delimiter == "|"


def test_long_utf8_with_a_point_for_what_is_missing(tmp_path: Path) -> None:
    """The row of which all is missing was not delivered; school years have four digits twice."""
    text = (
        "\ufeffÅr;Kommune;Kjønn;Poeng;Elever\n2014-2015;602;Begge kjønn;41,4;590\n"
        "2014-2015;623;Alle kjønn;.;.\n2015-2016;623;Alle kjønn;*;*\n"
    )
    extract = described(tmp_path, "grunnskolepoeng", text, POENG)

    assert cells(extract, "kommunenr", "aar", "kjonn", "snitt", "antall") == [
        ["0602", "2014/15", "alle", 41.4, 590],
        ["0623", "2015/16", "alle", None, None],
    ]


def test_a_figure_that_is_missing_beside_one_that_is_there_is_told(tmp_path: Path) -> None:
    """A mean without its number cannot be summed."""
    text = "År;Kommune;Kjønn;Poeng;Elever\n2014-2015;602;Alle kjønn;41,4;.\n"
    lines = wrong(tmp_path, "grunnskolepoeng", text, POENG)

    assert lines == [
        "data.csv, linje 2, kolonne «Elever»: tallet mangler, men resten av raden er der."
    ]


def test_latin1_with_a_title_and_a_blank_line(tmp_path: Path) -> None:
    """Title, blank line, header; code and name in one cell."""
    text = (
        "Helt ledige\n\nMåned;Kommune;Antall\n2025-01-01;3803 Tønsberg;9\n2025-01-01;0623 Modum;8\n"
    )
    extract = described(tmp_path, "helt_ledige", text.encode("iso8859-1"), LEDIGE)

    assert cells(extract, *COLUMNS) == [["0623", "2025-01", 8]]
    names = extract.observed[0].names[["kode", "navn"]].to_numpy().tolist()
    assert names == [["3803", "Tønsberg"], ["0623", "Modum"]]


def test_cp1252_with_four_header_rows(tmp_path: Path) -> None:
    """They are joined, and the joined names have a form."""
    text = "Region;Ledige;\n;Antall;\n;Begge kjønn;\n;2016M05;2016M06\nK0602;31;32\nK0623;7;8\n"
    description = (
        "lesing: {overskrift: 1, overskriftsrader: 4, tegnkoding: cp1252}\n"
        "kolonner: {kommunenr: Region}\n"
        'verdikolonner: {antall: "Ledige Antall Begge kjønn {maaned}"}\n'
    )
    extract = described(tmp_path, "helt_ledige", text.encode("cp1252"), description)

    assert cells(extract, *COLUMNS) == [
        ["0602", "2016-05", 31],
        ["0602", "2016-06", 32],
        ["0623", "2016-05", 7],
        ["0623", "2016-06", 8],
    ]
    assert extract.table.index.tolist() == [5, 5, 6, 6]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_spaces_between_thousands(tmp_path: Path, space: str) -> None:
    """Of any kind."""
    text = f"Måned;Kommune;Antall\n202501;602;1{space}730\n"

    assert cells(described(tmp_path, "helt_ledige", text, LEDIGE), "antall") == [[1730]]


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("2,9%", "prosent"),
        ("2,9", "prosent"),
        ("0.029", "andel"),
        ("0,0290000", "andel"),
        ("29", "promille"),
    ],
)
def test_a_share_in_each_unit(tmp_path: Path, cell: str, unit: str) -> None:
    """It is what the register says that it is."""
    text = f"Måned;Kommune;Prosent\n202501;602;{cell}\n"
    extract = described(tmp_path, "helt_ledige_prosent", text, PROSENT + f"enhet: {unit}\n")

    assert cells(extract, "prosent") == [[2.9]]


def test_a_share_must_say_its_unit(tmp_path: Path) -> None:
    """0,9 could be 0,9 or 90 percent."""
    lines = wrong(tmp_path, "helt_ledige_prosent", "Måned;Kommune;Prosent\n202501;602;1\n", PROSENT)

    assert "\n".join(lines) == (
        "kilder.yaml, linje 2, kolonne 5: her mangler «enhet» for andelene: prosent, andel eller"
        " promille."
    )


def test_parts_of_1_that_are_said_to_be_percent_are_told(tmp_path: Path) -> None:
    """And the other way round they leave the possible range."""
    rows = "".join(f"2025{month:02d};602;0,{month}\n" for month in range(1, 8))
    text = "Måned;Kommune;Prosent\n" + rows
    (line,) = wrong(tmp_path, "helt_ledige_prosent", text, PROSENT + "enhet: prosent\n")
    (other,) = wrong(
        tmp_path, "helt_ledige_prosent", text.replace("0,1", "2,9"), PROSENT + "enhet: andel\n"
    )

    assert "kolonne «Prosent»" in line
    assert "alle tall er 1 prosent eller lavere. Er «enhet: prosent» riktig?" in line
    assert "linje 2, kolonne «Prosent»: her står «2,9»" in other


@pytest.mark.parametrize("cell", ["0,029", "1", "0,9%"])
def test_shares_of_at_most_1_percent_are_confirmed(tmp_path: Path, cell: str) -> None:
    """However few they are; a range that goes further confirms nothing."""
    text = f"Kommune;2016M01;2016M02\n602;{cell};0\n"
    description = (
        "kolonner: {kommunenr: Kommune}\nverdikolonner: {prosent: '{maaned}'}\nenhet: prosent\n"
    )
    for more in ("", "plausibel: {prosent: [0, 30]}\n"):
        (line,) = wrong(tmp_path, "helt_ledige_prosent", text, description + more)
        assert line.endswith("så oppgi «plausibel: {prosent: [0, 1]}» i kilder.yaml.")
    extract = described(
        tmp_path, "helt_ledige_prosent", text, description + "plausibel: {prosent: [0, 1]}\n"
    )
    assert cells(extract, "prosent") == [[float(cell.strip("%").replace(",", "."))], [0.0]]


def test_shares_that_are_all_0_are_0_in_any_unit(tmp_path: Path) -> None:
    """There is nothing to confirm."""
    text = "Måned;Kommune;Prosent\n" + "".join(f"2016{n:02d};602;0\n" for n in range(1, 8))
    extract = described(tmp_path, "helt_ledige_prosent", text, PROSENT + "enhet: prosent\n")

    assert cells(extract, "prosent") == [[0.0]] * 7


def test_a_lost_decimal_comma_is_told_and_a_true_figure_confirmed(tmp_path: Path) -> None:
    """``29`` for ``2,9``: possible, surprising, and never mended."""
    text = "Måned;Kommune;Prosent\n202501;602;29\n202502;602;2,9\n"
    described_so = PROSENT + "enhet: prosent\n"
    (line,) = wrong(tmp_path, "helt_ledige_prosent", text, described_so)

    assert line.startswith(
        "data.csv, linje 2, kolonne «Prosent»: her står «29», men det vanlige er"
    )
    assert "0–25 prosent" in line
    assert "«plausibel»" in line
    confirmed = described_so + "plausibel: {prosent: [0, 30]}\n"
    extract = described(tmp_path, "helt_ledige_prosent", text, confirmed)
    assert cells(extract, "prosent") == [[29.0], [2.9]]


def test_damaged_names_are_matched_on_their_code(tmp_path: Path) -> None:
    """The name is a check on the code, never the key."""
    text = "Måned;Kommune;Antall\n202501;0602 Drammen (t.o.m. 2019);9\n202501;0623 Mod\ufffdm;8\n"
    extract = described(tmp_path, "helt_ledige", text, LEDIGE)

    assert cells(extract, *COLUMNS) == [["0602", "2025-01", 9], ["0623", "2025-01", 8]]
    assert extract.observed[0].names["navn"].tolist() == ["Drammen (t.o.m. 2019)", "Mod\ufffdm"]


@pytest.mark.parametrize("cell", ["K-0623 Modum", "0623 - Modum", "623", "K0623"])
def test_codes_as_sources_write_them(tmp_path: Path, cell: str) -> None:
    """Each is Modum."""
    text = f"Måned;Kommune;Antall\n202501;{cell};8\n"

    assert cells(described(tmp_path, "helt_ledige", text, LEDIGE), "kommunenr") == [["0623"]]


@pytest.mark.parametrize("cell", ["0", "0 Hele landet", "0 - Norge"])
def test_the_country_without_its_zeros(tmp_path: Path, cell: str) -> None:
    """As a spreadsheet leaves it; where there can be no country it is none."""
    text = f"Måned;Kommune;Antall\n202501;{cell};8\n"

    assert cells(described(tmp_path, "helt_ledige", text, LEDIGE), "kommunenr") == [["0000"]]
    pupils = "År;Kommune;Kj;P;E\n2015-16;0;K;41,5;p\n"
    (line,) = wrong(
        tmp_path,
        "inntakspoeng",
        pupils,
        "kolonner: {elev: E, skoleaar: År, kommunenr: Kommune, kjonn: Kj, inntakspoeng: P}\n",
    )
    assert "linje 2, kolonne «Kommune»: her står «0», men det skal være" in line


def test_a_number_with_its_unit_beside_it(tmp_path: Path) -> None:
    """The form takes away the word, never a digit."""
    text = "Måned;Kommune;Antall\n202501;602;1 730 pers.\n"
    description = LEDIGE.replace(
        "antall: Antall", "antall: {kolonne: Antall, form: '{antall} pers.'}"
    )

    assert cells(described(tmp_path, "helt_ledige", text, description), "antall") == [[1730]]


def test_pooled_school_years_are_refused(tmp_path: Path) -> None:
    """They are no school year's figure."""
    text = "År;Kommune;Kjønn;Poeng;Elever\n2016/17-2018/19;602;Alle kjønn;41,4;590\n"
    (line,) = wrong(tmp_path, "grunnskolepoeng", text, POENG)

    assert line == (
        "data.csv, linje 2, kolonne «År»: her står «2016/17-2018/19», men det skal være ett"
        " skoleår, ikke flere år slått sammen."
    )


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Helt ledige 2022", "tittel: 'Helt ledige {aar}'"),
        ("Helt ledige", "filnavn: 'hl_{aar}.csv'"),
    ],
)
def test_a_month_with_its_year_in_a_title_or_in_the_files_name(
    tmp_path: Path, title: str, where: str
) -> None:
    """The header names only the months."""
    text = f"{title};;\n\nKommune;Januar;Februar\n0623 Modum;8;9\n"
    description = (
        f"kolonner: {{kommunenr: Kommune, aar: {{{where}}}}}\n"
        "verdikolonner: {antall: '{maaned}'}\n"
    )
    extract = described(tmp_path, "helt_ledige", text, description, "hl_2022.csv")

    assert cells(extract, "aar", "antall") == [["2022-01", 8], ["2022-02", 9]]


def test_a_month_with_its_year_in_another_column(tmp_path: Path) -> None:
    """The pair is the period."""
    text = "Kommune;År;Måned;Antall\n623;2021;Januar;8\n623;2022;Januar;9\n"
    extract = described(tmp_path, "helt_ledige", text, LEDIGE + "  aar: År\n")

    assert cells(extract, "aar", "antall") == [["2021-01", 8], ["2022-01", 9]]


@pytest.mark.parametrize(
    ("text", "columns", "form"),
    [
        ("Kommune;2021 Januar;2022 Januar\n623;8;9\n", "", "{aar} {maaned}"),
        ("Kommune;2021 Januar;2022 Januar\n623;8;9\n", "", "{maaned}"),
        ("Kommune;Mnd;2021;2022\n623;Januar;8;9\n", "maaned: Mnd", "{aar}"),
        ("Kommune;2021;2022\n623;8;9\n", "maaned: {tittel: 'Ledige i {maaned}'}", "{aar}"),
        ("Kommune;År;Januar\n623;2021;8\n623;2022;9\n", "aar: År", "{maaned}"),
        ("Kommune;År;Januar\n623;Ar 21;8\n623;Ar 22;9\n", YEARS_IN_WORDS, "{maaned}"),
        (
            "Kommune;År;N\n623;2021;8\n623;2022;9\n",
            "maaned: {tittel: 'Ledige i {maaned}'}, aar: År, antall: N",
            "",
        ),
    ],
)
def test_a_month_finds_its_year_wherever_both_stand(
    tmp_path: Path, text: str, columns: str, form: str
) -> None:
    """In columns, in the names of columns, and in a title."""
    description = f"kolonner: {{kommunenr: Kommune, {columns}}}\n"
    if form:
        description += f"verdikolonner: {{antall: '{form}'}}\n"
    extract = described(tmp_path, "helt_ledige", f"Ledige i januar\n{text}", description)

    assert cells(extract, "aar", "antall") == [["2021-01", 8], ["2022-01", 9]]


@pytest.mark.parametrize(
    ("text", "columns", "form", "said"),
    [
        ("Kommune;2021 Jan;2021 Ni\n623;8;9\n", "", "{aar} {maaned}", "står «Ni» (maaned), men"),
        ("Kommune;Mnd;2021\n623;2022-01;8\n", "maaned: Mnd", "{aar}", "en måned i 2021, som er"),
        ("Kommune;År;Januar\n623;;8\n", "aar: År", "{maaned}", "linje 2, kolonne «Januar»: her"),
        ("Kommune;År;Ni\n623;2021;8\n", "aar: År", "{maaned}", "linje 2, kolonne «Ni»: her står"),
        (
            "Kommune;Mnd;21\n623;Mai;8\n",
            "maaned: Mnd",
            "{aar}",
            "men der året skal stå, står «21».",
        ),
    ],
)
def test_a_month_that_does_not_fit_its_year_is_told(
    tmp_path: Path, text: str, columns: str, form: str, said: str
) -> None:
    """Where the month stands."""
    description = (
        f"kolonner: {{kommunenr: Kommune, {columns}}}\nverdikolonner: {{antall: '{form}'}}\n"
    )
    (line,) = wrong(tmp_path, "helt_ledige", text, description)

    assert said in line


def test_a_month_without_a_year_is_told(tmp_path: Path) -> None:
    """Not taken for this year's."""
    (line,) = wrong(tmp_path, "helt_ledige", "Måned;Kommune;Antall\nJanuar;602;9\n", LEDIGE)

    assert "her står «Januar», men det skal være en måned med år" in line


def test_a_month_in_another_year_than_the_titles_is_told(tmp_path: Path) -> None:
    """One of the two is wrong."""
    text = "Ledige 2022\nMåned;Kommune;Antall\njanuar 2021;602;9\n"
    description = LEDIGE + "  aar: {tittel: 'Ledige {aar}'}\n"
    (line,) = wrong(tmp_path, "helt_ledige", text, description)

    assert "her står «januar 2021», men det skal være en måned i 2022, som er året" in line


def test_schools_without_municipalities_can_be_described_too(tmp_path: Path) -> None:
    """Any dataset can."""
    text = "År|Skole|Orgnr|Andel\n2023-2024|Eiker vgs|974614588|0.029\n"
    description = (
        "kolonner: {skoleaar: År, nivaa: {verdi: skole}, fylkenr: {verdi: '33'}, enhet: Orgnr,\n"
        "  navn: Skole, kjonn: {verdi: alle}, andel: Andel}\nenhet: andel\n"
    )
    extract = described(tmp_path, "slutta_vgo", text, description)

    assert cells(extract, "aar", "enhet", "navn", "andel") == [
        ["2023/24", "974614588", "Eiker vgs", 2.9]
    ]


def test_a_sheet_is_described_as_a_text_is(tmp_path: Path) -> None:
    """A cell that is shown as a percentage holds a part of 1."""
    rows = [
        ["Helt ledige, januar 2025"],
        ["Kommune", "Prosent"],
        ["0602 Drammen", styled(0.029, PERCENT)],
    ]
    description = (
        "kolonner:\n  kommunenr: Kommune\n  prosent: Prosent\n"
        "  maaned: {tittel: 'Helt ledige, {maaned}'}\nenhet: andel\nlesing: {ark: Tall}\n"
    )
    file = workbook({"Om": [["Kilde: NAV"]], "Tall": rows})
    extract = described(tmp_path, "helt_ledige_prosent", file, description, "ledige.xlsx")

    assert cells(extract, "kommunenr", "aar", "prosent") == [["0602", "2025-01", 2.9]]
    assert extract.table.index.tolist() == [3]


def test_a_region_printed_as_0_before_it_was_is_missing(tmp_path: Path) -> None:
    """As in all formats."""
    text = "Måned;Kommune;Antall\n201601;3047;0\n201601;0623;9\n"

    assert cells(described(tmp_path, "helt_ledige", text, LEDIGE), "kode", "antall") == [
        ["0623", 9]
    ]


def test_one_column_of_the_file_gives_two_of_the_dataset(tmp_path: Path) -> None:
    """Each by its form."""
    text = "Gruppe;Kommune;Poeng;Elever\n2015-16 Jenter;602;41,5;290\n"
    description = (
        'kolonner:\n  skoleaar: {kolonne: Gruppe, form: "{skoleaar} {}"}\n'
        '  kjonn: {kolonne: Gruppe, form: "{} {kjonn}"}\n'
        "  kommunenr: Kommune\n  snitt: Poeng\n  antall: Elever\n"
    )
    extract = described(tmp_path, "grunnskolepoeng", text, description)

    assert cells(extract, "aar", "kjonn", "snitt") == [["2015/16", "K", 41.5]]


@pytest.mark.parametrize("said", ["2016", "no", "1:30", "{maaned}"])
def test_what_yaml_reads_as_something_else_is_told_or_quoted(tmp_path: Path, said: str) -> None:
    """Never read as another text than what stands there."""
    text = f"{said};Måned;Kommune\n5;201601;602\n"
    description = LEDIGE.replace("antall: Antall", "antall: {kolonne: SAID}")
    lines = wrong(tmp_path, "helt_ledige", text, description.replace("SAID", said))
    quoted = tmp_path / "quoted"
    quoted.mkdir()
    extract = described(quoted, "helt_ledige", text, description.replace("SAID", f'"{said}"'))

    assert lines
    assert cells(extract, *COLUMNS) == [["0602", "2016-01", 5]]


def test_residents_side_by_side(tmp_path: Path) -> None:
    """Years in the names of columns, ages and genders in words: as our own file says the same."""
    rows = "".join(
        f'"0623 Modum"\t"{age} years"\t"{sex}"\t7\t1 008\n'
        for age in range(15, 30)
        for sex in ("Males", "Females")
    )
    text = '"region"\t"age"\t"sex"\t"Persons 2015"\t"Persons 2016"\n' + rows
    description = (
        "kolonner: {kommunenr: region, alder: age, kjonn: sex}\n"
        'verdikolonner: {antall: "Persons {aar}"}\n'
    )
    (tmp_path / "theirs").mkdir()
    extract = described(tmp_path / "theirs", "befolkning", text, description)

    assert sorted(cells(extract, "aar", "alder", "kjonn", "antall"))[:3] == [
        ["2015", 15, "K", 7],
        ["2015", 15, "M", 7],
        ["2015", 16, "K", 7],
    ]
    assert len(extract.table) == residents("2015", "0623", 7).count("\n") * 2
    assert extract.sources[0].rader == 30


def test_means_and_numbers_side_by_side_with_sentences_that_are_not_used(tmp_path: Path) -> None:
    """Dimensions in the names of columns; each mean finds its number."""
    text = (
        "Kode\t2014-15.Alle kjønn.Snitt\t2014-15.Alle kjønn.Antall\t"
        "2014-15.Alle kjønn.Snitt.Brudd\t2015-16.Alle kjønn.Antall\t2015-16.Alle kjønn.Snitt\n"
        "0623\t41,4\t118\tEn setning.\t*\t*\n"
    )
    description = (
        "kolonner: {kommunenr: Kode}\nubrukt: '{}.Brudd'\nsymboler: {skjult: '*'}\n"
        "verdikolonner:\n  snitt: '{skoleaar}.{kjonn}.Snitt'\n"
        "  antall: '{skoleaar}.{kjonn}.Antall'\n"
    )
    extract = described(tmp_path, "grunnskolepoeng", text, description)

    assert cells(extract, "aar", "kjonn", "snitt", "antall") == [
        ["2014/15", "alle", 41.4, 118],
        ["2015/16", "alle", None, None],
    ]
