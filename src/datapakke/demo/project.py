"""Writes a whole project with invented extracts: all of it, or nothing."""

import gzip
import io
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from datapakke.config import load_config
from datapakke.config.questions import DEFAULT
from datapakke.demo.extracts import Scope, draw_extracts
from datapakke.demo.request import Request, checked
from datapakke.demo.rules import skoleaar
from datapakke.demo.settings import chosen, settings_for, shipped_config
from datapakke.demo.sources import file_of, register
from datapakke.errors import Problem, UsageError
from datapakke.project import Project

GZIP_LEVEL = 9
UNFINISHED = ".uferdig"
"""Ends the name of what an interrupted run may leave; the next run removes it."""


@dataclass(frozen=True)
class DemoSummary:
    """What was written.

    Attributes:
        folder: The project.
        runde: Id of the round it is set to.
        kommuner: Number of municipalities.
        skoleaar: The school years, oldest first.
        rader: Rows per file, without headers.
    """

    folder: Path
    runde: str
    kommuner: int
    skoleaar: tuple[str, ...]
    rader: Mapping[str, int]


def write_demo(
    folder: Path,
    *,
    til: str = "2015/16",
    kommuner: int | None = None,
    aar: int | None = None,
    fro: int = 2016,
) -> DemoSummary:
    """Write a project with configuration and invented extracts; the same seed, the same bytes.

    Args:
        folder: Where; it must be new or empty.
        til: The last school year.
        kommuner: Number of municipalities, in the order of their codes; all when None.
        aar: Number of school years; 6 up to 2018/19 and 10 from 2019/20 when None.
        fro: The seed.

    Raises:
        UsageError: The folder has something in it, or what is asked for cannot be made.
    """
    folder = folder.resolve()
    _refuse_used(folder)
    request = checked(load_config(shipped_config()), til, aar=aar, kommuner=kommuner, fro=fro)
    part = _part(folder)
    shutil.rmtree(part, ignore_errors=True)
    try:
        summary = _write_project(part, folder, request, kommuner, fro)
        _put_in_place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return summary


def _part(folder: Path) -> Path:
    """Give where the project is built: beside a new folder, inside one that is there."""
    return folder / UNFINISHED if folder.exists() else folder.parent / f".{folder.name}{UNFINISHED}"


def _put_in_place(part: Path, folder: Path) -> None:
    """Move the finished project, the configuration last: with it, the folder is a project."""
    if not folder.exists():
        part.rename(folder)
        return
    for name in ("data", "config"):
        (part / name).rename(folder / name)


def _refuse_used(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or any(child.name != UNFINISHED for child in folder.iterdir()):
        what = "finnes og er ikke en tom mappe. Velg en ny mappe; ingenting er skrevet."
        raise UsageError([Problem(str(folder), what)])


def _write_project(
    part: Path, folder: Path, request: Request, kommuner: int | None, fro: int
) -> DemoSummary:
    project = Project(part)
    shipped = shipped_config()
    config = load_config(shipped)
    members = chosen(config.inndeling(request.runde.inndeling), kommuner)
    text = settings_for(shipped.read_text(encoding="utf-8"), config, request.runde, members)
    _write(project.config, text.encode())
    _write(project.config.with_name(DEFAULT.name), DEFAULT.read_bytes())
    scope = Scope(members, request.til, request.aar, fro)
    lines = draw_extracts(scope, load_config(project.config))
    for datasett, rows in lines.items():
        _write(project.raw / file_of(datasett), ("\n".join(rows) + "\n").encode())
    _write(project.raw / "kilder.yaml", register(scope.years).encode())
    return DemoSummary(
        folder,
        request.runde.id,
        len(members),
        tuple(skoleaar(year) for year in scope.years),
        {file_of(datasett): len(rows) - 1 for datasett, rows in lines.items()},
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_gzipped(content) if path.suffix == ".gz" else content)
        file.flush()
        os.fsync(file.fileno())


def _gzipped(content: bytes) -> bytes:
    """Compress without time or file name, so that the same rows give the same bytes."""
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", GZIP_LEVEL, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()
