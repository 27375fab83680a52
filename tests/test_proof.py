"""A packet that is wrong is set aside; what lies in ``out`` is proof-read against the data."""

import dataclasses
import shutil
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

import datapakke.pipeline
from datapakke.cli import main
from datapakke.demo import write_demo
from datapakke.disclosure.ledger import Ledger
from datapakke.disclosure.ledger import read as read_ledger
from datapakke.kommuner import Kommune
from datapakke.model import Figure, FigureKey, Status
from datapakke.output import sidecar
from datapakke.packet.build import PacketContext
from datapakke.packet.model import Packet
from datapakke.pipeline import NOTHING, Outcome, Press, write_packets
from datapakke.proof import Proof, as_lines, proof_read
from datapakke.render import Renderer, template_folders
from datapakke.verify import Verifier
from example_packet import EXAMPLE

FOLDERS = template_folders(Path("finnes-ikke"))
VERIFIER = Verifier(FOLDERS)
SHORT = dataclasses.replace(
    EXAMPLE, kapitler=EXAMPLE.kapitler[:1], tabeller=(), metoder=(), sporsmal=(), funn=()
)
SIGDAL = dataclasses.replace(SHORT, kommune="Sigdal", kommunenr="0621", slug="sigdal")
PACKETS = {packet.slug: packet for packet in (SHORT, SIGDAL)}


class Printer:
    """Prints what it is told to instead of a packet."""

    def __init__(self, instead: dict[str, Packet]) -> None:
        self._renderer, self._instead = Renderer(FOLDERS), instead

    def pdf(self, packet: Packet) -> bytes:
        return self._renderer.pdf(self._instead.get(packet.slug, packet))


class Written:
    """A ledger that remembers whose figures were written down."""

    def __init__(self) -> None:
        self.figures: list[object] = []

    def append(self, *what: object) -> object:
        self.figures.append(what)
        return NOTHING


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> PacketContext:
    """A round of two municipalities whose packets are ready made."""
    kommuner = [SimpleNamespace(slug=slug) for slug in PACKETS]

    def ready(_: PacketContext, kommune: Kommune) -> Packet:
        return PACKETS[kommune.slug]

    monkeypatch.setattr(datapakke.pipeline, "build_packet", ready)
    monkeypatch.setattr(datapakke.pipeline, "stamped", lambda packet: packet)

    class Inndeling(list[object]):
        aar = 2016

    return cast("PacketContext", SimpleNamespace(inndeling=Inndeling(kommuner)))


def printed(
    context: PacketContext, folder: Path, ledger: Written, instead: dict[str, Packet] | None = None
) -> list[Outcome]:
    press = Press(cast("Renderer", Printer(instead or {})), VERIFIER)
    kommuner = cast("tuple[Kommune, ...]", tuple(context.inndeling))
    return list(write_packets(context, kommuner, press, folder, cast("Ledger", ledger)))


def test_a_wrong_packet_is_set_aside_and_the_others_are_made(
    context: PacketContext, tmp_path: Path
) -> None:
    """Modum's packet shows Sigdal's pages: it is in no folder that anything is sent from."""
    (tmp_path / "0623-modum.pdf").write_bytes(b"of last week")
    ledger = Written()

    modum, sigdal = printed(context, tmp_path, ledger, {"modum": SIGDAL})

    assert modum.error
    assert "0623-modum.pdf: sier ikke det den skal. Den ligger i" in str(modum.error)
    assert "emnet i filen er «Kommune 0621 Sigdal" in str(modum.error)
    assert sigdal.path == tmp_path / "0621-sigdal.pdf"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "0621-sigdal.json",
        "0621-sigdal.pdf",
        "karantene",
    ]
    assert len(ledger.figures) == 1, "what is set aside is not printed"
    text = (tmp_path / "karantene" / "0623-modum.txt").read_text(encoding="utf-8")
    assert "må ikke sendes" in text
    assert "Sigdal kommune" in text


def test_what_a_packet_draws_of_others_is_written_down_before_what_it_prints(
    context: PacketContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sigdal's packet may never be made; its figure is in Modum's, without a number."""
    drawn = Figure(
        FigureKey("fullfort_56", "kommune", "0621", "2010"), Status.VIST, Decimal(74), 40
    )
    monkeypatch.setitem(PACKETS, "modum", dataclasses.replace(PACKETS["modum"], bakgrunn=(drawn,)))
    path = tmp_path / "arkiv" / "trykt.jsonl"

    printed(context, tmp_path / "ut", cast("Written", Ledger(path)))

    first, *rest = read_ledger(path)
    assert (first.figure, first.tegnet) == (drawn, True)
    assert rest
    assert not any(entry.tegnet for entry in rest)


def test_a_packet_that_is_right_again_leaves_quarantine(
    context: PacketContext, tmp_path: Path
) -> None:
    """The next build cleans up."""
    printed(context, tmp_path, Written(), {"modum": SIGDAL})

    printed(context, tmp_path, Written())

    assert (tmp_path / "0623-modum.pdf").exists()
    assert not (tmp_path / "karantene").exists()


@pytest.fixture
def folder(context: PacketContext, tmp_path: Path) -> Path:
    """Give a folder of two packets and their record."""
    printed(context, tmp_path, Written())
    (tmp_path / "kilder.json").write_bytes(b"{}")
    return tmp_path


def read(context: PacketContext, folder: Path) -> Proof:
    return proof_read(context, VERIFIER, folder, b"{}")


def test_packets_as_they_were_made_have_no_faults(context: PacketContext, folder: Path) -> None:
    """Every value of both."""
    proof = read(context, folder)

    assert proof.feil == ()
    assert proof.verdier > 100
    assert as_lines(proof)[0].startswith("2 pakker:")
    assert "ingen feil" in as_lines(proof)[0]


def test_everything_around_the_packets_is_compared_too(
    context: PacketContext, folder: Path
) -> None:
    """A file of another name, a side-car, the record, a file that is no PDF, a missing packet."""
    (folder / "0617-gol.pdf").write_bytes(b"")
    (folder / "0621-sigdal.json").write_bytes(sidecar(SHORT))
    (folder / "kilder.json").write_bytes(b"{ }")
    (folder / "0623-modum.pdf").write_bytes(b"%PDF")

    told = [str(one) for one in read(context, folder).feil]

    assert [one.split(":")[0] for one in told] == [
        "kilder.json",
        "0623-modum.pdf",
        "0621-sigdal.json",
        "0617-gol.pdf",
    ]


def test_a_packet_that_is_not_made_is_named_and_no_fault(
    context: PacketContext, folder: Path
) -> None:
    """One may build a single municipality."""
    (folder / "0623-modum.pdf").unlink()

    proof = read(context, folder)

    assert proof.mangler == ("Modum",)
    assert proof.feil == ()
    assert "Ikke laget: Modum." in as_lines(proof)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project of two municipalities with their packets."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=2, aar=2)
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
