"""The one way from an order to packets in their folder, for ``build`` and ``batch`` alike.

extracts → figures → packets → keys → those that differ are made → a staged set → attacked
→ written down as printed → the manifest → put in place
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from datapakke import __version__
from datapakke.attack import attack
from datapakke.batch.attached import Sheets
from datapakke.batch.beside import Beside
from datapakke.batch.fresh import as_it_lies, manifest_or_none
from datapakke.batch.inputs import LEDGER, Inputs, inputs_of
from datapakke.batch.job import Job
from datapakke.batch.making import Making, Set, Watch
from datapakke.batch.manifest import manifest_bytes
from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.batch.prepare import prepared
from datapakke.batch.stage import Stage
from datapakke.batch.work import Kit
from datapakke.batch.workers import Workers
from datapakke.case import Case
from datapakke.disclosure.audit.audit import ALLE
from datapakke.disclosure.audit.printed import read_printed
from datapakke.disclosure.audit.report import as_lines
from datapakke.disclosure.ledger import Appended, Ledger, told
from datapakke.errors import DatapakkeError, ExtractError, Problem, TemplateError
from datapakke.provenance import RECORD
from datapakke.render import template_folders

_LINES = 20


class AuditError(DatapakkeError):
    """Somebody could know too well what is hidden: the new set is not published."""

    exit_code = 3


@dataclass(frozen=True)
class Ran:
    """What came of a run.

    Attributes:
        manifest: What lies in the folder now; None when no packet could be made, and it is as
            it was.
        made: What became of each packet.
        told: What the ledger has to tell.
    """

    manifest: Manifest | None
    made: Set
    told: tuple[Problem, ...] = ()


def run(job: Job, watch: Watch) -> Ran:
    """Make the packets of a job that are not what the data give today, and put them in place.

    Nothing is put in place when anything but single packets goes wrong.

    Args:
        job: What is to be made.
        watch: Is told how it goes.

    Raises:
        ExtractError: Something in the extracts is wrong, or they were changed meanwhile.
        LeakError, AuditError: Something would be known too well.
        LedgerError: What is printed cannot be written down.
        TemplateError: A template is wrong for every packet.
        PacketError: The disk refuses something.
        UsageError: A cluster is asked for that does not answer, or would not make the same bytes.
    """
    if lies := as_it_lies(job):
        return _kept(job, lies)
    templates = template_folders(job.project.templates)
    kit = Kit(templates, job.config.pakke)
    with Workers(kit, jobs=job.jobs, executor=job.executor, scheduler=job.scheduler) as workers:
        basis = prepared(job, watch)
        whole, runde = basis.inputs, basis.runde
        old = _old(job.folder, runde, demo=basis.demo)
        stage = Stage(job.folder)
        stage.open(fresh=job.force)
        making = Making(basis.context, whole, stage, None if job.force else old)
        making.packets(job.order.kommuner, workers, watch)
    made = making.set
    if not made.entries:
        stage.remove()
        _refuse_template(made)
        return Ran(None, made)
    beside = Beside(job.order, whole, stage, old, made)
    for problem in beside.keep_others():
        watch.warn(problem)
    watch.step("Lager svarark og hefter")
    beside.attach(Sheets(basis.context, job.config.avsender.epost, templates))
    stage.write(RECORD, basis.record)
    stage.keep_only(beside.places)
    audit = _audited(job, basis.case, stage, beside.entries, whole, old, watch)
    _refuse_changed(job, whole)
    appended = list(_write_down(basis.ledger, runde, job.order.inndeling.aar, made))
    content = hashlib.sha256(basis.record).hexdigest()
    manifest = Manifest(
        runde=runde,
        demo=basis.demo,
        program=__version__,
        grunnlag=whole.grunnlag,
        inndata=whole.pairs,
        pakker=beside.entries,
        feilet=tuple((one.hva, tuple(map(str, one.problems))) for one in made.failed),
        vedlegg=tuple(sorted((beside.vedlegg | {RECORD: content}).items())),
        nokler=tuple(sorted(beside.nokler.items())),
        audit=audit,
    )
    stage.bring(beside.is_ours)
    stage.publish(manifest_bytes(manifest))
    return Ran(manifest, made, tuple(told(appended, str(basis.ledger.path))))


def _kept(job: Job, manifest: Manifest) -> Ran:
    """Give what lies there, of which nothing is to be made."""
    asked = {job.order.inndeling.kommunenr(one) for one in job.order.kommuner}
    entries = {nr: one for nr, one in manifest.by_kommunenr.items() if nr in asked}
    return Ran(manifest, Set(entries, kept=sorted(entries)))


def _refuse_template(made: Set) -> None:
    """Tell once of a template that is wrong for every packet.

    Raises:
        TemplateError: It is so.
    """
    if all(one.mal for one in made.failed):
        wrong = [problem for one in made.failed for problem in one.problems]
        raise TemplateError(list(dict.fromkeys(wrong)))


def _old(folder: Path, runde: str, *, demo: bool) -> Manifest | None:
    """Give the manifest of the set that lies there; none of another round or of other data."""
    old = manifest_or_none(folder)
    return old if old and (old.runde, old.demo) == (runde, demo) else None


def _audited(  # noqa: PLR0913, PLR0917 - what is attacked, and what is known of it
    job: Job,
    case: Case,
    stage: Stage,
    entries: tuple[Entry, ...],
    inputs: Inputs,
    old: Manifest | None,
    watch: Watch,
) -> Audit | None:
    """Attack the packets as they are to lie, unless just these have been attacked already.

    Raises:
        AuditError: Something is known too well; what was made is taken away.
    """
    said = sidecars_digest(entries)
    seen = old.audit if old else None
    if seen and seen.ok and (seen.grunnlag, seen.sidefiler) == (inputs.grunnlag, said):
        return seen
    if not job.audit:
        return None
    watch.step("Angriper pakkene")
    report = attack(case, read_printed(stage.path), insiders=True)
    if not report.ok:
        stage.remove()
        *lines, last = as_lines(report)[:_LINES]
        raise AuditError([Problem(job.order.mappe, one.strip()) for one in (*lines, last)])
    tried = report.scenarier
    public = tried.get(ALLE, 0)
    return Audit(
        ok=True,
        grunnlag=inputs.grunnlag,
        sidefiler=said,
        offentlig=public,
        innsidere=sum(tried.values()) - public,
        feil=(),
    )


def _refuse_changed(job: Job, inputs: Inputs) -> None:
    """See that none of the project's files was changed while the packets were made of them.

    Raises:
        ExtractError: One was; which.
    """
    now = inputs_of(job.project, job.config, job.order, job.raw).files
    before = tuple(one for one in inputs.files if one[0] != LEDGER)
    changed = {name for name, _ in set(before) ^ set(now)}
    if changed:
        what = "ble endret mens pakkene ble laget. Ingenting er lagt på plass: kjør på nytt."
        raise ExtractError([Problem(name, what) for name in sorted(changed)])


def _write_down(ledger: Ledger, runde: str, aar: int, made: Set) -> Iterator[Appended]:
    """Write down what the packets print, and then what they draw that none of them prints.

    It is on the disk before any of them can be seen: a packet may leave the house at once. All of
    them together, since the ledger is read through each time.
    """
    for said, tegnet in ((made.printed, False), (made.drawn, True)):
        figures = chain.from_iterable(said[nr] for nr in sorted(said))  # not as they were done
        yield ledger.append(runde, aar, figures, tegnet=tegnet)
