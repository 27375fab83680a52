"""What the meetings agreed on, from the project's own file: the next packets begin with it."""

from collections.abc import Collection
from pathlib import Path

from datapakke.config.fields import NO_DATE, Reader
from datapakke.config.model import Avtale
from datapakke.config.source import read_nodes
from datapakke.config.structure import Value
from datapakke.errors import ConfigError

FILE = "avtaler.yaml"


def load_agreements(folder: Path, moter: Collection[str]) -> tuple[Avtale, ...]:
    """Read and check ``avtaler.yaml`` of a project; nothing is agreed where there is none.

    Args:
        folder: The project's ``config``.
        moter: The ids of all meetings of all rounds; none where they could not be read.

    Raises:
        ConfigError: Something is wrong; every problem, with line and column.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    reader = Reader(str(path))
    root = reader.fields(Value(FILE, read_nodes(path)), ("avtaler",))
    agreed = []
    for item in reader.items(root["avtaler"]):
        fields = reader.fields(item, ("mote", "hva"), ("hvem", "frist"))
        day = reader.dato(fields["mote"])
        if day != NO_DATE and moter and day.isoformat() not in moter:
            reader.wrong(fields["mote"], f"det er ikke noe møte {day} i noen av rundene.")
        texts = [reader.text(fields[name]) for name in ("hva", "hvem", "frist")]
        agreed.append(Avtale(day.isoformat(), *texts))
    if reader.problems:
        raise ConfigError(reader.problems)
    return tuple(agreed)
