"""What the command line can ask about answers to surveys."""

import argparse

from postsales.cli.helps import ANSWERS, EXAMPLE_SCORE, STATUSES
from postsales.cli.options import PLAIN, Commands, add_out

__all__ = ["add_score"]

_SCORES = ("nps", "csat", "ces", "ratings")
_PERIODS = ("week", "month", "quarter", "year")
_DIGITS = 6
_STATES = ("dismissed", "ignored", "bounced")


def add_score(add: Commands) -> None:
    """How customers answered."""
    command = add(
        "score",
        help="score answers to a survey: the score, its n, its interval, and how it moves",
        description="Score answers to a survey, with n, interval, histogram and trend.",
        epilog=f"{EXAMPLE_SCORE}\n{ANSWERS}\n{STATUSES}",
        **PLAIN,
    )
    command.add_argument("sources", nargs="+", metavar="ANSWERS", help="where the answers are")
    command.add_argument(
        "--as", dest="score", required=True, choices=_SCORES, help="which score it is"
    )
    _add_scale(command)
    _add_answers(command)
    _add_trend(command)
    command.add_argument(
        "--format",
        choices=["report", "json"],
        help="report for people; json: one object; default: json where --out ends in .json, else "
        "report",
    )
    add_out(command)
    command.add_argument(
        "--errors",
        metavar="FILE",
        help="where rows that cannot be read are told, as JSONL; default, and as -: the standard "
        "error, in words",
    )


def _add_scale(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale",
        metavar="FROM-TO",
        help="the scale, such as 1-5; default: 0-10 for nps, 1-5 for csat, 1-7 for ces",
    )
    command.add_argument(
        "--low-is-good", action="store_true", help="the lowest answer is the best one"
    )
    command.add_argument(
        "--satisfied",
        metavar="N,N",
        type=_numbers,
        help="the answers that count as satisfied, such as 4,5: needed for csat, and for ratings "
        "the top box",
    )
    command.add_argument(
        "--confidence", type=_share, default=0.95, metavar="SHARE", help="default: 0.95"
    )
    command.add_argument(
        "--minimum",
        type=_count,
        default=30,
        metavar="N",
        help="the n from which a score needs no warning; default: 30",
    )


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--columns",
        metavar="FACT=COLUMN",
        action="append",
        default=[],
        help="which column tells a fact, where it is not called as the fact; once for each",
    )
    command.add_argument(
        "--delimiter", default=",", metavar="SIGN", help="what stands between cells; default: ,"
    )
    command.add_argument(
        "--blank",
        choices=_STATES,
        help="what became of asking where the score is blank and no state is told; by default such "
        "a row is a problem",
    )
    command.add_argument(
        "--kind",
        choices=["transactional", "relational"],
        default="transactional",
        help="what answers are about where no column says it; default: transactional",
    )
    command.add_argument(
        "--dedupe",
        choices=["latest", "first", "all", "customer_mean"],
        help="which answers of one customer count; default: latest for relational, all else",
    )


def _add_trend(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", choices=_PERIODS, help="tell also how it moves, by this period")
    command.add_argument(
        "--zone", metavar="ZONE", help="the shop's zone, in which periods begin; needed for --by"
    )
    command.add_argument(
        "--baseline",
        type=_count,
        metavar="N",
        help="how many of the first periods with answers show what is normal; default: 6",
    )


def _count(text: str) -> int:
    found = int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
    if found < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return found


def _share(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number between 0 and 1: 95 per cent is 0.95"
        )
    return found


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} are no numbers such as 4,5") from None
