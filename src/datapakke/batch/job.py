"""What is to be made, and how; nothing heavy is imported to say it."""

from dataclasses import dataclass
from pathlib import Path

from datapakke.config import Config
from datapakke.order import Order
from datapakke.project import Project


@dataclass(frozen=True)
class Job:
    """What is to be made, and how.

    Attributes:
        project: Where configuration, templates, archive and cache lie.
        config: What the configuration says.
        order: The round, its division, and the municipalities.
        raw: Where the extracts lie.
        folder: Where the packets are to lie.
        maalform: The written form of all packets; empty: each municipality's own.
        force: Make every packet again.
        audit: Attack the packets together before they are put in place.
        cached: Use what earlier runs have read and planned, and keep it for later ones.
        jobs: How many packets are made at a time; 0: one for each core.
        executor: Who makes them (``workers.EXECUTORS``).
        scheduler: The address of a cluster's.
    """

    project: Project
    config: Config
    order: Order
    raw: Path
    folder: Path
    maalform: str = ""
    force: bool = False
    audit: bool = False
    cached: bool = True
    jobs: int = 0
    executor: str = "lokal"
    scheduler: str = ""
