"""A published figure is followed to its files, rows and rules, and nothing hidden comes with it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from datapakke.cli import main
from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.errors import ControlError, UsageError
from datapakke.explain import Basis, Question, as_json, as_lines, explain
from datapakke.explain.explain import numbers_printed
from datapakke.explain.files import rows_told, spans
from datapakke.explain.find import COUNTRY, COUNTY, find_key
from datapakke.extracts.model import KODE
from datapakke.indicators import by_id
from datapakke.model import Figure, FigureKey, Status
from datapakke.order import Choice, make_order
from datapakke.pipeline import make_figures, read_extracts
from datapakke.plans import Plans
from datapakke.project import Project
from demo_rows import points, read

pytestmark = pytest.mark.usefixtures("not_attacked")


def basis_of(project: Project) -> Basis:
    """Give a run of the project's current round."""
    config = load_config(project.config)
    order = make_order(Choice(alle=True), config)
    extracts = read_extracts(order, config, project.raw)
    return make_figures(extracts, order, config, plans=Plans(project.cache))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A demo project with five municipalities and two years."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=5, aar=2)
    return Project(folder)


@pytest.fixture(scope="module")
def basis(project: Project) -> Basis:
    """A run of it."""
    return basis_of(project)


def question_of(key: FigureKey, *, internt: bool = False) -> Question:
    """Ask for a figure by its key."""
    omraade = {"fylke": COUNTY, "land": COUNTRY}.get(key.nivaa, key.omraade)
    return Question(omraade, key.indikator, key.aar, key.kjonn, key.kategori, internt=internt)


def keys_with(basis: Basis, *statuses: Status, every: int = 1) -> list[FigureKey]:
    """Give the keys of figures with a status, every so many of them."""
    return [key for key, figure in basis.figures.items() if figure.status in statuses][::every]


