"""A municipality is its code in a year: finding one by name, code and slug, across renumbering."""

import pytest

from datapakke.config import Config
from datapakke.errors import UsageError
from datapakke.kommuner import Inndeling, Kode, Kommune


def found(inndeling: Inndeling, text: str) -> str:
    """Give the code, in the division, of the municipality that a text names."""
    return inndeling.kommunenr(inndeling.finn(text))


def refusal(inndeling: Inndeling, text: str) -> str:
    """Give the message for a text that names no municipality of the division."""
    with pytest.raises(UsageError) as caught:
        inndeling.finn(text)
    return str(caught.value)


@pytest.mark.parametrize("text", ["0623", "3047", "3316", "Modum", "modum", " MODUM "])
def test_codes_of_three_times_the_name_and_the_slug_are_one_modum(
    config: Config, text: str
) -> None:
    """0623 was Modum to 2019, 3047 to 2023, 3316 since."""
    assert found(config.inndeling(2016), text) == "0623"
    assert found(config.inndeling(2024), text) == "3316"


def test_hol_is_never_hole(config: Config) -> None:
    """The name of one is the beginning of the other."""
    assert found(config.inndeling(2016), "Hol") == "0620"
    assert found(config.inndeling(2016), "Hole") == "0612"


def test_an_unfinished_name_finds_nothing_but_is_answered_with_a_suggestion(
    config: Config,
) -> None:
    """«Modu» could be meant, but it is never taken for Modum."""
    message = refusal(config.inndeling(2016), "Modu")

    assert message.startswith("kommune «Modu»: finnes ikke i inndelingen for 2016.")
    assert "Mente du «Modum»?" in message


def test_an_unknown_code_is_not_answered_with_the_next_one(config: Config) -> None:
    """3315 is one digit from Modum and from others: a guess would be a wrong packet."""
    assert "Mente du" not in refusal(config.inndeling(2024), "3315")


def test_the_names_before_and_after_a_change_are_one_municipality(config: Config) -> None:
    """Nes was called Nesbyen from 2020."""
    assert found(config.inndeling(2016), "Nes") == "0616"
    assert found(config.inndeling(2016), "Nesbyen") == "0616"
    assert found(config.inndeling(2024), "Nesbyen") == "3322"
    assert found(config.inndeling(2024), "Nes") == "3322"
    assert config.inndeling(2016).navn(config.inndeling(2016).finn("nesbyen")) == "Nes"


def test_a_name_of_this_year_goes_before_the_same_name_of_another_year() -> None:
    """When one municipality takes over a name, the name means the one that has it."""
    old = Kommune(
        "nes", "bokmål", (Kode("0001", "Nes", 1994, 2019), Kode("0002", "Vik", 2020, None))
    )
    new = Kommune(
        "vik", "bokmål", (Kode("0003", "Vik", 1994, 2019), Kode("0004", "Nes", 2020, None))
    )

    assert found(Inndeling(2019, (old, new)), "Nes") == "0001"
    assert found(Inndeling(2024, (old, new)), "Vik") == "0002"


def test_letters_in_two_code_points_are_the_same_letters(config: Config) -> None:
    """Some keyboards and file systems write å as a and a ring."""
    assert found(config.inndeling(2016), "A\u030al") == "0619"


def test_slugs_find_municipalities_with_norwegian_letters(config: Config) -> None:
    """``oevre-eiker`` is how the file is called."""
    assert found(config.inndeling(2016), "oevre-eiker") == "0624"
    assert found(config.inndeling(2016), "aal") == "0619"


@pytest.mark.parametrize("text", ["Nedre Eiker", "0625", "Svelvik", "0711"])
def test_a_merged_municipality_is_refused_with_the_one_it_became_part_of(
    config: Config, text: str
) -> None:
    """Øvre Eiker has the more similar name, but Nedre Eiker is part of Drammen."""
    message = refusal(config.inndeling(2024), text)

    assert "er nå del av Drammen. Mente du «Drammen»?" in message


