"""Whether there is anything to do at all; nothing heavy is imported to find out."""

from collections.abc import Iterator
from pathlib import Path

from datapakke.batch.inputs import Inputs, inputs_of
from datapakke.batch.job import Job
from datapakke.batch.manifest import ManifestError, read_manifest, wrong_files
from datapakke.batch.model import Manifest
from datapakke.batch.stage import mend
from datapakke.config import Config
from datapakke.locale import BOKMAAL, NYNORSK
from datapakke.order import Order
from datapakke.project import Project


def inputs_now(
    project: Project,
    config: Config,
    order: Order,
    raw: Path,
    manifest: Manifest | None,
) -> Inputs:
    """Give the inputs of an order, with what has been printed until now.

    Args:
        project: Where configuration, templates and archive lie.
        config: What the configuration says.
        order: The round and its division.
        raw: Where the extracts lie.
        manifest: What lies in the folder of the round; it says whether the figures are invented.

    Raises:
        ExtractError: A file cannot be read.
    """
    demo = manifest.demo if manifest else False
    inputs = inputs_of(project, config, order, raw)
    return inputs.with_ledger(project.printed(demo=demo), order.runde.id if order.runde else "")


def as_it_lies(job: Job) -> Manifest | None:
    """Give the manifest of what lies there when there is nothing to make; else None.

    What a killed run has left to put in place is put there first.

    Raises:
        ExtractError: A file cannot be read.
        PacketError: The disk refuses something.
    """
    mend(job.folder)
    manifest = manifest_or_none(job.folder)
    if job.force or manifest is None:
        return None
    inputs = inputs_now(job.project, job.config, job.order, job.raw, manifest)
    form, attacked = job.maalform, job.audit
    fresh = is_fresh(job.folder, manifest, job.order, inputs, maalform=form, audited=attacked)
    return manifest if fresh else None


def is_fresh(  # noqa: PLR0913 - what lies there, what should, and how sure one is to be
    folder: Path,
    manifest: Manifest | None,
    order: Order,
    inputs: Inputs,
    *,
    maalform: str = "",
    audited: bool,
) -> bool:
    """Tell whether the packets of an order lie in the folder as their inputs give them today.

    Args:
        folder: Where they lie.
        manifest: Its manifest; None when it has none.
        order: The municipalities.
        inputs: What their packets are made from.
        maalform: The written form of all of them; empty: each municipality's own.
        audited: They are to have been attacked together too.
    """
    if manifest is None or (audited and not manifest.audited):
        return False
    if manifest.runde != (order.runde.id if order.runde else ""):
        return False
    if any(packets_behind(manifest, order, inputs.grunnlag, maalform)):
        return False
    return not manifest.feilet and not wrong_files(folder, manifest)


def packets_behind(
    manifest: Manifest, order: Order, grunnlag: str, maalform: str = ""
) -> Iterator[str]:
    """Give the codes of municipalities whose packets are lacking, or not of these inputs."""
    made = manifest.by_kommunenr
    for kommune in order.kommuner:
        nr = order.inndeling.kommunenr(kommune)
        form = NYNORSK if (maalform or kommune.maalform) == NYNORSK else BOKMAAL
        if nr not in made or (made[nr].grunnlag, made[nr].maalform) != (grunnlag, form):
            yield nr


def manifest_or_none(folder: Path) -> Manifest | None:
    """Give the manifest of a folder; None also when it is damaged: then all is made again."""
    try:
        return read_manifest(folder)
    except ManifestError:
        return None
