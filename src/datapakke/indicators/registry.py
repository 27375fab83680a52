"""Registers indicators and universes: from functions to what is declared, in a fixed order."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from datapakke.counts import Counts, Distribution
from datapakke.model import Facts, Indicator, Parts, Univers

Formula = TypeVar("Formula", bound=Callable[..., Counts])
Parting = TypeVar("Parting", bound=Callable[..., Distribution])


@dataclass(frozen=True)
class Fag:
    """A subject as indicators speak of it.

    Attributes:
        id: The subject's id in ``karakterer``: ``vg1_matematikk_1p``.
        navn: Its name inside a sentence: «matematikk 1P».
        felles: What courses that pupils choose between have in common: ``matematikk``.
        kurs: What its parts of their universe begin with: «1P ».
    """

    id: str
    navn: str
    felles: str = ""
    kurs: str = ""

    def put_into(self, text: str) -> str:
        """Fill in ``{fag}`` (the id without ``vg1_``), ``{navn}``, ``{felles}`` and ``{kurs}``."""
        return text.format(
            fag=self.id.removeprefix("vg1_"), navn=self.navn, felles=self.felles, kurs=self.kurs
        )

    def put_into_parts(self, parts: Iterable[str]) -> tuple[str, ...]:
        """Fill in the names of parts."""
        return tuple(self.put_into(part) for part in parts)


@dataclass(frozen=True)
class Registry:
    """Indicators and universes by id, in the order in which they were declared."""

    by_id: dict[str, Indicator] = field(default_factory=dict)
    universer: dict[str, Univers] = field(default_factory=dict)

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
            for univers in registry.universer.values():
                joined.add_univers(univers)
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

    def add_univers(self, univers: Univers) -> None:
        """Add a universe at the end.

        Raises:
            ValueError: The id is taken.
        """
        if univers.id in self.universer:
            message = f"two universes are called {univers.id}"
            raise ValueError(message)
        self.universer[univers.id] = univers

    def univers(self, parts: Parts) -> Callable[[Parting], Parting]:
        """Register the decorated function as a universe; its parameters name the tables it reads.

        Raises:
            ValueError: The id is taken.
        """

        def register(formula: Parting) -> Parting:
            self.add_univers(Univers(**vars(parts), formula=formula, datasets=_datasets(formula)))
            return formula

        return register

    def univers_per(
        self, alle_fag: Iterable[Fag], parts: Parts
    ) -> Callable[[Callable[..., Distribution]], Callable[..., Distribution]]:
        """Register the decorated function once per subject, as ``indicator_per`` does."""

        def register(formula: Callable[..., Distribution]) -> Callable[..., Distribution]:
            for fag in alle_fag:
                theirs = replace(parts, id=fag.put_into(parts.id))
                self.univers(theirs)(partial(formula, fag=fag.id))
            return formula

        return register

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
    """Give the facts with the subject's words put into texts and names."""
    return replace(
        facts,
        id=fag.put_into(facts.id),
        title=fag.put_into(facts.title),
        kort=fag.put_into(facts.kort),
        gruppe=fag.navn,
        univers=fag.put_into(facts.univers),
        teller=fag.put_into_parts(facts.teller),
        nevner=fag.put_into_parts(facts.nevner),
        grenser={fag.put_into(part): span for part, span in facts.grenser.items()},
    )


def _indicator(facts: Facts, formula: Callable[..., Counts], metode: str) -> Indicator:
    """Put the parts together; the datasets are the names of the formula's parameters."""
    return Indicator(**vars(facts), formula=formula, datasets=_datasets(formula), metode=metode)


def _datasets(formula: Callable[..., Counts]) -> tuple[str, ...]:
    return tuple(name for name in inspect.signature(formula).parameters if name != "fag")


def _metode(formula: Callable[..., Counts]) -> str:
    """Give the docstring as one paragraph."""
    text = inspect.getdoc(formula)
    if not text:
        message = f"{formula!r} lacks a docstring, which is printed as the method"
        raise ValueError(message)
    return " ".join(text.split())
