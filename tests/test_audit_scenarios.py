"""Who attacks, and with what: insiders, earlier rounds, and earlier divisions of municipalities."""

import json
from collections.abc import Sequence
from decimal import Decimal

import pytest

from audit_helpers import (
    KOMMUNER,
    LAV,
    MOTE,
    SNITT,
    Round,
    attacked,
    failed,
    indicator,
    one_year,
    univers,
)
from datapakke import forked
from datapakke.attack import attack
from datapakke.case import Case
from datapakke.disclosure.audit.audit import ALLE as ANYONE
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.earlier import Earlier
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import as_json, as_lines, as_markdown, between
from datapakke.model import ALLE, Figure, FigureKey, Status, Unit
from datapakke.results import Areas

AAR = "2015/16"
LARGE = (10, 20, 6)
SMALL = (3, 20, 6)
YEARS = ("2013/14", "2014/15", "2015/16", "2016/17")


def exact(one: str, omraade: str, teller: int, n: int | None, aar: str = AAR) -> Figure:
    """Give a figure printed with its counts."""
    nivaa = omraade if omraade == "fylke" else "kommune"
    verdi = Decimal(round(100 * teller / n)) if n else Decimal(teller)
    key = FigureKey(one, nivaa, omraade, aar)
    return Figure(key, Status.VIST, verdi=verdi, n=n, teller=teller if n else None)


def earlier(figure: Figure, *kommuner: str, inndeling: int = 2016) -> Earlier:
    return Earlier("2015-host", inndeling, figure, kommuner or (figure.key.omraade,))


def two_hidden() -> Round:
    """Give a round in which two small municipalities hide behind each other."""
    round_ = Round([LAV], one_year(SMALL, SMALL, LARGE, LARGE)).show(LAV, *KOMMUNER[2:])
    figure = exact("lav", "fylke", 26, 106)
    round_.figures[figure.key] = figure
    return round_


def test_two_that_hide_behind_each_other_are_safe_from_the_public() -> None:
    assert two_hidden().audit().ok


def test_one_that_hides_behind_another_is_not_safe_from_that_one() -> None:
    failures = two_hidden().audit(insiders=True).failures

    assert [(one.scenario, one.celle, one.lo, one.hi) for one in failures] == [
        ("Aasen, som kjenner egne tall,", "«lav», Bakke 2015/16", 3, 3),
        ("Bakke, som kjenner egne tall,", "«lav», Aasen 2015/16", 3, 3),
    ]


def test_a_brief_attack_leaves_the_insiders_out_only_where_anyone_knows_something() -> None:
    safe = two_hidden()
    told = Round([LAV], one_year(SMALL, SMALL, LARGE, LARGE)).show(LAV, *KOMMUNER[1:], "fylke")

    known = attacked(audit(Printed(safe.figures), safe.known(), brief=True))
    public = attacked(audit(Printed(told.figures), told.known(), brief=True))

    assert len(known.failures) == len({"Aasen", "Bakke"})
    assert known.failures == safe.audit(insiders=True).failures
    assert {one.scenario for one in public.failures} == {ANYONE}
    assert public.failures == told.audit().failures
    assert len(told.audit(insiders=True).failures) > len(public.failures)


def test_an_attack_on_all_cores_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {
        key: parts
        for aar in YEARS
        for key, parts in one_year(SMALL, SMALL, LARGE, LARGE, aar=aar).items()
    }
    round_ = Round([LAV], counts)
    for aar in YEARS:
        round_.show(LAV, *KOMMUNER[2:], "fylke", aar=aar)
    known, printed = round_.known(), Printed(round_.figures)
    case = Case(
        known.results, known.indicators, known.universer, known.areas, known.rules, known.navn
    )
    monkeypatch.setattr(forked, "_cores", lambda: 2)

    report = attack(case, printed, insiders=True)

    assert len(report.failures) > len(YEARS)
    assert report == audit(printed, case.known)
    assert list(report.scenarier) == list(audit(printed, case.known).scenarier)


def test_an_insider_is_not_asked_about_its_own_numbers() -> None:
    round_ = Round([LAV], one_year(SMALL, LARGE, LARGE, LARGE)).show(LAV, *KOMMUNER[1:])

    report = round_.audit(insiders=True)

    assert report.ok
    # Its own cell is the only one of a municipality that is small.
    assert report.scenarier["alle som leser pakkene"] == 1
    assert "Aasen, som kjenner egne tall," not in report.scenarier


