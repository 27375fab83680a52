"""SSB's tables as Statistikkbanken saves them: own small ones of the same form."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.extracts.context import Context
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extracts
from datapakke.sources import Note
from extracts_helpers import context, register_entry, residents, write_extracts

AGES = range(15, 30)


def read(folder: Path, against: Context | None = None) -> Extracts:
    """Read a folder without a register."""
    return read_folder(folder, against or context(), FORMATS).whole()


def write(folder: Path, header: str, *rows: str, name: str = "07459.csv") -> Path:
    """Write a table in ISO-8859-1 with a title and a blank line, as Statistikkbanken does."""
    lines = ["07459: Befolkning, etter region, alder, statistikkvariabel og år", "", header, *rows]
    (folder / name).write_bytes("".join(f"{line}\n" for line in lines).encode("iso8859-1"))
    return folder


def of_all_ages(region: str, figures: str, before: str = "") -> list[str]:
    """Give the rows of a region, the same figures for each age; ``{alder}`` is the age."""
    return [f'"{region}";{before}"{age} år";{figures.replace("{alder}", str(age))}' for age in AGES]


def sums(extracts: Extracts) -> dict[str, int]:
    """Give «kommunenr aar kjonn» → residents 15–29."""
    table = extracts.tables()["befolkning"]
    by_key = table.groupby(["kommunenr", "aar", "kjonn"])["antall"].sum()
    return {" ".join(key): int(n) for key, n in by_key.items() if isinstance(key, tuple)}


def told(folder: Path) -> list[str]:
    """Give the lines of the error that reading the folder ends in."""
    with pytest.raises(ExtractError) as caught:
        read(folder)
    return caught.value.lines()


HEADER = '"region";"alder";"Personer 2016";"Personer 2017"'


def test_years_glued_to_what_is_counted_become_years(tmp_path: Path) -> None:
    """The country, counties, districts and other ages stand there too; both genders are one."""
    rows = [
        *of_all_ages("0 Hele landet", "60000;60 500"),
        *of_all_ages("06 Buskerud (-2019)", "4000;4000"),
        *of_all_ages("0623 Modum", "{alder};100"),
        '"0623 Modum";"14 år";999;999',
        '"0623 Modum";"105 år eller eldre";1;0',
        *of_all_ages("030101 Gamle Oslo", "1;1"),
        *of_all_ages("2111 Spitsbergen", "1;1"),
    ]
    extracts = read(write(tmp_path, HEADER, *rows))

    assert sums(extracts) == {
        "0000 2016 alle": 900000,
        "0000 2017 alle": 907500,
        "0623 2016 alle": sum(AGES),
        "0623 2017 alle": 1500,
    }
    table = extracts.by_name["befolkning"].table
    assert table[table["kommunenr"].eq("0623")].index.min() == 34
    assert extracts.by_name["befolkning"].sources[0].navn.startswith("Statistisk sentralbyrå")


@pytest.mark.parametrize(
    ("header", "figures", "before"),
    [
        ('"region";"kjønn";"alder";"Personer 2016"', "7", '"{kjonn}";'),
        ('"region";"kjønn";"alder";"statistikkvariabel";"2016"', '"Personer";7', '"{kjonn}";'),
        ('"region";"kjønn";"alder";"år";"Personer"', '"2016";7', '"{kjonn}";'),
        (
            '"region";"kjønn";"alder";"år";"statistikkvariabel";"07459: Befolkning"',
            '"2016";"Personer";7',
            '"{kjonn}";',
        ),
    ],
)
def test_each_layout_says_the_same(tmp_path: Path, header: str, figures: str, before: str) -> None:
    """Statistikkbanken lets the one who saves choose."""
    rows = [
        row
        for kjonn in ("Menn", "Kvinner")
        for row in of_all_ages("0623 Modum", figures, before.format(kjonn=kjonn))
    ]
    extracts = read(write(tmp_path, header, *rows))

    assert sums(extracts) == {"0623 2016 K": 105, "0623 2016 M": 105}


LAYOUTS = {
    "glued": ("{alder};{antall} 2016", "{age};{n}"),
    "years": ("{alder};{hva};2016", "{age};{antall};{n}"),
    "long": ("{alder};{aar};{antall}", "{age};2016;{n}"),
    "titled": ("{alder};{aar};{hva};07459: Befolkning", "{age};2016;{antall};{n}"),
}
WORDS = {
    "norsk": {"alder": "alder", "aar": "år", "hva": "statistikkvariabel", "antall": "Personer"},
    "engelsk": {"alder": "age", "aar": "year", "hva": "contents", "antall": "Persons"},
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    numbers=st.lists(st.integers(0, 9_999_999), min_size=len(AGES), max_size=len(AGES)),
    layout=st.sampled_from(sorted(LAYOUTS)),
    language=st.sampled_from(sorted(WORDS)),
    signs=st.tuples(st.sampled_from(["", " ", "\u00a0"]), st.sampled_from(["", "*"])),
)
def test_any_residents_in_any_layout_are_read_back(
    tmp_path: Path, numbers: list[int], layout: str, language: str, signs: tuple[str, str]
) -> None:
    """Whatever the numbers, the language, and the space between thousands."""
    header, row = LAYOUTS[layout]
    words, (space, mark) = WORDS[language], signs
    ending = "år" if language == "norsk" else "years"
    lines = [
        row.format(age=f"{age} {ending}", n=f"{n:,}".replace(",", space) + mark, **words)
        for age, n in zip(AGES, numbers, strict=True)
    ]
    folder = write(
        tmp_path,
        "region;" + header.format(**words),
        *(f"0623 Modum;{line}" for line in lines),
    )
    extracts = read(folder)
    table = extracts.tables()["befolkning"]

    assert table["antall"].tolist() == numbers
    assert table["alder"].tolist() == list(AGES)
    assert set(table["aar"]) == {"2016"}
    assert len(extracts.by_name["befolkning"].sources[0].noter) == len(mark)


def test_rows_that_count_something_else_are_passed_over(tmp_path: Path) -> None:
    """Also columns: «Personer (prosent) 2016» is another figure."""
    header = '"region";"alder";"statistikkvariabel";"2016"'
    rows = [
        *of_all_ages("0623 Modum", '"Personer";7'),
        *of_all_ages("0623 Modum", '"Personer (prosent)";0,1'),
    ]
    assert sums(read(write(tmp_path, header, *rows))) == {"0623 2016 alle": 105}

    header = '"region";"alder";"Personer 2016";"Personer (prosent) 2016"'
    rows = of_all_ages("0623 Modum", "7;0,1")
    assert sums(read(write(tmp_path, header, *rows))) == {"0623 2016 alle": 105}


def test_ssbs_symbols_mean_what_ssb_says(tmp_path: Path) -> None:
    """«-» is none; «.» and «..» are not delivered; «*» behind a figure is provisional."""
    rows = [
        *of_all_ages("0623 Modum", "..;12*"),
        *of_all_ages("0602 Drammen", "-;1 012"),
        *of_all_ages("0625 Nedre Eiker", ".;9"),
    ]
    extracts = read(write(tmp_path, HEADER, *rows))

    assert sums(extracts) == {
        "0602 2016 alle": 0,
        "0602 2017 alle": 15180,
        "0623 2017 alle": 180,
        "0625 2017 alle": 135,
    }
    sentence = "Tallene for 2017 er foreløpige hos SSB."
    assert extracts.by_name["befolkning"].sources[0].noter == (Note("2017", "2017", sentence),)


@pytest.mark.parametrize(
    ("header", "figures"),
    [
        ('"region";"alder";"Personer 2016";"Personer 2017*"', "5;6"),
        ('"region";"alder";"år";"Personer"', '"2017*";6'),
    ],
)
def test_a_year_can_be_provisional(tmp_path: Path, header: str, figures: str) -> None:
    """The mark stands at the year in some tables."""
    extracts = read(write(tmp_path, header, *of_all_ages("0623 Modum", figures)))

    (note,) = extracts.by_name["befolkning"].sources[0].noter
    assert (note.fra, note.til) == ("2017", "2017")
    assert sums(extracts)["0623 2017 alle"] == 90


@pytest.mark.parametrize(
    ("figures", "what"),
    [
        (":;5", "kolonne «Personer 2016»: her står «:», men det skal være et heltall"),
        ("*;5", "kolonne «Personer 2016»: her står «*», men det skal være et heltall"),
        ("5;4,5", "kolonne «Personer 2017»: her står «4,5», men det skal være et heltall"),
    ],
)
def test_what_is_no_number_of_residents_is_told(tmp_path: Path, figures: str, what: str) -> None:
    """SSB hides no residents; «*» alone means nothing there."""
    (line,) = told(write(tmp_path, HEADER, *of_all_ages("0623 Modum", figures)))

    again = "Det samme gjelder 14 felt til i kolonnen."
    assert line == f"07459.csv, linje 4, {what} fra 0 til 9999999. {again}"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ('"Modum";"15 år";1;2', "kolonne «region»: her står «Modum», men det skal være nummer og"),
        ('"0623 Modum";"15-19 år";1;2', "kolonne «alder»: her står «15-19 år», men det skal være"),
        ('"0623 Modum";"15 år";1;2', "kolonne «kommunenr»: her står «0623», men det skal være 30"),
    ],
)
def test_rows_that_cannot_be_used_are_told(tmp_path: Path, row: str, what: str) -> None:
    """No municipality without a number, no groups of ages, no lacking ages."""
    assert told(write(tmp_path, HEADER, row))[0].startswith(f"07459.csv, linje 4, {what}")


def test_a_table_divided_by_something_more_is_told(tmp_path: Path) -> None:
    """Its rows would be counted as if each were all."""
    header = '"region";"sivilstand";"alder";"Personer 2016"'
    lines = told(write(tmp_path, header, '"0623 Modum";"Ugift";"15 år";1'))

    assert lines == [
        "07459.csv, linje 3: kolonnen «sivilstand» er ikke en del av datasettet befolkning."
    ]


def test_a_municipality_that_was_not_yet_is_printed_as_0_and_is_missing(tmp_path: Path) -> None:
    """3005 Drammen came in 2020; its three parts were before that."""
    rows = [
        row
        for region, figures in {
            "0602 Drammen (-2019)": "100;0",
            "0625 Nedre Eiker (-2019)": "10;0",
            "0711 Svelvik (-2019)": "1;0",
            "3005 Drammen": "0;113",
        }.items()
        for row in of_all_ages(region, figures)
    ]
    header = '"region";"alder";"Personer 2019";"Personer 2020"'
    extracts = read(write(tmp_path, header, *rows), context(2024))

    assert sums(extracts) == {"3301 2019 alle": 1665, "3301 2020 alle": 1695}


@pytest.mark.parametrize(
    "header", ['"alder";"Personer 2016"', '"region";"alder";"Folketall"', '"a";"b";"c"']
)
def test_a_file_that_the_register_wrongly_calls_residents_is_told(
    tmp_path: Path, header: str
) -> None:
    """Without region, without figures, without anything."""
    folder = write(tmp_path, header, "1;2;3"[: 2 * header.count(";") + 1], name="befolkning.csv")
    entry = register_entry("befolkning", "befolkning.csv")
    (folder / "kilder.yaml").write_text(f"kilder:\n{entry}", encoding="utf-8")

    assert told(folder)


def test_a_table_without_the_wanted_ages_gives_nothing(tmp_path: Path) -> None:
    """And says so."""
    extracts = read(write(tmp_path, HEADER, '"0623 Modum";"3 år";5;6'))

    assert sums(extracts) == {}
    assert "har ingen rader som kan brukes" in str(extracts.warnings[0])


BOTH = """aar;kommunenr;kjonn;alder;antall
"""


def test_both_genders_may_be_delivered_alone_or_beside_k_and_m(tmp_path: Path) -> None:
    """In our own form too; a year has 15, 30 or 45 rows."""
    alone = "".join(f"2015;0623;alle;{age};20\n" for age in AGES)
    beside = "".join(f"2016;0623;alle;{age};14\n" for age in AGES)
    text = BOTH + alone + residents("2016", "0623", 7) + beside
    extracts = read(write_extracts(tmp_path, {"befolkning": text}))

    assert sums(extracts) == {
        "0623 2015 alle": 300,
        "0623 2016 K": 105,
        "0623 2016 M": 105,
        "0623 2016 alle": 210,
    }


def test_both_genders_that_are_not_the_sum_are_told(tmp_path: Path) -> None:
    """One of the three numbers is wrong; nobody can tell which."""
    beside = "".join(f"2016;0623;alle;{age};{15 if age == 20 else 14}\n" for age in AGES)
    text = BOTH + residents("2016", "0623", 7) + beside

    assert told(write_extracts(tmp_path, {"befolkning": text})) == [
        (
            "befolkning.csv, linje 37, kolonne «antall»: her står «15», men det skal være summen"
            " av K og M i samme alder."
        )
    ]


NEET = """kommunenr_2021;kommune;fylke_2024;bosatte_15_29;utenfor_15_29;bosatte_30_61;utenfor_30_61
3047;Modum;Buskerud;300;30;900;90
602;Drammen;Buskerud;200;:;900;90
0625;Nedre Eiker;Buskerud;..;..;900;90
"""


def test_a_cut_of_table_13563_is_of_the_year_in_its_header(tmp_path: Path) -> None:
    """«:» is hidden by SSB, «..» is not delivered, a lost zero is put back."""
    (tmp_path / "neet.csv").write_text(NEET, encoding="utf-8")
    extracts = read(tmp_path)
    table = extracts.tables()["neet"]

    assert table.astype(object).where(table.notna(), None).to_numpy().tolist() == [
        ["0623", "2021", "alle", 300, 30],
        ["0602", "2021", "alle", 200, None],
    ]
    assert extracts.by_name["neet"].sources[0].rader == 3
