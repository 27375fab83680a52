"""Every municipality of Norway in time: the table holds together, and says what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.config import Config
from datapakke.kommuner import Kommune
from datapakke.norge import (
    FORSTE,
    SISTE,
    alle_koder,
    deler,
    gyldig,
    koder_i,
    navn,
    navn_passer,
    oversatt,
)

YEARS = range(FORSTE, SISTE + 1)

TOTALS = {
    1994: 435,
    2002: 434,
    2005: 433,
    2006: 431,
    2008: 430,
    2012: 429,
    2013: 428,
    2017: 426,
} | {
    2018: 422,
    2020: 356,
    2024: 357,
}
"""The year of each change in the number of municipalities, as SSB counts them on 1 January."""

a_year = st.sampled_from(YEARS)


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, int]:
    """Draw a year and a code that was valid in it."""
    aar = draw(a_year)
    return draw(st.sampled_from(koder_i(aar))), aar


@pytest.mark.parametrize("aar", YEARS)
def test_each_year_has_as_many_municipalities_as_are_known(aar: int) -> None:
    """435 in 1994, 428 before the reform, 356 after it, and 357 since Ålesund was divided."""
    assert len(koder_i(aar)) == TOTALS[max(year for year in TOTALS if year <= aar)]


@pytest.mark.parametrize("aar", YEARS)
def test_each_year_the_municipalities_share_the_whole_country_between_them(aar: int) -> None:
    """No piece is gone, and none belongs to two."""
    pieces = [piece for kode in koder_i(aar) for piece in deler(kode, aar)]

    assert len(pieces) == len(set(pieces))
    assert set(pieces) == {piece for kode in koder_i(FORSTE) for piece in deler(kode, FORSTE)}


def test_codes_have_four_digits_and_municipalities_have_names() -> None:
    """The table is written by hand: a slip in it would be a wrong number."""
    for kode in alle_koder():
        assert len(kode) == 4
        assert kode.isdecimal()
        assert navn(kode).strip() == navn(kode) != ""
        assert navn_passer(kode, navn(kode))


@given(codes(), a_year)
def test_every_code_of_every_year_leads_to_another_year_and_back(
    code: tuple[str, int], til: int
) -> None:
    """What it became or was is never nothing, and has the code among what it was or became."""
    kode, aar = code

    found = oversatt(kode, aar, til)

    assert found
    assert all(gyldig(other, til) for other in found)
    assert all(kode in oversatt(other, til, aar) for other in found)
    assert oversatt(kode, aar, aar) == (kode,)


@pytest.mark.parametrize(
    ("kode", "aar", "til", "codes"),
    [
        ("0623", 2016, 2020, ["3047"]),
        ("0623", 2016, 2024, ["3316"]),
        ("0602", 2016, 2024, ["3301"]),
        ("3301", 2024, 2016, ["0602", "0625", "0711"]),
        ("0627", 2016, 2024, ["3203"]),
        ("0532", 2016, 2024, ["3236"]),
        ("0716", 2001, 2024, ["3905"]),
        ("3905", 2024, 2001, ["0704", "0716", "0718"]),
        ("1214", 2001, 2004, ["1159"]),
        ("1160", 2006, 2001, ["1154", "1214"]),
        ("1567", 2018, 2019, ["5061"]),
        ("1613", 2017, 2019, ["5012"]),
        ("5012", 2019, 2020, ["5055", "5056", "5059"]),
        ("1850", 2019, 2020, ["1806", "1875"]),
        ("1507", 2023, 2024, ["1508", "1580"]),
        ("1534", 2019, 2024, ["1580"]),
        ("1504", 2019, 2024, ["1508"]),
        ("1842", 2004, 2005, ["1804"]),
        ("1804", 2005, 2004, ["1804", "1842"]),
        ("0701", 1994, 2024, ["3901"]),
    ],
)
def test_what_became_of_a_municipality(kode: str, aar: int, til: int, codes: list[str]) -> None:
    """Renumbered, merged, divided, and moved to another county."""
    assert oversatt(kode, aar, til) == tuple(codes)


def test_haram_that_left_again_is_the_haram_that_was_merged() -> None:
    """From 2019 to 2024 a figure can be brought over; from 2023 it cannot."""
    assert deler("1534", 2019) == deler("1580", 2024)
    assert deler("1507", 2023) == deler("1508", 2024) | deler("1580", 2024)


def test_a_code_can_mean_another_municipality_later() -> None:
    """0716 was Våle; Re, made of Våle and Ramnes, was given the same code."""
    assert (navn("0716", 2001), navn("0716", 2002)) == ("Våle", "Re")
    assert deler("0716", 2001) < deler("0716", 2002)


@pytest.mark.parametrize(
    ("kode", "first", "last"),
    [
        ("0616", 1994, 2019),
        ("3040", 2020, 2023),
        ("3322", 2024, SISTE),
        ("0718", 1994, 2001),
        ("0706", 1994, 2016),
        ("0710", 2017, 2019),
        ("1505", 2008, SISTE),
        ("1756", 2012, 2017),
        ("1903", 2013, 2019),
        ("5004", 2018, 2019),
        ("5054", 2018, SISTE),
        ("1507", 2020, 2023),
    ],
)
def test_first_and_last_year_of_a_code(kode: str, first: int, last: int) -> None:
    """A code is valid in every year between, and in no other."""
    assert [aar for aar in YEARS if gyldig(kode, aar)] == list(range(first, last + 1))


@pytest.mark.parametrize("kode", ["0", "", "602", "0000", "9999", "2100", "0717", "3315"])
def test_codes_that_never_were_a_municipality(kode: str) -> None:
    """The country, Svalbard, «uoppgitt», a lost zero: none of them has a name that fits."""
    assert kode not in alle_koder()
    assert not gyldig(kode, 2016)
    assert not navn_passer(kode, "Modum")
    with pytest.raises(KeyError):
        oversatt(kode, 2016, 2024)


@pytest.mark.parametrize(
    ("kode", "name"),
    [
        ("0623", "MODUM"),
        ("0602", "Drammen (t.o.m. 2019)"),
        ("3047", "K-3047 Modum"),
        ("3901", "3901 - Horten"),
        ("0701", "Borre"),
        ("0616", "Nes (Buskerud)"),
        ("0301", "Oslo municipality"),
        ("0821", "Bø (Telem.)"),
        ("2020", "Porsanger - Porsáŋgu - Porsanki"),
        ("5436", "Porsanger - Porsángu - Porsanki"),
        ("5437", "Kárášjohka - Karasjok"),
        ("5041", "Snåsa"),
        ("1875", "Hábmer - Hamarøy"),
        ("0619", "A\u030al"),
        ("0615", "Fl\ufffd"),
        ("1141", "FinnÃ¸y"),
        ("5437", "Káráa_x0001_johka - Karasjok"),
        ("3226", "Aurskog-Høland"),
        ("0633", "Nore og Uvdal"),
        ("0623", ""),
    ],
)
def test_a_name_fits_its_code_however_it_is_written(kode: str, name: str) -> None:
    """Case, what is added, one of several forms, damage, nothing."""
    assert navn_passer(kode, name)


@pytest.mark.parametrize(
    ("kode", "name"),
    [
        ("0620", "Hole"),
        ("0612", "Hol"),
        ("0616", "Nesbyen"),
        ("3040", "Nes"),
        ("0615", "Fla"),
        ("3005", "Nedre Eiker"),
        ("0623", "3048 Øvre Eiker"),
    ],
)
def test_another_name_does_not_fit(kode: str, name: str) -> None:
    """Hol is not Hole, and 0616 was never called Nesbyen."""
    assert not navn_passer(kode, name)


@given(st.text(), st.text())
def test_any_text_is_answered(kode: str, name: str) -> None:
    """Names come from files that anybody has written."""
    assert navn_passer(kode, name) in {True, False}


def _kommune_koder(kommune: Kommune) -> list[tuple[str, int, int]]:
    return [(kode.kode, kode.fra, kode.til or SISTE) for kode in kommune.koder]


@pytest.mark.parametrize(("aar", "number"), [(2016, 21), (2024, 18)])
def test_the_countys_divisions_agree_with_the_table(config: Config, aar: int, number: int) -> None:
    """The same codes, names and years, and each merged one is made of its parts."""
    division = config.inndeling(aar)

    assert len(division.kommuner) == number
    for kommune in division:
        assert navn_passer(division.kommunenr(kommune), division.navn(kommune))
        for kode, fra, til in _kommune_koder(kommune):
            assert [year for year in YEARS if gyldig(kode, year)] == list(range(fra, til + 1))
        parts = [deler(kode, fra) for kode, fra, _ in _kommune_koder(kommune)]
        merged = [piece for kode in kommune.slaatt_sammen_av for piece in deler(kode, 2019)]
        assert set(parts) == {frozenset(merged) or parts[0]}
