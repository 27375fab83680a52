"""What lies in ``out`` is proof-read against packets made again from the data."""

import dataclasses
import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

import datapakke.batch.proof
from datapakke.batch.inputs import Inputs, packet_key
from datapakke.batch.manifest import read_manifest, write_manifest
from datapakke.batch.model import Entry, Manifest
from datapakke.batch.prepare import Prepared
from datapakke.batch.proof import Proof, as_lines, proof_read
from datapakke.cli import main
from datapakke.kommuner import Kommune
from datapakke.output import packet_name, sidecar
from datapakke.packet.model import Packet
from datapakke.render import Renderer, template_folders
from datapakke.verify import Verifier
from demo_rounds import Rounds
from example_packet import EXAMPLE

FOLDERS = template_folders(Path("finnes-ikke"))
VERIFIER = Verifier(FOLDERS)
SHORT = dataclasses.replace(
    EXAMPLE, kapitler=EXAMPLE.kapitler[:1], tabeller=(), metoder=(), sporsmal=(), funn=()
)
SIGDAL = dataclasses.replace(SHORT, kommune="Sigdal", kommunenr="0621", slug="sigdal")
PACKETS = {packet.slug: packet for packet in (SHORT, SIGDAL)}
INPUTS = Inputs((), (), "a look")
RECORD = b"{}"


@pytest.fixture
def basis(monkeypatch: pytest.MonkeyPatch) -> Prepared:
    """A round of two municipalities whose packets are ready made."""
    kommuner = [SimpleNamespace(slug=slug) for slug in PACKETS]

    def ready(_: object, kommune: Kommune) -> Packet:
        return PACKETS[kommune.slug]

    monkeypatch.setattr(datapakke.batch.proof, "packet_of", ready)
    context = SimpleNamespace(inndeling=kommuner)
    return cast("Prepared", SimpleNamespace(context=context, inputs=INPUTS, record=RECORD))


def entry_of(packet: Packet, pdf: bytes, inputs: Inputs = INPUTS) -> Entry:
    """Give a packet as it stands in the manifest."""
    said, name = sidecar(packet), packet_name(packet)
    return Entry(
        packet.kommunenr,
        packet.slug,
        packet.kommune,
        packet.maalform,
        f"{name}.pdf",
        hashlib.sha256(pdf).hexdigest(),
        f"{name}.json",
        hashlib.sha256(said).hexdigest(),
        packet_key(said, inputs),
        "0" * 64,
        1,
        1,
        1,
    )


@pytest.fixture(scope="module")
def pdfs() -> Mapping[str, bytes]:
    """The files, printed once."""
    renderer = Renderer(FOLDERS)
    return {slug: renderer.pdf(packet) for slug, packet in PACKETS.items()}


@pytest.fixture
def folder(pdfs: Mapping[str, bytes], tmp_path: Path) -> Path:
    """Give a folder of two packets, their record and their manifest."""
    for slug, packet in PACKETS.items():
        (tmp_path / f"{packet_name(packet)}.pdf").write_bytes(pdfs[slug])
        (tmp_path / f"{packet_name(packet)}.json").write_bytes(sidecar(packet))
    (tmp_path / "kilder.json").write_bytes(RECORD)
    (tmp_path / "svarark").mkdir()
    (tmp_path / "svarark" / "0623-modum-svarark.pdf").write_bytes(b"ark")
    sheet = ("svarark/0623-modum-svarark.pdf", hashlib.sha256(b"ark").hexdigest())
    entries = tuple(entry_of(packet, pdfs[slug]) for slug, packet in PACKETS.items())
    manifest = Manifest("2016-host", True, "0", "0" * 64, (), entries, vedlegg=(sheet,))  # noqa: FBT003
    write_manifest(tmp_path, manifest)
    return tmp_path


def read(basis: Prepared, folder: Path) -> Proof:
    return proof_read(basis, VERIFIER, folder, read_manifest(folder))


def test_packets_as_they_were_made_have_no_faults(basis: Prepared, folder: Path) -> None:
    """Every value of both."""
    proof = read(basis, folder)

    assert proof.feil == ()
    assert proof.verdier > 100
    assert as_lines(proof)[0].startswith("2 pakker:")
    assert "ingen feil" in as_lines(proof)[0]


