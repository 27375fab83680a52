"""What is written to ``out/``: whole files only, and the side-car of every printed value."""

import dataclasses
import hashlib
import json
import os
import tempfile
from decimal import Decimal
from enum import Enum
from pathlib import Path

from datapakke import __version__
from datapakke.durable import sync_folder
from datapakke.errors import PacketError, refused
from datapakke.packet.model import Packet


def packet_name(packet: Packet) -> str:
    """Give the packet's file name without its ending: ``0623-modum``."""
    return f"{packet.kommunenr}-{packet.slug}"


def write_atomic(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` is at any moment the old file, or the new one whole.

    Raises:
        OSError: The folder cannot be written to; the old file, if any, is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_or_tell(path: Path, content: bytes) -> Path:
    """Write as ``write_atomic`` does, and give the path.

    Raises:
        PacketError: It cannot be written.
    """
    try:
        write_atomic(path, content)
    except OSError as error:
        raise PacketError([refused(path, "skrives", error)]) from error
    return path


def stamped(packet: Packet) -> Packet:
    """Give a packet with its stamp: the program, and the digest of all that it says.

    It knows nothing but what is printed or drawn: so it tells nothing that is hidden, and a packet
    that says the same is the same to the last bit, whatever other packets say.
    """
    said = _as_json(dataclasses.replace(packet, stempel=""))  # on one line: a third of the work
    digest = hashlib.sha256(said.encode()).hexdigest()
    return dataclasses.replace(packet, stempel=f"datapakke {__version__}, innhold {digest}")


def sidecar(packet: Packet) -> bytes:
    """Give the packet with all its figures as JSON: sorted keys, exact decimals as text."""
    return f"{_as_json(packet, indent=1)}\n".encode()


def _as_json(packet: Packet, indent: int | None = None) -> str:
    return json.dumps(packet, default=_plain, ensure_ascii=False, indent=indent, sort_keys=True)


def _plain(value: object) -> object:
    """Give what JSON has no form for: a Decimal as written, an Enum as its value, fields by name.

    ``dataclasses.asdict`` would copy all that is in them first.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    message = f"{type(value).__name__} kan ikke skrives som JSON"
    raise TypeError(message)
