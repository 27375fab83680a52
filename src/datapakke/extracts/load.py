"""All extracts of a folder, tidy; every error in all of them at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from datapakke.config import Config
from datapakke.errors import ExtractError, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.model import Extract, Extracts
from datapakke.extracts.problems import Problems
from datapakke.extracts.recognise import recognise
from datapakke.extracts.register import REGISTER, read_register
from datapakke.extracts.source_format import SourceFormat
from datapakke.kommuner import Inndeling
from datapakke.sources import Source


def load_extracts(
    folder: Path, config: Config, inndeling: Inndeling, data_til: date | None
) -> Extracts:
    """Read the extracts in a folder.

    Args:
        folder: Holds the files, and ``kilder.yaml`` that says what they are. Without that, public
            files are known by how they begin.
        config: Gives the codes of municipalities and subjects.
        inndeling: The division that municipality codes are brought to.
        data_til: Rows about a period that ends after this day are left out; None keeps all.

    Raises:
        ExtractError: Anything is wrong in the register or in a file; it carries the first problems
            and the number of all.
    """
    fag = {code: fagkode.fag for code, fagkode in config.fagkoder.items()}
    context = Context(inndeling, config.kjente_koder, fag, data_til)
    return read_folder(folder, context, FORMATS)


def read_folder(folder: Path, context: Context, formats: tuple[SourceFormat, ...]) -> Extracts:
    """Read the extracts in a folder, given the formats that there are.

    Raises:
        ExtractError: As ``load_extracts``.
    """
    if not folder.is_dir():
        raise ExtractError([Problem(str(folder), "er ikke en mappe med uttrekk.")])
    problems = Problems()
    warnings: tuple[Problem, ...] = ()
    by_dataset = {one.datasett: one for one in formats}
    if (folder / REGISTER).exists():
        sources = read_register(folder, tuple(by_dataset), problems)
    else:
        sources, warnings = recognise(folder, formats, problems)
        if not sources:
            what = f"har verken {REGISTER} eller offentlige filer som programmet kjenner."
            problems.add([Problem(str(folder), what), *warnings])
    found = {}
    for source in sources:
        extract, odd = _read(source, folder, context, by_dataset[source.datasett], problems)
        warnings += odd
        if extract:
            found[source.datasett] = extract
    problems.raise_if_any()
    return Extracts(found, warnings)


def _read(
    source: Source, folder: Path, context: Context, one: SourceFormat, problems: Problems
) -> tuple[Extract | None, tuple[Problem, ...]]:
    try:
        reading = one.read(folder / source.fil, source.fil, context, problems)
    except ExtractError as error:
        problems.add_error(error)
        return None, ()
    if reading is None:
        return None, ()
    warnings = reading.warnings
    if reading.table.empty:
        what = "har ingen rader som kan brukes: ingen gjelder både en kommune i inndelingen"
        warnings += (Problem(source.fil, f"{what} og en periode som er over."),)
    source = replace(source, noter=(*source.noter, *reading.notes))
    return Extract(source.datasett, reading.table, source, reading.rows_read), warnings
