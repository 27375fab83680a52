"""Three cohorts together, from the extracts to what is explained of them."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.errors import UsageError
from datapakke.explain import Basis, Question, explain
from datapakke.model import Figure, FigureKey, Nivaa, Status, is_pooled
from datapakke.order import Choice, make_order
from datapakke.pipeline import make_figures, read_extracts
from datapakke.project import Project

pytestmark = pytest.mark.usefixtures("not_attacked")

LABEL = "2013/14–2015/16"
OVER_15 = {"10": "fravaer_over_15_10", "Vg1": "fravaer_over_15_vg1"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A demo project with six municipalities, the smallest too, and three years."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=6, aar=3)
    return Project(folder)


@pytest.fixture(scope="module")
def basis(project: Project) -> Basis:
    """A run of it."""
    config = load_config(project.config)
    order = make_order(Choice(alle=True), config)
    return make_figures(read_extracts(order, config, project.raw), order, config)


def shown(basis: Basis, omraade: str = "", nivaa: str = "kommune") -> list[Figure]:
    """Give the figures of cohorts together that are shown, of one area or all."""
    return [
        figure
        for key, figure in basis.figures.items()
        if is_pooled(key.aar) and figure.status is Status.VIST
        if nivaa in ("", key.nivaa) and omraade in ("", key.omraade)
    ]


def asked(key: FigureKey, periode: str = "") -> Question:
    """Ask for a figure."""
    return Question(key.omraade, key.indikator, periode or key.aar, kategori=key.kategori)


def test_a_small_municipality_is_told_more_and_only_of_cohorts(basis: Basis) -> None:
    """Flå; nothing of OT and NAV, whose persons are the same from year to year."""
    mine = shown(basis, "0615")

    assert len(mine) >= 10
    universes = {one.id: one.univers for one in basis.indicators}
    assert not {universes[one.key.indikator] for one in shown(basis)} & {"ot", "neet_15_29"}


def test_the_three_are_printed_only_where_two_of_them_are_hidden(basis: Basis) -> None:
    """Else a reader could take those that are shown from the sum."""
    for figure in shown(basis):
        periods = basis.results.samlet[figure.key.aar]
        alone = [basis.figures[replace(figure.key, aar=aar)].status for aar in periods]
        assert alone.count(Status.SKJULT) >= 2, figure.key


@pytest.mark.parametrize(("trinn", "indikator"), OVER_15.items())
def test_the_three_are_those_of_all_three_years_in_the_file(
    project: Project, basis: Basis, trinn: str, indikator: str
) -> None:
    """Pupils away for more than 15 days, of all in a year group; counted by plain pandas."""
    raw = pd.read_csv(project.raw / "fravaer.csv", sep=";", dtype=str, keep_default_na=False)
    raw = raw[raw["trinn"].eq(trinn) & raw["dager"].ne("")]
    away = raw["dager"].astype(int).gt(15)
    mine = [one for one in shown(basis, nivaa="") if one.key.indikator == indikator]
    assert {one.key.nivaa for one in mine} >= {"mote", "fylke"}
    for figure in mine:
        members = basis.areas.members(Nivaa(figure.key.nivaa), figure.key.omraade)
        here, step = raw["kommunenr"].isin(members), figure.avrundet_til
        share = Decimal(100 * int((here & away).sum())) / int(here.sum())
        assert figure.verdi == step * (share / step).quantize(Decimal(1), ROUND_HALF_UP)
        assert figure.n in (None, int(here.sum()))


def test_a_municipality_s_are_among_those_that_are_counted_again(basis: Basis) -> None:
    """Of one at least; the other's may be hidden for its meeting to be shown."""
    assert {one.key.indikator for one in shown(basis)} & {*OVER_15.values()}


def test_every_figure_of_three_cohorts_comes_again_from_its_rows(basis: Basis) -> None:
    """Shares, means, medians and distributions, of municipalities and totals."""
    keys = [
        key
        for key, figure in basis.figures.items()
        if is_pooled(key.aar) and figure.status is Status.VIST
    ]
    told = [explain(replace(asked(key), omraade=_omraade(key)), basis) for key in keys[::7]]

    assert all("det ble det samme" in one.kontroll for one in told)
    assert {one.key.nivaa for one in told} >= {"kommune", "fylke"}


def _omraade(key: FigureKey) -> str:
    return {"fylke": "fylket"}.get(key.nivaa, key.omraade)


def test_a_hyphen_will_do(basis: Basis) -> None:
    """Few keyboards have the dash of the label."""
    key = shown(basis)[0].key

    told = explain(asked(key, key.aar.replace("–", "-")), basis)

    assert told.key == key
    assert any("Tre kull er slått sammen" in rule for rule in told.skjerming)


def test_what_no_packet_prints_is_not_explained(basis: Basis) -> None:
    """Where the three are told one by one; but hidden where most of them are hidden."""
    table = basis.results.table
    pooled = table[table["aar"].eq(LABEL) & table["nivaa"].eq("kommune")]
    names = ["indikator", "nivaa", "omraade", "aar", "kjonn", "kategori"]
    keys = [FigureKey(*row) for row in pooled[names].itertuples(index=False, name=None)]
    answers = {_answer(key, basis) for key in keys if key not in basis.figures}

    assert answers <= {(2, ":"), (3, ":"), (0, ""), (1, "")}
    assert (0, "") in answers


def _answer(key: FigureKey, basis: Basis) -> tuple[int, str]:
    """Give how many of the three are hidden, and what is said of them together."""
    periods = basis.results.samlet[key.aar]
    alone = [basis.figures[replace(key, aar=aar)].status for aar in periods]
    try:
        said = explain(asked(key), basis).trykt
    except UsageError:
        said = ""
    return alone.count(Status.SKJULT), said
