"""What set-up does on a machine that has nothing, everything, or half of it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "bootstrap.py"


class Commands:
    """Takes commands instead of running them, and fails at the one told."""

    def __init__(self, fail_at: str = "") -> None:
        self.seen: list[str] = []
        self.fail_at = fail_at

    def __call__(self, command: list[str], failure: str, _env: object = None) -> None:
        self.seen.append(" ".join(command))
        if self.fail_at and self.fail_at in self.seen[-1]:
            raise SystemExit(failure)


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script for a project in an empty folder, on a machine that has all libraries."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".venv").mkdir()
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "oppsett.txt")
    monkeypatch.setattr(module, "opens", lambda _name: True)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return module


def without_browser(name: str) -> str | None:
    """Give where apt-get is; no browser is anywhere."""
    return "/usr/bin/apt-get" if name == "apt-get" else None


def test_an_ordinary_user_gets_one_line_with_the_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "opens", lambda name: "harfbuzz" in name)
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as stopped:
        bootstrap.main([])

    assert str(stopped.value) == (
        "Maskinen mangler libpango-1.0-0 libpangoft2-1.0-0 (Debians navn). Installer med:"
        " sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0"
    )


def test_apt_is_not_asked_when_nothing_is_missing(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()
    monkeypatch.setattr(bootstrap, "run", commands)

    bootstrap.system_packages()

    assert commands.seen == []


def test_a_browser_is_installed_for_the_tests_alone_and_once(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", without_browser)
    runs = []
    for arguments in ([], ["--dev"], ["--dev"]):
        commands = Commands()
        monkeypatch.setattr(bootstrap, "run", commands)
        bootstrap.main(arguments)
        runs.append([one for one in commands.seen if one.startswith("apt-get")])

    assert runs == [
        [],
        ["apt-get update -qq", "apt-get install -qq -y --no-install-recommends chromium"],
        [],
    ]


def test_without_a_browser_the_set_up_goes_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", without_browser)
    commands = Commands(fail_at="apt-get")
    monkeypatch.setattr(bootstrap, "run", commands)
    bootstrap.main(["--dev"])

    assert "Testene som trenger en nettleser, hoppes over." in capsys.readouterr().err
    assert commands.seen[-1].endswith("--editable .")


def test_an_ordinary_user_is_not_asked_for_a_browser(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", without_browser)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    commands = Commands()
    monkeypatch.setattr(bootstrap, "run", commands)
    bootstrap.main(["--dev"])

    assert not any("apt-get" in one for one in commands.seen)


def test_a_second_run_starts_no_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", Commands())
    bootstrap.main([])
    again = Commands()
    monkeypatch.setattr(bootstrap, "run", again)

    bootstrap.main([])

    assert again.seen == []


def test_what_is_set_up_for_the_tests_will_do_for_the_demo(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", Commands())
    bootstrap.main(["--dev"])
    again = Commands()
    monkeypatch.setattr(bootstrap, "run", again)

    bootstrap.main([])

    assert again.seen == []


def test_a_set_up_that_was_interrupted_starts_over(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", Commands())
    bootstrap.main([])
    (bootstrap.ROOT / "requirements.lock").write_text("newer", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "run", Commands(fail_at="requirements.lock"))
    with pytest.raises(SystemExit):
        bootstrap.main([])
    again = Commands()
    monkeypatch.setattr(bootstrap, "run", again)

    bootstrap.main([])

    assert [command.split(" -m ")[1].split()[0] for command in again.seen] == ["venv", "pip", "pip"]


def test_a_new_lock_is_installed_on_top(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "run", Commands())
    bootstrap.main([])
    (bootstrap.ROOT / "requirements.lock").write_text("newer", encoding="utf-8")
    again = Commands()
    monkeypatch.setattr(bootstrap, "run", again)

    bootstrap.main([])

    assert [command.split(" -m ")[1].split()[0] for command in again.seen] == ["pip", "pip"]
