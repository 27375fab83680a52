"""The file of questions: what it may hold, and what is said of what it may not."""

from pathlib import Path

import pytest

from config_text import VALID
from datapakke.config import load_config
from datapakke.config.model import Naar
from datapakke.config.questions import DEFAULT, FILE, load_questions
from datapakke.errors import ConfigError
from datapakke.indicators import all_indicators

GOOD = """\
sporsmal:
  - id: hva
    naar: alltid
    tekst: Hva ser dere?
  - id: ledige
    naar: vist
    tall: [nav_ledige]
    tekst: Hvem er de?
    nynorsk: Kven er dei?
"""
KNOWN = {one.id for one in all_indicators()}


def read(folder: Path, text: str) -> list[str]:
    """Read a file of questions and give what is wrong, without the file's name."""
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    try:
        load_questions(folder, KNOWN)
    except ConfigError as error:
        return [str(problem).removeprefix(f"{path}, ") for problem in error.problems]
    return []


def test_the_programs_own_questions_are_right(tmp_path: Path) -> None:
    """Read as if they were a project's: every indicator exists, and all stand in nynorsk too."""
    assert read(tmp_path, DEFAULT.read_text(encoding="utf-8")) == []
    asked = load_questions(tmp_path, KNOWN)
    assert all(one.nynorsk and one.nynorsk != one.tekst for one in asked)
    assert {one.naar for one in asked} == set(Naar) - {Naar.UVANLIG}
    assert asked == load_questions(tmp_path / "uten", KNOWN)


def test_a_projects_own_questions_take_their_place(tmp_path: Path) -> None:
    """In their order, with what they are about."""
    assert read(tmp_path, GOOD) == []
    hva, ledige = load_questions(tmp_path, KNOWN)
    assert (hva.tekst, hva.naar, hva.tall, hva.nynorsk) == ("Hva ser dere?", Naar.ALLTID, (), "")
    assert (ledige.naar, ledige.tall, ledige.nynorsk) == (
        Naar.VIST,
        ("nav_ledige",),
        "Kven er dei?",
    )


MISTAKES = [
    ("id: hva", "id: ledige", "linje 5, kolonne 5: spørsmålet «ledige» står to ganger."),
    ("id: hva", "id: Hva!", "linje 2, kolonne 9: «id» er «Hva!», men skal være små bokstaver"),
    ("naar: vist", "naar: vises", "linje 6, kolonne 11: «naar» er «vises», men skal være"),
    ("tall: [nav_ledige]", "tall: [nav_lediga]", "«nav_lediga» er ingen indikator. Mente du"),
    ("tall: [nav_ledige]", "tall: nav_ledige", "er «nav_ledige», men skal være en liste."),
    ("tall: [nav_ledige]", "tall: []", "listen «tall» har 0, men skal ha minst 1."),
    ("    tall: [nav_ledige]\n", "", "linje 5, kolonne 5: her mangler «tall»"),
    ("naar: alltid", "naar: alltid\n    tall: [nav_ledige]", "«tall» skal ikke stå når"),
    ("Hva ser dere?", "Hva ser dere", "«tekst» skal slutte med spørsmålstegn."),
    ("Hva ser dere?", "Hva med {fag}?", "har krøllparenteser, men kan ha ingen; {fag} bare"),
    ("Hva ser dere?", "Hva {er det?", "har krøllparenteser"),
    ("Hva ser dere?", '"Hva\\nser dere?"', "men skal være tekst på én linje."),
    ("Hva ser dere?", f"{'H' * 400}?", "spørsmålet har 401 tegn, men kan ha høyst 400."),
    ("Kven er dei?", "Kven er dei", "«nynorsk» skal slutte med spørsmålstegn."),
    ("    tekst: Hva ser dere?\n", "", "linje 2, kolonne 5: her mangler «tekst»."),
    ("naar: alltid", "naar: alltid\n    farge: rød", "nøkkelen «farge» er ukjent."),
    ("Hva ser dere?", "*alt", "henvisningen «*alt» er ikke tillatt."),
    ("Hva ser dere?", "!!python/name:os.system x?", "er ikke tillatt."),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Once, with line and column, and what should stand there."""
    assert old in GOOD
    (wrong,) = read(tmp_path, GOOD.replace(old, new, 1))
    assert said in wrong


def test_a_place_for_subjects_is_allowed_where_grades_fall(tmp_path: Path) -> None:
    """And no other place."""
    text = GOOD.replace("naar: vist", "naar: faller").replace("[nav_ledige]", "[vg1_snitt_norsk]")
    assert read(tmp_path, text.replace("Hvem er de?", "Hva skjer i {fag}?")) == []
    (wrong,) = read(tmp_path, text.replace("Hvem er de?", "Hva skjer i {fag} og {kommune}?"))
    assert "har krøllparenteser, men kan ha bare {fag}." in wrong


@pytest.mark.parametrize("text", ["", "sporsmal: []", "sporsmal: 3", "- a", "sporsmal: [a]", "[["])
def test_what_is_no_list_of_questions_is_refused(tmp_path: Path, text: str) -> None:
    """Never a traceback, never no questions."""
    assert read(tmp_path, text)


def test_mistakes_in_both_files_are_told_at_once(tmp_path: Path) -> None:
    """The configuration's first."""
    (tmp_path / "kommuner.yaml").write_text(
        VALID.replace("antall_under: 5", "antall_under: fem"), encoding="utf-8"
    )
    (tmp_path / FILE).write_text(GOOD.replace("naar: vist", "naar: nå"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "kommuner.yaml")
    assert [problem.where.split(", ")[0].split("/")[-1] for problem in caught.value.problems] == [
        "kommuner.yaml",
        "sporsmal.yaml",
    ]


def test_a_file_that_cannot_be_read_is_told_and_not_passed_over(tmp_path: Path) -> None:
    """A folder, a link to nothing, other bytes."""
    (tmp_path / "a" / FILE).mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / FILE).symlink_to("borte.yaml")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / FILE).write_bytes(b"sporsmal: \xff")
    for name in "abc":
        with pytest.raises(ConfigError):
            load_questions(tmp_path / name, KNOWN)
