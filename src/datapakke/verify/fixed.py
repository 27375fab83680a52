"""The words that the templates and the style sheet say themselves, whatever the packet says."""

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2

from datapakke.locale import sagt_om_kjent
from datapakke.verify.script import bare

_TAG = re.compile(r"<[^<>]*>")
_CONTENT = re.compile(r"content:([^;}]*)")
_STRING = re.compile(r'"([^"]*)"')


def fixed_texts(folders: Sequence[Path]) -> frozenset[str]:
    """Give every text between tags and every quoted one in the templates, without spaces.

    What the catalogue has, is given in the written form that is set.

    A template that cannot be read says nothing: printing fails on it, with its file and line.
    """
    environment = jinja2.Environment(autoescape=True)
    found = {
        bare(html.unescape(text)) for folder in folders for text in _texts(environment, folder)
    }
    return frozenset(found - {""})


def _texts(environment: jinja2.Environment, folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.j2")):
        try:
            tokens = list(environment.lex(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeError, jinja2.TemplateSyntaxError):
            continue
        data = "\0".join(text for _, kind, text in tokens if kind == "data")
        yield from (part for piece in _TAG.split(data) for part in piece.split("\0"))
        yield from (sagt_om_kjent(text[1:-1]) for _, kind, text in tokens if kind == "string")
    for path in sorted(folder.glob("*.css")):
        for rule in _CONTENT.findall(path.read_text(encoding="utf-8", errors="replace")):
            yield from _STRING.findall(rule)
