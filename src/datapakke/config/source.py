"""From the bytes of a YAML file to a tree of nodes that know their line and column."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import Node

from datapakke.errors import ConfigError, Problem

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark

LONGEST_QUOTE = 40

STANDARD = "tag:yaml.org,2002:"
"""What YAML writes out for «!!»."""

DEEPEST = 20
"""Lists and groups inside each other; the configuration needs seven, attackers thousands."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C reader is ten times as fast; not every PyYAML is built with it."""

ONLY_PRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

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


def place(file: str, line: int, column: int) -> str:
    """Give a place as a reader finds it again; ``line`` and ``column`` count from 0."""
    return f"{file}, linje {line + 1}, kolonne {column + 1}"


def quoted(text: str) -> str:
    """Give text from the file as it may be shown: one line, not long."""
    short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return f"«{printable(short)}»"


def printable(text: str) -> str:
    """Give text with its control characters, which could steer a terminal, as codes."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def read_nodes(path: Path) -> Node:
    """Read a YAML file into nodes, with nothing constructed from it.

    Raises:
        ConfigError: The file is not there, not UTF-8, not YAML, or uses references or tags.
    """
    file = str(path)
    text = _text(path)
    problems = _unreadable(file, text)
    if problems:
        raise ConfigError(problems)
    try:
        problems = _refused(file, text)
        root = None if problems else yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise ConfigError([_syntax(file, error)]) from error
    if problems:
        raise ConfigError(problems)
    if not isinstance(root, Node):
        raise ConfigError([Problem(file, "er tom, men skal holde konfigurasjonen.")])
    return root


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError([Problem(str(path), "finnes ikke.")]) from error
    except OSError as error:
        reason = error.strerror or "ukjent feil"
        message = f"kan ikke leses ({reason})."
        raise ConfigError([Problem(str(path), message)]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start)
        column = error.start - raw.rfind(b"\n", 0, error.start) - 1
        message = (
            f"tegnet med byteverdi {raw[error.start]:#04x} er ikke UTF-8. Lagre filen som UTF-8."
        )
        raise ConfigError([Problem(place(str(path), line, column), message)]) from error


def _unreadable(file: str, text: str) -> list[Problem]:
    """Find characters that YAML does not allow, which its reader tells no line for."""
    found = ONLY_PRINTABLE.search(text)
    if not found:
        return []
    line = text.count("\n", 0, found.start())
    column = found.start() - text.rfind("\n", 0, found.start()) - 1
    code = f"U+{ord(found.group()):04X}"
    return [Problem(place(file, line, column), f"her står styretegnet {code}. Ta det bort.")]


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


def _syntax(file: str, error: yaml.MarkedYAMLError) -> Problem:
    """Tell a complaint of the YAML reader in Norwegian, with its own words after."""
    parts = (part for part in (error.context, error.problem) if part)
    reason = printable(" ".join(parts))
    meaning = next((f": {text}" for key, text in MEANINGS.items() if key in reason), "")
    where = _place_of(file, error.problem_mark or error.context_mark)
    return Problem(where, f"er ikke gyldig YAML{meaning} (YAML-leseren sier: {reason}).")


def _place_of(file: str, mark: "Mark | CMark | None") -> str:
    return place(file, mark.line, mark.column) if mark else file
