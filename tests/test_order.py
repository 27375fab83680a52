"""Which packets a command line asks for."""

from datetime import date

import pytest

from datapakke.config import Config
from datapakke.errors import UsageError
from datapakke.order import Choice, make_order


def slugs(choice: Choice, config: Config) -> list[str]:
    """Give the slugs of the municipalities that a choice leads to."""
    return [kommune.slug for kommune in make_order(choice, config).kommuner]


def test_a_named_kommune_is_found_in_the_current_round(config: Config) -> None:
    """A name alone means the current round and its division."""
    order = make_order(Choice(kommuner=("Modum",)), config)

    assert [order.inndeling.kommunenr(kommune) for kommune in order.kommuner] == ["0623"]
    assert order.mappe == "2016-host"


def test_the_same_kommune_named_twice_is_built_once(config: Config) -> None:
    """Code, name and slug of one municipality are one packet."""
    assert slugs(Choice(kommuner=("Modum", "3316", "modum")), config) == ["modum"]


def test_a_meeting_leads_to_its_kommuner_and_its_round(config: Config) -> None:
    """The meeting of 2 November 2016 is Modum's and Sigdal's."""
    assert sorted(slugs(Choice(mote="2016-11-02"), config)) == ["modum", "sigdal"]


def test_a_meeting_of_another_round_is_found(config: Config) -> None:
    """A meeting names its round, so that --runde need not be repeated."""
    other = next(runde for runde in config.runder if runde.id != config.gjeldende_runde)

    order = make_order(Choice(mote=other.moter[0].id), config)

    assert order.runde == other


def test_all_and_round_give_every_kommune(config: Config) -> None:
    """2016 had 21 municipalities, 2024 has 18."""
    assert len(slugs(Choice(alle=True), config)) == 21
    assert len(slugs(Choice(runde="2026-host"), config)) == 18


def test_without_a_round_there_is_no_end_date_and_the_division_can_be_chosen(
    config: Config,
) -> None:
    """``--uten-runde --inndeling 2024`` builds on today's municipalities."""
    order = make_order(Choice(kommuner=("Modum",), uten_runde=True, inndeling=2024), config)

    assert order.runde is None
    assert order.inndeling.kommunenr(order.kommuner[0]) == "3316"
    assert order.mappe == "uten-runde"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(), "sier ikke hvilke kommuner"),
        (Choice(alle=True, uten_runde=True, runde="2016-host"), "--uten-runde"),
        (Choice(kommuner=("Modum",), inndeling=2024), "--inndeling"),
        (Choice(kommuner=("Modum",), alle=True), "--kommune"),
        (Choice(mote="2016-11-02", alle=True), "--alle"),
        (Choice(mote="2016-12-24"), "Møtene er: 2016-10-04"),
        (Choice(runde="2017-var"), "2016-host"),
        (Choice(kommuner=("Moddum", "Flåå")), "Mente du «Modum»?"),
    ],
)
def test_a_choice_that_cannot_be_followed_says_why(
    config: Config, choice: Choice, words: str
) -> None:
    """Each contradiction and each unknown name is told in words."""
    with pytest.raises(UsageError) as caught:
        make_order(choice, config)

    assert words in str(caught.value)


def test_every_unknown_name_is_told_at_once(config: Config) -> None:
    """Two misspelt names give two problems."""
    with pytest.raises(UsageError) as caught:
        make_order(Choice(kommuner=("Moddum", "Modum", "Flåå")), config)

    assert len(caught.value.problems) == 2


def test_the_round_carries_its_end_of_data(config: Config) -> None:
    """A round says which data it may use."""
    runde = make_order(Choice(alle=True), config).runde

    assert runde is not None
    assert runde.data_til < date(2016, 10, 4)
