"""What is said of the rest of the county, of all municipalities together, trends and genders."""

from dataclasses import replace
from decimal import Decimal

import pytest

from datapakke.model import FigureKey, Flagg, Forventet, Retning, Trend, Unit
from datapakke.packet.changes import change, expectation, gap, what_changes
from datapakke.packet.findings import findings, flagged, multiplicity
from datapakke.packet.statements import statement
from datapakke.packet.view import View
from packet_figures import AAR, MODUM, World, indicator

SHARE = indicator("overgang_direkte", desimaler=0, datasets=("overgang",))
POINTS = indicator("inntakspoeng_snitt", Unit.POENG)
FAG = indicator("standpunkt_matematikk", Unit.KARAKTER, datasets=("karakterer",))


def world_with(one: FigureKey, world: World, **changes: object) -> View:
    """Give Modum's view with another comparison."""
    world.comparisons[one] = replace(world.comparisons[one], **changes)  # type: ignore[arg-type]
    return View(world.context(), MODUM)


def test_a_difference_that_all_municipalities_together_may_have_by_chance_is_told_as_that() -> None:
    """It would have been unusual alone, so it is not said that chance may give this one."""
    world = World((SHARE,))
    key = world.compare(SHARE.id, "2015/16", "72", "80")
    held = world_with(key, world, samlet=True, p=0.02)

    assert str(statement(held, SHARE)).endswith(
        ", i fylket 80 prosent. Forskjellene mellom kommunene er samlet sett ikke større enn"
        " tilfeldigheter kan gi."
    )
    usual = world_with(key, world, samlet=True, p=0.2)
    assert "kan gi når kullet er på 134 elever." in str(statement(usual, SHARE))


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (("81", "82"), "(80 prosent; resten av fylket 81–82 prosent). Så stor"),
        (("82", "82"), "(80 prosent; resten av fylket 82 prosent). Så stor"),
    ],
)
def test_a_large_municipality_reads_of_the_rest_of_the_county(
    rest: tuple[str, str], said: str
) -> None:
    """As exactly as print tells it."""
    world = World((SHARE,))
    key = world.compare(SHARE.id, "2015/16", "72", "80", Flagg.UVANLIG)
    view = world_with(key, world, resten=tuple(map(Decimal, rest)))

    assert f"under fylket {said}" in str(statement(view, SHARE))


def test_the_rest_is_left_out_where_it_has_no_short_words_or_nothing_differs() -> None:
    """Of a gap to the exam, and where chance may give the difference."""
    gap_to_exam = indicator("avstand_matematikk", Unit.KARAKTERFORSKJELL, datasets=("karakterer",))
    world = World((gap_to_exam, SHARE))
    key = world.compare(gap_to_exam.id, "2015/16", "0.6", "0.3", Flagg.UVANLIG)
    usual = world.compare(SHARE.id, "2015/16", "79", "80")
    rest = (Decimal("0.1"), Decimal("0.2"))
    for one in (key, usual):
        assert "resten" not in str(
            statement(world_with(one, world, resten=rest), gap_to_exam if one is key else SHARE)
        )


def test_the_cover_takes_only_what_is_believed_among_all_comparisons() -> None:
    """One p of 0,01 among two stands there, and among forty it does not; 99,8 % always does."""
    ids = [f"x{i}" for i in range(40)]

    def cover(number: int, flagg: Flagg) -> list[str]:
        world = World(tuple(indicator(name, datasets=("neet",)) for name in ids[:number]))
        for name in ids[:number]:
            first = name == "x0"
            world.compare(name, "2015/16", "59.0", "50.0", flagg if first else Flagg.INGEN)
        return [one.key.indikator for one in flagged(View(world.context(), MODUM))]

    assert cover(2, Flagg.UVANLIG) == ["x0"]
    assert cover(40, Flagg.UVANLIG) == []
    assert cover(40, Flagg.SVAERT_UVANLIG) == ["x0"]


