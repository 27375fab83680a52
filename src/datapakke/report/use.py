"""What the extracts are used for: chapters that would be empty, datasets that nothing uses."""

from collections.abc import Iterator

from datapakke.indicators import all_indicators
from datapakke.packet.chapters import CHAPTERS
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.words import files


def use(basis: Basis) -> Iterator[Funn]:
    """Find chapters without any figures, and datasets without any indicator.

    Where a file could not be read, its chapter may be empty for that reason.
    """
    delivered = {extract.datasett for extract in basis.extracts if len(extract.table)}
    for chapter in () if basis.loaded.total else CHAPTERS:
        mine = [one for one in all_indicators() if one.chapter == chapter.id]
        if not any(delivered.issuperset(one.datasets) for one in mine):
            wanted = ", ".join(sorted(chapter.datasett))
            what = f"kapittelet «{chapter.tittel}» blir uten tall: ingen uttrekk gir noe til det."
            act = f"Legg til datasettet ({wanted}) i kilder.yaml, hvis kapittelet skal ha tall."
            yield Funn(Alvor.ADVARSEL, "tomt_kapittel", "pakkene", what, act)
    used = {name for one in all_indicators() for name in one.datasets}
    for extract in basis.extracts:
        if extract.datasett not in used:
            what = f"datasettet {extract.datasett} leses, men brukes ikke av noen indikator."
            yield Funn(Alvor.MERK, "ubrukt_datasett", files(extract), what)
