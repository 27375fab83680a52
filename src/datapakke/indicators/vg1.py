"""Indicators of grades on Vg1: how it went on for the municipality's pupils."""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean
from datapakke.indicators.counting import Sums, share_of
from datapakke.indicators.grades import (
    GRADES_AND_IV,
    IV,
    LOW,
    NUMBERS,
    SPANS,
    grade_places,
    iv_share,
    low_share,
    mean_grade,
    with_rest,
    year_group,
)
from datapakke.indicators.registry import Fag, Registry
from datapakke.model import KEY, Facts, Parts, Unit

REGISTRY = Registry()

FAG_VG1 = (
    Fag("vg1_engelsk_sf", "engelsk på Vg1 (studieforberedende)", "engelsk", "SF "),
    Fag("vg1_engelsk_yf", "engelsk på Vg1 (yrkesfag)", "engelsk", "YF "),
    Fag("vg1_matematikk_1p", "matematikk 1P", "matematikk", "1P "),
    Fag("vg1_matematikk_1t", "matematikk 1T", "matematikk", "1T "),
    Fag("vg1_norsk", "norsk på Vg1 (halvårsvurdering)", "norsk"),
)
ON_VG1 = partial(
    Facts,
    chapter="resultater",
    populasjon="elever på Vg1 bosatt i kommunen",
    univers="vg1_{felles}",
)
UTEN = "uten karakter"
FAILED, PASSED = "ikke bestått", "bestått"


def _in_course(grades: Iterable[str]) -> tuple[str, ...]:
    """Name the parts with these grades in a subject's own course."""
    return tuple(f"{{kurs}}{grade}" for grade in grades)


def _parts_of(felles: str) -> tuple[str, ...]:
    courses = (fag for fag in FAG_VG1 if fag.felles == felles)
    return tuple(part for fag in courses for part in fag.put_into_parts(_in_course(GRADES_AND_IV)))


def _shared(felles: str) -> Parts:
    return Parts(id=f"vg1_{felles}", deler=(*_parts_of(felles), UTEN), kull="vg1")


@REGISTRY.univers(_shared("engelsk"))
def vg1_engelsk_deler(karakterer: pd.DataFrame) -> Distribution:
    """Divide the grades in English on Vg1 by course, and count the pupils without one."""
    return _by_course(karakterer, "engelsk")


@REGISTRY.univers(_shared("matematikk"))
def vg1_matematikk_deler(karakterer: pd.DataFrame) -> Distribution:
    """Divide the grades in mathematics on Vg1 by course, and count the pupils without one."""
    return _by_course(karakterer, "matematikk")


@REGISTRY.univers(_shared("norsk"))
def vg1_norsk_deler(karakterer: pd.DataFrame) -> Distribution:
    """Divide the pupils on Vg1 by their grade in Norwegian."""
    return _by_course(karakterer, "norsk")


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_snitt_{fag}",
        nevner=_in_course(NUMBERS),
        grenser={f"{{kurs}}{grade}": span for grade, span in SPANS.items()},
        for_mote=False,
        title="Karakter i {navn}",
        kort="Karakter, {navn}",
        unit=Unit.KARAKTER,
        desimaler=1,
        hoyt_er_bra=True,
    ),
)
def vg1_snitt(karakterer: pd.DataFrame, fag: str) -> Mean:
    """Gjennomsnittet av karakterene 1–6 i {navn}: standpunkt, i norsk halvårskarakter.

    Elever uten vurderingsgrunnlag (IV), fritatte og elever som bare har deltatt, er holdt utenfor.
    """
    return mean_grade(_taking(karakterer, fag), "standpunkt")


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_lav_{fag}",
        teller=_in_course(LOW),
        nevner=_in_course(NUMBERS),
        for_mote=False,
        title="Elever med karakter 1 eller 2 i {navn}",
        kort="Karakter 1–2, {navn}",
        unit=Unit.PROSENT,
        desimaler=0,
        hoyt_er_bra=False,
    ),
)
def vg1_lav(karakterer: pd.DataFrame, fag: str) -> Fraction:
    """Elever med 1 eller 2 i {navn}, i prosent av elevene med karakter 1–6.

    Karakteren er standpunkt, i norsk halvårskarakter; 2 er bestått. Elever uten vurderingsgrunnlag
    (IV), fritatte og elever som bare har deltatt, er holdt utenfor.
    """
    return low_share(_taking(karakterer, fag))


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_iv_{fag}",
        teller=_in_course([IV]),
        nevner=_in_course(GRADES_AND_IV),
        for_mote=False,
        title="Elever uten vurderingsgrunnlag (IV) i {navn}",
        kort="IV, {navn}",
        unit=Unit.PROSENT,
        desimaler=0,
        sensitiv=True,
        hoyt_er_bra=False,
    ),
)
def vg1_iv(karakterer: pd.DataFrame, fag: str) -> Fraction:
    """Elever med IV i {navn}, i prosent av elevene med karakter 1–6 eller IV.

    IV betyr at skolen ikke hadde grunnlag for å sette karakter. Fritatte og elever som bare har
    deltatt, er holdt utenfor.
    """
    return iv_share(_taking(karakterer, fag))


