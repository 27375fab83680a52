"""Reads what is printed of a small round by listing every data set that would print the same.

Shares no code with the program. It knows how many a cohort is, and may be a municipality that
knows its own. Values behind a mean are those of the parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from hypothesis import reject

from audit_helpers import Round, slag
from datapakke.model import ALLE, Figure, FigureKey, Indicator, Nivaa, Status
from datapakke.rules import Rules

IntArray = npt.NDArray[np.int64]
ROOM = 4
"""How many more there may be in a part than there are, where nobody knows how many in all."""
MOST = 4_000_000


class Demand(NamedTuple):
    """A sum that must stay unknown: the least the reader may know it to be, and the most.

    ``given`` is a sum taken as known to be what it is.
    """

    words: str
    omraade: str
    weights: IntArray
    low: float | None
    high: float
    given: IntArray | None = None


@dataclass(frozen=True)
class Reader:
    """Someone who has all packets.

    Attributes:
        round: The true parts of every municipality.
        figures: What is printed.
        rules: The limits.
        insider: A municipality that knows its own.
    """

    round: Round
    figures: Mapping[FigureKey, Figure]
    rules: Rules
    insider: str = ""

    @cached_property
    def atoms(self) -> list[tuple[str, str, str]]:
        genders = [one for one in self.round.genders() if one != ALLE] or [ALLE]
        return list(product(self.round.periods(), genders, self.round.universet.deler))

    @cached_property
    def by_omraade(self) -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            if figure.status in (Status.VIST, Status.INGEN, Status.FINNES_IKKE):
                found.setdefault(figure.key.omraade, []).append(figure)
        return found

    def weights(self, parts: Sequence[str], aar: str, kjonn: str) -> IntArray:
        """Give 1 for every atom that is counted."""
        labels = self.round.samlet.get(aar, (aar,))
        return np.array(
            [
                int(part in parts and label in labels and kjonn in (ALLE, gender))
                for label, gender, part in self.atoms
            ]
        )

    def values(self, one: Indicator, aar: str, kjonn: str) -> IntArray:
        """Give the value of every person behind a mean."""
        return sum(
            (int(low) * self.weights([part], aar, kjonn) for part, (low, _) in one.grenser.items()),
            start=np.zeros(len(self.atoms), dtype=np.int64),
        )

    def truth(self, members: Sequence[str]) -> IntArray:
        found = np.zeros(len(self.atoms), dtype=np.int64)
        for nr, (place, (aar, kjonn, part)) in product(members, enumerate(self.atoms)):
            counts = self.round.parts[nr, aar, kjonn]
            assert counts is not None
            found[place] += counts[self.round.universet.deler.index(part)]
        return found

    def fits(self, at: IntArray, omraade: str) -> npt.NDArray[np.bool_]:
        """Tell which data sets about an area print what is printed."""
        kept = np.ones(len(at), dtype=bool)
        by_id = {one.id: one for one in self.round.indicators}
        for figure in self.by_omraade.get(omraade, ()):
            kept &= self._prints(at, figure, by_id[figure.key.indikator])
        return kept

    def _prints(self, at: IntArray, figure: Figure, one: Indicator) -> npt.NDArray[np.bool_]:
        key = figure.key
        parts = one.kategorier[key.kategori] if key.kategori else one.teller
        counted = at @ self.weights(parts, key.aar, key.kjonn)
        if slag(one) == "antall":
            return np.asarray(counted == int(figure.verdi or 0))
        among = at @ self.weights(one.nevner, key.aar, key.kjonn)
        if figure.status is Status.FINNES_IKKE:
            return np.asarray(among == 0)
        if slag(one) == "snitt":
            counted, whole = at @ self.values(one, key.aar, key.kjonn), 1
        else:
            whole = 100
        assert figure.verdi is not None
        step, scale = figure.avrundet_til, whole * 10**one.desimaler
        rounded = (2 * scale * counted + step * among) // np.maximum(2 * step * among, 1) * step
        same = (among > 0) & (rounded == int(figure.verdi.scaleb(one.desimaler)))
        if figure.n is not None:
            same &= among == figure.n
        if figure.teller is not None:
            same &= counted == figure.teller
        return np.asarray(same)

    def options(self, nr: str) -> IntArray:
        """Give every data set about a municipality that it may have."""
        there = self.truth([nr])
        if nr == self.insider:
            return there[None]
        of = len(self.round.universet.deler)
        groups = [there[at : at + of] for at in range(0, len(there), of)]
        split = any(one.etter_kjonn for one in self.round.indicators)
        assert split or [kjonn for _, kjonn, _ in self.atoms].count(ALLE) == len(self.atoms)
        ways = [self._ways(group) for group in groups]
        every = np.array([np.concatenate(one) for one in product(*ways)])
        return every[self.fits(every, nr)]

    def _ways(self, group: IntArray) -> list[IntArray]:
        size = int(group.sum())
        if not self.round.universet.kjent:
            return [np.array(one) for one in product(*(range(n + ROOM + 1) for n in group))]
        bars = combinations(range(size + len(group) - 1), len(group) - 1)
        ends = [np.array([-1, *one, size + len(group) - 1]) for one in bars]
        return [np.diff(one) - 1 for one in ends]

    @cached_property
    def possible(self) -> Mapping[str, IntArray]:
        """Give every area's data sets that fit all that is printed."""
        areas = self.round.areas
        options = {nr: self.options(nr) for nr in areas.kommuner}
        together = {mote: list(members) for mote, members in areas.moter.items()}
        invited = {nr for members in together.values() for nr in members}
        together |= {nr: [nr] for nr in areas.kommuner if nr not in invited}
        found: dict[str, IntArray] = {}
        sums, chosen = {}, {}
        for name, members in together.items():
            of = _sums([options[nr] for nr in members])
            kept = self.fits(of.sums, name) if name in areas.moter else np.ones(len(of.sums), bool)
            sums[name], chosen[name] = of.sums[kept], [one[kept] for one in of.chosen]
        distinct = {name: np.unique(one, axis=0, return_inverse=True) for name, one in sums.items()}
        county = _sums([one for one, _ in distinct.values()])
        kept = self.fits(county.sums, "fylke")
        found["fylke"] = county.sums[kept]
        for (name, members), which in zip(together.items(), county.chosen, strict=True):
            mine = np.isin(distinct[name][1].reshape(-1), np.unique(which[kept]))
            found[name] = sums[name][mine]
            for nr, one in zip(members, chosen[name], strict=True):
                found[nr] = options[nr][np.unique(one[mine])]
        return found

    def unmet(self) -> list[Demand]:
        """Give the demands about others that do not hold."""
        return [
            one
            for one in self.demands()
            if self.insider not in self.members(one.omraade) and not self.met(one)
        ]

    def met(self, demand: Demand) -> bool:
        """Tell whether the sum may be as small and as large as is demanded."""
        there = self.possible[demand.omraade]
        assert len(there), "the true data set prints itself"
        if demand.given is not None:
            given = self.truth(self.members(demand.omraade)) @ demand.given
            there = there[there @ demand.given == given]
        reach = there @ demand.weights
        low = demand.low is None or reach.min() <= demand.low
        return bool(low and reach.max() >= demand.high)

    def members(self, omraade: str) -> Sequence[str]:
        """Give the municipalities of an area."""
        areas = self.round.areas
        if omraade == "fylke":
            return areas.kommuner
        return areas.moter.get(omraade, (omraade,))

    def demands(self) -> Iterator[Demand]:
        """Give what must stay unknown of everything that could be printed."""
        areas = self.round.areas
        for aar in (*self.round.periods(), *self.round.samlet):
            genders = (ALLE,) if aar in self.round.samlet else self.round.genders()
            for nr, kjonn in product(areas.kommuner, genders):
                yield from self._of_place(Nivaa.KOMMUNE, nr, aar, kjonn)
            for mote in areas.moter:
                yield from self._of_place(Nivaa.MOTE, mote, aar, ALLE)
            yield from self._of_place(Nivaa.FYLKE, "fylke", aar, ALLE)

    def _of_place(self, nivaa: Nivaa, omraade: str, aar: str, kjonn: str) -> Iterator[Demand]:
        printed = [
            one
            for one in self.round.indicators
            if (kjonn == ALLE or one.etter_kjonn) and (nivaa is not Nivaa.MOTE or one.for_mote)
        ]
        there = self.truth(self.members(omraade))
        limit = self.rules.antall_under

        def about(parts: frozenset[str], among: frozenset[str] | None, *, telling: bool) -> Demand:
            words = f"{omraade} {aar} {kjonn}: {'+'.join(sorted(parts))}"
            weights = self.weights(sorted(parts), aar, kjonn)
            count, most = int(there @ weights), limit
            if among is not None:
                most = min(limit, int(there @ self.weights(sorted(among), aar, kjonn)))
            few = 0 < count < limit
            none = telling and count == 0 and most > 0
            low, high = (1 if few else None), (most if few or none else 0)
            return Demand(words, omraade, weights, low, high)

        for parts, among, telling in _small(printed, self.round):
            if parts:
                yield about(parts, among, telling=telling)
        for one in printed:
            if slag(one) == "snitt":
                yield from self._of_mean(one, omraade, aar, kjonn)

    def _of_mean(self, one: Indicator, omraade: str, aar: str, kjonn: str) -> Iterator[Demand]:
        there = self.truth(self.members(omraade))
        among, values = self.weights(one.nevner, aar, kjonn), self.values(one, aar, kjonn)
        n, total = int(there @ among), int(there @ values)
        if 0 < n < self.rules.snitt_under:
            room = float(self.rules.vern_karakter) * n
            low = max(n * min(float(least) for least, _ in one.grenser.values()), total - room)
            high = min(n * max(float(most) for _, most in one.grenser.values()), total + room)
            yield Demand(f"{omraade} {aar} {kjonn}: {one.id}", omraade, values, low, high, among)


