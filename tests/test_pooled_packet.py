"""Three cohorts together in a packet: where the newest is hidden, and nowhere else."""

from dataclasses import replace

import pytest

from datapakke.model import Comparison, FigureKey, Flagg, Indicator, Unit, Univers
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.chapters.common import celle
from datapakke.packet.diagram import Rad, linje, punkter, stablet
from datapakke.packet.grammar import kullet, tid
from datapakke.packet.model import Chart, Notice, Table
from datapakke.packet.overview import overview, overview_texts
from datapakke.packet.pooled import pooled
from datapakke.packet.statements import statement
from datapakke.packet.tables import tables
from datapakke.packet.view import View
from packet_figures import FLAA, World, indicator, no_parts

FLA = "0615"
LABEL = "2013/14–2015/16"
UNDER_30 = "inntakspoeng_under_30"


def world(*singles: str, together: str = "12.0", n: int | None = 33) -> World:
    """Give a world where Flå's three newest shares are ``singles``, and the county's are 11."""
    made = World((indicator(UNDER_30),))
    for aar, verdi in zip(("2013/14", "2014/15", "2015/16"), singles, strict=True):
        made.put(UNDER_30, aar, verdi, hvem=FLA, n=11)
        made.put(UNDER_30, aar, "11.0", hvem="fylke", n=3000)
    if together:
        made.put(UNDER_30, LABEL, together, hvem=FLA, n=n)
    made.put(UNDER_30, LABEL, "11.5", hvem="fylke", n=9000)
    return made


def compared(made: World, flagg: Flagg) -> World:
    """Add the comparison of the cohorts together."""
    key = FigureKey(UNDER_30, "kommune", FLA, LABEL)
    county = FigureKey(UNDER_30, "fylke", "fylke", LABEL)
    own, theirs = made.figures[key].verdi, made.figures[county].verdi
    assert own is not None
    assert theirs is not None
    made.comparisons[key] = Comparison(key, flagg, own, theirs, 2.0)
    return made


def view_of(made: World) -> View:
    """Give Flå's view."""
    return View(made.context(), FLAA)


def first(view: View) -> Indicator:
    """Give the indicator of the worlds above."""
    return view.context.by_id[UNDER_30]


def made_tables(view: View) -> tuple[Table, ...]:
    """Give the tables."""
    return tables(view, CHAPTERS).tabeller


def rows(table: Table) -> dict[str, tuple[str, ...]]:
    """Give a table's rows by their headers."""
    return {row.hode: row.celler for group in table.grupper for row in group.rader}


def test_a_table_has_one_more_column_where_the_cohorts_are_told_together() -> None:
    """Flå's, its n, and the county's; the note says what it is, and both figures are printed."""
    view = view_of(world(":", "14.0", ":"))

    (table,) = made_tables(view)

    assert table.hode == ("13/14", "14/15", "15/16", "3 kull 13/14– 15/16")
    assert rows(table) == {
        "Flå": (":", "14,0", ":", "12,0"),
        "Antall elever": (":", "11", ":", "33"),
        "Buskerud": ("11,0", "11,0", "11,0", "11,5"),
    }
    (note,) = table.noter
    assert note == (
        "I kolonnen «3 kull» er de tre siste kullene slått sammen, jenter og gutter under ett, der"
        " minst to av dem ikke vises hver for seg. Ellers er den tom."
    )
    assert {key.omraade for key in view.trykt if key.aar == LABEL} == {FLA, "fylke"}


def test_no_column_where_the_municipality_has_no_figure_of_cohorts_together() -> None:
    """The county's alone is of no use to it, and is not printed."""
    view = view_of(world("10.0", "14.0", ":", together=""))

    (table,) = made_tables(view)

    assert table.hode == ("13/14", "14/15", "15/16")
    assert LABEL not in {key.aar for key in view.trykt}


def test_what_is_told_one_by_one_has_an_empty_cell_beside_what_is_not() -> None:
    """Its county's too: the column says that it is empty then."""
    made = world(":", ":", ":")
    other = replace(indicator("inntakspoeng_uten"), etter_kjonn=True)
    made.indicators = (*made.indicators, other)
    for aar in ("2013/14", "2014/15", "2015/16"):
        made.put(other.id, aar, "20.0", hvem=FLA, n=12)
        made.put(other.id, aar, "30.0", hvem=FLA, n=12, kjonn="K")
        made.put(other.id, aar, "3.0", hvem="fylke", n=3000)
    made.put(other.id, LABEL, "3.5", hvem="fylke", n=9000)

    (table,) = made_tables(view_of(made))

    cells = {row.hode: row.celler[-1] for row in table.grupper[1].rader}
    assert cells == {"Flå": "", "Antall elever": "", "Jenter": "", "Buskerud": ""}


