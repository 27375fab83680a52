"""From the extracts to all that the packets of a job are made from."""

from dataclasses import dataclass, replace

from datapakke.batch.inputs import Inputs, inputs_of
from datapakke.batch.job import Job
from datapakke.batch.making import Watch
from datapakke.case import Case
from datapakke.disclosure.ledger import Ledger, read
from datapakke.extracts.kept.cache import Cache
from datapakke.extracts.model import Extracts
from datapakke.packet.context import PacketContext
from datapakke.pipeline import context_from, count, figures_of, open_ledger, read_extracts
from datapakke.plans import Plans
from datapakke.provenance import record


@dataclass(frozen=True)
class Prepared:
    """What the packets of a job are made from.

    Attributes:
        inputs: By name and hash, what other rounds have printed with them.
        context: All that packets say.
        case: The true counts, for an attack.
        ledger: Where what is printed is written down.
        record: ``kilder.json``.
        runde: The round's id; empty outside rounds.
        demo: The figures are invented.
    """

    inputs: Inputs
    context: PacketContext
    case: Case
    ledger: Ledger
    record: bytes
    runde: str
    demo: bool


def prepared(job: Job, watch: Watch) -> Prepared:
    """Read, count, hide and compare.

    Raises:
        ExtractError: Something in the extracts is wrong.
        LeakError: Something would be known too well.
        LedgerError: What was printed before cannot be read.
    """
    inputs = inputs_of(job.project, job.config, job.order, job.raw)
    watch.step("Leser uttrekkene")
    extracts = _read(job, watch)
    made_from = record(extracts, job.order, job.project.config, job.raw)
    ledger = open_ledger(job.project, extracts)
    runde = job.order.runde.id if job.order.runde else ""
    inputs = inputs.with_ledger(ledger.path, runde)
    watch.inputs(inputs.pairs)
    printed = read(ledger.path)
    watch.step("Regner ut og skjermer")
    case = count(extracts, job.order, job.config, printed)
    plans = Plans(job.project.cache) if job.cached else None
    basis = figures_of(case, extracts, job.order, plans)
    context = replace(context_from(basis, job.order, job.config, printed), maalform=job.maalform)
    demo = ledger.path == job.project.printed(demo=True)
    return Prepared(inputs, context, case, ledger, made_from, runde, demo)


def _read(job: Job, watch: Watch) -> Extracts:
    cache = Cache(job.project.cache) if job.cached else None
    extracts = read_extracts(job.order, job.config, job.raw, cache)
    for problem in (*(cache.notes if cache else ()), *extracts.warnings):
        watch.warn(problem)
    return extracts
