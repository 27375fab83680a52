"""What an audit found: for the terminal, for machines and for the archive."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from datapakke.rules import Rules

SHOWN = 20
"""Failures that the terminal shows."""


@dataclass(frozen=True, order=True)
class Failure:
    """A cell that is known too well.

    Attributes:
        scenario: Who knows it: «alle», or a municipality that knows its own.
        celle: The cell in words, with place, period and gender.
        indikator: Id of the indicator.
        lo, hi: What the attacker knows that it is between.
        krav: What it must be able to be, in words: «1 eller lavere og 5 eller høyere».
        hvordan: The figures that give it away, in words.
        avgjort: False when nobody was seen to know it, but the search for a data set that proves
            that they cannot was ended.
        sted: Level, area and period of the cell, as figures name them.
        regel: The rule of the profile that says that it must be hidden, in words, where it is
            printed; then nobody needs to work anything out.
    """

    scenario: str
    celle: str
    indikator: str
    lo: float = math.nan
    hi: float = math.nan
    krav: str = ""
    hvordan: str = ""
    avgjort: bool = True
    sted: tuple[str, str, str] = ("", "", "")
    regel: str = ""

    def __str__(self) -> str:
        """Give it as one line."""
        if self.regel:
            return f"{self.celle} er trykt, og skal være skjult: {self.regel}"
        if not self.avgjort:
            return (
                f"{self.celle}: ikke avgjort hva {self.scenario} kan regne ut; det skal kunne være"
                f" {self.krav}"
            )
        return (
            f"{self.celle}: {self.scenario} kan regne ut {between(self.lo, self.hi)}; det skal"
            f" kunne være {self.krav}. Slik: {self.hvordan}"
        )


@dataclass(frozen=True)
class Report:
    """What an audit found.

    Attributes:
        rules: The profile.
        tall: How many printed figures were attacked.
        filer: Name and SHA-256 of the side-cars; empty when they are not written yet.
        scenarier: Scenario → how many cells were tried in it.
        failures: Cells that are known too well, in order.
        revidert: Figures that were printed earlier as something else, in words.
        ubrukt: Why figures of earlier rounds were not used → how many.
    """

    rules: Rules
    tall: int
    filer: tuple[tuple[str, str], ...] = ()
    scenarier: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    revidert: tuple[str, ...] = ()
    ubrukt: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether nothing is known too well."""
        return not self.failures


def as_lines(report: Report) -> list[str]:
    """Give the report for the terminal: the outcome first, then what is wrong."""
    lines = [
        summary(report),
        *(f"  {name}: {count} celler prøvd" for name, count in report.scenarier.items()),
    ]
    lines += [f"Røper: {failure}" for failure in report.failures[:SHOWN]]
    if len(report.failures) > SHOWN:
        lines.append(f"… og {len(report.failures) - SHOWN} til; alle står i rapporten (--rapport).")
    lines += [f"Endret siden forrige runde: {one}" for one in report.revidert]
    lines += [
        f"Ikke brukt fra tidligere runder: {count} tall, {why}"
        for why, count in report.ubrukt.items()
    ]
    return lines


def summary(report: Report) -> str:
    """Give the outcome in one sentence."""
    attacked = f"{report.tall} trykte tall er angrepet"
    if report.ok:
        return f"{attacked}. Ingen kan regne ut mer enn profilen «{report.rules.navn}» tillater."
    open_ones = sum(not failure.avgjort for failure in report.failures)
    printed = sum(bool(failure.regel) for failure in report.failures)
    known = len(report.failures) - open_ones - printed
    told = [f"{printed} er trykt som profilen skjuler."] if printed else []
    told += [f"{known} skjulte tall kan regnes ut for nøyaktig."] if known else []
    told += [f"{open_ones} er ikke avgjort."] if open_ones else []
    return f"{attacked}. {' '.join(told)}"


def as_json(report: Report) -> str:
    """Give the report for machines; the same input gives the same text."""
    said = {
        "profil": _profile(report.rules),
        "trykte_tall": report.tall,
        "filer": [{"fil": name, "sha256": digest} for name, digest in report.filer],
        "scenarier": dict(report.scenarier),
        "ok": report.ok,
        "feil": [
            {one.name: _bare(getattr(failure, one.name)) for one in fields(failure)}
            for failure in report.failures
        ],
        "revidert": list(report.revidert),
        "ubrukt": dict(report.ubrukt),
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def as_markdown(report: Report, heading: str) -> str:
    """Give the report for the archive, as text that needs no program to be read."""
    return "\n".join(_document(report, heading)) + "\n"


def _document(report: Report, heading: str) -> Iterator[str]:
    yield from (f"# Kontroll av skjerming, {heading}", "", summary(report), "")
    yield from ("## Profil", "")
    yield from (f"- {name}: {value}" for name, value in _profile(report.rules).items())
    yield from ("", "## Hvem som er prøvd", "")
    yield from (f"- {name}: {count} celler" for name, count in report.scenarier.items())
    yield from _listed("Tall som kan regnes ut", [str(failure) for failure in report.failures])
    yield from _listed("Tall som er trykt annerledes før", report.revidert)
    unused = [f"{count} tall: {why}" for why, count in report.ubrukt.items()]
    yield from _listed("Tall fra tidligere runder som ikke er brukt", unused)
    files = [f"`{name}` SHA-256 `{digest}`" for name, digest in report.filer]
    yield from _listed("Pakkene som er kontrollert", files)


def _listed(title: str, items: "tuple[str, ...] | list[str]") -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield from (f"- {item}" for item in items or ["ingen"])


def between(lo: float, hi: float) -> str:
    """Give an interval in words: «at det er nøyaktig 3», «at det er 2–4»."""
    if lo == hi:
        return f"at det er nøyaktig {number(lo)}"
    if math.isinf(hi):
        return f"at det er minst {number(lo)}"
    return f"at det er fra {number(lo)} til {number(hi)}"


def number(value: float) -> str:
    """Give a number with decimal comma, at most two decimals."""
    near = round(value, 2)
    return f"{near:.0f}" if near == round(near) else f"{near:g}".replace(".", ",")


def _profile(rules: Rules) -> dict[str, str]:
    """Give the limits of the profile, by their names in the configuration."""
    return {one.name: _text(getattr(rules, one.name)) for one in fields(rules)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(sorted(map(str, value))) or "ingen"
    return str(value)


def _bare(value: object) -> object:
    """Give what JSON can hold: no infinity, and nothing for what was not worked out."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
