"""From nodes to values of a declared type; what does not fit is noted with line and column."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from datapakke.config.source import place
from datapakke.errors import Problem

T = TypeVar("T")

NO_DATE = date.min
"""Stands for a date that could not be read."""

STRING_TAG = "tag:yaml.org,2002:str"
NULL_TAG = "tag:yaml.org,2002:null"
LONGEST_QUOTE = 40

EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST, LATEST = 1838, 2999


@dataclass(frozen=True)
class Value:
    """A named place in the file; ``node`` is None when nothing stands there (already told)."""

    name: str
    node: Node | None


@dataclass
class Reader:
    """Reads values and collects what is wrong with them.

    A value that is wrong is noted and replaced by an empty one («», 0, ``NO_DATE``), so that
    everything else in the file is still checked; the whole is thrown away at the end.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    positions: list[tuple[int, int]] = field(default_factory=list)

    def in_order(self) -> list[Problem]:
        """Give the problems in the order of the file."""
        pairs = sorted(zip(self.positions, self.problems, strict=True))
        return [problem for _, problem in pairs]

    def wrong(self, value: Value, what: str) -> None:
        """Note what is wrong with a value."""
        mark = value.node.start_mark if value.node is not None else None
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self.positions.append((line, column))
        self.problems.append(Problem(place(self.file, line, column), what))

    def unfit(self, value: Value, should: str) -> None:
        """Note that a value is not what it should be."""
        self.wrong(value, f"«{value.name}» er {_shown(value.node)}, men skal være {should}.")

    def entries(self, value: Value) -> list[tuple[str, Value]]:
        """Give the keys and values of a group with free keys, each key once."""
        if value.node is None:
            return []
        if not isinstance(value.node, MappingNode):
            self.unfit(value, "en gruppe med nøkler og verdier")
            return []
        found: dict[str, Value] = {}
        for key, node in value.node.value:
            if not isinstance(key, ScalarNode):
                self.wrong(Value("", key), f"en nøkkel er {_shown(key)}, men skal være tekst.")
            elif key.value in found:
                self.wrong(Value("", key), f"nøkkelen «{key.value}» står to ganger i samme gruppe.")
            else:
                found[key.value] = Value(key.value, node)
        return list(found.items())

    def fields(
        self, value: Value, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, Value]:
        """Give a group's values under declared keys; keys that are not there have no node."""
        known = [*required, *optional]
        fields = {name: Value(name, None) for name in known}
        if value.node is None:
            return fields
        entries = dict(self.entries(value))
        for name, entry in entries.items():
            if name in fields:
                fields[name] = entry
            else:
                hint = suggestion(name, known) or f" Nøklene er: {', '.join(known)}."
                key = _key_node(value.node, name)
                self.wrong(Value(name, key), f"nøkkelen «{name}» er ukjent.{hint}")
        missing = [name for name in required if name not in entries]
        if missing and isinstance(value.node, MappingNode):
            names = ", ".join(f"«{name}»" for name in missing)
            self.wrong(value, f"her mangler {names}.")
        return fields

    def items(self, value: Value, at_least: int = 1) -> list[Value]:
        """Give the items of a list."""
        if value.node is None:
            return []
        if not isinstance(value.node, SequenceNode):
            self.unfit(value, "en liste")
            return []
        if len(value.node.value) < at_least:
            self.wrong(value, f"listen «{value.name}» er for kort: den skal ha minst {at_least}.")
        return [Value(value.name, node) for node in value.node.value]

    def parsed(self, value: Value, parse: Callable[[str], T], empty: T, should: str) -> T:
        """Give a scalar parsed by ``parse``, which raises ValueError for what does not fit."""
        if value.node is None:
            return empty
        if isinstance(value.node, ScalarNode):
            try:
                return parse(value.node.value)
            except (ValueError, ArithmeticError):
                pass
        self.unfit(value, should)
        return empty

    def text(self, value: Value) -> str:
        """Give one line of text, which YAML must not read as something else (yes, 12, 1.5)."""
        node = value.node
        if isinstance(node, ScalarNode) and node.tag not in {STRING_TAG, NULL_TAG}:
            quoted = f'"{node.value}"'
            self.unfit(value, f"tekst. YAML leser det som noe annet; skriv {quoted}")
            return ""
        return self.parsed(value, _line, "", "tekst på én linje")

    def matching(self, value: Value, pattern: re.Pattern[str], should: str) -> str:
        """Give a scalar as it stands, which must match the whole pattern."""

        def match(text: str) -> str:
            if not pattern.fullmatch(text):
                raise ValueError
            return text

        return self.parsed(value, match, "", should)

    def choice(self, value: Value, among: Collection[str]) -> str:
        """Give one of a few words."""

        def choose(text: str) -> str:
            if text not in among:
                raise ValueError
            return text

        return self.parsed(value, choose, "", " eller ".join(f"«{word}»" for word in among))

    def slug(self, value: Value) -> str:
        """Give a name for files: a–z, 0–9 and hyphen."""
        return self.matching(
            value, SLUG, "små bokstaver a–z, sifre og bindestrek (æ→ae, ø→oe, å→aa)"
        )

    def epost(self, value: Value) -> str:
        """Give an e-mail address."""
        return self.matching(value, EMAIL, "en e-postadresse som «navn@kommune.no»")

    def dato(self, value: Value) -> date:
        """Give a day."""

        def parse(text: str) -> date:
            if not ISO_DATE.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text)

        return self.parsed(value, parse, NO_DATE, "en dato som «2016-08-31»")

    def aar(self, value: Value) -> int:
        """Give a year."""

        def parse(text: str) -> int:
            if not re.fullmatch("[0-9]{4}", text) or not EARLIEST <= int(text) <= LATEST:
                raise ValueError
            return int(text)

        return self.parsed(value, parse, 0, f"et årstall mellom {EARLIEST} og {LATEST}")

    def antall(self, value: Value) -> int:
        """Give a positive whole number."""

        def parse(text: str) -> int:
            if not re.fullmatch("[1-9][0-9]{0,5}", text):
                raise ValueError
            return int(text)

        return self.parsed(value, parse, 0, "et helt tall større enn 0")

    def desimaltall(self, value: Value) -> Decimal:
        """Give a positive number with at most two decimals."""

        def parse(text: str) -> Decimal:
            if not re.fullmatch(r"[0-9]{1,4}([.][0-9]{1,2})?", text) or Decimal(text) <= 0:
                raise ValueError
            return Decimal(text)

        return self.parsed(value, parse, Decimal(0), "et tall større enn 0, som «3» eller «0.5»")

    def siffer(self, value: Value, length: int) -> str:
        """Give digits in quotation marks; without them YAML may read another number."""
        node = value.node
        digits = re.compile(f"[0-9]{{{length}}}")
        if isinstance(node, ScalarNode) and node.style is None and node.value.isdecimal():
            self.wrong(value, _unquoted(value.name, node))
            return ""
        return self.matching(value, digits, f"{length} sifre i anførselstegn")


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Give « Mente du «x»?», or nothing when nothing is near."""
    close = difflib.get_close_matches(wrong, list(known), n=1)
    return f" Mente du «{close[0]}»?" if close else ""


def _line(text: str) -> str:
    line = unicodedata.normalize("NFC", text)
    if not line.strip() or line != line.strip() or not line.isprintable():
        raise ValueError
    return line


def _unquoted(name: str, node: ScalarNode) -> str:
    """Explain what YAML makes of digits without quotation marks (a leading zero: octal)."""
    text = node.value
    octal = re.fullmatch("0[0-7]+", text)
    read = f"tallet {int(text, 8) if octal else text}"
    if text.startswith("0") and not octal:
        read = "tekst, men nabokoder uten 8 og 9 leses som andre tall"
    zero = " fordi nullen foran betyr åttetallssystemet" if octal else ""
    return f'«{name}»: {text} uten anførselstegn leses av YAML som {read}{zero}; skriv "{text}".'


def _shown(node: Node | None) -> str:
    if isinstance(node, SequenceNode):
        return "en liste"
    if isinstance(node, MappingNode):
        return "en gruppe"
    text = node.value if isinstance(node, ScalarNode) else ""
    if not text:
        return "tom"
    line = " ".join(text.split())
    return f"«{line[:LONGEST_QUOTE]}…»" if len(line) > LONGEST_QUOTE else f"«{line}»"


def _key_node(group: Node, name: str) -> Node:
    pairs: list[tuple[Node, Node]] = group.value
    return next(key for key, _ in pairs if isinstance(key, ScalarNode) and key.value == name)
