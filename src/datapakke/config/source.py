"""From the text of a YAML file to a tree of nodes that know their line and column."""

from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import Node

from datapakke.config.text import place, printable, quoted, read_text
from datapakke.errors import ConfigError, Problem

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark

STANDARD = "tag:yaml.org,2002:"
"""What YAML writes out for «!!»."""

DEEPEST = 20
"""Lists and groups inside each other; the configuration needs seven, attackers thousands."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C reader is ten times as fast; not every PyYAML is built with it."""

MEANINGS = {
    "cannot start any token": (
        "her står et tegn som YAML ikke kan begynne med, ofte en tabulator. Rykk inn med"
        " mellomrom, og sett tekst med spesialtegn i anførselstegn"
    ),
    "mapping values are not allowed": (
        "her står et kolon som YAML ikke venter. Sjekk innrykket, eller sett teksten i"
        " anførselstegn"
    ),
    "unexpected end of stream": "filen slutter før et anførselstegn er lukket",
    "could not find expected ':'": "her mangler et kolon etter nøkkelen",
    "did not find expected ',' or": "her mangler et komma, eller en parentes er ikke lukket",
    "expected ',' or": "her mangler et komma, eller en parentes er ikke lukket",
    "did not find expected": "innrykket stemmer ikke med linjene over",
    "expected <block end>": "innrykket stemmer ikke med linjene over",
}
"""What the YAML reader's commonest complaints mean, the most specific first."""


def read_nodes(path: Path) -> Node:
    """Read a YAML file into nodes, with nothing constructed from it.

    Raises:
        ConfigError: The file is not there, not UTF-8, not YAML, or uses references or tags.
    """
    file = str(path)
    text = read_text(path)
    try:
        problems = _refused(file, text)
        root = None if problems else yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise ConfigError([_syntax(file, error)]) from error
    if problems:
        raise ConfigError(problems)
    if not isinstance(root, Node):
        raise ConfigError([Problem(file, "er tom, men skal holde konfigurasjonen.")])
    return root


def _refused(file: str, text: str) -> list[Problem]:
    """Find what is lawful YAML but dangerous here: references, tags, bottomless nesting."""
    problems: list[Problem] = []
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        what = _why_refused(event, documents)
        if depth > DEEPEST:
            what = f"lister og grupper ligger mer enn {DEEPEST} nivåer inni hverandre."
        if what:
            problems.append(Problem(_place_of(file, event.start_mark), what))
        if depth > DEEPEST:
            break
    return problems


def _why_refused(event: yaml.Event, documents: int) -> str:
    if isinstance(event, yaml.AliasEvent):
        return f"henvisningen {quoted(f'*{event.anchor}')} er ikke tillatt. Skriv verdien helt ut."
    if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
        return "her begynner et nytt dokument («---»). Filen skal ha bare ett."
    tag = getattr(event, "tag", None)
    if tag:
        return (
            f"typemerket {quoted(tag.replace(STANDARD, '!!'))} er ikke tillatt. Skriv bare verdien."
        )
    return ""


def _syntax(file: str, error: Exception) -> Problem:
    """Tell a complaint of the YAML reader in Norwegian, with its own words after.

    The pure Python reader lets a ValueError through for an escape beyond Unicode.
    """
    where, reason = file, str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        where = _place_of(file, error.problem_mark or error.context_mark)
        reason = " ".join(part for part in (error.context, error.problem) if part)
    meaning = next((f": {text}" for key, text in MEANINGS.items() if key in reason), "")
    said = f"(YAML-leseren sier: {printable(reason)})"
    return Problem(where, f"er ikke gyldig YAML{meaning} {said}.")


def _place_of(file: str, mark: "Mark | CMark | None") -> str:
    return place(file, mark.line, mark.column) if mark else file
