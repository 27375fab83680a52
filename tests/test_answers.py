"""Returned sheets are filed as they came, and who has answered is known from what is filed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from datapakke.cli import main
from datapakke.config import Config
from datapakke.delivery.answers import answered, filed, unanswered
from datapakke.svarark import read as read_module
from test_svarark import ANSWERS, filled, sheet

YES, NO = ANSWERS, ANSWERS | {"dele": "nei"}
SHARED = "svar/2016-host/svar-2016-11-02-til-deling.html"


@pytest.fixture
def project(own_project: Path, tmp_path: Path) -> Path:
    """A project in which nobody has answered, without its extracts."""
    (tmp_path / "prosjekt").mkdir()
    (tmp_path / "prosjekt" / "config").symlink_to(own_project / "config")
    return tmp_path / "prosjekt"


@pytest.fixture
def inn(tmp_path: Path) -> Path:
    """A folder for what comes by mail."""
    (tmp_path / "inn").mkdir()
    return tmp_path / "inn"


def svar(project: Path, *words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["svar", *map(str, words), "--prosjekt", str(project)])


def come(inn: Path, name: str, answers: dict[str, str], **whose: str) -> Path:
    """Let a sheet come in."""
    path = inn / name
    path.write_bytes(filled(sheet(**whose), answers))
    return path


def names(project: Path, folder: str = "innkommet") -> list[str]:
    """Give the codes and names of what is filed, without the hashes."""
    place = project / "svar" / "2016-host" / folder
    return sorted(one.stem[:-17] for one in place.iterdir()) if place.is_dir() else []


def test_a_sheet_is_filed_once_as_it_came(project: Path, inn: Path) -> None:
    came = come(inn, "Svar fra oss (2) æøå.PDF", YES).read_bytes()
    for _ in range(2):
        assert svar(project, inn).exit_code == 0

    (path,) = filed(project / "svar" / "2016-host").paths
    assert path.name.startswith("0623-modum-")
    assert path.read_bytes() == came
    assert (inn / "Svar fra oss (2) æøå.PDF").is_file()


def test_who_has_answered_is_asked_of_what_is_filed(
    project: Path, inn: Path, config: Config
) -> None:
    inndeling = config.inndeling(2016)
    mote = next(one for one in config.runde("2016-host").moter if one.id == "2016-11-02")
    folder = project / "svar" / "2016-host"

    assert answered(folder) == frozenset()
    assert [one.slug for one in unanswered(mote, inndeling, folder)] == ["sigdal", "modum"]
    svar(project, come(inn, "a.pdf", YES))
    assert answered(folder) == {"0623"}
    assert [one.slug for one in unanswered(mote, inndeling, folder)] == ["sigdal"]


def test_those_that_came_before_need_not_be_given_again(project: Path, inn: Path) -> None:
    svar(project, come(inn, "a.pdf", YES))
    done = svar(project, come(inn, "b.pdf", YES, kommunenr="0621", kommune="Sigdal"))

    assert "Lest svar fra 2 av 21 kommuner." in done.stderr
    assert names(project) == ["0621-sigdal", "0623-modum"]
    again = svar(project)
    assert again.exit_code == 0
    assert "Lest svar fra 2 av 21 kommuner." in again.stderr


def test_a_sheet_that_is_filed_is_read_once_however_often_it_is_given(
    project: Path, inn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = come(inn, "a.pdf", YES)
    svar(project, came)
    read: list[bytes] = []
    fields = read_module._fields

    def noted(content: bytes) -> dict[str, str]:
        read.append(content)
        return fields(content)

    monkeypatch.setattr(read_module, "_fields", noted)

    svar(project, came, came, inn)
    assert len(read) == 1


def test_without_any_sheet_it_is_said_what_to_give(project: Path) -> None:
    done = svar(project)

    assert done.exit_code == 2
    assert "innkommet: har ingen svarark" in done.stderr


def test_what_may_no_longer_be_shared_is_not_forgotten_by_the_next_run(
    project: Path, inn: Path
) -> None:
    svar(project, come(inn, "a.pdf", YES))
    assert "Fraværet" in (project / SHARED).read_text()
    changed_mind = come(inn, "b.pdf", NO)

    for words in ([changed_mind], []):
        done = svar(project, *words)
        assert done.exit_code == 1
        assert "svar --erstatt FIL" in done.stderr
        assert not (project / SHARED).exists()

    done = svar(project, "--erstatt", changed_mind)
    assert done.exit_code == 0
    assert "Fraværet" not in (project / SHARED).read_text()
    assert (names(project), names(project, "erstattet")) == (["0623-modum"], ["0623-modum"])


def test_a_sheet_that_was_replaced_does_not_come_back_with_the_whole_folder(
    project: Path, inn: Path
) -> None:
    first, second = come(inn, "a.pdf", YES), come(inn, "b.pdf", NO)
    svar(project, first)
    svar(project, "--erstatt", second)

    done = svar(project, inn)
    assert done.exit_code == 0
    assert "a.pdf: er erstattet av et annet ark" in done.stderr

    assert svar(project, "--erstatt", first).exit_code == 0
    assert "Fraværet" in (project / SHARED).read_text()


def test_two_that_replace_and_do_not_agree_are_told(project: Path, inn: Path) -> None:
    first, second = come(inn, "a.pdf", YES), come(inn, "b.pdf", NO)

    assert svar(project, "--erstatt", first, second).exit_code == 1
    assert names(project) == ["0623-modum", "0623-modum"]


def test_a_sheet_laid_in_the_folder_by_hand_is_filed(project: Path, inn: Path) -> None:
    by_hand = project / "svar" / "2016-host" / "innkommet"
    by_hand.mkdir(parents=True)
    come(by_hand, "Modum.pdf", YES)

    assert svar(project).exit_code == 0
    assert names(project) == ["0623-modum"]
    assert svar(project, "--erstatt", come(inn, "b.pdf", NO)).exit_code == 0
    assert svar(project).exit_code == 0
    assert names(project) == ["0623-modum"]


def test_a_filed_sheet_that_was_changed_is_told_and_neither_read_nor_counted(
    project: Path, inn: Path
) -> None:
    came = come(inn, "a.pdf", YES)
    svar(project, came)
    folder = project / "svar" / "2016-host"
    (path,) = filed(folder).paths
    path.write_bytes(filled(sheet(), NO))

    assert answered(folder) == frozenset()
    done = svar(project)
    assert done.exit_code == 1
    assert f"{path}: er endret etter at arket kom inn" in done.stderr
    assert "Lest svar fra 0 av" in done.stderr
    again = svar(project, "--erstatt", came)
    assert again.exit_code == 1
    assert "Lest svar" not in again.stderr, "the filed one is neither used nor overwritten"
    path.unlink()
    path.symlink_to(came)
    assert answered(folder) == frozenset()
    path.unlink()
    assert svar(project, came).exit_code == 0


def test_what_cannot_be_read_is_not_filed_and_replaces_nothing(project: Path, inn: Path) -> None:
    svar(project, come(inn, "a.pdf", YES))
    (inn / "b.pdf").write_bytes(b"%PDF-1.7 nei")

    done = svar(project, "--erstatt", inn / "b.pdf")
    assert done.exit_code == 1
    assert "b.pdf: er ikke en PDF" in done.stderr
    assert (names(project), names(project, "erstattet")) == (["0623-modum"], [])


def test_replacing_nothing_is_refused(project: Path) -> None:
    assert svar(project, "--erstatt").exit_code == 2


def test_a_folder_that_cannot_be_used_is_told(project: Path, inn: Path) -> None:
    (project / "svar" / "2016-host").mkdir(parents=True)
    (project / "svar" / "2016-host" / "innkommet").write_text("ikke en mappe")

    done = svar(project, come(inn, "a.pdf", YES))
    assert done.exit_code == 1
    assert "innkommet: kan ikke leses" in done.stderr
