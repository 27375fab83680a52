"""From what JSON says to a manifest; what does not fit is never half believed."""

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from datapakke.batch.model import Audit, Entry, Manifest, Pairs

FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[0-9]{4}-[a-z0-9-]+")
_PLACE = re.compile(r"(?:[\w-]+/)?[\w-]+(?:\.[\w-]+)*")


def manifest_of(said: dict[str, Any]) -> Manifest:
    """Build a manifest of what JSON said.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: It cannot.
    """
    if said.pop("utgave") != FORMAT or set(said) != {one.name for one in fields(Manifest)}:
        raise ValueError
    manifest = Manifest(
        runde=_text(said["runde"]),
        demo=_flag(said["demo"]),
        program=_text(said["program"]),
        grunnlag=_sha256(said["grunnlag"]),
        inndata=_pairs(said["inndata"], _text, _text),
        pakker=tuple(map(entry_of, _list(said["pakker"]))),
        feilet=tuple((_like(_PLACE)(what), _texts(why)) for what, why in _list(said["feilet"])),
        vedlegg=_pairs(said["vedlegg"], _like(_PLACE), _sha256),
        nokler=_pairs(said["nokler"], _like(_PLACE), _sha256),
        audit=None if said["audit"] is None else _audit(said["audit"]),
    )
    named = [name for one in manifest.pakker for name in (one.kommunenr, one.fil, one.sidefil)]
    if len(set(named)) != len(named):
        raise ValueError
    return manifest


def entry_of(said: dict[str, Any]) -> Entry:
    """Build a packet's entry of what JSON said.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: It cannot.
    """
    hashes = {"sha256", "sidefil_sha256", "nokkel", "grunnlag"}
    read: dict[str, Any] = {
        name: _sha256(value) if name in hashes else value for name, value in said.items()
    }
    entry = Entry(**read)
    name = _like(_NAME)(f"{entry.kommunenr}-{entry.slug}")
    if (entry.fil, entry.sidefil) != (f"{name}.pdf", f"{name}.json"):
        raise ValueError
    _texts([entry.kommunenr, entry.kommune, entry.maalform])
    for number in (entry.sider, entry.verdier, entry.tekster):
        _count(number)
    return entry


def _audit(said: dict[str, Any]) -> Audit:
    if set(said) != {one.name for one in fields(Audit)}:
        raise ValueError
    return Audit(
        ok=_flag(said["ok"]),
        grunnlag=_sha256(said["grunnlag"]),
        sidefiler=_sha256(said["sidefiler"]),
        offentlig=_count(said["offentlig"]),
        innsidere=_count(said["innsidere"]),
        feil=_texts(said["feil"]),
    )


def _pairs(said: Any, first: Callable[[Any], str], second: Callable[[Any], str]) -> Pairs:  # noqa: ANN401 - JSON
    return tuple((first(one), second(other)) for one, other in _list(said))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _list(said: object) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError
    return said


def _texts(said: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(said)))


def _like(form: re.Pattern[str]) -> Callable[[object], str]:
    def read(said: object) -> str:
        if not form.fullmatch(_text(said)):
            raise ValueError
        return str(said)

    return read


_sha256 = _like(_SHA256)


def _flag(said: object) -> bool:
    if not isinstance(said, bool):
        raise TypeError
    return said


def _count(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < 0:
        raise TypeError
    return said
