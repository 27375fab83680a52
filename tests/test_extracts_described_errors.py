"""Descriptions that are wrong, and anything at all in a described file."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from described_helpers import cells, described, load, write_described, wrong

FILE = "Mnd;Kom;N\n202501;602;5\n"
NEET = "kolonner: {aar: {verdi: '2025'}, kommunenr: Kom, bosatte_15_29: N, utenfor_15_29: Mnd}\n"
GOOD = "kolonner: {maaned: Mnd, kommunenr: Kom, antall: N}\n"


def columns(**changed: str) -> str:
    """Give a description with some columns said otherwise; YAML in flow style."""
    said = {"maaned": "Mnd", "kommunenr": "Kom", "antall": "N"} | changed
    return "kolonner: {" + ", ".join(f"{key}: {value}" for key, value in said.items()) + "}\n"


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("symboler: {skjult: ':'}\n", "skal hente «maaned», «kommunenr», «antall»"),
        ("kolonner: []\n", "«kolonner» er en liste, men skal være en gruppe"),
        (
            columns(antal="N"),
            "«antal» er ingen slik kolonne i datasettet helt_ledige. Mente du «an",
        ),
        (
            columns(aar="{tittel: 'x'}"),
            "«tittel» er «x», men skal være en form med plassen «{aar}»",
        ),
        (columns(maaned="{}"), "«maaned» skal ha akkurat én av «kolonne», «verdi», «tittel»"),
        (columns(maaned="{kolonne: a, verdi: 2025-01}"), "«maaned» skal ha akkurat én av"),
        (
            columns(maaned="{verdi: '2025-13'}"),
            "«verdi» er «2025-13», men skal være en måned som «2016-06», fra 1994 til 2049.",
        ),
        (columns(antall="{verdi: x}"), "men skal være et heltall fra 0 til 9999999."),
        (columns(maaned="{verdi: '2025-01', form: '{maaned}'}"), "«form» hører til «kolonne»"),
        (columns(maaned="{kolonne: Mnd, form: '{mnd}'}"), "plassen «{mnd}» brukes ikke"),
        (columns(maaned="{kolonne: Mnd, form: '{maaned'}"), "en form der hver klamme er lukket"),
        (columns(kommunenr="{kolonne: Kom, form: '{kommunenr}{navn}'}"), "tekst mellom plassene"),
        (columns(kommunenr="{kolonne: Kom, verdier: {x: '99'}}"), "«x» er «99», men skal være et"),
        (columns(antall="{kolonne: N, verdier: {x: '9'}}"), "«antall» er tall. Bruk «symboler»"),
        (GOOD + "verdikolonner: {antall: 'N {maaned}'}\n", "«maaned» står både her og som plass"),
        (GOOD + "verdikolonner: {antall: 'N {dag}'}\n", "plassen «{dag}» er ingen kolonne i"),
        (GOOD + "verdikolonner: {antall: 'N'}\n", "«antall» er «N», men skal være en form med pla"),
        (GOOD + "verdikolonner: {maaned: 'N'}\n", "«maaned» er ingen slik kolonne i datasettet"),
        (GOOD + "verdikolonner: {antall: ['{maaned}', '{kommunenr}']}\n", "ikke de samme plassene"),
        (GOOD + "symboler: {skjult: ':', mangler: ':'}\n", "«:» står både under «skjult» og"),
        (GOOD + "symboler: {null: ''}\n", "«null» er tom, men skal være et symbol på 1–30 tegn"),
        (
            GOOD + "symboler: {foreløpig: '1)'}\n",
            "«foreløpig» er «1)», men skal være et symbol som",
        ),
        (GOOD + "symboler: {null: '5'}\n", "«null» er «5», men skal være et symbol som ikke"),
        (
            GOOD + "symboler: {skjult: '5'}\n",
            "«5» kan være et tall, og kan ikke også bety «skjult»",
        ),
        (GOOD + "symboler: {mangler: [x, 1 000]}\n", "«1 000» kan være et tall, og kan ikke også"),
        (GOOD + "symboler: {skjult: '<5', mangler: '2,9 %'}\n", "«2,9 %» kan være et tall"),
        (GOOD + "symboler: {skjult: 5f, foreløpig: f}\n", "«5f» kan være et tall, og kan ikke"),
        (GOOD + "symboler: {skjult: [[a]]}\n", "«skjult» er en liste, men skal være et symbol"),
        (GOOD + "enhet: prosent\n", "datasettet helt_ledige har ingen andeler"),
        (GOOD + "desimaltegn: ';'\n", "«desimaltegn» er «;», men skal være «,» eller «.»"),
        (GOOD + "plausibel: {antall: [3, 1]}\n", "skal være to tall, det laveste først"),
        (GOOD + "plausibel: {antall: 3}\n", "«antall» er «3», men skal være en liste"),
        (GOOD + "plausibel: {kommunenr: [1, 2]}\n", "«kommunenr» er ingen slik kolonne"),
        (GOOD + "rader: {bort: {Kom: x}}\n", "nøkkelen «bort» er ukjent"),
        (GOOD + "ubrukt: {a: b}\n", "«ubrukt» er en gruppe, men skal være en liste"),
    ],
)
def test_a_description_that_is_wrong_is_told_by_its_place(
    tmp_path: Path, description: str, said: str
) -> None:
    """In kilder.yaml; the file is then not read."""
    lines = wrong(tmp_path, "helt_ledige", FILE, description)

    assert any(said in line for line in lines), lines
    assert all(line.startswith("kilder.yaml, linje ") for line in lines)


@pytest.mark.parametrize(
    ("text", "description", "said"),
    [
        (FILE, columns(antall="M"), "linje 1, kolonne «M»: kolonnen finnes ikke i filen."),
        (FILE, columns(kommunenr="kom"), "kolonnen finnes ikke i filen. Mente du «Kom»?"),
        (
            "Mnd;Kom;N;X\n202501;602;5;6\n",
            GOOD,
            "linje 1, kolonne «X»: kolonnen er ikke nevnt. Skriv den under «ubrukt» hvis",
        ),
        (FILE, GOOD + "rader: {bare: {Kom: '623'}}\n", "har ingen rader igjen etter «rader»"),
        (FILE, GOOD + "rader: {bare: {Fylke: '6'}}\n", "kolonne «Fylke»: kolonnen finnes ikke"),
        (
            "Mnd;Kom;N\n202501;602;x\n",
            GOOD + "symboler: {mangler: x}\n",
            "har ingen tall: alle feltene sier at",
        ),
        (
            FILE,
            columns(maaned="{tittel: 'Ledige {maaned}'}") + "ubrukt: Mnd\n",
            "ingen tittel over overskriften har formen «Ledige {maaned}». Der står ingenting.",
        ),
        (
            "Ledige 202501\nLedige 202502\nMnd;Kom;N\n202501;602;5\n",
            columns(maaned="{tittel: 'Ledige {maaned}'}") + "ubrukt: Mnd\n",
            "titler av formen «Ledige {maaned}» sier både «202501» og «202502».",
        ),
        (
            FILE,
            columns(maaned="{filnavn: 'hl_{maaned}.csv'}") + "ubrukt: Mnd\n",
            "filnavnet «data.csv» har ikke formen «hl_{maaned}.csv».",
        ),
        (
            FILE,
            columns(kommunenr="{kolonne: Kom, form: 'K{kommunenr}'}"),
            "her står «602», men det skal være tekst av formen «K{kommunenr}».",
        ),
        (
            "Mnd;Kom;N\n2016-01 (rev.);602;5\n2016-02 til 2016-03;602;5\n",
            columns(maaned="{kolonne: Mnd, form: '{maaned} {}'}"),
            "linje 3, kolonne «Mnd»: her står «2016-02 til 2016-03», men det skal være én periode",
        ),
        (
            "Mnd;Kom;N\n202501;602;1,5\n202502;602;1.5\n",
            GOOD,
            "skal ha tall med ett desimaltegn, men her står både «1,5» og «1.5».",
        ),
        (
            "Mnd;Kom;N\n202501;602;1.234\n",
            GOOD,
            "dette kan være 1234 eller 1,234. Skriv «desimaltegn» for filen i kilder.yaml.",
        ),
        (
            "Mnd;Kom;N\nfeb-16;602;5\n",
            GOOD,
            "fra 1994 til 2049. Si hva det betyr under «verdier» i kilder.yaml.",
        ),
        (
            "Mnd;Kom;N\n202501;0 Modum;5\n",
            GOOD,
            "her står «0 Modum», men det skal være et kommunenummer",
        ),
        ("Mnd;Kom;N\n202501;602;\n", GOOD, "linje 2, kolonne «N»: feltet er tomt, men det skal"),
        (
            "Mnd;Kom;N\n202501;602;:\n",
            NEET + "symboler: {skjult: ':'}\n",
            "i dette datasettet kan tallet ikke være skjult",
        ),
    ],
)
def test_a_file_that_is_not_as_described_is_told_by_its_place(
    tmp_path: Path, text: str, description: str, said: str
) -> None:
    """In the file, by its own columns."""
    datasett = "neet" if "bosatte" in description else "helt_ledige"
    lines = wrong(tmp_path, datasett, text, description)

    assert any(said in line for line in lines), lines
    assert all(line.startswith("data.csv") for line in lines)


WIDE = "kolonner: {kommunenr: Kom}\nverdikolonner: {antall: ['N {maaned}', 'M {maaned}']}\n"


@pytest.mark.parametrize(
    ("header", "description", "said"),
    [
        ("Kom;N 202501;M 202501", WIDE, "kolonne «M 202501»: kolonnen sier det samme som kolonnen"),
        ("Kom;N 202501;N 2025M01", WIDE, "er samme observasjon som linje 2"),
        ("Kom;N 202501;N 2025", WIDE, "kolonne «N 2025»: her står «2025» (maaned), men det skal"),
        (
            "Kom;N 202501 til 202503;N 202502",
            WIDE.replace("'N {maaned}', 'M {maaned}'", "'N {maaned} til {}'")
            + "ubrukt: N 202502\n",
            "kolonne «N 202501 til 202503»: det står et tall i det som ikke leses av formen",
        ),
        (
            "Kom;P 202501;P 202502",
            WIDE,
            "ingen kolonner har formen «N {maaned}» eller «M {maaned}»",
        ),
        (
            "Kom;N 202501;N 202502",
            WIDE.replace("'M {maaned}'", "'{maaned}'"),
            "kolonnen passer som både «antall» og «antall» i «verdikolonner».",
        ),
        (
            "Kom;N 202501;N 202502",
            WIDE + "ubrukt: '{} 202502'\n",
            "(«N {maaned}») og i «ubrukt» («{} 202502»). Skriv hele navnet under «ubrukt»",
        ),
        (
            "Kom;N 202501;N Juni",
            WIDE + "ubrukt: '{} Juni'\n",
            "kolonne «N Juni»: kolonnen passer både i «verdikolonner» («N {maaned}») og i",
        ),
        (
            "Kom;N 202501;N 202513",
            WIDE + "ubrukt: '{}'\n",
            "kolonne «N 202513»: kolonnen passer både i «verdikolonner» («N {maaned}») og i",
        ),
    ],
)
def test_wide_columns_that_do_not_fit_are_told(
    tmp_path: Path, header: str, description: str, said: str
) -> None:
    """By the name of the column."""
    lines = wrong(tmp_path, "helt_ledige", f"{header}\n602;5;6\n", description)

    assert any(said in line for line in lines), lines


@pytest.mark.parametrize("form", ["{} endring", "N 202502 endring", "{}endring"])
def test_a_name_that_says_no_period_is_not_one_of_figures(tmp_path: Path, form: str) -> None:
    """Only what is not used then fits it, though its beginning has the other form too."""
    text = "Kom;N 202501;N 202502 endring\n602;5;6\n"
    extract = described(tmp_path, "helt_ledige", text, WIDE + f"ubrukt: '{form}'\n")

    assert cells(extract, "aar", "antall") == [["2025-01", 5]]


def test_a_mean_without_the_column_of_its_number_is_told(tmp_path: Path) -> None:
    """They are summed together."""
    description = (
        "kolonner: {kommunenr: Kom, kjonn: {verdi: alle}}\n"
        "verdikolonner: {snitt: 'S {skoleaar}', antall: 'N {skoleaar}'}\n"
    )
    text = "Kom;S 2014-15;S 2015-16;N 2015-16\n602;41,1;41,2;590\n"
    lines = wrong(tmp_path, "grunnskolepoeng", text, description)

    (line,) = lines
    assert line.startswith("data.csv, linje 1, kolonne «S 2014-15»: ved siden av denne finnes ")
    assert line.endswith("ingen kolonne for «antall».")


WORDS = st.sampled_from(
    [
        "Mnd",
        "Kom",
        "N",
        "",
        ":",
        "{maaned}",
        "{}",
        "{navn} {kommunenr}",
        "{",
        "2025-01",
        "0602",
        "x",
    ]
)
KEYS = st.sampled_from(
    [
        *("maaned", "kommunenr", "antall", "aar", "navn", "Mnd", "Kom", "N", "bare", "uten"),
        *("kolonne", "verdi", "form", "tittel", "filnavn", "verdier"),
        *("skjult", "mangler", "null", "foreløpig"),
    ]
)
VALUES = st.recursive(
    WORDS | st.integers(-1, 9) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
DESCRIBING = ("kolonner", "verdikolonner", "symboler", "enhet", "desimaltegn", "rader", "ubrukt")


@settings(max_examples=60, deadline=None)
@given(
    description=st.dictionaries(
        st.sampled_from([*DESCRIBING, "plausibel", "lesing"]), VALUES, max_size=6
    ),
    good=st.booleans(),
)
def test_no_description_ends_in_a_traceback(*, description: dict[str, object], good: bool) -> None:
    """Whatever is written under its keys, also beside columns that are right."""
    if good:
        description["kolonner"] = {"maaned": "Mnd", "kommunenr": "Kom", "antall": "N"}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in description.items())
    with TemporaryDirectory() as folder:
        loaded = load(write_described(Path(folder), "helt_ledige", FILE, text))
    if not loaded.total and loaded.extracts.by_name:
        assert cells(loaded.extracts.by_name["helt_ledige"], "kommunenr", "aar", "antall") == [
            ["0602", "2025-01", 5]
        ]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=80)
    | st.text(alphabet="Mnd;Kom;N\n202501;602,.: ", max_size=80).map(str.encode)
)
def test_no_file_ends_in_a_traceback(rest: bytes) -> None:
    """Whatever follows the header; what is read is never another file's rows."""
    with TemporaryDirectory() as folder:
        loaded = load(write_described(Path(folder), "helt_ledige", FILE.encode() + rest, GOOD))
    assert loaded.total or loaded.extracts.by_name


