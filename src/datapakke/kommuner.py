"""Municipalities as codes in time, the division of a year, meetings and rounds."""

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from datapakke.errors import Problem, UsageError

LANDET = "0000"
"""The code that our own extracts use for the whole country."""


@dataclass(frozen=True)
class Kode:
    """A municipality code and name, and the years (both included) in which they held."""

    kode: str
    navn: str
    fra: int
    til: int | None

    def gjelder(self, aar: int) -> bool:
        """Tell whether the code was in force on 1 January ``aar``."""
        return self.fra <= aar and (self.til is None or aar <= self.til)


@dataclass(frozen=True)
class Mottaker:
    """One who receives the packet."""

    rolle: str
    epost: str


@dataclass(frozen=True)
class Kommune:
    """A municipality through time.

    Attributes:
        slug: ASCII, lower case; names files (``oevre-eiker``).
        maalform: ``bokmål``, ``nynorsk`` or ``nøytral``.
        koder: Its codes in order of time.
        slaatt_sammen_av: Codes of the municipalities that became this one, all of them; their
            counts may be summed for the years before the merger.
        mottakere: Who receives its packet.
        forgjengere: The codes and names behind ``slaatt_sammen_av``.
    """

    slug: str
    maalform: str
    koder: tuple[Kode, ...]
    slaatt_sammen_av: tuple[str, ...] = ()
    mottakere: tuple[Mottaker, ...] = ()
    forgjengere: tuple[Kode, ...] = ()

    def kode_i(self, aar: int) -> Kode | None:
        """Give the code in force in ``aar``, or None when the municipality did not exist then."""
        return next((kode for kode in self.koder if kode.gjelder(aar)), None)


@dataclass(frozen=True)
class Inndeling:
    """The county's municipalities as they were in one year."""

    aar: int
    kommuner: tuple[Kommune, ...]

    def __iter__(self) -> Iterator[Kommune]:
        """Iterate over the municipalities, in the order of their codes."""
        return iter(self.kommuner)

    def kommunenr(self, kommune: Kommune) -> str:
        """Give the municipality's code in this division (``0623`` in 2016, ``3316`` in 2024)."""
        return self._kode(kommune).kode

    def navn(self, kommune: Kommune) -> str:
        """Give the municipality's name in this division."""
        return self._kode(kommune).navn

    def _kode(self, kommune: Kommune) -> Kode:
        kode = kommune.kode_i(self.aar)
        if kode is None:
            message = f"{kommune.slug} finnes ikke i inndelingen for {self.aar}"
            raise KeyError(message)
        return kode

    @cached_property
    def kommunenumre(self) -> tuple[str, ...]:
        """The codes of this division, in order."""
        return tuple(self.kommunenr(kommune) for kommune in self.kommuner)

    @cached_property
    def by_kommunenr(self) -> dict[str, Kommune]:
        """Each municipality under its code in this division."""
        return {self.kommunenr(kommune): kommune for kommune in self.kommuner}

    @cached_property
    def fra_kode(self) -> dict[str, str]:
        """Any code of any year → the code in this division.

        A code that cannot be brought to this division is left out: a merged municipality (3005
        Drammen) is not one of the municipalities it was made of. Codes of the municipalities that
        were merged lead to the merged one in divisions where that exists.
        """
        lookup: dict[str, str] = {}
        for kommune in self.kommuner:
            nr = self.kommunenr(kommune)
            lookup |= {kode.kode: nr for kode in kommune.koder}
            lookup |= dict.fromkeys(kommune.slaatt_sammen_av, nr)
        return lookup

    def finn(self, text: str) -> Kommune:
        """Give the municipality that ``text`` names: a code or a full name of any year, or a slug.

        Raises:
            UsageError: No municipality of this division is called that, or more than one is; the
                message suggests one, or gives their codes.
        """
        wanted = folded(text)
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " eller ".join(self.kommunenr(one) for one in found)
            message = f"er navnet på {len(found)} kommuner. Skriv nummeret: {numbers}."
            raise UsageError([Problem(f"kommune «{text}»", message)])
        known = ", ".join(self.navn(kommune) for kommune in self.kommuner)
        message = (
            f"finnes ikke i inndelingen for {self.aar}.{self._hint(wanted)} Kommunene er: {known}."
        )
        raise UsageError([Problem(f"kommune «{text}»", message)])

    def named(self, text: str) -> tuple[Kommune, ...]:
        """Give all that ``text`` may name: more than one is for ``finn`` to refuse."""
        return self._names.get(folded(text), ())

    @cached_property
    def _names(self) -> dict[str, tuple[Kommune, ...]]:
        """Who each name means: those who have it this year go before those of other years."""
        older = self._called(lambda one: [folded(kode.navn) for kode in one.koder])
        sure = self._called(lambda one: [one.slug, *(kode.kode for kode in one.koder)])
        return older | sure | self._called(lambda one: [folded(self.navn(one))])

    def _called(self, by: Callable[[Kommune], Iterable[str]]) -> dict[str, tuple[Kommune, ...]]:
        """Give name → the municipalities that have it."""
        names: dict[str, tuple[Kommune, ...]] = {}
        for kommune in self.kommuner:
            for name in set(by(kommune)):
                names[name] = (*names.get(name, ()), kommune)
        return names

    def _hint(self, wanted: str) -> str:
        """Say which municipality one that is gone became part of, or which has a similar name."""
        for kommune in self.kommuner:
            for old in kommune.forgjengere:
                if wanted in {old.kode, folded(old.navn)}:
                    name = self.navn(kommune)
                    return f" {old.navn} ({old.kode}) er nå del av {name}. Mente du «{name}»?"
        names = [name for name in self._names if not name.isdecimal()]
        close = difflib.get_close_matches(wanted, names, n=1)
        return f" Mente du «{self.navn(self._names[close[0]][0])}»?" if close else ""


def folded(name: str) -> str:
    """Give a name as it is compared: trimmed, any case, å in one code point or in two."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def inndeling_i(aar: int, kommuner: Iterable[Kommune]) -> Inndeling:
    """Give the division of ``aar``: those that have a code then, in the order of their codes."""
    found = ((kommune.kode_i(aar), kommune) for kommune in kommuner)
    valid = [(kode.kode, kommune) for kode, kommune in found if kode]
    valid.sort(key=lambda pair: pair[0])
    return Inndeling(aar, tuple(kommune for _, kommune in valid))


@dataclass(frozen=True)
class Mote:
    """One regional meeting. ``kommuner`` holds slugs; ``svarfrist`` when answers are wanted by.

    ``klokkeslett`` is when it begins and ends, in Norwegian time; None where that is not said.
    """

    id: str
    dato: date
    sted: str
    kommuner: tuple[str, ...]
    svarfrist: date | None = None
    klokkeslett: tuple[time, time] | None = None


@dataclass(frozen=True)
class Runde:
    """A round of meetings.

    Attributes:
        id: ``2016-host``.
        navn: As printed: «høsten 2016».
        inndeling: The year whose division of municipalities holds.
        data_til: No figure about a period that ends after this day may be used.
        dato: The date printed on the packets.
        moter: The meetings, in order of time.
    """

    id: str
    navn: str
    inndeling: int
    data_til: date
    dato: date
    moter: tuple[Mote, ...]

    def mote_for(self, kommune: Kommune) -> Mote | None:
        """Give the meeting to which the municipality is invited."""
        return next((mote for mote in self.moter if kommune.slug in mote.kommuner), None)
