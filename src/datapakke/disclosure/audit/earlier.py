"""Figures of earlier rounds: which of today's municipalities each is about.

A code of another year is brought to today's by what it was made of (``norge``). A figure about
exactly some of today's municipalities says as much now as then. One about a part of a municipality
that was merged since says that there are at least as many in the whole, and what the whole then
leaves is a number of persons too. One about an area that today's municipalities cannot make up is
not used, and counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from datapakke.disclosure.audit.known import Known
from datapakke.model import Figure, FigureKey, Nivaa
from datapakke.norge import deler, oversatt

UTE = "om områder med kommuner som ikke er i fylket nå, eller med ukjent sammensetning"
UKJENT = "om indikatorer eller perioder som ikke er i uttrekkene nå"


@dataclass(frozen=True)
class Earlier:
    """A figure printed in an earlier round.

    Attributes:
        runde: The round's id.
        inndeling: The year of its division.
        figure: As printed then.
        kommuner: The codes, in that division, of the municipalities it is about; none when it is
            not known which they were.
    """

    runde: str
    inndeling: int
    figure: Figure
    kommuner: tuple[str, ...]


@dataclass(frozen=True)
class Placed:
    """A figure of an earlier round, and today's municipalities.

    Attributes:
        figure: With today's code when it is about one municipality.
        kommuner: Today's codes that it is about, or that it is a part of.
        delvis: What it was made of, when that is not all of today's municipality.
        where: Said after its name: «, trykt i runde 2015-host».
    """

    figure: Figure
    kommuner: tuple[str, ...]
    where: str
    delvis: frozenset[str] = frozenset()


@dataclass
class Sorted:
    """Earlier figures that say something more, and what became of the others."""

    used: list[Placed] = field(default_factory=list)
    revised: list[tuple[Figure, Figure, str]] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)


def sort_earlier(
    earlier: Iterable[Earlier], known: Known, figures: Mapping[FigureKey, Figure]
) -> Sorted:
    """Place every earlier figure; of those printed now too, the value of now is used.

    Args:
        earlier: In the order of printing.
        known: Today's division, in ``known.inndeling``.
        figures: What is printed now.
    """
    found = Sorted()
    for one in earlier:
        if one.figure.key.nivaa == Nivaa.LAND.value:
            continue
        if one.figure.key.indikator not in known.slag:
            found.unused[UKJENT] += 1
            continue
        placed = _placed(one, known)
        if placed is None:
            found.unused[UTE] += 1
            continue
        now = None if placed.delvis else figures.get(placed.figure.key)
        if now is not None and now.verdi is not None and not now.agrees_with(placed.figure):
            found.revised.append((placed.figure, now, placed.where))
        elif now is None or _adds(placed.figure, now):
            found.used.append(placed)
    return found


def _adds(earlier: Figure, now: Figure) -> bool:
    """Tell whether what was printed earlier says more than what is printed now."""
    # What is rounded to ten tells of what is rounded to five too: the limits are others.
    return (
        earlier.avrundet_til != now.avrundet_til
        or now.status is not earlier.status
        or any(
            theirs is None and mine is not None
            for mine, theirs in ((earlier.n, now.n), (earlier.teller, now.teller))
        )
    )


def _placed(one: Earlier, known: Known) -> Placed | None:
    """Bring a figure to today's division; None when that cannot be done."""
    where = f", trykt i runde {one.runde}" if one.runde else ", trykt tidligere"
    kommuner, missing = _today(one, known)
    if not kommuner or not set(kommuner) <= set(known.areas.kommuner):
        return None
    key = one.figure.key
    if key.nivaa != Nivaa.KOMMUNE.value:
        return None if missing else Placed(one.figure, kommuner, where)
    if len(kommuner) > 1:
        return None
    moved = replace(one.figure, key=replace(key, omraade=kommuner[0]))
    return Placed(moved, kommuner, where, _pieces(one) if missing else frozenset())


def _today(one: Earlier, known: Known) -> tuple[tuple[str, ...], bool]:
    """Give today's codes that have any of what a figure is about, and whether they have more."""
    if one.inndeling == known.inndeling:
        return one.kommuner, False
    try:
        codes = {
            code for old in one.kommuner for code in oversatt(old, one.inndeling, known.inndeling)
        }
        pieces = {piece for code in codes for piece in deler(code, known.inndeling)}
        return tuple(sorted(codes)), pieces != _pieces(one)
    except KeyError:
        return (), True


def _pieces(one: Earlier) -> frozenset[str]:
    return frozenset(piece for old in one.kommuner for piece in deler(old, one.inndeling))


def rests(placed: Iterable[Placed], known: Known) -> Iterator[tuple[FigureKey, int, int | None]]:
    """Give what earlier figures about parts of a merged municipality leave of it.

    Yields:
        The key of today's figure, how many its parts had in the numerator, and in the denominator
        (None when from outside); only where some part of it was not printed.
    """
    printed: dict[FigureKey, dict[frozenset[str], Figure]] = {}
    for one in placed:
        if one.delvis and (one.figure.teller is not None):
            printed.setdefault(one.figure.key, {})[one.delvis] = one.figure
    for key, parts in printed.items():
        together: frozenset[str] = frozenset().union(*parts)
        if together != deler(key.omraade, known.inndeling):
            tellere = sum(one.teller or 0 for one in parts.values())
            n = [one.n for one in parts.values()]
            yield key, tellere, None if None in n else sum(x or 0 for x in n)
