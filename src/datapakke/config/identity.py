"""No two municipalities can be taken for each other in any year, neither by name nor address."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from datapakke.config.fields import LATEST, Reader
from datapakke.config.structure import Value
from datapakke.kommuner import Kode, Kommune, folded

ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class Found:
    """A municipality with the places of what may clash with another's."""

    kommune: Kommune
    slug: Value
    mergers: Value
    receivers: Value


def slug_of(name: str) -> str:
    """Give the slug that a name makes: «Nore og Uvdal» → ``nore-og-uvdal``."""
    letters = unicodedata.normalize("NFKD", folded(name).translate(ASCII))
    return re.sub("[^a-z0-9]+", "-", "".join(filter(str.isascii, letters))).strip("-")


def slugs_of(koder: Iterable[Kode]) -> tuple[list[str], list[str]]:
    """Give the slugs that codes and their names make: of the name alone, and with the code."""
    named = [kode for kode in koder if kode.navn]
    made = dict.fromkeys(slug_of(kode.navn) for kode in named)
    return list(made), [f"{one}-{kode.kode}" for one in made for kode in named]


def check_mergers(reader: Reader, found: Sequence[Found], known: Mapping[str, Kode]) -> None:
    """Every municipality that was merged is known, and ended before the merged one began."""
    for one in found:
        kommune, item = one.kommune, one.mergers
        begins = kommune.koder[0].fra if kommune.koder else 0
        for code in filter(None, kommune.slaatt_sammen_av):
            before = known.get(code)
            if before is None:
                message = f"koden {code} står ikke under «kommuner» eller «utenfor_fylket»."
                reader.wrong(item, f"«slaatt_sammen_av»: {message}")
            elif begins and (before.til is None or begins <= before.til <= LATEST):
                until = f"gjelder til {before.til}" if before.til else "gjelder fortsatt"
                message = (
                    f"{code} {before.navn} {until}, men ble slått sammen med andre i {begins}."
                )
                reader.wrong(item, message)


def check_names(reader: Reader, found: Sequence[Found]) -> None:
    """A name or slug means one municipality in any year, and a slug one through time.

    Two may share a slug when one was merged into the other: they never exist in the same year. Two
    may share a name (Våler, Herøy) when the slugs of both have their codes: then only a code or a
    slug names either.
    """
    _check_unique(reader, [(one.slug, one.kommune) for one in found], _names)
    seen: dict[str, Kommune] = {}
    for one in found:
        kommune = one.kommune
        other = seen.setdefault(kommune.slug, kommune)
        settled = other is kommune or _merged(kommune, other) or _overlap(kommune, other)
        if kommune.slug and not settled:
            message = (
                f"slug «{kommune.slug}» er brukt før. Bare en kommune og den som den ble slått"
                " sammen til, kan dele slug."
            )
            reader.wrong(one.slug, message)


def check_receivers(reader: Reader, found: Sequence[Found]) -> None:
    """An e-mail address belongs to one municipality: no packet goes to another's school chief."""
    _check_unique(reader, [(one.receivers, one.kommune) for one in found], _addresses)


def _check_unique(
    reader: Reader, found: Iterable[tuple[Value, Kommune]], keys: Callable[[Kommune], set[str]]
) -> None:
    """No key is of two municipalities that exist in the same year, unless they are told apart."""
    owners: dict[str, list[Kommune]] = {}
    for value, kommune in found:
        for key in sorted(keys(kommune) - {""}):
            others = owners.setdefault(key, [])
            same = next((one for one in others if _clash(key, kommune, one)), None)
            if same:
                message = f"«{key}» er brukt før, av {_called(same)}, i de samme årene."
                reader.wrong(value, f"{message}{_way_out(key, same, kommune)}")
            others.append(kommune)


def _names(kommune: Kommune) -> set[str]:
    return {kommune.slug, *(folded(kode.navn) for kode in kommune.koder)}


def _clash(key: str, one: Kommune, other: Kommune) -> bool:
    """Tell whether a key is of both in the same year, and no name that their slugs tell apart."""
    both = one, other
    apart = all(each.slug in slugs_of(each.koder)[1] for each in both)
    return _overlap(one, other) and not (apart and _is_name(key, both))


def _way_out(key: str, *both: Kommune) -> str:
    """Say how two of the same name can be told apart."""
    with_code = [slugs_of(each.koder)[1] for each in both]
    if not _is_name(key, both):
        return ""
    told = " og ".join(f"«{slugs[-1]}»" for slugs in with_code)
    return f" Heter to kommuner det samme, skal begge ha nummeret i slug: {told}."


def _is_name(key: str, kommuner: Iterable[Kommune]) -> bool:
    """Tell whether all of them are, or have been, called this."""
    return all(key in {folded(kode.navn) for kode in one.koder} for one in kommuner)


def _addresses(kommune: Kommune) -> set[str]:
    return {mottaker.epost.casefold() for mottaker in kommune.mottakere}


def _merged(one: Kommune, other: Kommune) -> bool:
    """Tell whether one of the two became part of the other."""
    return any(kode.kode in one.slaatt_sammen_av for kode in other.koder) or any(
        kode.kode in other.slaatt_sammen_av for kode in one.koder
    )


def _overlap(one: Kommune, other: Kommune) -> bool:
    """Tell whether the two exist in the same year."""
    return any(
        a.fra <= (b.til or LATEST) and b.fra <= (a.til or LATEST)
        for a in one.koder
        for b in other.koder
    )


def _called(kommune: Kommune) -> str:
    return " / ".join(dict.fromkeys(kode.navn for kode in kommune.koder))
