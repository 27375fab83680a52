"""The register of sources, and what happens without one."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.sources import Note, Source
from extracts_helpers import context, register_entry, write_extracts

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\np1;2015/16;10;0623;K;3;4\n"


def errors_with(folder: Path, register: str) -> list[str]:
    """Give the errors of a folder with fravaer.csv and this register."""
    (folder / "fravaer.csv").write_text(FRAVAER, encoding="utf-8")
    (folder / "kilder.yaml").write_text(register, encoding="utf-8")
    with pytest.raises(ExtractError) as caught:
        read_folder(folder, context(), FORMATS).whole()
    return [line.removeprefix(f"{folder}/") for line in caught.value.lines()]


def test_what_the_register_says_follows_the_extract(tmp_path: Path) -> None:
    """Source, licence, day of extraction, invented or not, and remarks for periods."""
    write_extracts(tmp_path, {"fravaer": FRAVAER})
    with (tmp_path / "kilder.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '    noter:\n      - {fra: "2019/20", til: "2021/22", brudd: true, tekst: Pandemi.}\n'
        )
    source = read_folder(tmp_path, context(), FORMATS).whole().by_name["fravaer"].sources[0]

    note = Note("2019/20", "2021/22", "Pandemi.", brudd=True)
    assert source == Source(
        datasett="fravaer",
        fil="fravaer.csv",
        navn="VIGO",
        lisens="egne data",
        uttrukket=date(2016, 8, 15),
        syntetisk=True,
        noter=(note,),
        sha256=sha256(FRAVAER.encode()).hexdigest(),
        rader=1,
    )


def test_a_remark_may_name_the_indicators_that_it_concerns(tmp_path: Path) -> None:
    """What is no id is told with its place; the register does not know the indicators."""
    (tmp_path / "fravaer.csv").write_text(FRAVAER, encoding="utf-8")
    text = "kilder:\n" + register_entry("fravaer", "fravaer.csv")
    text += '    noter:\n      - {fra: "2015/16", til: "2015/16", tekst: a, gjelder: [§]}\n'
    (tmp_path / "kilder.yaml").write_text(text.replace("§", "fravaer_dager_vg1, hva_som_helst"))
    (note,) = read_folder(tmp_path, context(), FORMATS).whole().by_name["fravaer"].sources[0].noter

    assert note.gjelder == ("fravaer_dager_vg1", "hva_som_helst")
    (line,) = errors_with(tmp_path, text.replace("§", "Fravær på Vg1"))
    assert line.startswith("kilder.yaml, linje 9, kolonne 62: ")
    assert "men skal være en indikator som «fravaer_dager_vg1»" in line


def test_every_error_in_the_register_is_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    """As in the configuration."""
    entry = register_entry("fravær", "fravaer.csv").replace("true", "kanskje")
    lines = errors_with(tmp_path, "kilder:\n" + entry.replace("    navn: VIGO\n", ""))

    assert [line.split(":")[0] for line in lines] == [
        "kilder.yaml, linje 2, kolonne 5",
        "kilder.yaml, linje 2, kolonne 15",
        "kilder.yaml, linje 6, kolonne 16",
    ]
    assert "mangler «navn»" in lines[0]
    assert "«datasett» er «fravær», men skal være «inntakspoeng» eller «fravaer»" in lines[1]
    assert "«syntetisk» er «kanskje»" in lines[2]


def test_a_register_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    """With the line at which it goes wrong."""
    lines = errors_with(tmp_path, "kilder:\n  - datasett: [\n")

    assert lines[0].startswith("kilder.yaml, linje ")


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    """Their pupils would be counted twice."""
    both = register_entry("fravaer", "fravaer.csv")
    lines = errors_with(tmp_path, "kilder:\n" + both + both)

    assert lines == [
        "kilder.yaml, linje 8, kolonne 5: filen «fravaer.csv» står to ganger.",
    ]


def test_a_file_that_is_not_in_the_register_is_an_error(tmp_path: Path) -> None:
    """Hidden files and READMEs are no extracts."""
    for name in ("ny.csv", ".skjult", "README.md"):
        (tmp_path / name).write_text("x")
    lines = errors_with(tmp_path, "kilder:\n" + register_entry("fravaer", "fravaer.csv"))

    assert lines == ["ny.csv: ligger i mappen, men står ikke i kilder.yaml."]


@pytest.mark.parametrize("name", ["../utenfor.csv", "/etc/hostname", "lenke.csv", "a/../../u.csv"])
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """By name or by link."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (tmp_path / "utenfor.csv").write_text(FRAVAER)
    (folder / "lenke.csv").symlink_to(tmp_path / "utenfor.csv")
    lines = errors_with(folder, "kilder:\n" + register_entry("overgang", name))

    assert lines[0].startswith(f"kilder.yaml, linje 3, kolonne 10: filen «{name}» ligger utenfor")
    assert lines[1:] == [
        f"{other}: ligger i mappen, men står ikke i kilder.yaml."
        for other in ("fravaer.csv", "lenke.csv")
        if other != name
    ]


def test_a_note_needs_periods_in_order(tmp_path: Path) -> None:
    """A remark for no period would be printed nowhere."""
    notes = (
        '    noter:\n      - {fra: "2021/22", til: "2019/20", tekst: a}\n'
        '      - {fra: "2016/18", til: "2016", tekst: b}\n'
    )
    lines = errors_with(tmp_path, "kilder:\n" + register_entry("fravaer", "fravaer.csv") + notes)

    assert "perioden slutter (2019/20) før den begynner (2021/22)" in lines[0]
    assert "«fra» er «2016/18», men skal være en periode som «2015/16»" in lines[1]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A mistyped --data."""
    with pytest.raises(ExtractError, match="er ikke en mappe med uttrekk"):
        read_folder(tmp_path / "finnes-ikke", context(), FORMATS).whole()


def test_without_a_register_our_own_formats_are_not_used(tmp_path: Path) -> None:
    """They do not say whether they are invented; an empty result is an error."""
    (tmp_path / "fravaer.csv").write_text(FRAVAER)
    (tmp_path / "annet.txt").write_text("hei")

    with pytest.raises(ExtractError) as caught:
        read_folder(tmp_path, context(), FORMATS).whole()
    lines = [line.removeprefix(f"{tmp_path}") for line in caught.value.lines()]
    assert lines == [
        ": har verken kilder.yaml eller offentlige filer som programmet kjenner.",
        "annet.txt: er ikke i et kjent format og blir ikke brukt.",
        (
            "fravaer.csv: er et uttrekk av fravaer, men uten kilder.yaml er kilden ukjent, og det"
            " blir ikke brukt."
        ),
    ]
