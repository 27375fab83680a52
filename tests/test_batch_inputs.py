"""The inputs of a round, and the key of a packet: what makes it again, and what does not."""

import ast
from dataclasses import replace
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import pytest

import datapakke
import datapakke.batch.inputs as module
from datapakke.batch.inputs import SAYS_ONLY, Inputs, inputs_of, packet_key, says_only
from datapakke.config import load_config
from datapakke.config.own import Logo
from datapakke.demo import write_demo
from datapakke.disclosure.ledger import append
from datapakke.model import Figure, FigureKey, Status
from datapakke.order import Choice, make_order
from datapakke.project import Project

ROOT = Path(datapakke.__file__).parent
DRAWS = ("batch.work", "batch.worker", "batch.warm", "svarark.pdf", "hefte.pdf")
"""Where what makes PDFs of what is said begins."""
SAID = {"svarark.ark", "hefte.hefte"}
"""What is said in sheets and booklets, which is in their keys; what builds it is not followed."""


def file_of(name: str) -> Path | None:
    """Give the file of a module of ours."""
    place = ROOT.joinpath(*name.split("."))
    found = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in found if path.is_file()), None)


def imported(path: Path) -> set[str]:
    """Give the modules of ours that a file imports, but for the sake of types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in typing_only or not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        else:
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        found |= {one[len("datapakke.") :] for one in names if one.startswith("datapakke.")}
    return {one for one in found if file_of(one)}


def reached() -> set[str]:
    """Give the files, by their names in the package, that what draws is made of."""
    waiting, seen = list(DRAWS), set[str]()
    while waiting:
        name = waiting.pop()
        path = file_of(name)
        if path is None or name in SAID or path.relative_to(ROOT).as_posix() in seen:
            continue
        seen.add(path.relative_to(ROOT).as_posix())
        waiting += imported(path)
        parts = name.split(".")
        waiting += [".".join(parts[:number]) for number in range(1, len(parts))]
    return seen


def test_nothing_that_draws_or_reads_back_is_left_out_of_the_key() -> None:
    """What draws uses none of the modules whose change makes no packet again."""
    seen = reached()

    assert {"render.py", "verify/__init__.py", "charts/linje.py", "pages/drawn.py"} <= seen
    assert {one for one in seen if says_only(one)} == set()


def test_every_name_that_is_left_out_is_there() -> None:
    """A module that has got another name would be drawn with unseen."""
    assert [one for one in SAYS_ONLY if not (ROOT / one).exists()] == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=2, aar=2)
    return Project(folder)


def inputs(project: Project) -> Inputs:
    config = load_config(project.config)
    order = make_order(Choice(alle=True), config)
    found = inputs_of(project, config, order, project.raw)
    return found.with_ledger(project.printed(demo=True), "2016-host")


def test_every_file_that_is_read_is_an_input(demo: Project) -> None:
    names = dict(inputs(demo).files)

    for path in (*demo.raw.iterdir(), *demo.config.parent.iterdir()):
        if not path.name.startswith((".", "README")):
            assert path.relative_to(demo.root).as_posix() in names
    assert inputs(demo) == inputs(demo)


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("data/raw/ny.csv", False),
        ("templates/stil.css", True),
        ("templates/deler/ny.html.j2", True),
    ],
)
def test_a_new_file_is_another_input(demo: Project, name: str, look: bool) -> None:  # noqa: FBT001
    before = inputs(demo)
    path = demo.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    try:
        now = inputs(demo)
    finally:
        path.unlink()

    assert now.grunnlag != before.grunnlag
    assert (now.look != before.look) == look
    assert name in dict(now.files)
    assert inputs(demo) == before


@pytest.mark.parametrize("name", ["epost/melding.html.j2", "gjennomgang/stil.css"])
def test_a_template_of_no_packet_is_no_input(demo: Project, name: str) -> None:
    """Else a corrected word in the e-mail would cost every packet a new approval."""
    before = inputs(demo)
    path = demo.templates / name
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")
    try:
        assert inputs(demo) == before
    finally:
        path.unlink()


def test_colours_and_the_logo_are_seen_in_the_look(demo: Project) -> None:
    config = load_config(demo.config)
    order = make_order(Choice(alle=True), config)
    before = inputs_of(demo, config, order, demo.raw)
    logo = replace(config.pakke, logo=Logo(b"<svg/>", "image/svg+xml"))
    with_logo = inputs_of(demo, replace(config, pakke=logo), order, demo.raw)

    assert with_logo.look != before.look
    assert with_logo.grunnlag != before.grunnlag


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("render.py", True),
        ("verify/grid.py", True),
        ("locale/nn/LC_MESSAGES/pakke.mo", True),
        ("indicators/ot.py", False),
        ("cli/build.py", False),
    ],
)
def test_a_change_of_the_program_is_seen_and_in_the_look_where_it_draws(
    demo: Project,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    look: bool,  # noqa: FBT001
) -> None:
    before = inputs(demo)
    program = module._program()  # noqa: SLF001
    assert name in program
    monkeypatch.setattr(module, "_program", lambda: program | {name: "0" * 64})
    now = inputs(demo)

    assert now.grunnlag != before.grunnlag
    assert (now.look != before.look) == look


@pytest.mark.parametrize(
    ("library", "look"), [("weasyprint", True), ("pypdfium2", True), ("pandas", False)]
)
def test_another_version_of_a_library_is_seen(
    demo: Project,
    monkeypatch: pytest.MonkeyPatch,
    library: str,
    look: bool,  # noqa: FBT001
) -> None:
    before, real = inputs(demo), version
    monkeypatch.setattr(module, "version", lambda name: "0" if name == library else real(name))
    now = inputs(demo)

    assert now.grunnlag != before.grunnlag
    assert (now.look != before.look) == look


def test_pango_is_among_what_draws(demo: Project) -> None:
    """It decides where lines are broken."""
    assert dict(inputs(demo).tools)["pango"].count(".") == 2


def test_a_key_follows_what_is_said_and_how_it_looks() -> None:
    first = Inputs((), (), "look")

    assert packet_key(b"a", first) == packet_key(b"a", replace(first, files=(("x", "y"),)))
    assert packet_key(b"a", first) != packet_key(b"b", first)
    assert packet_key(b"a", first) != packet_key(b"a", replace(first, look="another"))


def test_what_other_rounds_have_printed_is_an_input_and_what_this_one_has_is_not(
    tmp_path: Path,
) -> None:
    ledger, first = tmp_path / "trykt.jsonl", Inputs((), (), "look")
    key = FigureKey("ot_antall", "fylke", "fylke", "2016-06-15")
    printed = [Figure(key, Status.VIST, Decimal(number)) for number in (100, 101, 99)]
    none = first.with_ledger(ledger, "2016-host")
    append(ledger, "2016-host", 2016, printed[:1])
    append(ledger, "2016-host", 2016, printed[1:2])
    assert first.with_ledger(ledger, "2016-host") == none
    assert first.with_ledger(ledger, "2017-host") != none
    append(ledger, "2015-host", 2016, printed[2:])
    assert first.with_ledger(ledger, "2016-host") != none
