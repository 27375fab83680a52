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
        fylkets_koder: Every code of every year that the configuration knows. Rows about other
            municipalities of Norway are no concern of the county and are only counted.
        fag: Subject by subject code.
        data_til: Rows about a period that ends after this day are left out; None keeps all.
    """

    inndeling: Inndeling
    fylkets_koder: frozenset[str]
    fag: Mapping[str, str]
    data_til: date | None = None