def test_everything_around_the_packets_is_compared_too(basis: Prepared, folder: Path) -> None:
    """A file of another name, a side-car, the record, a file that is no PDF, a missing packet."""
    (folder / "0617-gol.pdf").write_bytes(b"")
    (folder / "0621-sigdal.json").write_bytes(sidecar(SHORT))
    (folder / "kilder.json").write_bytes(b"{ }")
    (folder / "0623-modum.pdf").write_bytes(b"%PDF")
    (folder / "svarark" / "0623-modum-svarark.pdf").write_bytes(b"Sigdals ark")

    told = [str(one) for one in read(basis, folder).feil]

    assert [one.split(":")[0] for one in told] == [
        "kilder.json",
        "svarark/0623-modum-svarark.pdf",
        "0623-modum.pdf",
        "0621-sigdal.json",
        "0617-gol.pdf",
    ]


def test_a_packet_that_is_not_made_is_named_and_no_fault(basis: Prepared, folder: Path) -> None:
    """One may build a single municipality."""
    (folder / "0623-modum.pdf").unlink()

    proof = read(basis, folder)

    assert proof.mangler == ("Modum",)
    assert proof.feil == ()
    assert "Ikke laget: Modum." in as_lines(proof)


def test_a_packet_of_other_inputs_is_told_once_and_not_compared(
    basis: Prepared, folder: Path, pdfs: Mapping[str, bytes]
) -> None:
    """Modum's of another program, Sigdal's of other extracts: every page differs."""
    other = dataclasses.replace(SIGDAL, figurer=SIGDAL.figurer[1:])
    entries = (
        entry_of(SHORT, pdfs["modum"], dataclasses.replace(INPUTS, look="another")),
        entry_of(other, pdfs["sigdal"]),
    )
    manifest = read_manifest(folder)
    assert manifest
    write_manifest(folder, dataclasses.replace(manifest, pakker=entries))
    proof = read(basis, folder)

    told = {one.where: one.what for one in proof.feil}
    assert len(proof.feil) == 2
    assert told["0623-modum.pdf"].startswith("er laget med et annet program eller andre maler.")
    assert told["0621-sigdal.pdf"].startswith("er laget av andre uttrekk, et annet oppsett eller")
    assert proof.lest == {}


def test_a_packet_that_nobody_knows_is_told(basis: Prepared, folder: Path) -> None:
    """It is not in the manifest; then there is no manifest at all, and the packets are compared."""
    manifest = read_manifest(folder)
    assert manifest
    write_manifest(folder, dataclasses.replace(manifest, pakker=manifest.pakker[:1]))
    (told,) = read(basis, folder).feil
    assert "står ikke i manifest.json" in told.what

    (folder / "manifest.json").unlink()
    proof = read(basis, folder)
    assert [one.where for one in proof.feil] == ["manifest.json"]
    assert len(proof.lest) == 2


def test_a_file_that_says_the_same_but_is_another_is_told(
    basis: Prepared, folder: Path, pdfs: Mapping[str, bytes]
) -> None:
    """A comment behind the end is read by nobody; the file is not the one that was approved."""
    (folder / "0623-modum.pdf").write_bytes(pdfs["modum"] + b"% hei\n")
    (told,) = read(basis, folder).feil

    assert str(told) == "0623-modum.pdf: er endret etter at den ble laget og lest tilbake."


@pytest.fixture(scope="module")
def project(rounds: Rounds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project of two municipalities with their packets."""
    folder = rounds.laid(tmp_path_factory.mktemp("demo") / "prosjekt", kommuner=2)
    assert run(folder, "build", "--alle").exit_code == 0
    return folder


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--prosjekt", str(project)])


def test_verify_reads_what_build_made_and_finds_two_that_changed_names(
    project: Path, tmp_path: Path
) -> None:
    """From the extracts to the PDF and back; then one school chief would have the other's."""
    right = run(project, "verify")
    assert right.exit_code == 0, right.output
    assert "2 pakker" in right.stdout
    out = project / "out" / "2016-host"
    abouts = [PdfReader(path).metadata for path in out.glob("*.pdf")]
    stamps = {about.keywords for about in abouts if about}
    assert len(stamps) == 2
    assert all(str(one).startswith("datapakke ") for one in stamps)

    spoilt = Path(shutil.copytree(project, tmp_path / "prosjekt"))
    first, second = sorted((spoilt / "out" / "2016-host").glob("*.pdf"))
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    wrong = run(spoilt, "verify", "--json")

    assert wrong.exit_code == 1
    for path in (first, second):
        assert f"{path.name}: emnet i filen er" in wrong.stderr


def test_verify_without_packets_says_what_to_do(project: Path, tmp_path: Path) -> None:
    """No traceback, and nothing that looks like all is well."""
    result = run(project, "verify", "--ut", str(tmp_path))

    assert result.exit_code == 1
    assert "har ingen pakker. Lag dem med datapakke build." in result.output
