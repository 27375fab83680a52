"""After the plan, every data set that prints the same is tried: what is small must stay unknown.

Tables are tiny, and the limits of the profile are lowered with them, so that all data sets can be
listed: for anyone, and for each municipality that knows its own figures. Where a share or a mean is
printed without its number, the planner may rest on parts of persons; then it is held to those, and
the audit finds what whole persons tell beyond that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_helpers import MOTE, Round, indicator, slag, univers
from datapakke.disclosure import Planner, protect
from datapakke.disclosure.plan.blocks import Block, Periods, Planned
from datapakke.disclosure.plan.builder import block_of
from datapakke.disclosure.plan.exposed import Exposed
from datapakke.disclosure.plan.ground import Ground
from datapakke.model import ALLE, COARSE, Figure, FigureKey, Indicator, Status, Unit
from datapakke.publish import publish
from datapakke.results import Areas, Results
from datapakke.rounding import round_half_up
from datapakke.rules import Rules
from plan_enumerated import Reader
from plan_relaxed import Relaxed

LIMIT, FEW = 3, 4
RULES = Rules(
    antall_under=LIMIT,
    nevner_under=FEW,
    snitt_under=FEW,
    fordeling_og_snitt_under=6,
    hovedtall=(),
)
KOMMUNER = ("0601", "0602", "0603", "0604")
AB, ABC = ("a", "b"), ("a", "b", "c")
GRADES = {part: (Decimal(grade),) * 2 for part, grade in zip(ABC, (1, 3, 6), strict=True)}
AAR = "2015/16"
PERIODS = ("2013/14", "2014/15", AAR)
POOLED = "2013/14–2015/16"

Parts = Mapping[tuple[str, str, str], Sequence[int]]
andel = partial(indicator, "andel")
snitt = partial(indicator, "snitt", unit=Unit.KARAKTER, desimaler=1)


@dataclass(frozen=True)
class Family:
    """What is printed of a small universe.

    Attributes:
        of: Its indicators.
        deler: Its parts.
        kjent: How many there are is known to anyone.
        kommuner: How many municipalities; the first two meet.
        genders: By which parts are told.
        periods: The periods, together too when there are more than one.
        most: The most in a part.
        large: The last municipality may be as large as this.
    """

    of: tuple[Indicator, ...]
    deler: tuple[str, ...] = AB
    kjent: bool = True
    kommuner: int = 4
    genders: tuple[str, ...] = (ALLE,)
    periods: tuple[str, ...] = (AAR,)
    most: int = 5
    large: int = 5

    def round(self, parts: Parts) -> Round:
        nrs = KOMMUNER[: self.kommuner]
        return Round(
            self.of,
            parts,
            univers(self.deler, kjent=self.kjent),
            sums=self._sums(parts),
            areas=Areas(nrs, {MOTE: nrs[:2]}),
            samlet={POOLED: self.periods} if len(self.periods) > 1 else {},
        )

    def _sums(self, parts: Parts) -> dict[tuple[str, str, str, str], float]:
        return {
            (one.id, *place): float(
                sum(
                    one.grenser[part][0] * count
                    for part, count in zip(self.deler, counts, strict=True)
                    if part in one.grenser
                )
            )
            for one in self.of
            if one.grenser
            for place, counts in parts.items()
        }

    def draws(self) -> st.SearchStrategy[Round]:
        """Draw the parts of every municipality; the last may be large, as in a real county."""
        small = [st.integers(0, self.most) for _ in self.deler]
        either = [st.one_of(one, st.integers(FEW, self.large)) for one in small]
        places = [
            ((nr, aar, kjonn), st.tuples(*(either if at == self.kommuner - 1 else small)))
            for at, nr in enumerate(KOMMUNER[: self.kommuner])
            for aar in self.periods
            for kjonn in self.genders
        ]
        return st.fixed_dictionaries(dict(places)).map(self.round)

    def one_year(self, *counts: Sequence[int]) -> Round:
        nrs = KOMMUNER[: self.kommuner]
        return self.round({(nr, AAR, ALLE): one for nr, one in zip(nrs, counts, strict=True)})


WHOLE = Family((andel(teller=("a",), nevner=AB),), most=7, large=60)
TELLING = replace(WHOLE, of=(andel(teller=("a",), nevner=AB, sensitiv=True),))
BY_GENDER = Family(
    (andel(teller=("a",), nevner=AB, etter_kjonn=True),), genders=("K", "M"), most=3, large=12
)
NESTED = Family((andel(teller=("a",), nevner=ABC), indicator("videre", teller=AB, nevner=ABC)), ABC)
SPREAD = Family((indicator("spredt", kategorier={x: (x,) for x in ABC}, nevner=ABC),), ABC)
COUNTED = Family(
    (indicator("antall", teller=AB, unit=Unit.ANTALL),), kjent=False, kommuner=3, most=4
)
TOGETHER = Family((andel(teller=("a",), nevner=AB),), kommuner=3, periods=PERIODS, most=3)

LEFT_OUT = Family((andel(teller=("a",), nevner=AB),), ABC)
BESIDE = replace(LEFT_OUT, of=(*LEFT_OUT.of, indicator("uten", teller=("c",), nevner=ABC)))
MEAN = Family((snitt(nevner=ABC, grenser=GRADES),), ABC, most=4)
MEAN_AND_LOW = replace(MEAN, of=(*MEAN.of, andel(teller=("a",), nevner=ABC)))
MEAN_OF_SOME = replace(MEAN, of=(snitt(nevner=AB, grenser={x: GRADES[x] for x in AB}),))
SHARE_OF_COUNTED = replace(COUNTED, of=(*COUNTED.of, andel(teller=("a",), nevner=AB)))

IN_WHOLE_PERSONS = {
    "a share": WHOLE,
    "a sensitive share": TELLING,
    "genders": BY_GENDER,
    "a share in a share": NESTED,
    "a distribution": SPREAD,
    "a number of persons": COUNTED,
    "periods together": TOGETHER,
}
IN_PARTS_OF_PERSONS = {
    "those left out": LEFT_OUT,
    "a share of those left out": BESIDE,
    "a mean": MEAN,
    "a mean and a share": MEAN_AND_LOW,
    "a mean of some": MEAN_OF_SOME,
    "a share of a number": SHARE_OF_COUNTED,
}
EVERY = IN_WHOLE_PERSONS | IN_PARTS_OF_PERSONS


def figures(
    of: Round, results: Results | None = None, rules: Rules = RULES
) -> dict[FigureKey, Figure]:
    """Plan and publish."""
    found = results or of.known(rules).results
    decisions = protect(found, of.indicators, [of.universet], of.areas, rules)
    return publish(found, decisions, of.indicators)


def unmet(of: Round, kind: Callable[..., Reader], rules: Rules = RULES) -> list[str]:
    """Name what someone knows too well, and would not if all were hidden."""
    printed = figures(of, rules=rules)
    found = []
    for who in ("", *of.areas.kommuner):
        known = kind(of, printed, RULES, who).unmet()
        anyway = {one.words for one in kind(of, {}, RULES, who).unmet()} if known else set()
        found += [f"{who}: {one.words}" for one in known if one.words not in anyway]
    return found


def about_municipalities(found: Sequence[str]) -> list[str]:
    """Leave out what an outsider knows of a meeting: see the test of it."""
    return [one for one in found if one.startswith(":") or MOTE not in one]


@pytest.mark.parametrize("name", IN_WHOLE_PERSONS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_nothing_small_can_be_worked_out_by_trying_every_data_set(
    name: str, data: st.DataObject
) -> None:
    """By anyone, or by any of the municipalities."""
    drawn = data.draw(IN_WHOLE_PERSONS[name].draws())
    assert about_municipalities(unmet(drawn, Reader)) == []


def test_cohorts_together_must_stay_unknown_also_where_no_packet_prints_them() -> None:
    """One of five: with 0 percent of the four printed, it would be of none or of one."""
    of_none = dict.fromkeys(product(KOMMUNER[:3], PERIODS, (ALLE,)), (0, 0))
    parts = {("0602", "2014/15", ALLE): (1, 0), ("0603", AAR, ALLE): (0, 4)}
    drawn = TOGETHER.round(of_none | parts)
    assert not any(key.aar == POOLED for key in figures(drawn))
    assert unmet(drawn, Reader) == []


WANTED = replace(RULES, hovedtall=("andel", "snitt"))
"""The meeting's and the county's are to be shown as long as that is possible."""


@pytest.mark.parametrize("name", ["a share", "a sensitive share", "genders", "a share in a share"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_nothing_small_can_be_worked_out_when_totals_are_wanted_shown(
    name: str, data: st.DataObject
) -> None:
    """A meeting's small number too is told coarsely only where that tells nothing."""
    drawn = data.draw(replace(EVERY[name], most=14).draws())
    assert about_municipalities(unmet(drawn, Reader, WANTED)) == []


