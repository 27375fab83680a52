"""What is planned by what was sent before, in what order it is tried, and what the journal says."""

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest

from datapakke.delivery.binding import SendingError, load
from datapakke.delivery.changes import changes
from datapakke.delivery.connection import NoConnectionError
from datapakke.delivery.message import Post
from datapakke.delivery.plan import Planned, make_plan
from datapakke.delivery.sending import BACK_OFF, Desk, send_all
from datapakke.delivery.sent import (
    PAAMINNELSE,
    Delivery,
    State,
    as_record,
    changed,
    deliveries,
    planned,
    standing,
)
from datapakke.delivery.sent import settled as found_out
from datapakke.delivery.settle import parse_answer, settle
from datapakke.delivery.shipment import Cargo
from datapakke.delivery.smtp import Mailer, Reply
from datapakke.delivery.timely import check_corrections
from datapakke.delivery.writing import KEPT, Writing, write_messages
from datapakke.errors import PacketError, UsageError
from datapakke.journal import Journal, JournalError
from datapakke.kommuner import Kommune
from delivery_helpers import (
    KOMMUNER,
    NOW,
    SENDER,
    SENDING,
    config_of,
    figure,
    kommune,
    shipment,
    templates,
)

HOL, HOLE, AAL, OE = KOMMUNER
SENT, NO, LATER = (
    Reply(State.SENDT, "250 OK"),
    Reply(State.AVVIST, "550 no"),
    Reply(State.UTSATT, "450"),
)
GONE = Reply(State.UVISS, "brutt")


@dataclass
class Room:
    """A journal, a clock that stands still but for waiting, and a server that answers by script."""

    folder: Path
    answers: dict[str, list[Reply | Exception]] = field(default_factory=dict)
    handed: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    told: list[Delivery] = field(default_factory=list)
    waiting: list[tuple[float, int, str]] = field(default_factory=list)
    time: datetime = NOW
    sequences: dict[str, list[int]] = field(default_factory=dict)
    last: dict[str, bytes] = field(default_factory=dict)

    @property
    def journal(self) -> Journal:
        return Journal(self.folder / "arkiv" / "sendt.jsonl")

    def found(self) -> dict[str, Delivery]:
        return deliveries(self.journal.read(), "sendt.jsonl")

    def states(self) -> dict[str, str]:
        """Give the state of each recipient's last message, by the part of it before the @."""
        return {one.epost: one.state.value for one in standing(self.found())}

    def deliver(
        self, sender: str, recipient: str, raw: bytes, before_end: Callable[[], None]
    ) -> Reply:
        assert sender == SENDER.fra
        script = self.answers.get(recipient, [])
        answer = script.pop(0) if script else SENT
        self._note_sequence(recipient, raw)
        if isinstance(answer, Exception):
            raise answer
        self.handed.append(recipient)
        before_end()
        assert self.found()[raw.split(b"<")[2][:16].decode()].state is State.UVISS
        return answer

    def _note_sequence(self, recipient: str, raw: bytes) -> None:
        """Note which file for the calendar a recipient was handed, or may have been; each once."""
        if self.last.get(recipient) == raw:
            return
        self.last[recipient] = raw
        message = BytesParser(policy=default).parsebytes(raw)
        assert isinstance(message, EmailMessage)
        text = "".join(
            str(part.get_content())
            for part in message.iter_attachments()
            if part.get_content_type() == "text/calendar"
        )
        found = re.findall(r"^SEQUENCE:(\d+)\r?$", text, re.MULTILINE)
        self.sequences.setdefault(recipient, []).extend(map(int, found))

    def pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += timedelta(seconds=seconds)

    def cargo(
        self, *kommuner: Kommune, filler: str = "", value: str | None = "12.5"
    ) -> list[Cargo]:
        ships = [shipment(self.folder, one, filler, (figure(value),)) for one in kommuner]
        return list(load(ships, config_of(tuple(kommuner)), SENDING))

    def plan(self, cargo: list[Cargo], slag: str = "pakke") -> tuple[Planned, ...]:
        return make_plan(cargo, self.found(), self.time, slag)

    def send(self, cargo: list[Cargo], slag: str = "pakke", storst_mb: int = 20) -> list[Delivery]:
        journal = self.journal
        with journal.locked(wait=False):
            plan = self.plan(cargo, slag)
            kept = journal.path.parent / KEPT
            writing = Writing(Post(templates(), SENDER), kept, storst_mb)
            messages = write_messages([one for one in plan if one.to_send], writing, self.time)
            desk = Desk(
                journal,
                cast("Mailer", self),
                SENDER.fra,
                30,
                lambda: self.time,
                self.pause,
                self.told.append,
                lambda *words: self.waiting.append(words),
            )
            return send_all(desk, messages)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def address(of: Kommune) -> str:
    return of.mottakere[0].epost