def test_flags_that_are_not_believed_are_not_said_to_be_none() -> None:
    """They are filled points in the chapters."""
    world = World(tuple(indicator(f"x{i}", datasets=("neet",)) for i in range(40)))
    for one in world.indicators:
        flagg = Flagg.UVANLIG if one.id == "x0" else Flagg.INGEN
        world.compare(one.id, "2015/16", "59.0", "50.0", flagg)

    said = findings(View(world.context(), MODUM), {}, ())[0]

    assert said.tekst.startswith("Noen tall for Modum er uvanlig langt fra tallene for fylket")
    assert said.tittel == "Forskjellene fra fylket kan være tilfeldige"


def test_it_is_told_of_how_many_comparisons_all_municipalities_may_be_alike() -> None:
    """None, one, and several."""
    world = World((SHARE, POINTS))
    keys = [world.compare(one.id, "2015/16", "40", "41") for one in (SHARE, POINTS)]
    assert "mellom alle kommunene" not in multiplicity(View(world.context(), MODUM))
    assert "For én av dem er forskjellene" in multiplicity(world_with(keys[0], world, samlet=True))
    assert "For to av dem er forskjellene" in multiplicity(world_with(keys[1], world, samlet=True))


def trend_world(one: Retning, *values: str) -> View:
    """Give Modum's five newest points and shares, and where they have gone."""
    world = World((POINTS, SHARE, FAG))
    for indikator in world.indicators:
        for aar, value in zip(AAR[1:], values, strict=True):
            key = world.put(indikator.id, aar, value)
        world.trender[key] = Trend(one, AAR[1:])
    return View(world.context(), MODUM)


def test_a_trend_is_told_from_the_first_to_the_last_printed_figure() -> None:
    """T5, up and down, of a share and of a mean."""
    up = trend_world(Retning.OPP, "38", "39", "40", "41", "42")
    down = trend_world(Retning.NED, "42", "41", "40", "39", "38")

    assert change(up, SHARE) == (
        "Andelen har økt gjennom de siste fem kullene, fra 38 til 42 prosent."
    )
    assert change(down, POINTS) == (
        "Gjennomsnittet har gått ned gjennom de siste fem kullene, fra 42,0 til 38,0 poeng."
    )
    assert {key.aar for key in up.trykt} == {AAR[1], AAR[-1]}, "both are noted as printed"


def test_no_trend_is_told_where_none_is_certain_and_nothing_where_none_was_asked_for() -> None:
    """T6; and the two ends printed alike are no change to the reader."""
    unsure = "Vi ser ingen sikker endring i de siste fem kullene."
    assert change(trend_world(Retning.INGEN, "38", "39", "40", "41", "42"), SHARE) == unsure
    assert change(trend_world(Retning.OPP, "42", "39", "40", "41", "42"), SHARE) == unsure

    world = World((SHARE,))
    world.put(SHARE.id, "2015/16", "42")
    assert change(View(world.context(), MODUM), SHARE) == ""


def test_a_trend_of_a_hidden_figure_is_not_told() -> None:
    """Whatever was worked out."""
    view = trend_world(Retning.OPP, ":", "39", "40", "41", "42")
    assert change(view, SHARE) == ""


def test_only_what_changes_for_certain_are_named() -> None:
    """One sentence each."""
    up = trend_world(Retning.OPP, "3.1", "3.2", "3.3", "3.4", "3.5")
    assert what_changes(up, [FAG]) == (
        "Standpunkt matematikk: Gjennomsnittet har økt gjennom de siste fem kullene, fra 3,1 til"
        " 3,5."
    )
    flat = trend_world(Retning.INGEN, "3.1", "3.2", "3.3", "3.4", "3.5")
    assert what_changes(flat, [FAG]) == ""


def genders(girls: tuple[str, int, int], boys: tuple[str, int, int]) -> str:
    """Say the gap between girls and boys: value, numerator and n of each."""
    world = World((SHARE,))
    world.put(SHARE.id, "2015/16", "75")
    for kjonn, (verdi, teller, n) in (("K", girls), ("M", boys)):
        world.put(SHARE.id, "2015/16", verdi, kjonn=kjonn, teller=teller, n=n)
    return str(gap(View(world.context(), MODUM), SHARE) or "")


