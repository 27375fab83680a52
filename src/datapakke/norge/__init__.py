"""Every municipality of Norway from 1994 to 2026: codes, names, and what each was made of."""

from datapakke.norge.navn import navn_passer
from datapakke.norge.tabell import (
    FORSTE,
    SISTE,
    alle_koder,
    deler,
    gyldig,
    koder_i,
    navn,
    oversatt,
)

__all__ = [
    "FORSTE",
    "SISTE",
    "alle_koder",
    "deler",
    "gyldig",
    "koder_i",
    "navn",
    "navn_passer",
    "oversatt",
]
