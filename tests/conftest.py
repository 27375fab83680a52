"""What several tests need."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from datapakke import pipeline, secure
from datapakke.case import Case
from datapakke.config import Config, load_config
from datapakke.disclosure import Decisions
from datapakke.plans import Plans
from demo_plan import read_plan
from demo_rounds import Rounds

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Published material kept outside the project; tests that need it are skipped without it."""


@pytest.fixture(scope="session")
def config() -> Config:
    """The project's own configuration."""
    return load_config(ROOT / "config" / "kommuner.yaml")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published material; skips the test where it is not laid out."""
    if not SHARED.is_dir():
        pytest.skip(
            "../shared finnes ikke: publiserte uttrekk og fasiter ligger utenfor prosjektet"
        )
    return SHARED


@pytest.fixture(scope="session")
def own_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's configuration and invented extracts, with a ledger of its own."""
    folder = tmp_path_factory.mktemp("eget") / "prosjekt"
    for name in ("config", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    """Small demo projects to copy, read, planned and attacked once for all workers."""
    own = tmp_path_factory.getbasetemp()
    return Rounds(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="module")
def kept_plan() -> Iterator[None]:
    """Hide as in the kept plan of the demo round, which has tests of its own (``demo_plan``)."""

    def kept(case: Case, plans: Plans | None = None) -> Decisions:  # noqa: ARG001 (as it is called)
        return read_plan(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "secure", kept)
        yield


@pytest.fixture(scope="module")
def not_lifted() -> Iterator[None]:
    """Leave out showing again what nobody minds: it takes minutes, and has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secure, "lifted", lambda _case, _planner, decisions: decisions)
        yield


@pytest.fixture(scope="module")
def not_attacked(not_lifted: None) -> Iterator[None]:  # noqa: ARG001 - it would attack too
    """Leave the attack out: that hiding holds has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secure, "_attacked", lambda *_, **__: ())
        yield
