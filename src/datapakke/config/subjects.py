"""Which subject each subject code of the extracts stands for, in each curriculum."""

import re

from yaml.nodes import MappingNode

from datapakke.config.fields import Reader
from datapakke.config.model import Fagkode
from datapakke.config.structure import Value

FAG = re.compile("[a-z0-9]+(_[a-z0-9]+)*")
FAGKODE = re.compile("[A-Z]{3}[0-9]{4}")
TRINN = ("10", "Vg1")
LAEREPLANER = ("LK06", "LK20")


def read_fagkoder(reader: Reader, value: Value) -> dict[str, Fagkode]:
    """Read the subjects, each with its codes by curriculum."""
    found: dict[str, Fagkode] = {}
    for key, entry in reader.entries(value):
        if not FAG.fullmatch(key.name):
            reader.unfit(key, "et fag med små bokstaver a–z, sifre og understrek")
        fields = reader.fields(entry, ("navn", "trinn", "koder"))
        navn, trinn = reader.text(fields["navn"]), reader.choice(fields["trinn"], TRINN)
        for item, laereplan in _codes(reader, fields["koder"]):
            kode = reader.matching(item, FAGKODE, "en fagkode som «ENG0012»")
            if kode in found:
                reader.wrong(item, f"fagkoden {kode} er brukt før, i «{found[kode].fag}».")
            elif kode:
                found[kode] = Fagkode(kode, key.name, navn, trinn, laereplan)
    return found


def _codes(reader: Reader, value: Value) -> list[tuple[Value, str]]:
    """Give each code of a subject with its curriculum; a subject has at least one."""
    plans = reader.fields(value, (), LAEREPLANER)
    codes = [(item, plan) for plan in LAEREPLANER for item in reader.items(plans[plan])]
    if isinstance(value.node, MappingNode) and not value.node.value:
        reader.unfit(value, f"koder under {' eller '.join(LAEREPLANER)}")
    return codes
