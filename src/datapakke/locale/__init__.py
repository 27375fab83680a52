"""Texts in the written form that a packet is in: bokmål stands in the code, nynorsk in a catalogue.

The form is set while a packet is built or drawn, and is bokmål otherwise.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from datapakke.errors import PacketError, Problem

BOKMAAL = "bokmål"
NYNORSK = "nynorsk"
SPRAK = {BOKMAAL: "nb", NYNORSK: "nn"}
"""Written form → its language tag (BCP 47)."""

FOLDER = Path(__file__).parent
DOMAIN = "pakke"
_WORD = re.compile(r"[^\W\d_]{2}")
_FIELD = re.compile(r"\{(\w*)\}")
_form: ContextVar[str] = ContextVar("maalform", default=BOKMAAL)


@dataclass(frozen=True)
class Tekst:
    """A fixed text, written in bokmål with places for words: ``str`` and ``format`` say it.

    It is no ``str``, so that mypy finds the places where it would be printed untranslated.
    """

    bokmaal: str

    def __str__(self) -> str:
        """Say it in the form that is set.

        Raises:
            PacketError: The catalogue does not have it.
        """
        return sagt(self.bokmaal)

    def format(self, **words: object) -> str:
        """Say it in the form that is set, with ``words`` put into their places."""
        return str(self).format(**words)


@contextmanager
def maalform(form: str) -> Iterator[None]:
    """Say all texts in ``form`` (a key of ``SPRAK``) within the block."""
    token = _form.set(form)
    try:
        yield
    finally:
        _form.reset(token)


def sagt(bokmaal: str) -> str:
    """Give a text of the program in the form that is set; one without words is the same in both.

    Raises:
        PacketError: The catalogue does not have it, or has other places for words in it.
    """
    return bokmaal if _form.get() == BOKMAAL or not has_words(bokmaal) else _in_nynorsk(bokmaal)


def sagt_om_kjent(text: str) -> str:
    """Give a text in the form that is set where the catalogue has it, else as it is.

    For texts that may come from an extract or its register: those are never translated.
    """
    return text if _form.get() == BOKMAAL else _nynorsk().gettext(text) or text


def has_words(text: str) -> bool:
    """Tell whether a text has words of its own; what has none is the same in both forms."""
    return _WORD.search(_FIELD.sub("", text)) is not None


def fields(text: str) -> list[str]:
    """Give the names of the places for words in a text, in the order of the alphabet."""
    return sorted(_FIELD.findall(text))


@cache
def _in_nynorsk(bokmaal: str) -> str:
    said = _nynorsk().gettext(bokmaal)
    if not said:
        raise PacketError([Problem("nynorsk", f"mangler i språkkatalogen: «{bokmaal}»")])
    if fields(said) != fields(bokmaal):
        message = f"har andre felt i språkkatalogen: «{said}» for «{bokmaal}»"
        raise PacketError([Problem("nynorsk", message)])
    return said


class _Nothing(gettext.NullTranslations):
    """What stands behind a catalogue: no text, rather than the text in the other form."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - as it is called
        return ""


@cache
def _nynorsk() -> gettext.NullTranslations:
    catalogue = gettext.translation(DOMAIN, FOLDER, [SPRAK[NYNORSK]])
    catalogue.add_fallback(_Nothing())
    return catalogue
