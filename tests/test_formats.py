"""Numbers, periods, lists and names in Norwegian, by hand."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from datapakke import formats
from datapakke.counts import Fraction
from datapakke.model import Figure, FigureKey, Indicator, Status, Unit

DAY = dt.date(2016, 10, 4)


def indicator(unit: Unit, desimaler: int) -> Indicator:
    """Give an indicator of which only unit and decimals matter."""
    return Indicator(
        id="andel",
        title="Andel",
        chapter="test",
        unit=unit,
        desimaler=desimaler,
        formula=Fraction,
        datasets=(),
        metode="",
        populasjon="",
    )


@pytest.mark.parametrize(
    ("value", "desimaler", "text"),
    [
        (Decimal("43.2"), 1, "43,2"),
        (Decimal(43), 1, "43,0"),
        (Decimal("43.20"), 1, "43,2"),
        (Decimal("0.5"), 1, "0,5"),
        (Decimal("-1.2"), 1, "−1,2"),
        (Decimal("-0.0"), 1, "0,0"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1\u00a0000"),
        (-3163, 0, "−3\u00a0163"),
        (1234567, 0, "1\u00a0234\u00a0567"),
        (Decimal("12345.67"), 2, "12\u00a0345,67"),
        (Decimal("1E+3"), 0, "1\u00a0000"),
    ],
)
def test_numbers_have_comma_hard_space_and_true_minus(
    value: Decimal | int, desimaler: int, text: str
) -> None:
    """Decimal comma, U+00A0 between thousands, U+2212; no leading comma, no minus on zero."""
    assert formats.number(value, desimaler) == text


def test_a_float_is_refused() -> None:
    """A float has been divided without being rounded."""
    with pytest.raises(TypeError, match="float"):
        formats.number(43.25, 1)  # type: ignore[arg-type] # what the type forbids is tried


def test_a_number_with_more_decimals_than_printed_is_refused() -> None:
    """Rounding is done once, before; a second rounding here could print another number."""
    with pytest.raises(ValueError, match=r"43\.25"):
        formats.number(Decimal("43.25"), 1)


def test_percent_has_a_hard_space() -> None:
    """«25,0 %» never breaks between number and sign."""
    assert formats.percent(Decimal(25)) == "25,0\u00a0%"
    assert formats.percent(Decimal(25), 0) == "25\u00a0%"


@pytest.mark.parametrize(
    ("figure_value", "unit", "desimaler", "text"),
    [
        ("39.4", Unit.POENG, 1, "39,4"),
        ("25", Unit.PROSENT, 1, "25,0\u00a0%"),
        ("7.5", Unit.DAGER, 0, "7,5"),
        ("7", Unit.DAGER, 0, "7"),
        ("3163", Unit.ANTALL, 0, "3\u00a0163"),
    ],
)
def test_a_shown_figure_is_printed_with_the_indicators_decimals(
    figure_value: str, unit: Unit, desimaler: int, text: str
) -> None:
    """The percent sign stands in the cell; other units stand in the heading."""
    figure = Figure(FigureKey("a", "kommune", "0623", "2016"), Status.VIST, Decimal(figure_value))

    assert formats.cell(figure, indicator(unit, desimaler)) == text


@pytest.mark.parametrize(
    ("verdi", "step", "desimaler", "text"),
    [
        ("40.5", 5, 1, "ca.\u00a040,5"),
        ("41.0", 5, 1, "ca.\u00a041,0"),
        ("41.0", 10, 1, "ca.\u00a041"),
        ("100", 10, 0, "ca.\u00a0100"),
        ("-0.5", 5, 1, "ca.\u00a0−0,5"),
    ],
)
def test_a_coarse_figure_is_said_to_be_about_so_much(
    verdi: str, step: int, desimaler: int, text: str
) -> None:
    """Without the decimal that is always 0."""
    figure = Figure(FigureKey("a", "mote", "m", "2016"), Status.VIST, Decimal(verdi))
    shown = replace(figure, avrundet_til=step)
    assert formats.cell(shown, indicator(Unit.POENG, desimaler)) == text


@pytest.mark.parametrize(
    ("status", "symbol"),
    [
        (Status.SKJULT, ":"),
        (Status.MANGLER, ".."),
        (Status.FINNES_IKKE, "."),
        (Status.INGEN, "–"),
    ],
)
def test_a_figure_that_is_not_shown_is_printed_as_its_symbol(status: Status, symbol: str) -> None:
    """The symbol wins over any value: a hidden figure that carries one by mistake stays hidden."""
    figure = Figure(FigureKey("a", "kommune", "0623", "2016"), status, Decimal("12.5"))

    assert formats.cell(figure, indicator(Unit.PROSENT, 1)) == symbol


def test_ranges_have_an_en_dash_and_words_where_one_end_is_negative() -> None:
    """«76,1–84,0», but «−1,2 til 3,4»."""
    assert formats.interval("76,1", "84,0") == "76,1–84,0"
    assert formats.interval("−1,2", "3,4") == "−1,2 til 3,4"


def test_dates_have_a_full_stop_and_a_hard_space() -> None:
    """«4. oktober 2016» in text, «04.10.2016» in tables."""
    assert formats.date_words(DAY) == "4.\u00a0oktober 2016"
    assert formats.date_short(DAY) == "04.10.2016"


def test_all_twelve_months_are_in_bokmaal_and_small_letters() -> None:
    """Months are common nouns in Norwegian."""
    words = [formats.period(f"2016-{month:02}") for month in range(1, 13)]

    assert words == [
        "januar 2016",
        "februar 2016",
        "mars 2016",
        "april 2016",
        "mai 2016",
        "juni 2016",
        "juli 2016",
        "august 2016",
        "september 2016",
        "oktober 2016",
        "november 2016",
        "desember 2016",
    ]


@pytest.mark.parametrize(
    ("label", "long", "short"),
    [
        ("2015/16", "2015/16", "15/16"),
        ("1999/00", "1999/00", "99/00"),
        ("2010", "2010", "2010"),
        ("2016-06", "juni 2016", "jun 16"),
        ("2016-06-15", "15.\u00a0juni 2016", "15.6.16"),
        ("Engelsk", "Engelsk", "Engelsk"),
    ],
)
def test_periods_are_known_by_their_form(label: str, long: str, short: str) -> None:
    """School year, cohort, month and counting day; anything else is printed as it is."""
    assert formats.period(label) == long
    assert formats.period_short(label) == short


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["Modum"], "Modum"),
        (["Modum", "Sigdal"], "Modum og Sigdal"),
        (["Flesberg", "Rollag", "Nore og Uvdal"], "Flesberg, Rollag og Nore og Uvdal"),
    ],
)
def test_lists_end_with_og_and_have_no_comma_before_it(items: list[str], text: str) -> None:
    """«a, b og c»."""
    assert formats.listing(items) == text


def test_names_sort_as_norwegian_does() -> None:
    """… z æ ø å, aa as å; the end of Buskerud's list in 2016 is Sigdal, Øvre Eiker, Ål."""
    names = ["Ål", "Øvre Eiker", "Ærø", "Aas", "Sigdal", "Hole", "Hol", "Zeta", "ål"]

    assert sorted(names, key=formats.name_key) == [
        "Hol",
        "Hole",
        "Sigdal",
        "Zeta",
        "Ærø",
        "Øvre Eiker",
        "Ål",
        "ål",
        "Aas",
    ]
