"""A county of a few municipalities with approved packets, ready to be mailed."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from datapakke.config import Avsender, Config, Fylke
from datapakke.config.sending import Sending
from datapakke.delivery.shipment import File, Sender, Shipment
from datapakke.kommuner import Kode, Kommune, Mote, Mottaker
from datapakke.rules import Rules
from datapakke.templating import Templates, package_templates

NOW = datetime(2016, 10, 20, 12, 30, tzinfo=UTC)
RUNDE = "2016-host"
SENDER = Sender("Møre fylkeskommune, utdanning", "pakker@fylket.invalid", "svar@fylket.invalid")
NAMES = {"hol": "Hol", "hole": "Hole", "aal": "Ål", "oevre-eiker": "Øvre Eiker"}
NUMBERS = {"hol": "0620", "hole": "0612", "aal": "0619", "oevre-eiker": "0624"}
DOMAINS = tuple(f"{slug}.kommune.invalid" for slug in NAMES)
SENDING = Sending("localhost", 587, "starttls", DOMAINS, per_minutt=60_000)
MOTE = Mote("2016-11-17", date(2016, 11, 17), "Ål, i kulturhuset", tuple(NAMES))


def kommune(slug: str, *epost: str, maalform: str = "bokmål") -> Kommune:
    """Give a municipality that receives at ``epost``, or at one address of its own."""
    receivers = epost or (f"skolesjef@{slug}.kommune.invalid",)
    return Kommune(
        slug,
        maalform,
        (Kode(NUMBERS[slug], NAMES[slug], 1994, 2019),),
        mottakere=tuple(Mottaker("skolesjef", one) for one in receivers),
    )


KOMMUNER = (
    kommune("hol"),
    kommune("hole"),
    kommune("aal", "skolesjef@aal.kommune.invalid", "oppvekst@aal.kommune.invalid"),
    kommune("oevre-eiker"),
)


def config_of(kommuner: tuple[Kommune, ...] = KOMMUNER) -> Config:
    """Give a configuration of these municipalities."""
    return Config(
        fylke=Fylke("Fylket", ("06",)),
        avsender=Avsender("Fylket", "post@fylket.invalid"),
        kommuner=kommuner,
        utenfor=(),
        runder=(),
        gjeldende_runde="",
        regler=Rules(),
        fagkoder={},
    )


def pdf(subject: str, text: str, filler: str = "") -> bytes:
    """Give a PDF of one page with a subject and a line of text."""
    shown = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    content = b"BT /F1 12 Tf 20 100 Td (" + shown + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources 7 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Subject <FEFF%s> >>" % subject.encode("utf-16-be").hex().encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 6 0 R >> >>",
    ]
    out = b"%PDF-1.4\n%" + filler.encode() + b"\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 8\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 8 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % start


def figure(value: str | None, aar: str = "2015/16", **key: str) -> dict[str, Any]:
    """Give a figure as a side-car has it; ``None`` is hidden."""
    where = {"nivaa": "kommune", "omraade": "0620", "kjonn": "alle", "kategori": ""}
    return {
        "key": {"indikator": "fravaer_over_15_10", "aar": aar} | where | key,
        "status": ":" if value is None else "",
        "verdi": value,
        "n": 40,
        "teller": None,
        "avrundet_til": 1,
        "grunn": "",
    }


def sidecar(slug: str, *figures: dict[str, Any]) -> bytes:
    """Give a side-car with these figures."""
    name = {"id": "fravaer_over_15_10", "tittel": "Fravær over 15 dager", "enhet": "prosent"}
    said = {"kommunenr": NUMBERS[slug], "figurer": figures, "indikatorer": [name]}
    return json.dumps(said).encode()


def write_files(  # noqa: PLR0913 - what is in them, each part
    folder: Path,
    slug: str,
    runde: str,
    filler: str = "",
    figures: tuple[dict[str, Any], ...] = (),
    *,
    marked: bool = False,
) -> tuple[File, File, File]:
    """Write a municipality's packet, side-car and answer sheet.

    ``filler`` makes another packet; ``marked`` says on it that its figures are invented.
    """
    mark = "DEMODATA " if marked else ""
    nr, navn = NUMBERS[slug], NAMES[slug]
    stem = f"{nr}-{slug}"
    return (
        _written(
            folder / f"{stem}.pdf",
            pdf(f"Kommune {nr} {navn}, runde {runde}", f"{mark}Datapakke for {navn}", filler),
        ),
        _written(folder / f"{stem}.json", sidecar(slug, *(figures or (figure("12.5"),)))),
        _written(
            folder / "svarark" / f"{stem}-svarark.pdf",
            pdf(f"Svarark {runde}/{nr}", f"{mark}Svarark for {navn} kommune"),
        ),
    )


def _written(path: Path, content: bytes) -> File:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content)
    return File(path, hashlib.sha256(content).hexdigest())


def shipment(
    folder: Path,
    of: Kommune,
    filler: str = "",
    figures: tuple[dict[str, Any], ...] = (),
    *,
    demo: bool = False,
) -> Shipment:
    """Write a municipality's files to ``folder``, and give them as approved."""
    pakke, sidefil, svarark = write_files(folder, of.slug, RUNDE, filler, figures, marked=demo)
    return Shipment(
        runde=RUNDE,
        mote=MOTE,
        kommunenr=NUMBERS[of.slug],
        kommune=of,
        navn=NAMES[of.slug],
        maalform="nynorsk" if of.maalform == "nynorsk" else "bokmål",
        path=pakke.path,
        sha256=pakke.sha256,
        sidefil=sidefil,
        frist=date(2016, 11, 10),
        svarark=svarark,
        andre=tuple(name for other, name in NAMES.items() if other != of.slug),
        demo=demo,
    )


def shipments(
    folder: Path,
    kommuner: tuple[Kommune, ...] = KOMMUNER,
    filler: str = "",
    figures: tuple[dict[str, Any], ...] = (),
) -> list[Shipment]:
    """Write and give the approved packets of municipalities."""
    return [shipment(folder, one, filler, figures) for one in kommuner]


def templates() -> Templates:
    """Give the package's own templates."""
    return Templates([package_templates()])
