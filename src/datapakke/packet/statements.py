"""A figure in words: what it is, and what chance allows to be said of it (T0–T4)."""

from dataclasses import dataclass
from decimal import Decimal

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import ALLE, Comparison, Figure, Flagg, Indicator, Status, Unit, is_pooled
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL
from datapakke.packet.grammar import PERSONER, antall, kullet, tall, tid
from datapakke.packet.phrases import frase, person
from datapakke.packet.view import View

ENHET: dict[Unit, str | Tekst] = {
    Unit.PROSENT: Tekst(" prosent"),
    Unit.POENG: Tekst(" poeng"),
    Unit.KARAKTER: "",
    Unit.KARAKTERFORSKJELL: "",
    Unit.DAGER: Tekst(" dager"),
    Unit.TIMER: Tekst(" timer"),
    Unit.ANTALL: "",
}
FORSKJELLSENHET = ENHET | {Unit.PROSENT: Tekst(" prosentpoeng")}
ENTALL: dict[Unit, str | Tekst] = {Unit.DAGER: Tekst(" dag"), Unit.TIMER: Tekst(" time")}
OVER, UNDER = Tekst("over"), Tekst("under")


@dataclass(frozen=True)
class Statement:
    """What is said of one figure: the sentence with the figure, and what it allows."""

    tall: str
    ledd: str = ""

    def __str__(self) -> str:
        """Give it as running text."""
        return f"{self.tall} {self.ledd}".strip()


def med_enhet(verdi: Decimal, indicator: Indicator) -> str:
    """Give a value as in running text: «39,4 poeng», «12 prosent», «1 dag», «tolv»."""
    if indicator.unit is Unit.ANTALL:
        return tall(int(verdi))
    if indicator.unit is Unit.KARAKTERFORSKJELL:
        return _mot_eksamen(verdi, indicator)
    words = ENTALL if verdi == 1 else ENHET
    unit = words.get(indicator.unit, ENHET[indicator.unit])
    return f"{formats.number(verdi, formats.decimals(verdi, indicator))}{unit}"


def _mot_eksamen(verdi: Decimal, indicator: Indicator) -> str:
    """Give final grade minus exam as printed: «0,3 over eksamen», never «−0,3»."""
    if verdi == 0:
        return str(texts.SOM_EKSAMEN)
    text = texts.OVER_EKSAMEN if verdi > 0 else texts.UNDER_EKSAMEN
    return text.format(d=formats.number(abs(verdi), formats.decimals(verdi, indicator)))


def statement(view: View, indicator: Indicator, kjonn: str = ALLE) -> Statement:
    """Say the newest figure of the municipality, beside the county's, with what it allows."""
    aar = view.gjeldende(indicator.id, kjonn)
    own = view.trykk(view.tall(indicator.id, view.egen, aar, kjonn))
    when = tid(aar, kull="gjennomforing" in indicator.datasets)
    words = {"K": view.navn, "personer": str(PERSONER[person(indicator)]), "tid": when}
    if own.status is Status.SKJULT:
        return Statement(texts.T0.format(**words))
    if own.status is Status.FINNES_IKKE:
        return Statement(texts.FINNES_IKKE_TALL.format(**words))
    if own.status not in MED_TALL or own.verdi is None:
        return Statement(texts.IKKE_LEVERT_TALL.format(**words))
    value = med_enhet(own.verdi, indicator)
    words["utsagn"] = frase(indicator).format(a=value, tid=when, kull=kullet(aar))
    if _few(view, own, kjonn):
        return Statement(texts.VERDI.format(**words), _few_words(view, own, indicator))
    return _beside_county(view, indicator, own, words)


def with_subject(view: View, indicator: Indicator) -> str:
    """Say the newest figure in a text that has not named it: a hidden one is named first."""
    said = str(statement(view, indicator))
    own = view.tall(indicator.id, view.egen, view.gjeldende(indicator.id))
    return said if own.status in MED_TALL else f"{indicator.title}: {said}"