def test_each_recipient_gets_the_packet_once_however_often_it_is_sent(room: Room) -> None:
    cargo = room.cargo(*KOMMUNER)
    room.send(cargo)
    first = list(room.handed)
    room.send(cargo)
    room.send(room.cargo(*KOMMUNER))

    assert first == [m.epost for one in KOMMUNER for m in one.mottakere]
    assert room.handed == first
    assert set(room.states().values()) == {"sendt"}


def test_messages_are_spaced_by_the_rate(room: Room) -> None:
    room.send(room.cargo(HOL, HOLE, AAL))
    assert room.waited == [2.0] * 3  # four messages at thirty a minute


def test_one_who_is_refused_does_not_stop_the_others(room: Room) -> None:
    room.answers = {address(HOL): [NO]}
    room.send(room.cargo(HOL, HOLE))

    assert room.states() == {address(HOL): "avvist", address(HOLE): "sendt"}
    room.send(room.cargo(HOL, HOLE))
    assert room.handed == [address(HOL), address(HOLE)]  # refused for good: not again by itself


def test_what_is_put_off_is_tried_again_after_waiting_longer_each_time(room: Room) -> None:
    room.answers = {address(HOL): [LATER, LATER]}
    room.send(room.cargo(HOL, HOLE))

    assert room.states() == {address(HOL): "sendt", address(HOLE): "sendt"}
    assert [seconds for seconds, _, _ in room.waiting] == pytest.approx([58, 300])
    assert room.waiting[0][1:] == (1, "450")


def test_a_run_does_not_wait_for_ever_and_the_next_one_goes_on(room: Room) -> None:
    room.answers = {address(HOL): [LATER] * 3}
    room.send(room.cargo(HOL))
    assert room.states() == {address(HOL): "utsatt"}
    assert len(room.handed) == 3

    room.send(room.cargo(HOL))  # too soon: a quarter of an hour after the third
    assert len(room.handed) == 3
    room.time += timedelta(seconds=BACK_OFF[2])
    room.send(room.cargo(HOL))
    assert room.states() == {address(HOL): "sendt"}


def test_a_server_that_cannot_be_reached_puts_all_off_at_once(room: Room) -> None:
    room.answers = {address(HOL): [NoConnectionError("nede")]}
    room.send(room.cargo(HOL, HOLE))

    assert [one.state for one in room.told[:2]] == [State.UTSATT, State.UTSATT]
    assert room.told[1].svar == "nede"
    assert set(room.states().values()) == {"sendt"}


def test_what_is_uncertain_is_left_to_a_person(room: Room) -> None:
    room.answers = {address(HOL): [GONE]}
    cargo = room.cargo(HOL)
    room.send(cargo)
    room.send(cargo)
    room.send(room.cargo(HOL, filler="rettet"))

    assert room.handed == [address(HOL)]
    assert room.states() == {address(HOL): "uviss"}


def test_what_is_uncertain_is_told_even_when_the_packet_before_is_asked_for(room: Room) -> None:
    old = room.cargo(HOL)
    room.send(old)
    room.answers = {address(HOL): [GONE]}
    room.send(room.cargo(HOL, filler="rettet"))
    (one,) = room.plan(old)

    assert one.delivery.state is State.UVISS
    assert not one.to_send


