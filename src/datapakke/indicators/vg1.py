"""Indicators of grades on Vg1: how it went on for the municipality's pupils."""

from functools import partial

import pandas as pd

from datapakke.counts import Fraction, Mean
from datapakke.indicators.counting import share_of
from datapakke.indicators.grades import GRADES_AND_IV, IV, iv_share, low_share, mean_grade
from datapakke.indicators.registry import Fag, Registry
from datapakke.model import KEY, AvKullet, Facts, Unit

REGISTRY = Registry()

FAG_VG1 = (
    Fag("vg1_engelsk_sf", "engelsk på Vg1 (studieforberedende)"),
    Fag("vg1_engelsk_yf", "engelsk på Vg1 (yrkesfag)"),
    Fag("vg1_matematikk_1p", "matematikk 1P"),
    Fag("vg1_matematikk_1t", "matematikk 1T"),
    Fag("vg1_norsk", "norsk på Vg1 (halvårsvurdering)"),
)
ON_VG1 = partial(
    Facts,
    chapter="resultater",
    populasjon="elever på Vg1 bosatt i kommunen",
    kull="vg1",
    av_kullet=AvKullet.DELT,
)


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_snitt_{fag}",
        title="Karakter i {navn}",
        kort="Karakter, {navn}",
        unit=Unit.KARAKTER,
        desimaler=1,
        hoyt_er_bra=True,
    ),
)
def vg1_snitt(karakterer: pd.DataFrame, fag: str) -> Mean:
    """Gjennomsnittet av karakterene 1–6 i {navn}: standpunkt, i norsk halvårskarakter.

    Gjelder elever på Vg1 som var bosatt i kommunen, uansett skole. Elever uten vurderingsgrunnlag
    (IV), fritatte og elever som bare har deltatt, er holdt utenfor.
    """
    return mean_grade(_taking(karakterer, fag), "standpunkt")


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_lav_{fag}",
        title="Elever med karakter 1 eller 2 i {navn}",
        kort="Karakter 1–2, {navn}",
        unit=Unit.PROSENT,
        desimaler=0,
        hoyt_er_bra=False,
    ),
)
def vg1_lav(karakterer: pd.DataFrame, fag: str) -> Fraction:
    """Elever med 1 eller 2 i {navn}, i prosent av elevene med karakter 1–6.

    Karakteren er standpunkt, i norsk halvårskarakter; 2 er bestått. Gjelder elever på Vg1 som var
    bosatt i kommunen, uansett skole. Elever uten vurderingsgrunnlag (IV), fritatte og elever som
    bare har deltatt, er holdt utenfor.
    """
    return low_share(_taking(karakterer, fag))


@REGISTRY.indicator_per(
    FAG_VG1,
    ON_VG1(
        id="vg1_iv_{fag}",
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

    IV betyr at skolen ikke hadde grunnlag for å sette karakter. Gjelder elever på Vg1 som var
    bosatt i kommunen, uansett skole. Fritatte og elever som bare har deltatt, er holdt utenfor.
    """
    return iv_share(_taking(karakterer, fag))


@REGISTRY.indicator(
    ON_VG1(
        id="vg1_stryk",
        av_kullet=AvKullet.NOE,
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
    Gjelder elever på Vg1 som var bosatt i kommunen, uansett skole. Elever som er fritatt i alle
    fagene, eller bare har deltatt, er holdt utenfor.
    """
    rows = karakterer[karakterer["trinn"].eq("Vg1")]
    grades = rows["standpunkt"]
    marks = rows.assign(stryk=grades.isin(["1", IV]), karakter=grades.isin(GRADES_AND_IV))
    pupils = marks.groupby([*KEY, "elevnr"], as_index=False, observed=True)
    both = pupils[["stryk", "karakter"]].any()
    return share_of(both, both["stryk"], both["karakter"])


def _taking(karakterer: pd.DataFrame, fag: str) -> pd.DataFrame:
    """Give all Vg1 rows of the periods in which the subject was graded, with its grades only.

    Pupils choose between subjects, so a municipality of which nobody takes this one has 0 pupils
    in it, and has not failed to deliver.
    """
    rows = karakterer.loc[karakterer["trinn"].eq("Vg1"), [*KEY, "fag", "standpunkt"]]
    theirs = rows["fag"].eq(fag)
    graded = rows["aar"].isin(rows.loc[theirs, "aar"].unique())
    return rows.assign(standpunkt=rows["standpunkt"].where(theirs))[graded]
