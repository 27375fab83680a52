"""Makes the report."""

from datapakke.report.findings import findings
from datapakke.report.model import Basis, Report
from datapakke.report.sources import sources


def make_report(basis: Basis) -> Report:
    """Describe the files and everything that was found in them."""
    division = basis.inndeling
    return Report(
        runde=basis.runde,
        inndeling=division.aar,
        kommuner={nr: division.navn(kommune) for nr, kommune in division.by_kommunenr.items()},
        data_til=basis.data_til.isoformat() if basis.data_til else "",
        kilder=sources(basis),
        feil_i_alt=basis.loaded.total,
        funn=findings(basis),
    )