@pytest.mark.parametrize(
    ("singles", "shown"),
    [((":", ":", ":"), ":"), ((":", "14.0", ":"), ":"), (("9.0", "14.0", ":"), None)],
)
def test_where_most_are_hidden_the_three_are_hidden_whatever_the_reason(
    singles: tuple[str, ...], shown: str | None
) -> None:
    """An empty cell would tell that a hidden cohort is not small, only hidden to protect others."""
    view = view_of(world(*singles, together=""))

    figure = pooled(view, first(view), view.egen)

    assert (figure and figure.status.value) == shown
    assert pooled(view, first(view), view.egen, "K") is None


def test_a_subject_that_is_no_longer_graded_has_no_cohorts_together() -> None:
    """Its three newest are other years than those of the column."""
    names = ("lav_matematikk", "lav_norsk_sidemaal")
    made = World(
        tuple(indicator(name, datasets=("karakterer",), chapter="resultater") for name in names)
    )
    for name, years in zip(names, ((13, 14, 15), (10, 11, 12)), strict=True):
        labels = [f"20{year}/{year + 1}" for year in years]
        for aar in labels:
            made.put(name, aar, ":", hvem=FLA)
        made.put(name, f"{labels[0]}–{labels[-1]}", "20.0", hvem=FLA, n=31)

    view = view_of(made)
    (table,) = made_tables(view)

    assert table.hode[-1] == "3 kull 13/14– 15/16"
    assert rows(table) == {"Matematikk": ("..", "..", "..", ":", ":", ":", "20,0")}
    assert {key.indikator for key in view.trykt} == {"lav_matematikk"}


def test_two_spans_in_one_table_are_named_in_the_note() -> None:
    """Transitions: the one to Vg2 is known a year later."""
    made = World(
        tuple(
            indicator(name, datasets=("overgang",), chapter="gjennomforing")
            for name in ("overgang_direkte", "overgang_vg1_vg2")
        )
    )
    spans = {"overgang_direkte": (2012, 2013, 2014), "overgang_vg1_vg2": (2011, 2012, 2013)}
    for name, years in spans.items():
        labels = [f"{year}/{year % 100 + 1}" for year in years]
        for aar in labels:
            made.put(name, aar, ":", hvem=FLA)
        made.put(name, f"{labels[0]}–{labels[-1]}", "90.0", hvem=FLA, n=31)

    (table,) = made_tables(view_of(made))

    assert table.hode == ("11/12", "12/13", "13/14", "14/15", "3 kull")
    assert (
        "«3 kull» er 2012/13–2014/15 (Overgang direkte) og 2011/12–2013/14 (Overgang vg1 vg2)."
        in table.noter
    )


def test_a_sentence_tells_the_three_where_the_newest_is_hidden() -> None:
    """Beside the county's of the same three, with what chance gives for all of them."""
    view = view_of(compared(world("14.0", ":", ":"), Flagg.INGEN))

    said = str(statement(view, first(view)))

    assert said == (
        "I Flå hadde 12,0 prosent av søkerne under 30 inntakspoeng i skoleårene 2013/14–2015/16"
        " samlet, i fylket 11,5 prosent. Forskjellen er ikke større enn det tilfeldigheter kan gi"
        " når de tre kullene er på 33 elever til sammen."
    )
    assert {key.omraade for key in view.trykt} == {FLA, "fylke"}
    assert {key.aar for key in view.trykt} == {LABEL}


def test_a_sentence_tells_the_newest_where_it_is_shown() -> None:
    """Also when the two before it are hidden, and the three are in the table."""
    view = view_of(compared(world(":", ":", "14.0"), Flagg.INGEN))

    assert "14,0 prosent av søkerne under 30 inntakspoeng skoleåret 2015/16" in str(
        statement(view, first(view))
    )
    assert view.sammenligninger == ()


def test_a_sentence_says_that_it_is_hidden_where_the_three_are_too() -> None:
    """T0 as before."""
    view = view_of(world(":", ":", ":", together=":"))

    said = str(statement(view, first(view)))

    assert said == "Tallet for Flå vises ikke av hensyn til personvernet."


def test_few_in_three_cohorts_are_not_held_against_the_county() -> None:
    """T1 with the number of all of them."""
    view = view_of(compared(world(":", ":", ":", n=18), Flagg.FAA))

    assert str(statement(view, first(view))).endswith(
        "Fra Flå var det bare 18 elever i de tre kullene til sammen. Da kan én eller to elever"
        " endre tallet mye, og vi sammenligner det ikke med fylket."
    )


def test_cohorts_are_named_by_the_years_in_which_they_began() -> None:
    """As one is."""
    assert kullet("2010") == "2010-kullet"
    assert kullet("2008–2010") == "kullene 2008–2010"
    assert tid("2008–2010", kull=True) == "for kullene 2008–2010"
    assert tid(LABEL) == "i skoleårene 2013/14–2015/16 samlet"


