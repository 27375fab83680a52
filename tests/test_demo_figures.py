"""Every figure in Modum's packet equals one computed from the raw files by plain pandas."""

import json
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import independent as ind
from datapakke.cli import main

pytestmark = pytest.mark.usefixtures("kept_plan")

ALL_OF_2016 = frozenset(ind.raw("inntakspoeng")["kommunenr"])
AREAS = {
    "0623": frozenset({"0623"}),
    "2016-11-02": frozenset({"0621", "0623"}),
    "fylke": ALL_OF_2016,
    "land": frozenset({"0000"}),
}
VG1_KODER = {
    "engelsk_sf": {"ENG1002", "ENG1007"},
    "engelsk_yf": {"ENG1001", "ENG1009"},
    "matematikk_1p": {"MAT1011", "MAT1019"},
    "matematikk_1t": {"MAT1013", "MAT1021"},
    "norsk": {"NOR1205", "NOR1260"},
}


def answer(figure: dict[str, Any]) -> ind.Answer:  # noqa: PLR0911 (a family a line)
    """Compute one figure of the side-car anew from the raw files."""
    key = figure["key"]
    indikator, kategori = key["indikator"], key["kategori"]
    codes, aar, kjonn = AREAS[key["omraade"]], key["aar"], key["kjonn"]
    table = partial(ind.rows, codes=codes, aar=aar, kjonn=kjonn)
    family, _, rest = indikator.partition("_")
    if family == "inntakspoeng":
        return ind.inntakspoeng(rest, table("inntakspoeng"), kategori)
    if family == "fravaer":
        what, _, trinn = rest.rpartition("_")
        return ind.fravaer(what, trinn, table("fravaer"))
    if family in {"standpunkt", "eksamen", "lav", "iv", "avstand"}:
        return ind.fag10(family, rest, table("karakterer"))
    if indikator == "vg1_stryk":
        return ind.vg1_stryk(table("karakterer"))
    if family == "vg1":
        what, _, fag = rest.partition("_")
        return ind.vg1(what, VG1_KODER[fag], table("karakterer"))
    if family in {"fullfort", "gjennomforing"}:
        return ind.gjennomforing(rest, table("gjennomforing"), kategori)
    if family == "overgang":
        return ind.overgang(rest, table("overgang"))
    if family == "ot":
        return ind.ot(
            rest,
            table("ot"),
            kategori,
            lambda low, high: ind.population(codes, aar[:4], low, high, kjonn),
        )
    if family == "neet":
        return ind.neet(codes, aar)
    gruppe = {"nav_ledige": "helt_ledige", "nav_tiltak": "tiltak", "aap_18_29": "aap"}[indikator]
    return ind.nav(gruppe, codes, aar)


@pytest.fixture(scope="module")
def figures(own_project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Build Modum's packet as an analyst would and read its side-car."""
    out = tmp_path_factory.mktemp("ut")
    result = CliRunner().invoke(
        main, ["build", "--kommune", "Modum", "--prosjekt", str(own_project), "--ut", str(out)]
    )
    assert result.exit_code == 0, result.stderr
    sidecar = json.loads((out / "0623-modum.json").read_text(encoding="utf-8"))
    return list(sidecar["figurer"])


def shown(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the figures that have a value."""
    return [figure for figure in figures if figure["verdi"] is not None]


def test_every_shown_figure_is_the_one_in_the_raw_files(figures: list[dict[str, Any]]) -> None:
    """Value, numerator and denominator at every level; «ca.» is to the nearest five."""
    wrong: list[tuple[object, ...]] = []
    for figure in shown(figures):
        expected = answer(figure)
        printed = Decimal(figure["verdi"])
        exponent = printed.as_tuple().exponent
        assert isinstance(exponent, int)
        step = figure["avrundet_til"]
        if printed != step * ind.Answer(expected.value / step).rounded(-exponent):
            wrong.append((figure["key"], figure["verdi"], float(expected.value)))
        wrong += [
            (figure["key"], name, figure[name], exact)
            for name, exact in (("n", expected.n), ("teller", expected.teller))
            if figure[name] is not None and exact is not None and figure[name] != exact
        ]
    assert not wrong


def test_the_comparison_covers_every_chapter_and_level(figures: list[dict[str, Any]]) -> None:
    """A packet that shows next to nothing would pass the test above; this one has much to show."""
    levels = Counter(figure["key"]["nivaa"] for figure in shown(figures))

    assert levels["kommune"] > 300
    assert levels["fylke"] > 200
    assert levels["land"] > 10
    assert levels["mote"] > 10


def test_no_shown_share_of_the_kommune_rests_on_fewer_than_the_rules_allow(
    figures: list[dict[str, Any]],
) -> None:
    """The primary rules, stated once more: 1–4 of anything is hidden, and shares of under ten."""
    for figure in shown(figures):
        expected = answer(figure)
        if figure["key"]["nivaa"] != "kommune" or expected.teller is None or expected.n is None:
            continue
        assert expected.teller not in range(1, 5), figure["key"]
        assert expected.n - expected.teller not in range(1, 5), figure["key"]
        assert expected.n >= 10, figure["key"]


def test_no_shown_mean_or_median_rests_on_fewer_than_ten(figures: list[dict[str, Any]]) -> None:
    """A mean or median of nine pupils is not printed."""
    for figure in shown(figures):
        expected = answer(figure)
        if expected.teller is None and expected.n is not None:
            assert expected.n >= 10, figure["key"]


def test_the_headline_of_a_chapter_is_shown_though_its_parts_are_hidden(
    figures: list[dict[str, Any]],
) -> None:
    """Of 140 pupils too few leave study programmes to show that; completion itself is safe."""
    own = [f for f in figures if f["key"]["nivaa"] == "kommune" and f["key"]["kjonn"] == "alle"]
    by_id = Counter(f["key"]["indikator"] for f in shown(own))

    assert by_id["fullfort_56"] == 6
    assert by_id["fullfort_56_sf"] < 6
    assert by_id["gjennomforing_status"] < 6 * len(ind.STATUS)
