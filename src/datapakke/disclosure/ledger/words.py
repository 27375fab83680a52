"""What a build tells of the ledger, in bokmål."""

from collections.abc import Iterator, Sequence

from datapakke.disclosure.ledger.model import Appended, Revision
from datapakke.errors import Problem
from datapakke.model import ALLE, Figure

SHOWN = 5


def told(outcomes: Sequence[Appended], where: str) -> Iterator[Problem]:
    """Tell of figures that have been printed with another value, each once, and of a cut line.

    Args:
        outcomes: What came of each packet of a build.
        where: The ledger, as a reader finds it.
    """
    if any(outcome.cut for outcome in outcomes):
        yield Problem(where, "en siste linje som aldri ble skrevet ferdig, er tatt bort.")
    found = list(dict.fromkeys(one for outcome in outcomes for one in outcome.revised))
    if not found:
        return
    tall = "1 tall er" if len(found) == 1 else f"{len(found)} tall er"
    what = f"{tall} trykt før med en annen verdi. Det som er sendt, kan fortsatt leses."
    yield Problem(where, what)
    for one in found[:SHOWN]:
        yield Problem(_named(one), _changed(one))
    if len(found) > SHOWN:
        yield Problem(where, f"… og {len(found) - SHOWN} tall til.")


def _named(revision: Revision) -> str:
    key = revision.figure.key
    parts = (key.indikator, key.omraade, key.aar, key.kategori)
    kjonn = "" if key.kjonn == ALLE else key.kjonn
    return " ".join(part for part in (*parts, kjonn) if part)


def _changed(revision: Revision) -> str:
    earlier = revision.earlier
    runde = f"i runden {earlier.runde}" if earlier.runde else "utenom en runde"
    return f"{_printed(earlier.figure)} {runde}, {_printed(revision.figure)} nå."


def _printed(figure: Figure) -> str:
    """Give a figure as printed, and its n, which may be what differs."""
    n = "" if figure.n is None else f" (n = {figure.n})"
    if figure.verdi is None or figure.status.value:
        return f"«{figure.status.value}»{n}"
    text = format(figure.verdi, "f").replace(".", ",").replace("-", "−")
    return f"{text}{n}"
