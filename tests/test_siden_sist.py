"""What a packet begins with when there was one before it, and the frame for the cooperation."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from datapakke.config import Config, load_config
from datapakke.config.agreements import load_agreements
from datapakke.config.model import Avtale
from datapakke.disclosure.ledger import LedgerEntry
from datapakke.errors import ConfigError
from datapakke.model import Figure, FigureKey, Status
from datapakke.order import Choice, make_order
from datapakke.packet.build import build_packet
from datapakke.packet.model import Packet, Seksjon
from datapakke.since import Sist, last_time
from packet_figures import AAR, FLAA, MODUM, MOTE, RUNDE, points_world

POINTS = "inntakspoeng_snitt"
AGREED = Avtale("2015-11-04", "Felles møte om overgangen.", "rektorene", "mars 2016")


def before(aar: str, verdi: str, kommunenr: str = "0623") -> tuple[FigureKey, Figure]:
    """Give a figure as it was printed before."""
    key = FigureKey(POINTS, "kommune", kommunenr, aar)
    if verdi == ":":
        return key, Figure(key, Status.SKJULT)
    return key, Figure(key, Status.VIST, Decimal(verdi), 134)


def packet(*figures: tuple[FigureKey, Figure], avtaler: tuple[Avtale, ...] = ()) -> Packet:
    """Give Modum's packet after a round where these were printed and agreed."""
    sist = Sist(date(2015, 11, 4), avtaler, dict(figures))
    return build_packet(replace(points_world().context(), sist={"0623": sist}), MODUM)


def lines(section: Seksjon | None) -> dict[str, tuple[str, ...]]:
    assert section is not None
    return {one.overskrift: one.punkter for one in section.avsnitt}


def test_a_first_packet_begins_with_nothing() -> None:
    assert packet().siden_sist is None


def test_what_was_agreed_stands_first() -> None:
    section = packet(avtaler=(AGREED,)).siden_sist

    assert lines(section) == {"Avtalt": ("Felles møte om overgangen (rektorene), frist mars 2016",)}
    assert section
    assert "4. november 2015" in section.ingress.replace("\u00a0", " ")


def test_a_new_period_is_held_against_the_newest_that_was_printed() -> None:
    section = packet(before(AAR[-3], "40.3"), before(AAR[-2], "41.0")).siden_sist

    (line,) = lines(section)["Nye tall"]
    assert line.replace("\u00a0", " ").startswith("Inntakspoeng snitt: 40,8 (2015/16")
    assert "41,0 (2014/15" in line


def test_a_revised_figure_is_told_with_both_numbers() -> None:
    told = packet(before(AAR[-1], "40.6"))

    (line,) = lines(told.siden_sist)["Rettede tall"]
    assert "40,8" in line
    assert "40,6" in line
    assert any(figure.key.aar == AAR[-1] for figure in told.figurer)


def test_nothing_new_is_said_too() -> None:
    assert lines(packet(before(AAR[-1], "40.8")).siden_sist) == {
        "Nye tall": ("Ingen av tallene på oversikten har nye perioder, og ingen er rettet.",)
    }


@pytest.mark.parametrize("shown_before", [True, False])
def test_what_is_hidden_now_or_was_then_is_not_held_against_anything(shown_before: bool) -> None:  # noqa: FBT001
    world = points_world()
    if shown_before:
        world.put(POINTS, AAR[-1], ":")
    figures = dict([before(AAR[-1], "40.6" if shown_before else ":")])
    context = replace(world.context(), sist={"0623": Sist(None, (), figures)})
    section = build_packet(context, MODUM).siden_sist

    assert section
    assert "40,6" not in str(section)
    assert "Rettede tall" not in lines(section)


def test_the_frame_is_for_a_meeting_and_quotes_the_act_only_when_it_is_in_force() -> None:
    context = points_world().context()
    then = build_packet(context, MODUM).rammer
    mote = replace(MOTE, dato=date(2026, 11, 2))
    runde = replace(RUNDE, dato=date(2026, 9, 1), moter=(mote,))
    now = build_packet(replace(context, runde=runde), MODUM).rammer

    assert then
    assert now
    assert "§ 9-5" not in then.ingress
    assert "§ 9-5" in now.ingress
    assert build_packet(context, FLAA).rammer is None


