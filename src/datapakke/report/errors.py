"""What reading told already: the errors that stop a build, and what was odd."""

from collections.abc import Iterator

from datapakke.report.model import Alvor, Basis, Funn


def told(basis: Basis) -> Iterator[Funn]:
    """Give the errors, and the remarks of reading."""
    for problem in basis.loaded.problems:
        yield Funn(Alvor.FEIL, "lesefeil", problem.where, problem.what)
    for problem in basis.loaded.extracts.warnings:
        yield Funn(Alvor.MERK, "lesing", problem.where, problem.what)
