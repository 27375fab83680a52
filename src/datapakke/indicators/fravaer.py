"""Indicators of absence in year 10 and Vg1: days and single hours as on the certificate."""

from decimal import Decimal
from functools import partial

import pandas as pd

from datapakke.counts import Distribution, Fraction, Median
from datapakke.indicators.counting import distribution_of, median_of, share_of
from datapakke.indicators.registry import Registry
from datapakke.model import Facts, Parts, Unit

REGISTRY = Registry()

MANY_DAYS = 15
TENTH_OF_SCHOOL_YEAR = 19
"""Days: a tenth of the school year's 190."""
DAYS = {
    "0–15": (-1, MANY_DAYS),
    "16–19": (MANY_DAYS, TENTH_OF_SCHOOL_YEAR),
    "20 og over": (19, 190),
}
"""Part → what the days are over, and the most of them; 190 is what the extract may hold."""
DAYS_SPAN = {part: (Decimal(over + 1), Decimal(most)) for part, (over, most) in DAYS.items()}
HOURS_SPAN = dict.fromkeys(DAYS, (Decimal(0), Decimal(1200)))
OVER_15 = ("16–19", "20 og over")
OVER_TENTH = ("20 og over",)

ABSENCE = partial(
    Facts,
    chapter="fravaer",
    desimaler=0,
    sensitiv=True,
    hoyt_er_bra=False,
    nevner=tuple(DAYS),
)
ON_10 = partial(
    ABSENCE,
    populasjon="elever på 10. trinn bosatt i kommunen",
    gruppe="10. trinn",
    univers="fravaer_10",
)
ON_VG1 = partial(
    ABSENCE,
    populasjon="elever på Vg1 bosatt i kommunen",
    gruppe="Vg1",
    univers="fravaer_vg1",
)


@REGISTRY.univers(Parts(id="fravaer_10", deler=tuple(DAYS), kull="10"))
def fravaer_10(fravaer: pd.DataFrame) -> Distribution:
    """Divide the pupils of year 10 by days: the extract has days and hours of each of them."""
    return _by_days(_year_group(fravaer, "10"))


@REGISTRY.univers(Parts(id="fravaer_vg1", deler=tuple(DAYS), kull="vg1"))
def fravaer_vg1(fravaer: pd.DataFrame) -> Distribution:
    """Divide the pupils of Vg1 by days."""
    return _by_days(_year_group(fravaer, "Vg1"))


@REGISTRY.indicator(
    ON_10(
        id="fravaer_dager_10",
        grenser=DAYS_SPAN,
        etter_kjonn=True,
        title="Dager fravær på 10. trinn",
        kort="Fravær, dager 10. trinn",
        unit=Unit.DAGER,
    )
)
def fravaer_dager_10(fravaer: pd.DataFrame) -> Median:
    """Median av hele dager fravær: halvparten av elevene hadde så mange dager eller færre.

    Dagene er de som står på vitnemålet, etter fradrag for inntil ti dokumenterte dager. Enkelttimer
    er ikke gjort om til dager. Elever uten ført fravær er holdt utenfor; elever med 0 dager er med.
    """
    return median_of(_year_group(fravaer, "10"), "dager")


@REGISTRY.indicator(
    ON_10(
        id="fravaer_timer_10",
        grenser=HOURS_SPAN,
        title="Timer fravær på 10. trinn",
        kort="Fravær, timer 10. trinn",
        unit=Unit.TIMER,
    )
)
def fravaer_timer_10(fravaer: pd.DataFrame) -> Median:
    """Median av enkelttimer fravær: halvparten av elevene hadde så mange timer eller færre.

    Timene kommer i tillegg til de hele dagene og kan ikke gjøres om til dager. Elever uten ført
    fravær er holdt utenfor; elever med 0 timer er med.
    """
    return median_of(_year_group(fravaer, "10"), "timer")


@REGISTRY.indicator(
    ON_10(
        id="fravaer_over_15_10",
        teller=OVER_15,
        title="Elever på 10. trinn med mer enn 15 dager fravær",
        kort="Over 15 dager, 10. trinn",
        unit=Unit.PROSENT,
    )
)
def fravaer_over_15_10(fravaer: pd.DataFrame) -> Fraction:
    """Elever med mer enn 15 hele dager fravær, i prosent av elevene med ført fravær.

    En elev med akkurat 15 dager telles ikke. Enkelttimer er ikke regnet med.
    """
    return _share_over(_year_group(fravaer, "10"), MANY_DAYS)


