"""The three to five things on the cover: what stands out, and honest words where nothing does."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Comparison, Figure, FigureKey, Flagg, Indicator, Status
from datapakke.packet import texts
from datapakke.packet.assemble import Built
from datapakke.packet.context import MED_TALL
from datapakke.packet.grammar import tall
from datapakke.packet.model import Finding
from datapakke.packet.overview import VEIEN
from datapakke.packet.phrases import familie
from datapakke.packet.statements import statement
from datapakke.packet.view import View
from datapakke.statistics import benjamini_hochberg

HELST = 3
"""At least this many findings where there are figures for as many."""
FLEST = 5
PER_KAPITTEL = 2
LINJER, PER_LINJE = 13, 110
"""Lines that findings have on the cover, and letters on each as it is printed, at least."""
FORVENTET = 20
"""One in twenty comparisons is flagged by chance at 95 %."""

SMAATT = ("avstand_", "iv_", "vg1_iv_")
"""Families that a school chief can do least with: told when nothing else takes the place."""

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

    Of those at 95 %, only those that Benjamini and Hochberg's rule believes among all comparisons
    of the packet: of what stands on the cover, at most one in twenty is expected to be chance. Of
    equally rare ones the main figures go first, and parts of another figure last; what says least
    to a school goes after all else. At most two per chapter, and never a part of a figure that
    stands out itself (more than 10 percent, more than 15 days): that would say the same thing
    twice.
    """
    indicators = view.context.by_id
    believed = _believed(view.sammenligninger)
    out = [item for item in view.sammenligninger if _stands_out(item) and item.key in believed]
    flagged_too = {item.key.indikator for item in out}
    wholes = _wholes(indicators.values())
    out = [item for item in out if not wholes[item.key.indikator] & flagged_too]
    out.sort(key=lambda c: (*_weight(c, indicators[c.key.indikator], wholes), -c.styrke, c.key))
    seen: Counter[str] = Counter()
    chosen: list[Comparison] = []
    for item in out:
        indicator = indicators[item.key.indikator]
        if seen[indicator.chapter] < PER_KAPITTEL and len(chosen) < FLEST:
            seen[indicator.chapter] += 1
            chosen.append(item)
    return tuple(chosen)


def _believed(comparisons: Sequence[Comparison]) -> set[FigureKey]:
    """Give those that may stand on the cover: at 99,8 %, or believed among all of the packet."""
    among_all = benjamini_hochberg([item.p for item in comparisons])
    return {
        item.key
        for item, sure in zip(comparisons, among_all, strict=True)
        if sure or item.flagg is Flagg.SVAERT_UVANLIG
    }


def _wholes(indicators: Collection[Indicator]) -> dict[str, set[str]]:
    """Give indicator → those that it is a part of."""
    return {
        one.id: {whole.id for whole in indicators if one.is_part_of(whole)} for one in indicators
    }


def _weight(
    comparison: Comparison, indicator: Indicator, wholes: Mapping[str, set[str]]
) -> tuple[bool, bool, int]:
    """Give what goes first on the cover, as a key to sort by."""
    main = 0 if indicator.id in VEIEN else 1
    return (
        familie(indicator) in SMAATT,
        comparison.flagg is not Flagg.SVAERT_UVANLIG,
        main + bool(wholes[indicator.id]),
    )


def _stands_out(comparison: Comparison) -> bool:
    """Tell whether it is flagged and the printed figures differ: else there is nothing to see."""
    flags = {Flagg.UVANLIG, Flagg.SVAERT_UVANLIG}
    return comparison.flagg in flags and comparison.kommune != comparison.fylke


def findings(view: View, se: Mapping[str, str], built: Sequence[Built]) -> tuple[Finding, ...]:
    """Give the findings; ``se`` says where each indicator is shown in the chapters ``built``."""
    if not any(view.nyeste(name) for name in view.context.by_id):
        return (_few(view, ()),)
    lacking = not all(item.tall for item in built)
    names = [item.key.indikator for item in flagged(view)]
    closed = None if names else _closing(view)
    closing = [Finding(str(closed[0]), closed[1].format(K=view.navn), "")] if closed else []
    if lacking and not names:
        closing.append(_few(view, built))
    names += _headlines(view, names, HELST - len(names) - len(closing))
    found = _with_room(list(_found(view, names, se)), HELST - len(closing))
    if len(found) + len(closing) < HELST and not lacking:
        closing.append(Finding(str(texts.MER_TITTEL), texts.MER.format(K=view.navn), ""))
    return tuple(found + closing)


