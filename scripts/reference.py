"""The reference of every command, ``docs/kommandoer.md``, from what the program says of itself.

``python scripts/reference.py`` (``make kommandoer``) writes it and tells what has no explanation.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from datapakke.cli import main

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "kommandoer.md"
HEADER = """\
<!-- Laget av programmet: make kommandoer. Rett hjelpeteksten i src/datapakke/cli/. -->
# Kommandoer

Det samme som `datapakke KOMMANDO --help` sier, samlet. Hvor filene ligger, står i
[README](../README.md), og hvordan kommandoene brukes etter hverandre, i
[veiledningen](veiledning.md).
"""
PLAIN = "\b"
"""Before a paragraph whose lines click keeps as they stand."""


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Give a command and all commands in it, each with its full name, in the order of names."""
    yield name, command
    if isinstance(command, click.Group):
        for word, one in sorted(command.commands.items()):
            yield from commands(one, f"{name} {word}")


def reference(command: click.Command, name: str) -> str:
    """Give the whole reference as Markdown: the same for the same commands, on any machine."""
    found = list(commands(command, name))
    rows = [
        f"| [`{called}`](#{_anchor(called)}) | {_marked(_first(one))} |"
        for called, one in found[1:]
    ]
    parts = [HEADER, _text(command), "| kommando | |\n|---|---|\n" + "\n".join(rows)]
    parts += ["\n\n".join(_section(called, one)) for called, one in found[1:]]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _section(name: str, command: click.Command) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    words = [_metavar(one) for one in arguments]
    yield f"## {name}"
    yield f"```\n{' '.join([name, '[VALG]', *words])}\n```"
    yield _text(command)
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [f"| {_called(one)} | {_explained(one)} |" for one in options]
    if rows:
        yield "| valg | |\n|---|---|\n" + "\n".join(rows)


def _metavar(one: click.Parameter) -> str:
    return one.make_metavar(click.Context(click.Command(None)))


def _called(option: click.Option) -> str:
    """Give an option as it is written, with what follows it."""
    value = "" if option.is_flag or option.count else f" {_metavar(option)}"
    names = (f"{name}{value}" for name in (*option.opts, *option.secondary_opts))
    return ", ".join(f"`{name}`" for name in names).replace("|", "\\|")


def _explained(option: click.Option) -> str:
    """Give what an option does, and what holds without it where its own text does not say."""
    text = " ".join((option.help or "").split())
    default = option.to_info_dict()["default"]
    if default and not option.is_flag and "ellers" not in text:
        text += f" Ellers: {default}."
    return _marked(f"{text} Må være med." if option.required else text).replace("|", "\\|")


def _marked(text: str) -> str:
    """Give text as Markdown shows it: nothing in it is a tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text(command: click.Command) -> str:
    """Give a command's text as Markdown; lines that are kept as they stand become a block."""
    paragraphs = []
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if not lines or lines[0] != PLAIN:
            paragraphs.append(_marked("\n".join(lines)))
            continue
        heading = [line for line in lines[1:] if not line.startswith(" ")]
        block = inspect.cleandoc("\n" + "\n".join(line for line in lines[1:] if line[0] == " "))
        paragraphs += ["\n".join(heading), f"```sh\n{block}\n```"]
    return "\n\n".join(paragraphs)


def _first(command: click.Command) -> str:
    """Give the first paragraph in one line, for the list of commands."""
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def problems(command: click.Command, name: str) -> Iterator[str]:
    """Tell of every command, argument and option that is not explained, a line each."""
    for called, one in commands(command, name):
        text = one.help or ""
        if not _first(one).endswith((".", "?")):
            yield f"{called}: mangler en setning om hva kommandoen gjør"
        for parameter in one.params:
            if isinstance(parameter, click.Option):
                if not (parameter.help or "").endswith("."):
                    yield f"{called}: {_called(parameter)} er ikke forklart"
                if parameter.hidden:
                    yield f"{called}: {_called(parameter)} er skjult"
            elif (word := _metavar(parameter).strip("[]….")) not in text:
                yield f"{called}: {word} er ikke nevnt i teksten"


if __name__ == "__main__":
    FILE.write_text(reference(main, "datapakke"), encoding="utf-8")
    for line in problems(main, "datapakke"):
        sys.stderr.write(f"{line}\n")