@pytest.fixture
def two_rounds(config: Config) -> Config:
    """Give the configuration with what was agreed in 2016."""
    agreed = (Avtale("2016-11-02", "Noe"), Avtale("2016-11-04", "Noe annet"))
    return replace(config, avtaler=agreed)


def entry(runde: str, inndeling: int, kommunenr: str, verdi: str) -> LedgerEntry:
    key, figure = before("2015/16", verdi, kommunenr)
    return LedgerEntry(runde, inndeling, key, figure)


def test_a_municipality_is_found_again_under_its_new_code(two_rounds: Config) -> None:
    order = make_order(Choice(runde="2026-host"), two_rounds)
    printed = [
        entry("2016-host", 2016, "0623", "40.8"),
        entry("2016-host", 2016, "0602", "41.0"),
        entry("2016-host", 2016, "0623", "40.9"),
        entry("2026-host", 2024, "3316", "1.0"),
        entry("", 2016, "0623", "2.0"),
    ]
    printed.append(replace(entry("2016-host", 2016, "0623", "99.9"), tegnet=True))
    printed.append(replace(entry("2016-host", 2016, "0621", "38.0"), tegnet=True))
    found = last_time(printed, two_rounds, order)
    assert found["3332"].figurer == {}, "Sigdal's was only drawn, in the packets of others"

    modum, drammen = found["3316"], found["3301"]
    assert {str(figure.verdi) for figure in modum.figurer.values()} == {"40.9"}
    assert {key.omraade for key in modum.figurer} == {"3316"}
    assert modum.mote == date(2016, 11, 2)
    assert [one.hva for one in modum.avtaler] == ["Noe"]
    assert drammen.figurer == {}
    assert not last_time(printed, two_rounds, make_order(Choice(runde="2016-host"), two_rounds))[
        "0623"
    ].figurer


def test_a_wrong_file_is_told_with_its_places(tmp_path: Path) -> None:
    (tmp_path / "avtaler.yaml").write_text(
        "avtaler:\n  - {mote: 2016-11-03, hva: Noe}\n  - {mote: snart, hva: 12, hvor: her}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load_agreements(tmp_path, ["2016-11-02"])
    told = [str(problem) for problem in caught.value.problems]

    assert len(told) == 4
    assert "avtaler.yaml, linje 2" in told[0]
    assert "det er ikke noe møte 2016-11-03" in told[0]


def test_the_example_of_the_guide_is_read(tmp_path: Path) -> None:
    guide = (Path(__file__).resolve().parent.parent / "docs" / "tilpasning.md").read_text("utf-8")
    (example,) = [part for part in guide.split("```yaml\n") if part.startswith("avtaler:")]
    (tmp_path / "avtaler.yaml").write_text(example.partition("```")[0], "utf-8")
    first, second = load_agreements(tmp_path, ["2016-11-02"])

    assert (first.hvem, first.frist) == ("rektorene på ungdomstrinnet og Vg1", "mars 2017")
    assert (second.hva, second.hvem) == ("Se på skriftlige arbeider i engelsk sammen", "")


def test_the_configuration_reads_what_was_agreed(own_project: Path) -> None:
    folder = own_project / "config"
    (folder / "avtaler.yaml").write_text("avtaler:\n  - {mote: 2016-11-02, hva: Noe}\n")

    assert load_config(folder / "kommuner.yaml").avtaler == (Avtale("2016-11-02", "Noe"),)
    (folder / "avtaler.yaml").write_text("avtaler:\n  - {mote: 2016-11-02}\n")
    with pytest.raises(ConfigError, match="her mangler «hva»"):
        load_config(folder / "kommuner.yaml")
    (folder / "avtaler.yaml").unlink()
