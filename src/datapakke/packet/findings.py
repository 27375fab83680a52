"""The three to five things on the cover: what stands out, and honest words where nothing does."""

from collections import Counter
from collections.abc import Mapping, Sequence

from datapakke import formats
from datapakke.model import Comparison, Flagg, Indicator, Status
from datapakke.packet import texts
from datapakke.packet.grammar import tall
from datapakke.packet.model import Finding
from datapakke.packet.statements import statement
from datapakke.packet.view import View

HELST = 3
"""At least this many findings where there are figures for as many."""
FLEST = 5
PER_KAPITTEL = 2
FORVENTET = 20
"""One in twenty comparisons is flagged by chance at 95 %."""

HOVEDTALL = (
    "inntakspoeng_snitt",
    "grunnskolepoeng_snitt",
    "fullfort_56",
    "standpunkt_matematikk",
    "fravaer_over_15_10",
    "overgang_direkte",
    "ot_andel",
    "nav_ledige",
    "neet_15_29",
    "helt_ledige_antall",
)
"""What is said when little stands out, in this order."""


def flagged(view: View) -> tuple[Comparison, ...]:
    """Give the newest comparisons that stand out, the strongest first.

    At most two per chapter, and never a figure together with one that is part of it (more than
    15 days, more than 10 percent): that would say the same thing twice.
    """
    indicators = view.context.by_id
    out = [item for item in view.sammenligninger if _stands_out(item)]
    out.sort(key=lambda c: (c.flagg is not Flagg.SVAERT_UVANLIG, -c.styrke, c.key))
    seen: Counter[str] = Counter()
    chosen: list[Comparison] = []
    for item in out:
        indicator = indicators[item.key.indikator]
        told = any(_part_of(indicator, indicators[one.key.indikator]) for one in chosen)
        if seen[indicator.chapter] < PER_KAPITTEL and len(chosen) < FLEST and not told:
            seen[indicator.chapter] += 1
            chosen.append(item)
    return tuple(chosen)


def _part_of(one: Indicator, other: Indicator) -> bool:
    return one.del_av == other.id or other.del_av == one.id


def _stands_out(comparison: Comparison) -> bool:
    """Tell whether it is flagged and the printed figures differ: else there is nothing to see."""
    flags = {Flagg.UVANLIG, Flagg.SVAERT_UVANLIG}
    return comparison.flagg in flags and comparison.kommune != comparison.fylke


def findings(view: View, se: Mapping[str, str], levert: Sequence[str]) -> tuple[Finding, ...]:
    """Give the findings; ``se`` says where each indicator is shown.

    ``levert`` names the chapters that have figures, when not all have.
    """
    if not any(view.nyeste(name) for name in view.context.by_id):
        text = texts.INTET_LEVERT.format(K=view.navn)
        return (Finding(texts.INTET_LEVERT_TITTEL, text, ""),)
    names = [item.key.indikator for item in flagged(view)]
    closing = [] if names else _closing(view)
    if levert and not names:
        text = texts.LITE_LEVERT.format(
            kapitler=formats.listing([f"«{tittel}»" for tittel in levert])
        )
        closing.append(Finding(texts.LITE_LEVERT_TITTEL, text, ""))
    names += _headlines(view, names, HELST - len(names) - len(closing))
    found = [_finding(view, name, se) for name in names]
    missing = HELST - len(found) - len(closing)
    rest = [Finding(texts.MER_TITTEL, texts.MER.format(K=view.navn), "")] if missing > 0 else []
    return tuple(found + closing + rest)


def _headlines(view: View, taken: Sequence[str], wanted: int) -> list[str]:
    """Choose headline figures that are delivered; those that may be compared go first."""
    known = [name for name in HOVEDTALL if view.nyeste(name) and name not in taken]
    known.sort(key=lambda name: view.sammenligning(name) is None)
    return known[: max(wanted, 0)]


def _finding(view: View, name: str, se: Mapping[str, str]) -> Finding:
    indicator = view.context.by_id[name]
    return Finding(indicator.title, str(statement(view, indicator)), se.get(name, ""))


def _closing(view: View) -> list[Finding]:
    """Say that the cohorts are small, or that nothing of what was compared stands out."""
    known = [name for name in HOVEDTALL if view.nyeste(name)]
    small = [name for name in known if _is_small(view, name)]
    if known and len(small) > len(known) / 2:
        return [Finding(texts.FAA_TITTEL, texts.FAA.format(K=view.navn), "")]
    if view.sammenligninger:
        text = texts.INGEN_UTSLAG.format(K=view.navn)
        return [Finding(texts.INGEN_UTSLAG_TITTEL, text, "")]
    return []


def _is_small(view: View, name: str) -> bool:
    comparison = view.sammenligning(name)
    own = view.tall(name, view.egen, view.nyeste(name))
    return own.status is Status.SKJULT or (comparison is not None and comparison.flagg is Flagg.FAA)


def multiplicity(view: View) -> str:
    """Say how many comparisons there are, and how many would stand out by chance."""
    m = len(view.sammenligninger)
    if m == 0:
        return texts.INGEN_SAMMENLIGNING
    expected = (m + FORVENTET // 2) // FORVENTET
    noun = "sammenligning" if m == 1 else "sammenligninger"
    x = f"omtrent {tall(expected)} av dem" if expected else "færre enn én"
    return texts.MULTIPLISITET.format(m=f"{tall(m)} {noun}", x=x)