def _few(view: View, built: Sequence[Built]) -> Finding:
    """Name the chapters that have figures, if any.

    That the others are not delivered is said only where that is so of all of them: the municipality
    may be in no extract of theirs.
    """
    having = [f"«{item.kapittel.tittel}»" for item in built if item.tall]
    lost = all(item.tall or not item.levert for item in built)
    some = texts.LITE_LEVERT if lost else texts.FAA_TALL
    title, text = some if having else texts.INTET_LEVERT
    return Finding(str(title), text.format(K=view.navn, kapitler=formats.listing(having)), "")


def _headlines(view: View, taken: Sequence[str], wanted: int) -> list[str]:
    """Choose headline figures that are delivered; those that are compared go first.

    Hidden ones are chosen only when there are no others: a figure that is not shown is nothing to
    notice.
    """
    known = [name for name in HOVEDTALL if view.nyeste(name) and name not in taken]
    shown = [name for name in known if _own(view, name).status in MED_TALL]
    shown.sort(key=lambda name: view.sammenligning(name) is None or _is_small(view, name))
    return (shown or known)[: max(wanted, 0)]


def _found(view: View, names: Sequence[str], se: Mapping[str, str]) -> Iterator[Finding]:
    """Say the findings; what chance allows is said in full once, and then shortly."""
    told: set[str] = set()
    again = {str(full): str(short) for full, short in texts.IGJEN.items()}
    for name in names:
        indicator = view.context.by_id[name]
        said = statement(view, indicator)
        if said.ledd in told:
            said = replace(said, ledd=again.get(said.ledd, said.ledd))
        told.add(said.ledd)
        yield Finding(indicator.title, str(said), se.get(name, ""))


def _with_room(found: list[Finding], least: int) -> list[Finding]:
    """Leave out the last as long as the cover has no room for all, but ``least``."""
    lines = [math.ceil(len(f"{one.tekst} {one.se}") / PER_LINJE) for one in found]
    while sum(lines) > LINJER and len(lines) > least:
        lines.pop()
    return found[: len(lines)]


def _closing(view: View) -> tuple[Tekst, Tekst] | None:
    """Give what is said where nothing stands out, heading and text; None without comparisons."""
    known = [name for name in HOVEDTALL if view.nyeste(name)]
    small = [name for name in known if _is_small(view, name)]
    if known and len(small) > len(known) / 2:
        return texts.SMAA_KULL
    if any(_stands_out(item) for item in view.sammenligninger):
        return texts.USIKRE_UTSLAG
    return texts.INGEN_UTSLAG if view.sammenligninger else None


def _is_small(view: View, name: str) -> bool:
    comparison = view.sammenligning(name)
    return _own(view, name).status is Status.SKJULT or (
        comparison is not None and comparison.flagg is Flagg.FAA
    )


def _own(view: View, name: str) -> Figure:
    return view.tall(name, view.egen, view.gjeldende(name))


def multiplicity(view: View) -> str:
    """Say how many comparisons there are, and how many would stand out by chance."""
    m = len(view.sammenligninger)
    if m == 0:
        return str(texts.INGEN_SAMMENLIGNING)
    expected = (m + FORVENTET // 2) // FORVENTET
    some = texts.SAMMENLIGNINGER.format(m=tall(m))
    few = (texts.EN_AV_TJUE, texts.OMTRENT_EN)
    x = few[expected] if expected < len(few) else texts.OMTRENT.format(x=tall(expected))
    said = texts.MULTIPLISITET.format(m=texts.EN_SAMMENLIGNING if m == 1 else some, x=x)
    alike = sum(item.samlet for item in view.sammenligninger)
    if not alike:
        return said
    which = texts.ALLE_LIKE_EN if alike == 1 else texts.ALLE_LIKE_FLERE
    return f"{said} {texts.ALLE_LIKE.format(x=which.format(x=tall(alike)))}"
