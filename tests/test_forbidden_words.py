"""Words that claim too much stand nowhere in what the program can say: code, templates, files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from conftest import ROOT
from datapakke.indicators import all_indicators

SOURCE, TEMPLATES = ROOT / "src" / "datapakke", ROOT / "templates"
FORBIDDEN = re.compile(
    r"\b(?:skyldes|skuldast|fordi|best|dårlegast\w*|dårligst\w*|ranger\w*|signifikan\w*|svikt\w*"
    r"|lykkes|lukkast|burde|bevis|bevise\w*)\b",
    re.IGNORECASE,
)
"""In both written forms; whole words, so that «bestått» and «kompetansebevis» are fine."""


def docstrings(tree: ast.AST) -> set[int]:
    """Give the ids of the nodes that only the program's readers see."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            bodies = [one for one in node.body if isinstance(one, ast.Expr)]
            found |= {id(one.value) for one in bodies}
    return found


def said_in(path: Path) -> Iterator[str]:
    """Give every string of a module that is not a docstring; those of ``cli`` are its help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set() if path.name == "cli" else docstrings(tree)
    strings = (one for one in ast.walk(tree) if isinstance(one, ast.Constant))
    yield from (str(one.value) for one in strings if id(one) not in silent)


def everything() -> Iterator[tuple[str, str]]:
    """Give every text with where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from ((path.name, text) for text in said_in(path))
    for folder, ending in ((SOURCE, "yaml"), (TEMPLATES, "j2")):
        for path in sorted(folder.rglob(f"*.{ending}")):
            yield path.name, path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("*.po")):
        with path.open("rb") as file:
            yield from ((path.name, str(one.string)) for one in read_po(file))
    for one in all_indicators():
        for text in (one.title, one.kort, one.gruppe, one.populasjon, one.metode):
            yield one.id, text


def test_no_word_of_the_program_claims_too_much() -> None:
    """No cause, no rank, no verdict, no proof, wherever it may be printed or shown."""
    texts = list(everything())
    assert len(texts) > 5000, "the search finds what there is"
    assert [(where, text) for where, text in texts if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Det skyldes lav n",
        "Forskjellen er signifikant",
        "Hva burde det være?",
        "De som lykkes best",
        "Kommunene er rangert",
        "Skolen svikter",
        "Det er bevis for det",
        "Det er fordi",
        "Skilnaden skuldast det",
    ],
)
def test_the_words_are_found_when_they_are_there(text: str) -> None:
    """The guard itself."""
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize("text", ["bestått", "kompetansebevis", "bestemt", "rangle", "bevisst"])
def test_other_words_are_let_be(text: str) -> None:
    """Whole words only."""
    assert not FORBIDDEN.search(text)
