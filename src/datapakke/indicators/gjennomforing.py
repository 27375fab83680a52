"""Indicators of completion of upper secondary, and of the transitions into and within it."""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd

from datapakke.counts import Distribution, Fraction
from datapakke.indicators.counting import Sums, crossed, distribution_of, places_of, share_of
from datapakke.indicators.registry import Registry
from datapakke.model import Facts, Parts, Unit

REGISTRY = Registry()

STATUSES = {
    "normert": "Fullført på normert tid",
    "forsinket": "Fullført på mer enn normert tid",
    "grunnkompetanse": "Planlagt grunnkompetanse",
    "i_opplaering": "Fortsatt i opplæring",
    "ikke_bestatt": "Gjennomført, ikke bestått",
    "sluttet": "Sluttet underveis",
}
COMPLETED = ["normert", "forsinket"]
PROGRAMS = ("SF", "YF")
OVERGANG = ("på Vg2", "ikke på Vg2", "Vg2 ukjent", "ikke i videregående")
CHAPTER = partial(Facts, chapter="gjennomforing", unit=Unit.PROSENT, desimaler=0)
COHORT = partial(
    CHAPTER,
    univers="gjennomforing",
    populasjon="elever bosatt i kommunen ved 16 år som begynte i videregående",
    sensitiv=True,
)
LEAVERS = partial(
    CHAPTER,
    univers="overgang",
    populasjon="elever bosatt i kommunen da de gikk ut av 10. trinn",
)


def _parts(statuses: Iterable[str], programs: Iterable[str] = PROGRAMS) -> tuple[str, ...]:
    """Give the parts of the universe with the statuses, of those who began on the programmes."""
    return tuple(f"{program} {status}" for program in programs for status in statuses)


@REGISTRY.univers(Parts(id="gjennomforing", deler=_parts(STATUSES), samles=False))
def gjennomforing_deler(gjennomforing: pd.DataFrame) -> Distribution:
    """Divide the cohort by programme and status."""
    programs = places_of(gjennomforing["program"], PROGRAMS)
    statuses = places_of(gjennomforing["status"], list(STATUSES))
    places = crossed(programs, statuses, len(STATUSES))
    return Sums(gjennomforing).in_parts(places, _parts(STATUSES))


@REGISTRY.univers(Parts(id="overgang", deler=OVERGANG, kull="10"))
def overgang_deler(overgang: pd.DataFrame) -> Distribution:
    """Divide those who left year 10 by where they were the two next autumns."""
    later = places_of(overgang["vg2"], ["ja", "nei"])
    started = overgang["i_vgs"].eq("ja").fillna(value=False)
    places = np.where(started, np.where(later < 0, 2, later), 3)
    return Sums(overgang).in_parts(places, OVERGANG)


@REGISTRY.indicator(
    COHORT(
        id="fullfort_56",
        title="Fullført videregående innen fem eller seks år",
        kort="Fullført videregående",
        hoyt_er_bra=True,
        teller=_parts(COMPLETED),
        nevner=_parts(STATUSES),
        etter_kjonn=True,
    )
)
def fullfort_56(gjennomforing: pd.DataFrame) -> Fraction:
    """Elever som fullførte og besto videregående, i prosent av alle i kullet.

    Kullet er elevene som begynte i videregående for første gang høsten som er oppgitt, og som
    bodde i kommunen ved 16 år. Status er målt fem år etter for studieforberedende program og seks
    år etter for yrkesfag, ut fra programmet de begynte på. Planlagt grunnkompetanse er ikke regnet
    som fullført.
    """
    return share_of(gjennomforing, gjennomforing["status"].isin(COMPLETED))


@REGISTRY.indicator(
    COHORT(
        id="fullfort_56_sf",
        title="Fullført studieforberedende innen fem år",
        kort="Fullført, studieforberedende",
        gruppe="studieforberedende",
        teller=_parts(COMPLETED, ["SF"]),
        nevner=_parts(STATUSES, ["SF"]),
        hoyt_er_bra=True,
    )
)
def fullfort_56_sf(gjennomforing: pd.DataFrame) -> Fraction:
    """Elever som fullførte og besto innen fem år, i prosent av dem som begynte studieforberedende.

    De er med også når de senere byttet til yrkesfag.
    """
    return _completed_of(gjennomforing, "SF")


