"""From scalars of the file to values of a declared type."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import TypeVar

from yaml.nodes import ScalarNode

from datapakke.config.structure import Structure, Value, nearest

T = TypeVar("T")

NO_DATE = date.min
"""Stands for a date that could not be read."""

EARLIEST, LATEST = 1838, 2199
"""The years that a municipality's code may hold: municipal self-government came in 1838."""

TEXT_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:null"}

EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNT = re.compile("[1-9][0-9]{0,5}")
BARE_DIGITS = re.compile("[0-9]{1,8}")
DECIMAL = re.compile("[0-9]{1,4}([.][0-9]{1,2})?")


class Reader(Structure):
    """Reads values.

    A value that is wrong is noted and replaced by an empty one («», 0, ``NO_DATE``), so that
    everything else in the file is still checked; the whole is thrown away at the end.
    """

    def text(self, value: Value) -> str:
        """Give one line of text, which YAML must not read as something else (yes, 12, 1.5)."""
        node = value.node
        if isinstance(node, ScalarNode) and node.tag not in TEXT_TAGS:
            self.unfit(value, "tekst: sett det i anførselstegn, ellers leser YAML noe annet")
            return ""
        return self._parsed(value, _line, "", "tekst på én linje")

    def indikator(self, value: Value, known: Collection[str] | None) -> str:
        """Give an indicator's id; ``known`` are all there are, None leaves it unchecked."""
        name = self.text(value)
        if name and known is not None and name not in known:
            near = nearest(name, known)
            hint = f" Mente du «{near[0]}»?" if near else ""
            self.wrong(value, f"«{name}» er ingen indikator.{hint}")
        return name

    def slug(self, value: Value) -> str:
        """Give a name for files: a–z, 0–9 and hyphen."""
        should = "små bokstaver a–z, sifre og bindestrek (æ→ae, ø→oe, å→aa)"
        return self.matching(value, SLUG, should)

    def epost(self, value: Value) -> str:
        """Give an e-mail address."""
        return self.matching(value, EMAIL, "en e-postadresse som «navn@kommune.no»")

    def siffer(self, value: Value, length: int) -> str:
        """Give digits in quotation marks; without them YAML may read another number."""
        node = value.node
        if isinstance(node, ScalarNode) and not node.style and BARE_DIGITS.fullmatch(node.value):
            bare: str = node.value
            self.wrong(value, _unquoted(value.name, bare))
            return bare
        digits = re.compile(f"[0-9]{{{length}}}")
        return self.matching(value, digits, f"{length} sifre i anførselstegn")

    def choice(self, value: Value, among: Collection[str]) -> str:
        """Give one of a few words."""
        words = re.compile("|".join(re.escape(word) for word in among))
        return self.matching(value, words, " eller ".join(f"«{word}»" for word in among))

    def dato(self, value: Value) -> date:
        """Give a day."""
        return self._parsed(
            value,
            lambda text: date.fromisoformat(_matched(ISO_DATE, text)),
            NO_DATE,
            "en dato som «2016-08-31»",
        )

    def aar(self, value: Value) -> int:
        """Give a year."""
        should = f"et årstall mellom {EARLIEST} og {LATEST}"
        year = self._parsed(value, lambda text: int(_matched(COUNT, text)), 0, should)
        if not year or EARLIEST <= year <= LATEST:
            return year
        self.unfit(value, should)
        return 0

    def antall(self, value: Value) -> int:
        """Give a positive whole number."""
        should = "et helt tall større enn 0"
        return self._parsed(value, lambda text: int(_matched(COUNT, text)), 0, should)

    def desimaltall(self, value: Value) -> Decimal:
        """Give a positive number with at most two decimals."""
        should = "et tall større enn 0 med høyst to desimaler, som 3 eller 0.5"
        zero = Decimal(0)
        number = self._parsed(value, lambda text: Decimal(_matched(DECIMAL, text)), None, should)
        if number == zero:
            self.unfit(value, should)
        return number or zero

    def matching(self, value: Value, pattern: re.Pattern[str], should: str) -> str:
        """Give a scalar as it stands, which must match the whole pattern."""
        return self._parsed(value, lambda text: _matched(pattern, text), "", should)

    def _parsed(self, value: Value, parse: Callable[[str], T], empty: T, should: str) -> T:
        """Give a scalar parsed by ``parse``, which raises ValueError for what does not fit."""
        if value.node is None:
            return empty
        if isinstance(value.node, ScalarNode):
            try:
                return parse(value.node.value)
            except ValueError:
                pass
        self.unfit(value, should)
        return empty


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        message = f"{text} does not match {pattern.pattern}"
        raise ValueError(message)
    return text


def _line(text: str) -> str:
    line = unicodedata.normalize("NFC", text)
    if not line or line != line.strip() or not line.isprintable():
        message = "not one line of text"
        raise ValueError(message)
    return line


def _unquoted(name: str, text: str) -> str:
    """Explain what YAML makes of digits without quotation marks (a leading zero: octal)."""
    if re.fullmatch("0[0-7]+", text):
        read = f"tallet {int(text, 8)}, for nullen foran betyr åttetallssystemet"
    elif text.startswith("0"):
        read = "tekst, men koder uten 8 og 9 leses som andre tall"
    else:
        read = f"tallet {int(text)}, og ikke som en kode"
    return f'«{name}»: {text} uten anførselstegn leses av YAML som {read}. Skriv "{text}".'
