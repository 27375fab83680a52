"""The reference of the commands is what the program says, and the program leaves nothing out."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest

from conftest import ROOT
from datapakke.cli import main


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script that writes the reference."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_argument_and_option_is_explained(script: ModuleType) -> None:
    assert list(script.problems(main, "datapakke")) == []


def test_the_reference_is_what_the_script_makes_of_the_program(script: ModuleType) -> None:
    """Fails after a change of any help text: run ``make kommandoer``."""
    assert script.FILE.read_text(encoding="utf-8") == script.reference(main, "datapakke")


def test_every_command_and_option_has_its_line(script: ModuleType) -> None:
    """Asked of click itself, not of the script: each option in its own command's section."""
    written = script.FILE.read_text(encoding="utf-8")
    sections = {one.partition("\n")[0]: one for one in written.split("\n## ")[1:]}

    assert set(sections) == {f"datapakke {name}" for name in main.commands}
    for name, command in main.commands.items():
        rows = [row for row in sections[f"datapakke {name}"].split("\n") if row.startswith("| `")]
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert len(rows) == len(options)
        for option in options:
            assert any(f"`{option.opts[0]}" in row and option.help in row for row in rows)


FAULTS = {
    "": "datapakke prøve: mangler en setning om hva kommandoen gjør",
    "Les FIL": "datapakke prøve: mangler en setning om hva kommandoen gjør",
    "Les noe.": "datapakke prøve: FIL er ikke nevnt i teksten",
}


def group(text: str, *options: click.Parameter) -> click.Group:
    """Give a group with one command, which reads files."""
    argument = click.Argument(["filer"], nargs=-1, metavar="FIL…")
    command = click.Command("prøve", help=text, params=[argument, *options])
    return click.Group("datapakke", help="Alt.", commands={"prøve": command})


@pytest.mark.parametrize("text", FAULTS)
def test_a_command_that_is_not_explained_is_named(script: ModuleType, text: str) -> None:
    assert FAULTS[text] in script.problems(group(text), "datapakke")


def test_an_option_that_is_not_explained_or_not_shown_is_named(script: ModuleType) -> None:
    silent = click.Option(["--stille"], is_flag=True)
    secret = click.Option(["--skjult"], help="Ingen ser den.", hidden=True, metavar="TALL")

    assert list(script.problems(group("Les FIL.", silent, secret), "datapakke")) == [
        "datapakke prøve: `--stille` er ikke forklart",
        "datapakke prøve: `--skjult TALL` er skjult",
    ]


def test_what_would_be_a_column_or_a_tag_is_written_out(script: ModuleType) -> None:
    choice = click.Option(["--hva"], type=click.Choice(["a", "b"]), default="b", help="<a> | b.")

    made = script.reference(group("Les FIL & <FIL>.", choice), "datapakke")

    assert "| `--hva [a\\|b]` | &lt;a> \\| b. Ellers: b. |" in made
    assert "Les FIL &amp; &lt;FIL>." in made


def test_lines_that_stand_as_they_are_become_a_block(script: ModuleType) -> None:
    made = script.reference(
        group("Les FIL.\n\n\b\nEksempel:\n  datapakke FIL\n    mer"), "datapakke"
    )

    assert "Eksempel:\n\n```sh\ndatapakke FIL\n  mer\n```" in made


SAID = re.compile(
    r"`(datapakke [^`\n]*)`|^(?:\.venv/bin/)?(datapakke [a-zæøå][^\n]*)$", re.MULTILINE
)
"""A command as documents say it: in the text, or on a line of its own in a block."""
MOST = 150_000
"""Bytes of a picture."""


def documents() -> list[Path]:
    return sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def not_commands(text: str) -> list[str]:
    """Give what a text calls commands and are none: no such name, no such option, no value."""
    wrong = []
    for found in SAID.finditer(text):
        words = shlex.split(found[1] or found[2], comments=True)[1:]
        if words[0] in ("KOMMANDO", "--help", "--version") or "[VALG]" in words:
            continue
        try:
            command = main.commands[words[0]]
            command.make_parser(click.Context(command)).parse_args(words[1:])
        except (KeyError, click.UsageError) as error:
            wrong.append(f"{' '.join(words)}: {error}")
    return wrong


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_the_commands_in_a_document_are_commands(path: Path) -> None:
    """Their names and options are there; what they would do is not tried."""
    assert not_commands(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(path: Path) -> None:
    """Other documents, and pictures, which are small."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    places = [path.parent / link for link in links if "://" not in link]

    assert [place for place in places if not place.exists()] == []
    assert [one for one in places if one.suffix == ".png" and one.stat().st_size > MOST] == []


def test_a_command_that_is_none_is_found_in_a_text() -> None:
    text = "Kjør `datapakke bild --alle`:\n\n```sh\ndatapakke build --ale   # alle\n```\n"

    assert not_commands(text) == [
        "bild --alle: 'bild'",
        "build --ale: Valget '--ale' finnes ikke.",
    ]