def settled(room: Room, cargo: list[Cargo], answers: dict[str, bool]) -> list[Delivery]:
    journal = room.journal
    with journal.locked():
        plan = room.plan(cargo)
        return settle(journal, room.found(), plan, answers, room.time)


@pytest.mark.parametrize("answer", [GONE, NO])
def test_a_person_says_that_it_did_not_arrive_and_it_is_sent_again(
    room: Room, answer: Reply
) -> None:
    room.answers = {address(HOL): [answer]}
    cargo = room.cargo(HOL)
    (one,) = room.send(cargo)
    settled(room, cargo, {one.id: False})
    room.send(cargo)

    assert room.handed == [address(HOL)] * 2
    assert room.states() == {address(HOL): "sendt"}
    assert len(room.found()) == 1  # the same message, with the same id


def test_a_person_says_that_it_did_arrive_and_it_is_not_sent_again(room: Room) -> None:
    room.answers = {address(HOL): [GONE]}
    cargo = room.cargo(HOL)
    (one,) = room.send(cargo)
    settled(room, cargo, {one.id: True})
    room.send(cargo)

    assert room.handed == [address(HOL)]


def test_a_lost_journal_can_be_made_again_by_saying_what_arrived(room: Room) -> None:
    cargo = room.cargo(HOL, HOLE)
    hol, hole = (one.delivery.id for one in room.plan(cargo))
    settled(room, cargo, {hol: True})
    room.send(cargo)

    assert room.handed == [address(HOLE)]
    assert room.found()[hole].state is State.SENDT
    assert room.send(room.cargo(HOL, filler="ny", value="13.0"))  # its side-car was kept too


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ({"0" * 16: True}, "finnes ikke"),
        ({"sent": False}, "er sendt 20.10.2016: det er ikke noe å avklare"),
        ({"open": False}, "er ikke sendt, og sendes neste gang"),
    ],
)
def test_there_must_be_something_to_find_out(
    room: Room, answers: dict[str, bool], what: str
) -> None:
    cargo = room.cargo(HOL, HOLE)
    room.send(cargo[:1])
    names = dict(zip(("sent", "open"), (one.delivery.id for one in room.plan(cargo)), strict=True))
    with pytest.raises(UsageError) as caught:
        settled(room, cargo, {names.get(name, name): said for name, said in answers.items()})
    assert what in str(caught.value)


@pytest.mark.parametrize("text", ["abc", "abc=ja", "=", "abc=sendt=ikke-sendt", "abc=SENDT"])
def test_an_answer_is_one_of_two(text: str) -> None:
    with pytest.raises(UsageError, match="ID=sendt eller ID=ikke-sendt"):
        parse_answer(text)
    assert parse_answer("abc=ikke-sendt") == ("abc", False)


def test_a_packet_made_again_before_it_was_sent_goes_as_a_first_one(room: Room) -> None:
    room.answers = {address(HOL): [NO]}
    room.send(room.cargo(HOL))
    room.send(room.cargo(HOL, filler="ny"))

    assert room.states() == {address(HOL): "sendt"}
    assert all(not one.forrige for one in room.found().values())


def test_a_correction_is_asked_for_and_says_what_is_new(room: Room) -> None:
    room.send(room.cargo(HOL))
    new = room.cargo(HOL, filler="rettet", value="13.0")
    plan = room.plan(new)
    with pytest.raises(SendingError, match=r"0620-hol til .*har fått en annen utgave.*--rettelse"):
        check_corrections(plan)

    writing = Writing(Post(templates(), SENDER), room.journal.path.parent / KEPT, 20)
    (message,) = write_messages(plan, writing, room.time)
    text = message.raw.replace(b"=\r\n", b"")
    assert b"13,0 prosent. F=C3=B8r sto det 12,5 prosent." in text
    room.send(new)
    assert room.handed == [address(HOL)] * 2
    room.send(new)
    assert room.handed == [address(HOL)] * 2


