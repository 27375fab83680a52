"""Udir's and NAV's own files: small ones of the same shape, and the published ones."""

from datetime import date
from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.extracts.context import Context
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extracts
from datapakke.indicators.inntakspoeng import grunnskolepoeng_snitt
from datapakke.sources import Note
from extracts_helpers import context, register_entry

ALLE = "Alle eierformer.Begge kjønn"
BREAK = "Skoleårene 2019-20 og 2020-21 ble alle eksamener avlyst."
UDIR_HEADER = (
    "EnhetNivaa",
    "Kommunekode",
    "EnhetNavn",
    f"2018-19.{ALLE}.Grunnskolepoeng",
    f"2018-19.{ALLE}.Antall elever",
    f"2019-20.{ALLE}.Grunnskolepoeng.Brudd",
    f"2019-20.{ALLE}.Grunnskolepoeng",
    f"2019-20.{ALLE}.Antall elever",
)
NORWAY = ("1", "", "Hele landet", "42,0", "58750", BREAK, "43,2", "59 245")


def write_udir(folder: Path, *rows: tuple[str, ...]) -> Path:
    """Write an export as Udir does: UTF-16LE without mark, tabs, a line ``sep=``."""
    lines = ["\t".join(cells) + "\r\n" for cells in (UDIR_HEADER, *rows)]
    (folder / "20220621-1350_Grunnskolepoeng.csv").write_bytes(
        ("sep=\t\n" + "".join(lines)).encode("utf-16-le")
    )
    return folder


def read(folder: Path, against: Context | None = None) -> Extracts:
    """Read a folder without a register."""
    return read_folder(folder, against or context(), FORMATS).whole()


def cells(extracts: Extracts, datasett: str) -> list[list[object]]:
    """Give the tidy table as rows, missing values as None."""
    table = extracts.tables()[datasett]
    return [list(row) for row in table.astype(object).where(table.notna(), None).to_numpy()]


def test_udirs_export_becomes_means_and_counts_per_year(tmp_path: Path) -> None:
    """Schools and counties are passed over; blank is not delivered, ``*`` is hidden."""
    rows = (
        NORWAY,
        ("2", "", "Buskerud", "41,7", "3169", BREAK, "", ""),
        ("3", "0623", "Modum", "40,3", "142", BREAK, "", ""),
        ("4", "0623", "Nordre Modum skole", "40,0", "70", BREAK, "42,0", "80"),
        ("3", "0602", "Drammen", "*", "*", BREAK, "41,0", "700"),
        ("3", "1103", "Stavanger", "42,0", "1500", BREAK, "43,0", "1600"),
    )
    extracts = read(write_udir(tmp_path, *rows))

    assert cells(extracts, "grunnskolepoeng") == [
        ["0000", "2018/19", "alle", 42.0, 58750],
        ["0000", "2019/20", "alle", 43.2, 59245],
        ["0623", "2018/19", "alle", 40.3, 142],
        ["0602", "2018/19", "alle", None, None],
        ["0602", "2019/20", "alle", 41.0, 700],
    ]
    assert extracts.by_name["grunnskolepoeng"].table.index.tolist() == [3, 3, 5, 7, 7]
    assert extracts.warnings == ()


def test_the_source_of_a_public_file_comes_from_its_format_and_name(tmp_path: Path) -> None:
    """Udir's file name begins with the day of export."""
    source = read(write_udir(tmp_path, NORWAY)).by_name["grunnskolepoeng"].sources[0]

    assert source.navn == "Utdanningsdirektoratet, Statistikkbanken: grunnskolepoeng"
    assert (source.lisens, source.syntetisk) == ("NLOD", False)
    assert source.uttrukket == date(2022, 6, 21)


def test_a_sentence_beside_all_figures_of_a_year_becomes_a_note_of_the_years_it_names(
    tmp_path: Path,
) -> None:
    """A second sentence about one municipality says nothing of the others."""
    both = f"{BREAK} << 2. Bruddtekst >> Drammen er resultatet av en sammenslåing"
    drammen = ("3", "0602", "Drammen", "42,0", "700", both, "41,0", "700")
    source = read(write_udir(tmp_path, drammen, NORWAY)).by_name["grunnskolepoeng"].sources[0]

    assert source.noter == (Note("2019/20", "2020/21", BREAK, brudd=False),)


def test_a_note_about_years_that_may_not_be_used_is_left_out(tmp_path: Path) -> None:
    """So are the figures."""
    extracts = read(write_udir(tmp_path, NORWAY), context(data_til=date(2019, 8, 31)))

    assert cells(extracts, "grunnskolepoeng") == [["0000", "2018/19", "alle", 42.0, 58750]]
    assert extracts.by_name["grunnskolepoeng"].sources[0].noter == ()


