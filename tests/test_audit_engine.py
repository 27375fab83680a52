"""The attacker sees through roundings, whole persons, means and sums, and says how."""

import math
import subprocess
import sys

import pytest

from datapakke.disclosure.audit import ContradictionError, Engine, System
from datapakke.disclosure.audit.why import explain


def test_a_share_of_seven_tells_how_many() -> None:
    """43 % of 7 is from 2,975 to 3,045 persons: three."""
    system = System()
    flaa = system.add_variable("Flå", high=7)
    system.add_row("andelen i Flå", {flaa: 200}, 85 * 7, 87 * 7 - 1)

    assert Engine(system).interval({flaa: 1}) == (3, 3)


def test_whole_persons_give_away_what_no_equation_does() -> None:
    """Threes and fives with 19 in sum: 3·3 + 5·2 and nothing else, where parts go from 0 to 6,3."""
    system = System()
    threes, fives = system.add_variable("treere"), system.add_variable("femmere")
    system.add_row("summen av karakterene", {threes: 3, fives: 5}, 19, 19)
    engine = Engine(system)

    assert engine.interval({threes: 1}) == (3, 3)
    assert engine.interval({fives: 1}) == (2, 2)
    assert explain(engine, {threes: 1}) == (
        "nøyaktig 3, siden bare hele personer passer med: summen av karakterene"
    )


@pytest.mark.parametrize(
    ("n", "drammen", "expected"),
    [
        pytest.param(40, 3, (1, 1), id="10 % of 40 is 3,8 to 4,2: four"),
        pytest.param(400, 37, (1, 4), id="10 % of 400 is 38 to 41, since 42 is 11 %"),
    ],
)
def test_a_rounded_total_leaves_what_rounding_leaves(
    n: int, drammen: int, expected: tuple[int, int]
) -> None:
    system = System()
    names = {"Flå": system.add_variable("Flå"), "Drammen": system.add_variable("Drammen")}
    system.add_row("Drammen", {names["Drammen"]: 1}, drammen, drammen)
    system.add_row("andelen i fylket", dict.fromkeys(names.values(), 200), 19 * n, 21 * n - 1)

    assert Engine(system).interval({names["Flå"]: 1}) == expected


def test_a_hidden_mean_is_bounded_by_the_countys_and_the_others() -> None:
    """104·40,05 − 100·40,05 to 104·40,15 − 100·39,95: 160,2 to 180,6 points on 4 pupils."""
    system = System()
    flaa = system.add_variable("poeng i Flå", integer=False, high=4 * 60)
    drammen = system.add_variable("poeng i Drammen", integer=False, high=100 * 60)
    system.add_row("snittet i Drammen", {drammen: 1}, 3995, 4005)
    system.add_row("snittet i fylket", {drammen: 1, flaa: 1}, 104 * 40.05, 104 * 40.15)
    engine = Engine(system, [165, 4001])

    assert engine.interval({flaa: 0.25}) == pytest.approx((40.05, 45.15))
    assert engine.meets({flaa: 0.25}, 41, 45).ok
    assert not engine.meets({flaa: 0.25}, 40, 45).ok
    assert not engine.meets({flaa: 0.25}, 41, 46).ok


def test_rolling_years_give_away_the_year_that_is_new() -> None:
    """(2014 + 2015 + 2016) − (2013 + 2014 + 2015) + 2013 is 2016: 11 − 9 + 5."""
    system = System()
    years = [system.add_variable(str(year)) for year in range(2013, 2017)]
    system.add_row("2013", {years[0]: 1}, 5, 5)
    system.add_row("2013–2015", dict.fromkeys(years[:3], 1), 9, 9)
    system.add_row("2014–2016", dict.fromkeys(years[1:], 1), 11, 11)
    engine = Engine(system)

    assert engine.interval({years[3]: 1}) == (7, 7)
    assert engine.interval({years[1]: 1}) == (0, 4)
    assert explain(engine, {years[3]: 1}) == "nøyaktig 7: 2013 + 2014–2016 − 2013–2015"


def test_a_mean_gives_a_distribution_away() -> None:
    """Six pupils with 5,8 on average have 34,5 to 35,1 in sum: five sixes and a five."""
    system = System()
    grades = {grade: system.add_variable(str(grade)) for grade in range(1, 7)}
    system.add_row("antallet", dict.fromkeys(grades.values(), 1), 6, 6)
    alone = Engine(system).interval({grades[6]: 1})
    system.add_row("snittet", {x: 20 * k for k, x in grades.items()}, 115 * 6, 117 * 6 - 1)
    engine = Engine(system)

    assert alone == (0, 6)
    assert engine.interval({grades[6]: 1}) == (5, 5)
    assert engine.interval({grades[5]: 1}) == (1, 1)
    assert engine.interval({grades[1]: 1, grades[2]: 1}) == (0, 0)


