"""What is said, with a source, of municipalities that are left out of some of its periods."""

from collections.abc import Iterator, Sequence

from datapakke import formats
from datapakke.norge import navn
from datapakke.packet import texts
from datapakke.packet.context import PacketContext
from datapakke.packet.grammar import spenn, tall
from datapakke.sources import Utelatt

LISTED = 2
"""More periods are told as a span."""
YEAR = 4
"""So many characters of a period's label are its year."""


def left_out_lines(context: PacketContext, datasets: Sequence[str]) -> tuple[str, ...]:
    """Say of each dataset which municipalities are left out, and when; each sentence once."""
    left_out = [one for name in datasets for one in context.utelatt.get(name, ())]
    merged = (_merged(context, one) for one in left_out if one.deler)
    codes = _codes(context, [one for one in left_out if not one.deler])
    return tuple(dict.fromkeys((*merged, *codes)))


def _merged(context: PacketContext, one: Utelatt) -> str:
    """Say that a merged municipality, and with it the county, is left out."""
    name = context.inndeling.navn(context.inndeling.by_kommunenr[one.kommunenr])
    text = texts.UTELATT_FOR_ALLE if one.for_alle else texts.UTELATT
    return texts.MERKNAD.format(perioder=_periods(one.perioder), tekst=text.format(K=name))


def _codes(context: PacketContext, left_out: Sequence[Utelatt]) -> Iterator[str]:
    """Name the codes that are none of the division's, those of the same periods together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for one in left_out:
        named = f"{navn(one.kommunenr, int(one.perioder[0][:YEAR]))} ({one.kommunenr})"
        together.setdefault(one.perioder, []).append(named)
    for perioder, names in together.items():
        listed = formats.listing(list(dict.fromkeys(names)))
        tekst = texts.UTELATT_KODE.format(K=listed, aar=context.inndeling.aar)
        yield texts.MERKNAD.format(perioder=_periods(perioder), tekst=tekst)


def _periods(labels: tuple[str, ...]) -> str:
    """Give periods as a span; how many they are is told unless they follow year by year."""
    years = int(labels[-1][:YEAR]) - int(labels[0][:YEAR]) + 1
    if len(labels) == years and all("-" not in label for label in labels):
        return spenn(labels)
    if len(labels) <= LISTED:
        return formats.listing([formats.period(label) for label in labels])
    return texts.PERIODER.format(spenn=spenn(labels), antall=tall(len(labels)))
