"""What a document consists of is compressed nearly as much as can be, for a third of the work.

pydyf asks for zlib's highest level, which looks twice as long at what a table of objects is: one
part in a hundred smaller, and one part in twenty-five of all the work on a packet. Whichever level,
the same content gives the same bytes.
"""

import zlib

import pydyf

LEVEL = 7


class _Zlib:
    """The part of ``zlib`` that pydyf uses, at our level."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> "zlib._Compress":
        return zlib.compressobj(level=min(level, LEVEL))


def pack_lightly() -> None:
    """Let pydyf compress so."""
    pydyf.zlib = _Zlib
