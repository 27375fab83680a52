"""Codes in the configuration are held against the table of all municipalities."""

from pathlib import Path

import pytest

from config_text import VALID, load_text, marked, problems_of

HOLS = (
    '- {kode: "3044", navn: Hol, fra: 2020, til: 2023}\n'
    '      - {kode: "3330", navn: Hol, fra: 2024}'
)
LATER = HOLS.removeprefix('- {kode: "3044", navn: Hol, fra: 2020, til: 2023}')

MISTAKES = [
    ('- {kode: "3044"', '- §{kode: "3099"', "koden 3099 har aldri vært en norsk kommune."),
    (
        HOLS,
        '- §{kode: "3044", navn: Hol, fra: 2020}',
        "koden 3044 gjelder fra 2020 til 2023, men her står fra 2020 uten «til».",
    ),
    (
        '- {kode: "0612", navn: Hole,',
        '- §{kode: "0612", navn: Hol i Buskerud,',
        "koden 0612 er Hole, men her står «Hol i Buskerud».",
    ),
    (
        HOLS,
        '- §{kode: "3043", navn: Ål, fra: 2020, til: 2023}' + LATER,
        "3043 Ål er ikke bare et nytt nummer for 0620 Hol.",
    ),
    (
        '["0602", "0625", "0711"]',
        '§["0602", "0625"]',
        "3005 Drammen ble slått sammen av 0602 Drammen, 0625 Nedre Eiker, 0711 Svelvik, ikke av",
    ),
]


def test_the_configuration_that_is_broken_here_is_right(tmp_path: Path) -> None:
    """Or nothing below would show anything."""
    assert len(load_text(tmp_path, VALID).kommuner) == 5


@pytest.mark.parametrize(("old", "new", "what"), MISTAKES)
def test_what_never_was_is_told_at_its_place(tmp_path: Path, old: str, new: str, what: str) -> None:
    """A code, its years, its name, what it became, and what it was made of."""
    text, where = marked(old, new)

    [(told_at, told)] = problems_of(tmp_path, text)
    assert told_at == where
    assert what in told


@pytest.mark.parametrize(
    "parts", ['"5012", "5016", "5023", "5024"', '"5016", "5023", "5024"'], ids=["with", "without"]
)
def test_a_municipality_with_a_part_of_a_divided_one_has_no_sum(tmp_path: Path, parts: str) -> None:
    """Orkland has a part of Snillfjord: a sum is wrong both with and without it."""
    names = {"5012": "Snillfjord", "5016": "Agdenes", "5023": "Meldal", "5024": "Orkdal"}
    outside = "".join(
        f'  - {{kode: "{kode}", navn: {name}, fra: 2018, til: 2019}}\n'
        for kode, name in names.items()
    )
    orkland = (
        "  - slug: orkland\n    slaatt_sammen_av: [" + parts + "]\n"
        '    koder: [{kode: "5059", navn: Orkland, fra: 2020}]\n'
        "    mottakere: [{rolle: skolesjef, epost: post@orkland.invalid}]\n"
    )
    before, after = VALID.replace('"33"]', '"33", "50"]').split("kommuner:\n  - slug: hol\n")
    text = before + outside + "kommuner:\n" + orkland + "  - slug: hol\n" + after

    assert (
        "5059 Orkland har bare en del av 5012 Snillfjord, så tall fra før 2020 kan ikke summeres."
        " Ta bort «slaatt_sammen_av»: serien starter i 2020."
    ) in [what for _, what in problems_of(tmp_path, text)]