def test_a_municipality_that_udir_repeats_under_its_new_code_is_counted_once(
    tmp_path: Path,
) -> None:
    """0623 and 3047 both carry 2018-19."""
    rows = (
        ("3", "0623", "Modum", "40,3", "142", "", "", ""),
        ("3", "3047", "Modum", "40,3", "142", "", "42,0", "154"),
    )
    extracts = read(write_udir(tmp_path, *rows))

    assert cells(extracts, "grunnskolepoeng") == [
        ["0623", "2018/19", "alle", 40.3, 142],
        ["0623", "2019/20", "alle", 42.0, 154],
    ]


def test_girls_and_boys_stand_beside_all(tmp_path: Path) -> None:
    """Where the export has them; columns for one kind of owner are passed over."""
    header = ["EnhetNivaa", "Kommunekode", "EnhetNavn"]
    for group in (ALLE, "Alle eierformer.Jente", "Alle eierformer.Gutt", "Privat.Begge kjønn"):
        header += [f"2018-19.{group}.Grunnskolepoeng", f"2018-19.{group}.Antall elever"]
    row = ["3", "0623", "Modum", "40,3", "142", "42,0", "70", "38,6", "72", "45,0", "9"]
    text = "sep=\t\n" + "\t".join(header) + "\r\n" + "\t".join(row) + "\r\n"
    (tmp_path / "udir.csv").write_bytes(text.encode("utf-16-le"))

    assert cells(read(tmp_path), "grunnskolepoeng") == [
        ["0623", "2018/19", "alle", 40.3, 142],
        ["0623", "2018/19", "K", 42.0, 70],
        ["0623", "2018/19", "M", 38.6, 72],
    ]


def test_an_export_without_numbers_of_pupils_is_told(tmp_path: Path) -> None:
    """Means alone cannot be put together."""
    text = (
        f"sep=\t\nEnhetNivaa\tKommunekode\t2018-19.{ALLE}.Grunnskolepoeng\tx\r\n3\t0623\t40\t1\r\n"
    )
    (tmp_path / "udir.csv").write_bytes(text.encode("utf-16-le"))
    with pytest.raises(ExtractError) as caught:
        read(tmp_path)

    assert caught.value.lines() == [
        (
            f"udir.csv, linje 2, kolonne «2018-19.{ALLE}.Grunnskolepoeng»: ved siden av denne skal"
            " det finnes en kolonne som slutter på «Antall elever»."
        ),
        "udir.csv, linje 2, kolonne «EnhetNavn»: kolonnen finnes ikke.",
    ]


def test_parts_of_a_merged_municipality_stay_apart_and_hide_each_other(tmp_path: Path) -> None:
    """Rounded means cannot be added; with a hidden part there is no figure."""
    rows = (
        ("3", "0602", "Drammen", "40,8", "750", "", "40,0", "700"),
        ("3", "0625", "Nedre Eiker", "42,6", "335", "", "*", "*"),
        ("3", "0711", "Svelvik", "40,1", "71", "", "41,0", "70"),
    )
    extracts = read(write_udir(tmp_path, *rows), context(2024))

    assert cells(extracts, "grunnskolepoeng") == [
        ["3301", "2018/19", "alle", 40.8, 750],
        ["3301", "2019/20", "alle", 40.0, 700],
        ["3301", "2018/19", "alle", 42.6, 335],
        ["3301", "2019/20", "alle", None, None],
        ["3301", "2018/19", "alle", 40.1, 71],
        ["3301", "2019/20", "alle", 41.0, 70],
    ]
    mean = grunnskolepoeng_snitt(extracts.tables()["grunnskolepoeng"])
    assert mean.n.isna().tolist() == [False, True]
    assert mean.sum.isna().tolist() == [False, True]


def test_what_udir_did_not_write_as_a_number_is_told_by_the_columns_name(tmp_path: Path) -> None:
    """And a level that is none of the four, and a code of two digits."""
    rows = (
        ("3", "0623", "Modum", "40.3", "142", "", "", ""),
        ("5", "0623", "Modum", "40,3", "142", "", "", ""),
        ("3", "62", "Drammen", "40,3", "142", "", "", ""),
    )
    with pytest.raises(ExtractError) as caught:
        read(write_udir(tmp_path, *rows))

    assert caught.value.lines() == [
        (
            "20220621-1350_Grunnskolepoeng.csv, linje 3, kolonne «2018-19.Alle eierformer."
            "Begge kjønn.Grunnskolepoeng»: her står «40.3», men det skal være et tall fra 10 til 60"
            " med desimalkomma eller «*» (skjult av kilden)."
        ),
        (
            "20220621-1350_Grunnskolepoeng.csv, linje 4, kolonne «EnhetNivaa»: her står «5», men"
            " det skal være et nivå fra 1 til 4."
        ),
        (
            "20220621-1350_Grunnskolepoeng.csv, linje 5, kolonne «Kommunekode»: her står «62», men"
            " det skal være et kommunenummer på fire sifre."
        ),
    ]


