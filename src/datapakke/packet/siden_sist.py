"""«Siden sist»: what was agreed at the last meeting, what has changed, and what was revised.

Held against each other are only figures that are or were printed, so nothing hidden is told.
"""

from collections.abc import Iterator

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import ALLE, Figure, FigureKey, Indicator, Nivaa, Status, is_pooled
from datapakke.packet.model import Avsnitt, Seksjon
from datapakke.packet.overview import VEIEN
from datapakke.packet.view import View

TITTEL = Tekst("Siden sist")
INGRESS = Tekst("Dette ble avtalt på møtet {dato}, og dette har endret seg siden forrige pakke.")
INGRESS_UTEN_MOTE = Tekst("Dette har endret seg siden forrige pakke.")
AVTALT = Tekst("Avtalt")
AVTALE = Tekst("{hva}{hvem}{frist}")
AVTALE_HVEM = Tekst(" ({hvem})")
AVTALE_FRIST = Tekst(", frist {frist}")
NYTT = Tekst("Nye tall")
NYTT_PUNKT = Tekst("{navn}: {na} ({periode}). Forrige pakke: {da} ({forrige}).")
RETTET = Tekst("Rettede tall")
RETTET_PUNKT = Tekst("{navn} {periode}: {na}. I forrige pakke sto det {da}.")
UENDRET = Tekst("Ingen av tallene på oversikten har nye perioder, og ingen er rettet.")


def since_last(view: View) -> Seksjon | None:
    """Give what has happened since the last packet; None where there was none, and no meeting."""
    mote, agreed = view.sist.mote, view.sist.avtaler
    if not agreed and not view.sist.figurer:
        return None
    new, revised = list(_new(view)), list(_revised(view))
    parts = [
        (AVTALT, [_agreement(one.hva, one.hvem, one.frist) for one in agreed]),
        (NYTT, new),
        (RETTET, revised),
    ]
    if view.sist.figurer and not new and not revised:
        parts.append((NYTT, [str(UENDRET)]))
    return Seksjon(
        tittel=str(TITTEL),
        ingress=(
            INGRESS.format(dato=formats.date_words(mote))
            if mote and agreed
            else str(INGRESS_UTEN_MOTE)
        ),
        avsnitt=tuple(Avsnitt(str(head), tuple(lines)) for head, lines in parts if lines),
    )


def _agreement(hva: str, hvem: str, frist: str) -> str:
    return AVTALE.format(
        hva=hva.removesuffix("."),
        hvem=AVTALE_HVEM.format(hvem=hvem) if hvem else "",
        frist=AVTALE_FRIST.format(frist=frist) if frist else "",
    )


def _new(view: View) -> Iterator[str]:
    """Give the figures of the overview that are about a newer period than the last packet's."""
    for indicator in _overview(view):
        aar = view.gjeldende(indicator.id)
        now = view.tall(indicator.id, view.egen, aar)
        before = _newest_before(view, indicator, pooled=is_pooled(aar))
        if before and aar > before.key.aar and _shown(now) and view.er_publisert(now):
            view.trykk(now)
            yield NYTT_PUNKT.format(
                navn=indicator.kort or indicator.title,
                na=formats.cell(now, indicator),
                periode=formats.period(aar),
                da=formats.cell(before, indicator),
                forrige=formats.period(before.key.aar),
            )


def _revised(view: View) -> Iterator[str]:
    """Give the figures of the overview that were printed as another number."""
    for indicator in _overview(view):
        for key, before in sorted(view.sist.figurer.items()):
            now = view.context.published.figures.get(key)
            if key.indikator != indicator.id or not now or not _whole(key):
                continue
            if _shown(before) and _shown(now) and before.verdi != now.verdi:
                view.trykk(now)
                yield RETTET_PUNKT.format(
                    navn=indicator.kort or indicator.title,
                    periode=formats.period(key.aar),
                    na=formats.cell(now, indicator),
                    da=formats.cell(before, indicator),
                )


def _overview(view: View) -> Iterator[Indicator]:
    return (one for name in VEIEN if (one := view.indikator(name)))


def _newest_before(view: View, indicator: Indicator, *, pooled: bool) -> Figure | None:
    """Give the newest figure that was shown of the same kind: a single cohort, or three."""
    shown = [
        figure
        for key, figure in view.sist.figurer.items()
        if key.indikator == indicator.id and _whole(key) and is_pooled(key.aar) is pooled
        if _shown(figure)
    ]
    return max(shown, key=lambda figure: figure.key.aar, default=None)


def _whole(key: FigureKey) -> bool:
    return key.nivaa == Nivaa.KOMMUNE.value and key.kjonn == ALLE and not key.kategori


def _shown(figure: Figure) -> bool:
    return figure.status in (Status.VIST, Status.INGEN)