def test_an_insider_knows_the_sum_behind_its_own_mean() -> None:
    sums = {("snitt", nr, AAR, ALLE): 1050.0 for nr in KOMMUNER} | {
        ("snitt", nr, AAR, ALLE): 200.0 for nr in KOMMUNER[:2]
    }
    few = (2, 3, 10)
    round_ = Round([SNITT], one_year(few, few, LARGE, LARGE), sums=sums)
    round_.show(SNITT, *KOMMUNER[2:]).show(SNITT, "fylke")

    assert round_.audit().ok
    told = round_.audit(insiders=True).failures
    assert {one.scenario.split(",")[0] for one in told} == {"Aasen", "Bakke"}


def test_a_second_round_that_gives_the_first_away_is_caught() -> None:
    round_ = Round([LAV], one_year(SMALL, LARGE, LARGE, LARGE))
    round_.show(LAV, *KOMMUNER[1:]).hide(LAV, KOMMUNER[0])
    county = exact("lav", "fylke", 33, 113)

    assert round_.audit().ok
    (failure,) = round_.audit(earlier=[earlier(county, *KOMMUNER)]).failures
    assert (failure.celle, failure.lo, failure.hi) == ("«lav», Aasen 2015/16", 3, 3)
    assert "trykt i runde 2015-host" in failure.hvordan


def test_three_years_together_in_two_rounds_give_the_year_between_away() -> None:
    counts = {
        key: parts
        for aar in YEARS
        for key, parts in one_year(LARGE, LARGE, LARGE, LARGE, aar=aar).items()
    } | {(KOMMUNER[0], YEARS[0], ALLE): SMALL}
    now = Round([LAV], counts, samlet={"2014/15–2016/17": YEARS[1:]})
    now.show(LAV, KOMMUNER[0], aar="2014/15–2016/17").show(LAV, KOMMUNER[0], aar="2016/17")
    before = exact("lav", KOMMUNER[0], 23, 83, aar="2013/14–2015/16")

    assert now.audit().ok
    assert failed(now.audit(earlier=[earlier(before)])) == ["«lav», Aasen 2013/14"]


@pytest.mark.parametrize("coarsest_first", [True, False])
def test_a_figure_rounded_in_two_ways_tells_more_than_either(*, coarsest_first: bool) -> None:
    """55 of 100 are ca. 55, and ca. 60 to the nearest ten: together from 55,0 to 57,5 percent."""
    round_ = Round([LAV], one_year(SMALL, (52, 25, 6), LARGE, LARGE)).show(LAV, KOMMUNER[1])
    key = FigureKey("lav", "mote", MOTE, AAR)
    figures = [
        Figure(key, Status.VIST, verdi=Decimal(55), n=100, avrundet_til=5),
        Figure(key, Status.VIST, verdi=Decimal(60), n=100, avrundet_til=10),
    ]
    before, now = figures[::-1] if coarsest_first else figures
    round_.figures[key] = now
    together = round_.audit(earlier=[earlier(before, *KOMMUNER[:2])])

    assert round_.audit().ok is coarsest_first
    (failure,) = together.failures
    assert (failure.celle, failure.lo, failure.hi) == ("«lav», Aasen 2015/16", 3, 5)


def test_what_was_printed_and_is_hidden_now_is_still_known() -> None:
    round_ = Round([LAV], one_year(SMALL, LARGE, LARGE, LARGE)).hide(LAV, KOMMUNER[0])

    assert not round_.audit(earlier=[earlier(exact("lav", KOMMUNER[0], 3, 23))]).ok


def test_a_figure_printed_with_another_value_is_told_and_the_new_one_used() -> None:
    round_ = Round([LAV], one_year(LARGE, LARGE, LARGE, LARGE)).show(LAV)
    before = earlier(exact("lav", KOMMUNER[0], 11, 30))

    report = round_.audit(earlier=[before])

    assert report.ok
    assert report.revidert == ("«lav», Aasen 2015/16: 33, men 37, trykt i runde 2015-host",)


def test_an_earlier_figure_that_todays_numbers_do_not_give_is_told_and_not_used() -> None:
    round_ = Round([LAV], one_year(SMALL, LARGE, LARGE, LARGE)).show(LAV, KOMMUNER[1])
    before = earlier(exact("lav", KOMMUNER[0], 4, 23))

    report = round_.audit(earlier=[before])

    assert report.ok
    assert report.revidert == ("«lav», Aasen 2015/16, trykt i runde 2015-host",)


@pytest.mark.parametrize(
    ("figure", "members"),
    [
        (exact("lav", "fylke", 33, 113), ("0601", "0602", "0699")),
        (exact("lav", "fylke", 33, 113), ()),
        (exact("fjernet", "0601", 10, 30), ("0601",)),
        (exact("lav", "0601", 10, 30, aar="2001/02"), ("0601",)),
    ],
)
def test_what_cannot_be_used_of_earlier_rounds_is_counted(
    figure: Figure, members: Sequence[str]
) -> None:
    round_ = Round([LAV], one_year(LARGE, LARGE, LARGE, LARGE)).show(LAV)

    report = round_.audit(earlier=[Earlier("2015-host", 2016, figure, tuple(members))])

    assert report.ok
    assert sum(report.ubrukt.values()) == 1


