"""The command line: a module for each command that has much to say, gathered here."""

from datapakke.cli import answers, approve, build, check, control, demo, explain, review, send
from datapakke.cli.common import main

__all__ = [
    "answers",
    "approve",
    "build",
    "check",
    "control",
    "demo",
    "explain",
    "main",
    "review",
    "send",
]
