"""The manifest of a round: read as it was written, or refused."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from datapakke.batch.manifest import (
    FILE,
    Audit,
    Entry,
    Manifest,
    ManifestError,
    manifest_bytes,
    read_manifest,
    sidecars_digest,
    write_manifest,
    wrong_files,
)

A, B = "a" * 64, "b" * 64


def entry(kommunenr: str, slug: str, kommune: str) -> Entry:
    """Give a packet whose files hold their own names."""
    pdf, json_ = f"{kommunenr}-{slug}.pdf", f"{kommunenr}-{slug}.json"
    hashes = [sha256(name.encode()).hexdigest() for name in (pdf, json_)]
    return Entry(
        kommunenr, slug, kommune, "nb", pdf, hashes[0], json_, hashes[1], A, B, 14, 900, 80
    )


MODUM, AAL = entry("0623", "modum", "Modum"), entry("0619", "aal", "Ål")
SHEET = ("svarark/0623-modum.pdf", sha256(b"svarark/0623-modum.pdf").hexdigest())
MANIFEST = Manifest(
    runde="2016-host",
    demo=True,
    program="0.1.0",
    grunnlag=B,
    inndata=(("config/kommuner.yaml", A), ("weasyprint", "66.0")),
    pakker=(AAL, MODUM),
    feilet=(
        ("0615", ("0615-flaa.pdf: malen er feil.",)),
        ("svarark/0623-modum-svarark.pdf", ("malen er feil.",)),
    ),
    vedlegg=(SHEET,),
    nokler=(("svarark/0623-modum.pdf", A),),
    audit=Audit(
        ok=True,
        grunnlag=B,
        sidefiler=sidecars_digest([MODUM, AAL]),
        offentlig=12,
        innsidere=30,
        feil=(),
    ),
)


def lay_out(folder: Path) -> None:
    """Write the files that the manifest names."""
    for place in MANIFEST.files:
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(place.encode())


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)

    assert read_manifest(tmp_path) == MANIFEST
    assert MANIFEST.by_kommunenr["0619"].kommune == "Ål"


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "finnes-ikke") is None


def test_the_bytes_do_not_depend_on_the_order_of_what_was_made() -> None:
    turned = replace(MANIFEST, pakker=MANIFEST.pakker[::-1], inndata=MANIFEST.inndata[::-1])

    assert manifest_bytes(turned) == manifest_bytes(MANIFEST)


@pytest.mark.parametrize(
    "change",
    [
        {"utgave": 2},
        {"utgave": None},
        {"pakker": None},
        {"pakker": {}},
        {"pakker": [{}]},
        {"runde": 3},
        {"demo": "ja"},
        {"grunnlag": "A" * 64},
        {"vedlegg": [["../../etc/passwd", A]]},
        {"vedlegg": [["/etc/passwd", A]]},
        {"vedlegg": [["a/b/c.pdf", A]]},
        {"audit": {"ok": True}},
        {"ukjent": 1},
    ],
)
def test_what_is_of_another_form_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    said = json.loads(manifest_bytes(MANIFEST)) | change
    (tmp_path / FILE).write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(ManifestError, match=r"manifest\.json: er skadet.*--force"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"fil": "../0619-aal.pdf"},
        {"fil": "0623-modum.pdf"},
        {"slug": "../aal"},
        {"kommunenr": 619},
        {"sider": True},
        {"sider": -1},
        {"sha256": ""},
        {"kommune": None},
    ],
)
def test_a_packet_that_is_not_one_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """A name that leads out of the folder, another municipality's file, a number that is none."""
    said = json.loads(manifest_bytes(MANIFEST))
    said["pakker"][0] |= change
    (tmp_path / FILE).write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(ManifestError):
        read_manifest(tmp_path)


def test_the_same_packet_twice_is_refused(tmp_path: Path) -> None:
    said = json.loads(manifest_bytes(MANIFEST))
    said["pakker"] *= 2
    (tmp_path / FILE).write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(ManifestError):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises(ManifestError):
        read_manifest(tmp_path)


def test_a_link_or_a_folder_is_refused(tmp_path: Path) -> None:
    """What another file says may be another round's."""
    write_manifest(tmp_path / "annen", MANIFEST)
    (tmp_path / "lenke").mkdir()
    (tmp_path / "lenke" / FILE).symlink_to(tmp_path / "annen" / FILE)
    (tmp_path / "mappe" / FILE).mkdir(parents=True)

    for name in ("lenke", "mappe"):
        with pytest.raises(ManifestError, match="vanlig fil"):
            read_manifest(tmp_path / name)


def test_files_as_they_were_made_are_right_and_others_are_told(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert wrong_files(tmp_path, MANIFEST) == []

    (tmp_path / MODUM.fil).write_bytes((tmp_path / AAL.fil).read_bytes())
    (tmp_path / AAL.sidefil).unlink()
    (tmp_path / AAL.fil).rename(tmp_path / "annen.pdf")
    (tmp_path / AAL.fil).symlink_to(tmp_path / "annen.pdf")
    (tmp_path / SHEET[0]).unlink()
    (tmp_path / SHEET[0]).mkdir()

    assert [str(one) for one in wrong_files(tmp_path, MANIFEST)] == [
        "0619-aal.json: finnes ikke.",
        "0619-aal.pdf: er en lenke, ikke en fil.",
        "0623-modum.pdf: er endret etter at den ble laget og lest tilbake.",
        "svarark/0623-modum.pdf: finnes ikke.",
    ]


def test_an_audit_holds_for_the_packets_that_it_saw_only() -> None:
    """One packet made again, or other extracts, and nobody has attacked what lies there."""
    assert MANIFEST.audited
    assert not replace(MANIFEST, audit=None).audited
    assert not replace(MANIFEST, grunnlag=A).audited
    assert not replace(MANIFEST, pakker=(AAL,)).audited
    assert not replace(MANIFEST, pakker=(AAL, replace(MODUM, sidefil_sha256=A))).audited