def test_a_code_of_another_year_is_the_same_municipality() -> None:
    # Modum was 0623 in 2016 and 3047 in 2020.
    areas = Areas(("3047", "3038", "3039", "3040"), {})
    counts = {(nr, AAR, ALLE): SMALL if nr == "3047" else LARGE for nr in areas.kommuner}
    round_ = Round([LAV], counts, areas=areas, inndeling=2020).show(LAV, "3038")
    before = earlier(exact("lav", "0623", 3, 23), inndeling=2016)

    assert round_.audit().ok
    assert failed(round_.audit(earlier=[before])) == ["«lav», 3047 2015/16"]


def test_a_part_of_a_merged_municipality_says_that_there_are_at_least_as_many() -> None:
    # Drammen (0602), Nedre Eiker (0625) and Svelvik (0711) became Drammen (3005) in 2020.
    one = indicator("antall", teller=("lav",), unit=Unit.ANTALL)
    areas = Areas(("3005", "3038", "3039", "3040"), {})
    counts = {(nr, AAR, ALLE): (4 if nr == "3005" else 10,) for nr in areas.kommuner}
    alone = univers(["lav"], kjent=False)
    round_ = Round([one], counts, alone, areas=areas, inndeling=2020).show(one, "3038")
    before = earlier(exact("antall", "0602", 3, None), inndeling=2016)

    assert round_.audit().ok
    (failure,) = round_.audit(earlier=[before]).failures
    assert (failure.celle, failure.lo) == ("«antall», 3005 2015/16", 3)


def test_what_a_merged_municipality_leaves_is_found_when_its_parts_were_printed() -> None:
    areas = Areas(("3005", "3038", "3039", "3040"), {})
    counts = {(nr, AAR, ALLE): (30, 60, 10) for nr in areas.kommuner}
    round_ = Round([LAV], counts, areas=areas, inndeling=2020).show(LAV, "3005")
    parts = [
        earlier(exact("lav", "0602", 18, 50), inndeling=2016),
        earlier(exact("lav", "0625", 10, 30), inndeling=2016),
    ]

    assert round_.audit(earlier=parts[:1]).ok
    (failure,) = round_.audit(earlier=parts).failures
    assert failure.celle == "det som er igjen av «lav» etter sammenslåingen, 3005 2015/16"
    assert (failure.lo, failure.hi) == (2, 2)


def test_a_county_of_another_year_with_the_same_land_is_used() -> None:
    areas = Areas(("3005", "3038", "3039", "3040"), {})
    counts = {(nr, AAR, ALLE): LARGE for nr in areas.kommuner} | {("3038", AAR, ALLE): SMALL}
    round_ = Round([LAV], counts, areas=areas, inndeling=2020).show(LAV, "3005", "3039", "3040")
    # Hole (0612), Flå (0615) and Nesbyen (0616) kept their land.
    then = ("0602", "0625", "0711", "0612", "0615", "0616")
    before = earlier(exact("lav", "fylke", 33, 113), *then, inndeling=2016)

    assert round_.audit().ok
    assert failed(round_.audit(earlier=[before])) == ["«lav», 3038 2015/16"]
    lacking = earlier(exact("lav", "fylke", 33, 113), *then[:2], *then[3:], inndeling=2016)
    assert round_.audit(earlier=[lacking]).ubrukt


def test_the_report_tells_what_was_tried_and_what_was_found() -> None:
    report = two_hidden().audit(insiders=True)

    lines = "\n".join(as_lines(report))
    document = as_markdown(report, "2016-host")

    assert lines.startswith("3 trykte tall er angrepet. 2 skjulte tall kan regnes ut for nøyaktig.")
    assert "Røper: «lav», Bakke 2015/16: Aasen, som kjenner egne tall, kan regne ut" in lines
    assert "- alle som leser pakkene: 2 celler" in document
    assert "- antall_under: 5" in document
    assert document == as_markdown(two_hidden().audit(insiders=True), "2016-host")
    said = json.loads(as_json(report))
    assert (said["ok"], len(said["feil"]), said["profil"]["navn"]) == (False, 2, "offentlig")


def test_an_interval_without_an_end_is_told_as_such() -> None:
    assert between(2.0, float("inf")) == "at det er minst 2"
    assert between(2.25, 2.25) == "at det er nøyaktig 2,25"


def test_meetings_of_the_round_are_named_in_words() -> None:
    round_ = Round([LAV], one_year((2, 20, 6), (1, 20, 6), LARGE, LARGE)).show(LAV, MOTE)

    assert any("møtet" in cell for cell in failed(round_.audit()))
