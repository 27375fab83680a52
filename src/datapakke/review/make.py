"""Puts together what the review page tells of a round."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from datapakke.batch.manifest import read_manifest, wrong_files
from datapakke.batch.model import Entry, Manifest
from datapakke.config import Config
from datapakke.errors import PacketError, Problem, UsageError, refused
from datapakke.formats import name_key
from datapakke.kommuner import Inndeling, Kommune, Mote, Runde
from datapakke.order import Order
from datapakke.quarantine import FOLDER as QUARANTINE
from datapakke.report.model import Funn
from datapakke.review import model
from datapakke.review.model import Gjennomgang, Kort, Merke, Sagt, Tilstand, Varsel
from datapakke.review.pictures import places_of
from datapakke.review.sidecar import read_sidecar
from datapakke.review.state import Kjent, entry_of, state_of
from datapakke.review.warnings import check_warnings
from datapakke.svarark.ark import answered_by

_LARGEST = 20_000_000


@dataclass(frozen=True)
class Grunnlag:
    """What the page is made from.

    Attributes:
        config: The county and its rounds.
        order: The round and its division.
        folder: The packets' folder.
        manifest: What lies in it.
        grunnlag: The digest of all inputs as they are now.
        funn: What ``check`` finds in the extracts of today.
        godkjent: kommunenr → the newest approval.
        sendt: kommunenr → the newest sending.
        uavklart: kommunenr → what went wrong with its e-mails.
    """

    config: Config
    order: Order
    folder: Path
    manifest: Manifest
    grunnlag: str
    funn: Sequence[Funn] = ()
    godkjent: Mapping[str, Merke] = field(default_factory=dict)
    sendt: Mapping[str, Merke] = field(default_factory=dict)
    uavklart: Mapping[str, Sequence[Varsel]] = field(default_factory=dict)


def make_review(grunnlag: Grunnlag) -> Gjennomgang:
    """Put it together; what has changed since the page was last made is not in it yet.

    Raises:
        UsageError: There is no round.
    """
    runde = grunnlag.order.runde
    if runde is None:
        raise UsageError([Problem("review", "gjelder en runde. Velg en med --runde.")])
    manifest = grunnlag.manifest
    wrong = wrong_files(grunnlag.folder, manifest)
    endrede = frozenset(one.where for one in wrong)
    known = Kjent(manifest, grunnlag.grunnlag, endrede, grunnlag.godkjent, grunnlag.sendt)
    made = _Maker(grunnlag, known)
    attached = [one for one in wrong if one.where in dict(manifest.vedlegg)]
    audit_ok, audit = _audit(manifest)
    codes = grunnlag.order.inndeling.kommunenumre
    return Gjennomgang(
        runde=runde.id,
        runde_navn=runde.navn,
        fylke=grunnlag.config.fylke.navn,
        demo=manifest.demo,
        program=manifest.program,
        moter=tuple(made.meetings(runde)),
        varsler=(
            *(Varsel(one.where, one.what[:1].upper() + one.what[1:]) for one in attached),
            *_strangers(grunnlag.folder, manifest),
            *check_warnings(grunnlag.funn, None, codes),
        ),
        audit=audit,
        audit_ok=audit_ok,
    )


def packets_in(folder: Path, runde: str) -> Manifest:
    """Give what lies in a folder of packets.

    Raises:
        PacketError: There is no manifest in it, or it is another round's.
        ManifestError: The manifest is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        what = "har ingen pakker å gå gjennom. Lag dem med datapakke batch."
        raise PacketError([Problem(str(folder), what)])
    if manifest.runde != runde:
        what = f"har pakkene til runden «{manifest.runde}», ikke «{runde}»."
        raise PacketError([Problem(str(folder), what)])
    return manifest


def _audit(manifest: Manifest) -> tuple[bool, str]:
    """Say what came of the attack; what was found is not told here: it could be worked out from."""
    audit = manifest.audit
    if audit is None:
        return False, "Pakkene er ikke prøvd sammen. Kjør datapakke batch eller datapakke audit."
    if not audit.ok:
        many = "ett tall" if len(audit.feil) == 1 else f"{len(audit.feil)} tall"
        return False, (f"Ja: {many} kan regnes ut. Pakkene må ikke sendes. Se datapakke audit.")
    if not manifest.audited:
        return False, "Pakkene er ikke prøvd slik de er nå. Kjør datapakke batch på nytt."
    return True, (
        "Nei. Alle pakkene er prøvd sammen, som en hvilken som helst leser og som hver kommune"
        " med sine egne tall."
    )


