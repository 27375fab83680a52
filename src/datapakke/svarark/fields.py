"""Reads the fields of one returned PDF, in a process of its own: it may be anything.

Run as ``python -m datapakke.svarark.fields``: the file on standard input, JSON on standard output:
``{"felt": {name: text}, "sider": n}`` or ``{"feil": what is wrong, in bokmål}``. The process gives
itself limits of time and memory, so that a file made to harm harms only its own reading.
"""

import contextlib
import io
import json
import logging
import sys
import zlib
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

SECONDS = 20
BYTES = 1_500_000_000
MOST_FIELDS = 500

LOCKED = "er låst med passord. Be om et ark uten passord."
BROKEN = "er ikke en PDF som kan leses. Be om å få arket på nytt."
TOO_LARGE = "krever for mye minne til å leses. Be om å få arket på nytt."

BAD_FILE = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf is known to raise for files that are not what they say."""


class UnreadableError(Exception):
    """What is wrong with the file, in bokmål."""


def read_fields(content: bytes) -> dict[str, str]:
    """Give every top field of the form with its value as text; of a choice, what was chosen.

    Raises:
        UnreadableError: It is no PDF, is locked, or has no form.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnreadableError(LOCKED)
        form = reader.root_object.get("/AcroForm")
        form = form.get_object() if form is not None else {}
        fields = [one.get_object() for one in form.get("/Fields", [])[:MOST_FIELDS]]
        return dict(_read(one) for one in fields if "/T" in one)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UnreadableError(BROKEN) from error


def _read(field: Any) -> tuple[str, str]:  # noqa: ANN401 - pypdf's own
    name = str(field["/T"])
    value = field.get("/V")
    if field.get("/FT") != "/Btn":
        text = value.get_data().decode(errors="replace") if hasattr(value, "get_data") else value
        return name, "" if text is None else str(text)
    return name, _chosen(field, "" if value is None else str(value))


def _chosen(field: Any, value: str) -> str:  # noqa: ANN401
    """Give the option that is chosen: named by the group, or only marked at its own place."""
    kids = [one.get_object() for one in field.get("/Kids", [])]
    marked = [str(one.get("/AS", "/Off")) for one in kids]
    state = value if value not in ("", "/Off") else next((s for s in marked if s != "/Off"), "")
    name = state.removeprefix("/")
    options = [str(one) for one in field.get("/Opt", [])]
    if options and name.isdecimal() and len(name) < len(str(MOST_FIELDS)):
        return options[int(name)] if int(name) < len(options) else name
    return name


def _limit() -> None:
    """Let no file take more than its share, where the machine can tell."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Unix has it

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def main() -> None:
    """Read the file on standard input."""
    _limit()
    logging.disable()
    try:
        answer: dict[str, Any] = {"felt": read_fields(sys.stdin.buffer.read())}
    except UnreadableError as error:
        answer = {"feil": str(error)}
    except MemoryError:
        answer = {"feil": TOO_LARGE}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
