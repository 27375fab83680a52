"""What is said of one figure, in every state it can be in (T0–T4)."""

from dataclasses import replace

from datapakke.model import Flagg, Indicator, Unit, Univers
from datapakke.packet.special_statements import median, ot
from datapakke.packet.statements import statement, with_subject
from datapakke.packet.view import View
from packet_figures import FLAA, MODUM, World, indicator, no_parts, without_n

POENG = indicator("inntakspoeng_snitt", Unit.POENG)
UNDER_30 = indicator("inntakspoeng_under_30", desimaler=0)
STANDPUNKT = indicator("standpunkt_matematikk", Unit.KARAKTER, datasets=("karakterer",))
DAGER = indicator("fravaer_dager_10", Unit.DAGER, 0, ("fravaer",))
TIMER = indicator("fravaer_timer_10", Unit.TIMER, 0, ("fravaer",))
OT_ANTALL = indicator("ot_antall", Unit.ANTALL, 0, ("ot",), "nav_ot")
OT_UKJENT = indicator("ot_ukjent", Unit.PROSENT, 0, ("ot",), "nav_ot")


def cohort(name: str, *deler: str) -> Univers:
    """Divide the pupils of year 10."""
    return Univers(id=name, deler=deler, kull="10", formula=no_parts, datasets=())


def modum(world: World) -> View:
    """Look at the world from Modum."""
    return View(world.context(), MODUM)


def said(world: World, item: Indicator) -> str:
    """Say Modum's newest figure."""
    return str(statement(modum(world), item))


def test_a_hidden_figure_is_said_to_be_hidden() -> None:
    """T0: nothing of the figure or its n is told."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2015/16", ":")
    world.put("inntakspoeng_snitt", "2015/16", "41.2", hvem="fylke")

    assert said(world, POENG) == "Tallet for Modum vises ikke av hensyn til personvernet."
    assert with_subject(modum(world), POENG).startswith("Inntakspoeng snitt: Tallet for Modum")


def test_few_pupils_are_not_compared() -> None:
    """T1: the figure, how many pupils, and why it is not held against the county."""
    world = World((POENG,))
    key = world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2", Flagg.FAA)
    world.put("inntakspoeng_snitt", "2015/16", "39.4", n=12)

    assert said(world, POENG) == (
        "I Modum var gjennomsnittet av inntakspoengene 39,4 poeng skoleåret 2015/16. Fra Modum var"
        " det bare tolv elever i kullet. Da kan én eller to elever endre tallet mye, og vi"
        " sammenligner det ikke med fylket."
    )
    world.figures[key] = without_n(world.figures[key])
    assert "Det gjelder få elever. Da kan én eller to endre tallet mye" in said(world, POENG)


def test_few_pupils_without_a_comparison_are_not_compared_either() -> None:
    """An indicator that is never compared has T1 too when n is below the limit."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2015/16", "39.4", n=19)
    world.put("inntakspoeng_snitt", "2015/16", "41.2", hvem="fylke")

    assert "Fra Modum var det bare 19 elever i kullet." in said(world, POENG)
    assert "i fylket" not in said(world, POENG)


def test_a_difference_that_chance_can_give_is_said_to_be_so() -> None:
    """T2: both figures, and that the difference is no larger than chance gives."""
    world = World((UNDER_30,))
    world.compare("inntakspoeng_under_30", "2015/16", "12", "10")

    assert said(world, UNDER_30) == (
        "I Modum hadde 12 prosent av søkerne under 30 inntakspoeng skoleåret 2015/16, i"
        " fylket 10 prosent. Forskjellen er ikke større enn det tilfeldigheter kan gi når kullet er"
        " på 134 elever."
    )


def test_chance_is_told_with_the_cohort_where_the_number_itself_is_not_printed() -> None:
    """The number of applicants with points would count those without; the pupils would not."""
    points = replace(POENG, populasjon="søkere til Vg1", univers="poeng", nevner=("med",))
    absence = replace(DAGER, univers="dager", nevner=("få", "mange"))
    applicants = replace(
        UNDER_30, populasjon="søkere til Vg1", univers="poeng", nevner=("med", "uten")
    )
    world = World((points, absence, applicants))
    world.universer = (cohort("poeng", "med", "uten"), cohort("dager", "få", "mange"))
    key = world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2")
    world.figures[key] = without_n(world.figures[key])
    assert "Forskjellen er ikke større enn det tilfeldigheter kan gi." in said(world, points)

    world.put("inntakspoeng_under_30", "2015/16", "10", n=160)
    world.put("fravaer_dager_10", "2015/16", "6", n=150)
    assert said(world, points).endswith("når kullet er på 150 elever.")


def test_an_unusual_difference_is_given_in_percentage_points() -> None:
    """T3: the difference is taken from the printed figures."""
    world = World((UNDER_30,))
    world.compare("inntakspoeng_under_30", "2015/16", "18", "10", Flagg.UVANLIG)

    assert said(world, UNDER_30) == (
        "I Modum hadde 18 prosent av søkerne under 30 inntakspoeng skoleåret 2015/16. Det er"
        " 8 prosentpoeng over fylket (10 prosent). Så stor forskjell er uvanlig hvis bare"
        " tilfeldigheter spiller inn, men det kan skje."
    )


