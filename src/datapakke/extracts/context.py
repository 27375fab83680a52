"""What the formats must know of the world: codes of municipalities and subjects, the last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from datapakke.kommuner import Inndeling


@dataclass(frozen=True)
class Context:
    """What an extract is read against.

    Attributes:
        inndeling: The division that ``kommunenr`` is brought to.
        kjente_koder: Every municipality code of every year; any other is an error.
        fag: Subject by subject code.
        data_til: Rows about a period that ends after this day are left out; None keeps all.
    """

    inndeling: Inndeling
    kjente_koder: frozenset[str]
    fag: Mapping[str, str]
    data_til: date | None = None