def test_the_gap_between_girls_and_boys() -> None:
    """56 of 70 and 48 of 80: 5 to 33 points (Newcombe's example), so unusual and no more."""
    said = genders(("80", 56, 70), ("60", 48, 80))
    assert said == (
        "For jenter var tallet 80 prosent, for gutter 60 prosent. Så stor forskjell er uvanlig hvis"
        " bare tilfeldigheter spiller inn, men det kan skje."
    )
    assert "oppstår svært sjelden" in genders(("90", 90, 100), ("60", 60, 100))
    assert "ikke større enn det tilfeldigheter kan gi" in genders(("80", 16, 20), ("60", 12, 20))


def test_a_gap_of_few_or_hidden_is_never_told() -> None:
    """Nineteen girls; boys' counts held back."""
    assert genders(("100", 19, 19), ("20", 20, 100)) == ""
    world = World((SHARE,))
    world.put(SHARE.id, "2015/16", "75")
    world.put(SHARE.id, "2015/16", "80", kjonn="K", teller=56, n=70)
    assert gap(View(world.context(), MODUM), SHARE) is None
    world.put(SHARE.id, "2015/16", "60", kjonn="M", n=None)
    assert gap(View(world.context(), MODUM), SHARE) is None


def test_a_gap_that_is_printed_as_none_is_not_different() -> None:
    """79,6 and 80,4 percent of ten thousand are both printed 80."""
    said = genders(("80", 7960, 10_000), ("80", 8040, 10_000))
    assert said == "For jenter var tallet 80 prosent, det samme som for gutter."


def expected_world(verdi: str, andel: str, flagg: Flagg) -> View:
    """Give a share that completed, and what was to be expected of it."""
    fullfort = indicator("fullfort_56", desimaler=0, datasets=("gjennomforing",))
    world = World((fullfort,))
    key = world.put("fullfort_56", "2010", verdi)
    world.forventet[key] = Forventet(Decimal(andel), Decimal(10), flagg)
    return View(world.context(), MODUM)


def expectation_of(view: View) -> str:
    """Say it."""
    return expectation(view, view.context.by_id["fullfort_56"])


def test_what_was_to_be_expected_stands_beside_what_was() -> None:
    """T7: the worked example of part B, with the printed figures' difference."""
    assert expectation_of(expected_world("76", "72", Flagg.INGEN)) == (
        "Ut fra inntakspoengene elevene hadde med seg, ville vi ventet at 72 prosent fullførte,"
        " dersom det hadde gått med dem som med elever med tilsvarende poeng i fylket. Av dem"
        " fullførte 76 prosent, 4 prosentpoeng over det vi ventet (95 %-intervall: fra −6 til 14"
        " prosentpoeng). Forskjellen er ikke større enn det tilfeldigheter kan gi. Regnestykket tar"
        " bare hensyn til poengene, og bruker kommunene i fylket som har et tall som vises."
    )
    below = expectation_of(expected_world("60", "72", Flagg.UVANLIG))
    assert "12 prosentpoeng under det vi ventet" in below
    assert "Så stor forskjell er uvanlig" in below
    assert "svært sjelden" in expectation_of(expected_world("50", "72", Flagg.SVAERT_UVANLIG))
    assert "Like mange fullførte." in expectation_of(expected_world("72", "72", Flagg.INGEN))


def test_nothing_is_expected_of_a_hidden_share() -> None:
    """Nor where nothing may be told."""
    assert expectation_of(expected_world(":", "72", Flagg.INGEN)) == ""
    fullfort = indicator("fullfort_56", desimaler=0, datasets=("gjennomforing",))
    world = World((fullfort,))
    world.put("fullfort_56", "2010", "72")
    assert expectation(View(world.context(), MODUM), fullfort) == ""
