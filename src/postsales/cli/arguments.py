"""What the command line can ask, and all of it that is about orders."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from postsales.cli.endings import Usage
from postsales.cli.helps import (
    ABOUT,
    EXAMPLE_ASSESS,
    EXAMPLE_EXPLAIN,
    EXAMPLE_QUOTE,
    SOURCES,
    STATUSES,
)
from postsales.cli.options import (
    PLAIN,
    Commands,
    add_answers,
    add_locale,
    add_markup,
    add_run,
)
from postsales.cli.plan_arguments import add_due, add_plan, add_simulate
from postsales.cli.score_arguments import add_score
from postsales.cli.terms_arguments import add_terms

__all__ = ["parsed"]


class _Version(argparse.Action):
    """Says which version is installed; looked up when it is asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - how argparse calls an action
        values: object,  # noqa: ARG002
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"postsales {version('postsales')}")
        except PackageNotFoundError:
            raise Usage(f"{option_string}: postsales runs without being installed") from None
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(f"{message}; see {self.prog} --help")


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked, as far as it can be checked without loading the library.

    Raises:
        Usage: an unknown option, a missing one, or two that exclude each other.
    """
    asked, unknown = _parser().parse_known_args(arguments)
    if unknown:
        verb = f" {asked.verb}" if asked.command in ("plan", "terms") else ""
        where = f"postsales {asked.command}{verb} --help"
        raise Usage(f"unrecognized arguments: {' '.join(unknown)}; see {where}")
    return asked


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="postsales", description=ABOUT, epilog=STATUSES, **PLAIN)
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    add = parser.add_subparsers(dest="command", required=True, metavar="COMMAND").add_parser
    _assess(add)
    _quote(add)
    _explain(add)
    add_due(add)
    add_simulate(add)
    add_plan(add)
    add_terms(add)
    add_score(add)
    return parser


# Orders


def _assess(add: Commands) -> None:
    command = add(
        "assess",
        help="answer a request about every order, as a report, a table or lines of JSON",
        description="Answer a return request about every order.",
        epilog=f"{EXAMPLE_ASSESS}\n{SOURCES}\n{STATUSES}",
        **PLAIN,
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="where the orders are")
    _add_question(command)
    _add_titles(command)
    command.add_argument(
        "--format",
        choices=["report", "records", "jsonl", "csv"],
        help="report for people; records: what wire.write_json writes, one a line; jsonl: a row of "
        "each order with what its reading assumed; csv: a row of each line of an order; default: "
        "records where --out ends in .jsonl, csv where it ends in .csv, else report",
    )
    add_run(command)


def _quote(add: Commands) -> None:
    command = add(
        "quote",
        help="say how much goes back for every order, sum by sum",
        description="Say how much would go back for every order, for what, and to whom.",
        epilog=f"{EXAMPLE_QUOTE}\n{SOURCES}\n{STATUSES}",
        **PLAIN,
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="where the orders are")
    _add_question(command)
    _add_titles(command)
    command.add_argument(
        "--format",
        choices=["report", "jsonl", "csv"],
        help="report for people; jsonl and csv: a row of each order; default: the ending of --out, "
        "else report",
    )
    add_run(command)


def _explain(add: Commands) -> None:
    command = add(
        "explain",
        help="tell everything about the answer for one order",
        description="Tell everything about the answer for one order, in words.",
        epilog=f"{EXAMPLE_EXPLAIN}\n{SOURCES}\n{STATUSES}",
        **PLAIN,
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="where the order may be")
    command.add_argument("--order", required=True, metavar="ID", help="the id of the order")
    _add_question(command)
    add_locale(command)
    command.add_argument(
        "--register",
        default="agent",
        choices=["agent", "customer"],
        help="to whom it is said; default: agent",
    )
    add_markup(command)
    command.set_defaults(titles=None)


def _add_titles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--titles", metavar="MODULE:NAME", help="a mapping from order id to a title for the report"
    )


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from",
        dest="origin",
        required=True,
        choices=["csv", "json", "python", "shopify", "woocommerce"],
        help="what a SOURCE is",
    )
    command.add_argument(
        "--mapping",
        metavar="FILE",
        help="with --from csv: the TOML that says which column tells what",
    )
    command.add_argument(
        "--terms",
        required=True,
        metavar="TERMS",
        help="FILE.toml or FILE.json, with terms for returns and for refunds; or MODULE:NAME of "
        "ReturnTerms",
    )
    command.add_argument(
        "--refund-terms",
        metavar="TERMS",
        help="such a file, or MODULE:NAME of RefundTerms; by default those of the file in --terms; "
        "without any no money is quoted",
    )
    request = command.add_mutually_exclusive_group()
    request.add_argument(
        "--request",
        metavar="MODULE:NAME",
        help="a ReturnRequest, a mapping from order id to one, or a function from Order to one",
    )
    request.add_argument(
        "--reason",
        metavar="WORD",
        help="everything is asked back, for this reason; default: the terms' own word for a change "
        "of mind, which is said",
    )
    command.add_argument(
        "--at",
        metavar="INSTANT",
        help="when it is asked: a time with its offset, such as 2026-04-02T12:00+02:00, which may "
        "be written +02, or 2026-04-02T10:00Z; there is no default",
    )
    add_answers(command)
