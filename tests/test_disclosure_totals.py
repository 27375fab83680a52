"""Totals above a hidden mean or median, and links between figures, by hand."""

from datapakke.disclosure import Fate, protect
from datapakke.model import Indicator, Unit
from datapakke.results import Areas
from datapakke.rules import Rules
from disclosure_tables import indicator, results

KOMMUNER = ("0615", "0616", "0602", "0604")
AREAS = Areas(KOMMUNER, {"nord": KOMMUNER[:2], "sor": KOMMUNER[2:]})
POENG = indicator("poeng", unit=Unit.POENG, desimaler=1)


def fates(of: list[Indicator], *rows: dict[str, object]) -> list[tuple[str, bool]]:
    """Give each row's fate and whether its number of pupils is printed."""
    decisions = protect(results(*rows), of, AREAS, Rules())
    return [
        (Fate(fate).name, bool(with_n))
        for fate, with_n in zip(decisions.fates, decisions.with_n, strict=True)
    ]


def means(county_n: int) -> list[dict[str, object]]:
    """Draw a municipality of 7 pupils with 40 points beside larger ones, and their totals."""
    small, near, rest = (280.0, 7), (4000.0, 100), (40.0 * county_n, county_n)
    sums = {
        ("kommune", "0615"): [small],
        ("kommune", "0616"): [near],
        ("kommune", "0602"): [rest],
        ("kommune", "0604"): [rest],
        ("mote", "nord"): [small, near],
        ("mote", "sor"): [rest, rest],
        ("fylke", "fylke"): [small, near, rest, rest],
    }
    return [
        {
            "indikator": "poeng",
            "slag": "snitt",
            "nivaa": nivaa,
            "omraade": omraade,
            "teller": sum(one for one, _ in parts),
            "nevner": sum(n for _, n in parts),
        }
        for (nivaa, omraade), parts in sums.items()
    ]


def test_a_large_countys_mean_is_shown_above_a_hidden_one() -> None:
    """Three points for each of 7 are 21; 0,05 of 3 107 pupils' sum is 155: nothing is seen."""
    got = dict(zip([*KOMMUNER, "nord", "sor", "fylke"], fates([POENG], *means(1500)), strict=True))
    assert got["0615"] == ("FAA", False)
    assert got["fylke"] == ("VIST", False)
    assert got["sor"] == ("VIST", True)
    assert got["nord"] == ("TOTAL", False)


def test_a_small_countys_mean_is_withheld_above_a_hidden_one() -> None:
    """0,05 of 307 pupils' sum is 15, which is not the 21 that are demanded."""
    assert fates([POENG], *means(100))[-1] == ("TOTAL", False)


def test_a_median_of_many_is_shown_above_a_hidden_one() -> None:
    """Medians cannot be subtracted."""
    rows: list[dict[str, object]] = [
        {"indikator": "poeng", "slag": "median", "omraade": "0615", "median": 5.0, "nevner": 7},
        {"indikator": "poeng", "slag": "median", "omraade": "0616", "median": 6.0, "nevner": 90},
        {
            "indikator": "poeng",
            "slag": "median",
            "nivaa": "fylke",
            "omraade": "fylke",
            "median": 6.0,
            "nevner": 97,
        },
    ]
    assert fates([POENG], *rows) == [("FAA", False), ("VIST", True), ("VIST", False)]


def test_both_genders_together_are_hidden_when_they_give_one_of_them_away() -> None:
    """3 of 12 girls and all 15 boys: 18 of 27 leaves at least 3 girls; so 18 is hidden too."""
    rows = [
        {"kjonn": kjonn, "teller": teller, "nevner": nevner, "omraade": "0616"}
        for kjonn, teller, nevner in (("alle", 18, 27), ("K", 3, 12), ("M", 15, 15))
    ]
    assert fates([indicator()], *rows) == [("FAA", False)] * 3
