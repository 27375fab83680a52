"""Who has received: the packet that each recipient has had last, and how many have had it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from datapakke.config import Config
from datapakke.delivery.reached import reached
from datapakke.delivery.sent import PAAMINNELSE, PAKKE, Delivery, State
from datapakke.kommuner import Inndeling, Mottaker

RUNDE, NR = "2016-host", "0623"
DAY = datetime(2016, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def inndeling(config: Config) -> Inndeling:
    """The division of 2016, in which Modum has two recipients."""
    two = (Mottaker("skolesjef", "A@modum.invalid"), Mottaker("rådgiver", "b@modum.invalid"))
    of_2016 = config.inndeling(2016)
    kommuner = (replace(k, mottakere=two) if k.slug == "modum" else k for k in of_2016)
    return Inndeling(2016, tuple(kommuner))


def mail(
    epost: str, sha256: str, state: State = State.SENDT, day: int = 0, plass: int | None = None
) -> Delivery:
    return Delivery(
        id=f"{epost}-{sha256}-{day}",
        slag=PAKKE,
        runde=RUNDE,
        mote="2016-11-02",
        kommunenr=NR,
        epost=epost,
        sha256=sha256,
        forrige="",
        state=state,
        naar=DAY + timedelta(days=day),
        senest=DAY + timedelta(days=day),
        plass=day if plass is None else plass,
    )


def told(inndeling: Inndeling, *found: Delivery) -> dict[str, tuple[str, str]]:
    """Give the hash and the text of each municipality."""
    had = reached(found, RUNDE, inndeling)
    return {nr: (one.sha256, one.tekst) for nr, one in had.items()}


def test_all_have_had_it_however_the_address_is_written(inndeling: Inndeling) -> None:
    found = mail("a@modum.invalid", "x"), mail("b@MODUM.invalid", "x", day=1)

    assert told(inndeling, *found) == {NR: ("x", "2016-10-21")}


def test_one_of_two_is_told_as_such(inndeling: Inndeling) -> None:
    refused = mail("b@modum.invalid", "x", State.AVVIST)

    assert told(inndeling, mail("a@modum.invalid", "x"), refused) == {NR: ("x", "1 av 2")}


def test_a_correction_that_one_has_had_is_not_sent_to_all(inndeling: Inndeling) -> None:
    both = [mail(epost, "x") for epost in ("a@modum.invalid", "b@modum.invalid")]

    assert told(inndeling, *both, mail("a@modum.invalid", "y", day=2)) == {NR: ("y", "1 av 2")}


def test_what_was_written_last_is_last_though_the_clock_was_set_back(inndeling: Inndeling) -> None:
    both = [mail(epost, "x", plass=1) for epost in ("a@modum.invalid", "b@modum.invalid")]
    corrected = [
        mail(epost, "y", day=-90, plass=2) for epost in ("a@modum.invalid", "b@MODUM.invalid")
    ]

    assert told(inndeling, *corrected, *both) == {NR: ("y", "2016-07-22")}


@pytest.mark.parametrize(
    "other",
    [
        {"state": State.UVISS},
        {"runde": "2015-host"},
        {"slag": PAAMINNELSE},
        {"kommunenr": "0621"},
        {"epost": "fjernet@modum.invalid"},
    ],
)
def test_what_is_no_packet_that_has_arrived_here_counts_for_nothing(
    inndeling: Inndeling, other: dict[str, object]
) -> None:
    found = replace(mail("a@modum.invalid", "x"), **other)  # type: ignore[arg-type]

    assert told(inndeling, found) == {}
