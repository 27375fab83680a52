"""``docs/tilpasning.md`` is done as it stands: chapters, colours, a logo, an own chapter."""

import io
import re
import types
from pathlib import Path

import jinja2
import page
import pypdf
import pytest
from click.testing import CliRunner, Result

from datapakke import indicators
from datapakke.cli import main
from datapakke.errors import TemplateError
from datapakke.indicators.registry import Registry
from datapakke.jinja_words import in_bokmaal
from datapakke.template_check import check_templates
from demo_rounds import Rounds
from test_config_packet import PNG

DOCUMENT = (Path(__file__).parents[1] / "docs" / "tilpasning.md").read_text("utf-8")
BLOCKS = {
    kind: re.findall(rf"^```{kind}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    for kind in ("yaml", "python", "jinja", "text")
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<path d="M0 0h40v20z" fill="#7a2048"/></svg>'
)


@pytest.fixture
def project(rounds: Rounds, tmp_path: Path) -> Path:
    """A small project that a test may change."""
    return rounds.laid(tmp_path / "prosjekt")


@pytest.fixture
def _own_indicator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the module of the document be the last of ``MODULES``."""
    module = types.ModuleType("egne")
    exec(compile(BLOCKS["python"][0], "egne.py", "exec"), vars(module))  # noqa: S102 - the document's
    registries = [*(one.REGISTRY for one in indicators.MODULES), module.REGISTRY]
    monkeypatch.setattr(indicators, "_ALL", Registry.joined(registries))


def configure(project: Path, section: str) -> None:
    """Add a section to the configuration."""
    path = project / "config" / "kommuner.yaml"
    path.write_text(path.read_text("utf-8") + "\n" + section, "utf-8")


def build(project: Path) -> Result:
    """Build one packet."""
    words = ("build", "--kommune", "Drammen", "--prosjekt", str(project))
    done = CliRunner().invoke(main, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def pdf_of(project: Path) -> bytes:
    """Give the packet of Drammen."""
    (path,) = (project / "out").rglob("*-drammen.pdf")
    return path.read_bytes()


def text_of(pdf: bytes) -> str:
    """Give all text, with ordinary spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).replace("\u00a0", " ").split())


def test_chapters_colours_and_a_logo(project: Path) -> None:
    """Three chapters in the order asked for, in red, with the picture on the cover."""
    configure(project, BLOCKS["yaml"][0])
    (project / "config" / "logo.svg").write_text(SVG, "utf-8")

    done = build(project)

    assert done.exit_code == 0, done.output
    pdf = pdf_of(project)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert [title for title in titles if str(title)[0].isdigit()] == [
        "1 Gjennomføring og overganger",
        "2 Engelsk, matematikk og norsk",
        "3 Fravær",
    ]
    assert "inntakspoeng" not in text_of(pdf).casefold()
    (data,) = reader.attachments["0602-drammen.csv"]
    shown = {line.split(";")[0] for line in data.decode("utf-8-sig").splitlines()[1:]}
    chapters = {one.chapter for one in indicators.all_indicators() if one.id in shown}
    assert chapters == {"gjennomforing", "resultater", "fravaer"}
    content = b"".join(one.get_contents().get_data() for one in reader.pages)  # type: ignore[union-attr]
    assert b"0.478431 0.12549 0.282353" in content  # #7a2048
    assert b"0.0705882 0.313725 0.360784" not in content  # #12505c
    assert page.validate_pdf_bytes(pdf).failures == []


def test_a_logo_can_be_a_png(project: Path) -> None:
    """A screen reader passes it by: the sender's name stands beside it."""
    configure(project, "pakke: {logo: logo.png}\n")
    (project / "config" / "logo.png").write_bytes(PNG)

    done = build(project)

    assert done.exit_code == 0, done.output
    (image,) = pypdf.PdfReader(io.BytesIO(pdf_of(project))).pages[0].images
    assert image.image is not None
    assert image.image.size == (3, 2)
    assert page.validate_pdf_bytes(pdf_of(project)).failures == []


