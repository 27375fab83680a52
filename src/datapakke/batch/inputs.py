"""All that packets are made from, by name and hash, without reading any of it as data.

When none of it has changed, neither have the packets. Nothing heavy is imported here.
"""

import ctypes
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import font_source_sans_pro

from datapakke.batch.model import Pairs
from datapakke.config import Config
from datapakke.config.agreements import FILE as AGREEMENTS
from datapakke.config.questions import FILE as QUESTIONS
from datapakke.errors import ExtractError, refused
from datapakke.order import Order
from datapakke.project import PROGRAM, Project, package_templates, program_files

LEDGER = "trykt i andre runder"
_LINE = re.compile(rb'\{"utgave":\d+,"nr":\d+,"forrige":"[0-9a-f]*","runde":"([^"\\]*)"')
DRAW = ("weasyprint", "pydyf", "matplotlib", "jinja2", "fonttools", "pillow", "pypdfium2")
"""What draws, and what reads back what is drawn."""
READ = ("highspy", "numpy", "pandas", "pypdf", "python-calamine", "pyyaml", "scipy")
_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}
"""What lays the text out, and the function that tells its version."""
SAYS_ONLY = frozenset(
    (
        *("batch", "cli", "compare", "compute", "delivery", "demo", "disclosure", "explain"),
        *("extracts", "indicators", "journal", "reading", "report", "review", "statistics"),
        *("attack.py", "case.py", "keys.py", "lift.py", "pipeline.py", "plans.py", "provenance.py"),
        *("publish.py", "quarantine.py", "secure.py"),
    )
)
"""What only decides what a packet says, or where it is put: its look does not depend on them."""
OTHERS = ("epost", "gjennomgang")
"""Folders of templates that are of no packet: a packet does not depend on them."""
_WORK = frozenset(f"batch/{name}.py" for name in ("__init__", "press", "warm", "work", "worker"))
"""What of ``batch`` does the drawing."""


@dataclass(frozen=True)
class Inputs:
    """What the packets of an order are made from.

    Attributes:
        files: The project's files: configuration, extracts, templates, and the ledger's head.
        tools: The program, its templates and fonts, and the libraries.
        look: The digest of all that decides how a packet looks that says what it says.
    """

    files: Pairs
    tools: Pairs
    look: str

    @property
    def pairs(self) -> Pairs:
        """All of them, sorted."""
        return tuple(sorted((*self.files, *self.tools)))

    @property
    def grunnlag(self) -> str:
        """The digest of all of them."""
        return digest(self.pairs)

    def with_ledger(self, ledger: Path, runde: str) -> "Inputs":
        """Add what other rounds have printed, as the ledger tells it.

        What the round itself has printed is what it prints, or came of other inputs than these.

        Raises:
            ExtractError: The ledger cannot be read.
        """
        return replace(self, files=(*self.files, (LEDGER, _printed_by_others(ledger, runde))))


def inputs_of(project: Project, config: Config, order: Order, raw: Path) -> Inputs:
    """Give the inputs of an order; those of one municipality are those of all.

    Args:
        project: Where the configuration and templates lie.
        config: What is read from the configuration.
        order: The round and its division.
        raw: Where the extracts lie.

    Raises:
        ExtractError: A file cannot be read.
    """
    chosen = [str(order.runde and order.runde.id), str(order.inndeling.aar)]
    own = _templates(project.templates)
    look = config.pakke
    files = {
        "valg": digest(chosen),
        **_hashed(_settings(project.config), project),
        **_hashed(_extracts(raw), project),
        **_hashed(own, project),
    }
    if look.logo:
        files["logo"] = hashlib.sha256(look.logo.content).hexdigest()
    program = _program()
    tools = _tools(program)
    drawn = {name: sha256 for name, sha256 in program.items() if not says_only(name)}
    seen = (
        {name: tools[name] for name in tools if name not in {*READ, "datapakke"}},
        drawn,
        {str(one.relative_to(project.templates)): _sha256(one) for one in own},
        [repr(look.palett), files.get("logo", "")],
    )
    return Inputs(tuple(sorted(files.items())), tuple(sorted(tools.items())), digest(seen))


def digest(said: object) -> str:
    """Give the SHA-256 of what JSON can say."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def packet_key(said: bytes, inputs: Inputs) -> str:
    """Give the key of a document: what it says, and all that decides how that looks."""
    return digest([hashlib.sha256(said).hexdigest(), inputs.look])


def _settings(config: Path) -> list[Path]:
    beside = (config.with_name(name) for name in (QUESTIONS, AGREEMENTS))
    return [config, *(path for path in beside if path.is_file())]


def _extracts(raw: Path) -> Iterator[Path]:
    """Give the extracts and their register; what is hidden, or tells about the folder, is none."""
    for path in _below(raw):
        below = path.relative_to(raw).parts
        if path.is_file() and not any(part.startswith((".", "README")) for part in below):
            yield path


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*")) if folder.is_dir() else []


def _hashed(paths: Iterable[Path], project: Project) -> dict[str, str]:
    return {_name(path, project): _sha256(path) for path in paths}


def _name(path: Path, project: Project) -> str:
    """Name a file as it lies in the project, or, outside it, on the machine."""
    whole, root = path.resolve(), project.root.resolve()
    return (whole.relative_to(root) if whole.is_relative_to(root) else whole).as_posix()


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ExtractError([refused(path, "leses", error)]) from error


def _printed_by_others(ledger: Path, runde: str) -> str:
    """Give the digest of the lines of a ledger that are not of the round."""
    hashed = hashlib.sha256()
    try:
        with suppress(FileNotFoundError), ledger.open("rb") as file:
            for line in file:
                found = _LINE.match(line)
                if not found or found[1] != runde.encode():
                    hashed.update(hashlib.sha256(line).digest())
    except OSError as error:
        raise ExtractError([refused(ledger, "leses", error)]) from error
    return hashed.hexdigest()


def _program() -> dict[str, str]:
    return {name: _sha256(path) for name, path in program_files(PROGRAM)}


def says_only(name: str) -> bool:
    """Tell whether a file of the program only decides what packets say, or where they lie."""
    return name.partition("/")[0] in SAYS_ONLY and name not in _WORK


def _tools(program: dict[str, str]) -> dict[str, str]:
    templates = package_templates()
    maler = {str(one.relative_to(templates)): _sha256(one) for one in _templates(templates)}
    fonts = Path(font_source_sans_pro.font_directory)
    return {
        "datapakke": digest(program),
        "maler": digest(maler),
        "skrift": digest({one.name: _sha256(one) for one in _files(fonts, ".ttf")}),
        "python": python_version(),
        **{name: version(name) for name in (*DRAW, *READ)},
        **{name: _library(*where) for name, where in _LIBRARIES.items()},
    }


def _templates(folder: Path) -> list[Path]:
    return [one for one in _files(folder) if one.relative_to(folder).parts[0] not in OTHERS]


def _files(folder: Path, ending: str = "") -> list[Path]:
    return [path for path in _below(folder) if path.is_file() and path.name.endswith(ending)]


def _library(file: str, tells: str) -> str:
    """Give the version of a library; nothing where it has another name than on Linux."""
    try:
        function = getattr(ctypes.CDLL(file), tells)
    except (OSError, AttributeError):
        return ""
    function.restype = ctypes.c_char_p
    return str(function().decode())
