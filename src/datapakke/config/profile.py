"""The profile of hiding: limits that may be strict, but never so low that they protect no one."""

from collections.abc import Collection

from datapakke.config.fields import Reader
from datapakke.config.structure import Value, nearest
from datapakke.rules import Rules

LOWEST = 3
"""With a limit of 2 or 1, a pupil sees the other one, or is seen alone."""

COUNTS = ("antall_under", "nevner_under", "snitt_under", "fordeling_og_snitt_under")
DECIMALS = ("vern_poeng", "vern_karakter", "vern_dager")
REQUIRED = ("navn", *COUNTS, "sammenlign_fra", *DECIMALS)
OPTIONAL = ("null_skjules", "sensitive", "hovedtall")
FOLSOMME, ALLE = "følsomme", "alle"
"""Whose 0 % and 100 % are hidden. That nobody's are, is no choice."""


def read_regler(reader: Reader, value: Value, known: Collection[str] | None) -> Rules:
    """Read the limits and hold them against each other.

    Args:
        reader: Notes what is wrong.
        value: The section ``skjerming``.
        known: The ids of all indicators; None leaves the ids of the section unchecked.
    """
    fields = reader.fields(value, REQUIRED, OPTIONAL)
    limits = {name: reader.antall(fields[name]) for name in (*COUNTS, "sammenlign_fra")}
    _check_floors(reader, fields, limits)
    own = _ids(reader, fields["hovedtall"], known)
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
        null_skjules_alle=reader.choice(fields["null_skjules"], (FOLSOMME, ALLE)) == ALLE,
        sensitive=frozenset(_ids(reader, fields["sensitive"], known)),
        hovedtall=Rules.hovedtall if fields["hovedtall"].node is None else own,
    )


def _check_floors(reader: Reader, fields: dict[str, Value], limits: dict[str, int]) -> None:
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


def _ids(reader: Reader, value: Value, known: Collection[str] | None) -> tuple[str, ...]:
    """Read a list of indicators' ids, which may be empty, each of them once."""
    found: list[str] = []
    for item in reader.items(value, at_least=0):
        name = reader.text(item)
        if name in found:
            reader.wrong(item, f"«{name}» står to ganger i «{value.name}».")
        elif name and known is not None and name not in known:
            near = nearest(name, known)
            hint = f" Mente du «{near[0]}»?" if near else ""
            reader.wrong(item, f"«{name}» i «{value.name}» er ingen indikator.{hint}")
        found.append(name)
    return tuple(found)
