"""What becomes one table of a packet, and the names of its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.model import UNTIL, Indicator
from datapakke.packet import texts
from datapakke.packet.breaks import is_passed, new_rules
from datapakke.packet.pooled import pooled
from datapakke.packet.view import View


@dataclass(frozen=True)
class Sheet:
    """What becomes one table: indicators of a chapter with the same source and periods."""

    kapittel: str
    """The chapter's heading."""
    indikatorer: tuple[Indicator, ...]
    perioder: tuple[str, ...]
    samlet: bool
    """Whether the municipality has a figure of cohorts together in it."""


def heads(view: View, sheet: Sheet) -> tuple[str, ...]:
    """Name the columns; one that breaks a series is marked †. Long ones have short names."""
    broken = [_is_broken(view, sheet, aar) for aar in sheet.perioder]
    short = any(broken) or sheet.samlet or any({"-", "/"} & set(aar) for aar in sheet.perioder)
    named = formats.period_short if short else formats.period
    alone = (
        f"{named(aar)}†" if marked else named(aar)
        for aar, marked in zip(sheet.perioder, broken, strict=True)
    )
    return (*alone, _together_head(view, sheet)) if sheet.samlet else tuple(alone)


def _together_head(view: View, sheet: Sheet) -> str:
    """Name the column of cohorts together, with its span where that is one; its words may part."""
    labels = list(together(view, sheet))
    ends = [formats.period_short(aar) for aar in labels[0].split(UNTIL)] if len(labels) == 1 else []
    return " ".join([str(texts.TABELL_SAMLET_HODE), f"{UNTIL} ".join(ends)]).strip()


def _is_broken(view: View, sheet: Sheet, aar: str) -> bool:
    """Tell whether the period is in a break that is over, or is the first under new rules."""
    return any(
        is_passed(view, item, aar, sheet.perioder[-1])
        or aar in new_rules(view, item, sheet.perioder)
        for item in sheet.indikatorer
    )


def together(view: View, sheet: Sheet) -> dict[str, list[Indicator]]:
    """Give the spans of cohorts together, and what they are of."""
    found: dict[str, list[Indicator]] = {}
    for item in sheet.indikatorer:
        if figure := pooled(view, item, view.egen):
            found.setdefault(figure.key.aar, []).append(item)
    return found


def spans(labels: Mapping[str, Sequence[Indicator]]) -> str:
    """Name the spans, and what each is of where there are several."""
    if len(labels) == 1:
        return min(labels)
    of = {aar: formats.listing([one.title for one in items]) for aar, items in labels.items()}
    return formats.listing([f"{aar} ({of[aar]})" for aar in of])
