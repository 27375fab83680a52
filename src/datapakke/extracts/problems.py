"""Collect what is wrong in all extracts, keep the first of it, count the rest."""

import re
from collections.abc import Sequence

from datapakke.config.text import quoted
from datapakke.errors import SHOWN_AT_MOST, ExtractError, Problem

FIRST, LATER = 0, 1
"""Problems that must be told even when thousands of others are, and all others."""

NATIONAL_IDENTITY = re.compile(r"[0-9]{6}[ \u00a0]?[0-9]{5}")
"""How a fødselsnummer looks: six digits, perhaps a space, five digits."""

INNER = str.maketrans("«»", "‹›")
"""Quotes inside a quote, so that it ends where it ends."""


class Problems:
    """A collector: add while reading, tell once at the end.

    Only as many are kept as will be shown, per call; a file with a million bad cells costs no more
    memory than one with twenty.
    """

    def __init__(self) -> None:
        self.kept: list[tuple[int, Problem]] = []
        self.total = 0

    def add(self, problems: Sequence[Problem], total: int | None = None, rank: int = LATER) -> None:
        """Add problems in order of line; ``total`` says how many when not all were made."""
        self.kept += [(rank, problem) for problem in problems[:SHOWN_AT_MOST]]
        self.total += len(problems) if total is None else total

    def add_error(self, error: ExtractError) -> None:
        """Add all that another step found."""
        self.add(error.problems, error.total)

    def take(self, other: "Problems") -> None:
        """Add all that another collector has."""
        self.kept += other.kept
        self.total += other.total

    def __bool__(self) -> bool:
        """Tell whether anything was wrong."""
        return self.total > 0

    def in_order(self) -> tuple[Problem, ...]:
        """Give what was kept, sorted by rank, file, line and column."""
        ordered = sorted(self.kept, key=lambda kept: (kept[0], _natural(kept[1].where)))
        return tuple(problem for _, problem in ordered)


def shown(text: str) -> str:
    """Quote what stands in a cell: short, on one line, and never a fødselsnummer."""
    one_quote = text.translate(INNER)
    return quoted(NATIONAL_IDENTITY.sub("[11 sifre]", one_quote))


def _natural(where: str) -> list[tuple[int, str]]:
    """Sort «linje 9» before «linje 10»."""
    parts = re.split(r"([0-9]+)", where)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
