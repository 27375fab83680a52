"""Which subject each subject code of the extracts stands for, in each curriculum."""

import re

from datapakke.config.fields import Reader, Value
from datapakke.config.model import Fagkode

FAG = re.compile("[a-z0-9]+(_[a-z0-9]+)*")
FAGKODE = re.compile("[A-Z]{3}[0-9]{4}")
TRINN = ("10", "Vg1")
LAEREPLANER = ("LK06", "LK20")


def read_fagkoder(reader: Reader, value: Value) -> dict[str, Fagkode]:
    """Read the subjects, each with its codes by curriculum."""
    found: dict[str, Fagkode] = {}
    for fag, entry in reader.entries(value):
        if not FAG.fullmatch(fag):
            message = f"faget «{fag}» skal skrives med små bokstaver a–z, sifre og understrek."
            reader.wrong(entry, message)
        fields = reader.fields(entry, ("navn", "trinn", "koder"))
        navn, trinn = reader.text(fields["navn"]), reader.choice(fields["trinn"], TRINN)
        plans = reader.fields(fields["koder"], (), LAEREPLANER)
        for laereplan in LAEREPLANER:
            for item in reader.items(plans[laereplan]):
                kode = reader.matching(item, FAGKODE, "en fagkode som «ENG0012»")
                if kode in found:
                    message = f"fagkoden {kode} er brukt før, i «{found[kode].fag}»."
                    reader.wrong(item, message)
                elif kode:
                    found[kode] = Fagkode(kode, fag, navn, trinn, laereplan)
    return found