def test_a_packet_corrected_back_to_what_it_was_is_sent_again(room: Room) -> None:
    old = room.cargo(HOL)
    room.send(old)
    new = room.cargo(HOL, filler="rettet")
    room.send(new)
    for cargo in (old, old, new, new, old):
        room.send(cargo)

    assert room.handed == [address(HOL)] * 5
    assert len({one.id for one in room.found().values()}) == 5


def test_a_correction_is_not_asked_for_where_nothing_was_sent(room: Room) -> None:
    check_corrections(room.plan(room.cargo(*KOMMUNER)))


def test_a_correction_without_the_old_figures_is_not_sent(room: Room) -> None:
    room.send(room.cargo(HOL))
    (kept,) = (room.folder / "arkiv" / KEPT).iterdir()
    for damage in (b"", kept.read_bytes()[:-9], b"{}", gzip.compress(b"[]")):
        kept.write_bytes(damage)
        with pytest.raises((SendingError, PacketError)):
            room.send(room.cargo(HOL, filler="rettet"))
    kept.unlink()
    with pytest.raises(SendingError, match="kan ikke e-posten si hva som er rettet"):
        room.send(room.cargo(HOL, filler="rettet"))
    assert room.handed == [address(HOL)]


def test_a_new_recipient_gets_a_first_packet(room: Room) -> None:
    room.send(room.cargo(HOL))
    more = kommune("hol", address(HOL).upper(), "rektor@hol.kommune.invalid")
    room.send(room.cargo(more))

    assert room.handed == [address(HOL), "rektor@hol.kommune.invalid"]


def test_a_reminder_goes_once_a_day(room: Room) -> None:
    cargo = room.cargo(HOL)
    room.send(cargo, PAAMINNELSE)
    room.send(cargo, PAAMINNELSE)
    assert len(room.handed) == 1
    room.time += timedelta(days=1)
    room.send(cargo, PAAMINNELSE)
    assert len(room.handed) == 2
    room.time -= timedelta(days=20)
    room.send(cargo, PAAMINNELSE)
    assert len(room.handed) == 2, "the clock was set back"
    room.send(cargo)
    assert len(room.handed) == 3  # the packet is another matter


def test_a_reminder_keeps_nothing_of_a_packet_that_it_does_not_read(room: Room) -> None:
    (one,) = room.cargo(HOL)
    room.send([replace(one, pakke=b"", sidefil=b"")], PAAMINNELSE)
    assert not (room.folder / "arkiv" / KEPT).exists()


def test_a_message_that_is_too_large_stops_all(room: Room) -> None:
    cargo = room.cargo(HOL, HOLE)
    large = replace(cargo[0], pakke=cargo[0].pakke + bytes(1_000_000))
    with pytest.raises(SendingError, match="blir større enn 1 MB"):
        room.send([large, cargo[1]], storst_mb=1)
    assert room.handed == []
    assert room.found() == {}


def test_the_side_car_is_kept_before_anything_is_sent(room: Room) -> None:
    (one,) = room.cargo(HOL)
    room.answers = {address(HOL): [GONE]}
    room.send([one])
    (kept,) = (room.folder / "arkiv" / KEPT).iterdir()

    assert kept.name == f"{one.shipment.sha256}.json.gz"
    assert gzip.decompress(kept.read_bytes()) == one.sidefil


def test_a_journal_of_another_form_is_refused(room: Room) -> None:
    room.send(room.cargo(HOL))
    good = list(room.journal.read())
    for wrong in (
        {"hva": "sendt", "naar": NOW.isoformat(), "id": "ukjent", "svar": ""},
        {"hva": "planlagt", "naar": NOW.isoformat()},
        {"hva": "noe", "naar": NOW.isoformat(), "id": good[0]["id"], "svar": ""},
        {"hva": "utsatt", "naar": NOW.isoformat(), "id": good[0]["id"], "svar": ""},
        good[0],
        good[0] | {"id": "f" * 16},
        {"hva": "avklart", "naar": "i går", "id": good[0]["id"], "som": "sendt"},
        {},
    ):
        with pytest.raises(JournalError, match="post 4 er ikke i en form"):
            deliveries([*good, wrong], "sendt.jsonl")


