"""Options that several commands have, each said once."""

import argparse
from collections.abc import Callable
from typing import Any

__all__ = [
    "PLAIN",
    "Commands",
    "add_answers",
    "add_locale",
    "add_markup",
    "add_out",
    "add_run",
]

Commands = Callable[..., argparse.ArgumentParser]
"""Adds one of several commands, by its name."""

PLAIN: dict[str, Any] = {
    "allow_abbrev": False,
    "formatter_class": argparse.RawDescriptionHelpFormatter,
}
"""What all of them have: options are written out, and help is shown as it is written."""
_MOST_JOBS = 64


def add_run(command: argparse.ArgumentParser) -> None:
    """How documents are gone through, one by one."""
    command.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="how many processes answer at the same time, in the same order; default: 1",
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="end with the first document that cannot be read or answered, and leave no result",
    )


def _jobs(text: str) -> int:
    jobs = int(text) if text.isdecimal() and text.isascii() else 0
    if not 1 <= jobs <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST_JOBS}")
    return jobs


def add_answers(command: argparse.ArgumentParser) -> None:
    """Where answers and problems go, and in which zone they are told."""
    command.add_argument(
        "--zone",
        help="the zone in which times are shown; default: that of the terms or plans",
    )
    add_out(command)
    command.add_argument(
        "--errors",
        metavar="FILE",
        help="where bad documents are told, as JSONL; default, and as -: the "
        "standard error, in words",
    )
    command.add_argument(
        "--quiet",
        action="store_true",
        help="no summary, no progress and no remark; only what is wrong",
    )


def add_out(command: argparse.ArgumentParser) -> None:
    """Where what is written goes."""
    command.add_argument(
        "--out",
        metavar="FILE",
        help="where the answers go, whole or not at all; default, and as -: the standard output",
    )


def add_locale(command: argparse.ArgumentParser) -> None:
    """In which language it is said."""
    command.add_argument("--locale", default="en", help="the language of the words; default: en")


def add_markup(command: argparse.ArgumentParser) -> None:
    """In which form words are written."""
    written = command.add_mutually_exclusive_group()
    for format, name in (("markdown", "Markdown"), ("html", "HTML")):
        written.add_argument(
            f"--{format}",
            action="store_const",
            const=format,
            default="text",
            dest="format",
            help=f"write {name}",
        )
