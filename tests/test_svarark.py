"""The answer sheet: what is asked, and everything that can come back."""

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject

from datapakke.cli import main
from datapakke.config import Config
from datapakke.errors import TemplateError
from datapakke.kommuner import Mote
from datapakke.svarark import skjema
from datapakke.svarark.ark import Svarark, answered_by
from datapakke.svarark.fields import BROKEN, LOCKED, UnreadableError, read_fields
from datapakke.svarark.pdf import SheetRenderer
from datapakke.svarark.read import EMPTY, OTHER_FORM, SCANNED, Lest, read_sheets
from datapakke.svarark.summary import as_page, as_table
from datapakke.svarark.write import find_sheets
from datapakke.templating import Templates, template_folders

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = template_folders(ROOT / "templates")

ARK = Svarark(
    kommunenr="0623",
    kommune="Modum",
    runde="2016-host",
    avsender="Buskerud fylkeskommune",
    demo=True,
    navn="0623-modum-svarark",
    mote=date(2016, 11, 2),
    adresse="datapakke@fylket.invalid",
    frist=date(2016, 10, 26),
)
ANSWERS = {
    "deltakere": "Skolesjef og rektor på Åmot\nPPT",
    "tall_1_nummer": "Figur 3.2",
    "tall_1_hvorfor": "Fraværet på 10. trinn",
    "samarbeid_1_tema": "Overgang",
    "samarbeid_1_naar": "10–11",
    "viktig_engelsk": "4",
    "dele": "ja",
}


@cache
def sheet(kommunenr: str = "0623", kommune: str = "Modum", runde: str = "2016-host") -> bytes:
    """Give an empty sheet."""
    ark = replace(ARK, kommunenr=kommunenr, kommune=kommune, runde=runde)
    return SheetRenderer(TEMPLATES).pdf(ark)


def top_fields(pdf: pypdf.PdfReader | pypdf.PdfWriter) -> list[Any]:
    """Give the form's fields; pypdf's types do not say what is in them."""
    form: Any = pdf.root_object["/AcroForm"]
    return [one.get_object() for one in form["/Fields"]]


def filled(content: bytes, answers: dict[str, str], *, group_says: bool = True) -> bytes:
    """Fill a sheet as a viewer does; without ``group_says`` a choice is only marked in place."""
    writer = pypdf.PdfWriter(io.BytesIO(content))
    texts = {name: text for name, text in answers.items() if name not in CHOICES}
    for one in writer.pages:
        writer.update_page_form_field_values(one, texts, auto_regenerate=False)
    for field in top_fields(writer):
        if field["/T"] in CHOICES and field["/T"] in answers:
            place = [str(option) for option in field["/Opt"]].index(answers[field["/T"]])
            if group_says:
                field[NameObject("/V")] = NameObject(f"/{place}")
            field["/Kids"][place].get_object()[NameObject("/AS")] = NameObject(f"/{place}")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


CHOICES = {felt.navn for felt in skjema.FELTER if felt.valg}


Reads = Callable[..., Lest]


@pytest.fixture
def read(tmp_path: Path, config: Config) -> Reads:
    """Give a function that reads files of these contents, as of the round in 2016."""
    runde = config.runde("2016-host")
    inndeling = config.inndeling(runde.inndeling)

    def reads(*contents: bytes) -> Lest:
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"ark{number}.pdf"
            path.write_bytes(content)
            paths.append(path)
        return read_sheets(paths, runde, inndeling)

    return reads


def test_the_sheet_has_every_field_once_named_and_described() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheet()))
    fields = top_fields(reader)
    names = [str(field["/T"]) for field in fields]

    assert sorted(names) == sorted([*(felt.navn for felt in skjema.FELTER), skjema.IDENTITY])
    widgets = [one for field in fields for one in (field.get("/Kids") or [field])]
    said = [str(one.get_object()["/TU"]) for one in widgets]
    assert len(set(said)) == len(said)
    assert not set(said) & set(names)
    locked = {str(field["/T"]) for field in fields if int(field.get("/Ff", 0)) & 1}
    assert locked == {skjema.IDENTITY}
    assert len(reader.pages) == 1


def test_the_sheet_passes_pdf_ua_1_and_is_small() -> None:
    report = page.validate_pdf_bytes(sheet())

    assert [one.message for one in report.failures] == []
    assert report.is_compliant
    assert len(sheet()) < 100_000


def test_the_same_sheet_has_the_same_bytes() -> None:
    assert SheetRenderer(TEMPLATES).pdf(ARK) == sheet()


