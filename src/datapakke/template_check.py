"""A project's own templates, before anything is built: can they be read, are they used?"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta

from datapakke.errors import Problem, TemplateError
from datapakke.jinja_words import in_bokmaal
from datapakke.project import package_templates

CHAPTERS = "kapitler/"
"""Chapters may have a template each, by their id."""
_ENDING = ".j2"
_SUFFIXES = {_ENDING, ".css"}


def check_templates(folder: Path) -> None:
    """See that every template of a project can be read, and is used by some; none need be there.

    Raises:
        TemplateError: Some cannot, or have a name that nothing uses; every one, with file and line.
    """
    environment = jinja2.Environment(autoescape=True)
    paths = sorted(path for path in folder.rglob(f"*{_ENDING}") if path.is_file())
    problems = [problem for path in paths for problem in _wrong(environment, path)]
    problems = problems or list(_unused(environment, folder))
    if problems:
        raise TemplateError(problems)


def _wrong(environment: jinja2.Environment, path: Path) -> Iterator[Problem]:
    try:
        environment.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except jinja2.TemplateSyntaxError as error:
        yield Problem(
            f"{path}, linje {error.lineno}",
            f"skrivefeil i malen: {in_bokmaal(error.message or '')}",
        )
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(str(path), f"malen kan ikke leses som UTF-8 ({error}).")


def _unused(environment: jinja2.Environment, folder: Path) -> Iterator[Problem]:
    """Tell of templates and styles of a project that neither we nor another of its own name."""
    ours, here = _names_in(package_templates()), _names_in(folder)
    named = set[str | None]()
    for name in here:
        if name.endswith(_ENDING):
            tree = environment.parse((folder / name).read_text(encoding="utf-8"))
            named |= set(meta.find_referenced_templates(tree))
    if None in named:  # one is named by an expression: it may be any
        return
    for name in here:
        if name not in ours and name not in named and not name.startswith(CHAPTERS):
            near = difflib.get_close_matches(name, ours, n=1)
            hint = f" Mente du «{near[0]}»?" if near else ""
            what = f"programmet har ingen mal som heter «{name}», så denne blir ikke brukt.{hint}"
            yield Problem(str(folder / name), what)


def _names_in(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)
