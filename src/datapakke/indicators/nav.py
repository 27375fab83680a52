"""Indicators from NAV and SSB: youth without work, on measures, on AAP, outside everything."""

from functools import partial

import pandas as pd

from datapakke.counts import Count, Distribution, Fraction
from datapakke.indicators.counting import one_part, sum_by_key
from datapakke.indicators.population import of_residents
from datapakke.indicators.registry import Registry
from datapakke.model import Facts, Parts, Unit

REGISTRY = Registry()

YOUTH = (15, 24)
YOUNG_ADULTS = (18, 29)

NAV = partial(Facts, chapter="nav_ot", gruppe="NAV", sensitiv=True)
RATE = partial(NAV, unit=Unit.PROSENT, desimaler=1)
PERSONER = ("personer",)
STOCK = partial(Parts, deler=PERSONER, kjent=False)
"""A universe of one part: how many there are is known to nobody beforehand."""


@REGISTRY.indicator(
    RATE(
        id="nav_ledige",
        univers="nav_ledige",
        teller=PERSONER,
        title="Helt ledige 15–24 år",
        kort="Helt ledige 15–24 år",
        populasjon="bosatte i kommunen, 15–24 år",
        hoyt_er_bra=False,
    )
)
def nav_ledige(nav: pd.DataFrame, befolkning: pd.DataFrame) -> Fraction:
    """Helt ledige 15–24 år ved utgangen av måneden, i prosent av alle bosatte 15–24 år.

    Helt ledige har søkt arbeid hos NAV, har vært uten arbeid de siste to ukene og kan begynne å
    jobbe. Permitterte er med; deltakere på tiltak er ikke med. Innbyggerne er telt 1. januar samme
    år. NAV skjuler tall under fire, og de vises ikke her heller.
    """
    return of_residents(_group(nav, "helt_ledige"), befolkning, YOUTH)


@REGISTRY.univers(STOCK(id="nav_ledige"))
def nav_ledige_deler(nav: pd.DataFrame) -> Distribution:
    """Give the unemployed."""
    return _all_of(_group(nav, "helt_ledige"), "antall")


@REGISTRY.indicator(
    RATE(
        id="nav_tiltak",
        univers="nav_tiltak",
        teller=PERSONER,
        title="På arbeidsmarkedstiltak 15–24 år",
        kort="På tiltak 15–24 år",
        populasjon="bosatte i kommunen, 15–24 år",
    )
)
def nav_tiltak(nav: pd.DataFrame, befolkning: pd.DataFrame) -> Fraction:
    """Arbeidssøkere 15–24 år på tiltak hos NAV, i prosent av alle bosatte 15–24 år.

    Telt ved utgangen av måneden; innbyggerne er telt 1. januar samme år. De som er på tiltak, er
    ikke med blant de helt ledige. NAV skjuler tall under fire, og de vises ikke her heller.
    """
    return of_residents(_group(nav, "tiltak"), befolkning, YOUTH)


@REGISTRY.univers(STOCK(id="nav_tiltak"))
def nav_tiltak_deler(nav: pd.DataFrame) -> Distribution:
    """Give those on measures."""
    return _all_of(_group(nav, "tiltak"), "antall")


@REGISTRY.indicator(
    RATE(
        id="aap_18_29",
        univers="aap_18_29",
        teller=PERSONER,
        title="Mottakere av arbeidsavklaringspenger 18–29 år",
        kort="AAP 18–29 år",
        populasjon="bosatte i kommunen, 18–29 år",
        hoyt_er_bra=False,
    )
)
def aap_18_29(nav: pd.DataFrame, befolkning: pd.DataFrame) -> Fraction:
    """Mottakere av arbeidsavklaringspenger (AAP) 18–29 år, i prosent av alle bosatte 18–29 år.

    Gjelder alle som fikk utbetalt AAP i måneden; innbyggerne er telt 1. januar samme år. NAV
    skjuler tall under fire, og de vises ikke her heller.
    """
    return of_residents(_group(nav, "aap"), befolkning, YOUNG_ADULTS)


@REGISTRY.univers(STOCK(id="aap_18_29"))
def aap_18_29_deler(nav: pd.DataFrame) -> Distribution:
    """Give those on AAP."""
    return _all_of(_group(nav, "aap"), "antall")


@REGISTRY.indicator(
    RATE(
        id="neet_15_29",
        univers="neet_15_29",
        teller=PERSONER,
        title="Utenfor arbeid, utdanning og tiltak 15–29 år",
        kort="Utenfor 15–29 år",
        populasjon="bosatte i kommunen, 15–29 år",
        hoyt_er_bra=False,
    )
)
def neet_15_29(neet: pd.DataFrame) -> Fraction:
    """Bosatte 15–29 år utenfor arbeid, utdanning og tiltak, i prosent av alle bosatte 15–29 år.

    Registerbasert, 4. kvartal: verken sysselsatt, i ordinær utdanning eller på
    arbeidsmarkedstiltak. Tallet kan ikke sammenlignes med Arbeidskraftundersøkelsen. Kilden har
    skjult noen tall, og de vises ikke her heller.
    """
    return Fraction(
        teller=sum_by_key(neet, neet["utenfor_15_29"]),
        nevner=sum_by_key(neet, neet["bosatte_15_29"]),
    )


@REGISTRY.univers(STOCK(id="neet_15_29"))
def neet_15_29_deler(neet: pd.DataFrame) -> Distribution:
    """Give those outside work, education and measures."""
    return _all_of(neet, "utenfor_15_29")


@REGISTRY.indicator(
    NAV(
        id="helt_ledige_antall",
        univers="helt_ledige",
        teller=PERSONER,
        title="Helt ledige, alle aldre",
        kort="Helt ledige, alle aldre",
        unit=Unit.ANTALL,
        desimaler=0,
        populasjon="bosatte i kommunen, alle aldre",
        hoyt_er_bra=False,
    )
)
def helt_ledige_antall(helt_ledige: pd.DataFrame) -> Count:
    """Helt ledige registrert hos NAV ved utgangen av måneden, alle aldre.

    Helt ledige har søkt arbeid hos NAV, har vært uten arbeid de siste to ukene og kan begynne å
    jobbe. NAV skjuler tall under fire, og de vises ikke her heller.
    """
    return Count(sum_by_key(helt_ledige, helt_ledige["antall"]))


@REGISTRY.univers(STOCK(id="helt_ledige"))
def helt_ledige_deler(helt_ledige: pd.DataFrame) -> Distribution:
    """Give the unemployed of all ages."""
    return _all_of(helt_ledige, "antall")


def _group(nav: pd.DataFrame, gruppe: str) -> pd.DataFrame:
    return nav[nav["gruppe"].eq(gruppe)]


def _all_of(rows: pd.DataFrame, column: str) -> Distribution:
    return one_part(sum_by_key(rows, rows[column]), *PERSONER)
