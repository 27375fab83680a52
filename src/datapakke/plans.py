"""Plans that no attack found anything in, kept so that the same round is not attacked again.

A plan is kept under all that it depends on: every count of the part, the profile, the areas, what
was printed before, and the program itself. It lies in the cache beside the datasets and says what
is hidden, never what is hidden there. Whether it is used or not, what is printed is the same.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate
from datapakke.extracts.kept.cache import NOT_FITTING, program_mark
from datapakke.extracts.kept.cache_folder import ENDING, is_ours, make_folder, remove_old
from datapakke.extracts.kept.stored import Damaged, read_stored, write_stored
from datapakke.model import COARSE
from datapakke.publish import publish

ONLY_SAYS = frozenset(
    (
        *("batch", "charts", "cli", "compare", "delivery", "demo", "explain", "hefte", "packet"),
        *("journal", "pages", "report", "review", "statistics", "svarark", "verify"),
        *("attachment.py", "attack.py", "fonts.py", "jinja_words.py", "layout.py", "output.py"),
        *("pipeline.py", "provenance.py", "quarantine.py", "render.py", "since.py", "spreads.py"),
        *("spreadsheet.py", "template_check.py", "templating.py", "theme.py"),
    )
)
"""What only says, draws and checks what is decided: a plan does not depend on how."""


class Plans:
    """A folder of plans, by what they depend on. Nothing that is wrong with it stops a run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, case: Case) -> Decisions | None:
        """Give the plan of a part, None when none is kept or it is damaged."""
        path, key = self._place(case)
        if not is_ours(self._folder):
            return None
        try:
            head, _ = read_stored(path)
            decisions = _decisions(head, key, case.results.table.index)
            return decisions if head["earlier"] == _says_more(case, decisions) else None
        except (OSError, Damaged, *NOT_FITTING):
            return None

    def put(self, case: Case, decisions: Decisions) -> None:
        """Keep the plan of a part."""
        path, key = self._place(case)
        head = {
            "depends": key,
            "earlier": _says_more(case, decisions),
            "fates": [fate.name for fate in decisions.fates],
            "with_n": decisions.with_n.tolist(),
            "grov": decisions.grov.tolist(),
        }
        with suppress(OSError):
            make_folder(self._folder)
            write_stored(path, head, [])
            remove_old(self._folder, path)

    def _place(self, case: Case) -> tuple[Path, str]:
        key = _depends_on(case)
        (univers,) = case.universer
        first = min(case.results.deler["aar"], default="").replace("/", "_")
        return self._folder / f"vern_{univers.id}_{first}-{key[:32]}{ENDING}", key


def _decisions(head: Any, key: str, index: pd.Index) -> Decisions:  # noqa: ANN401 - JSON
    """Give the plan as it was kept.

    Raises:
        Damaged: It is another part's.
        LookupError, TypeError, ValueError: It does not fit the part.
    """
    if head["depends"] != key:
        raise Damaged
    fates = [Fate[str(name)] for name in head["fates"]]
    with_n = [one is True for one in head["with_n"]]
    if not set(head["grov"]) <= {0, *COARSE}:
        raise Damaged
    return Decisions(
        pd.Series(fates, index, dtype=object),
        with_n=pd.Series(with_n, index, dtype=bool),
        grov=pd.Series(head["grov"], index, dtype=int),
    )


def _depends_on(case: Case) -> str:
    """Give the SHA-256 of all that a plan depends on."""
    told = (
        program_mark(ONLY_SAYS),
        case.results.table.to_csv(index=False),
        case.results.deler.to_csv(index=False),
        sorted(case.results.samlet.items()),
        case.areas,
        case.rules,
        sorted(case.rules.sensitive),
        case.inndeling,
        case.insiders,
    )
    return _digest(told)


def _says_more(case: Case, decisions: Decisions) -> str:
    """Give the SHA-256 of what was printed earlier as something else than the plan prints.

    What is printed the same now tells nothing more: so a round that is built again has its plan.
    """
    figures = publish(case.results, decisions, case.indicators)
    return _digest(
        one
        for one in case.earlier
        if one.inndeling != case.inndeling or figures.get(one.figure.key) != one.figure
    )


def _digest(told: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for one in told:
        text = one if isinstance(one, str) else repr(one)
        digest.update(f"{len(text)} {text}".encode())
    return digest.hexdigest()
