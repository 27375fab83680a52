"""Files that no module knows, described in ``kilder.yaml`` alone."""

from pathlib import Path

from datapakke.sources import Note
from described_helpers import described, load, write_described, wrong

NEET = """Utenfor arbeid og utdanning 2016

Region;Bosatte i alt;Utenfor;Merknad
0623 Modum;2 730;:;x
K-0602 Drammen;12\u00a0000;1 234*;y
0 Hele landet;900 000;80 000;
06 Buskerud;45 000;4 000;
"""
NEET_COLUMNS = """\
kolonner:
  aar: {tittel: "Utenfor arbeid og utdanning {aar}"}
  kommunenr: {kolonne: Region, verdier: {0 Hele landet: "0000"}}
  bosatte_15_29: Bosatte i alt
  utenfor_15_29: Utenfor
ubrukt: Merknad
"""
NEET_RULES = """\
symboler: {skjult: ":", foreløpig: "*"}
rader: {uten: {Region: "06 {}"}}
"""


def test_a_described_file_becomes_the_dataset(tmp_path: Path) -> None:
    """Title, codes with names, thousands, a hidden figure and a provisional one."""
    extract = described(tmp_path, "neet", NEET, NEET_COLUMNS + NEET_RULES)

    columns = ["kommunenr", "aar", "kjonn", "bosatte_15_29", "utenfor_15_29"]
    figures = extract.table[columns].astype("object").fillna("skjult")
    assert figures.to_dict("split")["data"] == [
        ["0623", "2016", "alle", 2730, "skjult"],
        ["0602", "2016", "alle", 12000, 1234],
        ["0000", "2016", "alle", 900000, 80000],
    ]
    assert extract.table.index.tolist() == [4, 5, 6]
    (source,) = extract.sources
    assert source.rader == 4
    assert source.noter == (Note("2016", "2016", "Tallene for 2016 er foreløpige hos kilden."),)
    names = extract.observed[0].names
    assert names.to_dict("split")["data"] == [[4, "0623", "Modum"], [5, "0602", "Drammen"]]


def test_what_is_not_described_is_told_in_the_words_of_the_file(tmp_path: Path) -> None:
    """Symbols and rows; all at once, by the file's own columns and lines."""
    lines = wrong(tmp_path, "neet", NEET, NEET_COLUMNS)

    assert [line.split(", men")[0] for line in lines] == [
        "data.csv, linje 4, kolonne «Utenfor»: her står «:»",
        "data.csv, linje 5, kolonne «Utenfor»: her står «1 234*»",
        "data.csv, linje 7, kolonne «Region»: her står «06 Buskerud»",
    ]
    assert "si hva det betyr under «symboler» i kilder.yaml" in lines[0]


def test_what_is_described_and_does_not_exist_is_a_remark(tmp_path: Path) -> None:
    """The file is read: a symbol may be rare. It may also be misspelt."""
    more = (
        "symboler: {skjult: [':', '..'], mangler: [x, ''], null: '-', foreløpig: ['*', f]}\n"
        "rader: {uten: {Region: ['06 {}', 'Sum {}'], Merknad: 'z'}}\n"
    )
    description = NEET_COLUMNS.replace("ubrukt: Merknad", "ubrukt: [Merknad, '{} i prosent']")
    write_described(tmp_path, "neet", NEET, description + more)
    loaded = load(tmp_path)

    assert loaded.total == 0
    assert [f"{one.where}: {one.what}" for one in loaded.extracts.warnings] == [
        f"data.csv: {what}."
        for what in (
            "«Sum {}» (Region), «z» (Merknad) under «rader» i kilder.yaml passer ikke på noen rad",
            "«..», «x», «-», «f» under «symboler» i kilder.yaml står ikke i noe felt som leses",
            "«{} i prosent» under «ubrukt» i kilder.yaml passer ikke på noen kolonne",
        )
    ]


def test_nothing_is_said_of_a_description_that_fits(tmp_path: Path) -> None:
    """Also of a mark in the name of a column, and of a symbol only where rows are left out."""
    text = "Kom;2016M05;2016M06*\n602;5;:\n06 Buskerud;-;-\n"
    description = (
        "kolonner: {kommunenr: Kom}\nverdikolonner: {antall: '{maaned}'}\n"
        "symboler: {skjult: ':', null: '-', foreløpig: '*'}\nrader: {bare: {Kom: '602'}}\n"
    )
    write_described(tmp_path, "helt_ledige", text, description)
    loaded = load(tmp_path)

    assert loaded.total == 0
    assert loaded.extracts.warnings == ()