def test_what_is_written_is_read(read: Reads) -> None:
    lest = read(filled(sheet(), ANSWERS))

    assert not lest.problemer
    assert not lest.merknader
    (svar,) = lest.svar
    assert svar.kommunenr == "0623"
    assert {name: text for name, text in svar.felt.items() if text} == ANSWERS
    assert svar.kan_deles


def test_a_choice_that_is_only_marked_in_place_is_read(read: Reads) -> None:
    (svar,) = read(filled(sheet(), ANSWERS, group_says=False)).svar

    assert svar.felt["viktig_engelsk"] == "4"


def test_an_empty_sheet_is_no_answer(read: Reads) -> None:
    lest = read(sheet(), filled(sheet("0621", "Sigdal"), {"feil": "Nei"}))

    assert [problem.what for problem in lest.problemer] == [EMPTY]
    (svar,) = lest.svar
    assert svar.kommunenr == "0621"
    assert not svar.kan_deles


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (lambda: b"", BROKEN),
        (lambda: b"<html>404</html>", BROKEN),
        (lambda: sheet()[:20_000], BROKEN),
        (lambda: sheet(runde="2026-host"), "er fra runden 2026-host, ikke 2016-host. Velg den med"),
        (lambda: sheet("0301", "Oslo"), "er fra kommune 0301, som ikke er med i runden 2016-host."),
        (lambda: sheet(runde="../etc"), OTHER_FORM),
    ],
    ids=["empty", "html", "cut", "round", "municipality", "forged"],
)
def test_what_is_no_sheet_of_the_round_is_told(
    read: Reads, content: Callable[[], bytes], what: str
) -> None:
    lest = read(content(), filled(sheet(), ANSWERS))

    assert [problem.what for problem in lest.problemer if problem.what.startswith(what)]
    assert len(lest.problemer) == 1
    assert [one.kommunenr for one in lest.svar] == ["0623"]


def test_a_sheet_printed_to_pdf_or_locked_is_told(read: Reads) -> None:
    flat, locked = pypdf.PdfWriter(), pypdf.PdfWriter(io.BytesIO(sheet()))
    flat.add_blank_page(200, 200)
    locked.encrypt("hemmelig")
    contents = []
    for writer in (flat, locked):
        out = io.BytesIO()
        writer.write(out)
        contents.append(out.getvalue())

    assert [problem.what for problem in read(*contents).problemer] == [SCANNED, LOCKED]


def test_two_sheets_that_differ_are_told_and_neither_is_used(read: Reads) -> None:
    one, other = filled(sheet(), ANSWERS), filled(sheet(), ANSWERS | {"dele": "nei"})

    lest = read(one, other, one)
    assert not lest.svar
    assert "ikke det samme" in lest.problemer[0].what
    assert len(read(one, one).svar) == 1


def test_a_choice_that_is_not_in_the_form_and_a_text_without_end_are_told(read: Reads) -> None:
    lest = read(filled(sheet(), {"feil": "å" * 6000}))

    assert [len(one.felt["feil"]) for one in lest.svar] == [skjema.LONGEST]
    assert "over 5000 tegn" in lest.merknader[0].what
    lest = read(filled_place(filled(sheet(), {"feil": "Nei"}), "dele", 9))
    assert lest.svar[0].felt["dele"] == ""
    assert "valget finnes ikke" in lest.merknader[0].what


def filled_place(content: bytes, name: str, place: int) -> bytes:
    """Choose the nth option of a group."""
    writer = pypdf.PdfWriter(io.BytesIO(content))
    for field in top_fields(writer):
        if field["/T"] == name:
            field[NameObject("/V")] = NameObject(f"/{place}")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@settings(max_examples=75, deadline=None)
@given(data=st.data())
def test_no_damage_is_more_than_unreadable(data: st.DataObject) -> None:
    content = bytearray(sheet())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    with suppress(UnreadableError):
        assert all(isinstance(value, str) for value in read_fields(bytes(content)).values())


