"""``docs/uttrekk.md`` is run: its walk-through step by step, and every register in it is valid."""

import re
from pathlib import Path

import pytest

from datapakke.extracts import lesing
from datapakke.extracts.described import read_columns, read_description, read_values
from datapakke.sources import Note
from described_helpers import load

DOCUMENT = Path(__file__).parents[1] / "docs" / "uttrekk.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = "\n## Gjennomgang"


def blocks(text: str, kind: str) -> list[str]:
    """Give the code blocks of a kind."""
    return [found[2] for found in BLOCK.finditer(text) if found[1] == kind]


def walkthrough() -> str:
    """Give the section that is walked through."""
    _, _, rest = DOCUMENT.read_text("utf-8").partition(HEADING)
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("step", [0, 1])
def test_each_step_says_what_the_document_says(tmp_path: Path, step: int) -> None:
    """The file and the register of the step, and the errors that are told."""
    (file,) = blocks(walkthrough(), "csv")
    (tmp_path / "tiltak.csv").write_text(file, encoding="utf-8")
    (tmp_path / "kilder.yaml").write_text(blocks(walkthrough(), "yaml")[step], encoding="utf-8")
    told = blocks(walkthrough(), "text")[step].splitlines()

    assert [str(problem) for problem in load(tmp_path).problems][: len(told)] == told
    assert len(load(tmp_path).problems) == len(told) or step == 0


def test_the_last_step_reads_the_file(tmp_path: Path) -> None:
    """The first rows are shown as understood, and the remark is there."""
    (file,) = blocks(walkthrough(), "csv")
    *_, register = blocks(walkthrough(), "yaml")
    *_, rows = blocks(walkthrough(), "text")
    (tmp_path / "tiltak.csv").write_text(file, encoding="utf-8")
    (tmp_path / "kilder.yaml").write_text(register, encoding="utf-8")
    extract = load(tmp_path).whole().by_name["nav"]

    shown = [line.split() for line in rows.splitlines()]
    assert [list(row) for row in extract.observed[0].understood] == shown
    (note,) = extract.sources[0].noter
    assert note == Note("2016-01", "2016-01", note.tekst)
    assert f"«{note.tekst}»" in walkthrough()


@pytest.mark.parametrize("register", blocks(DOCUMENT.read_text("utf-8"), "yaml"))
def test_every_register_in_the_document_is_valid(tmp_path: Path, register: str) -> None:
    """Nothing is wrong with it, whatever is wrong with files that are not those it is about."""
    for number, name in enumerate(re.findall("fil: (.*)", register)):
        (tmp_path / name).write_text(f"x\n{number}\n")
    (tmp_path / "kilder.yaml").write_text(register, encoding="utf-8")

    told = [str(problem) for problem in load(tmp_path).problems]
    assert [line for line in told if "kilder.yaml, linje" in line] == []


def test_every_key_of_a_description_is_in_the_document() -> None:
    """And of a layout."""
    text = DOCUMENT.read_text("utf-8")
    keys = (*read_description.KEYS, *read_columns.ORIGINS, *lesing.KEYS, *read_values.SYMBOLS)
    assert [key for key in keys if f"`{key}`" not in text] == []
