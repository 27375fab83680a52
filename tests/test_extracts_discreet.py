"""Whatever is wrong with a file of pupils, no pseudonym is ever told: not where, not how."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.extracts.discreet import Discretion
from datapakke.extracts.problems import shown
from datapakke.report import Basis, as_json, as_lines, make_report
from datapakke.report.html import as_html
from described_helpers import load, write_described
from extracts_helpers import DIVISIONS, context, errors_of
from report_helpers import ROOT
from workbooks import workbook

MODULES = (
    *("cells", "checks", "once", "parsing", "persons", "plausible", "stated", "written"),
    *("described/months", "described/named", "described/translate", "described/understand"),
    *("described/wide", "described/written_numbers"),
)
"""What tells of files about pupils, beside the reading."""

HASH = re.compile(r"\b[0-9a-f]{16,64}\b")
PUPILS = ("xv23fph9", "fxsstysu", "hemmelig77", "b7Kq0zP2w", "9999912345", "EgIuIu4J")
HEADER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer"
ROWS = [
    f"{elev};2014/15;{('10', 'Vg1')[n % 2]};0{(602, 623)[n % 2]};{'KM'[n % 2]};{n};{3 * n}"
    for n, elev in enumerate(PUPILS)
]
OWN = ""
DESCRIBED = (
    "kolonner:\n  elev: Løpenr\n  skoleaar: {tittel: 'Fravær {skoleaar}'}\n  trinn: Trinn\n"
    "  kommunenr: {kolonne: Bosted, form: '{kommunenr} {navn}'}\n  kjonn: Kjønn\n"
    "  dager: Dager\n  timer: Timer\n"
)
IN_WORDS = [
    "Fravær 2014/15",
    "Løpenr;Trinn;Bosted;Kjønn;Dager;Timer",
    *(f"{elev};10;0623 Modum;Jente;{n};{n}" for n, elev in enumerate(PUPILS)),
]


def told(folder: Path) -> str:
    """Give all that check says of the folder, in every form of it, but for the files' hashes."""
    loaded = load(folder, context(data_til=date(2016, 8, 31)))
    report = make_report(Basis(loaded, DIVISIONS[2016], date(2016, 8, 31), "2016-host"))
    page = as_html(report, [ROOT / "templates"])
    said = "\n".join([*map(str, loaded.problems), *as_lines(report), as_json(report), page])
    return HASH.sub("", said)  # any digits may stand in one


def leaks(said: str) -> list[str]:
    """Give the pupils of whom half of the pseudonym or more is said."""
    return [
        elev
        for elev in PUPILS
        if any(elev[at : at + 5].lower() in said.lower() for at in range(len(elev) - 4))
    ]


def in_folder(text: str, description: str) -> str:
    with TemporaryDirectory() as folder:
        return told(write_described(Path(folder), "fravaer", text, description))