def meeting_of(*counts: Sequence[int]) -> Figure:
    """Give the meeting's share as it is printed, where it is wanted shown."""
    printed = figures(WHOLE.one_year(*counts), rules=WANTED)
    (found,) = (one for one in printed.values() if one.key.omraade == MOTE)
    return found


def test_a_meeting_of_two_is_told_coarsely_where_the_exact_share_less_one_is_the_other() -> None:
    """54 less 52 are the two of 6 with «a»; with one or three of them it is ca. 55 of 100 too."""
    one = meeting_of((2, 4), (52, 42), (30, 30), (20, 20))
    assert (one.status, one.verdi, one.avrundet_til) == (Status.VIST, Decimal(55), 5)


def test_a_meeting_that_leaves_few_out_itself_is_told_coarsely() -> None:
    """78 of 80 leave two; «ca. 100 percent» leave from none to four."""
    one = meeting_of((40, 0), (38, 2), (30, 30), (20, 20))
    assert (one.status, one.verdi, one.avrundet_til) == (Status.VIST, Decimal(100), 10)


def test_a_meeting_of_too_few_cannot_be_told_even_coarsely() -> None:
    """Of 10, the one of 4 with «a» may be 1 to 3 where 3 to 5 have it: 30 to 50 percent."""
    counts = (1, 3), (2, 4), (30, 30), (20, 20)
    assert meeting_of(*counts).status is Status.SKJULT
    drawn = WHOLE.one_year(*counts)
    exact = drawn.figure(WHOLE.of[0], MOTE, AAR, ALLE, "", n=False)
    for step in COARSE:
        verdi = Decimal(step * round_half_up(Fraction(30, step), 0))
        printed = figures(drawn, rules=WANTED)
        printed[exact.key] = replace(exact, verdi=verdi, avrundet_til=step)
        assert Reader(drawn, printed, WANTED, "0602").unmet()


