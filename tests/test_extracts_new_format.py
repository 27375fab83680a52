"""A worked example: how one more source format is added."""

from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt
from extracts_helpers import context, register_entry

# The module extracts/own/nasjonale_prover.py would hold this declaration, and formats.py its entry.
NASJONALE_PROVER = Format(
    datasett="nasjonale_prover",
    columns={
        "elev": PSEUDONYM,
        "skoleaar": SKOLEAAR,
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "mestringsnivaa": heltall(1, 5),
    },
    unique=("elev", "skoleaar"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    pseudonym="elev",
)

HEAD = "elev;skoleaar;kommunenr;kjonn;mestringsnivaa\n"


def read(folder: Path, text: str) -> list[list[object]]:
    """Read a folder with the new format among the others."""
    (folder / "np.csv").write_text(text, encoding="utf-8")
    (folder / "kilder.yaml").write_text("kilder:\n" + register_entry("nasjonale_prover", "np.csv"))
    extracts = read_folder(folder, context(), (*FORMATS, NASJONALE_PROVER)).whole()
    return [list(row) for row in extracts.tables()["nasjonale_prover"].to_numpy()]


def test_one_more_format_is_a_declaration(tmp_path: Path) -> None:
    """It reads, drops the pseudonym and labels the period as all others do."""
    assert read(tmp_path, HEAD + "p1;2015/16;0623;K;3\n") == [["0623", "2015/16", "K", 3]]


def test_its_errors_come_from_the_declaration(tmp_path: Path) -> None:
    """Nothing more is to be written for them."""
    with pytest.raises(ExtractError, match="her står «6», men det skal være et heltall fra 1 til"):
        read(tmp_path, HEAD + "p1;2015/16;0623;K;6\n")
