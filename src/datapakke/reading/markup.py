"""The XML that workbooks are made of, and what is said of a workbook that is damaged."""

from xml.parsers import expat

NO_XML = (expat.ExpatError, ValueError, LookupError)
"""What the parser raises for text that is no XML, or is in an encoding it does not know."""


class Broken(Exception):  # noqa: N818 - a state of the file, turned into an ExtractError
    """A workbook that is damaged, or not within bounds; says how, in bokmål, or nothing."""


def parser() -> expat.XMLParserType:
    """Give a parser that refuses declared entities, with which a little XML can become much."""
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = refuse
    return reader


def parse(reader: expat.XMLParserType, xml: bytes) -> None:
    """Go through a part to its end.

    Raises:
        Broken: It is no XML.
    """
    try:
        reader.Parse(xml, True)  # noqa: FBT003 - takes no keyword
    except NO_XML:
        raise Broken from None


def refuse(*_: object) -> None:
    """Handle what no workbook has.

    Raises:
        Broken: Always.
    """
    raise Broken


def plain(name: str) -> str:
    """Give the name of an element without its prefix."""
    return name.rpartition(":")[2]
