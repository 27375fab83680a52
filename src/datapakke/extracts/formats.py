"""Every source format that the program reads; one more is its module and its entry here."""

from datapakke.extracts.befolkning import BEFOLKNING
from datapakke.extracts.format import SourceFormat
from datapakke.extracts.fravaer import FRAVAER
from datapakke.extracts.gjennomforing import GJENNOMFORING
from datapakke.extracts.inntakspoeng import INNTAKSPOENG
from datapakke.extracts.karakterer import KARAKTERER
from datapakke.extracts.nav import NAV
from datapakke.extracts.neet import NEET
from datapakke.extracts.ot import OT
from datapakke.extracts.overgang import OVERGANG

FORMATS: tuple[SourceFormat, ...] = (
    INNTAKSPOENG,
    FRAVAER,
    KARAKTERER,
    GJENNOMFORING,
    OVERGANG,
    OT,
    NAV,
    BEFOLKNING,
    NEET,
)
