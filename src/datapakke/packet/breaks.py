"""Where a series is broken: spans that are over, and rules that hold from a period on."""

from collections.abc import Sequence

from datapakke.model import Indicator
from datapakke.packet.view import View


def is_passed(view: View, indicator: Indicator, aar: str, newest: str) -> bool:
    """Tell whether the period lies in a break that is over: nothing compares with its value."""
    return any(note.brudd and note.til < newest for note in view.noter(indicator, (aar,)))


def new_rules(view: View, indicator: Indicator, perioder: Sequence[str]) -> list[str]:
    """Give the first periods of breaks that last: from there on other rules hold.

    Rules that hold for all the periods break nothing among them.
    """
    lasting = (note for note in view.noter(indicator, tuple(perioder[-1:])) if note.brudd)
    firsts = {next(aar for aar in perioder if aar >= note.fra) for note in lasting}
    return sorted(firsts - {perioder[0]})
