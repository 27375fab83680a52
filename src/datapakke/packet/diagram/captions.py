"""The line under a title: whom the figure is about, when, how many, and where it comes from."""

import re
from collections.abc import Sequence

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Figure, Indicator, is_pooled
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL
from datapakke.packet.grammar import EN_PERSON, PERSONER, kullet, stor_forbokstav, tid
from datapakke.packet.phrases import person
from datapakke.packet.view import View

_MORE = re.compile(r"[,:(]| – ")
"""Where the name of the one who keeps a source ends, and what it holds begins."""


def undertekst(view: View, indicator: Indicator, aar: str) -> str:
    """Give the line under a title for the municipality's figure of a period."""
    figure = view.tall(indicator.id, view.egen, aar)
    return undertekst_for(view, [indicator], {aar}, [figure])


def undertekst_for(
    view: View, indicators: Sequence[Indicator], perioder: set[str], figures: Sequence[Figure]
) -> str:
    """Give the line under a title for several figures, with the smallest and largest n.

    The period and the n are left out when the figures are not of the same period: then the rows
    carry theirs.
    """
    n = ""
    if len(perioder) == 1:
        n = _period_and_n(view, indicators[0], min(perioder), figures)
    return texts.UNDERTEKST.format(
        Populasjon=stor_forbokstav(populasjon(indicators)),
        n=n,
        kilde=kilde(view, indicators),
    )


def undertekst_with_together(
    view: View, indicators: Sequence[Indicator], newest: str, together: str
) -> str:
    """Give the line under a title for newest figures, some of which are of cohorts together."""
    when = tid(newest, kull="gjennomforing" in indicators[0].datasets)
    periode = formats.period(together)
    return texts.UNDERTEKST.format(
        Populasjon=stor_forbokstav(populasjon(indicators)),
        n=texts.UNDERTEKST_SAMLET.format(Periode=stor_forbokstav(when), periode=periode),
        kilde=kilde(view, indicators),
    )


def _period_and_n(view: View, indicator: Indicator, aar: str, figures: Sequence[Figure]) -> str:
    counts = [f.n for f in figures if f.n is not None and f.status in MED_TALL]
    if counts:
        kull = "gjennomforing" in indicator.datasets
        text = texts.UNDERTEKST_N_KULL if kull else texts.UNDERTEKST_N
        return _with_n(view, person(indicator), aar, text, counts)
    if size := view.kullet(indicator, aar):
        text = texts.UNDERTEKST_KULLENE if is_pooled(aar) else texts.UNDERTEKST_KULL
        return _with_n(view, "elev", aar, text, [size])
    when = tid(aar, kull="gjennomforing" in indicator.datasets)
    return texts.UNDERTEKST_PERIODE.format(Periode=stor_forbokstav(when))


def _with_n(view: View, whom: str, aar: str, text: Tekst, counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    span = formats.number(low)
    if low != high:
        span = formats.interval(span, formats.number(high))
    noun = (EN_PERSON if high == 1 else PERSONER)[whom]
    words = {"K": view.navn, "periode": formats.period(aar), "kull": kullet(aar)}
    return text.format(n=f"{span} {noun}", **words)


def populasjon(indicators: Sequence[Indicator]) -> str:
    """Say whom the indicators are about."""
    return "; ".join(dict.fromkeys(item.populasjon for item in indicators))


def kilde(view: View, indicators: Sequence[Indicator]) -> str:
    """Name the sources of the indicators, shortly: «VIGO»; the full names stand at the back."""
    names = (
        source.navn
        for item in indicators
        for name in item.datasets
        for source in view.context.sources[name]
    )
    return "; ".join(dict.fromkeys(_MORE.split(name, maxsplit=1)[0].strip() for name in names))
