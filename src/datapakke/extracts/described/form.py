"""Forms: what a cell, a title or a column's name looks like, with places for what it says.

``{kommunenr} {navn}`` is the form of ``0623 Modum``. There are no regular expressions in a form:
text between the places is found from the left, once, so that no form can take long.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

DIGITS = re.compile("[0-9]+")
PLACE = re.compile(r"\{([a-z0-9_]*)\}")


class FormError(ValueError):
    """A form that cannot be understood; says why, in bokmål."""


@dataclass(frozen=True)
class Form:
    """A form as it is written; ``{}`` is a place for what is not wanted.

    An empty form is that of a blank cell.

    Raises:
        FormError: A brace stands alone, two places touch, or a name stands twice.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse a form that could be understood in two ways."""
        if any(brace in "".join(self._between) for brace in "{}"):
            message = "en form der hver klamme er lukket, med bare små bokstaver, som «{navn}»"
            raise FormError(message)
        if "" in self._between[1:-1]:
            message = "en form med tekst mellom plassene, som «{kommunenr} {navn}»"
            raise FormError(message)
        if len(set(self.names)) < len(self.names):
            message = "en form der hvert navn står én gang"
            raise FormError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its places, in order."""
        return tuple(name for name in self._places if name)

    def match(self, text: str) -> dict[str, str] | None:
        """Give what stands in each place, or None for a text of another form.

        What stands in a place is never blank and has no space around it.
        """
        first, *rest = self._between
        if not text.startswith(first):
            return None
        at, found = len(first), {}
        for number, (name, after) in enumerate(zip(self._places, rest, strict=True), 1):
            end = len(text) - len(after) if number == len(rest) else text.find(after, at + 1)
            if end <= at or not text.startswith(after, end):
                return None
            found[name] = text[at:end].strip()
            if not found[name]:
                return None
            at = end + len(after)
        found.pop("", None)
        return found if at == len(text) else None

    def leaves_number(self, text: str, pieces: Iterable[str]) -> bool:
        """Tell whether a number stands in what is not wanted of a text that has this form."""
        read = Counter(DIGITS.findall(f"{self.text} {' '.join(pieces)}"))
        return bool(Counter(DIGITS.findall(text)) - read)

    @cached_property
    def _between(self) -> list[str]:
        return PLACE.split(self.text)[::2]

    @cached_property
    def _places(self) -> list[str]:
        return PLACE.split(self.text)[1::2]