def run(*words: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_grunnskolepoeng_are_followed_to_the_line_in_udirs_file(
    shared: Path, own_project: Path
) -> None:
    """The one row of 0623 in the export of 21 June 2022."""
    words = ["explain", "Modum", "grunnskolepoeng_snitt", "2015/16", "--uten-runde"]
    result = run(*words, "--data", shared / "data", "--prosjekt", own_project)

    assert result.exit_code == 0, result.stderr
    for said in (
        "Modum (0623), 2015/16",
        "Trykt: 39,4 poeng",
        "Bak tallet: 134 (n)",
        "udir/20220621-1350_Grunnskolepoeng.csv",
        "utf-16-le, tabulator, overskrift i linje 2",
        "SHA-256 1a1788642ddfd1ceaa5240c072f763f1ac348dd1660e10687bea2895d173877b",
        "1 rad, linje 295, kommunenummer i filen: 0623.",
        "en halv rundes oppover",
        "det ble det samme",
    ):
        assert said in result.stdout


def test_a_merged_municipality_is_followed_to_the_rows_of_its_parts(
    shared: Path, own_project: Path
) -> None:
    """Drammen of today: Drammen, Nedre Eiker and Svelvik."""
    words = ["explain", "Drammen", "grunnskolepoeng_snitt", "2015/16", "--uten-runde", "--json"]
    result = run(
        *words, "--inndeling", "2024", "--data", shared / "data", "--prosjekt", own_project
    )

    (fil,) = json.loads(result.stdout)["filer"]
    assert fil["rader"]["antall"] == 3
    assert fil["rader"]["koder"] == ["0602", "0625", "0711"]


def test_every_kind_of_figure_comes_again_from_the_rows_that_are_found(basis: Basis) -> None:
    """All areas, genders and categories; shown and hidden (explain raises when it does not)."""
    keys = keys_with(basis, Status.VIST, Status.INGEN, Status.FINNES_IKKE, every=13)
    keys += keys_with(basis, Status.SKJULT, every=41)
    keys += [key for key in keys_with(basis, Status.VIST) if key.nivaa == "land"][::11]
    told = [explain(question_of(key), basis) for key in keys]

    assert len({key.indikator for key in keys}) > 40
    assert {key.nivaa for key in keys} == {"kommune", "mote", "fylke", "land"}
    assert all("det ble det samme" in one.kontroll for one in told)


def test_the_rows_are_those_of_the_pupils_who_count(project: Project, basis: Basis) -> None:
    """Applicants without points are held outside the mean, so their rows are not behind it."""
    key = next(
        key
        for key in keys_with(basis, Status.VIST)
        if key.indikator == "inntakspoeng_snitt" and key.nivaa == "kommune"
    )
    (fil,) = explain(question_of(key, internt=True), basis).filer
    rows = read(project.raw, "inntakspoeng.csv")
    wanted = [
        line
        for line, row in enumerate(rows, start=2)
        if (row["kommunenr"], row["skoleaar"]) == (key.omraade, key.aar) and points(row)
    ]

    assert fil.rader is not None
    assert fil.rader.antall == len(wanted)
    assert fil.rader.linjer == spans(wanted)
    assert fil.rader.koder == (key.omraade,)


def test_what_counts_is_found_in_both_files_of_a_rate(basis: Basis) -> None:
    """One number from NAV, and the ten ages of two genders that it is held against."""
    key = next(
        key
        for key in keys_with(basis, Status.VIST)
        if key.indikator == "nav_ledige" and key.nivaa == "kommune"
    )
    nav, befolkning = explain(question_of(key), basis).filer

    assert (nav.datasett, befolkning.datasett) == ("nav", "befolkning")
    assert nav.rader is not None
    assert nav.rader.antall == 1
    assert befolkning.rader is not None
    assert befolkning.rader.antall == 20
    assert befolkning.rader.linjer


def test_of_a_hidden_figure_nothing_is_told(basis: Basis) -> None:
    for key in keys_with(basis, Status.SKJULT, every=311):
        one = explain(question_of(key), basis)

        assert (one.trykt, one.bak.teller, one.bak.nevner) == (":", None, None)
        assert one.grunn
        assert all(fil.rader is None for fil in one.filer)
        assert not one.bare_internt


def test_what_is_told_of_a_hidden_figure_does_not_depend_on_what_is_hidden(
    project: Project, basis: Basis
) -> None:
    """With one pupil more or fewer behind it, the same is said; only the file is another."""
    key = next(
        key
        for key in keys_with(basis, Status.SKJULT)
        if key.indikator == "inntakspoeng_uten" and key.nivaa == "kommune" and key.kjonn == "alle"
    )
    path = project.raw / "inntakspoeng.csv"
    before = path.read_text(encoding="utf-8")
    header, *lines = before.splitlines()
    cells = dict.fromkeys(header.split(";"), "") | {
        "elev": "nyelev",
        "skoleaar": key.aar,
        "kommunenr": key.omraade,
        "kjonn": "K",
    }
    path.write_text("\n".join([header, *lines, ";".join(cells.values()), ""]), encoding="utf-8")
    try:
        other = basis_of(project)
    finally:
        path.write_text(before, encoding="utf-8")

    assert other.figures[key] == basis.figures[key]
    one, two = (json.loads(as_json(explain(question_of(key), each))) for each in (basis, other))
    assert one["filer"][0].pop("sha256") != two["filer"][0].pop("sha256")
    assert one == two


def test_rows_of_pupils_are_numbered_only_where_their_number_is_printed(basis: Basis) -> None:
    """And never by line: the lines would say who is counted."""
    for key in keys_with(basis, Status.VIST, every=97):
        one = explain(question_of(key), basis)
        figure = basis.figures[key]
        for fil in one.filer:
            if basis.extracts.by_name[fil.datasett].personer and fil.rader:
                assert fil.rader.linjer == ""
                assert fil.rader.antall in {None, figure.n, figure.teller, figure.verdi}
                assert "rader" not in fil.lest_som


def test_the_number_behind_a_total_over_something_hidden_is_not_told(basis: Basis) -> None:
    """The county's number of rows less the others' would be the hidden municipality's."""
    kept = [
        key
        for key in keys_with(basis, Status.VIST)
        if key.nivaa == "fylke" and key.indikator == "inntakspoeng_snitt"
        if basis.figures[key].n is None
    ]
    assert kept
    for key in kept:
        (fil,) = explain(question_of(key), basis).filer
        assert fil.rader is not None
        assert fil.rader.antall is None


def test_internal_explanations_tell_all_and_say_so_first_and_last(basis: Basis) -> None:
    key = next(key for key in keys_with(basis, Status.SKJULT) if key.nivaa == "kommune")
    one = explain(question_of(key, internt=True), basis)
    lines = as_lines(one)

    assert lines[0] == lines[-1]
    assert lines[0].startswith("INTERNT: ")
    assert any("Uten skjerming ville det stått" in line for line in lines)
    assert json.loads(as_json(one))["advarsel"] == lines[0]
    assert "advarsel" not in json.loads(as_json(explain(question_of(key), basis)))


def test_a_figure_that_does_not_come_again_is_told_without_its_counts(basis: Basis) -> None:
    """One pupil too many in the results: the published figure is not what the rows make."""
    key = next(key for key in keys_with(basis, Status.SKJULT) if key.indikator == "ot_ukjent")
    table = basis.results.table.copy()
    table["teller"] = table["teller"] + 1
    wrong = replace(basis, results=replace(basis.results, table=table))
    with pytest.raises(ControlError) as caught:
        explain(question_of(key), wrong)

    (line,) = caught.value.lines()
    assert "gir ikke tallet som trykkes" in line
    assert caught.value.exit_code == 1
    assert line.startswith(f"{key.indikator} {key.aar} {key.omraade}: ")


def test_a_published_value_that_is_another_is_told(basis: Basis) -> None:
    """The counts are right, and what is printed is not."""
    key = next(key for key in keys_with(basis, Status.VIST) if key.indikator == "neet_15_29")
    figure = basis.figures[key]
    assert figure.verdi is not None
    figures = {**basis.figures, key: replace(figure, verdi=figure.verdi + 1)}
    with pytest.raises(ControlError):
        explain(question_of(key), replace(basis, figures=figures))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"indikator": "inntakspoeng_snit"}, "Mente du «inntakspoeng_snitt»"),
        ({"indikator": "utenfor"}, "Mente du «neet_15_29»?"),
        ({"indikator": "fravær Vg1 timer"}, "Mente du «fravaer_timer_vg1»?"),
        ({"indikator": "snitt_inntakspoeng"}, "Mente du «inntakspoeng_snitt»?"),
        ({"indikator": "qqq"}, "indikatoren «qqq»: finnes ikke."),
        ({"omraade": "Nessby"}, "kommune «Nessby»: finnes ikke i inndelingen"),
        ({"periode": "2012/13"}, "har ingen tall. inntakspoeng_snitt har 2014/15 og 2015/16."),
        ({"kategori": "0–24"}, "inntakspoeng_snitt er ingen fordeling"),
        (
            {"indikator": "inntakspoeng_fordeling_grov"},
            "velg med --kategori: «Under 30», «30–39», «40–49» eller «50 og over».",
        ),
        (
            {"indikator": "inntakspoeng_fordeling_grov", "kategori": "30"},
            "--kategori «30»: finnes ikke. Velg «Under 30»",
        ),
        ({"indikator": "nav_ledige", "periode": "2016-06", "kjonn": "K"}, "nav_ledige har alle."),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(
    basis: Basis, change: dict[str, str], says: str
) -> None:
    nr = basis.areas.kommuner[0]
    question = replace(Question(nr, "inntakspoeng_snitt", "2015/16"), **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError) as caught:
        explain(question, basis)

    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([7], "7"),
        ([3, 4, 5, 9], "3–5, 9"),
        ([9, 4, 3, 9], "3–4, 9"),
        ([], ""),
    ],
)
def test_lines_are_told_as_spans(lines: list[int], text: str) -> None:
    assert spans(lines) == text


