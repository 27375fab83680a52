"""Printed figures are held against the counts, number by number, before anything is attacked."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from audit_helpers import KOMMUNER, LAV, SNITT, Round, failed, indicator, one_year, univers
from datapakke.disclosure.audit.audit import StaleError
from datapakke.model import Figure, FigureKey, Status, Unit

AAR = "2015/16"
LARGE = (10, 20, 30)
DAGER = indicator(
    "dager",
    nevner=("få", "mange"),
    grenser={"få": (Decimal(0), Decimal(9)), "mange": (Decimal(10), Decimal(90))},
    unit=Unit.DAGER,
)
ANTALL = indicator("antall", teller=("få",), unit=Unit.ANTALL)
DELT = indicator("delt", kategorier={"a": ("lav",), "b": ("høy", "uten")})


def shares() -> Round:
    areas = (*KOMMUNER, "fylke")
    round_ = Round([LAV, DELT, SNITT], one_year(*[LARGE] * 4))
    round_.sums = {("snitt", nr, AAR, "alle"): 1234.5 for nr in KOMMUNER}
    for kategori in DELT.kategorier:
        round_.show(DELT, *areas, kategori=kategori)
    return round_.show(LAV, *areas).show(SNITT, *areas)


def days() -> Round:
    round_ = Round([DAGER, ANTALL], one_year(*[(20, 21)] * 4), univers(["få", "mange"]))
    round_.medians = {("dager", nr, AAR, "alle"): 12.5 for nr in KOMMUNER}
    return round_.show(DAGER).show(ANTALL)


def refused(round_: Round) -> list[str]:
    with pytest.raises(StaleError) as caught:
        round_.audit()
    return [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize("made", [shares, days])
@pytest.mark.parametrize("by", [100, Decimal("0.01"), Decimal("1.2")])
def test_every_value_that_is_another_is_seen(made: Callable[[], Round], by: Decimal) -> None:
    right = made()
    assert not failed(right.audit())
    for key, figure in right.figures.items():
        wrong = made()
        assert figure.verdi is not None
        wrong.figures[key] = replace(figure, verdi=figure.verdi * by)

        (name,) = refused(wrong)

        assert f"«{key.indikator}»" in name


@pytest.mark.parametrize("made", [shares, days])
@pytest.mark.parametrize("what", ["n", "teller"])
def test_every_number_of_persons_that_is_another_is_seen(
    made: Callable[[], Round], what: str
) -> None:
    for key, figure in made().figures.items():
        if getattr(figure, what) is not None:
            wrong = made()
            wrong.figures[key] = replace(figure, **{what: getattr(figure, what) + 1})

            assert len(refused(wrong)) == 1


@pytest.mark.parametrize("status", [Status.FINNES_IKKE, Status.INGEN])
def test_a_sign_that_says_what_is_not_so_is_seen(status: Status) -> None:
    round_ = days()
    key = FigureKey("antall", "kommune", KOMMUNER[0], AAR)
    verdi = Decimal(20) if status is Status.INGEN else None
    round_.figures[key] = Figure(key, status, verdi=verdi)

    assert refused(round_) == ["«antall», Aasen 2015/16"]


@pytest.mark.parametrize(
    "key",
    [
        FigureKey("ukjent", "kommune", KOMMUNER[0], AAR),
        FigureKey("lav", "kommune", "9999", AAR),
        FigureKey("lav", "land", "land", AAR),
        FigureKey("lav", "grend", KOMMUNER[0], AAR),
        FigureKey("lav", "mote", "2016-13-45", AAR),
        FigureKey("lav", "kommune", KOMMUNER[0], "2016-02-31"),
        FigureKey("lav", "kommune", KOMMUNER[0], AAR, "X"),
        FigureKey("lav", "kommune", KOMMUNER[0], AAR, "alle", "c"),
    ],
)
def test_what_no_count_is_about_is_seen_hidden_or_not(key: FigureKey) -> None:
    for figure in (Figure(key, Status.VIST, verdi=Decimal(33)), Figure(key, Status.SKJULT)):
        round_ = shares()
        round_.figures[key] = figure

        (name,) = refused(round_)

        assert name.startswith(f"{key.indikator} {key.nivaa} {key.omraade} {key.aar}")