def _few(view: View, own: Figure, kjonn: str) -> bool:
    comparison = view.sammenligning(own.key.indikator, kjonn)
    if comparison is not None:
        return comparison.flagg is Flagg.FAA
    n = _cohort(view, own)
    return n is not None and n < view.context.rules.sammenlign_fra


def _cohort(view: View, own: Figure) -> int | None:
    """Give how many the figure is about; of its whole cohort where that is not printed."""
    indicator = view.indikator(own.key.indikator)
    if own.n is None and own.key.kjonn == ALLE and indicator:
        return view.kullet(indicator, own.key.aar)
    return own.n


def _few_words(view: View, own: Figure, indicator: Indicator) -> str:
    whom = person(indicator)
    if own.n is None:
        return texts.T1_UTEN_N.format(personer=PERSONER[whom])
    sentence = texts.T1_SAMLET if is_pooled(own.key.aar) else texts.T1
    return sentence.format(K=view.navn, n=antall(own.n, whom), personer=PERSONER[whom])


def _beside_county(
    view: View, indicator: Indicator, own: Figure, words: dict[str, str]
) -> Statement:
    county = view.tall(indicator.id, view.fylket, own.key.aar, own.key.kjonn)
    if own.verdi is None or county.verdi is None or indicator.unit is Unit.ANTALL:
        return Statement(texts.VERDI.format(**words))
    view.trykk(county)
    if own.verdi == county.verdi:
        return Statement(texts.VERDI_LIK.format(**words))
    words |= {"c": med_enhet(county.verdi, indicator)}
    comparison = view.sammenligning(indicator.id, own.key.kjonn)
    if comparison is None:
        return Statement(texts.VERDI_OG_FYLKE.format(**words))
    if comparison.flagg is Flagg.INGEN:
        ledd = texts.T2_ALLE if comparison.holdt_tilbake else _no_flag(view, own, indicator)
        return Statement(texts.VERDI_OG_FYLKE.format(**words), str(ledd))
    beside = _with_rest(comparison, indicator, words["c"])
    verdi = f"{texts.VERDI.format(**words)} {_difference(comparison, indicator, beside)}"
    ledd = texts.T4 if comparison.flagg is Flagg.SVAERT_UVANLIG else texts.T3
    return Statement(verdi, str(ledd))


def _no_flag(view: View, own: Figure, indicator: Indicator) -> str:
    n = _cohort(view, own)
    if n is None:
        return str(texts.T2_UTEN_N)
    whom = person(indicator) if own.n is not None else "elev"
    sentence = texts.T2 if whom in {"elev", "søker"} else texts.T2_PERSONER
    if is_pooled(own.key.aar):
        sentence = texts.T2_SAMLET
    return sentence.format(n=antall(n, whom))


def _difference(comparison: Comparison, indicator: Indicator, county: str) -> str:
    """Say the difference between the printed figures, so that the reader's arithmetic holds."""
    difference = comparison.kommune - comparison.fylke
    size = formats.number(abs(difference), formats.decimals(difference, indicator))
    if indicator.unit is Unit.KARAKTERFORSKJELL:
        return texts.FORSKJELL_AVSTAND.format(c=county, d=size)
    return texts.FORSKJELL.format(
        d=f"{size}{FORSKJELLSENHET[indicator.unit]}",
        retning=OVER if difference > 0 else UNDER,
        c=county,
    )


def _with_rest(comparison: Comparison, indicator: Indicator, county: str) -> str:
    """Give the county's value, with that of the rest of it beside a municipality that is large."""
    if comparison.resten is None or indicator.unit is Unit.KARAKTERFORSKJELL:
        return county
    low, high = comparison.resten
    r = med_enhet(high, indicator)
    if low != high:
        r = formats.interval(formats.number(low, formats.decimals(low, indicator)), r)
    return texts.MED_RESTEN.format(c=county, r=r)
