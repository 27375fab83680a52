"""Values that only a description has: forms, symbols and ranges."""

import re

from yaml.nodes import ScalarNode

from datapakke.config.fields import Reader
from datapakke.config.structure import Value
from datapakke.extracts.described.description import Symbols
from datapakke.extracts.described.form import Form, FormError
from datapakke.extracts.described.written_numbers import is_number

SYMBOLS = ("skjult", "mangler", "null", "foreløpig")
BLANK_IS = ("skjult", "mangler")
"""What a blank cell can be said to mean."""

NUMERAL = re.compile("[,.]?[0-9]|%")
NO_NUMBERS = ("null", "foreløpig")
"""What no symbol that begins as a number can mean: ``1`` after ``12`` would make it another."""

LONGEST_SYMBOL = 30
NUMBER = re.compile("[0-9]{1,9}([.,][0-9]{1,4})?")
PAIR = 2


def read_form(reader: Reader, value: Value) -> Form | None:
    """Read a form; None where there is none, and after noting that it is none."""
    text = reader.text(value)
    try:
        return Form(text) if text else None
    except FormError as error:
        reader.unfit(value, str(error))
        return None


def read_forms(reader: Reader, value: Value) -> tuple[Form, ...]:
    """Read one form, or a list of them; ``""`` is the form of a blank cell."""
    forms = []
    for one in _one_or_more(reader, value):
        node = one.node
        blank = isinstance(node, ScalarNode) and bool(node.style) and not node.value
        form = Form("") if blank else read_form(reader, one)
        if form is not None:
            forms.append(form)
    return tuple(forms)


def read_symbols(reader: Reader, value: Value) -> Symbols:
    """Read what symbols mean, each of them one thing."""
    fields = reader.fields(value, (), SYMBOLS)
    found = {name: _texts(reader, fields[name], name) for name in SYMBOLS}
    first: dict[str, str] = {}
    for name in SYMBOLS:
        for symbol in found[name]:
            if first.setdefault(symbol, name) != name:
                what = f"«{symbol}» står både under «{first[symbol]}» og «{name}»."
                reader.wrong(fields[name], what)
    symbols = Symbols(*(found[name] for name in SYMBOLS))
    for name in BLANK_IS:
        for symbol in found[name]:
            if is_number(symbols.unmarked(symbol)):
                what = f"«{symbol}» kan være et tall, og kan ikke også bety «{name}»."
                reader.wrong(fields[name], what)
    return symbols


def read_range(reader: Reader, value: Value) -> tuple[float, float] | None:
    """Read the lowest and the highest of what is plausible."""
    ends = [
        float(text.replace(",", "."))
        for one in reader.items(value)
        if (text := reader.matching(one, NUMBER, "et tall"))
    ]
    if len(ends) == PAIR and ends[0] <= ends[1]:
        return ends[0], ends[1]
    reader.unfit(value, "to tall, det laveste først, som [30, 55]")
    return None


def _texts(reader: Reader, value: Value, means: str) -> tuple[str, ...]:
    """Read symbols as they are written, also those that YAML would read as something else."""
    found = []
    for one in _one_or_more(reader, value):
        text = one.node.value if isinstance(one.node, ScalarNode) else None
        if text is None or text != text.strip() or not text.isprintable():
            reader.unfit(one, "et symbol i anførselstegn")
        elif (not text and means not in BLANK_IS) or len(text) > LONGEST_SYMBOL:
            reader.unfit(one, f"et symbol på 1–{LONGEST_SYMBOL} tegn")
        elif means in NO_NUMBERS and NUMERAL.match(text):
            reader.unfit(one, "et symbol som ikke begynner som et tall")
        else:
            found.append(text)
    return tuple(found)


def _one_or_more(reader: Reader, value: Value) -> list[Value]:
    return [value] if isinstance(value.node, ScalarNode) else reader.items(value)
