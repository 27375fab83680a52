"""The report for people and for machines, and what the command ends in."""

import json
import re
import shutil
from dataclasses import fields, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.cli import main
from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.order import Choice, make_order
from datapakke.pipeline import read_extracts
from datapakke.provenance import record
from datapakke.report import Alvor, Funn, Kilde, Report, as_json, as_lines, make_report
from datapakke.report.html import as_html
from datapakke.report.terminal import WIDTH
from datapakke.templating import package_templates
from report_helpers import ROOT, clean

NASTY = "<script>alert(1)</script>\x1b[2J\u202e\r\n\"'&{{ 7*7 }}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project with three municipalities and two years."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=3, aar=2)
    return folder


@pytest.fixture
def project(small: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(small, tmp_path / "prosjekt"))


def check(project: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", "--prosjekt", str(project), *map(str, words)])


@cache
def clean_report() -> Report:
    """Make the report of the clean round once."""
    return make_report(clean())


def failing(where: str) -> Report:
    """Give the report of the clean round with an error."""
    error = Funn(Alvor.FEIL, "lesefeil", where, "er tom.")
    return replace(clean_report(), feil_i_alt=1, funn=(error, *clean_report().funn))


def page(report: Report) -> str:
    return as_html(report, (package_templates(),))


def with_text(text: str) -> Report:
    """Give the report with untrusted text wherever a file or a person can put it."""
    report = clean_report()
    funn = Funn(Alvor.ADVARSEL, "navn_og_kode", text, text, text)
    kilder = tuple(
        replace(kilde, fil=text, navn=text, forstatt=((text,), (text,)), beskrevet=True)
        for kilde in report.kilder
    )
    return replace(report, kilder=kilder, funn=(funn,))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300))
def test_no_line_is_too_long_and_nothing_steers_the_terminal(text: str) -> None:
    for line in as_lines(with_text(text)):
        assert line.isprintable()
        assert len(line) <= WIDTH


def test_errors_come_first_and_what_to_do_under_each_warning() -> None:
    report = failing("ot.csv, linje 2")
    warned = replace(
        report, funn=(*report.funn, Funn(Alvor.ADVARSEL, "kull", "fravaer.csv", "er få.", "Spør."))
    )
    lines = [line for line in as_lines(warned) if line]
    heads = [line for line in lines if line.isupper() or re.match("[A-Z]+ \\(", line)]

    assert heads == ["FEIL (1)", "ADVARSLER (1)", "MERK (2)"]
    assert lines[lines.index("- fravaer.csv: er få.") + 1] == "  → Spør."


def test_errors_beyond_those_kept_are_counted() -> None:
    report = replace(failing("ot.csv"), feil_i_alt=31)

    assert "… og 30 feil til." in as_lines(report)
    assert "… og 30 til." in page(report)


