"""What stands beside the packets of a run: those of other municipalities, sheets and booklets."""

import hashlib
import re
from collections.abc import Iterator

from datapakke.batch.attached import Attached, Sheets
from datapakke.batch.inputs import Inputs, packet_key
from datapakke.batch.making import Failed, Set
from datapakke.batch.manifest import FILE, wrong_file
from datapakke.batch.model import Entry, Manifest
from datapakke.batch.stage import Stage
from datapakke.errors import DatapakkeError, Problem
from datapakke.forked import each
from datapakke.order import Order
from datapakke.provenance import RECORD
from datapakke.quarantine import FOLDER as QUARANTINE

_OF_A_PACKET = re.compile(r"(?:svarark/|karantene/)?([0-9]{4})-[a-z0-9-]+\.(?:pdf|json|txt)")
_BOOKLET = re.compile(r"hefter/mote-([0-9-]+)\.pdf")


class Beside:
    """The rest of a set, when the packets of an order are made.

    Attributes:
        others: Packets of municipalities that were not asked for, as they lie.
        vedlegg: Place → SHA-256 of sheets and booklets; ``nokler`` their keys.
    """

    def __init__(
        self, order: Order, inputs: Inputs, stage: Stage, old: Manifest | None, made: Set
    ) -> None:
        """Take what was asked for, what lies there, and what was made."""
        self._order, self._inputs, self._stage, self._old = order, inputs, stage, old
        self._set = made
        self.others: dict[str, Entry] = {}
        self.vedlegg: dict[str, str] = {}
        self.nokler: dict[str, str] = {}
        self._slugs = {order.inndeling.kommunenr(one): one.slug for one in order.inndeling}
        self._asked = {order.inndeling.kommunenr(one) for one in order.kommuner}

    def keep_others(self) -> list[Problem]:
        """Take the packets that were not asked for, with their sheets; tell of those not as made.

        Raises:
            PacketError: The disk refuses it.
        """
        wrong = []
        for entry in self._old.pakker if self._old else ():
            if entry.kommunenr in self._asked or self._slugs.get(entry.kommunenr) != entry.slug:
                continue
            files = {entry.fil: entry.sha256, entry.sidefil: entry.sidefil_sha256}
            told = [self._wrong(place, sha256) for place, sha256 in files.items()]
            if any(told):
                what = "og hører ikke lenger til settet. Lag den på nytt."
                wrong.append(Problem(entry.fil, f"{next(filter(None, told))[:-1]}, {what}"))
                continue
            for place in files:
                self._stage.take(place)
            self.others[entry.kommunenr] = entry
            self._keep(f"svarark/{entry.kommunenr}-{entry.slug}-svarark.pdf")
        return wrong

    def attach(self, sheets: Sheets) -> None:
        """Make sheets and booklets, or take those that say the same; what fails is noted.

        Raises:
            PacketError: The disk refuses something.
        """
        wanted = {one.place: one for one in self._wanted(sheets)}
        missing = []
        for place, one in wanted.items():
            key = packet_key(one.said.encode(), self._inputs)
            if not self._keep(place, key):
                missing.append(one)
        for one, (content, problems) in zip(missing, each(_drawn, missing, _alike), strict=True):
            if problems:
                self._set.failed.append(Failed(one.place, problems))
                continue
            self._stage.write(one.place, content)
            self.vedlegg[one.place] = hashlib.sha256(content).hexdigest()
            self.nokler[one.place] = packet_key(one.said.encode(), self._inputs)
        for place in dict(self._old.vedlegg) if self._old else ():
            if place not in wanted and self._meeting_is_as_it_was(place):
                self._keep(place)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All packets of the set, by code."""
        return tuple(one for _, one in sorted((self.others | self._set.entries).items()))

    @property
    def places(self) -> set[str]:
        """All files of the set but the manifest."""
        packets = {place for one in self.entries for place in (one.fil, one.sidefil)}
        return packets | set(self.vedlegg) | {RECORD}

    def is_ours(self, place: str) -> bool:
        """Tell whether a file in the folder belongs to a set of packets, not to somebody else.

        Packets of an edition that left no manifest are known by their names.
        """
        if place in {FILE, RECORD} or (self._old and place in self._old.files):
            return True
        found = _OF_A_PACKET.fullmatch(place)
        if not found:
            return bool(_BOOKLET.fullmatch(place))
        if place.startswith(QUARANTINE):
            return found[1] in self._set.entries
        return found[1] in self._asked or self._asked == set(self._slugs)

    def _wanted(self, sheets: Sheets) -> Iterator[Attached]:
        by_code = self._order.inndeling.by_kommunenr
        for nr in sorted(self._set.entries):
            sheet = sheets.sheet(by_code[nr])
            if sheet:
                yield sheet
        now = self._inputs.grunnlag
        current = [one.slug for one in self.entries if one.grunnlag == now]
        yield from sheets.booklets(current)

    def _meeting_is_as_it_was(self, place: str) -> bool:
        """Tell whether every packet that a booklet is made from lies there as it did."""
        found, runde = _BOOKLET.fullmatch(place), self._order.runde
        if not found or not runde:
            return False
        members = {slug for one in runde.moter if one.id == found[1] for slug in one.kommuner}
        as_they_were = {*self.others, *self._set.kept}
        return bool(members) and members <= {self._slugs[nr] for nr in as_they_were}

    def _keep(self, place: str, key: str = "") -> bool:
        """Take a file that lies there as it was made, and, where that is asked, under this key."""
        sha256 = dict(self._old.vedlegg).get(place) if self._old else None
        old_key = dict(self._old.nokler).get(place, "") if self._old else ""
        if sha256 is None or (key and key != old_key) or self._wrong(place, sha256):
            return False
        self._stage.take(place)
        self.vedlegg[place], self.nokler[place] = sha256, old_key
        return True

    def _wrong(self, place: str, sha256: str) -> str:
        return wrong_file(self._stage.target / place, sha256)


def _drawn(one: Attached) -> tuple[bytes, tuple[Problem, ...]]:
    """Give a file, or why it cannot be made; goes between processes."""
    try:
        return one.draw(), ()
    except DatapakkeError as error:
        return b"", error.problems


def _alike(_: Attached) -> int:
    return 1
