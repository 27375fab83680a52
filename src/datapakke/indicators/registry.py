"""Registers indicators: from a function with a docstring to an Indicator, in a fixed order."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial

from datapakke.model import Counts, Indicator, Unit

Formula = Callable[..., Counts]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of an indicator beside its formula; the fields mean what ``Indicator`` says.

    In a family that is registered once per subject, the texts hold ``{fag}`` (the subject's id
    without ``vg1_``) and ``{navn}`` (its name inside a sentence).
    """

    id: str
    title: str
    kort: str
    chapter: str
    unit: Unit
    desimaler: int
    populasjon: str
    gruppe: str = ""
    sensitiv: bool = False
    hoyt_er_bra: bool | None = None
    del_av: str | None = None
    skilt_fra: str | None = None
    tomt_er_null: bool = False

    def about(self, fag: str, navn: str) -> "Facts":
        """Give the facts with the subject's words put in."""
        words = {"fag": fag.removeprefix("vg1_"), "navn": navn}
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        texts = {
            name: value.format(**words) for name, value in values.items() if isinstance(value, str)
        }
        return Facts(**(values | texts))


@dataclass(frozen=True)
class Registry:
    """Indicators by id, in the order in which they were declared."""

    by_id: dict[str, Indicator] = field(default_factory=dict)

    def all(self) -> tuple[Indicator, ...]:
        """Give every indicator, in the order of declaration."""
        return tuple(self.by_id.values())

    def indicator(self, facts: Facts) -> Callable[[Formula], Formula]:
        """Register the decorated function; its parameters name the tables it reads.

        Raises:
            ValueError: The id is taken, or the function has no docstring.
        """

        def register(formula: Formula) -> Formula:
            self._add(facts, formula, _metode(formula))
            return formula

        return register

    def indicator_per(self, fag: Mapping[str, str], facts: Facts) -> Callable[[Formula], Formula]:
        """Register the decorated function once per subject (id → name inside a sentence).

        The function takes tables and ``fag``, the id of the subject; its docstring may hold
        ``{navn}``.

        Raises:
            ValueError: An id is taken, or the function has no docstring.
        """

        def register(formula: Formula) -> Formula:
            for fag_id, navn in fag.items():
                metode = _metode(formula).format(navn=navn)
                self._add(facts.about(fag_id, navn), partial(formula, fag=fag_id), metode)
            return formula

        return register

    def _add(self, facts: Facts, formula: Formula, metode: str) -> None:
        if facts.id in self.by_id:
            message = f"two indicators are called {facts.id}"
            raise ValueError(message)
        said = {item.name: getattr(facts, item.name) for item in fields(facts)}
        datasets = tuple(name for name in inspect.signature(formula).parameters if name != "fag")
        self.by_id[facts.id] = Indicator(**said, formula=formula, datasets=datasets, metode=metode)


def _metode(formula: Formula) -> str:
    """Give the docstring as one paragraph."""
    text = inspect.getdoc(formula)
    if not text:
        message = f"{formula!r} lacks a docstring, which is printed as the method"
        raise ValueError(message)
    return " ".join(text.split())


REGISTRY = Registry()
"""The program's own indicators; filled when the package ``indicators`` is imported."""