def test_what_the_server_says_is_kept_on_one_line_and_short(room: Room) -> None:
    room.answers = {address(HOL): [Reply(State.AVVIST, "550 \x1b[2J\r\n" + "x" * 5000)]}
    room.send(room.cargo(HOL))
    said = room.found().popitem()[1].svar

    assert said.isprintable()
    assert len(said) == 300


def told(
    before: list[dict[str, Any]], after: list[dict[str, Any]], tmp_path: Path
) -> tuple[str, ...]:
    one = shipment(tmp_path, HOL)
    name = {"id": "fravaer_over_15_10", "tittel": "Fravær over 15 dager", "enhet": "prosent"}
    said = {"kommunenr": "0620", "indikatorer": [name]}
    old, new = (json.dumps(said | {"figurer": figures}).encode() for figures in (before, after))
    return changes(one, old, new)


def test_what_has_changed_is_told_by_what_is_printed(tmp_path: Path) -> None:
    before = [
        figure("12.5"),
        figure("4.0", "2014/15"),
        figure(None, "2013/14"),
        figure("1.0", "2012/13"),
    ]
    after = [
        figure("13.0"),
        figure(None, "2014/15"),
        figure("-2.5", "2013/14"),
        figure("1.0", "2012/13") | {"n": 41},
        figure("7.0", "2011/12", nivaa="fylke", omraade="fylke", kjonn="K") | {"avrundet_til": 5},
    ]
    assert told(before, after, tmp_path) == (
        "Fravær over 15 dager, Hol, 2015/16: 13,0 prosent. Før sto det 12,5 prosent.",
        "Fravær over 15 dager, Hol, 2014/15: Vises ikke lenger.",
        "Fravær over 15 dager, Hol, 2013/14: −2,5 prosent. Dette sto ikke før.",
        "Fravær over 15 dager, Hol, 2012/13: 1,0 prosent, som før. Antallet elever bak er endret.",
        "Fravær over 15 dager, fylket, jenter, 2011/12: ca. 7,0 prosent. Dette sto ikke før.",
    )


def test_what_is_no_longer_told_is_not_told_in_the_message(tmp_path: Path) -> None:
    (line,) = told([figure("98.7")], [figure(None)], tmp_path)
    assert "98" not in line
    (line,) = told([figure("98.7")], [], tmp_path)
    assert "98" not in line


def test_many_changes_are_counted(tmp_path: Path) -> None:
    years = [f"{year}/{year + 1 - 2000:02}" for year in range(2000, 2020)]
    lines = told([], [figure("1.0", year) for year in years], tmp_path)
    assert len(lines) == 13
    assert lines[-1] == "Og 8 tall til."


def test_a_packet_with_the_same_figures_says_so(tmp_path: Path) -> None:
    same = [figure("12.5"), figure(None, "2014/15")]
    assert told(same, same, tmp_path) == (
        "Ingen tall er endret, bare tekst, figurer eller utforming.",
    )


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"[" * 100_000, b'{"figurer": [], "indikatorer": []}']
)
def test_what_is_no_side_car_is_told(tmp_path: Path, content: bytes) -> None:
    one = shipment(tmp_path, HOL)
    with pytest.raises(PacketError, match="sidefilen til 0620-hol"):
        changes(one, content, one.sidefil.path.read_bytes())


def test_what_the_journal_says_last_holds_though_the_clock_was_set_back() -> None:
    """The message was refused at noon, and the corrected one sent «before» that."""
    said = {
        "slag": "pakke",
        "runde": "2016-host",
        "mote": "2016-11-02",
        "kommunenr": "0620",
        "epost": "post@hol.invalid",
        "sha256": "a",
        "forrige": "",
    }
    earlier = NOW - timedelta(days=300)
    first, second = planned(said, NOW), planned(said | {"sha256": "b"}, earlier)
    records = [
        as_record(first),
        changed(first, State.AVVIST, NOW),
        as_record(second),
        changed(second, State.SENDT, earlier),
    ]

    (last,) = standing(deliveries(records, "sendt.jsonl"))
    assert (last.id, last.state) == (second.id, State.SENDT)


