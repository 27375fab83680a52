"""What must not be known too well: cells of too few persons, and how uncertain they must stay."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from datapakke.disclosure.audit.forms import Form, forms_of
from datapakke.disclosure.audit.known import Known, Place
from datapakke.disclosure.audit.system import FloatArray
from datapakke.disclosure.audit.world import Cell, Terms, World
from datapakke.model import ALLE, FigureKey, Indicator, Nivaa, Unit
from datapakke.results import SKJULT


@dataclass(frozen=True)
class Demand:
    """A target and how far the attacker's interval must reach.

    Attributes:
        place: Area, period and gender.
        words: What is protected.
        indikator: Id of the indicator that it is first protected for.
        target: Variable → coefficient.
        at_most, at_least: What the interval must reach down and up to; None for no demand.
        per: What target and demands are divided by when told: the number behind a mean.
        given: Variables taken as known (the number behind a mean), and their values; NaN where
            the number is not known, and any that is possible may be taken.
        width: How wide the interval must be at least, where the true value is not known.
        minus: What is taken away from target and demands when told: those already printed.
    """

    place: Place
    words: str
    indikator: str
    target: Terms
    at_most: float | None
    at_least: float | None
    per: float = 1
    given: Mapping[int, float] = field(default_factory=dict)
    width: float = 0
    minus: float = 0

    def told(self, value: float) -> float:
        """Give a value of the target as it is told: a mean by its number, a rest by itself."""
        return (value - self.minus) / self.per

    def joined(self, other: "Demand") -> "Demand":
        """Give the stricter of two demands of the same target."""
        lows = [x.at_most for x in (self, other) if x.at_most is not None]
        highs = [x.at_least for x in (self, other) if x.at_least is not None]
        return replace(self, at_most=min(lows, default=None), at_least=max(highs, default=None))


def demands(world: World) -> list[Demand]:
    """Give every demand about a world; of those about the same persons, one."""
    known, truth = world.known, world.truth
    forms = forms_of(known, truth)
    means = [one for one in known.of_universe(truth.univers.id) if known.slag[one.id] == "snitt"]
    found: dict[tuple[tuple[int, float], ...], Demand] = {}
    for place in places(world):
        cells = world.cells(place)
        if cells is None:
            continue
        for demand in (
            *_persons(world, place, cells, forms),
            *(one for mean in means for one in _mean(world, place, cells, mean)),
        ):
            key = tuple(demand.target.items())
            found[key] = found[key].joined(demand) if key in found else demand
    return list(found.values())


def places(world: World) -> Iterator[Place]:
    """Give the places that something can be printed about: areas, periods and genders."""
    single = [world.truth.perioder[t] for t in world.perioder]
    pooled = [label for label, of in world.known.results.samlet.items() if set(of) <= set(single)]
    areas = world.known.areas
    for nr in world.truth.kommuner:
        for aar in single:
            for kjonn in dict.fromkeys((ALLE, *world.truth.kjonn)):
                yield Place(Nivaa.KOMMUNE.value, nr, aar, kjonn)
        for aar in pooled:
            yield Place(Nivaa.KOMMUNE.value, nr, aar)
    for aar in (*single, *pooled):
        for mote in areas.moter:
            yield Place(Nivaa.MOTE.value, mote, aar)
        yield Place(Nivaa.FYLKE.value, Nivaa.FYLKE.value, aar)


def _persons(
    world: World, place: Place, cells: tuple[Cell, ...], forms: tuple[Form, ...]
) -> Iterator[Demand]:
    parts = world.true_parts(cells)
    for form in forms:
        if not form.printable(place.nivaa, place.kjonn):
            continue
        groups = sorted(form.parts)
        there = float(parts[groups].sum())
        ends = _few(world.known, form, there, parts)
        if math.isnan(there) and place.nivaa == Nivaa.KOMMUNE.value and len(form.owners) == 1:
            ends = _hidden_by_source(world.known, form, place)
        if ends is not None:
            target = world.persons(cells, form.parts)
            yield Demand(place, form.words, form.owners[0].id, target, *ends)
        yield from _of_population(world, place, cells, form, there)


def _few(
    known: Known, form: Form, there: float, parts: FloatArray
) -> tuple[float | None, float] | None:
    """Give how far down and up a count must be uncertain; None where it is not too small."""
    limit = float(known.rules.antall_under)
    whole = float(parts[sorted(form.within)].sum()) if form.within is not None else limit
    reach = limit if math.isnan(whole) else min(limit, whole)
    if 1 <= there < limit:
        return 1.0, reach
    return (None, reach) if form.sensitiv and there == 0 and whole > 0 else None


def _hidden_by_source(known: Known, form: Form, place: Place) -> tuple[float, float] | None:
    """Give the demand on what the source has hidden: the figure's own count."""
    one = form.owners[0]
    key = FigureKey(one.id, *place)
    found = known.counted.get(key)
    return (1.0, float(known.rules.antall_under)) if found and found.tilstand == SKJULT else None


def _of_population(
    world: World, place: Place, cells: tuple[Cell, ...], form: Form, there: float
) -> Iterator[Demand]:
    """Give the demand on what a population leaves: few who are not counted."""
    one = form.owners[0]
    found = world.known.counted.get(FigureKey(one.id, *place))
    if form.within is not None or not found or not found.nevner or found.slag != "andel":
        return
    limit = world.known.rules.antall_under
    rest = found.nevner - there
    sensitive = form.sensitiv and rest == 0
    if 1 <= rest < limit or sensitive:
        target = world.persons(cells, form.parts, -1)
        low = None if sensitive else 1.0 - found.nevner
        high = min(limit, found.nevner) - found.nevner
        words = f"de andre bak {form.words}"
        yield Demand(place, words, one.id, target, low, float(high))


def _mean(world: World, place: Place, cells: tuple[Cell, ...], one: Indicator) -> Iterator[Demand]:
    """Give the demand on a mean of few, and on one that its source has hidden."""
    form = Form(frozenset(), None, f"«{one.kort or one.title}»", (one,))
    found = world.known.counted.get(FigureKey(one.id, *place))
    if not found or not form.printable(place.nivaa, place.kjonn) or not one.grenser:
        return
    room = protection(world.known, one)
    if found.tilstand == SKJULT and place.nivaa == Nivaa.KOMMUNE.value:
        tally = world.tally(cells, world.truth.groups(one.nevner))
        target, given = world.sums(one, cells), {tally: math.nan}
        yield Demand(place, form.words, one.id, target, None, None, given=given, width=2 * room)
    if not found.nevner or found.teller is None or found.nevner >= world.known.rules.snitt_under:
        return
    n, mean = found.nevner, found.teller / found.nevner
    lowest = float(min(low for low, _ in one.grenser.values()))
    highest = float(max(high for _, high in one.grenser.values()))
    low, high = max(lowest, mean - room), min(highest, mean + room)
    tally = world.tally(cells, world.truth.groups(one.nevner))
    target = world.sums(one, cells)
    yield Demand(place, form.words, one.id, target, low * n, high * n, n, {tally: float(n)})


def protection(known: Known, one: Indicator) -> float:
    """Give how far a hidden mean must be uncertain either way, in its unit."""
    rules = known.rules
    by_unit = {
        Unit.POENG: rules.vern_poeng,
        Unit.KARAKTER: rules.vern_karakter,
        Unit.KARAKTERFORSKJELL: rules.vern_karakter,
    }
    return float(by_unit.get(one.unit, rules.vern_dager))
