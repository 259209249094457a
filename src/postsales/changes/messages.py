"""What the codes of changes mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. A key that ends in
``*`` serves all codes that begin so.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence

__all__ = ["ANSWERS", "REASONS", "TO_CUSTOMER"]

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be changed", "all {n} units can be changed"),
    "both": "both units can be changed",
    "some": ("{n} of {asked} units can be changed", "{n} of {asked} units can be changed"),
    "none": ("The unit cannot be changed", "None of the {n} units can be changed"),
    "not": ("{n} unit cannot be changed", "{n} units cannot be changed"),
    "line": ("{n} of {asked} can be changed", "{n} of {asked} can be changed"),
    "possible": "{subject} can be changed",
    "no_longer": "{subject} can no longer be changed: {why}",
    "cannot": "{subject} cannot be changed: {why}",
}
"""What is answered, each a clause: of ``n`` units, or of a ``subject`` from some instant on."""

REASONS: Mapping[str, str] = {
    "not_changeable": "not among what can be changed after the sale",
    "rest_of_line_stays": "more of it is still to be sent, and all of a line is sent together",
    "day_is_over": "the day asked for, {deliver_on}, is over",
    # A cut-off of the host's own; other codes that begin so lack the fact and are said in words.
    "too_late_*": "too far along to be changed (“{cut_off}”)",
}
"""Why units cannot be changed."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "answer.all": ("you can change the unit", "you can change all {n} units"),
    "answer.both": "you can change both units",
    "answer.some": (
        "You can change {n} of {asked} units",
        "You can change {n} of {asked} units",
    ),
    "answer.none": ("You cannot change the unit", "You cannot change any of the {n} units"),
    "answer.not": ("you cannot change {n} unit", "you cannot change {n} units"),
    "answer.line": ("you can change {n} of {asked}", "you can change {n} of {asked}"),
    "answer.possible": "you can change {subject}",
    "answer.no_longer": "you can no longer change {subject}: {why}",
    "answer.cannot": "you cannot change {subject}: {why}",
}
"""What is said otherwise to the customer, under the kind and the code."""