def test_what_stands_in_a_name_cannot_steer_the_terminal(basis: Basis) -> None:
    key = next(key for key in keys_with(basis, Status.VIST) if key.indikator == "neet_15_29")
    one = explain(question_of(key), basis)
    nasty = replace(one, filer=tuple(replace(fil, fil="\x1b[2Ja.csv") for fil in one.filer))

    assert any("\\u001b[2Ja.csv" in line for line in as_lines(nasty))
    assert not any("\x1b" in line for line in as_lines(nasty))


def test_the_command_ends_with_2_where_there_is_no_such_figure(project: Project) -> None:
    result = run("explain", "Modum", "hva", "2015/16", "--prosjekt", project.root)

    assert result.exit_code == 2
    assert "Feil: indikatoren «hva»: finnes ikke." in result.stderr


def test_the_command_gives_json_and_warns_of_what_is_internal(
    project: Project, basis: Basis
) -> None:
    words = ["explain", basis.areas.kommuner[0], "inntakspoeng_uten", "2015/16", "--json"]
    public = json.loads(run(*words, "--prosjekt", project.root).stdout)
    internal = json.loads(run(*words, "--internt", "--prosjekt", project.root).stdout)

    assert public["internt"] is False
    assert internal["internt"] is True
    assert internal["advarsel"].startswith("INTERNT")


