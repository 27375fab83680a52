"""Files that are not YAML, or YAML that may not be used here, are refused with line and column."""

import time
from pathlib import Path

import pytest
import yaml

from config_text import VALID, load_text, marked, problems_of, replaced
from datapakke.config import load_config, source
from datapakke.errors import ConfigError


@pytest.fixture(params=["c", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here holds for both of PyYAML's readers; not every machine has the fast one."""
    if request.param == "python":
        monkeypatch.setattr(source, "LOADER", yaml.SafeLoader)


def refusal(path: Path) -> str:
    """Give the message for a file that must be refused."""
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return str(caught.value).removeprefix(str(path))


def test_a_colon_too_many_is_explained(tmp_path: Path) -> None:
    """The commonest mistake in prose values."""
    problems = problems_of(tmp_path, replaced("navn: høsten 2019", "navn: høsten: 2019"))

    assert len(problems) == 1
    assert problems[0][0] == "linje 6, kolonne 17"
    assert problems[0][1].startswith(
        "er ikke gyldig YAML: her står et kolon som YAML ikke venter. Sjekk innrykket"
    )


def test_a_tab_is_explained(tmp_path: Path) -> None:
    """YAML allows no tabs in indentation."""
    problems = problems_of(tmp_path, replaced("    navn: matematikk", "\tnavn: matematikk"))

    assert problems[0][0] == "linje 29, kolonne 1"
    assert "ofte en tabulator. Rykk inn med mellomrom" in problems[0][1]


def test_an_open_quotation_mark_is_explained(tmp_path: Path) -> None:
    """The file ends inside the text."""
    problems = problems_of(tmp_path, VALID + '  - slug: "hol')

    assert "filen slutter før et anførselstegn er lukket" in problems[0][1]


def test_an_open_bracket_is_explained(tmp_path: Path) -> None:
    """The next line is not part of the list."""
    problems = problems_of(tmp_path, replaced("[Hol, Hole]", "[Hol, Hole"))

    assert problems[0][0].startswith("linje 14")
    assert "et komma, eller en parentes er ikke lukket" in problems[0][1]


def test_wrong_indentation_is_explained(tmp_path: Path) -> None:
    """A key further out than its group and further in than the one above."""
    problems = problems_of(tmp_path, replaced("  nevner_under: 10", " nevner_under: 10"))

    assert problems[0][0] == "linje 20, kolonne 2"
    assert "innrykket stemmer ikke med linjene over" in problems[0][1]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """Nothing, or comments only."""
    path = tmp_path / "kommuner.yaml"
    for text in ("", "# bare en kommentar\n", "\ufeff", "---\n"):
        path.write_text(text, encoding="utf-8")
        assert "er tom, men skal " in refusal(path)


def test_a_list_or_a_word_is_not_a_configuration(tmp_path: Path) -> None:
    """The file must be a group of sections."""
    path = tmp_path / "kommuner.yaml"
    path.write_text("- fylke\n", encoding="utf-8")
    assert refusal(path) == (
        ", linje 1, kolonne 1: «kommuner.yaml» er en liste, men skal være en gruppe med nøkler og"
        " verdier."
    )
    path.write_text("Buskerud", encoding="utf-8")
    assert "«kommuner.yaml» er «Buskerud», men skal være en gruppe" in refusal(path)


def test_missing_sections_are_named(tmp_path: Path) -> None:
    """A file that has only begun."""
    assert problems_of(tmp_path, 'fylke: {navn: X, fylkesnumre: ["33"]}\n') == [
        (
            "linje 1, kolonne 1",
            (
                "her mangler «avsender», «gjeldende_runde», «runder», «skjerming», «fagkoder»,"
                " «kommuner»."
            ),
        )
    ]


def test_a_file_that_is_not_there_or_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A folder in the file's place is not readable."""
    assert refusal(tmp_path / "kommuner.yaml") == ": finnes ikke."
    assert refusal(tmp_path).startswith(": kan ikke leses (")


def test_a_file_in_another_encoding_is_refused_at_the_letter(tmp_path: Path) -> None:
    """Latin-1 writes ø as one byte, which is not UTF-8."""
    path = tmp_path / "kommuner.yaml"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + VALID.encode("latin-1"))
        assert refusal(path) == (
            ", linje 6, kolonne 12: byten 0xf8 er ikke UTF-8. Lagre filen som UTF-8."
        )


def test_a_control_character_is_refused_at_its_place(tmp_path: Path) -> None:
    """NUL in the middle of a name."""
    text, where = marked("navn: Fylket", "navn: Fyl§\0ket")

    assert problems_of(tmp_path, text) == [(where, "her står styretegnet U+0000. Ta det bort.")]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    """Notepad writes both."""
    config = load_text(tmp_path, "\ufeff" + VALID.replace("\n", "\r\n"))

    assert config.gjeldende_runde == "2019-host"


def test_references_are_refused_before_they_multiply(tmp_path: Path) -> None:
    """Nine lists of nine references each would be 387 million values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 9):
        references = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{references}]")
    begun = time.process_time()

    problems = problems_of(tmp_path, "\n".join(lines))

    assert time.process_time() - begun < 1
    assert len(problems) == 8 * 9
    assert problems[0] == (
        "linje 2, kolonne 10",
        "henvisningen «*a0» er ikke tillatt. Skriv verdien helt ut.",
    )


def test_tags_are_refused_and_nothing_is_constructed(tmp_path: Path) -> None:
    """The tag would run a command if the file were loaded unsafely."""
    witness = tmp_path / "witness"
    tag = f'§!!python/object/apply:pathlib.Path.touch ["{witness}"]'
    text, where = marked("navn: Fylket", f"navn: {tag}")

    problems = problems_of(tmp_path, text)

    assert [place for place, _ in problems] == [where]
    assert "«!!python/object/apply:pathlib.Path.touch» er ikke tillatt" in problems[0][1]
    assert not witness.exists()


def test_bottomless_nesting_is_refused(tmp_path: Path) -> None:
    """A hundred thousand brackets would exhaust the stack."""
    problems = problems_of(tmp_path, "[" * 100_000)

    assert [place for place, _ in problems] == ["linje 1, kolonne 21"]
    assert "mer enn 20 nivåer inni hverandre" in problems[0][1]


def test_an_escape_beyond_unicode_is_refused(tmp_path: Path) -> None:
    """The two readers find it in different ways."""
    problems = problems_of(tmp_path, replaced("navn: Fylket", r'navn: "\U00110000"'))

    assert "er ikke gyldig YAML" in problems[0][1]


def test_a_second_document_is_refused(tmp_path: Path) -> None:
    """What stands after «---» would otherwise be lost."""
    problems = problems_of(tmp_path, VALID + "---\nfylke: x\n")

    assert problems[0][0] == f"linje {VALID.count(chr(10)) + 1}, kolonne 1"
    assert "her begynner et nytt dokument («---»)" in problems[0][1]


def test_unquoted_codes_are_explained_by_both_readers(tmp_path: Path) -> None:
    """The plain style is told differently by the two."""
    text, where = marked('kode: "0602"', "kode: §0602")

    problems = problems_of(tmp_path, text)

    assert [place for place, _ in problems] == [where]
    assert "leses av YAML som tallet 386" in problems[0][1]