@REGISTRY.indicator(
    ON_10(
        id="fravaer_over_10pst_10",
        teller=OVER_TENTH,
        title="Elever på 10. trinn med fravær over ti prosent av skoleåret",
        kort="Over ti prosent, 10. trinn",
        unit=Unit.PROSENT,
    )
)
def fravaer_over_10pst_10(fravaer: pd.DataFrame) -> Fraction:
    """Elever med mer enn 19 hele dager fravær, i prosent av elevene med ført fravær.

    Nitten dager er ti prosent av skoleårets 190 dager. Enkelttimer er ikke regnet med, og tallet
    sier ikke noe om fraværsgrensen i enkeltfag.
    """
    return _share_over(_year_group(fravaer, "10"), TENTH_OF_SCHOOL_YEAR)


@REGISTRY.indicator(
    ON_VG1(
        id="fravaer_dager_vg1",
        grenser=DAYS_SPAN,
        title="Dager fravær på Vg1",
        kort="Fravær, dager Vg1",
        unit=Unit.DAGER,
    )
)
def fravaer_dager_vg1(fravaer: pd.DataFrame) -> Median:
    """Median av hele dager fravær: halvparten av elevene hadde så mange dager eller færre.

    Dagene er de som er ført for skoleåret, etter fradrag for inntil ti dokumenterte dager.
    Enkelttimer er ikke gjort om til dager. Elever som sluttet i løpet av året, kan mangle ført
    fravær og er da holdt utenfor.
    """
    return median_of(_year_group(fravaer, "Vg1"), "dager")


@REGISTRY.indicator(
    ON_VG1(
        id="fravaer_timer_vg1",
        grenser=HOURS_SPAN,
        title="Timer fravær på Vg1",
        kort="Fravær, timer Vg1",
        unit=Unit.TIMER,
    )
)
def fravaer_timer_vg1(fravaer: pd.DataFrame) -> Median:
    """Median av enkelttimer fravær: halvparten av elevene hadde så mange timer eller færre.

    Timene kommer i tillegg til de hele dagene og kan ikke gjøres om til dager. Elever som sluttet i
    løpet av året, kan mangle ført fravær og er da holdt utenfor.
    """
    return median_of(_year_group(fravaer, "Vg1"), "timer")


@REGISTRY.indicator(
    ON_VG1(
        id="fravaer_over_15_vg1",
        teller=OVER_15,
        title="Elever på Vg1 med mer enn 15 dager fravær",
        kort="Over 15 dager, Vg1",
        unit=Unit.PROSENT,
    )
)
def fravaer_over_15_vg1(fravaer: pd.DataFrame) -> Fraction:
    """Elever med mer enn 15 hele dager fravær, i prosent av elevene med ført fravær.

    En elev med akkurat 15 dager telles ikke. Enkelttimer er ikke regnet med.
    """
    return _share_over(_year_group(fravaer, "Vg1"), MANY_DAYS)


@REGISTRY.indicator(
    ON_VG1(
        id="fravaer_over_10pst_vg1",
        teller=OVER_TENTH,
        title="Elever på Vg1 med fravær over ti prosent av skoleåret",
        kort="Over ti prosent, Vg1",
        unit=Unit.PROSENT,
    )
)
def fravaer_over_10pst_vg1(fravaer: pd.DataFrame) -> Fraction:
    """Elever med mer enn 19 hele dager fravær, i prosent av elevene med ført fravær.

    Nitten dager er ti prosent av skoleårets 190 dager. Enkelttimer er ikke regnet med, og tallet
    sier ikke noe om fraværsgrensen i enkeltfag.
    """
    return _share_over(_year_group(fravaer, "Vg1"), TENTH_OF_SCHOOL_YEAR)


def _year_group(fravaer: pd.DataFrame, trinn: str) -> pd.DataFrame:
    return fravaer[fravaer["trinn"].eq(trinn)]


def _by_days(pupils: pd.DataFrame) -> Distribution:
    limits = [over for over, _ in DAYS.values()] + [max(most for _, most in DAYS.values())]
    return distribution_of(pupils, pd.cut(pupils["dager"], limits, labels=list(DAYS)), list(DAYS))


def _share_over(pupils: pd.DataFrame, days: int) -> Fraction:
    """Count those with more than ``days``, of those whose days are known."""
    dager = pupils["dager"]
    return share_of(pupils, dager.gt(days).fillna(value=False), dager.notna())
