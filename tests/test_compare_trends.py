"""Where a municipality's figures have gone, from what is printed of five cohorts."""

from dataclasses import replace

import pytest

from datapakke.compare import Known, trends
from datapakke.counts import Distribution
from datapakke.disclosure import Fate
from datapakke.model import FigureKey, Retning, Trend, Univers
from datapakke.publish import publish
from datapakke.rules import Rules
from datapakke.sources import Note
from disclosure_tables import decided, indicator, results

AAR = ("2011/12", "2012/13", "2013/14", "2014/15", "2015/16")
KULL = Univers(id="kull", deler=("elev",), formula=Distribution, datasets=())
OF = replace(indicator(desimaler=1), univers="kull", datasets=("overgang",))
UP = (50, 55, 61, 66, 72)
Rows = list[dict[str, object]]


def shares(*tellere: int, nevner: int = 100, aar: tuple[str, ...] = AAR) -> Rows:
    """Give a share a year, newest last."""
    return [
        {"teller": teller, "nevner": nevner, "aar": label}
        for teller, label in zip(tellere, aar, strict=True)
    ]


def told(
    rows: Rows, *notes: Note, univers: Univers = KULL, hidden: int | None = None
) -> dict[FigureKey, Trend]:
    """Give the trends of rows."""
    table = results(*rows)
    figures = publish(table, decided(table, {} if hidden is None else {hidden: Fate.FAA}), [OF])
    return trends(Known(table, figures, [OF], Rules()), [univers], {"overgang": notes})


def test_five_rising_cohorts_are_a_trend_by_the_key_of_the_newest() -> None:
    """50 to 72 percent of a hundred each."""
    newest = FigureKey("andel", "kommune", "0623", "2015/16")
    assert told(shares(*UP)) == {newest: Trend(Retning.OPP, AAR)}
    assert told(shares(*UP[::-1]))[newest].retning is Retning.NED


def test_what_does_not_move_for_certain_is_told_as_that() -> None:
    """The same shares of twenty."""
    (one,) = told(shares(10, 11, 12, 13, 14, nevner=20)).values()
    assert one.retning is Retning.INGEN


def test_only_the_five_newest_count() -> None:
    """A fall before them is not seen."""
    (one,) = told(shares(99, *UP, aar=("2010/11", *AAR))).values()
    assert one == Trend(Retning.OPP, AAR)


@pytest.mark.parametrize(
    "rows",
    [
        shares(*UP[:4], aar=AAR[:4]),
        shares(*UP, aar=("2010/11", *AAR[1:])),
        shares(*UP[:4], 100),
        shares(10, 11, 12, 13, 14, nevner=19),
    ],
)
def test_four_a_year_missing_all_and_few_are_no_trend(rows: Rows) -> None:
    """None of them says anything, not even that nothing is certain."""
    assert told(rows) == {}


@pytest.mark.parametrize("hidden", range(5))
def test_a_hidden_cohort_leaves_nothing_to_tell(hidden: int) -> None:
    """Which of the five it is does not matter."""
    assert told(shares(*UP), hidden=hidden) == {}


def test_a_break_within_the_five_leaves_nothing_to_tell() -> None:
    """One before them, or over all of them, does."""
    within = Note("2013/14", "2015/16", "Nye regler.", brudd=True)
    assert told(shares(*UP), within) == {}
    assert told(shares(*UP), replace(within, gjelder=("en_annen",))) != {}
    assert told(shares(*UP), replace(within, fra="2011/12")) != {}
    assert told(shares(*UP), replace(within, brudd=False)) != {}


def test_those_who_are_counted_again_each_year_have_no_trend() -> None:
    """NAV and Oppfølgingstjenesten count whoever is there on a day."""
    assert told(shares(*UP), univers=replace(KULL, kjent=False)) == {}


def test_cohorts_together_overlap_and_are_never_tested() -> None:
    """Neither as a point nor as the newest."""
    pooled = {"teller": 199, "nevner": 300, "aar": "2013/14–2015/16"}
    assert told([*shares(*UP), pooled]) == told(shares(*UP))
    windows = tuple(f"{aar[:4]}/{aar[5:]}–{int(aar[:4]) + 2}/99" for aar in AAR)
    assert told(shares(*UP, aar=windows)) == {}


def test_a_series_that_ends_before_the_others_has_no_trend() -> None:
    """The newest period is that of any area."""
    newer: dict[str, object] = {"teller": 50, "nevner": 100, "aar": "2016/17", "omraade": "0615"}
    assert told([*shares(*UP), newer]) == {}


def test_means_go_by_their_errors_and_their_rounding() -> None:
    """40 to 42 points, half a point a year, spread 8,5 of 1 000 and of 50."""

    def points(n: int) -> Rows:
        return [
            {
                "slag": "snitt",
                "teller": (40 + t / 2) * n,
                "nevner": n,
                "kvadratsum": 8.5**2 * (n - 1) + (40 + t / 2) ** 2 * n,
                "aar": aar,
            }
            for t, aar in enumerate(AAR)
        ]

    (sure,), (unsure,) = told(points(1000)).values(), told(points(50)).values()
    assert (sure.retning, unsure.retning) == (Retning.OPP, Retning.INGEN)


def test_genders_and_totals_are_not_followed() -> None:
    """Only the municipality's own, both genders together."""
    girls = [row | {"kjonn": "K"} for row in shares(*UP)]
    county = [row | {"nivaa": "fylke", "omraade": "fylke"} for row in shares(*UP)]
    assert told(girls) == told(county) == {}
