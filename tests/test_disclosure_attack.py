"""Every data set that would be printed the same is tried: a hidden figure must stay uncertain.

The attacker here shares no code with the program. It reads the published figures, knows every
number of pupils, and may be a municipality that knows its own figures. Tables are tiny, and the
limits of the profile are lowered with them, so that all data sets can be listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations_with_replacement, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.disclosure import protect
from datapakke.model import Figure, FigureKey, Indicator, Status
from datapakke.publish import publish
from datapakke.results import Areas
from datapakke.rules import Rules
from disclosure_tables import indicator, results

LIMIT = 3
RULES = Rules(antall_under=LIMIT, nevner_under=4, snitt_under=4)
KOMMUNER = ("0601", "0602", "0603", "0604")
AREAS = Areas(KOMMUNER, {"a": KOMMUNER[:2], "b": KOMMUNER[2:]})
YEAR = "2015/16"

Persons = Mapping[tuple[str, str], int]
"""Gender and category → how many, in one municipality."""


@dataclass(frozen=True)
class Printed:
    """One figure that is printed in every area: which categories it counts."""

    indicator: Indicator
    slag: str
    kategori: str
    counts: frozenset[str]


def of_gender(persons: Persons, kjonn: str) -> Iterator[tuple[str, int]]:
    """Give category and number of those a row is about."""
    for (gender, category), number in persons.items():
        if kjonn in ("alle", gender):
            yield category, number


def counted(persons: Persons, kjonn: str, figure: Printed) -> int:
    """Give the numerator."""
    return sum(n for category, n in of_gender(persons, kjonn) if category in figure.counts)


def all_of(persons: Persons, kjonn: str) -> int:
    """Give the denominator."""
    return sum(n for _, n in of_gender(persons, kjonn))


def possible(persons: Persons) -> Iterator[dict[tuple[str, str], int]]:
    """Give every way to place the same girls and the same boys in the categories."""
    genders = list(dict.fromkeys(gender for gender, _ in persons))
    categories = list(dict.fromkeys(category for _, category in persons))
    ways = [
        [
            {(gender, one): chosen.count(one) for one in categories}
            for chosen in combinations_with_replacement(categories, all_of(persons, gender))
        ]
        for gender in genders
    ]
    for parts in product(*ways):
        yield {key: n for part in parts for key, n in part.items()}


def printed_value(teller: np.ndarray, nevner: int, slag: str) -> np.ndarray:
    """Round to whole percent, half up."""
    return teller if slag == "antall" else (200 * teller + nevner) // (2 * nevner)


class Attack:
    """What can be worked out from the published figures of one family."""

    def __init__(self, county: Sequence[Persons], figures: Sequence[Printed]) -> None:
        """Compute, hide and publish."""
        self.county, self.figures = county, figures
        genders = list(dict.fromkeys(gender for gender, _ in county[0]))
        self.kjonn = ["alle", *genders] if genders != ["alle"] else ["alle"]
        self.rows = list(product(figures, self.kjonn))
        places = [("kommune", nr, [i]) for i, nr in enumerate(KOMMUNER)]
        places += [("mote", "a", [0, 1]), ("mote", "b", [2, 3]), ("fylke", "fylke", [0, 1, 2, 3])]
        self.places = places
        table = results(*(self._row(place, row) for place in places for row in self.rows))
        of = list({row.indicator.id: row.indicator for row in figures}.values())
        self.published = publish(table, protect(table, of, AREAS, RULES), of)

    def _row(
        self, place: tuple[str, str, list[int]], row: tuple[Printed, str]
    ) -> dict[str, object]:
        (nivaa, omraade, members), (figure, kjonn) = place, row
        return {
            "indikator": figure.indicator.id,
            "slag": figure.slag,
            "nivaa": nivaa,
            "omraade": omraade,
            "kjonn": kjonn,
            "kategori": figure.kategori,
            "teller": sum(counted(self.county[i], kjonn, figure) for i in members),
            "nevner": None
            if figure.slag == "antall"
            else sum(all_of(self.county[i], kjonn) for i in members),
        }

    def value(self, nivaa: str, omraade: str, row: tuple[Printed, str]) -> int | None:
        """Give what is printed: a municipality's count, a total's rounded value, None if hidden."""
        figure, kjonn = row
        key = FigureKey(figure.indicator.id, nivaa, omraade, YEAR, kjonn, figure.kategori)
        got = self.published[key]
        if got.status is Status.FINNES_IKKE:
            return 0
        if got.verdi is None:
            return None
        return got.teller if nivaa == "kommune" and figure.slag != "antall" else int(got.verdi)

    def worlds(self, insider: int | None) -> list[np.ndarray]:
        """Give per municipality the rows' counts (columns) in every possible data set (rows)."""
        options = [self._options(i, known=i == insider) for i in range(len(self.county))]
        grid = np.meshgrid(*(np.arange(len(one)) for one in options), indexing="ij")
        worlds = [one[axis.ravel()] for one, axis in zip(options, grid, strict=True)]
        keep = np.ones(len(worlds[0]), dtype=bool)
        for nivaa, omraade, members in self.places[len(self.county) :]:
            for column, row in enumerate(self.rows):
                value = self.value(nivaa, omraade, row)
                if value is not None:
                    sums = sum(worlds[i][:, column] for i in members)
                    nevner = sum(all_of(self.county[i], row[1]) for i in members)
                    keep &= printed_value(np.asarray(sums), max(nevner, 1), row[0].slag) == value
        return [one[keep] for one in worlds]

    def _options(self, i: int, *, known: bool) -> np.ndarray:
        real = self._counts(self.county[i])
        seen = [self.value("kommune", KOMMUNER[i], row) for row in self.rows]
        if known or None not in seen:
            return np.array([real])
        every = {self._counts(one) for one in possible(self.county[i])}
        fits = [
            counts
            for counts in sorted(every)
            if all(value in (None, count) for value, count in zip(seen, counts, strict=True))
        ]
        return np.array(fits)

    def _counts(self, persons: Persons) -> tuple[int, ...]:
        return tuple(counted(persons, kjonn, figure) for figure, kjonn in self.rows)

    def leaks(self) -> list[str]:
        """Name the hidden figures that are known too well by someone."""
        found = []
        for insider in (None, *range(len(self.county))):
            worlds = self.worlds(insider)
            for i, column in product(range(len(self.county)), range(len(self.rows))):
                hidden = self.value("kommune", KOMMUNER[i], self.rows[column]) is None
                if i != insider and hidden and not self._uncertain(i, column, worlds[i]):
                    figure, kjonn = self.rows[column]
                    found.append(f"{insider}: {KOMMUNER[i]} {figure.indicator.id} {kjonn}")
        return found

    def _uncertain(self, i: int, column: int, world: np.ndarray) -> bool:
        figure, kjonn = self.rows[column]
        n = all_of(self.county[i], kjonn)
        real = counted(self.county[i], kjonn, figure)
        counts = world[:, column]
        if figure.slag == "antall":
            return not 0 < real < LIMIT or reaches(counts, LIMIT)
        least = 0 if figure.indicator.sensitiv else 1
        return all(
            n == 0 or not least <= one < LIMIT or reaches(ones, n)
            for one, ones in ((real, counts), (n - real, n - counts))
        )


