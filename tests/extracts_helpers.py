"""A small division of municipalities, and extracts drawn in the test, for the tests of reading."""

from datetime import date
from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.context import Context
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extract, Extracts
from datapakke.kommuner import Inndeling, Kode, Kommune

MODUM = Kommune(
    slug="modum",
    maalform="bokmål",
    koder=(
        Kode("0623", "Modum", 1994, 2019),
        Kode("3047", "Modum", 2020, 2023),
        Kode("3316", "Modum", 2024, None),
    ),
)
OLD_DRAMMEN = Kommune("drammen", "bokmål", (Kode("0602", "Drammen", 1994, 2019),))
NEDRE_EIKER = Kommune("nedre-eiker", "bokmål", (Kode("0625", "Nedre Eiker", 1994, 2019),))
DRAMMEN = Kommune(
    slug="drammen",
    maalform="bokmål",
    koder=(Kode("3005", "Drammen", 2020, 2023), Kode("3301", "Drammen", 2024, None)),
    slaatt_sammen_av=("0602", "0625", "0711"),
)
DIVISIONS = {
    2016: Inndeling(2016, (OLD_DRAMMEN, MODUM, NEDRE_EIKER)),
    2024: Inndeling(2024, (DRAMMEN, MODUM)),
}
CODES = frozenset({"0602", "0623", "0625", "0711", "3005", "3047", "3301", "3316"})
FAG = {"ENG0012": "engelsk_skriftlig", "ENG0013": "engelsk_muntlig"}


def context(aar: int = 2016, data_til: date | None = None) -> Context:
    """Give a context with Modum and Drammen in the division of ``aar``."""
    return Context(DIVISIONS[aar], CODES, FAG, data_til)


def register_entry(datasett: str, fil: str) -> str:
    """Give an entry of kilder.yaml."""
    return (
        f"  - datasett: {datasett}\n    fil: {fil}\n    navn: VIGO\n    lisens: egne data\n"
        "    uttrukket: 2016-08-15\n    syntetisk: true\n"
    )


def residents(aar: str, kommunenr: str, antall: int) -> str:
    """Give the rows of a municipality in ``befolkning``: as many of each age and gender."""
    return "".join(
        f"{aar};{kommunenr};{kjonn};{alder};{antall}\n" for alder in range(15, 30) for kjonn in "KM"
    )


def write_extracts(folder: Path, texts: dict[str, str]) -> Path:
    """Write files named by dataset, and the register that lists them."""
    entries = [register_entry(datasett, f"{datasett}.csv") for datasett in texts]
    (folder / "kilder.yaml").write_text("kilder:\n" + "".join(entries), encoding="utf-8")
    for datasett, text in texts.items():
        (folder / f"{datasett}.csv").write_bytes(text.encode())
    return folder


def read_one(folder: Path, datasett: str, text: str, against: Context | None = None) -> Extract:
    """Read one extract through the register."""
    return read_all(folder, {datasett: text}, against).by_name[datasett]


def read_all(folder: Path, texts: dict[str, str], against: Context | None = None) -> Extracts:
    """Read extracts, by dataset, through the register."""
    write_extracts(folder, texts)
    return read_folder(folder, against or context(), FORMATS).whole()


def errors_of(folder: Path, datasett: str, text: str) -> list[str]:
    """Give the lines of the error that reading one extract ends in."""
    with pytest.raises(ExtractError) as caught:
        read_one(folder, datasett, text)
    return caught.value.lines()
