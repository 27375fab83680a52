"""Drawn histories of sending: what a server does, where runs are killed, and what must come of it.

``benchmarks/sending.py`` tries a thousand of them, ``test_delivery_faults.py`` some.
"""

import pickle
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from datapakke.delivery.sent import Delivery, State, deliveries, settled, standing
from datapakke.journal import Journal
from delivery_helpers import KOMMUNER, NOW, figure, shipments
from delivery_worker import BUSY, Workers
from mail_server import Certificates, Log, Running, mail_server

BEHAVIOUR = (
    *("ok",) * 8,
    *("rcpt 450", "rcpt 451", "rcpt 452", "rcpt 550", "rcpt 552", "rcpt 421", "slow"),
    *("data 451", "data 421", "end 451", "end 452", "end 421", "end 550", "end 552"),
    *("drop rcpt", "drop data", "babble"),
    *("drop end", "lose end") * 3,
)
AT_MAIL = (*("ok",) * 12, "mail 451", "mail 421", "drop mail")
ENDS = {0: "runs that ended", BUSY: "runs held back by another", -9: "runs killed"}
DONE = (State.SENDT, State.AVVIST)
WILD_RUNS = 5
"""Runs that may be killed; after them the server is well."""
KILLED_AFTER = 60
"""Steps until a run is killed, on average; each is counted before and after it is done."""
MOST_RUNS = 12


@dataclass
class Figures:
    """What came of histories: how often each, and every rule that was broken."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


@dataclass
class Scene:
    """A server whose behaviour is set for each history, and where things lie."""

    running: Running
    workers: Workers
    ca: Path
    folder: Path
    hashes: dict[str, dict[str, str]]
    behaviour: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def log(self) -> Log:
        return self.running.log


@contextmanager
def scene(folder: Path, certs: Certificates) -> Iterator[Scene]:
    """Set up a server and the process that runs are forked from."""
    behaviour: dict[tuple[str, int], str] = {}
    ca = folder / "ca.pem"
    certs.write_ca(ca)
    hashes: dict[str, dict[str, str]] = {}
    for name, value in (("v1", "12.5"), ("v2", "13.0")):
        made = shipments(folder / name, KOMMUNER, name, (figure(value),))
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(made))
        hashes[name] = {
            mottaker.epost: one.sha256 for one in made for mottaker in one.kommune.mottakere
        }
    workers = Workers()
    try:
        with mail_server(
            lambda epost, times: behaviour.get((epost, times), "ok"), certs=certs, slow=0.5
        ) as running:
            yield Scene(running, workers, ca, folder, hashes, behaviour)
    finally:
        workers.close()


def history(scene: Scene, seed: int, figures: Figures) -> None:
    """Draw a history, let it happen, let a person settle what is uncertain, and judge it."""
    draw = random.Random(seed)  # noqa: S311 - a draw that can be made again
    path = scene.folder / f"{seed}" / "sendt.jsonl"
    corrected = draw.choice((MOST_RUNS, MOST_RUNS, 2, 4))
    _behave(scene, draw)
    for number in range(MOST_RUNS):
        version = "v2" if number >= corrected else "v1"
        wild = number < WILD_RUNS
        kill = _kill(draw) if wild and draw.random() < 0.7 else None
        jobs = [_job(scene, path, version, number, kill)]
        jobs += [_job(scene, path, version, number, None)] if draw.random() < 0.15 else []
        for end in scene.workers.run(*jobs):
            figures.counts[ENDS.get(end, "runs that failed")] += 1
            figures.broken += [f"{seed}: a run ended with {end}"] if end not in ENDS else []
        found = deliveries(Journal(path).read(), str(path))
        _judge(scene, seed, found, figures)
        if wild:
            continue
        scene.behaviour.clear()
        uncertain = [one for one in found.values() if one.state is State.UVISS]
        _settle(scene, path, uncertain, figures)
        if not uncertain and all(one.state in DONE for one in standing(found)):
            break
    else:
        figures.broken.append(f"{seed}: did not come to an end")
    _judge_end(scene, seed, version, found, figures)


def _kill(draw: random.Random) -> int | tuple[int, int]:
    """Draw where a run is killed: anywhere, or in the steps around the end of a message."""
    if draw.random() < 0.5:
        return int(draw.expovariate(1 / KILLED_AFTER))
    return draw.randrange(3), draw.randrange(6)


def _behave(scene: Scene, draw: random.Random) -> None:
    """Draw what the server does with each attempt."""
    scene.log.taken.clear()
    scene.log.tried.clear()
    scene.behaviour.clear()
    for epost in scene.hashes["v1"]:
        for times in range(draw.randrange(6)):
            scene.behaviour[epost, times] = draw.choice(BEHAVIOUR)
    scene.behaviour |= {("", times): draw.choice(AT_MAIL) for times in range(10)}


def _judge(scene: Scene, seed: int, found: dict[str, Delivery], figures: Figures) -> None:
    """Hold what the server took against whom it was for, and against the journal."""
    taken: Counter[tuple[str, str]] = Counter()
    packets: Counter[tuple[str, str]] = Counter()
    for epost, raw in scene.log.taken:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        name = message["Message-ID"].strip("<>").partition(".")[0]
        pdf = next(message.iter_attachments()).get_payload(decode=True)
        assert isinstance(pdf, bytes)
        digest = sha256(pdf).hexdigest()
        taken[epost, name] += 1
        packets[epost, digest] += 1
        if message["To"] != epost or found[name].epost != epost:
            figures.broken.append(f"{seed}: wrong recipient {epost}")
        if digest not in (scene.hashes["v1"][epost], scene.hashes["v2"][epost]):
            figures.broken.append(f"{seed}: wrong packet to {epost}")
    doubles = [key for key, times in (taken | packets).items() if times > 1]
    figures.broken += [f"{seed}: double {key}" for key in doubles]
    for one in found.values():
        arrived = (one.epost, one.id) in taken
        if one.state is State.SENDT and not arrived:
            figures.broken.append(f"{seed}: lost {one}")
        if one.state not in (State.SENDT, State.UVISS) and arrived:
            figures.broken.append(f"{seed}: arrived, but said to be {one}")


def _settle(scene: Scene, path: Path, uncertain: list[Delivery], figures: Figures) -> None:
    """Do what a person does who asks the recipient."""
    raw = b"".join(message for _, message in scene.log.taken)
    for one in uncertain:
        sent = f"<{one.id}.".encode() in raw
        figures.counts[f"uncertain, {'arrived' if sent else 'not arrived'}"] += 1
        Journal(path).append(settled(one, sent=sent, naar=one.naar))


def _judge_end(
    scene: Scene, seed: int, version: str, found: dict[str, Delivery], figures: Figures
) -> None:
    """Everyone has the last packet, once, or was refused for good."""
    last = {one.epost: one for one in standing(found)}
    for epost, digest in scene.hashes[version].items():
        one = last[epost]
        figures.counts[f"recipients {one.state.value}"] += 1
        if one.state not in DONE or one.sha256 != digest:
            figures.broken.append(f"{seed}: {epost} ended as {one}")
    figures.counts["histories"] += 1
    figures.counts["messages that arrived"] += len(scene.log.taken)


def _job(
    scene: Scene, path: Path, version: str, number: int, kill: int | tuple[int, int] | None
) -> dict[str, Any]:
    return {
        "journal": str(path),
        "packets": str(scene.folder / f"{version}.pickle"),
        "port": scene.running.port,
        "ca": str(scene.ca),
        "now": (NOW + timedelta(hours=number)).isoformat(),
        "kill": kill,
    }