PLACES = st.integers(0, 400)
PIECES = st.sampled_from(
    ["", ";", "\n", '"', " ", "»", "«", ",", "\t", "0", "x", "\ufffd", "12345"]
)
LAYOUTS = st.sampled_from(
    [
        "",
        *(f"lesing: {{overskriftsrader: {n}}}\n" for n in (2, 3)),
        *(f"lesing: {{overskrift: {n}}}\n" for n in (0, 2, 3, 4)),
        "lesing: {skilletegn: ','}\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.sampled_from([([HEADER, *ROWS], OWN), (IN_WORDS, DESCRIBED)]),
    lines=st.permutations(range(4)),
    without=st.sets(st.integers(0, 7), max_size=3),
    places=st.lists(st.tuples(PLACES, st.integers(0, 12), PIECES), max_size=5),
    layout=LAYOUTS,
)
def test_no_damage_makes_a_pseudonym_known(
    rows: tuple[list[str], str],
    lines: list[int],
    without: set[int],
    places: list[tuple[int, int, str]],
    layout: str,
) -> None:
    """Lines gone and moved, and characters lost, added and changed, however it is laid out."""
    first, description = rows
    moved = [first[at] for at in lines] + first[4:]
    text = "\n".join(line for at, line in enumerate(moved) if at not in without) + "\n"
    for at, lost, piece in places:
        text = text[:at] + piece + text[at + lost :]

    assert leaks(in_folder(text, description + layout)) == []


def test_a_header_that_is_gone_is_told_once_and_without_the_pupil(tmp_path: Path) -> None:
    said = errors_of(tmp_path, "fravaer", "\n".join(ROWS[1:]) + "\n")

    (line,) = said
    assert line.startswith("fravaer.csv, linje 1: er ikke overskriften")
    assert "«overskrift»" in line
    assert leaks(line) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda row: row.replace(";10;", f";{PUPILS[0]};"), "kolonne «trinn»: her står «…»"),
        (lambda row: row.replace("2014/15", PUPILS[1]), "kolonne «skoleaar»: her står «…»"),
        (lambda row: row.replace(";0602;", ";9999;"), "her står «9999»"),
        (lambda row: row.replace(";K;", ";Jente;"), "her står «Jente»"),
    ],
)
def test_a_cell_is_quoted_only_when_it_can_be_no_pseudonym(
    change: Callable[[str], str], says: str, tmp_path: Path
) -> None:
    said = errors_of(tmp_path, "fravaer", "\n".join([HEADER, change(ROWS[0]), ""]))

    assert says in said[0]
    assert leaks(said[0]) == []
    assert ("(Innholdet vises ikke.)" in said[0]) == ("«…»" in said[0])


def test_columns_that_may_be_pupils_are_told_by_number(tmp_path: Path) -> None:
    row = f"{ROWS[0]};{PUPILS[0]}"
    said = errors_of(tmp_path, "fravaer", f"{HEADER.replace('dager', 'dagar')};{PUPILS[2]}\n{row}")

    assert "kolonnen «dagar» er ikke kjent. Mente du «dager»?" in said[0]
    assert "kolonnen nr. 8 er ikke kjent." in said[1]
    assert leaks("".join(said)) == []


def test_columns_of_a_described_file_are_told_by_number(tmp_path: Path) -> None:
    lines = [line + (";Hemmelig" if at else "") for at, line in enumerate(IN_WORDS)]
    write_described(tmp_path, "fravaer", "\n".join(lines) + "\n", DESCRIBED)
    (problem,) = load(tmp_path).problems

    assert problem.where == "data.csv, linje 2, kolonne nr. 7"


def test_sheets_are_named_so_that_one_can_be_chosen(tmp_path: Path) -> None:
    rows = [line.split(";") for line in (HEADER, *ROWS)]
    file = workbook({"Elevfravær høst": rows, "Elevfravær vår": rows})
    write_described(tmp_path, "fravaer", file, "", "data.xlsx")
    (problem,) = load(tmp_path).problems

    assert "«Elevfravær høst», «Elevfravær vår»" in problem.what


def test_a_quote_ends_where_it_ends() -> None:
    assert shown("ab» hemmelig77 «c") == "«ab› hemmelig77 ‹c»"


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("2015-2016", True),
        ("15.06.2016", True),
        ("1201", True),
        ("NOR1211", True),
        ("Gutt", True),
        ("12345", False),
        ("1234 5678 9012", False),
        ("ab1", False),
        ("elevxyz", False),
        ("elever", True),
        ("", True),
    ],
)
def test_words_codes_and_short_numbers_may_be_quoted(text: str, may: bool) -> None:  # noqa: FBT001
    assert Discretion(("elev", "dager"), (), ()).may(text) is may


def test_what_messages_quote_of_themselves_may_be_quoted() -> None:
    """Or advice would be lost where it is given of files about pupils."""
    source = ROOT / "src" / "datapakke"
    told = [
        *(source / "reading").glob("*.py"),
        *(source / "extracts" / f"{name}.py" for name in MODULES),
    ]
    quotes = {
        quote
        for path in told
        for line in path.read_text(encoding="utf-8").splitlines()
        if '"""' not in line
        for quote in re.findall("«([^«»{}]+)»", line)
    }
    discretion = Discretion((), (), ())

    assert quotes >= {"lesing", "symboler", "verdier"}
    assert {quote for quote in quotes if not discretion.may(quote) and "…" not in quote} == set()
