"""What the command line can ask."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from postsales.cli.endings import Usage
from postsales.cli.helps import (
    ABOUT,
    EXAMPLE_ASSESS,
    EXAMPLE_DIFF,
    EXAMPLE_DUE,
    EXAMPLE_EXPLAIN,
    EXAMPLE_EXPORT,
    EXAMPLE_LINT,
    EXAMPLE_QUOTE,
    EXAMPLE_SHOW,
    EXAMPLE_SIMULATE,
    HISTORIES,
    SOURCES,
    STATUSES,
    TERMS,
)

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


_Commands = Callable[..., argparse.ArgumentParser]


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked, as far as it can be checked without loading the library.

    Raises:
        Usage: an unknown option, a missing one, or two that exclude each other.
    """
    asked, unknown = _parser().parse_known_args(arguments)
    if unknown:
        verb = f" {asked.verb}" if asked.command == "terms" else ""
        where = f"postsales {asked.command}{verb} --help"
        raise Usage(f"unrecognized arguments: {' '.join(unknown)}; see {where}")
    return asked


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="postsales", description=ABOUT, epilog=STATUSES, **_PLAIN)
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    add = parser.add_subparsers(dest="command", required=True, metavar="COMMAND").add_parser
    _assess(add)
    _quote(add)
    _explain(add)
    _due(add)
    _simulate(add)
    _terms(add)
    return parser


_PLAIN: dict[str, Any] = {
    "allow_abbrev": False,
    "formatter_class": argparse.RawDescriptionHelpFormatter,
}


# Orders


def _assess(add: _Commands) -> None:
    command = add(
        "assess",
        help="answer a request about every order, as a report, a table or lines of JSON",
        description="Answer a return request about every order.",
        epilog=f"{EXAMPLE_ASSESS}\n{SOURCES}\n{STATUSES}",
        **_PLAIN,
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
    _add_run(command)


def _quote(add: _Commands) -> None:
    command = add(
        "quote",
        help="say how much goes back for every order, sum by sum",
        description="Say how much would go back for every order, for what, and to whom.",
        epilog=f"{EXAMPLE_QUOTE}\n{SOURCES}\n{STATUSES}",
        **_PLAIN,
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
    _add_run(command)


def _explain(add: _Commands) -> None:
    command = add(
        "explain",
        help="tell everything about the answer for one order",
        description="Tell everything about the answer for one order, in words.",
        epilog=f"{EXAMPLE_EXPLAIN}\n{SOURCES}\n{STATUSES}",
        **_PLAIN,
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="where the order may be")
    command.add_argument("--order", required=True, metavar="ID", help="the id of the order")
    _add_question(command)
    _add_locale(command)
    command.add_argument(
        "--register",
        default="agent",
        choices=["agent", "customer"],
        help="to whom it is said; default: agent",
    )
    _add_markup(command)
    command.set_defaults(titles=None)


def _add_titles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--titles", metavar="MODULE:NAME", help="a mapping from order id to a title for the report"
    )


def _add_run(command: argparse.ArgumentParser) -> None:
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


_MOST_JOBS = 64


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
    _add_answers(command)


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--zone",
        help="the zone in which times are shown; default: that of the terms or plans",
    )
    _add_out(command)
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


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out",
        metavar="FILE",
        help="where the answers go, whole or not at all; default, and as -: the standard output",
    )


def _add_locale(command: argparse.ArgumentParser) -> None:
    command.add_argument("--locale", default="en", help="the language of the words; default: en")


def _add_markup(command: argparse.ArgumentParser) -> None:
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


# Plans


def _due(add: _Commands) -> None:
    command = add(
        "due",
        help="say what plans want done for every subject, and whether it may go out",
        description="Say what is due by plans for every subject, and whether it may go out.",
        epilog=f"{EXAMPLE_DUE}\n{HISTORIES}\n{STATUSES}",
        **_PLAIN,
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
    _add_answers(command)
    _add_run(command)


def _simulate(add: _Commands) -> None:
    command = add(
        "simulate",
        help="say what runs of plans over histories would have sent when, and why not",
        description="Say what runs at these instants would have sent when, and why not.",
        epilog=f"{EXAMPLE_SIMULATE}\n{HISTORIES}\n{STATUSES}",
        **_PLAIN,
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
    _add_answers(command)
    _add_run(command)


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
    command.add_argument(
        "--events",
        metavar="MODULE:NAME",
        help="classes of events of your own that histories and plans name",
    )


# Terms


def _terms(add: _Commands) -> None:
    command = add(
        "terms",
        help="show terms, look them over, compare two versions, write them in another form",
        description="Show terms, look them over, compare two versions, write them in another form.",
        epilog=f"{TERMS}\n{STATUSES}",
        **_PLAIN,
    )
    add = command.add_subparsers(dest="verb", required=True, metavar="VERB").add_parser
    show = _verb(add, "show", "say what terms say, in plain words for customers", EXAMPLE_SHOW)
    show.add_argument("terms", metavar="TERMS", help="a file of terms, or MODULE:NAME")
    _add_locale(show)
    _add_markup(show)
    lint = _verb(add, "lint", "find what in terms is hardly meant", EXAMPLE_LINT)
    lint.add_argument("terms", metavar="TERMS", help="a file of terms, or MODULE:NAME")
    lint.add_argument(
        "--on", metavar="DAY", help="orders are thought of from this day on, such as 2026-04-02"
    )
    _add_locale(lint)
    _add_lines(lint)
    diff = _verb(add, "diff", "say what differs between two versions", EXAMPLE_DIFF)
    diff.add_argument("old", metavar="OLD", help="a file of terms, or MODULE:NAME")
    diff.add_argument("new", metavar="NEW", help="the version after it")
    _add_locale(diff)
    _add_lines(diff)
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


def _verb(add: _Commands, name: str, does: str, example: str) -> argparse.ArgumentParser:
    says = f"{does[:1].upper()}{does[1:]}."
    epilog = f"{example}\n{TERMS}\n{STATUSES}"
    verb = add(name, help=does, description=says, epilog=epilog, **_PLAIN)
    _add_out(verb)
    return verb


def _add_lines(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=["text", "jsonl"],
        default="text",
        help="text for people, jsonl for programs; default: text",
    )
