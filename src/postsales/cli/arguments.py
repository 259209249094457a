"""What the command line can ask."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["parsed"]


class Usage(Exception):
    """The command line asks for something that cannot be; its sentence says what can.

    It never leaves the command, so it is no error of the library.
    """


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
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="postsales",
        description="Read orders and say what may come back, until when, for how much, and why.",
        epilog=_STATUSES,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    assess = commands.add_parser(
        "assess",
        help="answer a request about every order, as a report or as JSONL",
        description="Answer a return request about every order, as a report or as JSONL.",
        epilog=_SOURCES,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    assess.add_argument("sources", nargs="+", metavar="SOURCE", help="where the orders are")
    _add_question(assess)
    assess.add_argument(
        "--titles", metavar="MODULE:NAME", help="a mapping from order id to a title for the report"
    )
    assess.add_argument(
        "--format",
        choices=["report", "records", "jsonl"],
        help="report for people; records: what wire.write_json writes, one a line; jsonl: a row of "
        "each order with what its reading assumed; default: records where --out ends in .jsonl, "
        "else report",
    )
    explain = commands.add_parser(
        "explain",
        help="tell everything about the answer for one order",
        description="Tell everything about the answer for one order, in words.",
        epilog=_SOURCES,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    explain.add_argument("sources", nargs=1, metavar="SOURCE", help="where the order is")
    explain.add_argument("--order", required=True, metavar="ID", help="the id of the order")
    _add_question(explain)
    explain.add_argument("--locale", default="en", help="the language of the words; default: en")
    explain.add_argument(
        "--register",
        default="agent",
        choices=["agent", "customer"],
        help="to whom it is said; default: agent",
    )
    written = explain.add_mutually_exclusive_group()
    for format, name in (("markdown", "Markdown"), ("html", "HTML")):
        written.add_argument(
            f"--{format}",
            action="store_const",
            const=format,
            default="text",
            dest="format",
            help=f"write {name}",
        )
    return parser


_STATUSES = """\
exit status: 0 all documents were answered, 1 some could not be (the others were), 2 the command
line asks for something that cannot be, 130 interrupted
"""

_SOURCES = """\
A SOURCE is, with --from python, MODULE:NAME: an Order or an iterable of orders. Importing a module
runs its code, and so do --terms, --refund-terms, --request and --titles where they name a module:
name only modules that you trust. Files run none. Modules are also looked for in the current
directory. With --from shopify and woocommerce it is a file (.json: one order or a list; .jsonl: one
order a line) or - for the standard input, which may be either. Where refunds of WooCommerce were
fetched apart, a document is {"order": {...}, "refunds": [...]}; one of Shopify may be a whole
reply, {"orders": [...]}. With --from json it is such a file of orders as wire.write_json writes
them, one in a file or on a line.
"""


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="origin",
        required=True,
        choices=["json", "python", "shopify", "woocommerce"],
        help="what a SOURCE is",
    )
    parser.add_argument(
        "--terms",
        required=True,
        metavar="TERMS",
        help="FILE.toml or FILE.json, with terms for returns and for refunds; or MODULE:NAME of "
        "ReturnTerms",
    )
    parser.add_argument(
        "--refund-terms",
        metavar="TERMS",
        help="such a file, or MODULE:NAME of RefundTerms; by default those of the file in --terms; "
        "without any no money is quoted",
    )
    request = parser.add_mutually_exclusive_group()
    request.add_argument(
        "--request",
        metavar="MODULE:NAME",
        help="a ReturnRequest, a mapping from order id to one, or a function from Order to one",
    )
    request.add_argument(
        "--reason",
        metavar="WORD",
        help="everything is asked back, for this reason; default: changed_mind, which is said",
    )
    parser.add_argument(
        "--at",
        metavar="INSTANT",
        help="when it is asked, such as 2026-04-02T12:00+02:00; there is no default",
    )
    parser.add_argument(
        "--zone", help="the zone in which times are shown; default: that of the terms"
    )
    parser.add_argument(
        "--out", metavar="FILE", help="where the answers go; default: the standard output"
    )
    parser.add_argument(
        "--errors",
        metavar="FILE",
        help="where bad documents are told, as JSONL; default: the standard error, in words",
    )
