"""A meeting's sendings from approvals to messages: what is approved, checked, planned, written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from datapakke.batch.inputs import Inputs
from datapakke.batch.manifest import read_manifest
from datapakke.batch.model import Manifest
from datapakke.batch.status import changed
from datapakke.config import Config
from datapakke.delivery.answers import check_read, unanswered
from datapakke.delivery.approvals import approved
from datapakke.delivery.binding import SendingError, check_sender, load
from datapakke.delivery.gather import Meeting, gather
from datapakke.delivery.message import Post
from datapakke.delivery.plan import Planned, make_plan
from datapakke.delivery.reached import reached
from datapakke.delivery.rehearsal import check_rehearsal
from datapakke.delivery.sent import PAAMINNELSE, PAKKE, Delivery, deliveries, received
from datapakke.delivery.shipment import Cargo, Sender
from datapakke.delivery.timely import check_ahead, check_corrections, check_today
from datapakke.delivery.writing import KEPT, Message, Writing, write_messages
from datapakke.errors import ConfigError, Problem, UsageError
from datapakke.journal import Journal
from datapakke.kommuner import Inndeling, Mote, Runde
from datapakke.project import Project
from datapakke.svarark.ark import answered_by
from datapakke.templating import Templates, template_folders


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        kommunenumre: Whose packets.
        named: They were named: none of them may be left out.
        rettelse: Recipients who have a packet may get another one.
        paaminnelse: Answer sheets are asked for; no packets are sent.
    """

    kommunenumre: Sequence[str]
    named: bool = False
    rettelse: bool = False
    paaminnelse: bool = False


class Office:
    """What is sent to one meeting."""

    def __init__(
        self,
        project: Project,
        config: Config,
        meeting: Meeting,
        wish: Wish,
        today: Callable[[Manifest], Inputs] | None = None,
    ) -> None:
        """Look for the packets.

        Args:
            project: Where journals, templates and answers lie.
            config: What the configuration says.
            meeting: What is sent to.
            wish: What is asked for.
            today: Gives what packets are made from today; None when no packet is sent.

        Raises:
            ConfigError: The configuration does not say how to send.
            UsageError: There are no packets.
            ManifestError: What lies there is damaged.
        """
        self.config, self.meeting, self.wish = config, meeting, wish
        if config.sending is None:
            what = "mangler «sending». docs/sending.md sier hva som skal stå der."
            raise ConfigError([Problem(str(project.config), what)])
        self.sending = config.sending
        self.sender = Sender(
            config.avsender.navn, self.sending.fra or config.avsender.epost, config.avsender.epost
        )
        check_sender(self.sender)
        manifest = read_manifest(meeting.folder)
        if manifest is None or manifest.runde != meeting.runde:
            what = f"har ingen pakker fra runden {meeting.runde}. Lag dem: datapakke batch"
            raise UsageError([Problem(str(meeting.folder), what)])
        self._manifest, self._project, self._today = manifest, project, today
        self.journal = Journal(project.sendings(demo=manifest.demo))

    def found(self) -> dict[str, Delivery]:
        """Give every message of the journal as it is now.

        Raises:
            JournalError: The journal is damaged.
        """
        return deliveries(self.journal.read(), str(self.journal.path))

    @cached_property
    def lacking(self) -> list[str]:
        """The names of those whose packet is not approved."""
        have = approved(self._approvals, self.meeting.runde)
        return [self.meeting.name(nr) for nr in self.wish.kommunenumre if nr not in have]

    def plan(self, now: datetime) -> tuple[Planned, ...]:
        """Give a message for each recipient, when everything has been held against everything.

        Raises:
            SendingError: Something does not fit: nothing may be sent to anyone. Every problem.
            UsageError: A municipality that was named has no approved packet.
            JournalError: A journal is damaged.
        """
        if self.wish.named and self.lacking:
            what = "er ikke godkjent. Godkjenn den: datapakke approve"
            raise UsageError([Problem(name, what) for name in self.lacking])
        cargo, found = self._cargo(), self.found()
        if self.wish.paaminnelse:
            asked = make_plan(cargo, found, now, PAAMINNELSE)
            return tuple(
                one for one in asked if received(found, (PAKKE, *one.delivery.goes_to[1:]))
            )
        plan = make_plan(cargo, found, now)
        if self._today:
            inputs = self._today(self._manifest)
            behind = [
                one.kommunenr for one in self._manifest.pakker if one.grunnlag != inputs.grunnlag
            ]
            check_today(plan, behind, changed(self._manifest.inndata, inputs.pairs))
            if not self._manifest.demo:  # whose meetings are of a year that is gone
                had = reached(found.values(), self.meeting.runde, self.meeting.inndeling)
                check_ahead(plan, now.date(), {*had} if self.wish.rettelse else None)
        if not self.wish.rettelse:
            check_corrections(plan)
        return plan

    def _cargo(self) -> tuple[Cargo, ...]:
        """Read what is to be sent; of reminders, to those who have not answered."""
        meeting, only = self.meeting, self.wish.paaminnelse
        wanted = list(self.wish.kommunenumre)
        if only:
            answers = self._project.root / "svar" / meeting.runde
            check_read(answers)
            silent = unanswered(meeting.mote, meeting.inndeling, answers)
            codes = {meeting.inndeling.kommunenr(one) for one in silent}
            wanted = [nr for nr in wanted if nr in codes]
        have = approved(self._approvals, meeting.runde)
        shipments, problems = gather(meeting, self._manifest, have, wanted, sheets_only=only)
        if only:
            shipments = [one for one in shipments if one.svarark]
        try:
            cargo = load(shipments, self.config, self.sending, sheets_only=only)
        except SendingError as error:
            problems += error.problems
        if problems:
            raise SendingError(problems)
        return cargo

    def messages(self, plan: Sequence[Planned], now: datetime, prove: str = "") -> list[Message]:
        """Write the messages of a plan.

        Args:
            plan: Of which all are written.
            now: The time they say they were written.
            prove: Who receives all of them, in a rehearsal.

        Raises:
            SendingError: A message may not be sent, or nothing may be sent to ``prove``.
            TemplateError, PacketError: A template or a text is missing or wrong.
        """
        if prove:
            check_rehearsal(prove, self.sender, self.sending, self.config.kommuner)
        templates = Templates(template_folders(self._project.templates))
        writing = Writing(
            Post(templates, self.sender),
            self.journal.path.parent / KEPT,
            self.sending.storst_mb,
            prove,
        )
        return write_messages(plan, writing, now)

    @property
    def _approvals(self) -> Journal:
        return Journal(self._project.approvals(demo=self._manifest.demo))


def meeting_of(runde: Runde, mote: Mote, inndeling: Inndeling, folder: Path) -> Meeting:
    """Give a meeting of a round, whose packets lie in a folder."""
    return Meeting(runde.id, mote, inndeling, answered_by(mote, runde.dato), folder)
