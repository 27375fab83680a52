"""Gathers what the review page of a round is made from: configuration, extracts, archive."""

from pathlib import Path

from datapakke.batch.fresh import inputs_now
from datapakke.config import Config
from datapakke.delivery.approval import addresses_of
from datapakke.delivery.approvals import approved
from datapakke.delivery.sent import deliveries
from datapakke.journal import Journal
from datapakke.order import Order
from datapakke.pipeline import load
from datapakke.project import Project
from datapakke.report import Basis, make_report, read_history
from datapakke.review.delivered import approvals, sendings, unsettled
from datapakke.review.make import Grunnlag, packets_in


def gather(project: Project, config: Config, order: Order, raw: Path, packets: Path) -> Grunnlag:
    """Gather it.

    Args:
        project: Where the archive and earlier rounds lie.
        config: What the configuration says.
        order: The round and its division.
        raw: The extracts.
        packets: The packets' folder.

    Raises:
        PacketError: There is no manifest among the packets, or it is another round's.
        ManifestError: It is damaged.
        JournalError: The approvals or the sendings are.
        ExtractError: An extract cannot be opened at all.
    """
    manifest = packets_in(packets, order.mappe)
    last = order.runde.data_til if order.runde else None
    history = read_history(project.out, last)
    basis = Basis(load(order, config, raw), order.inndeling, last, order.mappe, history)
    journal = Journal(project.sendings(demo=manifest.demo))
    sent = deliveries(journal.read(), str(journal.path))
    agreed = approved(Journal(project.approvals(demo=manifest.demo)), order.mappe)
    addresses = addresses_of(order.inndeling)
    return Grunnlag(
        config=config,
        order=order,
        folder=packets,
        manifest=manifest,
        grunnlag=inputs_now(project, config, order, raw, manifest).grunnlag,
        funn=make_report(basis).funn,
        godkjent=approvals(agreed, manifest, addresses),
        sendt=sendings(sent, order.mappe, order.inndeling),
        uavklart=unsettled(sent, order.mappe, addresses),
    )
