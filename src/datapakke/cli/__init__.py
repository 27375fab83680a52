"""The command line: a module for each command that has much to say, gathered here."""

from datapakke.cli import answers, build, check, control, demo, explain
from datapakke.cli.common import main

__all__ = ["answers", "build", "check", "control", "demo", "explain", "main"]
