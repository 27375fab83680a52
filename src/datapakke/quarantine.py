"""Where a packet lies that does not say what it should, with what is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from datapakke.errors import PacketError, Problem, refused
from datapakke.output import write_atomic

FOLDER = "karantene"
_NEVER_SENT = "Denne pakken sier ikke det den skal, og må ikke sendes til noen."


def set_aside(path: Path, pdf: bytes, sidecar: bytes, wrong: Sequence[Problem]) -> PacketError:
    """Lay a packet in quarantine, and give the error that tells of it.

    An older packet of the same name is not touched: it goes with the set that it belongs to.

    Args:
        path: Where the packet would lie if it were right.
        pdf: The packet.
        sidecar: What it should say.
        wrong: What is wrong with it; all of it is written beside it.
    """
    aside = path.parent / FOLDER / path.name
    lines = [_NEVER_SENT, "", *map(str, wrong), ""]
    try:
        write_atomic(aside.with_suffix(".txt"), "\n".join(lines).encode())
        write_atomic(aside.with_suffix(".json"), sidecar)
        write_atomic(aside, pdf)
    except OSError as error:
        return PacketError([refused(aside, "skrives", error), *wrong])
    what = f"sier ikke det den skal. Den ligger i {aside.parent} og må ikke sendes."
    return PacketError([Problem(path.name, what), *wrong])


def let_go(path: Path) -> None:
    """Take away what lies in quarantine of a packet that is right now.

    Raises:
        OSError: It cannot be taken away.
    """
    aside = path.parent / FOLDER / path.name
    for ending in (".pdf", ".json", ".txt"):
        aside.with_suffix(ending).unlink(missing_ok=True)
    if aside.parent.is_dir() and not any(aside.parent.iterdir()):
        aside.parent.rmdir()
