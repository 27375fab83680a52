"""Indicators of grades in year 10: engelsk, matematikk and norsk; standpunkt and eksamen."""

from decimal import Decimal
from functools import partial

import numpy as np
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean
from datapakke.indicators.grades import (
    GRADES_AND_IV,
    IV,
    LOW,
    NUMBERS,
    SPANS,
    grade_places,
    graded,
    iv_share,
    low_share,
    mean_gap,
    mean_grade,
    with_rest,
    year_group,
)
from datapakke.indicators.registry import Fag, Registry
from datapakke.model import KEY, Facts, Parts, Unit

REGISTRY = Registry()

FAG_10 = (
    Fag("engelsk_skriftlig", "engelsk skriftlig"),
    Fag("engelsk_muntlig", "engelsk muntlig"),
    Fag("matematikk", "matematikk"),
    Fag("norsk_hovedmaal", "norsk hovedmål"),
    Fag("norsk_sidemaal", "norsk sidemål"),
    Fag("norsk_muntlig", "norsk muntlig"),
)
ON_10 = partial(
    Facts,
    chapter="resultater",
    populasjon="elever på 10. trinn bosatt i kommunen",
    for_mote=False,
)
BOTH, EXAM, NO_EXAM = "standpunkt og eksamen", "bare eksamen", "uten eksamen"
NO_GRADE = "uten karakter"
ON_GRADES = partial(ON_10, univers="karakter_{fag}")
ON_EXAMS = partial(ON_10, univers="eksamen_{fag}")


@REGISTRY.univers_per(
    FAG_10, Parts(id="karakter_{fag}", deler=(*GRADES_AND_IV, NO_GRADE), kull="10")
)
def karakter_deler(karakterer: pd.DataFrame, fag: str) -> Distribution:
    """Divide the pupils of year 10 by their final grade; many have rows in other subjects only."""
    rows = year_group(karakterer, "10", [fag])
    return with_rest(rows, grade_places(rows, [fag]), GRADES_AND_IV, NO_GRADE)


@REGISTRY.univers_per(FAG_10, Parts(id="eksamen_{fag}", deler=(BOTH, EXAM, NO_EXAM), kull="10"))
def eksamen_deler(karakterer: pd.DataFrame, fag: str) -> Distribution:
    """Divide the pupils of year 10 by whether they have an exam grade, and a final one too."""
    rows = year_group(karakterer, "10", [fag])
    examined = graded(rows["eksamen"]) & rows["fag"].eq(fag)
    places = np.where(examined, np.where(graded(rows["standpunkt"]), 0, 1), -1)
    return with_rest(rows, places, (BOTH, EXAM), NO_EXAM)


@REGISTRY.indicator_per(
    FAG_10,
    ON_GRADES(
        id="standpunkt_{fag}",
        nevner=tuple(NUMBERS),
        grenser=SPANS,
        title="Standpunktkarakter i {navn}",
        kort="Standpunkt, {navn}",
        unit=Unit.KARAKTER,
        desimaler=1,
        hoyt_er_bra=True,
    ),
)
def standpunkt(karakterer: pd.DataFrame, fag: str) -> Mean:
    """Gjennomsnittet av standpunktkarakterene 1–6 i {navn} på 10. trinn.

    Elever uten vurderingsgrunnlag (IV), fritatte og elever som bare har deltatt, er holdt utenfor.
    """
    return mean_grade(_in(karakterer, fag), "standpunkt")


@REGISTRY.indicator_per(
    FAG_10,
    ON_EXAMS(
        id="eksamen_{fag}",
        nevner=(BOTH, EXAM),
        grenser=dict.fromkeys((BOTH, EXAM), (Decimal(1), Decimal(6))),
        title="Eksamenskarakter i {navn}",
        kort="Eksamen, {navn}",
        unit=Unit.KARAKTER,
        desimaler=1,
        hoyt_er_bra=True,
    ),
)
def eksamen(karakterer: pd.DataFrame, fag: str) -> Mean:
    """Gjennomsnittet av eksamenskarakterene 1–6 i {navn} på 10. trinn.

    Gjelder bare elevene som ble trukket ut til eksamen i faget, bosatt i kommunen. Hvem det er,
    skifter fra år til år. Elever som ikke møtte (IM), er holdt utenfor.
    """
    return mean_grade(_in(karakterer, fag), "eksamen")


@REGISTRY.indicator_per(
    FAG_10,
    ON_GRADES(
        id="lav_{fag}",
        teller=tuple(LOW),
        nevner=tuple(NUMBERS),
        title="Elever med standpunktkarakter 1 eller 2 i {navn}",
        kort="Karakter 1–2, {navn}",
        unit=Unit.PROSENT,
        desimaler=0,
        hoyt_er_bra=False,
    ),
)
def lav(karakterer: pd.DataFrame, fag: str) -> Fraction:
    """Elever med 1 eller 2 i standpunkt i {navn}, i prosent av elevene med karakter 1–6.

    Elever uten vurderingsgrunnlag (IV), fritatte og elever som bare har deltatt, er holdt utenfor
    både over og under brøkstreken.
    """
    return low_share(_in(karakterer, fag))


@REGISTRY.indicator_per(
    FAG_10,
    ON_GRADES(
        id="iv_{fag}",
        teller=(IV,),
        nevner=tuple(GRADES_AND_IV),
        title="Elever uten vurderingsgrunnlag (IV) i {navn}",
        kort="IV, {navn}",
        unit=Unit.PROSENT,
        desimaler=0,
        sensitiv=True,
        hoyt_er_bra=False,
    ),
)
def iv(karakterer: pd.DataFrame, fag: str) -> Fraction:
    """Elever med IV i standpunkt i {navn}, i prosent av elevene med karakter 1–6 eller IV.

    IV betyr at skolen ikke hadde grunnlag for å sette karakter. Fritatte og elever som bare har
    deltatt, er holdt utenfor.
    """
    return iv_share(_in(karakterer, fag))


@REGISTRY.indicator_per(
    FAG_10,
    ON_EXAMS(
        id="avstand_{fag}",
        nevner=(BOTH,),
        grenser={BOTH: (Decimal(-5), Decimal(5))},
        title="Forskjell mellom standpunkt og eksamen i {navn}",
        kort="Standpunkt minus eksamen, {navn}",
        unit=Unit.KARAKTERFORSKJELL,
        desimaler=1,
    ),
)
def avstand(karakterer: pd.DataFrame, fag: str) -> Mean:
    """Gjennomsnittet av standpunktkarakter minus eksamenskarakter i {navn} på 10. trinn.

    Gjelder bare elever bosatt i kommunen som ble trukket ut til eksamen i faget og fikk karakter
    1–6 begge steder. Et tall over null betyr at standpunkt lå over eksamen.
    """
    return mean_gap(_in(karakterer, fag))


def _in(karakterer: pd.DataFrame, fag: str) -> pd.DataFrame:
    return karakterer.loc[karakterer["fag"].eq(fag), [*KEY, "standpunkt", "eksamen"]]