def table_of(lest: Lest, config: Config) -> list[dict[str, str]]:
    """Read the table as a spreadsheet does."""
    text = as_table(lest.svar, config.inndeling(2016)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_table_has_a_row_per_municipality_and_calculates_nothing(
    read: Reads, config: Config
) -> None:
    lest = read(
        filled(sheet(), ANSWERS | {"feil": "=1+1", "fortsette": 'a;"b"'}),
        filled(sheet("0621", "Sigdal"), {"feil": "Nei"}),
    )
    sigdal, modum = table_of(lest, config)

    assert (sigdal["kommunenr"], modum["kommune"]) == ("0621", "Modum")
    assert modum["deltakere"] == ANSWERS["deltakere"]
    assert (modum["feil"], modum["fortsette"]) == ("'=1+1", 'a;"b"')


def test_only_what_may_be_shared_is_on_the_page_for_sharing(read: Reads, config: Config) -> None:
    lest = read(
        filled(sheet(), ANSWERS | {"feil": "<script>alert(1)</script>"}),
        filled(sheet("0621", "Sigdal"), {"fortsette": "Bare internt", "dele": "nei"}),
    )
    mote = config.runde("2016-host").mote_for(config.inndeling(2016).by_kommunenr["0623"])
    assert mote
    inndeling = config.inndeling(2016)
    internt, delt = (
        as_page(lest.svar, inndeling, mote, Templates(TEMPLATES), til_deling=til_deling)
        for til_deling in (False, True)
    )

    assert "Bare internt" in internt
    assert "Sigdal" in internt
    assert "Bare internt" not in delt
    assert "Sigdal" not in delt
    assert "Fraværet på 10. trinn" in delt
    assert "<script" not in internt + delt


def test_a_question_that_nobody_answered_says_so(read: Reads, config: Config) -> None:
    runde = config.runde("2016-host")
    mote = next(one for one in runde.moter if "modum" in one.kommuner)
    templates = Templates(TEMPLATES)
    for answers, many in (({"deltakere": "Rektor"}, 4), (ANSWERS | {"fortsette": "Alt"}, 1)):
        svar = read(filled(sheet(), answers)).svar
        page = as_page(svar, config.inndeling(2016), mote, templates, til_deling=False)
        assert page.count("Ingen har svart.") == many


@pytest.mark.parametrize(
    ("svarfrist", "packet", "frist"),
    [
        (None, date(2016, 9, 20), date(2016, 10, 26)),
        (None, date(2016, 10, 30), date(2016, 10, 30)),
        (date(2016, 10, 20), date(2016, 9, 20), date(2016, 10, 20)),
    ],
)
def test_when_answers_are_wanted(svarfrist: date | None, packet: date, frist: date) -> None:
    mote = Mote("2016-11-02", date(2016, 11, 2), "Modum", ("modum",), svarfrist)

    assert answered_by(mote, packet) == frist


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["svar", *words, "--prosjekt", str(project)])


def test_the_command_reads_a_folder_and_names_what_it_could_not(
    own_project: Path, tmp_path: Path
) -> None:
    inn, ut = tmp_path / "inn", tmp_path / "ut"
    inn.mkdir()
    (inn / "svar fra modum.PDF").write_bytes(filled(sheet(), ANSWERS))
    (inn / "feil.pdf").write_bytes(b"%PDF-1.7 nei")
    (inn / "notat.txt").write_text("ikke et ark")
    done = run(own_project, str(inn), "--ut", str(ut))

    assert done.exit_code == 1
    assert "feil.pdf" in done.stderr
    assert "Lest svar fra 1 av 21 kommuner." in done.stderr
    assert sorted(one.name for one in ut.iterdir() if one.is_file()) == [
        "svar-2016-11-02-internt.html",
        "svar-2016-11-02-til-deling.html",
        "svar.csv",
    ]
    (inn / "feil.pdf").unlink()
    assert run(own_project, str(inn), "--ut", str(ut)).exit_code == 0


def test_what_may_no_longer_be_shared_does_not_lie_there_from_before(
    own_project: Path, tmp_path: Path
) -> None:
    inn, ut = tmp_path / "inn", tmp_path / "ut"
    inn.mkdir()
    (inn / "en.pdf").write_bytes(filled(sheet(), ANSWERS))
    assert run(own_project, str(inn), "--ut", str(ut)).exit_code == 0
    shared = ut / "svar-2016-11-02-til-deling.html"
    assert "Fraværet på 10. trinn" in shared.read_text()

    (inn / "to.pdf").write_bytes(filled(sheet(), ANSWERS | {"dele": "nei"}))
    done = run(own_project, str(inn), "--ut", str(ut))

    assert done.exit_code == 1
    assert "ikke det samme" in done.stderr
    assert "med forrige gang, men ikke nå: Modum." in done.stderr
    assert [one.name for one in ut.iterdir() if one.is_file()] == ["svar.csv"]


def test_the_command_says_what_is_not_there(own_project: Path, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nei.pdf"):
        done = run(own_project, str(place))
        assert done.exit_code == 2
        assert str(place) in done.stderr


def test_files_named_twice_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "ark.pdf"
    path.write_bytes(sheet())

    assert find_sheets([tmp_path, path]) == [path]


def test_a_wrong_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "svarark.html.j2").write_text("\n{{ ark.finnesikke }}")
    with pytest.raises(TemplateError, match="svarark"):
        SheetRenderer(template_folders(tmp_path)).pdf(ARK)
