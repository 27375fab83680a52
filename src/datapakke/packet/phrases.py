"""What is said of each figure: «I Modum … hadde 12 prosent av søkerne under 30 poeng»."""

from datapakke.locale import Tekst
from datapakke.model import Indicator

FAG = {
    "engelsk_skriftlig": Tekst("engelsk skriftlig"),
    "engelsk_muntlig": Tekst("engelsk muntlig"),
    "matematikk": Tekst("matematikk"),
    "norsk_hovedmaal": Tekst("norsk hovedmål"),
    "norsk_sidemaal": Tekst("norsk sidemål"),
    "norsk_muntlig": Tekst("norsk muntlig"),
}
"""Subjects in year 10, in the order of the packet."""
VG1_FAG = {
    "engelsk_sf": Tekst("engelsk, studieforberedende"),
    "engelsk_yf": Tekst("engelsk, yrkesfag"),
    "matematikk_1p": Tekst("matematikk 1P"),
    "matematikk_1t": Tekst("matematikk 1T"),
    "norsk": Tekst("norsk (halvårsvurdering)"),
}
"""Subjects in Vg1; norsk has no final grade there."""

VG1_KORT = {
    "engelsk_sf": Tekst("engelsk, SF"),
    "engelsk_yf": Tekst("engelsk, YF"),
    "matematikk_1p": Tekst("matematikk 1P"),
    "matematikk_1t": Tekst("matematikk 1T"),
    "norsk": Tekst("norsk, halvår"),
}
"""The same where there is little room: SF studieforberedende, YF yrkesfag."""

SUMMERT = frozenset({"befolkning", "nav", "neet", "helt_ledige"})
"""Datasets that count residents, not pupils."""
_SOKERE = "søk"
"""How the word for applicants begins in both written forms."""

FRASER = {
    "inntakspoeng_snitt": Tekst("var gjennomsnittet av inntakspoengene {a} {tid}"),
    "inntakspoeng_under_30": Tekst("hadde {a} av søkerne under 30 inntakspoeng {tid}"),
    "inntakspoeng_uten": Tekst("manglet {a} av søkerne inntakspoeng {tid}"),
    "grunnskolepoeng_snitt": Tekst("var gjennomsnittet av grunnskolepoengene {a} {tid}"),
    "fravaer_dager_10": Tekst("var median fravær på 10. trinn {a} {tid}"),
    "fravaer_timer_10": Tekst("var median timefravær på 10. trinn {a} {tid}"),
    "fravaer_dager_vg1": Tekst("var median fravær på Vg1 {a} {tid}"),
    "fravaer_timer_vg1": Tekst("var median timefravær på Vg1 {a} {tid}"),
    "fravaer_over_15_10": Tekst("hadde {a} av elevene på 10. trinn mer enn 15 dager fravær {tid}"),
    "fravaer_over_15_vg1": Tekst("hadde {a} av elevene på Vg1 mer enn 15 dager fravær {tid}"),
    "fravaer_over_10pst_10": Tekst(
        "var {a} av elevene på 10. trinn borte mer enn ti prosent av skoledagene {tid}"
    ),
    "fravaer_over_10pst_vg1": Tekst(
        "var {a} av elevene på Vg1 borte mer enn ti prosent av skoledagene {tid}"
    ),
    "vg1_stryk": Tekst("manglet {a} av elevene på Vg1 bestått i minst ett fellesfag {tid}"),
    "fullfort_56": Tekst("hadde {a} av {kull} fullført videregående innen fem eller seks år"),
    "fullfort_56_sf": Tekst("hadde {a} av {kull} på studieforberedende fullført innen fem år"),
    "fullfort_56_yf": Tekst("hadde {a} av {kull} på yrkesfag fullført innen seks år"),
    "fullfort_normert": Tekst("hadde {a} av {kull} fullført videregående på normert tid"),
    "overgang_direkte": Tekst("gikk {a} av avgangselevene {tid} rett over til videregående"),
    "overgang_vg1_vg2": Tekst(
        "gikk {a} av avgangselevene {tid} som begynte rett på Vg1, videre til Vg2 året etter"
    ),
    "ot_antall": Tekst("var antallet i målgruppen for Oppfølgingstjenesten {a} {tid}"),
    "ot_ukjent": Tekst("hadde {a} av Oppfølgingstjenestens målgruppe ukjent aktivitet {tid}"),
    "ot_aktiv": Tekst("var {a} av Oppfølgingstjenestens målgruppe i aktivitet {tid}"),
    "ot_andel": Tekst(
        "var {a} av innbyggerne 16–21 år i målgruppen for Oppfølgingstjenesten {tid}"
    ),
    "nav_ledige": Tekst("var {a} av innbyggerne 15–24 år helt ledige {tid}"),
    "nav_tiltak": Tekst("var {a} av innbyggerne 15–24 år på arbeidsmarkedstiltak {tid}"),
    "aap_18_29": Tekst("fikk {a} av innbyggerne 18–29 år arbeidsavklaringspenger {tid}"),
    "neet_15_29": Tekst(
        "var {a} av innbyggerne 15–29 år utenfor arbeid, utdanning og tiltak {tid}"
    ),
    "helt_ledige_antall": Tekst("var antallet helt ledige {a} {tid}"),
}
"""What is said of the municipality: ``a`` the value with its unit, ``tid`` or ``kull`` the time."""

