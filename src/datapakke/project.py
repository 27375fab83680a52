"""Where a project's files lie."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from datapakke.errors import Problem, UsageError

_PACKAGE = Path(__file__).parent
CODE = frozenset({".py", ".csv"})
"""Modules and tables: what decides what is said."""
PROGRAM = CODE | {".mo", ".yaml"}
"""Texts and settings too: what decides how it is said."""
OWN = ("out", "arkiv", "data", "config", "svar", "templates", "logg", ".cache")
"""The project's own folders."""


@dataclass(frozen=True)
class Project:
    """A project folder and the places in it."""

    root: Path

    @property
    def config(self) -> Path:
        """The configuration."""
        return self.root / "config" / "kommuner.yaml"

    @property
    def raw(self) -> Path:
        """The extracts, as delivered, and their register."""
        return self.root / "data" / "raw"

    @property
    def templates(self) -> Path:
        """The project's own templates; each overrides the package's of the same name."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """Extracts as they were read, kept until the next time."""
        return self.root / ".cache"

    def has(self, folder: Path, *more: Path) -> bool:
        """Tell whether a folder is one of the project's own, or in one: nothing else goes there.

        Args:
            folder: It need not exist.
            more: Other folders that are the project's own today.
        """
        around = (folder.resolve(), *folder.resolve().parents)
        return any(own.resolve() in around for own in (*(self.root / one for one in OWN), *more))

    @property
    def out(self) -> Path:
        """What is built, a folder per round."""
        return self.root / "out"

    @property
    def answers(self) -> Path:
        """What municipalities have answered, a folder per round."""
        return self.root / "svar"

    def review(self, mappe: str) -> Path:
        """The page on which the packets in a folder below ``out`` are looked through."""
        return self.out / f"{mappe}-gjennomgang"

    def printed(self, *, demo: bool) -> Path:
        """The ledger of every figure ever printed; invented ones have their own.

        It is not in ``out``, which may be deleted and built again: what has left the house cannot.
        """
        return self.root / "arkiv" / ("trykt-demo.jsonl" if demo else "trykt.jsonl")

    def approvals(self, *, demo: bool) -> Path:
        """The journal of what has been approved; invented packets have their own."""
        return self.root / "arkiv" / ("godkjent-demo.jsonl" if demo else "godkjent.jsonl")

    def sendings(self, *, demo: bool) -> Path:
        """The journal of what has been sent to whom; invented packets have their own."""
        return self.root / "arkiv" / ("sendt-demo.jsonl" if demo else "sendt.jsonl")


def program_files(kinds: Collection[str] = CODE) -> list[tuple[str, Path]]:
    """Give the program's files of some kinds, by their names in the package, in order."""
    found = (one for one in _PACKAGE.rglob("*") if one.suffix in kinds)
    return sorted((one.relative_to(_PACKAGE).as_posix(), one) for one in found)


def package_templates() -> Path:
    """Give the default templates' folder: in the package, or beside ``src/`` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def find_project(root: Path) -> Project:
    """Give the project in ``root``.

    Raises:
        UsageError: There is no ``config/kommuner.yaml`` there.
    """
    project = Project(root)
    if not project.config.is_file():
        raise UsageError(
            [
                Problem(
                    str(root),
                    "er ikke et datapakke-prosjekt: config/kommuner.yaml finnes ikke. Stå i"
                    " prosjektets mappe, velg den med --prosjekt, eller lag et prosjekt med"
                    " oppdiktede tall: datapakke demo MAPPE",
                )
            ]
        )
    return project
