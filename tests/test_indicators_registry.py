"""What holds for every indicator, and how one more is added."""

import re

import pandas as pd
import pytest

from datapakke.compute import compute
from datapakke.counts import Fraction
from datapakke.indicators import all_indicators
from datapakke.indicators.counting import share_of
from datapakke.indicators.registry import Fag, Registry
from datapakke.model import Facts, Indicator, Unit
from datapakke.results import Areas
from tidy import tidy

FORBIDDEN = re.compile(
    r"skyldes|fordi|\bbest\b|dårligst|rangering|signifikant|svikter|lykkes|burde|bevis",
    re.IGNORECASE,
)
CHAPTERS = ["inntakspoeng", "fravaer", "resultater", "gjennomforing", "nav_ot"]
DATASETS = {
    "befolkning",
    "fravaer",
    "gjennomforing",
    "grunnskolepoeng",
    "helt_ledige",
    "inntakspoeng",
    "karakterer",
    "nav",
    "neet",
    "ot",
    "overgang",
}

every_indicator = pytest.mark.parametrize("one", all_indicators(), ids=lambda one: str(one.id))


def facts(indicator_id: str = "eksempel") -> Facts:
    """Give the facts of an example."""
    return Facts(
        id=indicator_id,
        title="Elever over femten år",
        kort="Over femten",
        chapter="nav_ot",
        unit=Unit.PROSENT,
        desimaler=0,
        populasjon="bosatte i kommunen",
    )


def test_one_more_indicator_is_a_function_with_facts_and_a_docstring() -> None:
    """The extension point: this is all that a new indicator needs."""
    registry = Registry()

    @registry.indicator(facts("over_20"))
    def over_20(ot: pd.DataFrame) -> Fraction:
        """Ungdommer over 20 år, i prosent av alle som er meldt."""
        return share_of(ot, ot["alder"].gt(20))

    table = tidy("""
        kommunenr aar        kjonn alder
        0623      2016-06-15 K     20
        0623      2016-06-15 M     21
    """)
    areas = Areas(("0623",), {})
    result = compute(registry.all(), {"ot": table}, areas).table
    alle = result[result["nivaa"].eq("fylke") & result["kjonn"].eq("alle")]

    assert (
        registry.by_id["over_20"].metode == "Ungdommer over 20 år, i prosent av alle som er meldt."
    )
    assert registry.by_id["over_20"].datasets == ("ot",)
    assert alle[["teller", "nevner"]].to_numpy().tolist() == [[1, 2]]


def test_two_indicators_with_one_id_are_refused() -> None:
    """Within a chapter, and between chapters."""
    registry, other = Registry(), Registry()

    def formula(ot: pd.DataFrame) -> Fraction:
        """Tell alle."""
        return share_of(ot, ot["alder"].gt(20))

    registry.indicator(facts())(formula)
    other.indicator(facts())(formula)

    with pytest.raises(ValueError, match="two indicators are called eksempel"):
        registry.indicator(facts())(formula)
    with pytest.raises(ValueError, match="two indicators are called eksempel"):
        Registry.joined([registry, other])


def test_indicator_without_a_docstring_is_refused() -> None:
    """There would be no method to print."""

    def formula(ot: pd.DataFrame) -> Fraction:
        return share_of(ot, ot["alder"].gt(20))

    with pytest.raises(ValueError, match="lacks a docstring"):
        Registry().indicator(facts())(formula)


def test_family_is_registered_once_per_subject_in_order() -> None:
    """Each is about its own subject."""
    registry = Registry()

    @registry.indicator_per([Fag("b", "norsk"), Fag("vg1_a", "kunst")], facts("andel_{fag}"))
    def andel(karakterer: pd.DataFrame, fag: str) -> Fraction:
        """Andelen i {navn}."""
        return share_of(karakterer, karakterer["fag"].eq(fag))

    first, second = registry.all()
    assert (first.id, second.id) == ("andel_b", "andel_a")
    assert (first.metode, second.metode) == ("Andelen i norsk.", "Andelen i kunst.")
    table = tidy("""
        kommunenr aar     kjonn fag
        0623      2015/16 K     vg1_a
    """)
    counts = second.formula(table)
    assert isinstance(counts, Fraction)
    assert counts.teller.tolist() == [1]


def test_chapters_come_in_the_order_of_the_packet() -> None:
    """All indicators of a chapter stand together."""
    seen = [one.chapter for one in all_indicators()]

    assert list(dict.fromkeys(seen)) == CHAPTERS
    assert seen == sorted(seen, key=CHAPTERS.index)


@every_indicator
def test_every_text_is_there_and_says_nothing_that_numbers_cannot_say(one: Indicator) -> None:
    """Title, short title, population and method; none of them explains or judges."""
    for text in (one.title, one.kort, one.populasjon, one.metode):
        assert text
        assert not FORBIDDEN.search(text)
        assert "{" not in text
    assert one.metode.endswith(".")
    assert one.title[0].isupper()
    assert len(one.kort) <= 60


@every_indicator
def test_every_indicator_reads_datasets_that_there_are(one: Indicator) -> None:
    """A misspelt parameter would leave the indicator out for ever."""
    assert one.datasets
    assert set(one.datasets) <= DATASETS
