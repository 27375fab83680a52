"""The ledger: what is written down, what is told, and how it is damaged and found to be."""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from datapakke.disclosure.ledger import (
    Appended,
    Ledger,
    LedgerEntry,
    LedgerError,
    Revision,
    append,
    read,
    told,
)
from datapakke.model import Figure, FigureKey, Status

HIDDEN = Status.SKJULT


def figure(
    omraade: str, verdi: str | None, n: int | None = None, status: Status = Status.VIST
) -> Figure:
    """Give a share of 2015/16: of Flå (0615), Modum (0623) or the county."""
    nivaa = "fylke" if omraade == "fylke" else "kommune"
    key = FigureKey("fravaer_andel", nivaa, omraade, "2015/16", "K", "16–19")
    return Figure(key, status, None if verdi is None else Decimal(verdi), n)


FLAA = figure("0615", "12.5", 16)
MODUM = figure("0623", "8.0")
COUNTY = figure("fylke", "9.1", 3163)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be, in a folder that is not there yet."""
    return tmp_path / "arkiv" / "trykt.jsonl"


def three_lines(path: Path) -> list[bytes]:
    """Write a ledger of three lines, and give them."""
    for one in (FLAA, MODUM, COUNTY):
        append(path, "2016-host", 2016, [one])
    return path.read_bytes().splitlines(keepends=True)


def wrong_with(path: Path) -> list[str]:
    """Give what is wrong, which reading and appending must tell alike, and change nothing."""
    before = path.read_bytes()
    with pytest.raises(LedgerError) as reading:
        read(path)
    with pytest.raises(LedgerError) as adding:
        append(path, "2017-host", 2016, [FLAA])
    assert str(reading.value) == str(adding.value)
    assert reading.value.exit_code == 4
    assert path.read_bytes() == before
    first, *problems = (str(one).removeprefix(str(path)) for one in reading.value.problems)
    assert first.startswith(": er skadet. Ikke rett i den")
    return problems


def test_nothing_has_been_printed_where_there_is_no_ledger(path: Path) -> None:
    assert read(path) == ()
    assert not path.parent.exists()


def test_what_is_read_is_what_was_printed(path: Path) -> None:
    outside = replace(figure("fylke", "0", 0, Status.INGEN), teller=0)
    empty = figure("0623", None, 0, Status.FINNES_IKKE)

    assert append(path, "2016-host", 2016, [FLAA, MODUM]) == Appended(2)
    assert append(path, "", 2020, [outside, empty]) == Appended(2)

    assert read(path) == (
        LedgerEntry("2016-host", 2016, FLAA.key, FLAA),
        LedgerEntry("2016-host", 2016, MODUM.key, MODUM),
        LedgerEntry("", 2020, outside.key, outside),
        LedgerEntry("", 2020, empty.key, empty),
    )


def test_a_symbol_that_tells_no_number_is_not_written_down(path: Path) -> None:
    hidden, missing = figure("0615", None, None, HIDDEN), figure("0623", None, 0, Status.MANGLER)

    assert append(path, "2016-host", 2016, [hidden, missing]) == Appended(0)
    assert read(path) == ()


def test_the_same_packet_again_adds_nothing(path: Path) -> None:
    append(path, "2016-host", 2016, [FLAA, COUNTY])
    before = path.read_bytes()

    assert append(path, "2016-host", 2016, [FLAA, COUNTY]) == Appended(0)
    assert append(path, "2017-host", 2016, [COUNTY, FLAA]) == Appended(0)
    assert path.read_bytes() == before


def test_what_is_drawn_of_others_is_kept_apart_from_what_is_printed(path: Path) -> None:
    """Written once, and once more when its own packet prints it; no revision of anything."""
    ledger = Ledger(path)
    assert ledger.append("2016-host", 2016, [FLAA], tegnet=True) == Appended(1)
    assert ledger.append("2016-host", 2016, [FLAA], tegnet=True) == Appended(0)
    assert ledger.append("2016-host", 2016, [FLAA]) == Appended(1)
    assert ledger.append("2017-host", 2016, [FLAA], tegnet=True) == Appended(0)

    drawn, printed = read(path)
    assert (drawn.tegnet, printed.tegnet) == (True, False)
    assert drawn.figure == printed.figure == FLAA
    lines = path.read_bytes().splitlines()
    assert [b'"tegnet":true' in line for line in lines] == [True, False]

    now = replace(FLAA, verdi=Decimal("13.3"))
    assert ledger.append("2017-host", 2016, [now], tegnet=True).revised == ()
    later = replace(FLAA, verdi=Decimal("14.0"))
    (revision,) = ledger.append("2018-host", 2016, [later]).revised
    assert revision.earlier.figure == FLAA, "13,3 was never printed as a number"


def test_packets_share_the_county_figure(path: Path) -> None:
    ledger = Ledger(path)

    assert ledger.append("2016-host", 2016, [FLAA, COUNTY]).new == 2
    assert ledger.append("2016-host", 2016, [MODUM, COUNTY]).new == 1


def test_a_new_value_is_added_and_told_and_the_old_one_stays(path: Path) -> None:
    append(path, "2016-host", 2016, [FLAA, MODUM])
    now = replace(FLAA, verdi=Decimal("13.3"))
    outcome = append(path, "2017-host", 2016, [now, MODUM])

    first = LedgerEntry("2016-host", 2016, FLAA.key, FLAA)
    assert outcome == Appended(1, (Revision(first, now),))
    assert [entry.figure for entry in read(path)] == [FLAA, MODUM, now]
    assert [str(line) for line in told([outcome, outcome], "trykt")] == [
        "trykt: 1 tall er trykt før med en annen verdi. Det som er sendt, kan fortsatt leses.",
        "fravaer_andel 0615 2015/16 16–19 K: 12,5 (n = 16) i runden 2016-host, 13,3 (n = 16) nå.",
    ]


def test_going_back_to_the_first_value_is_told_but_not_written_twice(path: Path) -> None:
    now = replace(FLAA, verdi=Decimal("13.3"))
    append(path, "2016-host", 2016, [FLAA])
    append(path, "2017-host", 2016, [now])
    outcome = append(path, "2018-host", 2016, [FLAA])

    second = LedgerEntry("2017-host", 2016, FLAA.key, now)
    assert outcome == Appended(0, (Revision(second, FLAA),))


def test_the_last_of_the_other_values_is_told(path: Path) -> None:
    for number, verdi in enumerate(("12.5", "13.3")):
        append(path, f"{number}", 2016, [replace(FLAA, verdi=Decimal(verdi))])
    (revision,) = append(path, "2", 2016, [replace(FLAA, verdi=Decimal(14))]).revised

    assert revision.earlier.figure.verdi == Decimal("13.3")


def test_hiding_what_has_been_printed_is_told(path: Path) -> None:
    append(path, "2016-host", 2016, [FLAA])
    hidden = Figure(FLAA.key, HIDDEN, grunn="for få elever")
    outcome = append(path, "2017-host", 2016, [hidden])

    assert outcome.new == 0
    assert [one.figure for one in outcome.revised] == [hidden]


def test_a_number_of_pupils_that_was_not_printed_is_new_but_no_contradiction(path: Path) -> None:
    append(path, "2016-host", 2016, [MODUM])
    assert append(path, "2017-host", 2016, [replace(MODUM, n=100)]) == Appended(1)
    assert append(path, "2018-host", 2016, [replace(MODUM, n=101)]).revised


def test_the_same_name_in_another_division_is_another_area(path: Path) -> None:
    append(path, "2016-host", 2016, [COUNTY])

    assert append(path, "2020-host", 2020, [replace(COUNTY, n=9000)]) == Appended(1)


def test_only_a_few_revisions_are_told_one_by_one(path: Path) -> None:
    figures = [figure(f"06{number:02}", "1.0") for number in range(7)]
    append(path, "", 2016, figures)
    outcome = append(path, "b", 2016, [replace(one, verdi=Decimal("-2.5")) for one in figures])
    lines = [str(line) for line in told([outcome], "trykt")]

    assert len(lines) == 7
    assert lines[1] == "fravaer_andel 0600 2015/16 16–19 K: 1,0 utenom en runde, −2,5 nå."
    assert lines[-1] == "trykt: … og 2 tall til."


def test_anyone_can_check_a_line_without_the_program(path: Path) -> None:
    before = ""
    for number, line in enumerate(three_lines(path), start=1):
        body, said = line.rstrip(b"\n").split(b',"sum":')
        found = json.loads(line)

        assert hashlib.sha256(body + b"}").hexdigest() == found["sum"]
        assert said == f'"{found["sum"]}"}}'.encode()
        assert (found["nr"], found["forrige"]) == (number, before)
        before = found["sum"]
    head = json.loads(path.with_name("trykt.jsonl.hode").read_bytes())
    assert head == {"linjer": 3, "sum": before}


def test_a_changed_line_is_named(path: Path) -> None:
    lines = three_lines(path)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b"8.0", b"9.0"), lines[2]]))

    assert wrong_with(path) == [
        ", linje 2: er endret eller skadet: sjekksummen stemmer ikke med det som står der."
    ]


def test_a_line_changed_with_its_checksum_is_found_by_the_next(path: Path) -> None:
    lines = three_lines(path)
    body = lines[1].split(b',"sum":')[0].replace(b"8.0", b"9.0")
    checksum = hashlib.sha256(body + b"}").hexdigest()
    path.write_bytes(lines[0] + body + f',"sum":"{checksum}"}}\n'.encode() + lines[2])

    assert wrong_with(path) == [", linje 3: hører ikke til linjen foran: en av dem er byttet ut."]


def test_the_last_line_changed_with_its_checksum_is_found_by_the_head(path: Path) -> None:
    lines = three_lines(path)
    body = lines[2].split(b',"sum":')[0].replace(b"9.1", b"9.2")
    checksum = hashlib.sha256(body + b"}").hexdigest()
    path.write_bytes(lines[0] + lines[1] + body + f',"sum":"{checksum}"}}\n'.encode())

    assert wrong_with(path) == [
        ", linje 3: har ikke den sjekksummen som hodet sier: en av de to filene er byttet ut."
    ]


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ("23", [", linje 1: er skrevet som linje 2: linje 1 mangler, eller står et annet sted."]),
        ("13", [", linje 2: er skrevet som linje 3: linje 2 mangler, eller står et annet sted."]),
        (
            "3",
            [", linje 1: er skrevet som linje 3: linje 1 til 2 mangler, eller står et annet sted."],
        ),
        ("12", [": skal ha 3 linjer, men linje 3 mangler eller er kuttet."]),
        ("1", [": skal ha 3 linjer, men linje 2 til 3 mangler eller er kuttet."]),
        ("", [": skal ha 3 linjer, men linje 1 til 3 mangler eller er kuttet."]),
        ("1223", [", linje 3: er skrevet som linje 2: den er flyttet, eller står to ganger."]),
        (
            "132",
            [
                ", linje 2: er skrevet som linje 3: linje 2 mangler, eller står et annet sted.",
                ", linje 3: er skrevet som linje 2: den er flyttet, eller står to ganger.",
            ],
        ),
    ],
)
def test_missing_and_moved_lines_are_named(path: Path, kept: str, says: list[str]) -> None:
    lines = three_lines(path)
    path.write_bytes(b"".join(lines[int(number) - 1] for number in kept))

    assert wrong_with(path) == says


def test_a_ledger_that_is_gone_is_missed(path: Path) -> None:
    three_lines(path)
    path.unlink()

    with pytest.raises(LedgerError, match="linje 1 til 3 mangler"):
        read(path)


@pytest.mark.parametrize(
    "head", ["", "{}", "[]", "null", '{"linjer":3,"sum":""}', "[" * 150, "x" * 300, "\udcff"]
)
def test_a_head_that_is_damaged_is_named(path: Path, head: str) -> None:
    three_lines(path)
    path.with_name("trykt.jsonl.hode").write_bytes(head.encode(errors="surrogateescape"))

    assert wrong_with(path) == [
        ".hode: er skadet: her skal antall linjer og den siste sjekksummen stå."
    ]


def test_a_head_that_is_gone_is_missed(path: Path) -> None:
    three_lines(path)
    path.with_name("trykt.jsonl.hode").unlink()

    assert wrong_with(path) == [".hode: mangler. Da kan ingen se om de siste linjene er borte."]


def test_a_line_of_a_later_version_is_refused(path: Path) -> None:
    body = three_lines(path)[0].split(b',"sum":')[0].replace(b'"utgave":1', b'"utgave":2') + b"}"
    checksum = hashlib.sha256(body).hexdigest()
    path.write_bytes(body[:-1] + f',"sum":"{checksum}"}}\n'.encode())
    path.with_name("trykt.jsonl.hode").write_text(f'{{"linjer":1,"sum":"{checksum}"}}')

    assert wrong_with(path) == [
        ", linje 1: har riktig sjekksum, men er ikke i en form som denne utgaven kjenner."
    ]


def test_a_ledger_that_cannot_be_opened_says_so(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(LedgerError, match=r"trykt\.jsonl: kan ikke skrives: .*Ingenting trykkes"):
        append(path, "2016-host", 2016, [FLAA])
    with pytest.raises(LedgerError, match=r"trykt\.jsonl: kan ikke leses: "):
        read(path)


def test_a_read_only_ledger_can_be_read_and_not_added_to(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp()) if os.geteuid() == 0 else tmp_path
    folder.chmod(0o755)  # root may write to what is read-only, so root becomes somebody else
    path = folder / "trykt.jsonl"
    try:
        append(path, "2016-host", 2016, [FLAA])
        path.chmod(0o444)
        uid = os.geteuid()
        os.seteuid(uid or 65534)
        try:
            assert len(read(path)) == 1
            with pytest.raises(LedgerError, match="kan ikke skrives: ingen tilgang"):
                append(path, "2016-host", 2016, [MODUM])
        finally:
            os.seteuid(uid)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
