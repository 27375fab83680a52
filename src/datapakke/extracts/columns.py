"""Column types: what may stand in a cell, in words, and what it becomes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from datapakke.extracts.context import Context
from datapakke.kommuner import LANDET
from datapakke.norge import alle_koder

Value = str | int | float | None
"""A parsed cell; None where the value is missing or hidden at the source."""


class CellError(ValueError):
    """A cell that is not what it should be; carries what it should be when the type says less."""


@dataclass(frozen=True)
class ColumnType:
    """What may stand in the cells of a column.

    Attributes:
        rule: What a cell should be, in bokmål, as the end of «men det skal være …».
        dtype: What the column becomes.
        parse: One cell that is not blank → its value. Raises CellError.
        blank: A cell may be blank: the value is missing.
        hidden: The symbol by which the source says that it has hidden the value; empty: none.
        all_good: Takes all different cells of a column, and tells at once that each is as it should
            be and means no value. False leaves it to ``parse``.
        quotable: Errors may quote the cell. False where it may hold what identifies a pupil.
        decimals: Of a number, how many there may be; None for what is no number.
        unit: Of a number: ``prosent``, ``dager``, ``poeng``; "" for numbers of persons.
        plausible: The range in which a number is not surprising, both included; None: any.
    """

    rule: str
    dtype: Literal["str", "Int64", "Float64"]
    parse: Callable[[str, Context], Value]
    blank: bool = False
    hidden: str = ""
    all_good: Callable[[Sequence[str]], bool] | None = None
    quotable: bool = True
    decimals: int | None = None
    unit: str = ""
    plausible: tuple[float, float] | None = None


def measured(
    kind: ColumnType, unit: str, plausible: tuple[float, float] | None = None
) -> ColumnType:
    """Say of numbers what they are measured in, and in which range they are not surprising."""
    return replace(kind, unit=unit, plausible=plausible)


def heltall(lowest: int, highest: int, hidden: str = "") -> ColumnType:
    """Whole numbers in a range (both included), without thousands separator."""

    def parse(cell: str, _: Context) -> int:
        if not re.fullmatch("[0-9]{1,9}", cell) or not lowest <= int(cell) <= highest:
            raise CellError
        return int(cell)

    rule = f"et heltall fra {lowest} til {highest}"
    rule += f" eller «{hidden}» (skjult av kilden)" if hidden else ""
    return ColumnType(rule, "Int64", parse, hidden=hidden, decimals=0)


def desimaltall(highest: int, decimals: int = 2) -> ColumnType:
    """Numbers from 0 with decimal comma; 0 and blank are missing."""
    pattern = re.compile(f"[0-9]{{1,9}}(,[0-9]{{1,{decimals}}})?")

    def parse(cell: str, _: Context) -> float | None:
        if re.fullmatch(r"[0-9]+\.[0-9]+", cell):
            message = f"et tall med desimalkomma, ikke punktum («{cell.replace('.', ',')}»)"
            raise CellError(message)
        number = float(cell.replace(",", ".")) if pattern.fullmatch(cell) else -1.0
        if not 0 <= number <= highest:
            raise CellError
        return number or None

    rule = f"et tall fra 0 til {highest} med desimalkomma og høyst {decimals} desimaler, eller tomt"
    return ColumnType(rule, "Float64", parse, blank=True, decimals=decimals, unit="poeng")


def valg(*allowed: str, blank: bool = False) -> ColumnType:
    """One of a few words."""

    def parse(cell: str, _: Context) -> str:
        if cell not in allowed:
            raise CellError
        return cell

    words = ", ".join(f"«{word}»" for word in allowed[:-1]) + f" eller «{allowed[-1]}»"
    rule = f"{words}, eller tomt" if blank else words.removeprefix(" eller ")
    return ColumnType(rule, "str", parse, blank=blank)


def _kommunenr(*, land: bool) -> ColumnType:
    def parse(cell: str, _: Context) -> str:
        if re.fullmatch("[0-9]{3}", cell):
            message = f"fire sifre med ledende null («0{cell}»)"
            raise CellError(message)
        if cell == LANDET and not land:
            message = "en kommune: landet («0000») hører ikke hjemme i denne filen"
            raise CellError(message)
        if cell != LANDET and cell not in alle_koder():
            raise CellError
        return cell

    rule = "et kommunenummer på fire sifre som er eller har vært i bruk"
    return ColumnType(rule + (" eller «0000» (landet)" if land else ""), "str", parse)


def _pseudonym(cell: str, _: Context) -> None:
    """Check a pseudonym; it is not kept."""
    if not re.fullmatch("[A-Za-z0-9]{1,20}", cell):
        raise CellError


def _are_pseudonyms(cells: Sequence[str]) -> bool:
    """Tell in a moment, of a million cells, that each is a pseudonym."""
    together = "".join(cells)
    lengths = set(map(len, cells))
    return together.isascii() and together.isalnum() and lengths <= set(range(1, 21))


def _fag(cell: str, context: Context) -> str:
    if cell not in context.fag:
        raise CellError
    return context.fag[cell]


KOMMUNENR = _kommunenr(land=False)
KOMMUNENR_ELLER_LANDET = _kommunenr(land=True)
KJONN = valg("K", "M")
PSEUDONYM = ColumnType(
    "et pseudonym på høyst 20 bokstaver og sifre",
    "str",
    _pseudonym,
    all_good=_are_pseudonyms,
    quotable=False,
)
FAGKODE = ColumnType("en fagkode som står under fagkoder i config/kommuner.yaml", "str", _fag)