def test_a_very_unusual_difference_is_said_to_be_rare() -> None:
    """T4: below the county, with the unit of the figure."""
    world = World((POENG,))
    world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2", Flagg.SVAERT_UVANLIG)

    assert said(world, POENG) == (
        "I Modum var gjennomsnittet av inntakspoengene 39,4 poeng skoleåret 2015/16. Det er 1,8"
        " poeng under fylket (41,2 poeng). Så stor forskjell oppstår svært sjelden ved"
        " tilfeldigheter."
    )


def test_grades_have_no_unit() -> None:
    """A grade is a bare number."""
    world = World((STANDPUNKT,))
    world.compare("standpunkt_matematikk", "2015/16", "3.2", "3.5", Flagg.UVANLIG)

    assert "i matematikk 3,2 skoleåret 2015/16. Det er 0,3 under fylket (3,5)." in said(
        world, STANDPUNKT
    )


def gap(egen: str, fylke: str, flagg: Flagg = Flagg.UVANLIG) -> str:
    """Say a gap between final grade and exam in norsk sidemål."""
    item = indicator("avstand_norsk_sidemaal", Unit.KARAKTERFORSKJELL, datasets=("karakterer",))
    world = World((item,))
    world.compare(item.id, "2015/16", egen, fylke, flagg)
    return said(world, item)


def test_a_gap_is_said_as_final_grade_over_or_under_exam() -> None:
    """A negative gap has no minus in words; the difference is that of the printed figures."""
    assert gap("-0.1", "0.1").startswith(
        "I Modum lå standpunkt i norsk sidemål i gjennomsnitt 0,1 under eksamen skoleåret 2015/16."
        " I fylket lå det 0,1 over eksamen, en forskjell på 0,2. Så stor forskjell er uvanlig"
    )
    assert gap("0.3", "0.0", Flagg.INGEN).startswith(
        "I Modum lå standpunkt i norsk sidemål i gjennomsnitt 0,3 over eksamen skoleåret 2015/16,"
        " i fylket på linje med eksamen. Forskjellen er ikke større"
    )


def test_a_cohort_is_said_as_what_the_share_is_of() -> None:
    """The share is of those who began that autumn."""
    item = indicator("fullfort_56", desimaler=0, datasets=("gjennomforing",))
    world = World((item,))
    world.compare(item.id, "2010", "84", "78")

    assert said(world, item).startswith(
        "I Modum hadde 84 prosent av 2010-kullet fullført videregående innen fem eller seks år, i"
        " fylket 78 prosent."
    )


def test_a_share_of_days_is_not_mixed_up_with_the_share_of_pupils() -> None:
    """Two percentages in a sentence: one in letters, of the days."""
    item = indicator("fravaer_over_10pst_vg1", desimaler=0, datasets=("fravaer",))
    world = World((item,))
    world.compare(item.id, "2015/16", "10", "5", Flagg.UVANLIG)

    assert said(world, item).startswith(
        "I Modum var 10 prosent av elevene på Vg1 borte mer enn ti prosent av skoledagene skoleåret"
        " 2015/16. Det er 5 prosentpoeng over fylket (5 prosent)."
    )


def test_a_title_with_braces_is_said_as_it_is() -> None:
    """A title is no template."""
    own = replace(indicator("svoemming", datasets=("svoemming",)), title="Rett {a}")
    world = World((own,))
    world.put("svoemming", "2015", "91.0", n=None)

    assert said(world, own) == "I Modum var tallet for «Rett {a}» 91,0 prosent i 2015."


def test_equal_printed_figures_are_said_to_be_equal_even_when_flagged() -> None:
    """Figures that are printed alike have no difference for the reader."""
    world = World((POENG,))
    world.compare("inntakspoeng_snitt", "2015/16", "41.2", "41.2", Flagg.UVANLIG)

    assert said(world, POENG) == (
        "I Modum var gjennomsnittet av inntakspoengene 41,2 poeng skoleåret 2015/16, det samme som"
        " i fylket."
    )


def test_a_figure_beside_a_hidden_county_stands_alone() -> None:
    """Nothing is claimed of a county figure that is not printed."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2015/16", "39.4")
    world.put("inntakspoeng_snitt", "2015/16", ":", hvem="fylke")

    assert said(world, POENG) == (
        "I Modum var gjennomsnittet av inntakspoengene 39,4 poeng skoleåret 2015/16."
    )


def test_a_missing_figure_and_one_that_cannot_exist_are_told_apart() -> None:
    """«..» is not delivered; «.» has nobody to count."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2015/16", "41.2", hvem="fylke")
    assert said(world, POENG) == "Tallet for Modum er ikke levert skoleåret 2015/16."

    world.put("inntakspoeng_snitt", "2015/16", ".")
    assert said(world, POENG) == (
        "For Modum finnes det ikke noe tall skoleåret 2015/16: ingen elever er med i grunnlaget."
    )


