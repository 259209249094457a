"""What the command line can ask about plans."""

import argparse

from postsales.cli.helps import (
    EXAMPLE_DRAWN,
    EXAMPLE_DUE,
    EXAMPLE_SIMULATE,
    HISTORIES,
    PLANS,
    STATUSES,
)
from postsales.cli.options import (
    PLAIN,
    Commands,
    add_answers,
    add_locale,
    add_markup,
    add_out,
    add_run,
)

__all__ = ["add_due", "add_plan", "add_simulate"]


def add_due(add: Commands) -> None:
    """What is due by plans."""
    command = add(
        "due",
        help="say what plans want done for every subject, and whether it may go out",
        description="Say what is due by plans for every subject, and whether it may go out.",
        epilog=f"{EXAMPLE_DUE}\n{HISTORIES}\n{STATUSES}",
        **PLAIN,
    )
    _add_plans(command)
    command.add_argument(
        "--at",
        metavar="INSTANT",
        help="when it is asked, such as 2026-04-02T12:00+02:00; there is no default",
    )
    command.add_argument(
        "--until", metavar="INSTANT", help="tell also what will be due by then; default: only now"
    )
    command.add_argument(
        "--status", action="store_true", help="tell how targets stand, instead of what is due"
    )
    command.add_argument(
        "--format",
        choices=["report", "jsonl", "csv", "ical"],
        help="report for people; jsonl and csv: a row of each occurrence, or of each target; ical: "
        "entries for calendars; default: the ending of --out (.jsonl, .csv, .ics), else report",
    )
    add_answers(command)
    add_run(command)


def add_simulate(add: Commands) -> None:
    """What plans would have sent."""
    command = add(
        "simulate",
        help="say what runs of plans over histories would have sent when, and why not",
        description="Say what runs at these instants would have sent when, and why not.",
        epilog=f"{EXAMPLE_SIMULATE}\n{HISTORIES}\n{STATUSES}",
        **PLAIN,
    )
    _add_plans(command)
    command.add_argument(
        "--since", metavar="INSTANT", required=True, help="when the first run would have been"
    )
    command.add_argument(
        "--until", metavar="INSTANT", required=True, help="when the last one is at the latest"
    )
    command.add_argument(
        "--every",
        metavar="TIME",
        required=True,
        help="how long runs lie apart: minutes, hours or days, such as 30m, 1h or 1d",
    )
    command.add_argument(
        "--format",
        choices=["report", "jsonl"],
        help="report for people; jsonl: a row of each subject; default: the ending of --out, else "
        "report",
    )
    add_answers(command)
    add_run(command)


def add_plan(add: Commands) -> None:
    """What plans are made of."""
    command = add(
        "plan",
        help="draw plans: what is done how long after what",
        description="Draw plans: what is done how long after what.",
        epilog=f"{PLANS}\n{STATUSES}",
        **PLAIN,
    )
    add = command.add_subparsers(dest="verb", required=True, metavar="VERB").add_parser
    says = "draw the steps of a plan as a tree, in order of time"
    show = add(
        "show",
        help=says,
        description=f"{says[:1].upper()}{says[1:]}.",
        epilog=f"{EXAMPLE_DRAWN}\n{PLANS}\n{STATUSES}",
        **PLAIN,
    )
    show.add_argument("plan", metavar="PLAN", help="a file with plans, or MODULE:NAME")
    _add_events(show, "classes of events of your own that plans name")
    add_out(show)
    add_locale(show)
    add_markup(show)


def _add_plans(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "sources", nargs="+", metavar="HISTORIES", help="files of histories, or - for the input"
    )
    command.add_argument(
        "--plan",
        required=True,
        action="append",
        metavar="PLAN",
        help="FILE.toml or FILE.json with plans, or MODULE:NAME of a Plan; once for each",
    )
    command.add_argument(
        "--rules",
        metavar="RULES",
        help="such a file with rules of contact, or MODULE:NAME of ContactRules; default: those of "
        "the file in --plan, else only what customers have refused counts",
    )
    _add_events(command, "classes of events of your own that histories and plans name")


def _add_events(command: argparse.ArgumentParser, says: str) -> None:
    command.add_argument("--events", metavar="MODULE:NAME", help=says)
