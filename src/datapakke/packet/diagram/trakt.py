"""Funnels: the municipalities' shares by how many they are of, between what chance gives."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from datapakke import formats
from datapakke.model import Figure, Indicator
from datapakke.packet import texts
from datapakke.packet.diagram.captions import undertekst
from datapakke.packet.diagram.points import ENHET, chart_id, to_point
from datapakke.packet.grammar import antall
from datapakke.packet.model import Chart, ChartKind, Notice, Point, Rolle, Series, Text
from datapakke.packet.others import FEWEST, note, printed_of_all
from datapakke.packet.parts import Part
from datapakke.packet.phrases import person
from datapakke.packet.statements import statement
from datapakke.packet.view import View
from datapakke.rounding import round_half_up

WHOLE = 100
LIMITS = (("95\u00a0%", 1.959964), ("99,8\u00a0%", 3.090232))
"""Levels of the limits, and how many standard errors away they lie (two-sided, normal)."""
STEPS = 24
"""A limit is drawn through so many places and one more."""
AIR = 1.12
"""The axis goes so many times beyond the smallest and the largest n."""


def trakt(view: View, indikator: str, tittel: str) -> list[Part]:
    """Draw a funnel of the newest period; where too few may be drawn, say what chance gives.

    A municipality is drawn where its share and its n are printed. None without the own one.
    """
    indicator = view.indikator(indikator)
    aar = view.gjeldende(indikator) if indicator else ""
    if indicator is None or not aar:
        return []
    own, county = (view.tall(indikator, area, aar) for area in (view.egen, view.fylket))
    if own.verdi is None or not own.n or county.verdi is None:
        return []
    others = [one for one in printed_of_all(view, indicator, aar) if one.n and one.key != own.key]
    if len(others) + 1 < FEWEST:
        return [Part(Text(_limits_in_words(indicator, own, county)))]
    note(view, others)
    chart = Chart(
        id=chart_id("trakt", indikator),
        nummer="",
        tittel=tittel,
        undertekst=undertekst(view, indicator, aar),
        kind=ChartKind.TRAKT,
        enhet=str(ENHET[indicator.unit]),
        series=tuple(_series(view, indicator, (own, county), others)),
        alt=_alt(view, indicator, county.verdi, [own, *others]),
        ord=(str(texts.TRAKT_AKSE),),
    )
    return [
        Part(chart, (indikator,), view.noter(indicator, (aar,))),
        Part(Notice(texts.TRAKT_LESES.format(K=view.navn))),
    ]


def limits(share: Decimal, n: int, z: float) -> tuple[float, float]:
    """Give between which shares chance keeps one of ``n`` when ``share`` holds, in percent.

    p ± z·√(p(1 − p)/n), cut at 0 and 100. Source: D. J. Spiegelhalter, «Funnel plots for comparing
    institutional performance», Statistics in Medicine 24 (2005), 1185–1202. A value lies outside
    where Wilson's interval around it does not hold ``share``.
    """
    p = float(share)
    reach = z * math.sqrt(p * (WHOLE - p) / n)
    return max(0.0, p - reach), min(float(WHOLE), p + reach)


def _series(
    view: View, indicator: Indicator, named: tuple[Figure, Figure], others: Sequence[Figure]
) -> Iterator[Series]:
    """Give the own, the county's, the limits and the others: ordered by n, so without a name."""
    own, county = named
    yield _placed(view, indicator, own, view.navn, Rolle.KOMMUNE)
    yield _placed(view, indicator, county, view.context.fylke, Rolle.FYLKE)
    sizes = [one.n for one in (own, *others) if one.n]
    low, high = min(sizes) / AIR, max(sizes) * AIR
    places = [max(1, round(low * (high / low) ** (step / STEPS))) for step in range(STEPS + 1)]
    for name, z in LIMITS:
        points = [(n, limits(county.verdi, n, z)) for n in places if county.verdi is not None]
        yield Series(
            name,
            Rolle.GRENSE,
            tuple(
                Point("", None, "", n=n, spenn=(round(low, 1), round(high, 1)))
                for n, (low, high) in points
            ),
        )
    placed = sorted((one.n, one.verdi) for one in others if one.n and one.verdi is not None)
    grey = tuple(Point("", float(verdi), "", n=n) for n, verdi in placed)
    yield Series(str(texts.TRAKT_ANDRE), Rolle.ANDRE, grey)


def _placed(view: View, indicator: Indicator, figure: Figure, navn: str, rolle: Rolle) -> Series:
    drawn = to_point(view, indicator, figure, navn)
    return Series(navn, rolle, (Point(navn, drawn.verdi, drawn.tekst, drawn.apen, None, figure.n),))


def _alt(view: View, indicator: Indicator, county: Decimal, figures: Sequence[Figure]) -> str:
    _, z = LIMITS[0]
    outside = sum(not _is_within(figure, county, z) for figure in figures)
    return texts.TRAKT_ALT.format(
        utsagn=statement(view, indicator), m=len(figures), x=outside, fylke=view.context.fylke
    )


def _is_within(figure: Figure, county: Decimal, z: float) -> bool:
    low, high = limits(county, figure.n or 1, z)
    return figure.verdi is not None and low <= float(figure.verdi) <= high


def _limits_in_words(indicator: Indicator, own: Figure, county: Figure) -> str:
    """Say between which shares chance keeps a cohort of this size."""
    if county.verdi is None or own.n is None:
        raise ValueError(own.key)
    _, z = LIMITS[0]
    low, high = (
        formats.number(round_half_up(Decimal(str(round(end, 4))), 0))
        for end in limits(county.verdi, own.n, z)
    )
    return texts.TRAKT_I_ORD.format(
        n=antall(own.n, person(indicator)), fra=low, til=high, c=formats.number(county.verdi, 0)
    )
