"""How far a packet has come, from the manifest and from what was approved and sent."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from datapakke.batch.model import Entry, Manifest
from datapakke.review.model import Merke, Tilstand


@dataclass(frozen=True)
class Kjent:
    """What is known of the packets of a round beside their manifest.

    Attributes:
        manifest: Of the folder.
        endrede: Files that are gone or not what the manifest says, by their place in the folder.
        godkjent: kommunenr → the newest approval.
        sendt: kommunenr → the newest sending.
        grunnlag: The digest of all inputs as they are now.
    """

    manifest: Manifest
    grunnlag: str
    endrede: AbstractSet[str] = frozenset()
    godkjent: Mapping[str, Merke] = field(default_factory=dict)
    sendt: Mapping[str, Merke] = field(default_factory=dict)


def entry_of(kjent: Kjent, kommunenr: str) -> Entry | None:
    """Give the packet of a municipality; None when there is none whose files can be shown."""
    entry = kjent.manifest.by_kommunenr.get(kommunenr)
    if entry is None or {entry.fil, entry.sidefil} & kjent.endrede:
        return None
    return entry


def state_of(kjent: Kjent, kommunenr: str) -> tuple[Tilstand, str]:
    """Give the state of a municipality's packet, and what there is to say of it.

    What is wrong goes first: a packet that was approved and is outdated since is not approved. One
    that was sent stays sent, whatever has become of what it was made from.
    """
    entry = kjent.manifest.by_kommunenr.get(kommunenr)
    failed = dict(kjent.manifest.feilet).get(kommunenr)
    if entry is None:
        return _not_there(failed)
    if {entry.fil, entry.sidefil} & kjent.endrede:
        return Tilstand.ENDRET_FIL, (
            "Filen i mappen er ikke den som ble laget og lest tilbake, og vises ikke her."
            " Lag pakken på nytt."
        )
    state, told = _delivered(entry, kjent.godkjent.get(kommunenr), kjent.sendt.get(kommunenr))
    if failed is None and entry.grunnlag == kjent.grunnlag:
        return state, told
    old = "Pakken er laget av andre uttrekk, et annet oppsett eller et annet program enn nå."
    why = "Den siste kjøringen klarte ikke å lage den på nytt." if failed is not None else ""
    sent = state in (Tilstand.SENDT, Tilstand.DELVIS_SENDT)
    return (state if sent else Tilstand.FORELDET), " ".join(filter(None, (told, old, why)))


def _not_there(failed: tuple[str, ...] | None) -> tuple[Tilstand, str]:
    if failed is None:
        return Tilstand.IKKE_LAGET, "Lag pakken med datapakke build."
    many = "én grunn" if len(failed) == 1 else f"{len(failed)} grunner"
    return Tilstand.FEILET, f"Pakken kunne ikke lages ({many}). Kjør datapakke build, og se der."


def _delivered(entry: Entry, godkjent: Merke | None, sendt: Merke | None) -> tuple[Tilstand, str]:
    again = f"{godkjent.tekst} {godkjent.mangler} Den må godkjennes igjen." if godkjent else ""
    partly = sendt and sendt.sha256 == entry.sha256 and not sendt.alle
    if sendt and partly and godkjent and not _same(entry, godkjent):
        return Tilstand.ENDRET, f"{sendt.tekst} {again}"
    if sendt and sendt.sha256 == entry.sha256:
        return (Tilstand.SENDT if sendt.alle else Tilstand.DELVIS_SENDT), sendt.tekst
    if sendt:
        now = "Den nye er godkjent." if _same(entry, godkjent) else "Den nye er ikke godkjent."
        return Tilstand.SENDT_FOR, f"{sendt.tekst} Pakken er endret siden. {now}"
    if _same(entry, godkjent) and godkjent:
        return Tilstand.GODKJENT, godkjent.tekst
    if godkjent:
        return Tilstand.ENDRET, again
    return Tilstand.LAGET, ""


def _same(entry: Entry, godkjent: Merke | None) -> bool:
    return godkjent is not None and godkjent.sha256 == entry.sha256
