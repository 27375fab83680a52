"""Templates filled with plain data, in the written form asked for; an error names file and line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jinja2

from datapakke import theme
from datapakke.errors import PacketError, Problem
from datapakke.locale import BOKMAAL, SPRAK, maalform, sagt

_PACKAGE = Path(__file__).parent


def package_templates() -> Path:
    """Give the default templates' folder: in the package, or beside ``src/`` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def template_folders(own: Path) -> tuple[Path, ...]:
    """Give where templates are looked for: the project's own folder first, file by file."""
    return own, package_templates()


class Templates:
    """Templates looked for in folders, in order; each is read once."""

    def __init__(
        self, folders: Sequence[Path], finalize: Callable[[object], object] | None = None
    ) -> None:
        """Prepare.

        Args:
            folders: Where each template is looked for, in order.
            finalize: Applied to everything a template prints.
        """
        self._loader = jinja2.FileSystemLoader(folders)
        self._environment = jinja2.Environment(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            finalize=finalize,
        )
        self._environment.globals["_"] = sagt

    def add(self, *, names: dict[str, Any] | None = None, filters: dict[str, Any]) -> None:
        """Let templates use more names and filters."""
        self._environment.globals |= names or {}
        self._environment.filters |= filters

    def html(self, name: str, form: str = BOKMAAL, **words: object) -> str:
        """Fill a template in a written form; ``sprak`` in it is the language's tag.

        Raises:
            PacketError: The template is missing or wrong, or a text has no translation.
        """
        try:
            with maalform(form):
                template = self._environment.get_template(name)
                return template.render(sprak=SPRAK[form], **words)
        except jinja2.TemplateError as error:
            raise PacketError([template_problem(error, name)]) from error

    def css(self, name: str) -> str:
        """Give a style with the theme's variables before it.

        Raises:
            PacketError: It is missing.
        """
        try:
            source, _, _ = self._loader.get_source(self._environment, name)
        except jinja2.TemplateError as error:
            raise PacketError([template_problem(error, name)]) from error
        return theme.css_variables() + source


def template_problem(error: jinja2.TemplateError, start: str) -> Problem:
    """Say in which template and line an error lies, as far as Jinja knows."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(f"mal «{error.name}»", "finnes ikke")
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(f"mal «{error.name}», linje {error.lineno}", f"skrivefeil: {error.message}")
    name, line = _place_of(error, start)
    return Problem(f"mal «{name}», linje {line}", f"kunne ikke fylles ut: {error.message}")


def _place_of(error: BaseException, start: str) -> tuple[str, int]:
    """Give the innermost template and line that an error passed through."""
    place = (start, 0)
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".j2":
            place = (path.name, trace.tb_lineno)
        trace = trace.tb_next
    return place
