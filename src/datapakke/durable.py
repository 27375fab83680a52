"""Writing that is on the disk when it is told to be."""

import os
from io import FileIO
from pathlib import Path


def write_all(file: FileIO, text: bytes) -> None:
    """Write all of ``text``, and wait until it is on the disk."""
    view = memoryview(text)
    while view:
        view = view[file.write(view) :]
    os.fsync(file.fileno())


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a small file, whole; only who has its lock does, so the temporary name is nobody's.

    Raises:
        OSError: It cannot be written; the old one still stands.
    """
    fresh = path.with_name(path.name + ".ny")
    with fresh.open("wb", buffering=0) as file:
        write_all(file, content)
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
