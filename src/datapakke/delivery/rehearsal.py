"""Who a rehearsal may go to: it has the packets of all municipalities, and is for none of them."""

from collections.abc import Iterable
from dataclasses import replace

from datapakke.config.sending import Sending
from datapakke.delivery.address import domain_of
from datapakke.delivery.binding import SendingError, check_recipient
from datapakke.delivery.shipment import Sender
from datapakke.errors import Problem
from datapakke.kommuner import Kommune


def check_rehearsal(
    prove: str, sender: Sender, sending: Sending, kommuner: Iterable[Kommune]
) -> None:
    """See that all messages may be sent to one address: in the sender's domain, or an allowed one.

    Raises:
        SendingError: They may not, as where a municipality receives its packet in that domain.
    """
    own = domain_of(sender.svar_til)
    allowed = replace(sending, domener=(*sending.domener, own))
    problems = list(check_recipient(prove, allowed, "--prove"))
    theirs = [mottaker.epost for one in kommuner for mottaker in one.mottakere]
    domains = {domain_of(epost) for epost in theirs} - {own}
    same = prove.casefold() in {epost.casefold() for epost in theirs}
    if not problems and (same or domain_of(prove) in domains):
        what = (
            "er i et domene som kommuner får pakker i. Prøven har pakkene til alle på møtet: send"
            " den til deg selv."
        )
        problems.append(Problem(f"--prove, mottaker {prove}", what))
    if problems:
        raise SendingError(problems)
