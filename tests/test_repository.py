"""What the repository promises about itself: its locks, its wheel, its commands."""

import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import hatchling.build
import pytest

from datapakke import __version__

ROOT = Path(__file__).resolve().parents[1]


def project() -> dict[str, Any]:
    """Read the project's table in pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def names(requirements: list[str]) -> set[str]:
    """Give the packages' names without versions."""
    return {re.split(r"[<>=~ \[]", requirement)[0] for requirement in requirements}


def pins(lock: str) -> set[str]:
    """Give what a lock pins: ``name==version``."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+==[^ ]+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)


def test_what_runs_is_what_was_tested() -> None:
    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_the_locks_hold_every_dependency() -> None:
    runtime = names(project()["dependencies"])
    dev = names(project()["optional-dependencies"]["dev"])

    assert runtime <= names(list(pins("requirements.lock")))
    assert dev <= names(list(pins("requirements-dev.lock")))


def test_every_dependency_has_a_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9, -]+?)(?: \(.*?\))? \|", reasons, flags=re.MULTILINE)
    explained = {name for row in rows for name in row.split(", ")}
    dev = project()["optional-dependencies"]["dev"]

    assert names(project()["dependencies"] + dev) - explained == set()


def test_the_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert project()["version"] == __version__
    assert re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)[0] == __version__


def test_ci_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert re.search(r"^make test\b", readme, flags=re.MULTILINE)
    assert ci[-1] == "make test"


def test_every_document_that_the_readme_points_to_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if not (ROOT / link).exists()]

    assert missing == []


def test_the_wheel_carries_the_templates_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / hatchling.build.build_wheel(str(tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    templates = {
        f"datapakke/templates/{file.relative_to(ROOT / 'templates').as_posix()}"
        for file in (ROOT / "templates").rglob("*")
        if file.is_file()
    }

    assert templates
    assert templates <= inside
    assert {name.split("/")[0] for name in inside} == {
        "datapakke",
        f"datapakke-{__version__}.dist-info",
    }