def test_an_insider_takes_away_what_is_his_own() -> None:
    system = System()
    flaa, gol, nes = (system.add_variable(name) for name in ("Flå", "Gol", "Nes"))
    system.add_row("fylket", {flaa: 1, gol: 1, nes: 1}, 9, 9)
    engine = Engine(system, [2, 3, 4])

    assert engine.interval({flaa: 1}) == (0, 9)
    assert engine.interval({flaa: 1}, {gol: 3, nes: 4}) == (2, 2)
    assert explain(engine, {flaa: 1}, frozen={gol: 3, nes: 4}) == (
        "nøyaktig 2: fylket (og egne tall)"
    )
    assert engine.interval({flaa: 1}) == (0, 9)


def test_the_equation_names_what_is_added_before_what_is_taken_away() -> None:
    system = System()
    names = ("Drammen", "Flå", "Gol")
    variables = [system.add_variable(name) for name in names]
    for name, variable, count in zip(names, variables, (40, 2, 7), strict=True):
        if name != "Flå":
            system.add_row(name, {variable: 1}, count, count)
    system.add_row("fylket", dict.fromkeys(variables, 1), 49, 49)

    assert explain(Engine(system), {variables[1]: 1}) == "nøyaktig 2: fylket − Drammen − Gol"


def test_only_the_end_that_misses_its_demand_is_explained() -> None:
    system = System()
    flaa, gol = system.add_variable("Flå"), system.add_variable("Gol")
    system.add_row("fylket", {flaa: 1, gol: 1}, 4, 4)
    engine = Engine(system)

    assert not engine.meets({flaa: 1}, 1, 5).ok
    assert explain(engine, {flaa: 1}, at_most=1, at_least=5) == (
        "høyst 4: fylket, siden ingen tall er under null"
    )


def test_without_a_total_there_is_no_upper_end() -> None:
    system = System()
    flaa, gol = system.add_variable("Flå", low=1), system.add_variable("Gol")
    system.add_row("forskjellen", {flaa: 1, gol: -1}, 2, 2)
    engine = Engine(system)

    assert engine.interval({flaa: 1}) == (2, math.inf)
    assert engine.interval({flaa: 1, gol: -1}) == (2, 2)
    assert engine.meets({flaa: 1}, 2, 10**6).ok


def test_large_numbers_are_exact() -> None:
    """12,3 % of 398 062 is from 48 762,6 to 49 160,7."""
    system = System()
    some, rest = system.add_variable("de som gjør"), system.add_variable("resten")
    system.add_row("alle", {some: 1, rest: 1}, 398_062, 398_062)
    system.add_row("andelen", {some: 2000}, 245 * 398_062, 247 * 398_062 - 1)

    assert Engine(system).interval({some: 1}) == (48_763, 49_160)
    assert Engine(system).interval({rest: 1}) == (348_902, 349_299)


def test_numbers_that_contradict_each_other_are_named_and_no_others() -> None:
    system = System()
    flaa, gol, nes = (system.add_variable(name) for name in ("Flå", "Gol", "Nes"))
    system.add_row("Flå", {flaa: 1}, 3, 3)
    system.add_row("Nes", {nes: 1}, 8, 8)
    system.add_row("Gol", {gol: 1}, 2, 2)
    system.add_row("begge", {flaa: 1, gol: 1}, 6, 6)

    with pytest.raises(ContradictionError) as error:
        Engine(system)

    assert error.value.rows == ("Flå", "Gol", "begge")
    assert error.value.exit_code == 4
    assert str(error.value) == (
        "trykte tall: tallene kan ikke være riktige samtidig: Flå; Gol; begge"
    )


def test_numbers_that_no_whole_persons_fit_contradict_each_other() -> None:
    """2a + 2b = 7 has solutions, but none of persons."""
    system = System()
    a, b = system.add_variable("a", high=9), system.add_variable("b", high=9)
    system.add_row("dobbelt", {a: 2, b: 2}, 7, 7)

    with pytest.raises(ContradictionError) as error:
        Engine(system).check()

    assert error.value.rows == ("dobbelt",)


def test_a_beginning_that_is_not_printed_like_this_changes_no_answer() -> None:
    system = System()
    flaa, gol = system.add_variable("Flå"), system.add_variable("Gol")
    system.add_row("fylket", {flaa: 1, gol: 1}, 4, 4)

    assert Engine(system, [9, 9]).interval({flaa: 1}) == (0, 4)


def test_the_solver_says_nothing() -> None:
    """Where results are printed as JSON nothing else may be; the first solver made has a banner."""
    code = (
        "from datapakke.disclosure.audit import Engine, System\n"
        "s = System()\n"
        "s.add_row('x', {s.add_variable('a'): 3, s.add_variable('b'): 5}, 7, 40)\n"
        "print(Engine(s).interval({0: 1, 1: 1}))\n"
    )
    told = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert (told.stdout, told.stderr) == ("(2.0, 13.0)\n", "")