def reaches(counts: np.ndarray, n: int) -> bool:
    """Tell whether a number may be one or none, and may be large or all there are."""
    return bool(counts.min() <= 1 and counts.max() >= min(LIMIT, n))


def shown_totals(attack: Attack) -> int:
    """Count the totals that are printed although something is hidden below them."""
    return sum(
        attack.value(nivaa, omraade, row) is not None
        and any(attack.value("kommune", KOMMUNER[i], row) is None for i in members)
        for nivaa, omraade, members in attack.places[len(attack.county) :]
        for row in attack.rows
    )


def counties(
    genders: Sequence[str], categories: Sequence[str], most: int
) -> st.SearchStrategy[list[dict[tuple[str, str], int]]]:
    """Draw four municipalities; the last one may be large, as it is in a real county."""
    small = st.fixed_dictionaries(
        {(g, c): st.integers(0, most) for g in genders for c in categories}
    )
    large = st.fixed_dictionaries(
        {(g, c): st.integers(LIMIT + 1, 400) for g in genders for c in categories}
    )
    return st.tuples(small, small, small, st.one_of(small, large)).map(list)


def share(name: str = "andel", *counts: str, **facts: object) -> Printed:
    """Give a share of those in the categories ``counts`` (``inne``)."""
    return Printed(indicator(name, **facts), "andel", "", frozenset(counts or ("inne",)))  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(county=counties(["alle"], ["inne", "ute"], 6), sensitiv=st.booleans())