def test_the_newest_period_is_the_one_that_the_municipality_or_the_county_has() -> None:
    """A cohort that nobody knows yet is passed over."""
    world = World((POENG,))
    world.put("inntakspoeng_snitt", "2014/15", "40.0")
    world.put("inntakspoeng_snitt", "2015/16", "..")
    world.put("inntakspoeng_snitt", "2015/16", "40.0", hvem="0619")

    assert modum(world).nyeste("inntakspoeng_snitt") == "2014/15"


def test_days_and_hours_are_said_together() -> None:
    """One day, half an hour: the unit follows the number."""
    world = World((DAGER, TIMER))
    world.put("fravaer_dager_10", "2015/16", "1")
    world.put("fravaer_timer_10", "2015/16", "4.5")
    world.put("fravaer_dager_10", "2015/16", "6", hvem="fylke")
    assert str(median(modum(world), DAGER, TIMER, "10. trinn")) == (
        "En typisk elev på 10. trinn hadde 1 dag og 4,5 timer fravær skoleåret 2015/16 (median)."
    )

    world.put("fravaer_timer_10", "2015/16", "5", hvem="fylke")
    assert str(median(modum(world), DAGER, TIMER, "10. trinn")).endswith(
        "(median). I fylket var det 6 dager og 5 timer."
    )


def test_hidden_absence_is_said_to_be_hidden() -> None:
    """The median form needs both figures."""
    world = World((DAGER, TIMER))
    world.put("fravaer_dager_10", "2015/16", ":")
    world.put("fravaer_timer_10", "2015/16", ":")
    assert str(median(modum(world), DAGER, TIMER, "10. trinn")).startswith(
        "Fravaer dager 10: Tallet for Modum vises ikke"
    )


def ot_world(antall: str, andel: str, teller: int | None) -> World:
    """Give Modum's numbers in OT."""
    world = World((OT_ANTALL, OT_UKJENT))
    world.put("ot_antall", "2016-06-15", antall, n=None)
    world.put("ot_ukjent", "2016-06-15", andel, teller=teller)
    return world


def test_ot_is_said_with_the_number_that_it_knows_nothing_of() -> None:
    """The day, the number of young people, and the unknown among them in letters."""
    world = ot_world("33", "18", 6)

    assert str(ot(modum(world), OT_ANTALL, OT_UKJENT)) == (
        "Per 15.\u00a0juni 2016 var 33 ungdommer fra Modum i målgruppen for Oppfølgingstjenesten."
        " For seks av dem visste tjenesten ikke hva de gjorde."
    )


def test_ot_without_anyone_says_none() -> None:
    """Nothing is said of the unknown among none."""
    world = ot_world("0", ".", None)

    assert str(ot(modum(world), OT_ANTALL, OT_UKJENT)) == (
        "Per 15.\u00a0juni 2016 var ingen ungdommer fra Modum i målgruppen for"
        " Oppfølgingstjenesten."
    )


def test_ot_hides_the_unknown_and_knows_all() -> None:
    """A hidden share is not told; a share of 0 is that the service knows all."""
    assert str(ot(modum(ot_world("33", ":", None)), OT_ANTALL, OT_UKJENT)).endswith(
        "Hvor mange av dem som hadde ukjent aktivitet, vises ikke av hensyn til personvernet."
    )
    assert str(ot(modum(ot_world("33", "0", 0)), OT_ANTALL, OT_UKJENT)).endswith(
        "Tjenesten visste hva alle sammen gjorde."
    )
    hidden = ot(modum(ot_world(":", ":", None)), OT_ANTALL, OT_UKJENT)
    assert str(hidden).startswith("Ot antall: Tallet for Modum vises ikke")


def test_an_indicator_without_a_phrase_is_named_by_its_title() -> None:
    """A new chapter's indicator is said without any change here."""
    own = indicator("svoemming", datasets=("svoemming",), chapter="svoemming")
    world = World((own,))
    world.put("svoemming", "2015", "91.0", n=None)

    assert said(world, own) == "I Modum var tallet for «Svoemming» 91,0 prosent i 2015."


def test_what_is_said_is_noted_as_printed() -> None:
    """The side-car holds the municipality's figure and the county's."""
    world = World((POENG,))
    world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2")
    view = modum(world)
    statement(view, POENG)

    assert {(key.nivaa, str(figure.verdi)) for key, figure in view.trykt.items()} == {
        ("kommune", "39.4"),
        ("fylke", "41.2"),
    }


def test_another_municipality_is_not_mixed_in() -> None:
    """Flå has its own figures, not Modum's."""
    world = World((POENG,))
    world.compare("inntakspoeng_snitt", "2015/16", "39.4", "41.2")

    text = str(statement(View(world.context(), FLAA), POENG))
    assert text == "Tallet for Flå er ikke levert skoleåret 2015/16."