NAV = """;;;
;Kilde: NAV;Helt ledige. Fylke og kommune. Tidsserie måned;
;;Kommune¹. Antall²;
;Januar - februar 2022;;
;Viken;;
;;Januar;Februar
;I alt Viken;1 761;1498
;3005 Drammen;1 753;1490
;3047 Modum;8;*
;Ukjent;;
;;Januar;Februar
;Ukjent;9;10
"""


def write_nav(folder: Path, text: str = NAV, name: str = "antall.csv") -> Path:
    """Write a sheet as NAV does, in cp1252."""
    (folder / name).write_bytes(text.encode("cp1252"))
    return folder


def test_navs_sheet_becomes_counts_per_month(tmp_path: Path) -> None:
    """«I alt» is never read: with it the hidden Modum would follow by subtraction."""
    extracts = read(write_nav(tmp_path))

    assert cells(extracts, "helt_ledige") == [
        ["0623", "2022-01", "alle", 8],
        ["0623", "2022-02", "alle", None],
    ]
    assert "3005 (2 rader) finnes ikke i inndelingen for 2016" in str(extracts.warnings[0])


def test_navs_sheet_of_percentages_is_known_by_its_title(tmp_path: Path) -> None:
    """It looks the same otherwise."""
    write_nav(tmp_path)
    percent = NAV.replace("Antall²", "Prosent av arbeidsstyrken²")
    for number, share in (("1 753", "3,1"), ("1490", "2,6"), (";8;", ";1,2;")):
        percent = percent.replace(number, share)
    extracts = read(write_nav(tmp_path, percent, "prosent.csv"))

    assert cells(extracts, "helt_ledige_prosent") == [
        ["0623", "2022-01", "alle", 1.2],
        ["0623", "2022-02", "alle", None],
    ]
    assert len(cells(extracts, "helt_ledige")) == 2


def test_two_files_of_one_dataset_are_merged(tmp_path: Path) -> None:
    """A sheet per year; what stands in both and is the same, is counted once."""
    later = NAV.replace("Januar - februar 2022", "Februar - mars 2022")
    later = later.replace("Januar;Februar", "Februar;Mars").replace("1 753;1490", "1490;1300")
    write_nav(write_nav(tmp_path), later.replace("8;*", "*;7"), "senere.csv")
    extracts = read(tmp_path)

    assert cells(extracts, "helt_ledige") == [
        ["0623", "2022-01", "alle", 8],
        ["0623", "2022-02", "alle", None],
        ["0623", "2022-03", "alle", 7],
    ]


def test_two_files_that_do_not_say_the_same_are_an_error(tmp_path: Path) -> None:
    """Which holds is for the register to say."""
    write_nav(write_nav(tmp_path), NAV.replace("8;*", "9;*"), "igjen.csv")

    with pytest.raises(ExtractError) as caught:
        read(tmp_path)
    (line,) = caught.value.lines()
    assert line.startswith("igjen.csv, linje 9: har andre tall for 0623 2022-01 enn antall.csv")
    assert "skriv «erstatter: antall.csv» ved den i registeret" in line


def test_our_own_form_and_navs_make_one_dataset(tmp_path: Path) -> None:
    """Each file is read by the form that it has."""
    own = "maaned;kommunenr;antall\n2022-02;3047;*\n2022-03;3047;5\n"
    (write_nav(tmp_path) / "mars.csv").write_text(own, encoding="utf-8")
    entries = register_entry("helt_ledige", "antall.csv") + register_entry(
        "helt_ledige", "mars.csv"
    )
    (tmp_path / "kilder.yaml").write_text(f"kilder:\n{entries}", encoding="utf-8")

    assert cells(read(tmp_path), "helt_ledige") == [
        ["0623", "2022-01", "alle", 8],
        ["0623", "2022-02", "alle", None],
        ["0623", "2022-03", "alle", 5],
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (NAV.replace("Januar - februar 2022", "Tall"), "antall.csv: har ingen tittel med år"),
        (NAV.replace("Januar;", "Jan;"), "antall.csv: har ingen overskrift med måneder"),
        (
            NAV.replace(";Ukjent;;\n;;Januar;Februar", ";Ukjent;;\n;;Januar;Mars"),
            "linje 11: har andre måneder enn overskriften i linje 6",
        ),
        (NAV.replace("Januar;Februar", "Januar;Feb"), "linje 6, kolonne «4»: her står «Feb»"),
        (NAV.replace("3047 Modum", "Modum"), "linje 9, kolonne «2»: her står «Modum»"),
        (NAV.replace("8;*", "8;-"), "linje 9, kolonne «4»: her står «-», men det skal være"),
    ],
)
def test_a_sheet_that_is_not_as_navs_is_told(tmp_path: Path, wrong: str, told: str) -> None:
    """No month and no municipality is guessed."""
    with pytest.raises(ExtractError) as caught:
        read(write_nav(tmp_path, wrong))

    assert told in str(caught.value)
