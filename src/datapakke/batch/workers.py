"""Who makes the packets: processes on this machine, or a cluster's."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, Self, TypeVar

from datapakke.batch.cluster import Cluster
from datapakke.batch.crew import Crew
from datapakke.batch.work import Kit, Made
from datapakke.batch.worker import Limits
from datapakke.packet.model import Packet

T = TypeVar("T")
LOKAL, DASK = "lokal", "dask"
EXECUTORS = (LOKAL, DASK)
SECONDS = 180.0
"""A packet takes two seconds; nothing that takes this long will be done."""
MB = 1500
"""A worker has about 160 MB; what needs this much has gone wrong."""


class _Makers(AbstractContextManager["_Makers"], Protocol):
    """What makes packets."""

    def made(self, packets: Iterable[tuple[T, Packet]]) -> Iterator[tuple[T, Made]]: ...


class Workers:
    """Makes packets by other processes; a context, within which ``made`` may be called."""

    def __init__(  # noqa: PLR0913 - each is an option of the command line
        self,
        kit: Kit,
        *,
        jobs: int = 0,
        executor: str = LOKAL,
        scheduler: str = "",
        seconds: float = SECONDS,
        mb: int = MB,
    ) -> None:
        """Say who, and with what; no process is started yet.

        Args:
            kit: What packets are made with.
            jobs: How many packets are made at a time on this machine; 0: one for each core.
            executor: One of ``EXECUTORS``.
            scheduler: Where a cluster is asked, ``tcp://host:port``.
            seconds: How long one packet may take, by the clock.
            mb: The most memory that a worker on this machine may have of its own, in MB.

        Raises:
            UsageError: dask is not installed, or no scheduler is named.
        """
        limits = Limits(seconds, mb)
        self._makers: _Makers = (
            Cluster(kit, scheduler, limits)
            if executor == DASK
            else Crew(kit, jobs or cores(), limits)
        )

    def __enter__(self) -> Self:
        """Begin to get ready, while this process does something else.

        Raises:
            UsageError: The cluster does not answer, or would not make the same bytes.
        """
        self._makers.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """End what was started."""
        self._makers.__exit__(None, None, None)

    def made(self, packets: Iterable[tuple[T, Packet]]) -> Iterator[tuple[T, Made]]:
        """Give what became of every packet, in the order that they are done; each exactly once.

        One that fails, hangs, takes too much memory or kills its process is given with what is
        wrong. One whose process was killed is tried once more first.

        Args:
            packets: Whose each is, and the packet; taken one by one as there is use for them.

        Raises:
            PacketError: No process can be started at all, or no worker of a cluster is left.
        """
        return self._makers.made(packets)


def cores() -> int:
    """Give how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
