"""What may be quoted from a file with a row per person: nothing that could be a pseudonym.

A header that is missing, or a cell that has slipped into another column, can put a pseudonym
anywhere. So all that is told of such a file goes through here, however it was found.
"""

import re
from collections.abc import Iterable, Sequence

from datapakke.errors import Problem
from datapakke.extracts import written
from datapakke.extracts.checks import misspelled
from datapakke.extracts.format import Format
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import File, SourceFormat
from datapakke.norge import alle_koder, navn
from datapakke.reading import Dialect, read_beginning

NOT_SHOWN = "«…»"
ADDED = " (Innholdet vises ikke.)"
QUOTE = re.compile("«([^»]*)»")
COLUMN = re.compile("kolonne «(.*)»$", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
CODE = re.compile("[A-Z]{3}[0-9]{4}|OT[A-Z]{2}|ELGS")
"""Codes of subjects, and of Oppfølgingstjenesten."""

LONG_ENOUGH = 6
"""Shorter words are like too many others for a slip of one to be known."""

SHEETS = re.compile("har (ikke noe ark|flere ark med innhold)")
"""Begins what quotes names of sheets: no cell becomes one, and a person must choose among them."""

LONGEST_NUMBER = 4
MOST_DIGITS = 8
"""A number, or a date in pieces; longer ones can be pseudonyms."""

OWN = (
    "aar ark desimaltegn enhet filnavn foreløpig form kilder kolonne kolonner lesing mangler"
    " null overskrift overskriftsrader plausibel rader sifre skilletegn skjult skoleaar symboler"
    " tegnkoding tittel ubrukt uten verdi verdier verdikolonner yaml"
    " vg1 vg2 vg3 ja nei im iv stk år prosent"
)
"""Words that messages quote of themselves, and that sources write where another word should be."""


class Discretion:
    """Takes out of what is told of a file all quotes but those that can be no pseudonym."""

    def __init__(self, columns: Sequence[str], said: Iterable[str], header: Sequence[str]) -> None:
        """Say what is known.

        Args:
            columns: The dataset's columns.
            said: What the register says of the file: its words may be quoted.
            header: The columns of the file, which are told by number when they are not known.
        """
        names = [navn(kode) for kode in alle_koder()]
        near = {word.lower() for text in (*columns, *said) for word in WORD.findall(text)}
        texts = (OWN, *written.GENDERS, *written.MONTHS, *names)
        self.known = near | {word.lower() for text in texts for word in WORD.findall(text)}
        self.near = [word for word in near if len(word) >= LONG_ENOUGH] + [*columns]
        self.header = list(header)

    def of(self, found: Problems) -> Problems:
        """Give problems without what may not be shown."""
        discreet = Problems()
        discreet.total = found.total
        discreet.kept = [(rank, self.told(problem)) for rank, problem in found.kept]
        return discreet

    def told(self, problem: Problem) -> Problem:
        """Give a problem without what may not be shown."""
        if SHEETS.match(problem.what):
            return problem
        where = COLUMN.sub(lambda found: self._column(found[1]), problem.where)
        what = QUOTE.sub(lambda found: found[0] if self.may(found[1]) else NOT_SHOWN, problem.what)
        added = "" if what == problem.what or ADDED in what else ADDED
        return Problem(where, what + added)

    def may(self, text: str) -> bool:
        """Tell whether a text can be quoted: words that are known, codes and short numbers."""
        words = WORD.findall(text)
        numbers = [word for word in words if re.fullmatch("[0-9]+", word)]
        short = all(len(number) <= LONGEST_NUMBER for number in numbers)
        if not short or len("".join(numbers)) > MOST_DIGITS:
            return False
        rest = [word for word in words if word not in numbers]
        return all(
            len(word) == 1
            or word.lower() in self.known
            or CODE.fullmatch(word)
            or misspelled(word.lower(), self.near)
            for word in rest
        )

    def _column(self, name: str) -> str:
        if self.may(name):
            return f"kolonne «{name}»"
        number = f"nr. {self.header.index(name) + 1}" if name in self.header else NOT_SHOWN
        return f"kolonne {number}"


def discretion_for(form: SourceFormat, file: File) -> Discretion | None:
    """Give what may be quoted of a file; None where no row is a person and everything may."""
    declared = getattr(form, "format", form)
    if not isinstance(declared, Format) or not declared.pseudonym:
        return None
    # As text, since every word in it stands in the register already.
    described = str(getattr(form, "description", ""))
    said = (described, file.name, file.told.sheet or "")
    names = frozenset(declared.columns)
    start = read_beginning(file.path, file.dialect(Dialect(names=names)))
    rules = [kind.rule for kind in declared.columns.values()]
    return Discretion(tuple(declared.columns), (*said, *rules), start.columns if start else ())