def test_what_is_not_delivered_is_told_with_the_municipalities_that_lack(
    project: Project, basis: Basis
) -> None:
    """Of the county, the municipality without rows; nothing is made again."""
    nr, *_ = basis.areas.kommuner
    table = basis.extracts.by_name["neet"].table
    neet = replace(basis.extracts.by_name["neet"], table=table[table["kommunenr"].ne(nr)])
    extracts = replace(basis.extracts, by_name={**basis.extracts.by_name, "neet": neet})
    config = load_config(project.config)
    key = next(key for key in basis.figures if key.indikator == "neet_15_29")
    order = make_order(Choice(alle=True), config)
    less = make_figures(extracts, order, config, plans=Plans(project.cache))
    one = explain(replace(question_of(key), omraade=COUNTY), less)

    assert one.trykt == ".."
    assert [name[-5:-1] for name in one.mangler] == [nr]
    assert f"Ikke levert for: {one.mangler[0]}." in as_lines(one)
    assert "ikke levert tall" in one.kontroll


def test_pupils_in_two_files_are_not_counted_by_file(basis: Basis) -> None:
    """How many are in the one would tell how many are in the other."""
    key = next(
        key
        for key in keys_with(basis, Status.VIST)
        if key.indikator == "fravaer_over_15_10" and basis.figures[key].n
    )
    extract = basis.extracts.by_name["fravaer"]
    second = replace(extract.sources[0], fil="b.csv")
    names = ["b.csv" if n % 2 else extract.sources[0].fil for n in range(len(extract.table))]
    halves = replace(
        extract, table=extract.table.assign(fil=names), sources=(*extract.sources, second)
    )
    extracts = replace(basis.extracts, by_name={**basis.extracts.by_name, "fravaer": halves})
    whole = explain(question_of(key), basis)
    split = explain(question_of(key), replace(basis, extracts=extracts))

    assert [fil.rader and fil.rader.antall for fil in whole.filer] == [basis.figures[key].n]
    assert [fil.rader and fil.rader.antall for fil in split.filer] == [None, None]


def test_a_value_that_happens_to_be_the_number_of_rows_does_not_tell_it() -> None:
    """A median of 12 days is no number of pupils, though 12 pupils may be behind it."""
    for name, numbers in (("fravaer_dager_10", set()), ("ot_antall", {12})):
        figure = Figure(FigureKey(name, "kommune", "0623", "2015"), Status.VIST, Decimal(12))
        assert numbers_printed(figure, by_id(name)) == numbers


@pytest.mark.parametrize(
    ("indikator", "periode", "label"),
    [
        ("inntakspoeng_snitt", "2015-16", "2015/16"),
        ("inntakspoeng_snitt", "2015-2016", "2015/16"),
        ("nav_ledige", "juni 2016", "2016-06"),
        ("ot_antall", "15.06.2016", "2016-06-15"),
    ],
)
def test_periods_are_known_in_the_ways_they_are_written(
    basis: Basis, indikator: str, periode: str, label: str
) -> None:
    nr = basis.areas.kommuner[0]

    assert find_key(Question(nr, indikator, periode), basis)[1].aar == label


@pytest.mark.parametrize(
    ("lines", "says"),
    [([82, 82, 83, 83], "    4 tall, linje 82–83,"), ([82, 83], "    2 rader, linje 82–83,")],
)
def test_numbers_of_a_wide_file_are_no_rows(basis: Basis, lines: list[int], says: str) -> None:
    rader = rows_told(pd.DataFrame({KODE: "0623"}, index=lines))
    key = next(key for key in keys_with(basis, Status.VIST) if key.indikator == "neet_15_29")
    one = explain(question_of(key), basis)
    one = replace(one, filer=(replace(one.filer[0], rader=rader),))

    assert any(line.startswith(says) for line in as_lines(one))


def test_a_symbol_has_no_unit(basis: Basis) -> None:
    """«–» is no number of points."""
    keys = [key for key in basis.figures if key.indikator == "inntakspoeng_snitt"]
    for status in (Status.SKJULT, Status.INGEN):
        key = keys[0]
        figures = {**basis.figures, key: replace(basis.figures[key], status=status)}
        told = explain(question_of(key, internt=True), replace(basis, figures=figures))

        assert f"Trykt: {status.value}" in as_lines(told)
