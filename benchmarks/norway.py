"""An invented extract as large as Norway: ten cohorts, every municipality, about 5 million rows.

It is written twice, with the same grades: as it could be delivered, with columns that nothing is
computed from (the school's name, the class, a mean with decimal comma, a day), described in the
register; and with only the columns of ``karakterer``. Nothing in them is about anybody: grades are
drawn without regard to pupils or places. The same seed gives the same files.
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
OWN = ["elev", "skoleaar", "trinn", "kommunenr", "kjonn", "fagkode", "standpunkt", "eksamen"]
UNUSED = ["skole", "klasse", "snitt", "dato"]
SCHOOLS = 3
"""In each municipality."""

REGISTER = """kilder:
  - datasett: karakterer
    fil: karakterer.csv
    navn: Oppdiktet
    lisens: ingen
    uttrukket: 2024-08-15
    syntetisk: true
"""
DESCRIBED = f"""{REGISTER}    kolonner: {{{", ".join(f"{name}: {name}" for name in OWN)}}}
    ubrukt: [{", ".join(UNUSED)}]
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


def write(folder: Path, seed: int, pupils: int, *, described: bool) -> None:
    """Write ``karakterer.csv`` (cp1252, semicolons, CRLF) and the register.

    Args:
        folder: Where.
        seed: Of the draw.
        pupils: In each cohort.
        described: With the columns that are not used, and the file described in the register.
    """
    draw, beside = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    folder.mkdir(parents=True, exist_ok=True)
    for number, cohort in enumerate(_cohorts(draw, pupils)):
        grades = _grades(draw, cohort)
        (_with_unused(beside, grades) if described else grades).to_csv(
            folder / "karakterer.csv",
            sep=";",
            index=False,
            header=not number,
            mode="a" if number else "w",
            encoding="cp1252",
            lineterminator="\r\n",
        )
    text = DESCRIBED if described else REGISTER
    (folder / "kilder.yaml").write_text(text, encoding="utf-8")


def _with_unused(draw: np.random.Generator, grades: pd.DataFrame) -> pd.DataFrame:
    """Put the columns that are not used among the others.

    Their letters are in latin-1 too, which is what duckdb reads without an extension.
    """
    rows = len(grades)
    names = {code: navn(code, DIVISION).encode("latin-1", "ignore") for code in koder_i(DIVISION)}
    name = grades["kommunenr"].map({code: text.decode("latin-1") for code, text in names.items()})
    number = pd.Series(draw.integers(1, SCHOOLS + 1, rows).astype("U"), index=grades.index)
    mean = pd.Series(draw.integers(100, 600, rows).astype("U"), index=grades.index)
    wide = grades.assign(
        skole=name + " skole, avdeling " + number,
        klasse=draw.choice(["10A", "10B", "10C", "1STÅ", "1HØA"], rows),
        snitt=mean.str[:1] + "," + mean.str[1:],
        dato=draw.choice(["15.06.2024", "16.06.2024"], rows),
    )
    return wide[[*OWN[:4], "skole", "klasse", *OWN[4:], "snitt", "dato"]]


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
    return rows[OWN]


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
