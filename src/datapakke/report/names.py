"""Names that stand beside codes, and files that were damaged on the way."""

from collections.abc import Iterator

from datapakke.extracts.observed import Observed
from datapakke.formats import listing
from datapakke.norge import alle_koder, navn, navn_passer
from datapakke.reading import place
from datapakke.report.model import Alvor, Basis, Funn

SHOWN = 5


def names(basis: Basis) -> Iterator[Funn]:
    """Find names that are not those of the code beside them, and damaged files."""
    for extract in basis.extracts:
        for seen in extract.observed:
            yield from _names(seen)
            yield from _damaged(seen)


def _names(seen: Observed) -> Iterator[Funn]:
    """Compare names and codes; in a file about pupils, what should be a name can be something else.

    The country and codes that are no municipality's have no name to be held against.
    """
    rows = seen.names.drop_duplicates(["kode", "navn"]).itertuples(index=False)
    wrong = [
        (int(linje), f"{kode} står som {_printed(printed, seen)}, men er {navn(kode)}")
        for linje, kode, printed in rows
        if kode in alle_koder() and not navn_passer(kode, printed)
    ]
    if not wrong:
        return
    told = listing([what for _, what in wrong[:SHOWN]])
    more = f" Det gjelder {len(wrong)} i alt." if len(wrong) > SHOWN else ""
    act = (
        "Tallene er ført på koden. Se om koder eller navn er forskjøvet i filen;"
        " er de det, er tallene på feil kommune."
    )
    where = place(seen.fil, wrong[0][0])
    yield Funn(Alvor.ADVARSEL, "navn_og_kode", where, f"{told}.{more}", act)


def _printed(name: str, seen: Observed) -> str:
    return f"«{name}»" if seen.identity.counts else "noe annet"


def _damaged(seen: Observed) -> Iterator[Funn]:
    read = seen.read_as
    if read and read.damaged:
        what = (
            f"{read.damaged} {'linje' if read.damaged == 1 else 'linjer'} har tegn som er ødelagt"
            " (som «FinnÃ¸y» eller «Fl�»). Kommuner kjennes på koden."
        )
        yield Funn(Alvor.MERK, "skadde_tegn", place(seen.fil, read.first_damaged), what)
    if read and read.cut:
        what = (
            "bare den siste linjen slutter uten linjeskift. Er filen kuttet av, kan det siste"
            " tallet i den mangle sifre."
        )
        yield Funn(Alvor.MERK, "avkuttet", seen.fil, what)