Small = tuple[frozenset[str], frozenset[str] | None, bool]


def _small(printed: Sequence[Indicator], of: Round) -> Iterator[Small]:
    """Give parts that may be few, those among which, and whether none is telling."""
    counted: list[Small] = []
    for one in printed:
        among = frozenset(one.nevner) or None
        groups = one.kategorier.values() or [one.teller]
        if slag(one) != "snitt":
            counted += [(frozenset(parts), among, one.sensitiv) for parts in groups]
    for parts, among, telling in counted:
        yield parts, among, telling
        if among:
            yield among - parts, among, telling
    for (first, among, _), (second, other, _) in combinations(counted, 2):
        if among == other:
            yield from _between(first, second, among)
    nevnere = {frozenset(one.nevner) for one in printed if one.nevner}
    yield from ((b - a, b, False) for a, b in product(nevnere, nevnere) if a < b)
    if of.universet.kjent:
        whole = frozenset(of.universet.deler)
        pairs = {a | b for a, b in product(nevnere, nevnere) if not a & b}
        yield from ((whole - among, whole, False) for among in nevnere | pairs)


def _between(
    first: frozenset[str], second: frozenset[str], among: frozenset[str] | None
) -> Iterator[Small]:
    """Give what one count has more than another, or what two leave."""
    for small, large in ((first, second), (second, first)):
        if small < large:
            yield large - small, among, False
    if among and not first & second:
        yield among - first - second, among, False


class _Sums(NamedTuple):
    sums: IntArray
    chosen: list[IntArray]
    """Of each that is summed: which of its data sets."""


def _sums(arrays: Sequence[IntArray]) -> _Sums:
    sizes = [len(one) for one in arrays]
    if np.prod(sizes) >= MOST:
        reject()  # too many to try: another round is drawn; one that is not drawn fails by this
    grid = np.meshgrid(*(np.arange(size) for size in sizes), indexing="ij")
    chosen = [axis.ravel() for axis in grid]
    return _Sums(sum(one[at] for one, at in zip(arrays, chosen, strict=True)), chosen)  # type: ignore[arg-type]