@pytest.mark.usefixtures("_own_indicator")
def test_a_chapter_of_ones_own(project: Path) -> None:
    """A number, a heading and a template: figure, table, method and sentence follow."""
    configure(project, BLOCKS["yaml"][1])
    template = project / "templates" / "kapitler" / "mestring.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(BLOCKS["jinja"][0], "utf-8")

    done = build(project)

    assert done.exit_code == 0, done.output
    text = text_of(pdf_of(project))
    assert "2 Elever som mestrer mye" in text
    assert "Rektorene ba om dette tallet på samlingen i mars." in text
    assert "Elever med standpunktkarakter 5 eller 6 i matematikk" in text
    assert "Elever med 5 eller 6 i standpunkt i matematikk, i prosent av elevene" in text
    assert re.search(r"Tabell \d+ Elever som mestrer mye", text)
    assert page.validate_pdf_bytes(pdf_of(project)).failures == []


@pytest.mark.usefixtures("_own_indicator")
def test_the_generic_template_does_for_a_chapter_of_ones_own(project: Path) -> None:
    """Without a template of its own it looks like the others."""
    configure(project, BLOCKS["yaml"][1])

    assert build(project).exit_code == 0
    assert "2 Elever som mestrer mye" in text_of(pdf_of(project))


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>\n{{ kapittel.tittel }</p>", 2, "skrivefeil"),
        ("<p>\n\n{{ kapittel.finnes_ikke }}</p>", 3, "finnes_ikke"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_wrong_template_ends_with_its_file_and_line(
    project: Path, source: str, line: int, words: str
) -> None:
    """Exit code 4, no traceback, no packet."""
    template = project / "templates" / "kapitler" / "fravaer.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(source, "utf-8")

    done = build(project)

    assert done.exit_code == 4
    assert "kapitler/fravaer.html.j2" in done.output
    assert f"linje {line}" in done.output
    assert words in done.output
    assert "Traceback" not in done.output
    assert list((project / "out").rglob("*.pdf")) == []


def test_every_wrong_template_is_told_at_once(project: Path) -> None:
    """Before anything is read."""
    folder = project / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "a.html.j2").write_text("{% if %}", "utf-8")
    (folder / "b.html.j2").write_bytes(b"\xff\xfe")

    done = build(project)

    assert done.exit_code == 4
    assert "a.html.j2, linje 1" in done.output
    assert "b.html.j2" in done.output
    assert "UTF-8" in done.output


def test_a_template_may_fetch_nothing(project: Path) -> None:
    """Neither a file of the machine nor an address."""
    template = project / "templates" / "kapittel.html.j2"
    template.parent.mkdir(exist_ok=True)
    template.write_text('<img src="file:///etc/passwd" alt="x">', "utf-8")

    done = build(project)

    assert done.exit_code == 1
    assert "bare pakkens egne figurer kan hentes" in done.output


@pytest.mark.parametrize(
    ("name", "near"),
    [("stilark.css", "stil.css"), ("deler/forsiden.html.j2", "deler/forside.html.j2")],
)
def test_a_template_that_nothing_uses_is_told_with_the_name_it_looks_like(
    tmp_path: Path, name: str, near: str
) -> None:
    """A name with a slip in it would leave the packet as it was, and say nothing."""
    own = tmp_path / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("<p></p>", "utf-8")

    with pytest.raises(TemplateError) as told:
        check_templates(tmp_path)

    (line,) = told.value.lines()
    assert name in line
    assert f"Mente du «{near}»?" in line


def test_a_template_that_another_of_the_projects_uses_is_none_too_many(tmp_path: Path) -> None:
    """As are those with our names, and one for each chapter."""
    (tmp_path / "kapitler").mkdir()
    (tmp_path / "kapitler" / "mestring.html.j2").write_text(
        '{% include "ramme.html.j2" %}', "utf-8"
    )
    (tmp_path / "ramme.html.j2").write_text("<p></p>", "utf-8")
    (tmp_path / "stil.css").write_text("p { color: black }", "utf-8")

    check_templates(tmp_path)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% if x %}", "malen slutter uten endif"),
        ("{% fi %}", "ukjent kode «fi»"),
        ("{{ a }", "«}» skulle ikke stått her"),
        ("{{ a b }}", "der det står «b», skulle det stått «}}»"),
        ("{{ a|finnes_ikke }}", "det finnes ikke noe som heter «finnes_ikke»"),
    ],
)
def test_what_jinja_says_of_a_mistake_is_in_bokmaal(source: str, said: str) -> None:
    """As Jinja says it now: another version with other words would be in English again."""
    with pytest.raises(jinja2.TemplateSyntaxError) as raised:
        jinja2.Environment(autoescape=True).from_string(source)
    assert said in in_bokmaal(raised.value.message or "")


def test_what_is_not_known_stays_as_jinja_says_it() -> None:
    assert in_bokmaal("Something else went wrong.") == "Something else went wrong."
