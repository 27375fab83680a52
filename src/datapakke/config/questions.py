"""The questions for the meeting, from the project's own file or the program's."""

import re
from collections.abc import Collection
from pathlib import Path

from datapakke.config.fields import Reader
from datapakke.config.model import Naar, Sporsmal
from datapakke.config.source import read_nodes
from datapakke.config.structure import Value
from datapakke.errors import ConfigError

FILE = "sporsmal.yaml"
DEFAULT = Path(__file__).with_name(FILE)
ID = re.compile("[a-z0-9]+(_[a-z0-9]+)*")
ID_RULE = "små bokstaver a–z, sifre og understrek"
NO_TALL = "«tall» skal ikke stå når spørsmålet alltid stilles."
TALL = "her mangler «tall»: indikatorene det spørres om."
FAG = "{fag}"
LONGEST = 400
"""A question that is longer does not leave room for the answer."""


def load_questions(folder: Path, known: Collection[str] | None) -> tuple[Sporsmal, ...]:
    """Read and check ``sporsmal.yaml`` of a project, or the program's where it has none.

    Args:
        folder: The project's ``config``.
        known: The ids of all indicators, for the project's own file; None leaves those that are
            asked about unchecked.

    Raises:
        ConfigError: Something is wrong; every problem, with line and column.
    """
    path = folder / FILE
    if not (path.exists() or path.is_symlink()):
        path, known = DEFAULT, None
    reader = Reader(str(path))
    root = reader.fields(Value(FILE, read_nodes(path)), ("sporsmal",))
    items = reader.items(root["sporsmal"])
    asked = tuple(_question(reader, item, known) for item in items)
    for item, earlier in zip(items, _earlier(asked), strict=True):
        if earlier:
            reader.wrong(item, f"spørsmålet «{earlier}» står to ganger.")
    if reader.problems:
        raise ConfigError(reader.problems)
    return asked


def _earlier(asked: tuple[Sporsmal, ...]) -> list[str]:
    """Give the id of each question that has another's; empty for the others."""
    ids = [one.id for one in asked]
    return [name if name and name in ids[:i] else "" for i, name in enumerate(ids)]


def _question(reader: Reader, value: Value, known: Collection[str] | None) -> Sporsmal:
    fields = reader.fields(value, ("id", "tekst", "naar"), ("nynorsk", "tall"))
    word = reader.choice(fields["naar"], [one.value for one in Naar])
    naar = Naar(word) if word else Naar.ALLTID
    tall = tuple(reader.indikator(item, known) for item in reader.items(fields["tall"]))
    if word and (naar is Naar.ALLTID) is (fields["tall"].node is not None):
        reader.wrong(value, NO_TALL if naar is Naar.ALLTID else TALL)
    texts = [_text(reader, fields[name], naar) for name in ("tekst", "nynorsk")]
    return Sporsmal(reader.matching(fields["id"], ID, ID_RULE), texts[0], naar, tall, texts[1])


def _text(reader: Reader, value: Value, naar: Naar) -> str:
    """Give a question as it is printed: one line that ends with a question mark."""
    text = reader.text(value)
    if not text:
        return ""
    if len(text) > LONGEST:
        reader.wrong(value, f"spørsmålet har {len(text)} tegn, men kan ha høyst {LONGEST}.")
    if not text.endswith("?"):
        reader.wrong(value, f"«{value.name}» skal slutte med spørsmålstegn.")
    places = set(re.findall(r"[{}][^{}]*}?", text))
    if places - ({FAG} if naar is Naar.FALLER else set()):
        only = f"bare {FAG}" if naar is Naar.FALLER else f"ingen; {FAG} bare der «naar» er «faller»"
        reader.wrong(value, f"«{value.name}» har krøllparenteser, men kan ha {only}.")
    return text
