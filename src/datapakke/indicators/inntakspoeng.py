"""Indicators of points from lower secondary: inntakspoeng (VIGO) and grunnskolepoeng (Udir)."""

from decimal import Decimal
from functools import partial

import numpy as np
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean
from datapakke.indicators.counting import (
    Sums,
    distribution_of,
    mean_of,
    one_part,
    places_of,
    share_of,
    sum_by_key,
)
from datapakke.indicators.registry import Registry
from datapakke.model import Facts, Parts, Unit

REGISTRY = Registry()

BANDS = {
    "0–24": (0, 25),
    "25–29": (25, 30),
    "30–34": (30, 35),
    "35–39": (35, 40),
    "40–44": (40, 45),
    "45–49": (45, 50),
    "50 og over": (50, 1000),
}
"""Label → lower limit (included) and upper limit (not included), in points."""
COARSE_BANDS = {
    "Under 30": (0, 30),
    "30–39": (30, 40),
    "40–49": (40, 50),
    "50 og over": (50, 1000),
}
LOW = 30
HIGHEST = 80
"""What the extract may hold; the points have two decimals, and 0 is no points."""
STEP = Decimal("0.01")
UTEN = "uten poeng"
MED_POENG = tuple(BANDS)
SPANS = {
    label: (max(Decimal(low), STEP), min(Decimal(high) - STEP, Decimal(HIGHEST)))
    for label, (low, high) in BANDS.items()
}
"""Label → the fewest and the most points in the band."""
UNDER_30 = ("0–24", "25–29")
COARSE_PARTS = {
    "Under 30": UNDER_30,
    "30–39": ("30–34", "35–39"),
    "40–49": ("40–44", "45–49"),
    "50 og over": ("50 og over",),
}
SOKERE = "søkere til Vg1 bosatt i kommunen"
SHARE = partial(
    Facts,
    chapter="inntakspoeng",
    unit=Unit.PROSENT,
    desimaler=0,
    populasjon=SOKERE,
    univers="poeng_10",
)


@REGISTRY.univers(Parts(id="poeng_10", deler=(*BANDS, UTEN), kull="10", samles=False))
def poeng_10(inntakspoeng: pd.DataFrame) -> Distribution:
    """Divide the applicants by points."""
    bands = places_of(_band(inntakspoeng["inntakspoeng"], BANDS), MED_POENG)
    places = np.where(bands < 0, len(BANDS), bands)
    return Sums(inntakspoeng).in_parts(places, (*BANDS, UTEN))


@REGISTRY.univers(Parts(id="grunnskolepoeng", deler=("elever",)))
def elever_med_grunnskolepoeng(grunnskolepoeng: pd.DataFrame) -> Distribution:
    """Give those who have points: Udir counts no others."""
    return one_part(sum_by_key(grunnskolepoeng, grunnskolepoeng["antall"]), "elever")


@REGISTRY.indicator(
    Facts(
        id="inntakspoeng_snitt",
        title="Gjennomsnittlige inntakspoeng",
        kort="Inntakspoeng, snitt",
        chapter="inntakspoeng",
        unit=Unit.POENG,
        desimaler=1,
        populasjon=SOKERE,
        hoyt_er_bra=True,
        univers="poeng_10",
        nevner=MED_POENG,
        grenser=SPANS,
        etter_kjonn=True,
    )
)
def inntakspoeng_snitt(inntakspoeng: pd.DataFrame) -> Mean:
    """Summen av inntakspoengene delt på antallet søkere som har poeng.

    Året er skoleåret de gikk ut av 10. trinn. Poengene er gjennomsnittet av karakterene fra
    grunnskolen ganget med ti, med eventuelle tilleggspoeng, slik de står i VIGO. Søkere uten poeng
    (blankt eller 0) er holdt utenfor.
    """
    return mean_of(inntakspoeng, inntakspoeng["inntakspoeng"])


@REGISTRY.indicator(
    SHARE(
        id="inntakspoeng_under_30",
        title="Søkere med under 30 inntakspoeng",
        kort="Under 30 inntakspoeng",
        hoyt_er_bra=False,
        teller=UNDER_30,
        nevner=MED_POENG,
    )
)
def inntakspoeng_under_30(inntakspoeng: pd.DataFrame) -> Fraction:
    """Søkere med færre enn 30,00 inntakspoeng, i prosent av søkerne som har poeng.

    Søkere uten poeng er holdt utenfor både over og under brøkstreken; de har sitt eget tall.
    """
    points = inntakspoeng["inntakspoeng"]
    return share_of(inntakspoeng, points.lt(LOW).fillna(value=False), points.notna())


