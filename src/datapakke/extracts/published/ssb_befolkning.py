"""SSB's residents by region and single year of age (table 07459), to ``befolkning``."""

from datapakke.extracts.own.befolkning import BEFOLKNING, OLDEST, YOUNGEST
from datapakke.extracts.published.ssb_cells import single_age
from datapakke.extracts.published.ssb_statbank import Dimension, SsbTable
from datapakke.extracts.source_format import Kilde
from datapakke.extracts.written import kjonn
from datapakke.model import ALLE


def _is_young(age: str) -> bool:
    """Tell whether the age is one of the dataset's, or none, for its column to tell of."""
    return bool(age) and not (age.isdecimal() and not YOUNGEST <= int(age) <= OLDEST)


SSB_BEFOLKNING = SsbTable(
    format=BEFOLKNING,
    kilde=Kilde("Statistisk sentralbyrå, Statistikkbanken: befolkning etter alder", "CC BY 4.0"),
    counts=("Personer", "Persons"),
    column="antall",
    dimensions={
        "kjonn": Dimension(("kjønn", "sex"), kjonn, without=ALLE),
        "alder": Dimension(("alder", "age"), single_age, _is_young),
    },
)
