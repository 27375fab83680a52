"""The record of a build, ``kilder.json``: what it was made from, to the last bit.

It holds no time of day: the same files, configuration and program give the same bytes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from datapakke import __version__
from datapakke.config.questions import FILE as QUESTIONS
from datapakke.errors import ExtractError, refused
from datapakke.extracts.dataset import sha256_of
from datapakke.extracts.model import FIL, Extract, Extracts
from datapakke.extracts.register import REGISTER
from datapakke.order import Order
from datapakke.sources import Source

RECORD = "kilder.json"


def record(extracts: Extracts, order: Order, config: Path, folder: Path) -> bytes:
    """Tell what packets are made from, as JSON.

    Of a file in which a row is a person, the number of rows is not told: it may be the county's
    number of pupils in a year in which that is held back (``null``).

    Args:
        extracts: What was read.
        order: The round and the division.
        config: The configuration; the project's own questions may lie beside it.
        folder: Where the extracts and, perhaps, their register lie.

    Raises:
        ExtractError: The configuration or the register cannot be read any more.
    """
    runde, register = order.runde, folder / REGISTER
    questions = config.with_name(QUESTIONS)
    datasets = [extracts.by_name[name] for name in sorted(extracts.by_name)]
    said = {
        "datapakke": __version__,
        "runde": runde.id if runde else None,
        "inndeling": order.inndeling.aar,
        "data_til": runde.data_til.isoformat() if runde else None,
        "oppsett": _named(config),
        "sporsmal": _named(questions) if questions.is_file() else None,
        "register": _named(register) if register.is_file() else None,
        "filer": [one for extract in datasets for one in _files(extract)],
        "erstattet": [one for extract in datasets for one in _replaced(extract)],
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def _named(path: Path) -> dict[str, str]:
    try:
        return {"fil": path.name, "sha256": sha256_of(path)}
    except OSError as error:
        raise ExtractError([refused(path, "leses", error)]) from error


def _files(extract: Extract) -> Iterator[dict[str, object]]:
    """Tell of each file of a dataset."""
    for source in extract.sources:
        labels = extract.table.loc[extract.table[FIL] == source.fil, "aar"].astype("str").unique()
        yield {
            "datasett": source.datasett,
            "fil": source.fil,
            "sha256": source.sha256,
            "navn": source.navn,
            "lisens": source.lisens,
            "uttrukket": source.uttrukket.isoformat() if source.uttrukket else None,
            "syntetisk": source.syntetisk,
            "erstatter": source.erstatter or None,
            "perioder": {"fra": min(labels), "til": max(labels)} if len(labels) else None,
            "rader": None if extract.personer else source.rader,
            "lest_som": _read_as(extract, source),
        }


def _read_as(extract: Extract, source: Source) -> dict[str, object] | None:
    seen = next((one.read_as for one in extract.observed if one.fil == source.fil), None)
    if seen is None:
        return None
    return {
        "fil": seen.file,
        "ark": seen.sheet or None,
        "tegnsett": seen.encoding,
        "skilletegn": seen.delimiter,
        "overskrift": seen.header_line,
        "overskriftsrader": seen.header_rows,
    }


def _replaced(extract: Extract) -> Iterator[dict[str, object]]:
    """Tell which file took the place of which, for which periods."""
    for one in extract.replaced:
        yield {"ny": one.ny, "gammel": one.gammel, "perioder": list(one.perioder)}
