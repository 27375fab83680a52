"""The figures that lie in the PDF as a CSV file: those that are printed, as they are printed."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pypdf
import pytest

from datapakke.attachment import COLUMNS, figures_file
from datapakke.model import Figure, FigureKey, Status
from datapakke.packet.build import build_packet
from datapakke.packet.model import Name, Packet
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE
from packet_figures import MODUM, points_world

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
BARE = replace(EXAMPLE, oversikt=None, kapitler=(), tabeller=(), metoder=(), sporsmal=())


def packet(*figures: Figure, **changes: Any) -> Packet:  # noqa: ANN401 - the fields are the packet's
    """Give a packet with these figures only."""
    names = (Name("poeng", "Poeng; «i snitt»", "poeng"), Name("andel", "Andel", "prosent"))
    return replace(BARE, figurer=figures, indikatorer=names, **changes)


def lines(packet: Packet) -> list[list[str]]:
    """Give the file's lines without its head."""
    text = figures_file(packet).content.decode("utf-8-sig")
    head, *rest = csv.reader(io.StringIO(text), delimiter=";")
    assert tuple(head) == COLUMNS
    return rest


def key(indicator: str = "poeng", level: str = "kommune", area: str = "0623") -> FigureKey:
    """Give what a figure of 2015/16 is about."""
    return FigureKey(indicator, level, area, "2015/16")


def test_a_figure_is_a_line() -> None:
    """Decimal comma, the decimals that are printed, and the number it is of."""
    (line,) = lines(packet(Figure(key(), Status.VIST, Decimal("40.80"), n=134)))

    assert line == [
        *("poeng", "Poeng; «i snitt»", "poeng", "kommune", "Modum", "0623"),
        *("2015/16", "alle", "", "40,80", "", "134", ""),
    ]


@pytest.mark.parametrize("status", [Status.SKJULT, Status.MANGLER, Status.FINNES_IKKE])
def test_what_is_hidden_stays_hidden(status: Status) -> None:
    """The sign stands there and no number, not even how many there were."""
    (line,) = lines(packet(Figure(key(), status)))

    assert line[9:] == ["", status.value, "", ""]


def test_coarse_values_say_so_and_none_is_a_number() -> None:
    """«ca. 95», and 0 beside «–»."""
    coarse = Figure(key("andel"), Status.VIST, Decimal(95), avrundet_til=5)
    none = Figure(key("andel"), Status.INGEN, Decimal(0), n=30, teller=0)

    assert [line[9:] for line in lines(packet(coarse, none))] == [
        ["95", "ca.", "", ""],
        ["0", "–", "30", "0"],
    ]


def test_areas_are_named_and_have_their_code() -> None:
    """The municipality, the meeting, the county, the country."""
    areas = [("kommune", "0623"), ("mote", "2016-11-02"), ("fylke", "fylke"), ("land", "land")]
    figures = [Figure(key(level=a, area=b), Status.SKJULT) for a, b in areas]

    assert [line[3:6] for line in lines(packet(*figures))] == [
        ["kommune", "Modum", "0623"],
        ["mote", "Møtet", "2016-11-02"],
        ["fylke", "Buskerud", "fylke"],
        ["land", "Landet", "land"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+47", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x";"y")'])
def test_a_name_is_never_a_formula(name: str) -> None:
    """A spreadsheet shows it as it is."""
    (line,) = lines(packet(Figure(key(), Status.SKJULT), kommune=name))

    assert line[4] == f"'{name}"


def test_a_negative_value_is_a_number() -> None:
    """It begins with a hyphen, as numbers do in CSV, and is no formula."""
    (line,) = lines(packet(Figure(key(), Status.VIST, Decimal("-0.3"))))

    assert line[9] == "-0,3"


def test_pandas_reads_it_with_two_options() -> None:
    """As the documentation tells."""
    file = figures_file(packet(Figure(key(), Status.VIST, Decimal("40.8"), n=134)))

    frame = pd.read_csv(io.BytesIO(file.content), sep=";", decimal=",", dtype={"kode": str})

    assert frame.loc[0, "verdi"] == 40.8
    assert frame.loc[0, "kode"] == "0623"


def test_the_pdf_has_the_file_in_it() -> None:
    """Under the packet's name, as the document's data, with what it is in words."""
    reader = pypdf.PdfReader(io.BytesIO(RENDERER.pdf(EXAMPLE)))
    files: Any = reader.root_object["/AF"]
    said = files[0].get_object()

    assert len(files) == 1
    assert reader.attachments["0623-modum.csv"] == [figures_file(EXAMPLE).content]
    assert said["/AFRelationship"] == "/Data"
    assert said["/Desc"] == "Tallene i pakken, ett per linje"
    assert str(said["/EF"]["/F"]["/Params"]["/ModDate"]) == "D:20161102000000Z"


def test_the_same_packet_gives_the_same_bytes_without_a_day_too() -> None:
    """The clock is not asked."""
    undated = packet(dato="", dato_iso="", runde="", mote=None)

    assert RENDERER.pdf(undated) == RENDERER.pdf(undated)


def test_every_figure_of_a_packet_that_is_built_is_in_the_file() -> None:
    """Each with what its indicator is called."""
    built = build_packet(points_world().context(), MODUM)

    assert len(lines(built)) == len(built.figurer) > 10
    assert all(line[1] and line[2] for line in lines(built))