def _strangers(folder: Path, manifest: Manifest) -> Iterator[Varsel]:
    """Tell of PDF files in the folder that are no packet of the manifest."""
    for path in sorted(folder.glob("*.pdf")):
        if path.name not in manifest.files:
            yield Varsel(path.name, "Filen ligger blant pakkene, men er ikke en av dem.")


class _Maker:
    """Makes the municipalities' parts of the page."""

    def __init__(self, grunnlag: Grunnlag, kjent: Kjent) -> None:
        self._grunnlag = grunnlag
        self._kjent = kjent
        self._inndeling: Inndeling = grunnlag.order.inndeling

    def meetings(self, runde: Runde) -> Iterator[model.Mote]:
        """Give the meetings in order of time, and at last those that are invited to none."""
        for mote in runde.moter:
            invited = [one for one in self._inndeling if one.slug in mote.kommuner]
            yield self._meeting(runde, mote, invited)
        rest = [one for one in self._inndeling if runde.mote_for(one) is None]
        if rest:
            yield self._meeting(runde, None, rest)

    def _meeting(self, runde: Runde, mote: Mote | None, invited: Sequence[Kommune]) -> model.Mote:
        cards = sorted(map(self._card, invited), key=lambda one: name_key(one.kommune))
        if mote is None:
            return model.Mote("", None, "", None, tuple(cards))
        frist = answered_by(mote, runde.dato)
        return model.Mote(mote.id, mote.dato, mote.sted, frist, tuple(cards))

    def _card(self, kommune: Kommune) -> Kort:
        nr = self._inndeling.kommunenr(kommune)
        tilstand, om = state_of(self._kjent, nr)
        card = Kort(
            kommunenr=nr,
            kommune=self._inndeling.navn(kommune),
            slug=kommune.slug,
            mottakere=kommune.mottakere,
            tilstand=tilstand,
            om=om,
            varsler=tuple(self._warnings(kommune, nr)),
        )
        entry = entry_of(self._kjent, nr)
        if entry is None:
            return card
        try:
            sagt = self._read(entry, card)
        except PacketError as error:
            what = "; ".join(one.what for one in error.problems)
            return replace(card, tilstand=Tilstand.ENDRET_FIL, om=what[:1].upper() + what[1:])
        return replace(card, entry=entry, sagt=sagt, sider=places_of(entry))

    def _warnings(self, kommune: Kommune, nr: str) -> Iterator[Varsel]:
        if not kommune.mottakere:
            yield Varsel("Ingen mottaker", "Kommunen har ingen adresse i oppsettet.")
        aside = self._grunnlag.folder / QUARANTINE / f"{nr}-{kommune.slug}.txt"
        if aside.exists():
            what = "En utgave av pakken ble lagt i karantene og må ikke sendes."
            yield Varsel("I karantene", f"{what} Se {QUARANTINE}/{aside.name}.")
        yield from self._grunnlag.uavklart.get(nr, ())
        yield from check_warnings(self._grunnlag.funn, nr, self._inndeling.kommunenumre)

    def _read(self, entry: Entry, card: Kort) -> Sagt:
        """Read what the packet says, and see that it is about the municipality it lies under.

        Raises:
            PacketError: It cannot be read, or is about another.
        """
        path = self._grunnlag.folder / entry.sidefil
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST)
        except OSError as error:
            raise PacketError([refused(path.name, "leses", error)]) from error
        if hashlib.sha256(content).hexdigest() != entry.sidefil_sha256:
            raise PacketError([Problem(path.name, "er endret mens den ble lest.")])
        sagt = read_sidecar(content, path.name)
        says = (sagt.kommunenr, sagt.kommune, sagt.runde, sagt.demo)
        manifest = self._kjent.manifest
        if says != (card.kommunenr, card.kommune, manifest.runde, manifest.demo):
            what = (
                f"tallene ved siden av PDF-en gjelder {sagt.kommunenr} {sagt.kommune}, runde"
                f" {sagt.runde}. Lag pakken på nytt."
            )
            raise PacketError([Problem(path.name, what)])
        return sagt
