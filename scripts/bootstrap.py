"""Make the environment that the project runs in: check the machine, fill .venv, stamp it.

Uses the standard library only, since nothing else is there before it has run.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# Written last and removed first: a set-up that was interrupted has none, and starts over.
STAMP = VENV / "oppsett.txt"

# Says that apt-get has had its turn, so that it is not asked for ever.
SECOND_LOOK = "--second-look"

LOCK = "requirements.lock"
LOCK_DEV = "requirements-dev.lock"

# Debian's package, and the names under which WeasyPrint opens the library. The library is looked
# for, never the package: other systems name their packages differently.
LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}

# What the tests of the review page look for, and Debian's package.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = "chromium"


def say(text: str) -> None:
    """Tell what is going on, on stderr; stdout belongs to the commands that follow."""
    sys.stderr.write(f"{text}\n")


def run(command: list[str], failure: str, env: dict[str, str] | None = None) -> None:
    """Run a command whose own output says what went wrong; end with one line if it does."""
    done = subprocess.run(  # noqa: S603 - the commands below, never input
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        sys.exit(f"Oppsettet stoppet: {failure}")


def opens(name: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing() -> Iterator[str]:
    """Name the Debian packages for what this machine lacks."""
    if not STAMP.is_file() and importlib.util.find_spec("ensurepip") is None:
        yield "python3-venv"
    for package, names in LIBRARIES.items():
        if not any(opens(name) for name in names):
            yield package


def may_install() -> bool:
    """Tell whether system packages can be installed here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def system_packages() -> None:
    """Install what the machine lacks where that is allowed, otherwise name it in one line."""
    lacking = list(missing())
    if not lacking:
        return
    packages = " ".join(lacking)
    if not may_install() or SECOND_LOOK in sys.argv:
        sys.exit(
            f"Maskinen mangler {packages} (Debians navn). Installer med:"
            f" sudo apt-get install --no-install-recommends {packages}"
        )
    say(f"Installerer {packages} …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], "apt-get update feilet.", env)
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *lacking]
    run(install, f"apt-get kunne ikke installere {packages}.", env)
    # A process may remember that a file was not there, so a new one looks again and goes on.
    os.execv(sys.executable, [sys.executable, *sys.argv, SECOND_LOOK])  # noqa: S606 - itself


def browser() -> None:
    """Install a browser for the tests where that is allowed; without one, theirs are skipped."""
    if any(map(shutil.which, BROWSERS)) or not may_install():
        return
    say(f"Installerer {BROWSER} til testene …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", BROWSER]
    try:
        run(["apt-get", "update", "-qq"], "apt-get update feilet.", env)
        run(install, f"apt-get kunne ikke installere {BROWSER}.", env)
    except SystemExit as failed:
        say(f"{failed} Testene som trenger en nettleser, hoppes over.")


def place() -> str:
    """Name what a virtual environment is tied to: its folder and its Python."""
    return f"{ROOT} {sys.version.split()[0]} {sys.executable}"


def stamp(lock: str) -> str:
    """Give the stamp of an environment that holds what ``lock`` and the project ask for."""
    content = (ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return f"{place()}\n{lock} {hashlib.sha256(content).hexdigest()}\n"


def fill(lock: str) -> None:
    """Install exactly what the lock names, then the project itself on top."""
    found = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    STAMP.unlink(missing_ok=True)
    if not found.startswith(f"{place()}\n"):
        say("Lager .venv …")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)], "venv kunne ikke lages.")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    say(f"Henter pakkene i {lock} …")
    run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", lock],
        f"pip kunne ikke hente pakkene i {lock}.",
    )
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], "prosjektet feilet.")
    STAMP.write_text(stamp(lock), encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Set up for ``make demo``, or with ``--dev`` for ``make test``; at once when that is done.

    Raises:
        SystemExit: Something is missing or failed; the message is one line.
    """
    system_packages()
    lock = LOCK_DEV if "--dev" in arguments else LOCK
    found = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    # What tests need includes what running needs.
    if found not in (stamp(lock), stamp(LOCK_DEV)):
        if lock == LOCK_DEV:
            browser()
        fill(lock)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
