"""Tidy tables and counts in the short form in which tests draw and read them."""

import pandas as pd

from datapakke.counts import Count, Distribution, Fraction, Mean

WHOLE = {
    "alder",
    "antall",
    "bosatte_15_29",
    "dager",
    "elevnr",
    "gruppe_nr",
    "timer",
    "utenfor_15_29",
}
DECIMAL = {"inntakspoeng", "snitt"}
MISSING = "-"


def tidy(text: str) -> pd.DataFrame:
    """Read a table drawn with spaces: a header line, a line per row, ``-`` for a missing value.

    Columns get the types of ``docs/architecture.md``; ``gruppe_nr`` becomes the whole number
    ``gruppe`` of OT (NAV's ``gruppe`` is text).
    """
    header, *lines = [line.split() for line in text.strip().splitlines()]
    table = pd.DataFrame(lines, columns=header, dtype="string").replace(MISSING, pd.NA)
    for name in header:
        # NAV's ages are groups («15-24»), the others' are whole years.
        if name == "alder" and table[name].str.contains("-").any():
            continue
        if name in WHOLE:
            table[name] = table[name].astype("Int64")
        elif name in DECIMAL:
            table[name] = table[name].astype("Float64")
    return table.rename(columns={"gruppe_nr": "gruppe"})


def shares(counts: Fraction) -> dict[str, tuple[int, int]]:
    """Give «kommunenr aar kjonn» → (teller, nevner)."""
    both = zip(counts.teller.items(), counts.nevner.items(), strict=True)
    return {_name(key): (int(teller), int(nevner)) for (key, teller), (_, nevner) in both}


def means(counts: Mean) -> dict[str, tuple[float, int]]:
    """Give «kommunenr aar kjonn» → (sum, number)."""
    both = zip(counts.sum.items(), counts.n.items(), strict=True)
    return {_name(key): (round(float(total), 6), int(n)) for (key, total), (_, n) in both}


def numbers(counts: Count) -> dict[str, int | None]:
    """Give «kommunenr aar kjonn» → number, None where it is hidden."""
    return {_name(key): None if pd.isna(n) else int(n) for key, n in counts.antall.items()}


def categories(counts: Distribution) -> dict[str, int]:
    """Give category → number, of counts about a single key."""
    return {str(key[-1]): int(n) for key, n in counts.antall.items() if isinstance(key, tuple)}


def _name(key: object) -> str:
    assert isinstance(key, tuple)
    return " ".join(key)
