"""An invented extract as large as Norway: ten cohorts, every municipality, about 5 million rows.

Nothing in them is about anybody: grades are drawn without regard to pupils or places. The same seed
gives the same files.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from datapakke.extracts.context import Context
from datapakke.kommuner import Inndeling, Kode, Kommune
from datapakke.norge import koder_i, navn

DIVISION = 2024
FIRST, COHORTS, PUPILS = 2014, 10, 60_000
ON_10 = ("ENG0012", "ENG0013", "MAT0010", "NOR0214", "NOR0215", "NOR0216")
ON_VG1 = (("ENG1002", "ENG1001"), ("MAT1019", "MAT1021"), ("NOR1260", "NOR1260"))
"""The pupil takes one of each pair."""

STANDPUNKT = ["1", "2", "3", "4", "5", "6", "IV", "F", "D", ""]
SHARES = [0.02, 0.11, 0.25, 0.31, 0.21, 0.05, 0.02, 0.01, 0.01, 0.01]
DRAWN, GOES_ON = 0.3, 0.87
LETTERS = np.array(list("abcdefghijklmnopqrstuvwxyz0123456789"), dtype="S1")
REGISTER = """kilder:
  - {datasett: karakterer, fil: karakterer.csv, navn: Oppdiktet, lisens: ingen,
     uttrukket: 2024-08-15, syntetisk: true}
"""


def division() -> Inndeling:
    """Give the division of all Norway: each municipality with the one code it has."""
    kommuner = [
        Kommune(f"k{kode}", "nøytral", (Kode(kode, navn(kode, DIVISION), 1994, None),))
        for kode in koder_i(DIVISION)
    ]
    return Inndeling(DIVISION, tuple(kommuner))


def context(fag: dict[str, str]) -> Context:
    """Give what the extracts are read against."""
    inndeling = division()
    return Context(inndeling, frozenset(inndeling.kommunenumre), fag)


def write(folder: Path, seed: int, pupils: int = PUPILS) -> None:
    """Write ``karakterer.csv`` (cp1252, semicolons, CRLF) and the register.

    Args:
        folder: Where.
        seed: Of the draw.
        pupils: In each cohort.
    """
    draw = np.random.default_rng(seed)
    for number, cohort in enumerate(_cohorts(draw, pupils)):
        _grades(draw, cohort).to_csv(
            folder / "karakterer.csv",
            sep=";",
            index=False,
            header=not number,
            mode="a" if number else "w",
            encoding="cp1252",
            lineterminator="\r\n",
        )
    (folder / "kilder.yaml").write_text(REGISTER, encoding="utf-8")


def _cohorts(draw: np.random.Generator, pupils: int) -> Iterator[pd.DataFrame]:
    """Give the pupils of each cohort by municipality, of which some are large and most small."""
    codes = np.array(koder_i(DIVISION))
    size = draw.lognormal(0, 1.2, len(codes))
    for cohort in range(COHORTS):
        year = FIRST + cohort
        place = np.sort(draw.choice(len(codes), pupils, p=size / size.sum()))
        yield pd.DataFrame(
            {
                "elev": LETTERS[draw.integers(0, 36, (pupils, 10))].view("S10").ravel().astype("U"),
                "skoleaar": _label(year),
                "kommunenr": codes[place],
                "kjonn": draw.choice(["K", "M"], pupils),
                "aar": year,
            }
        )


def _grades(draw: np.random.Generator, pupils: pd.DataFrame) -> pd.DataFrame:
    """Give a row per pupil and subject, in year 10 and on Vg1 the year after."""
    on_10 = [_subject(draw, pupils, "10", np.full(len(pupils), code), DRAWN) for code in ON_10]
    further = pupils[draw.random(len(pupils)) < GOES_ON]
    further = further.assign(skoleaar=_label(int(pupils["aar"].iloc[0]) + 1))
    on_vg1 = [
        _subject(draw, further, "Vg1", draw.choice(list(pair), len(further)), 0) for pair in ON_VG1
    ]
    rows = pd.concat([*on_10, *on_vg1]).sort_index(kind="stable")
    return rows[
        ["elev", "skoleaar", "trinn", "kommunenr", "kjonn", "fagkode", "standpunkt", "eksamen"]
    ]


def _subject(
    draw: np.random.Generator, pupils: pd.DataFrame, trinn: str, code: np.ndarray, drawn: float
) -> pd.DataFrame:
    exam = draw.choice(["1", "2", "3", "4", "5", "6", "IM"], len(pupils))
    return pupils.assign(
        trinn=trinn,
        fagkode=code,
        standpunkt=draw.choice(STANDPUNKT, len(pupils), p=SHARES),
        eksamen=np.where(draw.random(len(pupils)) < drawn, exam, ""),
    )


def _label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"
