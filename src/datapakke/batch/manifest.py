"""The manifest of a round: which packets lie in its folder, what they were made from, and hashes.

It is written last, so that what it names is there. It holds no time of day: the same packets give
the same bytes. Only the standard library is used: who looks up one hash waits for nothing.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.batch.parse import FORMAT, manifest_of
from datapakke.errors import DatapakkeError, Problem, system_says
from datapakke.output import write_or_tell

__all__ = ["Audit", "Entry", "Manifest", "ManifestError", "sidecars_digest"]

FILE = "manifest.json"
_MOST_BYTES = 50_000_000


class ManifestError(DatapakkeError):
    """The manifest of a round is damaged, or of a form that this edition does not know."""

    exit_code = 4


def manifest_bytes(manifest: Manifest) -> bytes:
    """Give the file: sorted keys, sorted packets and files."""
    said = asdict(manifest) | {"utgave": FORMAT}
    for name in ("inndata", "feilet", "vedlegg", "nokler"):
        said[name] = sorted(said[name])
    said["pakker"] = sorted(said["pakker"], key=lambda one: one["kommunenr"])
    return f"{json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a folder, whole or not at all.

    Raises:
        PacketError: It cannot be written.
    """
    write_or_tell(folder / FILE, manifest_bytes(manifest))


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder; None when there is none.

    Raises:
        ManifestError: It is damaged, no file, or of another form.
    """
    path = folder / FILE
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise _damaged(path, "er ikke en vanlig fil.")
        if path.stat().st_size > _MOST_BYTES:
            raise _damaged(path, "er større enn noe manifest.")
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _damaged(path, f"kan ikke leses: {system_says(error)}.") from error
    try:
        return manifest_of(json.loads(content))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _damaged(path, "er skadet, eller skrevet av en annen utgave.") from error


def _damaged(path: Path, what: str) -> ManifestError:
    return ManifestError([Problem(str(path), f"{what} Lag pakkene på nytt med --force.")])


def wrong_files(folder: Path, manifest: Manifest) -> list[Problem]:
    """Tell of every file of the manifest that is gone, is a link, or does not have its hash."""
    return [
        Problem(place, what)
        for place, sha256 in sorted(manifest.files.items())
        if (what := wrong_file(folder / place, sha256))
    ]


def wrong_file(path: Path, sha256: str) -> str:
    """Tell what is wrong with a file; nothing when nothing is."""
    try:
        if path.is_symlink() or not path.is_file():
            return "er en lenke, ikke en fil." if path.is_symlink() else "finnes ikke."
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError as error:
        return f"kan ikke leses: {system_says(error)}."
    return "" if same else "er endret etter at den ble laget og lest tilbake."
