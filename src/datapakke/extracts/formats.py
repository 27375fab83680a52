"""Every source format that the program reads; one more is its module and its entry here."""

from datapakke.extracts.own.befolkning import BEFOLKNING
from datapakke.extracts.own.fravaer import FRAVAER
from datapakke.extracts.own.gjennomforing import GJENNOMFORING, GJENNOMFORING_MED_POENG
from datapakke.extracts.own.grunnskolepoeng import GRUNNSKOLEPOENG
from datapakke.extracts.own.helt_ledige import HELT_LEDIGE, HELT_LEDIGE_PROSENT
from datapakke.extracts.own.inntakspoeng import INNTAKSPOENG
from datapakke.extracts.own.karakterer import KARAKTERER
from datapakke.extracts.own.nav import NAV
from datapakke.extracts.own.neet import NEET
from datapakke.extracts.own.ot import OT
from datapakke.extracts.own.overgang import OVERGANG
from datapakke.extracts.published.nav_helt_ledige import NAV_HELT_LEDIGE, NAV_HELT_LEDIGE_PROSENT
from datapakke.extracts.published.skoleporten import SKOLEPORTEN
from datapakke.extracts.published.ssb_befolkning import SSB_BEFOLKNING
from datapakke.extracts.published.ssb_neet import SSB_NEET
from datapakke.extracts.published.udir_grunnskolepoeng import UDIR_GRUNNSKOLEPOENG
from datapakke.extracts.published.udir_videregaaende import UDIR_KARAKTERER_VGO, UDIR_SLUTTA_VGO
from datapakke.extracts.source_format import SourceFormat

FORMATS: tuple[SourceFormat, ...] = (
    INNTAKSPOENG,
    FRAVAER,
    KARAKTERER,
    GJENNOMFORING,
    GJENNOMFORING_MED_POENG,
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
