"""Indicators of Oppfølgingstjenesten: who is in its target group, and what it knows of them."""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd

from datapakke.counts import Count, Distribution, Fraction
from datapakke.indicators.counting import (
    Sums,
    crossed,
    distribution_of,
    places_of,
    share_of,
    sum_by_key,
    with_text_keys,
)
from datapakke.indicators.population import once_each, residents_at
from datapakke.indicators.registry import Registry
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, KEY, Facts, Parts, Unit

REGISTRY = Registry()

GROUPS = {
    1: "Ukjent aktivitet",
    2: "Under oppfølging og veiledning",
    3: "I aktivitet",
    4: "Avklart",
}
UNKNOWN, ACTIVE = 1, 3
AGES = (16, 21)

OT = partial(
    Facts,
    chapter="nav_ot",
    populasjon="ungdommer bosatt i kommunen, i målgruppen for Oppfølgingstjenesten",
    gruppe="Oppfølgingstjenesten",
    sensitiv=True,
    univers="ot",
)
OT_COUNT = partial(OT, desimaler=0, tomt_er_null=True)
OTHER_AGES = "andre aldre"
AGE_GROUPS = ("16–21 år", OTHER_AGES)


def _parts(groups: Iterable[int] = GROUPS, ages: Iterable[str] = AGE_GROUPS) -> tuple[str, ...]:
    """Give the parts of the universe with the statuses, of the ages."""
    return tuple(f"{GROUPS[group]}, {age}" for group in groups for age in ages)


@REGISTRY.univers(Parts(id="ot", deler=_parts(), kjent=False, tomt_er_null=True))
def ot_deler(ot: pd.DataFrame) -> Distribution:
    """Divide the target group by status, and by whether they are of the ages of ``ot_andel``."""
    ages = np.where(_of_ages(ot), 0, 1)
    places = crossed(places_of(ot["gruppe"], list(GROUPS)), ages, len(AGE_GROUPS))
    return Sums(ot).in_parts(places, _parts())


@REGISTRY.indicator(
    OT_COUNT(
        id="ot_antall",
        title="Ungdommer i målgruppen for Oppfølgingstjenesten",
        kort="I OTs målgruppe",
        teller=_parts(),
        unit=Unit.ANTALL,
    )
)
def ot_antall(ot: pd.DataFrame) -> Count:
    """Ungdommer i målgruppen for Oppfølgingstjenesten på telledatoen.

    Målgruppen er ungdommer med rett til videregående som verken er i opplæring eller arbeid.
    Gjelder ungdommer bosatt i kommunen, med status ukjent aktivitet, under oppfølging og
    veiledning, i aktivitet eller avklart. Meldte ungdommer utenfor målgruppen er ikke med. Tall
    fra ulike tider på året kan ikke sammenlignes.
    """
    return Count(sum_by_key(ot, _in_target_group(ot).astype("Int64")))


@REGISTRY.indicator(
    OT_COUNT(
        id="ot_ukjent",
        title="Ungdommer med ukjent aktivitet",
        kort="OT, ukjent aktivitet",
        teller=_parts([UNKNOWN]),
        nevner=_parts(),
        unit=Unit.PROSENT,
        hoyt_er_bra=False,
    )
)
def ot_ukjent(ot: pd.DataFrame) -> Fraction:
    """Ungdommer med ukjent aktivitet, i prosent av alle i Oppfølgingstjenestens målgruppe.

    Ukjent aktivitet betyr at tjenesten ikke har hatt kontakt med ungdommen; brev uten svar regnes
    ikke som kontakt.
    """
    return share_of(ot, ot["gruppe"].eq(UNKNOWN), _in_target_group(ot))


@REGISTRY.indicator(
    OT_COUNT(
        id="ot_aktiv",
        title="Ungdommer i aktivitet",
        kort="OT, i aktivitet",
        teller=_parts([ACTIVE]),
        nevner=_parts(),
        unit=Unit.PROSENT,
        hoyt_er_bra=True,
    )
)
def ot_aktiv(ot: pd.DataFrame) -> Fraction:
    """Ungdommer i aktivitet, i prosent av alle i Oppfølgingstjenestens målgruppe.

    Aktivitet er tiltak, kurs, arbeid eller at ungdommen er tilbake i opplæring.
    """
    return share_of(ot, ot["gruppe"].eq(ACTIVE), _in_target_group(ot))


@REGISTRY.indicator(
    OT_COUNT(
        id="ot_grupper",
        title="Ungdommer i målgruppen etter status",
        kort="OT, status",
        nevner=_parts(),
        kategorier={label: _parts([group]) for group, label in GROUPS.items()},
        unit=Unit.PROSENT,
    )
)
def ot_grupper(ot: pd.DataFrame) -> Distribution:
    """Ungdommer i hver av fire statuser, i prosent av alle i Oppfølgingstjenestens målgruppe.

    «Avklart» er ungdommer som har takket nei til oppfølging, eller som for tiden ikke kan være i
    opplæring eller arbeid.
    """
    return distribution_of(ot, ot["gruppe"].map(GROUPS), list(GROUPS.values()))


@REGISTRY.indicator(
    OT(
        id="ot_andel",
        populasjon="bosatte i kommunen, 16–21 år",
        title="Ungdommer 16–21 år i målgruppen for Oppfølgingstjenesten",
        kort="OT, av alle 16–21 år",
        teller=_parts(ages=AGE_GROUPS[:1]),
        unit=Unit.PROSENT,
        desimaler=1,
        hoyt_er_bra=False,
    )
)
def ot_andel(ot: pd.DataFrame, befolkning: pd.DataFrame) -> Fraction:
    """Ungdommer 16–21 år i Oppfølgingstjenestens målgruppe, i prosent av alle bosatte 16–21 år.

    Målgruppen er telt på telledatoen, innbyggerne 1. januar samme år. Ungdommer i andre aldre er
    ikke med.
    """
    counted = _in_target_group(ot) & _of_ages(ot)
    both = [sum_by_key(rows, counted.astype("Int64")) for rows in (ot, ot.assign(kjonn=ALLE))]
    teller = pd.concat([with_text_keys(one) for one in both])
    # The service is the county's: it has no count for the country.
    here = once_each(befolkning[befolkning["kommunenr"].ne(LANDET)])
    nevner = _of_both_genders(residents_at(here, AGES, sorted(set(ot["aar"]))))
    return Fraction(teller.reindex(nevner.index, fill_value=0), nevner)


def _of_both_genders(residents: pd.Series) -> pd.Series:
    """Give 0 residents of a gender where there are some of the other: it may be in OT all the same.

    They are counted in January, and the target group later.
    """
    there = residents.index
    gendered = {(nr, aar) for nr, aar, kjonn in there if kjonn != ALLE}
    both = sorted((nr, aar, kjonn) for nr, aar in gendered for kjonn in ("K", "M"))
    lacking = [key for key in both if key not in there]
    none = pd.Series(0, pd.MultiIndex.from_tuples(lacking or both, names=KEY))
    return pd.concat([residents, none.astype("Int64")]) if lacking else residents


def _in_target_group(ot: pd.DataFrame) -> pd.Series:
    return ot["gruppe"].isin(list(GROUPS))


def _of_ages(ot: pd.DataFrame) -> pd.Series:
    return ot["alder"].between(*AGES).fillna(value=False)
