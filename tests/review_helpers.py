"""Rounds drawn for the tests of the review page: packets, their manifest, and a folder of them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from datapakke.batch.manifest import write_manifest
from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.config import Config
from datapakke.kommuner import Kommune
from datapakke.model import Figure, FigureKey, Status
from datapakke.order import Choice, Order, make_order
from datapakke.output import sidecar
from datapakke.packet.model import Akse, Chart, Name, Packet, Point
from datapakke.pages import make_pdf
from datapakke.review.make import Grunnlag, make_review, packets_in
from datapakke.review.model import Gjennomgang, Kort
from datapakke.review.write import write_review
from datapakke.templating import template_folders
from example_packet import EXAMPLE, county, own

NOW = "b" * 64
TEMPLATES = template_folders(Path("finnes-ikke"))
POENG, FRAVAER = "inntakspoeng_snitt", "fravaer_over_15_10"
AAR = "2015/16"
Change = Callable[[Packet], Packet]


def figure(indikator: str, verdi: str, nr: str = "0623", n: int | None = 134) -> Figure:
    """Give a municipality's figure: a number, or the symbol of a status."""
    key = FigureKey(indikator, "kommune", nr, AAR)
    if verdi in {":", ".."}:
        return Figure(key, Status(verdi))
    return Figure(key, Status.VIST, Decimal(verdi), n)


def overview(poeng: str, fravaer: str, *, filled: bool) -> Chart:
    """Give an overview of two rows; the first differs from the county's when ``filled``."""
    rows = ("Inntakspoeng, snitt", "Over 15 dager, 10. trinn")
    mine = (Point(rows[0], None, poeng, apen=not filled), Point(rows[1], None, fravaer))
    theirs = (Point(rows[0], 41.2, "41,2"), Point(rows[1], 14.0, "14\u00a0%"))
    axes = tuple(Akse(name, f"{AAR} · høyt er bra") for name in rows)
    assert EXAMPLE.oversikt is not None
    return replace(EXAMPLE.oversikt, series=(own(mine), county(theirs)), akser=axes)


def packet(nr: str, kommune: str, slug: str, *, filled: bool = False) -> Packet:
    """Give a municipality's packet: three figures of its own, one of them hidden, one county's."""
    own_figures = (figure(POENG, "39.4", nr), figure(FRAVAER, ":", nr), figure("ot", "2.8", nr))
    whole = Figure(FigureKey(POENG, "fylke", "fylke", AAR), Status.VIST, Decimal("41.2"), 3163)
    return replace(
        EXAMPLE,
        kommunenr=nr,
        kommune=kommune,
        slug=slug,
        oversikt=overview("39,4", ":", filled=filled),
        figurer=(*own_figures, whole),
        indikatorer=(Name(POENG, "Gjennomsnittlige inntakspoeng", "poeng"),),
        kapitler=EXAMPLE.kapitler[:3],
    )


@cache
def pages(kommune: str, count: int) -> bytes:
    """Give a PDF whose pages say which they are."""
    said = "".join(f'<h1 style="break-before: page">{kommune}, {i + 1}</h1>' for i in range(count))
    return make_pdf(f'<html lang="nb"><title>{kommune}</title>{said}</html>', "", {})


@dataclass
class World:
    """A folder of packets that a test may change, and the page that is made of it."""

    config: Config
    folder: Path
    chosen: tuple[str, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    sider: int = 1
    pdfs: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def order(self) -> Order:
        """The round of the autumn of 2016."""
        return make_order(Choice(runde="2016-host"), self.config)

    @property
    def page(self) -> Path:
        """Where the page is written."""
        return self.folder.parent / f"{self.folder.name}-gjennomgang"

    @property
    def kommuner(self) -> list[Kommune]:
        """Those that have a packet."""
        every = self.order.inndeling
        return [one for one in every if not self.chosen or one.slug in self.chosen]

    def build(self, **manifest: object) -> Manifest:
        """Write packets, side-cars and manifest; ``manifest`` says what is otherwise in it."""
        entries = tuple(self._write(one) for one in self.kommuner)
        seen = Audit(
            ok=True,
            grunnlag=NOW,
            sidefiler=sidecars_digest(entries),
            offentlig=812,
            innsidere=21,
            feil=(),
        )
        made = Manifest(
            "2016-host",
            demo=True,
            program="0.1.0",
            grunnlag=NOW,
            inndata=(),
            pakker=entries,
            audit=seen,
        )
        made = replace(made, **manifest)  # type: ignore[arg-type]
        write_manifest(self.folder, made)
        return made

    def _write(self, kommune: Kommune) -> Entry:
        nr, name = self.order.inndeling.kommunenr(kommune), self.order.inndeling.navn(kommune)
        one = packet(nr, name, kommune.slug, filled=kommune.slug in ("hol", "modum"))
        change = self.changes.get(kommune.slug)
        one = change(one) if change else one
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{nr}-{kommune.slug}.pdf"
        path.write_bytes(self.pdfs.get(name) or pages(name, self.sider))
        path.with_suffix(".json").write_bytes(sidecar(one))
        hashes = (hashlib.sha256(file.read_bytes()).hexdigest() for file in _both(path))
        return Entry(
            kommunenr=nr,
            slug=kommune.slug,
            kommune=name,
            maalform=one.maalform,
            fil=path.name,
            sha256=next(hashes),
            sidefil=path.with_suffix(".json").name,
            sidefil_sha256=next(hashes),
            nokkel="a" * 64,
            grunnlag=NOW,
            sider=self.sider,
            verdier=1200,
            tekster=400,
        )

    def review(self, **known: object) -> Gjennomgang:
        """Put together what the page tells."""
        words = {
            "config": self.config,
            "order": self.order,
            "folder": self.folder,
            "manifest": packets_in(self.folder, "2016-host"),
            "grunnlag": NOW,
        } | known
        return make_review(Grunnlag(**words))  # type: ignore[arg-type]

    def write(self, **known: object) -> Gjennomgang:
        """Write the page."""
        return write_review(self.review(**known), self.folder, self.page, TEMPLATES)

    def text(self, name: str = "index.html") -> str:
        """Give one of the page's files."""
        return (self.page / name).read_text(encoding="utf-8")


def _both(path: Path) -> tuple[Path, Path]:
    return path, path.with_suffix(".json")


def card(review: Gjennomgang, slug: str) -> Kort:
    """Give a municipality of a review."""
    return next(one for one in review.kort if one.slug == slug)
