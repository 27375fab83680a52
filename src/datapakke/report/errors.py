"""What reading told already: errors that stop a build, what was odd, left out and replaced."""

from collections.abc import Iterator

from datapakke.errors import SHOWN_AT_MOST
from datapakke.extracts.model import Extract
from datapakke.formats import listing, number
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.words import files


def told(basis: Basis) -> Iterator[Funn]:
    """Give the first errors, as ``build`` does, and the remarks of reading."""
    for problem in basis.loaded.problems[:SHOWN_AT_MOST]:
        yield Funn(Alvor.FEIL, "lesefeil", problem.where, problem.what)
    for problem in basis.loaded.extracts.warnings:
        yield Funn(Alvor.MERK, "lesing", problem.where, problem.what)
    for extract in basis.extracts:
        yield from _left_out(extract, basis)
        yield from _replaced(extract)


def _left_out(extract: Extract, basis: Basis) -> Iterator[Funn]:
    """Tell of merged municipalities whose parts were not all delivered."""
    for one in extract.utelatt:
        whom = "noen kommune" if one.for_alle else basis.navn(one.kommunenr)
        what = (
            f"{basis.navn(one.kommunenr)} er slått sammen av {listing(one.deler)}, men ikke alle"
            f" er med for {listing(one.perioder)}. Da er det ikke noe tall for {whom}."
        )
        act = "Hent et uttrekk med alle delene, hvis serien skal gå lenger tilbake."
        yield Funn(
            Alvor.ADVARSEL,
            "sammenslaatt_ikke_hel",
            files(extract),
            what,
            act,
            one.perioder,
            (one.kommunenr,),
        )


def _replaced(extract: Extract) -> Iterator[Funn]:
    """Tell how much a newer file changed in an older one."""
    for one in extract.replaced:
        changes = f"{number(one.endret)} endret, {number(one.borte)} borte, {number(one.nye)} nye"
        what = f"erstatter {one.gammel} for {listing(one.perioder)}: rader {changes}."
        yield Funn(Alvor.MERK, "erstattet", one.ny, what, perioder=one.perioder)
