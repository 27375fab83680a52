"""Published files described in the register alone give what the formats of their own give."""

import shutil
from pathlib import Path
from textwrap import indent

import pandas as pd
import pytest

from datapakke.config import Config
from datapakke.extracts import load_extracts
from datapakke.extracts.model import Extract
from extracts_helpers import register_entry

UDIR = """\
kolonner: {kommunenr: Kommunekode}
verdikolonner:
  snitt: "{skoleaar}.Alle eierformer.{kjonn}.Grunnskolepoeng"
  antall: "{skoleaar}.Alle eierformer.{kjonn}.Antall elever"
symboler: {skjult: "*", mangler: ""}
rader:
  bare: {EnhetNivaa: "3"}
  uten: {EnhetNavn: [Longyearbyen, Svalbard]}
ubrukt: ["{}.Brudd", Nasjonaltkode, Fylkekode, Organisasjonsnummer, Nasjonalt, Fylke, Kommune]
"""
SSB = f"""\
kolonner: {{kommunenr: region, alder: age, kjonn: {{verdi: alle}}}}
verdikolonner: {{antall: "Persons {{aar}}"}}
rader: {{bare: {{age: {[f"{age} years" for age in range(15, 30)]}}}}}
"""
FILES = {
    "grunnskolepoeng": ("udir/20220621-1350_Grunnskolepoeng.csv", UDIR),
    "befolkning": ("ssb/Personer2015-2018.csv", SSB),
}


def read(folder: Path, config: Config, aar: int, datasett: str) -> Extract:
    """Read a folder against the division of a year."""
    return load_extracts(folder, config, config.inndeling(aar), None).by_name[datasett]


@pytest.mark.parametrize("datasett", FILES)
@pytest.mark.parametrize("aar", [2016, 2024])
def test_a_description_gives_what_the_module_gives(
    shared: Path, tmp_path: Path, config: Config, datasett: str, aar: int
) -> None:
    """Every municipality, period and figure, on the same lines."""
    name, description = FILES[datasett]
    for folder in ("own", "described"):
        (tmp_path / folder).mkdir()
        shutil.copy(shared / "data" / name, tmp_path / folder / "data.csv")
    entry = register_entry(datasett, "data.csv") + indent(description, "    ")
    (tmp_path / "described" / "kilder.yaml").write_text("kilder:\n" + entry, encoding="utf-8")
    theirs = read(tmp_path / "own", config, aar, datasett).table
    ours = read(tmp_path / "described", config, aar, datasett).table

    theirs = theirs[theirs["kommunenr"] != "0000"]
    key = ["kode", "aar", *(name for name in ("alder", "kjonn") if name in theirs)]
    assert len(theirs) > 100
    pd.testing.assert_frame_equal(
        ours.reset_index().sort_values(key, ignore_index=True),
        theirs.reset_index().sort_values(key, ignore_index=True)[["linje", *ours.columns]],
        check_categorical=False,
        check_dtype=False,
    )