def test_a_correction_takes_the_place_of_the_meeting_though_the_clock_was_set_back(
    room: Room,
) -> None:
    """A calendar keeps what it has where a file has a lower number than the one before."""
    for filler in ("", "rettet", "igjen", "og igjen"):
        room.send(room.cargo(HOL, filler=filler))
        room.time -= timedelta(days=1, seconds=7)

    (numbers,) = room.sequences.values()
    assert len(numbers) == 4
    assert numbers[0] == NOW.timestamp() // 60
    assert numbers == sorted(set(numbers))


def test_the_clock_of_what_was_settled_later_does_not_hide_when_it_was_sent(room: Room) -> None:
    room.answers = {address(HOL): [GONE]}
    room.send(room.cargo(HOL))
    (lost,) = room.found().values()
    room.time -= timedelta(days=1)
    room.journal.append(found_out(lost, sent=True, naar=room.time))
    room.send(room.cargo(HOL, filler="rettet"))

    (numbers,) = room.sequences.values()
    assert len(numbers) == 2
    assert numbers[0] < numbers[1]


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(0)])
def test_a_correction_of_what_was_sent_twice_takes_its_place(room: Room, back: timedelta) -> None:
    """Also when all of it happened within a minute."""
    room.answers = {address(HOL): [GONE]}
    room.send(room.cargo(HOL))
    (lost,) = room.found().values()
    room.time -= back
    room.journal.append(found_out(lost, sent=False, naar=room.time))
    room.send(room.cargo(HOL))
    room.send(room.cargo(HOL, filler="rettet"))

    (numbers,) = room.sequences.values()
    assert len(numbers) == 3
    assert numbers == sorted(set(numbers))


def test_a_message_that_was_put_off_has_the_number_of_when_it_was_tried(room: Room) -> None:
    room.answers = {address(HOL): [LATER] * 3}
    room.send(room.cargo(HOL))
    room.time += timedelta(days=1)
    room.send(room.cargo(HOL))
    room.time -= timedelta(hours=20)
    room.send(room.cargo(HOL, filler="rettet"))

    (numbers,) = room.sequences.values()
    assert numbers[-2] >= NOW.timestamp() // 60 + 24 * 60
    assert numbers == sorted(numbers)
    assert numbers[-2] < numbers[-1]


def test_a_file_for_the_calendar_that_is_written_in_order_has_the_number_of_its_moment(
    room: Room,
) -> None:
    for filler in ("", "rettet"):
        room.send(room.cargo(HOL, AAL, filler=filler))
        room.time += timedelta(hours=1)

    first = int(NOW.timestamp()) // 60
    assert room.sequences[address(HOL)][0] == first
    assert [numbers[1] - first >= 60 for numbers in room.sequences.values()] == [True] * 3


@pytest.mark.parametrize("seed", range(12))
def test_no_recipient_is_handed_a_number_again_whatever_the_clock_and_the_server_do(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a clock and a server that vary
    room = Room(tmp_path)
    for filler in range(8):
        room.time += timedelta(minutes=chance.choice((-100_000, -90, -1, 0, 0, 1, 90, 100_000)))
        room.answers = {
            to.epost: [chance.choice((SENT, SENT, NO, LATER, GONE)) for _ in range(3)]
            for to in AAL.mottakere
        }
        room.send(room.cargo(AAL, filler=str(filler)))
        for one in room.found().values():
            if one.state is State.UVISS:
                room.journal.append(found_out(one, sent=chance.random() < 0.5, naar=room.time))

    assert sum(map(len, room.sequences.values())) >= 8
    for numbers in room.sequences.values():
        assert numbers == sorted(set(numbers))
