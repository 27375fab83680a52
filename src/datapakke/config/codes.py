"""Municipality codes in time: no code stands twice, and no year of a history is missing."""

from dataclasses import dataclass, field

from datapakke.config.fields import LATEST, Reader
from datapakke.config.structure import Value
from datapakke.kommuner import Kode

UNREADABLE = LATEST + 1
"""Stands for a last year that could not be read: the code is taken to hold."""


@dataclass
class CodeReader:
    """Reads codes and knows all that it has read.

    ``fylkesnumre`` are the beginnings that the county's own codes may have.
    """

    reader: Reader
    fylkesnumre: tuple[str, ...]
    known: dict[str, Kode] = field(default_factory=dict)
    places: dict[str, Value] = field(default_factory=dict)

    def outside(self, value: Value) -> tuple[Kode, ...]:
        """Read former municipalities of other counties, which all have a last year."""
        items = self.reader.items(value, at_least=0)
        return tuple(
            self._kode(item, self.reader.fields(item, ("kode", "navn", "fra", "til")), UNREADABLE)
            for item in items
        )

    def history(self, value: Value) -> tuple[Kode, ...]:
        """Read a municipality's codes in the order of time."""
        koder: list[Kode] = []
        for item in self.reader.items(value):
            kode = self._kode(
                item, self.reader.fields(item, ("kode", "navn", "fra"), ("til",)), None
            )
            self._check_county(item, kode)
            if koder:
                self._check_succession(item, koder[-1], kode)
            koder.append(kode)
        return tuple(koder)

    def _kode(self, item: Value, fields: dict[str, Value], still: int | None) -> Kode:
        til = fields["til"]
        kode = Kode(
            kode=self.reader.siffer(fields["kode"], 4),
            navn=self.reader.text(fields["navn"]),
            fra=self.reader.aar(fields["fra"]),
            til=still if til.node is None else self.reader.aar(til) or UNREADABLE,
        )
        if kode.til is not None and kode.til < kode.fra:
            self.reader.wrong(
                til, f"«til» er {kode.til}, men kan ikke være før «fra» ({kode.fra})."
            )
        self.places.setdefault(kode.kode, item)
        other = self.known.setdefault(kode.kode, kode)
        if kode.kode and other is not kode:
            message = f"koden {kode.kode} er brukt før, av {other.navn}. Den kan stå bare ett sted."
            self.reader.wrong(item, message)
        return kode

    def _check_county(self, item: Value, kode: Kode) -> None:
        if kode.kode and self.fylkesnumre and not kode.kode.startswith(self.fylkesnumre):
            numre = ", ".join(self.fylkesnumre)
            message = f"koden {kode.kode} begynner ikke med et av fylkesnumrene ({numre})."
            self.reader.wrong(item, message)

    def _check_succession(self, item: Value, before: Kode, after: Kode) -> None:
        if before.til == UNREADABLE or not after.fra:
            return
        name = f"koden {after.kode or after.navn} gjelder fra {after.fra}, men"
        if before.til is None:
            message = f"{name} {before.kode} har ingen «til». Bare den siste koden kan mangle den."
        elif after.fra <= before.til:
            message = f"{name} {before.kode} gjelder til {before.til}: de overlapper."
        elif after.fra > before.til + 1:
            message = f"{name} {before.kode} bare til {before.til}: årene mellom mangler en kode."
        else:
            return
        self.reader.wrong(item, message)