@pytest.mark.parametrize("name", IN_PARTS_OF_PERSONS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_nothing_small_can_be_worked_out_by_equations_and_limits(
    name: str, data: st.DataObject
) -> None:
    """What is printed as quotients leaves room for parts of persons at least."""
    drawn = data.draw(IN_PARTS_OF_PERSONS[name].draws())
    assert about_municipalities(unmet(drawn, Relaxed)) == []


def test_a_meeting_s_small_number_cannot_be_worked_out_by_one_that_is_not_invited() -> None:
    """0603 subtracts its own from the county's."""
    drawn = NESTED.one_year((0, 0, 2), (4, 3, 0), (2, 1, 4), (4, 5, 3))
    assert unmet(drawn, Reader) == []


@pytest.mark.parametrize(
    ("family", "counts"),
    [
        # Percentages without n allow few whole numbers, and fewer to one that knows its own.
        (LEFT_OUT, ((3, 3, 5), (1, 2, 4), (5, 5, 5), (2, 0, 3))),
        # The mean of two is 3,0 or 3,5 and nothing between.
        (MEAN, ((0, 2, 0), (3, 3, 3), (3, 1, 0), (3, 0, 3))),
        (MEAN_AND_LOW, ((0, 2, 0), (3, 3, 3), (3, 1, 0), (3, 0, 3))),
        (MEAN_OF_SOME, ((1, 2, 4), (2, 0, 3), (4, 0, 1), (4, 3, 2))),
        # 70 percent of ten and few more is 7 of 10.
        (SHARE_OF_COUNTED, ((1, 0), (3, 0), (3, 3))),
    ],
)
@pytest.mark.xfail(strict=True, reason="the data set that the planner found has parts of persons")
def test_nothing_small_can_be_worked_out_from_quotients_by_trying_every_data_set(
    family: Family, counts: Sequence[Sequence[int]]
) -> None:
    """Smallest cases found by trying at random: the audit has to find these."""
    assert unmet(family.one_year(*counts), Reader) == []


def test_a_share_beside_those_it_leaves_out_does_not_tell_them() -> None:
    """Once a case of the above: the data set that is found now is of whole persons."""
    assert unmet(BESIDE.one_year((3, 3, 4), (0, 5, 3), (2, 5, 1), (4, 0, 2)), Reader) == []


def test_a_share_that_tells_its_n_by_whole_persons_is_hidden() -> None:
    """43 percent of at most eight is 3 of 7, so one is left out."""
    drawn = LEFT_OUT.one_year((3, 4, 1), (2, 1, 5), (1, 3, 2), (0, 3, 4))
    assert unmet(drawn, Reader) == []


def test_the_reader_finds_a_leak_when_the_county_is_printed_all_the_same() -> None:
    """A guard that never fails is not known to work: 24 of 40, without 22 of 34, is 2 of 6."""
    drawn = WHOLE.one_year((2, 4), (12, 4), (5, 4), (5, 4))
    printed = figures(drawn)
    assert Reader(drawn, printed, RULES).unmet() == []
    assert Relaxed(drawn, printed, RULES).unmet() == []
    for omraade in ("fylke", *KOMMUNER[1:]):
        figure = drawn.figure(WHOLE.of[0], omraade, AAR, ALLE, "", n=True)
        printed[figure.key] = figure
    for kind in (Reader, Relaxed):
        [demand, *_] = kind(drawn, printed, RULES).unmet()
        assert demand.omraade == "0601"


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_is_shown_is_never_small(name: str, data: st.DataObject) -> None:
    """Neither numerator, complement nor denominator of what is shown."""
    family = EVERY[name]
    drawn = data.draw(family.draws())
    by_id = {one.id: one for one in family.of}
    rows = drawn.known(RULES).results.table.set_index(
        ["indikator", "nivaa", "omraade", "aar", "kjonn", "kategori"]
    )
    for key, figure in figures(drawn).items():
        one = by_id[key.indikator]
        if figure.status is not Status.VIST:
            continue
        place = (key.indikator, key.nivaa, key.omraade, key.aar, key.kjonn, key.kategori)
        row = rows.xs(place)
        if slag(one) != "antall":
            assert row["nevner"] >= FEW
        counts = [row["teller"]] if slag(one) != "snitt" else []
        counts += [row["nevner"] - row["teller"]] if slag(one) in {"andel", "fordeling"} else []
        assert all(count >= LIMIT or (count == 0 and not one.sensitiv) for count in counts)


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=4, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**16))
def test_the_plan_is_the_same_each_time_and_for_any_order_of_parts_and_indicators(
    name: str, data: st.DataObject, seed: int
) -> None:
    """Nothing is drawn, and nothing is asked in the order of what is given."""
    drawn = data.draw(EVERY[name].draws())
    found = drawn.known(RULES).results
    first = figures(drawn, found)
    assert figures(drawn, found) == first
    assert figures(drawn, replace(found, deler=shuffled(found.deler, seed))) == first
    assert figures(replace(drawn, indicators=drawn.indicators[::-1]), found) == first


