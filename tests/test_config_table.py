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
