"""What each figure is called inside a sentence: «I Modum var … 39,4 poeng»."""

from datapakke.model import Indicator

FAG = {
    "engelsk_skriftlig": "engelsk skriftlig",
    "engelsk_muntlig": "engelsk muntlig",
    "matematikk": "matematikk",
    "norsk_hovedmaal": "norsk hovedmål",
    "norsk_sidemaal": "norsk sidemål",
    "norsk_muntlig": "norsk muntlig",
}
"""Subjects in year 10, in the order of the packet."""
VG1_FAG = {
    "engelsk_sf": "engelsk, studieforberedende",
    "engelsk_yf": "engelsk, yrkesfag",
    "matematikk_1p": "matematikk 1P",
    "matematikk_1t": "matematikk 1T",
    "norsk": "norsk (halvårsvurdering)",
}
"""Subjects in Vg1; norsk has no final grade there."""

VG1_KORT = {
    "engelsk_sf": "engelsk, SF",
    "engelsk_yf": "engelsk, YF",
    "matematikk_1p": "matematikk 1P",
    "matematikk_1t": "matematikk 1T",
    "norsk": "norsk, halvår",
}
"""The same where there is little room: SF studieforberedende, YF yrkesfag."""

SUMMERT = frozenset({"befolkning", "nav", "neet", "helt_ledige"})
"""Datasets that count residents, not pupils."""

FRASER = {
    "inntakspoeng_snitt": "gjennomsnittet av inntakspoengene",
    "inntakspoeng_under_30": "andelen søkere med under 30 inntakspoeng",
    "inntakspoeng_uten": "andelen søkere uten inntakspoeng",
    "grunnskolepoeng_snitt": "gjennomsnittet av grunnskolepoengene",
    "fravaer_dager_10": "median fravær på 10. trinn",
    "fravaer_timer_10": "median timefravær på 10. trinn",
    "fravaer_dager_vg1": "median fravær på Vg1",
    "fravaer_timer_vg1": "median timefravær på Vg1",
    "fravaer_over_15_10": "andelen på 10. trinn med mer enn 15 dager fravær",
    "fravaer_over_15_vg1": "andelen på Vg1 med mer enn 15 dager fravær",
    "fravaer_over_10pst_10": "andelen på 10. trinn med fravær over ti prosent av skoleåret",
    "fravaer_over_10pst_vg1": "andelen på Vg1 med fravær over ti prosent av skoleåret",
    "vg1_stryk": "andelen uten bestått i minst ett fellesfag på Vg1",
    "fullfort_56": "andelen med fullført videregående innen fem eller seks år",
    "fullfort_56_sf": "andelen på studieforberedende med fullført opplæring innen fem år",
    "fullfort_56_yf": "andelen på yrkesfag med fullført opplæring innen seks år",
    "fullfort_normert": "andelen med fullført videregående på normert tid",
    "overgang_direkte": "andelen med direkte overgang fra 10. trinn til videregående",
    "overgang_vg1_vg2": "andelen på Vg2 året etter Vg1",
    "ot_antall": "antallet i målgruppen for Oppfølgingstjenesten",
    "ot_ukjent": "andelen i Oppfølgingstjenestens målgruppe med ukjent aktivitet",
    "ot_aktiv": "andelen i Oppfølgingstjenestens målgruppe i aktivitet",
    "ot_andel": "andelen 16–21 år i målgruppen for Oppfølgingstjenesten",
    "nav_ledige": "andelen helt ledige 15–24 år",
    "nav_tiltak": "andelen 15–24 år på arbeidsmarkedstiltak",
    "aap_18_29": "andelen 18–29 år med arbeidsavklaringspenger",
    "neet_15_29": "andelen 15–29 år utenfor arbeid, utdanning og tiltak",
    "helt_ledige_antall": "antallet helt ledige",
}
FAMILIER = {
    "standpunkt_": "gjennomsnittlig standpunktkarakter i {fag}",
    "eksamen_": "gjennomsnittlig eksamenskarakter i {fag}",
    "lav_": "andelen med standpunktkarakter 1 eller 2 i {fag}",
    "iv_": "andelen uten grunnlag for karakter i {fag}",
    "avstand_": "avstanden fra standpunkt til eksamen i {fag}",
    "vg1_snitt_": "gjennomsnittskarakteren i {fag}",
    "vg1_lav_": "andelen med karakteren 1 eller 2 i {fag}",
    "vg1_iv_": "andelen uten grunnlag for karakter i {fag}",
}


FAMILIER_TITLER = {
    "standpunkt_": "Standpunkt på 10. trinn, gjennomsnitt (karakter)",
    "eksamen_": "Eksamen på 10. trinn, gjennomsnitt (karakter)",
    "lav_": "Karakteren 1 eller 2 på 10. trinn (prosent)",
    "iv_": "Uten grunnlag for karakter (IV) på 10. trinn (prosent)",
    "avstand_": "Standpunkt minus eksamen på 10. trinn (karakterforskjell)",
    "vg1_snitt_": "Karakter på Vg1, gjennomsnitt (karakter)",
    "vg1_lav_": "Karakteren 1 eller 2 på Vg1 (prosent)",
    "vg1_iv_": "Uten grunnlag for karakter (IV) på Vg1 (prosent)",
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
    return indicator.gruppe or (FAG | VG1_FAG)[indicator.id.removeprefix(familie(indicator))]


def fag_kort(indicator: Indicator) -> str:
    """Name the subject of a member of a family shortly, for narrow tables."""
    return (FAG | VG1_KORT)[indicator.id.removeprefix(familie(indicator))]


def frase(indicator: Indicator) -> str:
    """Give the indicator's name inside a sentence; its quoted title when it has no phrase."""
    if indicator.id in FRASER:
        return FRASER[indicator.id]
    if prefix := familie(indicator):
        return FAMILIER[prefix].format(fag=fag_i(indicator))
    return f"tallet for «{indicator.title}»"


def person(indicator: Indicator) -> str:
    """Give whom the indicator counts, one of them: a key of ``grammar.PERSONER``."""
    if not SUMMERT.isdisjoint(indicator.datasets):
        return "person"
    if "ot" in indicator.datasets:
        return "ungdom"
    return "søker" if indicator.populasjon.startswith("søker") else "elev"
