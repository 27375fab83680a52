"""The command line: a module for each command that has much to say, gathered here."""

from datapakke.cli import (
    answers,
    approve,
    batch,
    build,
    check,
    control,
    demo,
    explain,
    review,
    send,
    status,
)
from datapakke.cli.common import main

__all__ = [
    "answers",
    "approve",
    "batch",
    "build",
    "check",
    "control",
    "demo",
    "explain",
    "main",
    "review",
    "send",
    "status",
]
