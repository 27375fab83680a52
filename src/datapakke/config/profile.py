"""The profile of hiding: limits that may be strict, but never so low that they protect no one."""

from datapakke.config.fields import Reader
from datapakke.config.structure import Value
from datapakke.rules import Rules

LOWEST = 3
"""With a limit of 2 or 1, a pupil sees the other one, or is seen alone."""

COUNTS = ("antall_under", "nevner_under", "snitt_under", "fordeling_og_snitt_under")
DECIMALS = ("vern_poeng", "vern_karakter", "vern_dager")


def read_regler(reader: Reader, value: Value) -> Rules:
    """Read the limits and hold them against each other."""
    fields = reader.fields(value, ("navn", *COUNTS, "sammenlign_fra", *DECIMALS))
    limits = {name: reader.antall(fields[name]) for name in (*COUNTS, "sammenlign_fra")}
    floors = (
        ("antall_under", "", LOWEST),
        ("nevner_under", "antall_under", limits["antall_under"]),
        ("snitt_under", "antall_under", limits["antall_under"]),
        ("fordeling_og_snitt_under", "snitt_under", limits["snitt_under"]),
        ("sammenlign_fra", "snitt_under", limits["snitt_under"]),
    )
    for name, above, floor in floors:
        if 0 < limits[name] < floor:
            source = f" («{above}»)" if above else " for å verne noen"
            message = f"«{name}» er {limits[name]}, men må være minst {floor}{source}."
            reader.wrong(fields[name], message)
    return Rules(
        navn=reader.text(fields["navn"]),
        antall_under=limits["antall_under"],
        nevner_under=limits["nevner_under"],
        snitt_under=limits["snitt_under"],
        fordeling_og_snitt_under=limits["fordeling_og_snitt_under"],
        sammenlign_fra=limits["sammenlign_fra"],
        vern_poeng=reader.desimaltall(fields["vern_poeng"]),
        vern_karakter=reader.desimaltall(fields["vern_karakter"]),
        vern_dager=reader.desimaltall(fields["vern_dager"]),
    )