@REGISTRY.indicator(
    COHORT(
        id="fullfort_56_yf",
        title="Fullført yrkesfag innen seks år",
        kort="Fullført, yrkesfag",
        gruppe="yrkesfag",
        teller=_parts(COMPLETED, ["YF"]),
        nevner=_parts(STATUSES, ["YF"]),
        hoyt_er_bra=True,
    )
)
def fullfort_56_yf(gjennomforing: pd.DataFrame) -> Fraction:
    """Elever som fullførte og besto innen seks år, i prosent av dem som begynte på yrkesfag.

    De er med også når de senere byttet til påbygging eller studieforberedende.
    """
    return _completed_of(gjennomforing, "YF")


@REGISTRY.indicator(
    COHORT(
        id="fullfort_normert",
        title="Fullført videregående på normert tid",
        kort="Fullført på normert tid",
        hoyt_er_bra=True,
        teller=_parts(["normert"]),
        nevner=_parts(STATUSES),
    )
)
def fullfort_normert(gjennomforing: pd.DataFrame) -> Fraction:
    """Elever som fullførte og besto videregående på normert tid, i prosent av alle i kullet.

    Normert tid er tre år i skole og fire år med læretid.
    """
    return share_of(gjennomforing, gjennomforing["status"].eq("normert"))


@REGISTRY.indicator(
    COHORT(
        id="gjennomforing_status",
        title="Status etter fem eller seks år",
        kort="Status, videregående",
        nevner=_parts(STATUSES),
        kategorier={label: _parts([status]) for status, label in STATUSES.items()},
    )
)
def gjennomforing_status(gjennomforing: pd.DataFrame) -> Distribution:
    """Elever i hver av seks statuser, i prosent av alle i kullet.

    Status er målt fem år etter for studieforberedende program og seks år etter for yrkesfag.
    «Gjennomført, ikke bestått» er elever som gikk hele løpet, men mangler bestått i ett eller flere
    fag eller fagprøven.
    """
    labels = gjennomforing["status"].map(STATUSES)
    return distribution_of(gjennomforing, labels, list(STATUSES.values()))


@REGISTRY.indicator(
    LEAVERS(
        id="overgang_direkte",
        title="Direkte overgang til videregående",
        kort="Direkte overgang",
        hoyt_er_bra=True,
        teller=OVERGANG[:3],
        nevner=OVERGANG,
        etter_kjonn=True,
    )
)
def overgang_direkte(overgang: pd.DataFrame) -> Fraction:
    """Elever i videregående samme høst, i prosent av alle som gikk ut av 10. trinn om våren.

    Året er skoleåret de gikk ut.
    """
    return share_of(overgang, overgang["i_vgs"].eq("ja"))


@REGISTRY.indicator(
    LEAVERS(
        id="overgang_vg1_vg2",
        title="Fra Vg1 til Vg2 året etter",
        kort="Fra Vg1 til Vg2",
        hoyt_er_bra=True,
        teller=OVERGANG[:1],
        nevner=OVERGANG[:2],
    )
)
def overgang_vg1_vg2(overgang: pd.DataFrame) -> Fraction:
    """Elever på Vg2 høsten etter Vg1, i prosent av dem som gikk direkte over til videregående.

    Året er skoleåret de gikk ut. Elever der det ikke er kjent om de var på Vg2, er holdt utenfor.
    For det siste kullet er det ikke kjent ennå.
    """
    started = overgang[overgang["i_vgs"].eq("ja")]
    known = started["vg2"].isin(["ja", "nei"])
    cohorts = [started["kommunenr"], started["aar"]]
    measured = known.groupby(cohorts, observed=True).transform("any")
    return share_of(started[measured], started["vg2"].eq("ja")[measured], known[measured])


def _completed_of(gjennomforing: pd.DataFrame, program: str) -> Fraction:
    completed = gjennomforing["status"].isin(COMPLETED)
    return share_of(gjennomforing, completed, gjennomforing["program"].eq(program))