def test_a_municipality_that_left_the_county_is_unknown_today(config: Config) -> None:
    """Røyken went to Asker, in Akershus."""
    assert found(config.inndeling(2016), "Røyken") == "0627"
    assert "finnes ikke i inndelingen for 2024" in refusal(config.inndeling(2024), "Røyken")


def test_codes_of_all_years_lead_to_the_division(config: Config) -> None:
    """What was merged leads to the merged one; the merged one was none of its parts."""
    then, now = config.inndeling(2016).fra_kode, config.inndeling(2024).fra_kode

    assert [now[code] for code in ("0602", "0625", "0711", "3005", "3301")] == ["3301"] * 5
    assert (then["0602"], then["0625"], then["3047"], then["3322"]) == (
        "0602",
        "0625",
        "0623",
        "0616",
    )
    assert {"3005", "3301", "0711", "3025"}.isdisjoint(then)
    assert {"0627", "0628", "3025", "3203"}.isdisjoint(now)


def test_there_are_two_drammen_that_never_exist_in_the_same_year(config: Config) -> None:
    """0602 ended in 2019 and is not the 3301 that it became part of."""
    then, now = config.inndeling(2016).finn("Drammen"), config.inndeling(2024).finn("Drammen")

    assert then != now
    assert (then.kode_i(2019), then.kode_i(2020)) == (Kode("0602", "Drammen", 1994, 2019), None)
    assert now.kode_i(2019) is None
    assert now.slaatt_sammen_av == ("0602", "0625", "0711")
    assert [kode.navn for kode in now.forgjengere] == ["Drammen", "Nedre Eiker", "Svelvik"]
    with pytest.raises(KeyError):
        config.inndeling(2024).navn(then)


def test_divisions_are_in_the_order_of_their_codes(config: Config) -> None:
    """21 municipalities of 2016 and 18 of 2024, sorted by the codes of the year."""
    then, now = config.inndeling(2016).kommunenumre, config.inndeling(2024).kommunenumre

    assert (len(then), then[0], then[-1]) == (21, "0602", "0633")
    assert (len(now), now[0], now[-1]) == (18, "3301", "3338")
    assert list(then) == sorted(then)
    assert list(now) == sorted(now)


def test_each_municipality_is_in_one_meeting_of_its_round(config: Config) -> None:
    """Modum meets on 2 November 2016; Drammen of today has no meeting in 2016's round."""
    runde = config.runde("2016-host")

    mote = runde.mote_for(config.inndeling(2016).finn("Modum"))

    assert mote is not None
    assert (mote.id, mote.kommuner) == ("2016-11-02", ("modum", "sigdal"))
    assert runde.mote_for(Kommune("asker", "bokmål", ())) is None


def test_a_name_that_two_have_means_neither() -> None:
    """Våler in Østfold and Våler in Innlandet: taking one for the other is a wrong packet."""
    inndeling = Inndeling(2024, (_vaaler("3114"), _vaaler("3419"), *_hol_and_hole()))

    assert refusal(inndeling, "Våler") == (
        "kommune «Våler»: er navnet på 2 kommuner. Skriv nummeret: 3114 eller 3419."
    )
    assert found(inndeling, "3419") == "3419"
    assert found(inndeling, "vaaler-3114") == "3114"
    assert found(inndeling, "Hol") == "3330"


def _vaaler(nr: str) -> Kommune:
    return Kommune(f"vaaler-{nr}", "bokmål", (Kode(nr, "Våler", 2024, None),))


def _hol_and_hole() -> tuple[Kommune, Kommune]:
    hol, hole = Kode("3330", "Hol", 2024, None), Kode("3310", "Hole", 2024, None)
    return Kommune("hol", "bokmål", (hol,)), Kommune("hole", "bokmål", (hole,))