class _Tags(HTMLParser):
    """Collects the page's tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.tags


def test_the_page_is_whole_in_itself_and_says_that_it_is_internal() -> None:
    html = page(clean_report())

    assert "Internt – ikke del" in html
    assert 'lang="nb"' in html
    assert "default-src 'none'" in html
    for tag, attributes in tags(html):
        assert tag not in {"script", "link", "img", "iframe", "object", "form"}
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in html
    assert "@import" not in html


def test_the_page_can_be_read_without_seeing_it() -> None:
    """Every table has a caption, every header a scope, every link and label a target."""
    found = tags(page(clean_report()))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    names = [tag for tag, _ in found]

    assert len(ids) == len(set(ids))
    assert names.count("caption") == names.count("table") == names.count("thead") > 0
    assert names.count("h1") == names.count("main") == 1
    for tag, attributes in found:
        if tag == "th":
            assert attributes.get("scope") in {"col", "row"}
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in ids
        if tag == "a":
            assert str(attributes["href"])[1:] in ids
        if attributes.get("role") == "region":
            assert attributes.get("tabindex") == "0"


def test_untrusted_names_are_no_markup_on_the_page() -> None:
    html = page(with_text(NASTY))

    assert "<script" not in html
    assert "{{ 7*7 }}" in html
    assert not set("\x1b\u202e") & set(html)
    assert [tag for tag, _ in tags(html)] == [tag for tag, _ in tags(page(with_text("x")))]


def shape(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give the names in a JSON value, and what kind of value each has."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_the_json_has_the_documented_fields() -> None:
    """Each field of the report is in the JSON and in docs/check.md."""
    told = json.loads(as_json(clean_report()))
    documented = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")

    assert told["versjon"] == 1
    assert told["antall"] == {"feil": 0, "advarsel": 0, "merk": len(told["funn"])}
    names = [field.name for kind in (Report, Kilde, Funn) for field in fields(kind)]
    names += [*told["kilder"][0]["lest_som"], *told["kilder"][0]["per_periode"][0]]
    for name in names:
        assert f"`{name}`" in documented, name
    assert set(told) == {"versjon", "antall", *(field.name for field in fields(Report))}


def test_every_rule_is_documented() -> None:
    documented = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/datapakke/report").glob("*.py")
    )
    rules = set(re.findall(r'Alvor\.[A-Z]+,\s*"([a-z_]+)"', source))
    rules |= set(re.findall(r'^[A-Z]+ = "([a-z_]+)"$', source, re.MULTILINE))

    assert len(rules) >= 18
    assert {rule for rule in rules if f"`{rule}`" not in documented} == set()


def test_no_pupil_is_in_the_report(project: Path) -> None:
    """Not by pseudonym, and no row about one pupil is shown."""
    pseudonyms = {
        line.split(";")[0]
        for name in ("fravaer.csv", "inntakspoeng.csv", "ot.csv", "overgang.csv")
        for line in (project / "data" / "raw" / name).read_text(encoding="utf-8").splitlines()[1:]
    }
    html = project / "k.html"
    told = check(project, "--json", "--html", html).stdout + check(project).stdout
    words = set(re.findall("[A-Za-z0-9]+", told + html.read_text(encoding="utf-8")))

    assert len(pseudonyms) > 100
    assert not pseudonyms & words
    shown = {
        kilde["datasett"]
        for kilde in json.loads(as_json(clean_report()))["kilder"]
        if kilde["forstatt"]
    }
    assert shown == {"befolkning", "nav", "neet"}


def test_the_report_is_written_even_when_a_file_cannot_be_read(project: Path) -> None:
    """The other files are described, the error is told, and the command ends with 4."""
    raw = project / "data" / "raw"
    (raw / "fravaer.csv").write_text("elev;skoleaar\nx;i fjor\n", encoding="utf-8")
    html = project / "k.html"
    result = check(project, "--json", "--html", html)
    told = json.loads(result.stdout)

    assert result.exit_code == 4
    assert told["antall"]["feil"] > 0
    assert {funn["sted"].split(",")[0] for funn in told["funn"] if funn["alvor"] == "feil"} == {
        "fravaer.csv"
    }
    assert "inntakspoeng" in {kilde["datasett"] for kilde in told["kilder"]}
    assert "Feil som må rettes" in html.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_told_and_leaves_nothing(project: Path) -> None:
    (project / "mappe").write_text("i veien", encoding="utf-8")
    result = check(project, "--html", project / "mappe" / "k.html")

    assert result.exit_code == 2
    assert "k.html" in result.stderr
    assert "Traceback" not in result.output
    assert (project / "mappe").read_text(encoding="utf-8") == "i veien"


def test_a_wrong_template_is_named_and_an_old_page_is_kept(project: Path) -> None:
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates" / "kontroll.html.j2").write_text("\n{{ ingen }}", encoding="utf-8")
    html = project / "k.html"
    html.write_text("gammel", encoding="utf-8")
    result = check(project, "--html", html)

    assert result.exit_code == 4
    assert "kontroll.html.j2», linje 2" in result.stderr
    assert html.read_text(encoding="utf-8") == "gammel"


def test_the_same_files_as_last_round_are_told_by_its_record(project: Path) -> None:
    """As ``build`` left it: its own record with an earlier last day."""
    config = load_config(project / "config" / "kommuner.yaml")
    order, raw = make_order(Choice(alle=True), config), project / "data" / "raw"
    extracts = read_extracts(order, config, raw)
    told = json.loads(record(extracts, order, project / "config" / "kommuner.yaml", raw))
    before = project / "out" / "2015-host"
    before.mkdir(parents=True)
    told["data_til"] = "2015-08-31"
    (before / "kilder.json").write_text(json.dumps(told), encoding="utf-8")

    same = [
        one
        for one in json.loads(check(project, "--json").stdout)["funn"]
        if one["regel"] == "samme_fil"
    ]
    assert len(same) == 9
    assert all("2015-host" in one["hva"] for one in same)


def test_one_total_is_one() -> None:
    report = clean_report()
    one = replace(report, kilder=tuple(replace(kilde, summer=1) for kilde in report.kilder))

    for told in ("\n".join(as_lines(one)), page(one)):
        assert "1 summer" not in told
        assert re.search("1 sum (i filen er )?holdt mot", told)


@pytest.mark.parametrize(
    ("personer", "says"), [(True, "Noen verdier i hver kolonne"), (False, "De første radene")]
)
def test_what_is_shown_of_a_described_file_is_called_what_it_is(personer: bool, says: str) -> None:  # noqa: FBT001
    kilde = replace(
        clean_report().kilder[0], beskrevet=True, forstatt=(("kjonn",), ("K",)), personer=personer
    )
    report = replace(clean_report(), kilder=(kilde,))

    for told in ("\n".join(as_lines(report)), page(report)):
        assert f"{says}, slik de ble forstått" in told
