"""Who receives is bound to what is sent: everything is held up against everything, before anything.

The code in the PDF, in its name, in the configuration and in the answer sheet is the same; the file
is the approved one, bit for bit; and every address is plain, allowed and belongs to one packet.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from datapakke.config import Config
from datapakke.config.sending import Sending
from datapakke.delivery.address import domain_of, others_domain, wrong_with
from datapakke.delivery.files import MB, check_about, read_file
from datapakke.delivery.shipment import Cargo, File, Sender, Shipment
from datapakke.errors import DatapakkeError, Problem
from datapakke.locale import maalform, sagt


class SendingError(DatapakkeError):
    """Something is not as it should be: nothing is sent to anyone."""


def load(
    shipments: Sequence[Shipment], config: Config, sending: Sending, *, sheets_only: bool = False
) -> tuple[Cargo, ...]:
    """Read what is to be sent, once, and hold it up against all that it should be.

    Args:
        shipments: All that one run sends.
        config: Whose municipalities and addresses these are.
        sending: What the project allows.
        sheets_only: Packets and side-cars are not sent, and are not read.

    Raises:
        SendingError: Something does not fit; every problem of every shipment.
    """
    problems = list(_between(shipments))
    cargo = []
    for one in shipments:
        found, wrong = _loaded(one, sending.storst_mb * MB, sheets_only=sheets_only)
        problems += wrong or _says(found, sheets_only=sheets_only)
        problems += [*_whose(one, config), *_received(one, config, sending), *_printable(one)]
        cargo.append(found)
    if problems:
        raise SendingError(list(dict.fromkeys(problems)))
    return tuple(cargo)


def check_sender(sender: Sender) -> None:
    """See that the sender's name and addresses can stand in a message.

    Raises:
        SendingError: They cannot.
    """
    problems = [
        Problem(f"avsenderen «{epost!r}»", wrong)
        for epost in (sender.fra, sender.svar_til)
        if (wrong := wrong_with(epost))
    ]
    if not sender.navn.isprintable():
        problems.append(Problem("avsenderens navn", "har styretegn eller linjeskift."))
    if problems:
        raise SendingError(problems)


def check_recipient(epost: str, sending: Sending, where: str) -> Iterator[Problem]:
    """Tell why nothing may be sent to an address, where that is so."""
    if wrong := wrong_with(epost):
        yield Problem(f"{where}, mottaker {epost!a}", wrong)
    elif domain_of(epost) not in sending.domener:
        what = f"domenet {domain_of(epost)} står ikke i «domener» under «sending» i oppsettet."
        yield Problem(f"{where}, mottaker {epost}", what)


def _between(shipments: Sequence[Shipment]) -> Iterator[Problem]:
    """No two shipments are of one municipality, one packet or one recipient."""
    addresses = [
        epost
        for one in shipments
        for epost in {mottaker.epost.casefold() for mottaker in one.kommune.mottakere}
    ]
    for what, names in (
        ("kommunen", [one.kommunenr for one in shipments]),
        ("pakken", [one.sha256 for one in shipments]),
        ("mottakeren", addresses),
    ):
        for name in (name for name, times in Counter(names).items() if times > 1):
            yield Problem(f"{what} {name!a}", "er med i mer enn én forsendelse.")


def _whose(one: Shipment, config: Config) -> Iterator[Problem]:
    """The code, the municipality, the meeting and the file's name belong together."""
    where, kommune = _where(one), one.kommune
    if kommune not in config.kommuner:
        yield Problem(where, "kommunen står ikke i oppsettet slik den er her.")
    if not any((kode.kode, kode.navn) == (one.kommunenr, one.navn) for kode in kommune.koder):
        yield Problem(where, f"kommunenummeret er ikke {kommune.slug} sitt.")
    if kommune.slug not in one.mote.kommuner:
        yield Problem(where, f"kommunen er ikke invitert til møtet {one.mote.id}.")
    named = [(one.path, ".pdf"), (one.sidefil.path, ".json")]
    named += [(one.svarark.path, "-svarark.pdf")] if one.svarark else []
    for path, ending in named:
        if path.name != f"{one.stem}{ending}":
            yield Problem(where, f"filen heter {path.name}, men skal hete {one.stem}{ending}.")


def _received(one: Shipment, config: Config, sending: Sending) -> Iterator[Problem]:
    where, meant = _where(one), {epost.casefold() for epost in sending.andres_domene}
    if not one.kommune.mottakere:
        yield Problem(where, "har ingen mottaker.")
    for epost in (mottaker.epost for mottaker in one.kommune.mottakere):
        wrong = list(check_recipient(epost, sending, where))
        yield from wrong
        other = None if wrong else others_domain(epost, one.kommune, config.kommuner)
        if other and epost.casefold() not in meant:
            what = (
                f"domenet er {other.slug} sitt. Er det meningen, skal adressen stå i"
                " «andres_domene» under «sending» i oppsettet."
            )
            yield Problem(f"{where}, mottaker {epost}", what)


def _printable(one: Shipment) -> Iterator[Problem]:
    """No line break or control character can reach a header."""
    for name in (one.navn, one.mote.sted, one.runde, one.kommunenr, *one.andre):
        if not name.isprintable():
            yield Problem(_where(one), f"{name!a} har styretegn eller linjeskift.")


def _loaded(one: Shipment, most: int, *, sheets_only: bool) -> tuple[Cargo, list[Problem]]:
    """Read a shipment's files, and give what is wrong with them."""
    problems: list[Problem] = []
    packet = (File(one.path, one.sha256), one.sidefil)
    pakke, sidefil = (b"" if sheets_only else read_file(file, most, problems) for file in packet)
    svarark = read_file(one.svarark, most, problems) if one.svarark else None
    return Cargo(one, pakke, sidefil, svarark), problems


def _says(cargo: Cargo, *, sheets_only: bool) -> Iterator[Problem]:
    """What the PDFs say of themselves is this municipality and this round."""
    one = cargo.shipment
    with maalform(one.maalform):
        runde = sagt(", runde {runde}").format(runde=one.runde)
    subject = f"Kommune {one.kommunenr} {one.navn}{runde}"
    if not sheets_only:
        yield from check_about(one.path, cargo.pakke, subject, one.navn, demo=one.demo)
    if one.svarark and cargo.svarark is not None:
        subject = f"Svarark {one.runde}/{one.kommunenr}"
        path = one.svarark.path
        yield from check_about(path, cargo.svarark, subject, one.navn, demo=one.demo)


def _where(one: Shipment) -> str:
    return f"pakken {one.kommune.slug}"