def test_the_plan_is_the_same_for_any_order_of_the_rows() -> None:
    """Which total is hidden should not depend on who comes first."""
    drawn = LEFT_OUT.one_year((5, 0, 4), (1, 3, 3), (4, 1, 2), (1, 5, 1))
    found = drawn.known(RULES).results
    first = figures(drawn, found)
    for seed in range(20):
        assert figures(drawn, replace(found, table=shuffled(found.table, seed))) == first


def shuffled(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Give the rows in another order."""
    return table.sample(frac=1, random_state=seed).reset_index(drop=True)


def test_only_periods_in_which_something_new_is_exposed_are_planned_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And what is planned again is what it would be from the beginning."""
    years = {
        (nr, aar, ALLE): counts
        for aar in PERIODS
        for nr, counts in zip(KOMMUNER, ((2, 4), (12, 4), (5, 4), (5, 4)), strict=True)
    }
    drawn = WHOLE.round(years)
    found = drawn.known(RULES).results
    of = (found, drawn.indicators, [drawn.universet], drawn.areas, RULES)
    asked: list[tuple[str, ...]] = []

    def seen(ground: Ground, place: Periods, planned: Planned) -> Block | None:
        asked.append(place.periods)
        return block_of(ground, place, planned)

    monkeypatch.setattr("datapakke.disclosure.plan.plan.block_of", seen)
    planner = Planner(*of)
    planner.plan({})
    steps = {Exposed(drawn.universet.id, "kommune", "0602", AAR): 2}
    again = planner.plan(steps)

    assert asked == [(aar,) for aar in (*PERIODS, AAR)]
    assert publish(found, again, drawn.indicators) == publish(
        found, protect(*of, steps), drawn.indicators
    )
    (shown,) = (
        one
        for one in publish(found, again, drawn.indicators).values()
        if (one.key.omraade, one.key.aar) == ("0602", AAR)
    )
    assert shown.status is Status.SKJULT
