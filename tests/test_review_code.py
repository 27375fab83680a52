"""The code under a meeting on the review page: of the packets shown, where they can be approved."""

from pathlib import Path

import pytest

from datapakke.config import Config
from datapakke.delivery.approval import addresses_of, code_of
from datapakke.review.model import Merke
from review_helpers import World

COMMAND = "datapakke approve --mote 2016-11-02 --kode "
BY_NAME = "datapakke approve --mote 2016-11-02 --kommune"
OTHERS = "Når de andre pakkene til møtet er sett over, kan de godkjennes for seg: "


@pytest.fixture
def world(config: Config, tmp_path: Path) -> World:
    """A round of three packets: both of one meeting, and one of another."""
    return World(config, tmp_path / "out" / "2016-host", ("modum", "sigdal", "hol"))


def test_the_command_is_shown_where_all_packets_of_a_meeting_are_ready(
    world: World, config: Config
) -> None:
    made = world.build().by_kommunenr
    world.write()
    addresses = addresses_of(config.inndeling(2016))
    code = code_of([made["0621"], made["0623"]], addresses)

    assert f"{COMMAND}{code} " in world.text()


def test_packets_can_be_approved_by_name_where_others_of_the_meeting_are_not_ready(
    world: World, config: Config
) -> None:
    """Hol's meeting lacks four packets; Sigdal's is no longer what was made."""
    made = world.build().by_kommunenr
    (world.folder / made["0621"].fil).write_bytes(b"%PDF-1.7 annet")
    world.write()
    addresses = addresses_of(config.inndeling(2016))

    code = code_of([made["0623"]], addresses)
    assert f"Ikke klar: Sigdal. {OTHERS}<code>{BY_NAME} modum --kode {code} " in world.text()
    code = code_of([made["0620"]], addresses)
    assert f"--mote 2016-11-17 --kommune hol --kode {code} " in world.text()
    assert "Ikke klar: Gol, Hemsedal, Nes, Ål. " in world.text()


def test_no_command_where_all_are_approved_and_one_where_one_is_not(world: World) -> None:
    made = world.build().by_kommunenr
    both = {nr: Merke(made[nr].sha256, "Godkjent.") for nr in ("0621", "0623")}

    world.write(godkjent=both)
    assert COMMAND not in world.text()
    world.write(godkjent={"0621": both["0621"]})
    assert COMMAND in world.text()


def test_no_command_where_the_packets_were_not_attacked(world: World) -> None:
    world.build(audit=None)
    world.write()
    assert "datapakke approve" not in world.text()
