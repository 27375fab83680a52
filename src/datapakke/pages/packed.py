"""What a document consists of is compressed nearly as much as can be, for a third of the work.

pydyf asks for zlib's highest level, which looks twice as long at what a table of objects is: one
part in a hundred smaller, and one part in twenty-five of all the work on a packet. Whichever level,
the same content gives the same bytes.
"""

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf

LEVEL = 7


def pack_lightly() -> None:
    """Let pydyf compress so; of ``zlib`` it has all else as it is."""
    pydyf.zlib = SimpleNamespace(**{**vars(zlib), "compressobj": _lightly})


def _lightly(level: int = -1, *others: Any, **named: Any) -> Any:  # noqa: ANN401 - zlib's own
    return zlib.compressobj(min(level, LEVEL), *others, **named)
