"""From the bytes of the file to text, and how places and pieces of it are shown."""

import re
from pathlib import Path

from datapakke.errors import ConfigError, Problem, system_says

LONGEST_QUOTE = 40

NOT_ALLOWED = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def place(file: str, line: int, column: int) -> str:
    """Give a place as a reader finds it again; ``line`` and ``column`` count from 0."""
    return f"{file}, linje {line + 1}, kolonne {column + 1}"


def quoted(text: str) -> str:
    """Give text from the file as it may be shown: one line, not long."""
    short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return f"«{printable(short)}»"


def printable(text: str) -> str:
    """Give text with its control characters, which could steer a terminal, as codes."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def read_text(path: Path) -> str:
    """Read a UTF-8 file whose characters YAML allows.

    Raises:
        ConfigError: The file is not there, cannot be read, or holds other bytes.
    """
    text = _decoded(path)
    found = NOT_ALLOWED.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start()) - 1
        where = place(str(path), line, column)
        raise ConfigError([Problem(where, f"her står styretegnet {code}. Ta det bort.")])
    return text


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError([Problem(str(path), "finnes ikke.")]) from error
    except OSError as error:
        reason = system_says(error)
        message = f"kan ikke leses ({reason})."
        raise ConfigError([Problem(str(path), message)]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        seen = error.object  # without the byte order mark, if there was one
        line = seen.count(b"\n", 0, error.start)
        column = error.start - seen.rfind(b"\n", 0, error.start) - 1
        message = f"byten {seen[error.start]:#04x} er ikke UTF-8. Lagre filen som UTF-8."
        raise ConfigError([Problem(place(str(path), line, column), message)]) from error
