"""Every source format that the program reads; one more is its module and its entry here."""

from datapakke.extracts.befolkning import BEFOLKNING
from datapakke.extracts.fravaer import FRAVAER
from datapakke.extracts.gjennomforing import GJENNOMFORING
from datapakke.extracts.grunnskolepoeng import GRUNNSKOLEPOENG
from datapakke.extracts.helt_ledige import HELT_LEDIGE, HELT_LEDIGE_PROSENT
from datapakke.extracts.inntakspoeng import INNTAKSPOENG
from datapakke.extracts.karakterer import KARAKTERER
from datapakke.extracts.nav import NAV
from datapakke.extracts.nav_helt_ledige import NAV_HELT_LEDIGE, NAV_HELT_LEDIGE_PROSENT
from datapakke.extracts.neet import NEET
from datapakke.extracts.ot import OT
from datapakke.extracts.overgang import OVERGANG
from datapakke.extracts.skoleporten import SKOLEPORTEN
from datapakke.extracts.source_format import SourceFormat
from datapakke.extracts.ssb_befolkning import SSB_BEFOLKNING
from datapakke.extracts.ssb_neet import SSB_NEET
from datapakke.extracts.udir_grunnskolepoeng import UDIR_GRUNNSKOLEPOENG
from datapakke.extracts.udir_videregaaende import UDIR_KARAKTERER_VGO, UDIR_SLUTTA_VGO

FORMATS: tuple[SourceFormat, ...] = (
    INNTAKSPOENG,
    FRAVAER,
    KARAKTERER,
    GJENNOMFORING,
    OVERGANG,
    OT,
    NAV,
    BEFOLKNING,
    SSB_BEFOLKNING,
    NEET,
    SSB_NEET,
    GRUNNSKOLEPOENG,
    UDIR_GRUNNSKOLEPOENG,
    UDIR_SLUTTA_VGO,
    UDIR_KARAKTERER_VGO,
    HELT_LEDIGE,
    NAV_HELT_LEDIGE,
    HELT_LEDIGE_PROSENT,
    NAV_HELT_LEDIGE_PROSENT,
    SKOLEPORTEN,
)