def test_a_dot_chart_marks_the_rows_that_are_of_three_cohorts() -> None:
    """And says below the title which; the filled marker is theirs."""
    made = compared(world(":", ":", ":"), Flagg.UVANLIG)
    made.indicators = (*made.indicators, indicator("inntakspoeng_uten"))
    for hvem in (FLA, "fylke"):
        made.put("inntakspoeng_uten", "2015/16", "20.0", hvem=hvem)
    rader = (Rad("Under 30", UNDER_30), Rad("Uten", "inntakspoeng_uten"))

    (part,) = punkter(view_of(made), "navn", "Tittel", rader)

    assert isinstance(part.block, Chart)
    assert [point.x for point in part.block.series[0].punkter] == ["Under 30 (3 kull)", "Uten"]
    assert [point.tekst for point in part.block.series[1].punkter] == ["11,5\xa0%", "20,0\xa0%"]
    assert [point.apen for point in part.block.series[0].punkter] == [False, True]
    assert "Skoleåret 2015/16; «3 kull» er 2013/14–2015/16 slått sammen." in part.block.undertekst


def test_the_overview_gives_the_three_years_of_a_row_and_says_what_they_are() -> None:
    """The others keep their one."""
    view = view_of(compared(world(":", ":", ":"), Flagg.INGEN))

    chart = overview(view)

    assert chart is not None
    assert [axis.under for axis in chart.akser] == ["2013/14–2015/16"]
    assert "Inntakspoeng under 30 (2013/14–2015/16) 12,0" in chart.alt
    assert "de tre nyeste kullene slått sammen" in overview_texts(view, chart)[-1]
    alone = view_of(world("1", "2", "3", together=""))
    assert "slått sammen" not in overview_texts(alone, chart)[-1]


def test_a_distribution_of_three_cohorts_is_drawn_and_tabled_where_the_newest_is_hidden() -> None:
    """The county's of the same three beside it."""
    name = "gjennomforing_status"
    univers = Univers(
        id="gjennomforing", deler=("a", "b"), kull="vg1", formula=no_parts, datasets=()
    )
    made = World(
        (indicator(name, Unit.PROSENT, 0, ("gjennomforing",), "gjennomforing"),),
        universer=(univers,),
    )
    for kategori, verdi in (("Fullført", "70"), ("Sluttet", "30")):
        for aar, own in (("2008", ":"), ("2009", ":"), ("2010", ":"), ("2008–2010", verdi)):
            made.put(name, aar, own, hvem=FLA, n=40, kategori=kategori)
            made.put(name, aar, verdi, hvem="fylke", n=9000, kategori=kategori)
    view = view_of(made)

    (part,) = stablet(view, name)

    assert isinstance(part.block, Chart)
    assert [one.navn for one in part.block.series] == ["Flå", "Buskerud"]
    assert "Flå, kullene 2008–2010: 40 elever" in part.block.undertekst
    (table,) = made_tables(view)
    assert table.undertekst.startswith("Nyeste periode, eller de tre nyeste kullene slått sammen.")
    assert table.grupper[0].tittel == "Gjennomforing status, 2008–2010 (prosent)"
    assert {key.aar for key in view.trykt} == {"2008–2010"}


def test_remarks_of_any_of_the_three_years_concern_them() -> None:
    """A break within them would have kept them apart; other remarks are told."""
    view = view_of(world(":", ":", ":"))

    assert view.context.enkelte(UNDER_30, LABEL) == ("2013/14", "2014/15", "2015/16")
    assert view.context.enkelte(UNDER_30, "2014/15") == ("2014/15",)
    assert view.gjeldende(UNDER_30) == LABEL
    assert view.gjeldende(UNDER_30, "K") == "2015/16"


def test_a_line_of_single_cohorts_has_the_figure_that_is_told_below_it() -> None:
    """The text beside it tells of three cohorts, so the figure does too, and notes what it says."""
    made = world("14.0", ":", ":")
    made.put(UNDER_30, "2012/13", "13.0", hvem=FLA, n=11)
    view = view_of(made)

    chart, note = linje(view, UNDER_30)

    assert isinstance(chart.block, Chart)
    assert note.block == Notice(
        "De tre kullene 2013/14–2015/16 slått sammen: 12,0 prosent i Flå, 11,5 prosent i Buskerud."
    )
    assert FigureKey(UNDER_30, "kommune", FLA, LABEL) in view.trykt


def test_a_line_whose_newest_is_shown_says_nothing_of_cohorts_together() -> None:
    """Also where the two before it are hidden."""
    assert len(linje(view_of(world("14.0", "13.0", "12.0")), UNDER_30)) == 1


def test_a_cell_tells_of_cohorts_together_where_the_newest_is_hidden() -> None:
    """It is marked, and the county's beside it is of the same cohorts."""
    view = view_of(world(":", "14.0", ":"))

    told = [celle(view, UNDER_30, area, "2015/16") for area in (view.egen, view.fylket)]

    nbsp = "\u00a0"
    assert told == [f"12,0{nbsp}% (3 kull)", f"11,5{nbsp}% (3 kull)"]
    assert celle(view_of(world(":", ":", "14.0")), UNDER_30, view.egen, "2015/16") == f"14,0{nbsp}%"