def test_no_hidden_share_can_be_worked_out(
    county: list[dict[tuple[str, str], int]], *, sensitiv: bool
) -> None:
    """Two meetings and their county."""
    assert Attack(county, [share(sensitiv=sensitiv)]).leaks() == []


@settings(max_examples=25, deadline=None)
@given(county=counties(["K", "M"], ["inne", "ute"], 2), sensitiv=st.booleans())
def test_no_hidden_share_of_a_gender_can_be_worked_out(
    county: list[dict[tuple[str, str], int]], *, sensitiv: bool
) -> None:
    """Girls, boys and both together."""
    assert Attack(county, [share(sensitiv=sensitiv)]).leaks() == []


@settings(max_examples=25, deadline=None)
@given(counties(["K", "M"], ["inne", "ute"], 2))
def test_no_hidden_number_of_persons_can_be_worked_out(
    county: list[dict[tuple[str, str], int]],
) -> None:
    """Totals of numbers are exact; nothing is rounded."""
    figure = Printed(indicator("antall"), "antall", "", frozenset({"inne"}))
    for persons in county:
        # An attacker has no denominator: let there be room for many more than there are.
        persons.update({key: 5 for key in persons if key[1] == "ute"})
    assert Attack(county, [figure]).leaks() == []


def distribution(*categories: str) -> list[Printed]:
    """Give a distribution over these categories."""
    one = indicator("fordeling")
    return [Printed(one, "fordeling", name, frozenset({name})) for name in categories]


@settings(max_examples=25, deadline=None)
@given(counties(["alle"], ["x", "y", "z"], 2))
def test_no_hidden_distribution_can_be_worked_out(
    county: list[dict[tuple[str, str], int]],
) -> None:
    """Three categories, alone."""
    assert Attack(county, distribution("x", "y", "z")).leaks() == []


@settings(max_examples=25, deadline=None)
@given(counties(["alle"], ["x", "y", "z"], 2))
def test_no_hidden_distribution_can_be_worked_out_from_a_share_beside_it(
    county: list[dict[tuple[str, str], int]],
) -> None:
    """The share counts two of the three categories."""
    beside = share("andel", "x", "y", fordeling="fordeling", sum_av={"": ("x", "y")})
    assert Attack(county, [*distribution("x", "y", "z"), beside]).leaks() == []


@settings(max_examples=25, deadline=None)
@given(counties(["alle"], ["x", "y", "z"], 2))
def test_nothing_can_be_worked_out_from_a_share_within_a_share(
    county: list[dict[tuple[str, str], int]],
) -> None:
    """The difference between the two is a number as well."""
    whole, part = share("alt", "x", "y"), share("del", "x", del_av="alt")
    assert Attack(county, [whole, part]).leaks() == []


def test_a_county_with_enough_room_is_shown_above_a_hidden_municipality() -> None:
    """2 of 6 in one; the county's 202 of 506 are 40 percent, and so are 199 to 204."""
    county: list[dict[tuple[str, str], int]] = [
        {("alle", "inne"): inne, ("alle", "ute"): ute}
        for inne, ute in ((2, 4), (50, 50), (50, 100), (100, 150))
    ]
    attack = Attack(county, [share()])
    assert attack.leaks() == []
    assert attack.value("kommune", "0601", attack.rows[0]) is None
    assert attack.value("fylke", "fylke", attack.rows[0]) == 40


def test_the_attack_finds_a_leak_when_the_total_is_printed_all_the_same() -> None:
    """A guard that never fails is not known to work: 24 of 40, without 22 of 34, is 2 of 6."""
    county: list[dict[tuple[str, str], int]] = [
        {("alle", "inne"): inne, ("alle", "ute"): ute}
        for inne, ute in ((2, 4), (12, 4), (5, 4), (5, 4))
    ]
    attack = Attack(county, [share()])
    key = FigureKey("andel", "fylke", "fylke", YEAR)
    assert attack.leaks() == []
    assert attack.published[key].verdi is None
    attack.published[key] = Figure(key, Status.VIST, Decimal(60))
    assert "None: 0601 andel alle" in attack.leaks()
