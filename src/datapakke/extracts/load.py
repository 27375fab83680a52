"""All extracts of a folder, tidy; every error in all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datapakke.config import Config
from datapakke.errors import ExtractError, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.dataset import read_dataset
from datapakke.extracts.files import delivered
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.kept.cache import Cache
from datapakke.extracts.model import Extract, Extracts
from datapakke.extracts.problems import Problems
from datapakke.extracts.recognise import recognise
from datapakke.extracts.register import REGISTER, Registered, read_register
from datapakke.extracts.source_format import SourceFormat
from datapakke.kommuner import Inndeling


@dataclass(frozen=True)
class Loaded:
    """What a folder holds, also when something in it is wrong.

    Attributes:
        extracts: The datasets without errors, and all that was odd.
        problems: The first errors, sorted.
        total: How many errors there were.
    """

    extracts: Extracts
    problems: tuple[Problem, ...] = ()
    total: int = 0

    def whole(self) -> Extracts:
        """Give the extracts.

        Raises:
            ExtractError: Anything was wrong; it carries the first problems and the number of all.
        """
        if self.total:
            raise ExtractError(self.problems, self.total)
        return self.extracts


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
        ExtractError: Anything is wrong in the register or in a file.
    """
    return read_folder(folder, context_of(config, inndeling, data_til), FORMATS).whole()


def context_of(config: Config, inndeling: Inndeling, data_til: date | None) -> Context:
    """Give what the extracts are read against."""
    fag = {code: fagkode.fag for code, fagkode in config.fagkoder.items()}
    return Context(inndeling, config.kjente_koder, fag, data_til)


def read_folder(
    folder: Path,
    context: Context,
    formats: Sequence[SourceFormat],
    cache: Cache | None = None,
) -> Loaded:
    """Read the extracts in a folder as far as they can be read; never raises for what is in it.

    Args:
        folder: Holds the files.
        context: What they are read against.
        formats: The formats that there are.
        cache: Keeps datasets that are read; None reads everything.
    """
    read = cache.outcome if cache else read_dataset
    problems = Problems()
    found: dict[str, Extract] = {}
    warnings: tuple[Problem, ...] = ()
    try:
        registered, warnings = _registered(folder, context, formats, problems)
        for files in delivered(registered, folder, formats, problems):
            outcome = read(files, context, problems)
            warnings += outcome.warnings
            if outcome.extract:
                found[outcome.extract.datasett] = outcome.extract
    except ExtractError as error:
        problems.add_error(error)
    return Loaded(Extracts(found, warnings), problems.in_order(), problems.total)


def _registered(
    folder: Path, context: Context, formats: Sequence[SourceFormat], problems: Problems
) -> tuple[list[Registered], tuple[Problem, ...]]:
    """Find what the files are, from the register or, without one, from how they begin."""
    if not folder.is_dir():
        raise ExtractError([Problem(str(folder), "er ikke en mappe med uttrekk.")])
    if (folder / REGISTER).exists():
        return read_register(folder, formats, context, problems), ()
    sources, warnings = recognise(folder, formats)
    if not sources:
        what = f"har verken {REGISTER} eller offentlige filer som programmet kjenner."
        problems.add([Problem(str(folder), what), *warnings])
    return [Registered(source) for source in sources], warnings