FAMILIER = {
    "standpunkt_": Tekst("var gjennomsnittlig standpunktkarakter i {fag} {a} {tid}"),
    "eksamen_": Tekst("var gjennomsnittlig eksamenskarakter i {fag} {a} {tid}"),
    "lav_": Tekst("fikk {a} av elevene 1 eller 2 i standpunkt i {fag} {tid}"),
    "iv_": Tekst("manglet {a} av elevene grunnlag for karakter i {fag} {tid}"),
    "avstand_": Tekst("lå standpunkt i {fag} i gjennomsnitt {a} {tid}"),
    "vg1_snitt_": Tekst("var gjennomsnittskarakteren på Vg1 i {fag} {a} {tid}"),
    "vg1_lav_": Tekst("fikk {a} av elevene på Vg1 karakteren 1 eller 2 i {fag} {tid}"),
    "vg1_iv_": Tekst("manglet {a} av elevene på Vg1 grunnlag for karakter i {fag} {tid}"),
}
UTEN_FRASE = Tekst("var tallet for «{tittel}» {a} {tid}")


FAMILIER_TITLER = {
    "standpunkt_": Tekst("Standpunkt på 10. trinn, gjennomsnitt (karakter)"),
    "eksamen_": Tekst("Eksamen på 10. trinn, gjennomsnitt (karakter)"),
    "lav_": Tekst("Karakteren 1 eller 2 på 10. trinn (prosent)"),
    "iv_": Tekst("Uten grunnlag for karakter (IV) på 10. trinn (prosent)"),
    "avstand_": Tekst("Standpunkt minus eksamen på 10. trinn (karakterforskjell)"),
    "vg1_snitt_": Tekst("Karakter på Vg1, gjennomsnitt (karakter)"),
    "vg1_lav_": Tekst("Karakteren 1 eller 2 på Vg1 (prosent)"),
    "vg1_iv_": Tekst("Uten grunnlag for karakter (IV) på Vg1 (prosent)"),
}
"""Families: the same measure for several subjects, told together."""


def familie(indicator: Indicator) -> str:
    """Give the prefix of the indicator's family, empty when it has none."""
    return next(
        (
            prefix
            for prefix in FAMILIER
            if indicator.id.startswith(prefix)
            and indicator.id.removeprefix(prefix) in FAG | VG1_FAG
        ),
        "",
    )


def fag_i(indicator: Indicator) -> str:
    """Name the subject of a member of a family: «matematikk 1P»."""
    return indicator.gruppe or str((FAG | VG1_FAG)[indicator.id.removeprefix(familie(indicator))])


def fag_kort(indicator: Indicator) -> str:
    """Name the subject of a member of a family shortly, for narrow tables."""
    return str((FAG | VG1_KORT)[indicator.id.removeprefix(familie(indicator))])


def frase(indicator: Indicator) -> str:
    """Give what is said of the indicator, with places for its value and its time."""
    if indicator.id in FRASER:
        return str(FRASER[indicator.id])
    if prefix := familie(indicator):
        return str(FAMILIER[prefix]).replace("{fag}", _bare(fag_i(indicator)))
    return str(UTEN_FRASE).replace("{tittel}", _bare(indicator.title))


def _bare(name: str) -> str:
    """Give a name whose braces are no places."""
    return name.replace("{", "{{").replace("}", "}}")


def person(indicator: Indicator) -> str:
    """Give whom the indicator counts, one of them: a key of ``grammar.PERSONER``."""
    if not SUMMERT.isdisjoint(indicator.datasets):
        return "person"
    if "ot" in indicator.datasets:
        return "ungdom"
    return "søker" if indicator.populasjon.startswith(_SOKERE) else "elev"