@REGISTRY.indicator(
    SHARE(
        id="inntakspoeng_uten",
        title="Søkere uten inntakspoeng",
        kort="Uten inntakspoeng",
        hoyt_er_bra=False,
        teller=(UTEN,),
        nevner=(*BANDS, UTEN),
    )
)
def inntakspoeng_uten(inntakspoeng: pd.DataFrame) -> Fraction:
    """Søkere som ikke har inntakspoeng (blankt eller 0 i VIGO), i prosent av alle i kullet.

    De fleste uten poeng mangler karakter i mer enn halvparten av fagene og blir vurdert for seg ved
    inntaket.
    """
    return share_of(inntakspoeng, inntakspoeng["inntakspoeng"].isna())


@REGISTRY.indicator(
    SHARE(
        id="inntakspoeng_fordeling",
        title="Fordeling av inntakspoeng",
        kort="Inntakspoeng, fordeling",
        nevner=MED_POENG,
        kategorier={band: (band,) for band in BANDS},
    )
)
def inntakspoeng_fordeling(inntakspoeng: pd.DataFrame) -> Distribution:
    """Søkere i hvert poengintervall, i prosent av søkerne som har poeng.

    Intervallene er på fem poeng og bruker den nøyaktige poengsummen: 29,99 hører til 25–29, og
    30,00 hører til 30–34. Søkere uten poeng er holdt utenfor.
    """
    return distribution_of(inntakspoeng, _band(inntakspoeng["inntakspoeng"], BANDS), list(BANDS))


@REGISTRY.indicator(
    SHARE(
        id="inntakspoeng_fordeling_grov",
        title="Fordeling av inntakspoeng i fire intervaller",
        kort="Inntakspoeng, fire intervaller",
        nevner=MED_POENG,
        kategorier=COARSE_PARTS,
    )
)
def inntakspoeng_fordeling_grov(inntakspoeng: pd.DataFrame) -> Distribution:
    """Søkere i hvert av fire poengintervaller, i prosent av søkerne som har poeng.

    Intervallene er under 30, 30–39, 40–49 og 50 og over, og bruker den nøyaktige poengsummen: 39,99
    hører til 30–39. Søkere uten poeng er holdt utenfor.
    """
    band = _band(inntakspoeng["inntakspoeng"], COARSE_BANDS)
    return distribution_of(inntakspoeng, band, list(COARSE_BANDS))


@REGISTRY.indicator(
    Facts(
        id="grunnskolepoeng_snitt",
        title="Gjennomsnittlige grunnskolepoeng",
        kort="Grunnskolepoeng, snitt",
        chapter="inntakspoeng",
        unit=Unit.POENG,
        desimaler=1,
        populasjon="elever som gikk ut av 10. trinn ved skoler i kommunen",
        hoyt_er_bra=True,
        univers="grunnskolepoeng",
        nevner=("elever",),
        grenser={"elever": (Decimal(10), Decimal(60))},
    )
)
def grunnskolepoeng_snitt(grunnskolepoeng: pd.DataFrame) -> Mean:
    """Gjennomsnittlige grunnskolepoeng blant elevene som gikk ut av 10. trinn, fra Udir.

    Gjelder elever ved skoler i kommunen, også private skoler, uansett hvor elevene bor.
    Gjennomsnitt for flere kommuner er veid med antallet elever. Elever med karakter i færre enn
    halvparten av fagene får ikke poeng og er holdt utenfor. Udir har skjult noen tall; de vises
    ikke.
    """
    points = (grunnskolepoeng["snitt"] * grunnskolepoeng["antall"]).astype("Float64")
    return Mean(
        sum=sum_by_key(grunnskolepoeng, points),
        n=sum_by_key(grunnskolepoeng, grunnskolepoeng["antall"]),
    )


def _band(points: pd.Series, bands: dict[str, tuple[int, int]]) -> pd.Series:
    """Give each value's label; missing where there are no points."""
    limits = [low for low, _ in bands.values()] + [max(high for _, high in bands.values())]
    return pd.cut(points, limits, right=False, labels=list(bands))
