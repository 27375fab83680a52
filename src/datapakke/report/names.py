"""Names that stand beside codes, and characters that were damaged on the way."""

from collections.abc import Iterator

from datapakke.formats import listing
from datapakke.norge import navn, navn_passer
from datapakke.reading import place
from datapakke.report.model import Alvor, Basis, Funn

SHOWN = 5


def names(basis: Basis) -> Iterator[Funn]:
    """Find names that are not those of the code beside them, and damaged characters."""
    for extract in basis.extracts:
        for seen in extract.observed:
            rows = seen.names.drop_duplicates(["kode", "navn"]).itertuples(index=False)
            wrong = [
                (int(linje), f"{kode} står som «{printed}», men er {navn(kode)}")
                for linje, kode, printed in rows
                if not navn_passer(kode, printed)
            ]
            if wrong:
                told = listing([what for _, what in wrong[:SHOWN]])
                more = f" Det gjelder {len(wrong)} i alt." if len(wrong) > SHOWN else ""
                act = (
                    "Tallene er ført på koden. Se om koder eller navn er forskjøvet i filen;"
                    " er de det, er tallene på feil kommune."
                )
                where = place(seen.fil, wrong[0][0])
                yield Funn(Alvor.ADVARSEL, "navn_og_kode", where, f"{told}.{more}", act)
            if seen.read_as and seen.read_as.damaged:
                number = seen.read_as.damaged
                what = (
                    f"{number} {'linje' if number == 1 else 'linjer'} har tegn som er ødelagt"
                    " (som «FinnÃ¸y» eller «Fl�»). Kommuner kjennes på koden."
                )
                where = place(seen.fil, seen.read_as.first_damaged)
                yield Funn(Alvor.MERK, "skadde_tegn", where, what)
