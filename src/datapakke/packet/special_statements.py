"""Figures that are said together: days and hours of absence, the numbers of OT."""

from datapakke.locale import Tekst
from datapakke.model import Figure, Indicator, Status
from datapakke.packet import texts
from datapakke.packet.grammar import antall, stor_forbokstav, tall, tid
from datapakke.packet.statements import Statement, med_enhet, with_subject
from datapakke.packet.view import View


def median(view: View, dager: Indicator, timer: Indicator, trinn: str | Tekst) -> Statement:
    """Say days and hours of absence together: a typical pupil's."""
    aar = view.gjeldende(dager.id)
    own = [view.tall(item.id, view.egen, aar) for item in (dager, timer)]
    if any(figure.verdi is None for figure in own):
        return Statement(with_subject(view, dager))
    county = [view.tall(item.id, view.fylket, aar) for item in (dager, timer)]
    words = _amounts(own, (dager, timer), ("d", "t")) | {"trinn": str(trinn), "tid": tid(aar)}
    _print_all(view, own)
    if any(figure.verdi is None for figure in county):
        return Statement(texts.MEDIAN_UTEN_FYLKE.format(**words))
    _print_all(view, county)
    return Statement(texts.MEDIAN.format(**words, **_amounts(county, (dager, timer), ("dc", "tc"))))


def _print_all(view: View, figures: list[Figure]) -> None:
    for figure in figures:
        view.trykk(figure)


def _amounts(
    figures: list[Figure], indicators: tuple[Indicator, ...], names: tuple[str, ...]
) -> dict[str, str]:
    return {
        name: med_enhet(figure.verdi, indicator)
        for name, figure, indicator in zip(names, figures, indicators, strict=True)
        if figure.verdi is not None
    }


def ot(view: View, i_alt: Indicator, ukjent: Indicator | None) -> Statement:
    """Say how many are in the target group of OT, and how many of them it knows nothing of."""
    aar = view.nyeste(i_alt.id)
    own = view.trykk(view.tall(i_alt.id, view.egen, aar))
    if own.verdi is None:
        return Statement(with_subject(view, i_alt))
    n = int(own.verdi)
    sentence = texts.OT.format(Tid=stor_forbokstav(tid(aar)), n=antall(n, "ungdom"), K=view.navn)
    return Statement(sentence, _unknown(view, ukjent, aar) if ukjent and n else "")


def _unknown(view: View, ukjent: Indicator, aar: str) -> str:
    figure = view.trykk(view.tall(ukjent.id, view.egen, aar))
    if figure.teller == 0:
        return str(texts.OT_UKJENT_INGEN)
    if figure.teller is None:
        return str(texts.OT_UKJENT_SKJULT) if figure.status is Status.SKJULT else ""
    return texts.OT_UKJENT.format(u=tall(figure.teller))
