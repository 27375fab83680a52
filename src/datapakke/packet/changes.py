"""What is said of changes over cohorts (T5, T6), what was expected (T7), girls and boys."""

from collections.abc import Sequence

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Figure, Flagg, Indicator, Retning, Unit
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL
from datapakke.packet.grammar import stor_forbokstav
from datapakke.packet.statements import FORSKJELLSENHET, OVER, UNDER, Statement, med_enhet
from datapakke.packet.view import View
from datapakke.statistics import newcombe

LEDD = {
    Flagg.INGEN: texts.T2_UTEN_N,
    Flagg.UVANLIG: texts.T3,
    Flagg.SVAERT_UVANLIG: texts.T4,
}
T5 = {Retning.OPP: texts.T5_OPP, Retning.NED: texts.T5_NED}
UNUSUAL, VERY_UNUSUAL = 0.95, 0.998


def change(view: View, indicator: Indicator) -> str:
    """Say where the municipality's figure has gone over five cohorts; empty where it is unknown.

    A change that the printed figures do not show is not told.
    """
    trend = view.trend(indicator.id)
    if trend is None or indicator.unit is Unit.KARAKTERFORSKJELL:
        return ""
    ends = [view.tall(indicator.id, view.egen, trend.perioder[i]) for i in (0, -1)]
    first, last = (figure.verdi for figure in ends)
    if first is None or last is None:
        return ""
    for figure in ends:
        view.trykk(figure)
    if trend.retning is Retning.INGEN or first == last:
        return str(texts.T6)
    hva = texts.ANDELEN if indicator.unit is Unit.PROSENT else texts.GJENNOMSNITTET
    return T5[trend.retning].format(
        Hva=hva,
        a1=formats.number(first, formats.decimals(first, indicator)),
        a5=med_enhet(last, indicator),
    )


def what_changes(view: View, indicators: Sequence[Indicator]) -> str:
    """Name those that have gone up or down for certain, and say how; empty where none has."""
    said = [(one, change(view, one)) for one in indicators]
    return " ".join(named(one, text) for one, text in said if text and text != str(texts.T6))


def named(indicator: Indicator, utsagn: str) -> str:
    """Say of what figure it is said; empty where nothing is."""
    title = stor_forbokstav(indicator.title)
    return texts.TREND_TALL.format(Tittel=title, utsagn=utsagn) if utsagn else ""


def expectation(view: View, indicator: Indicator) -> str:
    """Say what was to be expected of the newest share, beside what it was (T7).

    The difference is that of the printed shares, and its interval lies around it. Empty where
    nothing may be told.
    """
    own = view.tall(indicator.id, view.egen, view.nyeste(indicator.id))
    told = view.context.published.forventet.get(own.key)
    if told is None or own.verdi is None or own.status not in MED_TALL:
        return ""
    view.trykk(own)
    difference = own.verdi - told.andel
    words = {"e": med_enhet(told.andel, indicator), "o": med_enhet(own.verdi, indicator)}
    if difference == 0:
        return f"{texts.T7_LIK.format(**words)} {texts.T7_GRUNNLAG}"
    low, high = difference - told.rekkevidde, difference + told.rekkevidde
    size = formats.number(abs(difference), indicator.desimaler)
    said = texts.T7.format(
        **words,
        d=f"{size}{FORSKJELLSENHET[indicator.unit]}",
        retning=OVER if difference > 0 else UNDER,
        lav=formats.number(low, indicator.desimaler),
        hoy=formats.number(high, indicator.desimaler),
    )
    return f"{said} {LEDD[told.flagg]} {texts.T7_GRUNNLAG}"


def gap(view: View, indicator: Indicator) -> Statement | None:
    """Say a share of girls and of boys, and what chance allows to be said of the difference.

    Newcombe's interval for the difference, from the printed counts.

    Returns:
        None where one of them is not printed with its n, or is of fewer than may be compared.
    """
    aar = view.gjeldende(indicator.id)
    girls, boys = (view.tall(indicator.id, view.egen, aar, kjonn) for kjonn in ("K", "M"))
    pair = [_counts(view, figure) for figure in (girls, boys)]
    if pair[0] is None or pair[1] is None or girls.verdi is None or boys.verdi is None:
        return None
    for figure in (girls, boys):
        view.trykk(figure)
    words = {"k": med_enhet(girls.verdi, indicator), "m": med_enhet(boys.verdi, indicator)}
    if girls.verdi == boys.verdi:
        return Statement(texts.KJONN_LIKT.format(**words))
    return Statement(texts.KJONN.format(**words), str(_allowed((*pair[0], *pair[1]))))


def _counts(view: View, figure: Figure) -> tuple[int, int] | None:
    """Give the counts of a share that may be compared."""
    if figure.status not in MED_TALL or figure.teller is None or figure.n is None:
        return None
    few = figure.n < view.context.rules.sammenlign_fra
    return None if few else (figure.teller, figure.n)


def _allowed(counts: tuple[int, int, int, int]) -> Tekst:
    if not newcombe(*counts, UNUSUAL).excludes(0):
        return texts.KJONN_INGEN
    return texts.T4 if newcombe(*counts, VERY_UNUSUAL).excludes(0) else texts.T3
