"""What the command line can ask about terms themselves."""

import argparse

from postsales.cli.helps import (
    EXAMPLE_DIFF,
    EXAMPLE_EXPORT,
    EXAMPLE_LINT,
    EXAMPLE_SHOW,
    STATUSES,
    TERMS,
)
from postsales.cli.options import PLAIN, Commands, add_locale, add_markup, add_out
from postsales.orders.sales import SaleMade

__all__ = ["add_terms"]


def add_terms(add: Commands) -> None:
    """What terms say, and how they differ."""
    command = add(
        "terms",
        help="show terms, look them over, compare two versions, write them in another form",
        description="Show terms, look them over, compare two versions, write them in another form.",
        epilog=f"{TERMS}\n{STATUSES}",
        **PLAIN,
    )
    add = command.add_subparsers(dest="verb", required=True, metavar="VERB").add_parser
    show = _verb(add, "show", "say what terms say, in plain words for customers", EXAMPLE_SHOW)
    show.add_argument("terms", metavar="TERMS", help="a file of terms, or MODULE:NAME")
    add_locale(show)
    add_markup(show)
    _add_lint(add)
    diff = _verb(add, "diff", "say what differs between two versions", EXAMPLE_DIFF)
    diff.add_argument("old", metavar="OLD", help="a file of terms, or MODULE:NAME")
    diff.add_argument("new", metavar="NEW", help="the version after it")
    add_locale(diff)
    _add_lines(diff)
    _add_export(add)


def _add_lint(add: Commands) -> None:
    lint = _verb(add, "lint", "find what in terms is hardly meant", EXAMPLE_LINT)
    lint.add_argument("terms", metavar="TERMS", help="a file of terms, or MODULE:NAME")
    lint.add_argument(
        "--on", metavar="DAY", help="orders are thought of from this day on, such as 2026-04-02"
    )
    lint.add_argument(
        "--law",
        action="append",
        default=[],
        metavar="CODE",
        help="say where they give less than the law of a place, such as DE; needs terms for money;"
        " once for each place",
    )
    lint.add_argument(
        "--holidays",
        action="append",
        default=[],
        metavar="PLACE",
        help="the public holidays that a law looks at, such as DE or DE-BY; needs holidays; once"
        " for each law, in its country",
    )
    lint.add_argument(
        "--made",
        choices=[x.value for x in SaleMade],
        help="how the sales are made that a law is asked about; default: online",
    )
    add_locale(lint)
    _add_lines(lint)


def _add_export(add: Commands) -> None:
    export = _verb(add, "export", "write terms in another form", EXAMPLE_EXPORT)
    export.add_argument("terms", metavar="TERMS", help="a file of terms, or MODULE:NAME")
    export.add_argument(
        "--to",
        required=True,
        choices=["json", "toml", "schema_org"],
        help="the form; of what schema.org has no words for is told what is lost",
    )
    published = export.add_argument_group("what schema.org says besides terms")
    published.add_argument(
        "--country",
        action="append",
        default=[],
        metavar="CODE",
        help="where the goods are sold, such as DE; once for each",
    )
    published.add_argument("--link", metavar="URL", help="the page with the terms in words")
    published.add_argument(
        "--method",
        action="append",
        default=[],
        metavar="WORD",
        help="how goods are sent back: at_kiosk, by_mail, in_store or keep_product; once for each",
    )
    published.add_argument("--organization", metavar="NAME", help="the shop that it is a policy of")


def _verb(add: Commands, name: str, does: str, example: str) -> argparse.ArgumentParser:
    says = f"{does[:1].upper()}{does[1:]}."
    epilog = f"{example}\n{TERMS}\n{STATUSES}"
    verb = add(name, help=does, description=says, epilog=epilog, **PLAIN)
    add_out(verb)
    return verb


def _add_lines(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=["text", "jsonl"],
        default="text",
        help="text for people, jsonl for programs; default: text",
    )
