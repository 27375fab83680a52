"""The register of sources of a demo: every file marked as invented, with the notes it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from datapakke.demo.rules import FIRST_LIMIT, FIRST_LK20, FIRST_OT_24, NO_EXAMS, skoleaar

NAMES = {
    "inntakspoeng": "VIGO Inntak, inntakspoeng for søkere til Vg1",
    "fravaer": "VIGO, fravær på vitnemål og kompetansebevis",
    "karakterer": "VIGO, standpunkt- og eksamenskarakterer på 10. trinn og Vg1",
    "gjennomforing": "Fylkeskommunens gjennomføringsregister",
    "overgang": "VIGO, overganger fra 10. trinn til Vg1 og Vg2",
    "ot": "Fylkeskommunens register for Oppfølgingstjenesten",
    "nav": "NAV, helt ledige, tiltak og arbeidsavklaringspenger",
    "befolkning": "Statistisk sentralbyrå, befolkning etter alder og kjønn",
    "neet": "Statistisk sentralbyrå, unge utenfor arbeid, utdanning og tiltak",
}
LICENCE = "oppdiktede tall, kan brukes fritt"
NEW_RULES_2025 = 2026
"""The first school year with the absence rules of 1 August 2025, by its end."""

GZIPPED = frozenset({"karakterer"})


@dataclass(frozen=True)
class Remark:
    """A note on a dataset from one year to another (both included; years end the school year).

    ``ny_regel``: something new holds from ``fra``; in a demo without earlier years there is nothing
    to compare with, and no note.

    ``gjelder``: ids of the indicators that it concerns; empty for all of the dataset.
    """

    datasett: str
    fra: int
    til: int
    tekst: str
    brudd: bool = False
    ny_regel: bool = False
    gjelder: tuple[str, ...] = ()


VG1_ABSENCE = (
    "fravaer_dager_vg1",
    "fravaer_timer_vg1",
    "fravaer_over_15_vg1",
    "fravaer_over_10pst_vg1",
)
SUBJECTS_10 = (
    "engelsk_skriftlig",
    "engelsk_muntlig",
    "matematikk",
    "norsk_hovedmaal",
    "norsk_sidemaal",
    "norsk_muntlig",
)
SUBJECTS_VG1 = ("engelsk_sf", "engelsk_yf", "matematikk_1p", "matematikk_1t", "norsk")
EXAMS = tuple(f"{what}_{fag}" for what in ("eksamen", "avstand") for fag in SUBJECTS_10)
VG1_GRADES = (
    *(f"vg1_{what}_{fag}" for what in ("snitt", "lav", "iv") for fag in SUBJECTS_VG1),
    "vg1_stryk",
)
FOREVER = 9999
REMARKS = (
    Remark(
        "inntakspoeng",
        min(NO_EXAMS),
        max(NO_EXAMS),
        "Alle eksamener på 10. trinn var avlyst våren 2020, 2021 og 2022. Poengene bygger på"
        " standpunktkarakterer alene.",
        brudd=True,
    ),
    Remark(
        "karakterer",
        min(NO_EXAMS),
        max(NO_EXAMS),
        "Alle eksamener var avlyst våren 2020, 2021 og 2022.",
        gjelder=EXAMS,
    ),
    Remark(
        "karakterer",
        FIRST_LK20["Vg1"],
        FIRST_LK20["Vg1"],
        "Vg1 fulgte læreplanene fra 2020 (LK20) fra skoleåret 2020/21.",
        gjelder=VG1_GRADES,
    ),
    Remark(
        "karakterer",
        FIRST_LK20["10"],
        FOREVER,
        "10. trinn fulgte læreplanene fra 2020 (LK20) fra skoleåret 2021/22, og Vg1 fra 2020/21."
        " Karakterene før og etter er gitt etter ulike læreplaner.",
        brudd=True,
        ny_regel=True,
    ),
    Remark(
        "fravaer",
        FIRST_LIMIT,
        min(NO_EXAMS) - 1,
        "Fraværsgrensen på 10 prosent i videregående gjelder fra skoleåret 2016/17. Fravær på Vg1"
        " før og etter kan ikke sammenlignes.",
        brudd=True,
        ny_regel=True,
        gjelder=VG1_ABSENCE,
    ),
    Remark(
        "fravaer",
        min(NO_EXAMS),
        max(NO_EXAMS),
        "Fravær av helsegrunner ble ikke ført som vanlig under pandemien. Tallene kan ikke"
        " sammenlignes med andre år.",
        brudd=True,
    ),
    Remark(
        "fravaer",
        NEW_RULES_2025,
        FOREVER,
        "Reglene for hva som føres som fravær i videregående, ble endret 1. august 2025.",
        brudd=True,
        ny_regel=True,
        gjelder=VG1_ABSENCE,
    ),
    Remark(
        "ot",
        FIRST_OT_24,
        FOREVER,
        "Fra 1. august 2024 gjelder Oppfølgingstjenesten ungdom til og med det året de fyller 24."
        " Før gjaldt den til og med 21.",
        brudd=True,
        ny_regel=True,
    ),
)


def file_of(datasett: str) -> str:
    """Give the file that holds a dataset."""
    return f"{datasett}.csv.gz" if datasett in GZIPPED else f"{datasett}.csv"


def register(years: Sequence[int]) -> str:
    """Give ``kilder.yaml`` for a demo of these years (in which the school years end)."""
    kilder = [_source(name, years) for name in NAMES]
    return yaml.safe_dump({"kilder": kilder}, allow_unicode=True, sort_keys=False, width=100)


def _source(datasett: str, years: Sequence[int]) -> dict[str, object]:
    source: dict[str, object] = {
        "datasett": datasett,
        "fil": file_of(datasett),
        "navn": NAMES[datasett],
        "lisens": LICENCE,
        "uttrukket": date(years[-1], 8, 15),
        "syntetisk": True,
    }
    noter = [
        _note(remark, years)
        for remark in REMARKS
        if remark.datasett == datasett and _concerns(remark, years)
    ]
    return source | ({"noter": noter} if noter else {})


def _concerns(remark: Remark, years: Sequence[int]) -> bool:
    inside = remark.fra <= years[-1] and years[0] <= remark.til
    return inside and (years[0] < remark.fra or not remark.ny_regel)


def _note(remark: Remark, years: Sequence[int]) -> dict[str, object]:
    fra, til = max(remark.fra, years[0]), min(remark.til, years[-1])
    label = "{}-06-15".format if remark.datasett == "ot" else skoleaar
    note: dict[str, object] = {"fra": label(fra), "til": label(til), "brudd": remark.brudd}
    if remark.gjelder:
        note["gjelder"] = list(remark.gjelder)
    return note | {"tekst": remark.tekst}
