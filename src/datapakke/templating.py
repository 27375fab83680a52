"""Templates filled with plain data, in the written form asked for; an error names file and line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jinja2

from datapakke import formats, theme
from datapakke.colours import OURS, Palette
from datapakke.errors import DatapakkeError, Problem, TemplateError
from datapakke.jinja_words import in_bokmaal
from datapakke.locale import BOKMAAL, SPRAK, maalform, sagt
from datapakke.project import package_templates
from datapakke.template_check import check_templates

__all__ = ["Templates", "check_templates", "package_templates", "template_folders"]

_PLAIN = ".txt.j2"


def template_folders(own: Path) -> tuple[Path, ...]:
    """Give where templates are looked for: the project's own folder first, file by file."""
    return own, package_templates()


def is_markup(name: str | None) -> bool:
    """Tell whether what a template prints is escaped: always, but where it makes plain text."""
    return not (name and name.endswith(_PLAIN))


class Templates:
    """Templates looked for in folders, in order; each is read once."""

    def __init__(
        self,
        folders: Sequence[Path],
        finalize: Callable[[object], object] | None = None,
        palette: Palette = OURS,
    ) -> None:
        """Prepare.

        Args:
            folders: Where each template is looked for, in order.
            finalize: Applied to everything a template prints.
            palette: The colours of styles.
        """
        self._palette = palette
        self._loader = jinja2.FileSystemLoader(folders)
        self._environment = jinja2.Environment(
            loader=self._loader,
            autoescape=is_markup,  # noqa: S701 - all but plain text is
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            finalize=finalize,
        )
        self._environment.globals["_"] = sagt
        self._environment.filters["ubrutt"] = _unbroken

    def add(self, *, names: dict[str, Any] | None = None, filters: dict[str, Any]) -> None:
        """Let templates use more names and filters."""
        self._environment.globals |= names or {}
        self._environment.filters |= filters

    def html(self, name: str, form: str = BOKMAAL, **words: object) -> str:
        """Fill a template in a written form; ``sprak`` in it is the language's tag.

        One that ends in ``.txt.j2`` gives text, in which nothing is escaped.

        Raises:
            TemplateError: The template is missing or wrong.
            PacketError: A text has no translation.
        """
        try:
            with maalform(form):
                template = self._environment.get_template(name)
                return template.render(sprak=SPRAK[form], **words)
        except DatapakkeError:
            raise
        except Exception as error:  # a template can do what an expression can
            raise TemplateError([template_problem(error, name)]) from error

    def css(self, name: str) -> str:
        """Give a style with the theme's variables before it.

        Raises:
            TemplateError: It is missing, or no text.
        """
        return self._palette.painted(theme.css_variables() + self.text(name))

    def text(self, name: str) -> str:
        """Give a file among the templates as it is.

        Raises:
            TemplateError: It is missing, or no text.
        """
        try:
            source, _, _ = self._loader.get_source(self._environment, name)
        except (jinja2.TemplateError, UnicodeDecodeError) as error:
            raise TemplateError([template_problem(error, name)]) from error
        return source


def template_problem(error: Exception, start: str) -> Problem:
    """Say in which template and line an error lies, as far as Jinja knows."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(f"mal «{error.name}»", "finnes ikke")
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = error.filename or error.name
        return Problem(
            f"mal «{place}», linje {error.lineno}", f"skrivefeil: {in_bokmaal(error.message or '')}"
        )
    if isinstance(error, UnicodeDecodeError):
        return Problem(f"mal «{start}»", f"eller en mal den bruker, er ikke UTF-8 ({error})")
    name, line = _place_of(error, start)
    said = in_bokmaal(" ".join(str(error).split())) or type(error).__name__
    return Problem(f"mal «{name}», linje {line}", f"kunne ikke fylles ut: {said}")


def _place_of(error: BaseException, start: str) -> tuple[str, int]:
    """Give the innermost template and line that an error passed through."""
    place = (start, 0)
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".j2":
            place = (str(path), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _unbroken(text: object) -> str:
    """Give a text as it is set; one that there is not is told as elsewhere in a template."""
    return formats.unbroken(str(text))
