"""What several tests need."""

from pathlib import Path

import pytest

from datapakke.config import Config, load_config

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
