"""Rules of rounding and hiding, and how a file was read, in bokmål."""

from datapakke.model import FigureKey, Indicator, Nivaa, Unit, is_pooled
from datapakke.reading import ReadAs
from datapakke.rules import Rules

DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "loddrett strek"}
HALVES = "en halv rundes oppover (bort fra null)"


def unit(indicator: Indicator) -> str:
    """Give the unit beside a printed value; «%» is part of the value."""
    return "" if indicator.unit in {Unit.PROSENT, Unit.ANTALL} else indicator.unit.value


def rounding(slag: str, indicator: Indicator) -> str:
    """Say how a figure of a kind is divided and rounded."""
    n = indicator.desimaler
    decimals = "hele tall" if n == 0 else "én desimal" if n == 1 else f"{n} desimaler"
    if slag == "antall":
        return "Antallet trykkes som det er."
    if slag == "median":
        return f"Medianen rundes til {decimals}; midt mellom to hele tall beholdes den halve."
    what = "100 · teller / nevner" if slag in {"andel", "fordeling"} else "Summen delt på antallet"
    return f"{what}, regnet nøyaktig og rundet én gang til {decimals}; {HALVES}."


def rules_of(
    slag: str, indicator: Indicator, key: FigureKey, rules: Rules, *, beside_mean: bool
) -> tuple[str, ...]:
    """Give the rules of hiding that figures of a kind are held against; the same for them all.

    ``beside_mean`` says that a mean of the same persons is printed beside a distribution.
    """
    if key.nivaa == Nivaa.LAND.value:
        return ("Tall for landet er kildens egne, og programmet skjuler ingen av dem.",)
    few, least = rules.antall_under - 1, rules.nevner_under
    said = {
        "andel": (
            f"En andel vises ikke når telleren eller resten er 1–{few}, eller nevneren er under"
            f" {least}."
        ),
        "fordeling": (
            f"En fordeling vises ikke når en gruppe i den er 1–{few}, eller den har færre enn"
            f" {least} bak seg."
        ),
        "antall": f"Et antall vises ikke når det er 1–{few}.",
        "snitt": f"Et gjennomsnitt vises ikke når det har færre enn {rules.snitt_under} bak seg.",
        "median": f"En median vises ikke når den har færre enn {rules.snitt_under} bak seg.",
    }
    found = [f"Profilen er «{rules.navn}». {said[slag]}"]
    if indicator.sensitiv and slag in {"andel", "fordeling"}:
        found.append("Tallet er følsomt: 0 % og 100 % vises heller ikke.")
    if is_pooled(key.aar):
        found.append("Tre kull er slått sammen der minst to av dem ikke vises hver for seg.")
    if beside_mean:
        found.append(
            f"Fordelingen står ved siden av et gjennomsnitt, og vises ikke når den har færre enn"
            f" {rules.fordeling_og_snitt_under} bak seg."
        )
    found.append("Tall som sammen med andre trykte tall ville røpet et skjult tall, vises ikke.")
    return tuple(found)


def read_as(read: ReadAs, fil: str, *, rows: bool) -> str:
    """Say how a file was read: «cp1252, semikolon, overskrift i linje 4, 120 rader».

    A file with all pupils of a year has as many rows as the county has pupils, and that number may
    be held back: it is told only when ``rows`` is true.
    """
    layout = f"arket «{read.sheet}»" if read.sheet else DELIMITERS.get(read.delimiter, "")
    last = read.header_line + read.header_rows - 1
    span = f"{read.header_line}–{last}" if read.header_rows > 1 else f"{read.header_line}"
    header = f"overskrift i linje {span}" if read.header_line else "ingen overskrift"
    packed = f"«{read.file}» i arkivet" if read.file != fil else ""
    number = f"{read.rows} rader" if rows else ""
    return ", ".join(filter(None, [packed, read.encoding, layout, header, number]))