COUNTS = st.lists(st.integers(0, 9_999_999), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    counts=COUNTS,
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    code=st.sampled_from(["0602", "602", "K-0602 Drammen", "0602 - Drammen", "K0602"]),
    month=st.sampled_from(["{y}{m:02d}", "{y}M{m:02d}", "{y}-{m:02d}-01", "{y}-{m:02d}"]),
    wide=st.booleans(),
)
def test_counts_are_read_as_they_were_written(
    *, counts: list[int], space: str, code: str, month: str, wide: bool
) -> None:
    """In long and in wide form, in any way of writing, hidden ones among them."""
    months = [month.format(y=2016, m=number + 1) for number in range(len(counts))]
    said = [":" if n % 5 == 3 else f"{n:,}".replace(",", space) for n in counts]
    if wide:
        head = ";".join(["Kom", *(f"N {one}" for one in months)])
        text = f"{head}\n{code};{';'.join(said)}\n"
        description = "kolonner: {kommunenr: Kom}\nverdikolonner: {antall: 'N {maaned}'}\n"
    else:
        rows = zip(months, said, strict=True)
        text = "Mnd;Kom;N\n" + "".join(f"{one};{code};{n}\n" for one, n in rows)
        description = GOOD
    with TemporaryDirectory() as folder:
        extract = described(
            Path(folder), "helt_ledige", text, description + "symboler: {skjult: ':'}\n"
        )
    expected = [[f"2016-{i:02d}", None if n % 5 == 3 else n] for i, n in enumerate(counts, 1)]
    assert cells(extract, "aar", "antall") == expected


def test_the_same_surprising_figure_in_many_rows_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"2025{month:02d};602;29\n" for month in range(1, 5))
    description = "kolonner: {maaned: M, kommunenr: K, prosent: P}\nenhet: prosent\n"
    (line,) = wrong(tmp_path, "helt_ledige_prosent", f"M;K;P\n{rows}", description)

    assert line.startswith("data.csv, linje 2, kolonne «P»: her står «29»")
    assert line.endswith("Det samme gjelder 3 felt til i kolonnen.")
