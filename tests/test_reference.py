"""The reference of the commands is what the program says, and the program leaves nothing out."""

import importlib.util
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
