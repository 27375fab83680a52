"""A small configuration to break: four municipalities, two of which were merged with a third."""

from pathlib import Path

import pytest

from datapakke.config import Config, load_config
from datapakke.errors import ConfigError

VALID = """\
fylke: {navn: Buskerud, fylkesnumre: ["06", "30", "33"]}
avsender: {navn: Fylket, epost: post@fylket.invalid}
gjeldende_runde: 2019-host
runder:
  - id: 2019-host
    navn: høsten 2019
    inndeling: 2019
    data_til: 2019-08-31
    dato: 2019-09-20
    moter:
      - dato: 2019-10-04
        sted: Gol
        kommuner: [Hol, Hole]
      - dato: 2019-11-04
        sted: Drammen
        kommuner: [Drammen, Nedre Eiker]
skjerming:
  navn: offentlig
  antall_under: 5
  nevner_under: 10
  snitt_under: 10
  fordeling_og_snitt_under: 30
  sammenlign_fra: 20
  vern_poeng: 3
  vern_karakter: 0.5
  vern_dager: 2
fagkoder:
  matematikk:
    navn: matematikk
    trinn: "10"
    koder: {LK06: [MAT0010], LK20: [MAT0015]}
utenfor_fylket:
  - {kode: "0711", navn: Svelvik, fra: 1994, til: 2019}
kommuner:
  - slug: hol
    maalform: nøytral
    koder:
      - {kode: "0620", navn: Hol, fra: 1994, til: 2019}
      - {kode: "3044", navn: Hol, fra: 2020, til: 2023}
      - {kode: "3330", navn: Hol, fra: 2024}
    mottakere: [{rolle: skolesjef, epost: post@hol.invalid}]
  - slug: hole
    koder:
      - {kode: "0612", navn: Hole, fra: 1994, til: 2019}
      - {kode: "3038", navn: Hole, fra: 2020, til: 2023}
      - {kode: "3310", navn: Hole, fra: 2024}
    mottakere: [{rolle: skolesjef, epost: post@hole.invalid}]
  - slug: drammen
    koder:
      - {kode: "0602", navn: Drammen, fra: 1994, til: 2019}
    mottakere: [{rolle: skolesjef, epost: post@drammen.invalid}]
  - slug: nedre-eiker
    koder:
      - {kode: "0625", navn: Nedre Eiker, fra: 1994, til: 2019}
    mottakere: [{rolle: skolesjef, epost: post@nedre-eiker.invalid}]
  - slug: drammen
    slaatt_sammen_av: ["0602", "0625", "0711"]
    koder:
      - {kode: "3005", navn: Drammen, fra: 2020, til: 2023}
      - {kode: "3301", navn: Drammen, fra: 2024}
    mottakere: [{rolle: skolesjef, epost: post@drammen.invalid}]
"""


INDIKATORER = ("inntakspoeng_snitt", "nav_ledige")


def load_text(folder: Path, text: str) -> Config:
    """Load a configuration with this text."""
    path = folder / "kommuner.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return load_config(path, INDIKATORER)


def problems_of(folder: Path, text: str) -> list[tuple[str, str]]:
    """Give (place within the file, what is wrong) for a text that must be refused."""
    with pytest.raises(ConfigError) as caught:
        load_text(folder, text)
    path = str(folder / "kommuner.yaml")
    assert all(problem.where.startswith(path) for problem in caught.value.problems)
    return [
        (problem.where.removeprefix(path).removeprefix(", "), problem.what)
        for problem in caught.value.problems
    ]


def replaced(old: str, new: str) -> str:
    """Give the valid text with the first ``old`` replaced."""
    assert old in VALID
    return VALID.replace(old, new, 1)


def marked(old: str, new: str) -> tuple[str, str]:
    """Give the text with ``old`` replaced, and the place of the mark § in ``new``."""
    text = replaced(old, new)
    before = text[: text.index("§")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return text.replace("§", ""), f"linje {line}, kolonne {column}"