@REGISTRY.univers(Parts(id="vg1_stryk", deler=(FAILED, PASSED, UTEN), kull="vg1"))
def vg1_stryk_deler(karakterer: pd.DataFrame) -> Distribution:
    """Divide the pupils on Vg1 by whether they failed in any of the subjects."""
    both = _failed_and_graded(karakterer)
    places = np.where(both["stryk"], 0, np.where(both["karakter"], 1, 2))
    return Sums(both).in_parts(places, (FAILED, PASSED, UTEN))


@REGISTRY.indicator(
    ON_VG1(
        id="vg1_stryk",
        univers="vg1_stryk",
        teller=(FAILED,),
        nevner=(FAILED, PASSED),
        title="Elever på Vg1 som mangler bestått i minst ett fellesfag",
        kort="Ikke bestått på Vg1",
        unit=Unit.PROSENT,
        desimaler=0,
        gruppe="Vg1",
        sensitiv=True,
        hoyt_er_bra=False,
    )
)
def vg1_stryk(karakterer: pd.DataFrame) -> Fraction:
    """Elever med 1 eller IV i minst ett av fagene, i prosent av elevene med 1–6 eller IV i noen.

    Fagene er engelsk, matematikk (1P og 1T) og norsk på Vg1; i norsk gjelder halvårskarakteren.
    Elever som er fritatt i alle fagene, eller bare har deltatt, er holdt utenfor.
    """
    both = _failed_and_graded(karakterer)
    return share_of(both, both["stryk"], both["karakter"])


def _failed_and_graded(karakterer: pd.DataFrame) -> pd.DataFrame:
    """Give a row per pupil on Vg1: KEY, whether any grade is 1 or IV, whether there is any."""
    rows = karakterer[karakterer["trinn"].eq("Vg1")]
    grades = rows["standpunkt"]
    marks = rows.assign(stryk=grades.isin(["1", IV]), karakter=grades.isin(GRADES_AND_IV))
    pupils = marks.groupby([*KEY, "elevnr"], as_index=False, observed=True)
    return pupils[["stryk", "karakter"]].any()


def _by_course(karakterer: pd.DataFrame, felles: str) -> Distribution:
    """Count the grades of each course, and those who have none."""
    courses = [fag.id for fag in FAG_VG1 if fag.felles == felles]
    rows = year_group(karakterer, "Vg1", courses)
    return with_rest(rows, grade_places(rows, courses), _parts_of(felles), UTEN)


def _taking(karakterer: pd.DataFrame, fag: str) -> pd.DataFrame:
    """Give all Vg1 rows of the periods in which the subject was graded, with its grades only.

    Pupils choose between subjects, so a municipality of which nobody takes this one has 0 pupils
    in it, and has not failed to deliver.
    """
    rows = karakterer.loc[karakterer["trinn"].eq("Vg1"), [*KEY, "fag", "standpunkt"]]
    theirs = rows["fag"].eq(fag)
    graded = rows["aar"].isin(rows.loc[theirs, "aar"].unique())
    return rows.assign(standpunkt=rows["standpunkt"].where(theirs))[graded]
