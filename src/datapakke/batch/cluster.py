"""Workers of a cluster, by dask's executor: the same work, on other machines."""

import logging
import time
import traceback
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, Self, TypeVar

from datapakke.batch.remote import make_there, parcel
from datapakke.batch.same import differences, mark
from datapakke.batch.work import Kit, Made, failed
from datapakke.batch.worker import Limits
from datapakke.errors import PacketError, Problem, UsageError
from datapakke.output import packet_name
from datapakke.packet.model import Packet

T = TypeVar("T")
_EACH = 2
"""Packets that lie ready for each worker, so that none waits for its next."""
_PATIENCE = 10.0
"""Seconds that the scheduler may take to answer."""
_ALONE = 60.0
"""Seconds without a single worker, after which none is thought to come back."""
_LOOK = 2.0


class Cluster:
    """A cluster's workers; a context, within which packets are made."""

    def __init__(self, kit: Kit, scheduler: str, limits: Limits) -> None:
        """Take what packets are made with, and where to ask.

        Raises:
            UsageError: dask is not installed, or no scheduler is named.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError as error:
            what = "krever tilleggspakken dask. Installer med: pip install 'datapakke[dask]'"
            raise UsageError([Problem("--executor dask", what)]) from error
        if not scheduler:
            what = "mangler: adressen til klyngen, slik: --scheduler tcp://maskin:8786"
            raise UsageError([Problem("--scheduler", what)])
        for name in ("distributed", "distributed.client"):  # what matters is told by us
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._connect: Any = Client
        self._scheduler = scheduler
        self._kit, self._limits = kit, limits

    def __enter__(self) -> Self:
        """Ask every worker whether it would make the same bytes as this machine.

        Raises:
            UsageError: The scheduler does not answer, or some worker would not.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions of dask's own; ours are looked at
            try:
                self._client: Any = self._connect(
                    self._scheduler, timeout=_PATIENCE, set_as_default=False
                )
            except (OSError, ValueError, TypeError) as error:
                what = f"{self._scheduler} svarer ikke som en dask-klynge ({error})."
                raise UsageError([Problem("--scheduler", what)]) from error
        try:
            self._ours = mark()
            self._check()
        except BaseException:
            self._client.close()
            raise
        self._parcel = parcel(self._kit)
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(self, *_: object) -> None:
        """Take back what is not begun, and leave the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def _check(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise UsageError([Problem(self._scheduler, "klyngen har ingen arbeidere.")]) from error
        theirs = self._client.run(mark, on_error="return")
        problems = [
            Problem(
                f"arbeider {address}", f"lager ikke de samme pakkene som her: {'; '.join(told)}."
            )
            for address, there in sorted(theirs.items())
            if (told := _told(self._ours, there))
        ]
        if problems:
            raise UsageError(problems)

    def made(self, packets: Iterable[tuple[T, Packet]]) -> Iterator[tuple[T, Made]]:
        """Do as ``Workers.made`` does."""
        coming = iter(packets)
        asked: dict[Future[Made], tuple[T, Packet]] = {}
        more, seen = True, time.monotonic()
        try:
            while True:
                workers = self._workers()
                seen = time.monotonic() if workers else seen
                if more and len(asked) < _EACH * max(workers, 1):
                    if more := (task := next(coming, None)) is not None:
                        asked[self._ask(task[1])] = task
                    continue
                if not asked:
                    return
                done, _ = wait(asked, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    key, packet = asked.pop(future)
                    yield key, _of(future, packet)
                if time.monotonic() - seen > _ALONE:
                    what = "klyngen har ikke hatt en eneste arbeider på et minutt."
                    raise PacketError([Problem(self._scheduler, what)])
        finally:
            for future in asked:
                future.cancel()

    def _ask(self, packet: Packet) -> Future[Made]:
        told = (self._parcel, self._ours, self._limits.seconds)
        asked: Future[Made] = self._executor.submit(make_there, packet, *told)
        return asked

    def _workers(self) -> int:
        """Give how many workers there are, as far as the scheduler knows."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])


def _told(ours: dict[str, str], theirs: object) -> list[str]:
    """Say what is different there; ``theirs`` is an error when the worker could not tell."""
    if isinstance(theirs, dict):
        return differences(ours, theirs)
    return [f"{type(theirs).__name__}: {theirs}"]


def _of(future: Future[Made], packet: Packet) -> Made:
    """Give what became of a packet that dask is done with, in one way or another."""
    try:
        return future.result()
    except CancelledError:
        what, trace = "kunne ikke lages: forbindelsen til klyngen ble brutt.", ""
    except Exception as error:  # noqa: BLE001 - a cluster can fail in many ways
        what = f"kunne ikke lages i klyngen: {type(error).__name__}: {error}"
        trace = "".join(traceback.format_exception(error))
    return failed(what, trace, where=f"{packet_name(packet)}.pdf")
