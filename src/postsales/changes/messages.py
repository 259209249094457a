"""What the codes of changes mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. A key that ends in
``*`` serves all codes that begin so.
"""

from collections.abc import Mapping

from postsales.changes.request import ChangeKind
from postsales.orders.messages import Sentence

__all__ = [
    "ANSWERS",
    "DUES",
    "FRAMES",
    "PURPOSES",
    "REASONS",
    "ROWS",
    "TO_CUSTOMER",
    "WANTED",
]

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be changed", "all {n} units can be changed"),
    "both": "both units can be changed",
    "some": ("{n} of {asked} units can be changed", "{n} of {asked} units can be changed"),
    "none": ("The unit cannot be changed", "None of the {n} units can be changed"),
    "others_not": ("{n} cannot", "{n} cannot"),
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

PURPOSES: Mapping[ChangeKind, str] = {
    ChangeKind.OPTIONS: "another version",
    ChangeKind.FEWER: "fewer units",
    ChangeKind.FURTHER: "a further line",
    ChangeKind.ADDRESS: "another address",
    ChangeKind.DATE: "another day",
}
"""What is to be changed."""

WANTED: Mapping[ChangeKind, str] = {
    ChangeKind.OPTIONS: "Another version ({lines})",
    ChangeKind.FEWER: "Fewer units",
    ChangeKind.FURTHER: "Further goods ({lines})",
    ChangeKind.ADDRESS: "Another address ({address})",
    ChangeKind.DATE: "Another day ({day})",
}
"""What is to be changed, and into what."""

FRAMES: Mapping[str, str] = {
    "allowed": "{changed}: yes, {said}.",
    "refer": "{changed}: not answered yet, {said}.",
    "other": "{changed}: {said}.",
    "line": "{said} ({changed})",
}
"""Into what the answer about a kind of change is put."""

DUES: Mapping[str, str] = {
    "from": "{amount} is still to be paid for it.",
    "to": "{amount} goes back for it.",
    "nothing": "Nothing is to be paid for it.",
    "not_made": (
        "A change is made as a whole: as long as not all of it is allowed, nothing is changed, "
        "and nothing is to be paid."
    ),
}
"""What is owed for all of a change."""

ROWS: Mapping[str, str] = {
    "money": "What the change costs",
    "line_off": "{units} of {line}, called off",
    "charge_off": "{charge}, called off",
    "line": "{units} of {line}, agreed",
    "shipping": "Shipping",
    "charge": "{charge}",
    "fee": "Fee for the change",
    "to_pay": "To be paid",
    "to_get_back": "To be given back",
}
"""The rows of what a change costs."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "due.from": "You still pay {amount} for it.",
    "due.to": "You get {amount} back for it.",
    "due.nothing": "You pay nothing for it.",
    "due.not_made": (
        "A change is made as a whole: as long as not all of it is allowed, nothing is changed, "
        "and you pay nothing."
    ),
    "row.to_pay": "You pay",
    "row.to_get_back": "You get back",
    "answer.all": ("you can change the unit", "you can change all {n} units"),
    "answer.both": "you can change both units",
    "answer.some": (
        "You can change {n} of {asked} units",
        "You can change {n} of {asked} units",
    ),
    "answer.none": ("You cannot change the unit", "You cannot change any of the {n} units"),
    "answer.others_not": ("you cannot change {n}", "you cannot change {n}"),
    "answer.not": ("you cannot change {n} unit", "you cannot change {n} units"),
    "answer.line": ("you can change {n} of {asked}", "you can change {n} of {asked}"),
    "answer.possible": "you can change {subject}",
    "answer.no_longer": "you can no longer change {subject}: {why}",
    "answer.cannot": "you cannot change {subject}: {why}",
}
"""What is said otherwise to the customer, under the kind and the code."""
