"""Registers indicators: from a function with a docstring to an Indicator, in a fixed order."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from datapakke.counts import Counts
from datapakke.model import Facts, Indicator

Formula = TypeVar("Formula", bound=Callable[..., Counts])


@dataclass(frozen=True)
class Fag:
    """A subject as indicators speak of it.

    Attributes:
        id: The subject's id in ``karakterer``: ``vg1_matematikk_1p``.
        navn: Its name inside a sentence: «matematikk 1P».
    """

    id: str
    navn: str

    def put_into(self, text: str) -> str:
        """Fill in ``{fag}`` (the id without ``vg1_``) and ``{navn}``."""
        return text.format(fag=self.id.removeprefix("vg1_"), navn=self.navn)


@dataclass(frozen=True)
class Registry:
    """Indicators by id, in the order in which they were declared."""

    by_id: dict[str, Indicator] = field(default_factory=dict)

    def all(self) -> tuple[Indicator, ...]:
        """Give every indicator, in the order of declaration."""
        return tuple(self.by_id.values())

    @classmethod
    def joined(cls, registries: Iterable["Registry"]) -> "Registry":
        """Join registries in the order given.

        Raises:
            ValueError: An id is in two of them.
        """
        joined = cls()
        for registry in registries:
            for indicator in registry.all():
                joined.add(indicator)
        return joined

    def add(self, indicator: Indicator) -> None:
        """Add an indicator at the end.

        Raises:
            ValueError: The id is taken.
        """
        if indicator.id in self.by_id:
            message = f"two indicators are called {indicator.id}"
            raise ValueError(message)
        self.by_id[indicator.id] = indicator

    def indicator(self, facts: Facts) -> Callable[[Formula], Formula]:
        """Register the decorated function; its parameters name the tables it reads.

        Raises:
            ValueError: The id is taken, or the function has no docstring.
        """

        def register(formula: Formula) -> Formula:
            self.add(_indicator(facts, formula, _metode(formula)))
            return formula

        return register

    def indicator_per(self, alle_fag: Sequence[Fag], facts: Facts) -> Callable[[Formula], Formula]:
        """Register the decorated function once per subject.

        The function takes tables and ``fag``, the id of the subject. Its docstring and the facts'
        id, title and kort may hold what ``Fag.put_into`` fills in.

        Raises:
            ValueError: An id is taken, or the function has no docstring.
        """

        def register(formula: Formula) -> Formula:
            for fag in alle_fag:
                metode = fag.put_into(_metode(formula))
                self.add(_indicator(_about(facts, fag), partial(formula, fag=fag.id), metode))
            return formula

        return register


def _about(facts: Facts, fag: Fag) -> Facts:
    """Give the facts with the subject's words put into id, title, kort and gruppe."""
    return replace(
        facts,
        id=fag.put_into(facts.id),
        title=fag.put_into(facts.title),
        kort=fag.put_into(facts.kort),
        gruppe=fag.navn,
    )


def _indicator(facts: Facts, formula: Callable[..., Counts], metode: str) -> Indicator:
    """Put the parts together; the datasets are the names of the formula's parameters."""
    parameters = inspect.signature(formula).parameters
    datasets = tuple(name for name in parameters if name != "fag")
    return Indicator(**vars(facts), formula=formula, datasets=datasets, metode=metode)


def _metode(formula: Callable[..., Counts]) -> str:
    """Give the docstring as one paragraph."""
    text = inspect.getdoc(formula)
    if not text:
        message = f"{formula!r} lacks a docstring, which is printed as the method"
        raise ValueError(message)
    return " ".join(text.split())
