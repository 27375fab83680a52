"""Every indicator once more, by plain pandas on the raw files; shares no code with the program.

Written from ``docs/uttrekk.md`` and the definitions, so that a mistake in the program and one here
would have to be the same mistake to go unseen.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

FAGKODE = {
    "engelsk_skriftlig": "ENG0012",
    "engelsk_muntlig": "ENG0013",
    "matematikk": "MAT0010",
    "norsk_hovedmaal": "NOR0214",
    "norsk_sidemaal": "NOR0215",
    "norsk_muntlig": "NOR0216",
}
OT_GRUPPE = {
    "OTUK": 1,
    "OTOV": 2,
    **dict.fromkeys(["OTOA", "OTAP", "OTKO", "OTAR", "OTEV", "OTVF", "OTLL"], 3),
    **dict.fromkeys(["OTNO", "OTMI", "OTBA", "OTSY", "OTIF"], 4),
}

STATUS = {
    "Fullført på normert tid": "normert",
    "Fullført på mer enn normert tid": "forsinket",
    "Planlagt grunnkompetanse": "grunnkompetanse",
    "Fortsatt i opplæring": "i_opplaering",
    "Gjennomført, ikke bestått": "ikke_bestatt",
    "Sluttet underveis": "sluttet",
}
OT_NAVN = ["Ukjent aktivitet", "Under oppfølging og veiledning", "I aktivitet", "Avklart"]


class Answer:
    """A value before rounding, with its numerator and denominator where it has them."""

    def __init__(self, value: Fraction, teller: int | None = None, n: int | None = None) -> None:
        """Keep the exact value."""
        self.value, self.teller, self.n = value, teller, n

    def rounded(self, decimals: int) -> Decimal:
        """Round half away from zero."""
        step = Decimal(1).scaleb(-decimals)
        exact = abs(self.value)
        down = Decimal(int(exact / Fraction(step))) * step
        up = exact - Fraction(down) >= Fraction(step) / 2
        size = (down + step if up else down).quantize(step, rounding=ROUND_HALF_UP)
        return -size if self.value < 0 and size else size


@cache
def raw(name: str) -> pd.DataFrame:
    """Read one raw file, every cell as text."""
    ending = ".csv.gz" if name == "karakterer" else ".csv"
    return pd.read_csv(
        RAW / f"{name}{ending}", sep=";", dtype=str, keep_default_na=False, encoding="utf-8"
    )


@cache
def rows(name: str, codes: frozenset[str], aar: str, kjonn: str) -> pd.DataFrame:
    """Give the rows about some municipalities, a period (or several, «2008–2010») and a gender."""
    table = raw(name)
    period = {
        "gjennomforing": "kull",
        "ot": "dato",
        "nav": "maaned",
        "befolkning": "aar",
        "neet": "aar",
    }.get(name, "skoleaar")
    first, _, last = aar.partition("–")
    keep = table["kommunenr"].isin(codes) & table[period].between(first, last or first)
    if kjonn != "alle":
        keep &= table["kjonn"] == kjonn
    return table[keep]


def share(teller: int, nevner: int) -> Answer:
    """Give a share in percent."""
    return Answer(Fraction(100 * teller, nevner), teller, nevner)


def mean(values: list[Fraction]) -> Answer:
    """Give a mean."""
    return Answer(sum(values, Fraction(0)) / len(values), None, len(values))


def median(values: list[int]) -> Answer:
    """Give a median."""
    ordered, n = sorted(values), len(values)
    return Answer(Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2), None, n)


def points(table: pd.DataFrame) -> list[Fraction]:
    """Give the points of those who have any."""
    numbers = [Fraction(cell.replace(",", ".")) for cell in table["inntakspoeng"] if cell]
    return [number for number in numbers if number > 0]


def grades(column: pd.Series) -> list[int]:
    """Give the grades 1–6."""
    return [int(cell) for cell in column if cell in {"1", "2", "3", "4", "5", "6"}]


def inntakspoeng(what: str, table: pd.DataFrame, kategori: str) -> Answer:
    """Answer for the indicators of admission points."""
    have = points(table)
    if what == "snitt":
        return mean(have)
    if what == "under_30":
        return share(sum(p < 30 for p in have), len(have))
    if what == "uten":
        return share(len(table) - len(have), len(table))
    low, high = {
        "0–24": (0, 25),
        "25–29": (25, 30),
        "30–34": (30, 35),
        "35–39": (35, 40),
        "40–44": (40, 45),
        "45–49": (45, 50),
        "50 og over": (50, 99),
        "Under 30": (0, 30),
        "30–39": (30, 40),
        "40–49": (40, 50),
    }[kategori]
    return share(sum(low <= p < high for p in have), len(have))


def fravaer(what: str, trinn: str, table: pd.DataFrame) -> Answer:
    """Answer for the indicators of absence."""
    table = table[table["trinn"].str.casefold() == trinn]
    dager = [int(cell) for cell in table["dager"] if cell]
    if what == "dager":
        return median(dager)
    if what == "timer":
        return median([int(cell) for cell in table["timer"] if cell])
    limit = {"over_15": 15, "over_10pst": 19}[what]
    return share(sum(dag > limit for dag in dager), len(dager))


def fag10(what: str, fag: str, table: pd.DataFrame) -> Answer:
    """Answer for the indicators of a year 10 subject."""
    table = table[(table["trinn"] == "10") & (table["fagkode"] == FAGKODE[fag])]
    standpunkt = grades(table["standpunkt"])
    if what == "standpunkt":
        return mean([Fraction(g) for g in standpunkt])
    if what == "eksamen":
        return mean([Fraction(g) for g in grades(table["eksamen"])])
    if what == "lav":
        return share(sum(g <= 2 for g in standpunkt), len(standpunkt))
    if what == "iv":
        iv = int((table["standpunkt"] == "IV").sum())
        return share(iv, len(standpunkt) + iv)
    both = table[table["standpunkt"].isin(list("123456")) & table["eksamen"].isin(list("123456"))]
    pairs = zip(both["standpunkt"], both["eksamen"], strict=True)
    return mean([Fraction(int(s) - int(e)) for s, e in pairs])


def vg1(what: str, fagkoder: set[str], table: pd.DataFrame) -> Answer:
    """Answer for the indicators of a Vg1 subject."""
    table = table[(table["trinn"] == "Vg1") & table["fagkode"].isin(fagkoder)]
    standpunkt = grades(table["standpunkt"])
    iv = int((table["standpunkt"] == "IV").sum())
    if what == "snitt":
        return mean([Fraction(g) for g in standpunkt])
    if what == "lav":
        return share(sum(g <= 2 for g in standpunkt), len(standpunkt))
    return share(iv, len(standpunkt) + iv)


def vg1_stryk(table: pd.DataFrame) -> Answer:
    """Answer for the share that failed at least one Vg1 subject."""
    graded = table[(table["trinn"] == "Vg1") & table["standpunkt"].isin([*"123456", "IV"])]
    failed = graded[graded["standpunkt"].isin(["1", "IV"])]
    return share(failed["elev"].nunique(), graded["elev"].nunique())


def gjennomforing(what: str, table: pd.DataFrame, kategori: str) -> Answer:
    """Answer for the indicators of completion."""
    if what in {"56_sf", "56_yf"}:
        table = table[table["program"] == what[-2:].upper()]
    status = {
        "56": {"normert", "forsinket"},
        "56_sf": {"normert", "forsinket"},
        "56_yf": {"normert", "forsinket"},
        "normert": {"normert"},
    }.get(what)
    if status is None:
        status = {STATUS[kategori]}
    return share(int(table["status"].isin(status).sum()), len(table))


def overgang(what: str, table: pd.DataFrame) -> Answer:
    """Answer for the transitions."""
    if what == "direkte":
        return share(int((table["i_vgs"] == "ja").sum()), len(table))
    known = table[(table["i_vgs"] == "ja") & (table["vg2"] != "")]
    return share(int((known["vg2"] == "ja").sum()), len(known))


def ot(what: str, table: pd.DataFrame, kategori: str, folk: Callable[[int, int], int]) -> Answer:
    """Answer for the indicators of Oppfølgingstjenesten."""
    gruppe = table["statuskode"].map(OT_GRUPPE)
    i_maal = int(gruppe.notna().sum())
    if what == "antall":
        return Answer(Fraction(i_maal), None, None)
    if what == "andel":
        return share(i_maal, folk(16, 21))
    wanted = {"ukjent": 1, "aktiv": 3}.get(what) or OT_NAVN.index(kategori) + 1
    return share(int((gruppe == wanted).sum()), i_maal)


def population(codes: frozenset[str], aar: str, low: int, high: int, kjonn: str = "alle") -> int:
    """Count residents of some ages."""
    table = rows("befolkning", codes, aar, kjonn)
    ages = table["alder"].astype(int)
    return int(table.loc[ages.between(low, high), "antall"].astype(int).sum())


def nav(gruppe: str, codes: frozenset[str], aar: str) -> Answer:
    """Answer for NAV's groups, of the population of the same ages and year."""
    table = rows("nav", codes, aar, "alle")
    antall = table.loc[table["gruppe"] == gruppe, "antall"].astype(int).sum()
    low, high = (18, 29) if gruppe == "aap" else (15, 24)
    return share(int(antall), population(codes, aar[:4], low, high))


def neet(codes: frozenset[str], aar: str) -> Answer:
    """Answer for those outside work, education and measures."""
    table = rows("neet", codes, aar, "alle")
    return share(
        int(table["utenfor_15_29"].astype(int).sum()),
        int(table["bosatte_15_29"].astype(int).sum()),
    )
