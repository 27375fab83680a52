"""Why packets would be made again: found by making today's, and holding their keys against them."""

import json
from collections.abc import Iterator
from pathlib import Path

from datapakke.batch.inputs import packet_key
from datapakke.batch.job import Job
from datapakke.batch.making import Watch
from datapakke.batch.model import Entry, Manifest
from datapakke.batch.prepare import prepared
from datapakke.errors import DatapakkeError
from datapakke.output import sidecar
from datapakke.pipeline import packet_of

SAME = "sier det samme som i dag, og lages ikke på nytt"


def why(job: Job, manifest: Manifest | None, watch: Watch) -> Iterator[tuple[str, str]]:
    """Give, for each municipality of a job, its code and why its packet would be made again.

    Raises:
        DatapakkeError: Today's packets cannot be prepared at all.
    """
    basis = prepared(job, watch)
    made = manifest.by_kommunenr if manifest else {}
    for kommune in job.order.kommuner:
        nr = job.order.inndeling.kommunenr(kommune)
        try:
            said = sidecar(packet_of(basis.context, kommune))
        except DatapakkeError as error:
            yield nr, f"kan ikke lages i dag: {error.lines()[0]}"
            continue
        lies = made.get(nr)
        if lies is None:
            yield nr, "er ikke laget"
        elif lies.nokkel == packet_key(said, basis.inputs):
            yield nr, SAME
        else:
            yield nr, _differs(job.folder, lies, said)


def _differs(folder: Path, lies: Entry, said: bytes) -> str:
    """Tell of what differs: the figures, other words, or only how it looks."""
    try:
        content = (folder / lies.sidefil).read_bytes()
        before, now = json.loads(content), json.loads(said)
        figures = [{repr(one["key"]): one for one in side["figurer"]} for side in (before, now)]
    except (OSError, ValueError, LookupError, TypeError):
        return "ligger ved siden av en JSON-fil som ikke kan leses"
    if content == said:
        return "ser annerledes ut: maler, utseende, skrift eller program er endret"
    then, today = figures
    number = sum(then.get(key) != today.get(key) for key in then.keys() | today.keys())
    if not number:
        return "sier noe annet enn i dag, men alle tallene er de samme"
    return f"{number} tall er andre i dag"
