"""What the project's own configuration says, and that reading it is cheap."""

import csv
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from config_text import VALID
from datapakke.config import Config, load_config
from datapakke.errors import ConfigError, UsageError
from datapakke.indicators import all_indicators
from datapakke.packet.overview import VEIEN
from datapakke.rules import Rules


def test_the_code_history_is_the_published_one(config: Config, shared: Path) -> None:
    """Each municipality of 2016 has the codes that the published table gives it."""
    table = shared / "data" / "kommuner" / "buskerud_kodehistorikk.csv"
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    now = config.inndeling(2024)

    stayed = [row for row in rows if row["kode_fra_2024"] in now.kommunenumre]

    assert len(stayed) == 20
    for row in stayed:
        assert now.fra_kode[row["kode_1994_2019"]] == row["kode_fra_2024"]
        assert now.fra_kode[row["kode_2020_2023"]] == row["kode_fra_2024"]
        assert now.navn(now.by_kommunenr[row["kode_fra_2024"]]) == row["navn_fra_2024"]


def test_all_codes_are_known_also_those_merged_from_another_county(config: Config) -> None:
    """21 codes to 2019, 18 to 2023, 18 since, and Svelvik in Vestfold; not Asker's."""
    assert len(config.kjente_koder) == 21 + 18 + 18 + 1
    assert {"0623", "3047", "3316", "0711"} <= config.kjente_koder
    assert {"3025", "3203", "0220", "0000"}.isdisjoint(config.kjente_koder)


def test_the_six_meetings_of_2016(config: Config) -> None:
    """As they were held: six days, 21 municipalities."""
    moter = config.runde("2016-host").moter

    assert [(mote.id, len(mote.kommuner)) for mote in moter] == [
        ("2016-10-04", 2),
        ("2016-11-02", 2),
        ("2016-11-03", 4),
        ("2016-11-04", 4),
        ("2016-11-17", 5),
        ("2016-11-18", 4),
    ]
    assert moter[2].kommuner == ("ringerike", "hole", "flaa", "kroedsherad")


def test_the_round_says_which_data_and_which_day(config: Config) -> None:
    """The packet's date is the round's; the current round holds when none is named."""
    runde = config.runde(None)

    assert runde == config.runde("2016-host")
    assert (runde.navn, runde.inndeling) == ("høsten 2016", 2016)
    assert (runde.data_til, runde.dato) == (date(2016, 8, 31), date(2016, 9, 20))
    assert config.runde("2026-host").inndeling == 2024


def test_an_unknown_round_is_refused_with_those_there_are(config: Config) -> None:
    """The nearest is suggested."""
    with pytest.raises(UsageError) as caught:
        config.runde("2016-haust")

    assert str(caught.value) == (
        "runde «2016-haust»: finnes ikke. Mente du «2016-host»? Rundene er: 2016-host, 2026-host."
    )


def test_a_year_before_any_code_has_no_division(config: Config) -> None:
    """The codes in the file begin in 1994."""
    with pytest.raises(UsageError, match="inndelingen for 1990: finnes ikke"):
        config.inndeling(1990)


def test_limits_are_those_of_the_public_profile(config: Config) -> None:
    """The defaults of the program and the file of the demo say the same, of indicators there are.

    Of the main figures, those of the overview or of a line chart only.
    """
    assert config.regler == Rules()
    path = Path(__file__).resolve().parent.parent / "config" / "kommuner.yaml"
    assert load_config(path, [one.id for one in all_indicators()]).regler == Rules()
    assert set(Rules().hovedtall) <= set(VEIEN)
    assert config.regler.vern_karakter == Decimal("0.5")


def test_subject_codes_of_both_curricula_lead_to_one_subject(config: Config) -> None:
    """The codes that the sources name."""
    fag = {kode: fagkode.fag for kode, fagkode in config.fagkoder.items()}

    assert fag["ENG0012"] == fag["ENG0030"] == "engelsk_skriftlig"
    assert fag["ENG0013"] == "engelsk_muntlig"
    assert fag["MAT0010"] == fag["MAT0015"] == "matematikk"
    assert fag["NOR0214"] == fag["NOR0218"] == "norsk_hovedmaal"
    assert fag["NOR0215"] == fag["NOR0219"] == "norsk_sidemaal"
    assert fag["NOR0216"] == fag["NOR0220"] == "norsk_muntlig"
    assert (fag["ENG1007"], fag["ENG1009"]) == ("vg1_engelsk_sf", "vg1_engelsk_yf")
    assert (fag["MAT1019"], fag["MAT1021"]) == ("vg1_matematikk_1p", "vg1_matematikk_1t")
    assert config.fagkoder["NOR0214"].laereplan == "LK06"
    assert {code.trinn for code in config.fagkoder.values()} == {"10", "Vg1"}


def test_every_municipality_has_a_receiver_in_a_domain_that_cannot_receive(
    config: Config,
) -> None:
    """The demo sends nothing to anyone; .invalid is reserved for that."""
    for kommune in config.kommuner:
        assert kommune.mottakere
        for mottaker in kommune.mottakere:
            assert mottaker.rolle in {"skolesjef", "oppvekstsjef"}
            assert mottaker.epost.endswith(f"{kommune.slug}.kommune.invalid")
    assert config.avsender.epost.endswith(".invalid")


def test_nynorsk_is_said_of_three(config: Config) -> None:
    """Gol, Hemsedal and Ål; the default is bokmål."""
    nynorsk = [one.slug for one in config.kommuner if one.maalform == "nynorsk"]

    assert nynorsk == ["gol", "hemsedal", "aal"]
    assert {one.maalform for one in config.kommuner} == {"bokmål", "nynorsk"}


def test_the_configuration_is_read_in_a_moment() -> None:
    """Every command reads it; the limit is ten times what it takes."""
    path = Path(__file__).resolve().parent.parent / "config" / "kommuner.yaml"
    begun = time.process_time()

    load_config(path)

    assert time.process_time() - begun < 0.15


VAALER = """
  - slug: SLUG
    koder: [{kode: "NR", navn: Våler, fra: 2024}]
    mottakere: [{rolle: skolesjef, epost: post@vaalerNR.invalid}]
"""


def _two_called_vaaler(tmp_path: Path, *slugs: str) -> Config:
    text = VALID.replace('["06", "30", "33"]', '["06", "30", "33", "31", "34"]')
    for slug, nr in zip(slugs, ("3114", "3419"), strict=True):
        text += VAALER.replace("SLUG", slug).replace("NR", nr)
    path = tmp_path / "kommuner.yaml"
    path.write_text(text)
    return load_config(path)


def test_two_municipalities_of_one_name_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    config = _two_called_vaaler(tmp_path, "vaaler-3114", "vaaler-3419")

    assert [one.slug for one in config.kommuner[-2:]] == ["vaaler-3114", "vaaler-3419"]


@pytest.mark.parametrize("slugs", [("vaaler", "vaaler-3419"), ("vaaler-3114", "vaaler")])
def test_one_of_two_must_not_have_the_name_alone(tmp_path: Path, slugs: tuple[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        _two_called_vaaler(tmp_path, *slugs)

    assert "skal begge ha nummeret i slug: «vaaler-3114» og «vaaler-3419»." in str(caught.value)


def test_a_code_in_a_slug_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="«slug» er «vaaler-3114»"):
        _two_called_vaaler(tmp_path, "vaaler-3114", "vaaler-3114")
