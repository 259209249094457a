"""What the codes of cancellations mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. A key that ends in
``*`` serves all codes that begin so.
"""

from collections.abc import Mapping

from postsales.orders import messages
from postsales.orders.messages import Sentence

__all__ = ["ANSWERS", "CHANGES", "HINTS", "REASONS", "TELL", "TO_CUSTOMER"]

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be cancelled", "all {n} units can be cancelled"),
    "both": "both units can be cancelled",
    "some": ("{n} of {asked} units can be cancelled", "{n} of {asked} units can be cancelled"),
    "none": ("The unit cannot be cancelled", "None of the {n} units can be cancelled"),
    "others_not": ("{n} cannot", "{n} cannot"),
    "not": ("{n} unit cannot be cancelled", "{n} units cannot be cancelled"),
    "line": ("{n} of {asked} can be cancelled", "{n} of {asked} can be cancelled"),
    "possible": "{subject} can be cancelled",
    "no_longer": "{subject} can no longer be cancelled: {why}",
    "cannot": "{subject} cannot be cancelled: {why}",
}
"""What is answered, each a clause: of ``n`` units, or of a ``subject`` from some instant on."""

REASONS: Mapping[str, str] = {
    **messages.REASONS,
    "already_shipped": "already left the shop",
    "already_delivered": "already with the customer",
    # A cut-off of the host's own; other codes that begin so lack the fact and are said in words.
    "already_*": "too far along to be cancelled (“{cut_off}”)",
}
"""Why units cannot be cancelled."""

CHANGES: Mapping[str, str] = {**messages.CHANGES}
"""What happens at the instant at which a code begins to stand in the way."""

HINTS: Mapping[str, str] = {
    "return_instead": (
        "Ask to return {subject} instead, by the terms for returns: "
        "already out of the shop, so it has to come back first."
    ),
}
"""What can be done in place of what was asked."""

TELL: Mapping[str, str] = {**messages.TELL}
"""Who can tell a missing fact."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "answer.all": ("you can cancel the unit", "you can cancel all {n} units"),
    "answer.both": "you can cancel both units",
    "answer.some": (
        "You can cancel {n} of {asked} units",
        "You can cancel {n} of {asked} units",
    ),
    "answer.none": ("You cannot cancel the unit", "You cannot cancel any of the {n} units"),
    "answer.others_not": ("you cannot cancel {n}", "you cannot cancel {n}"),
    "answer.not": ("you cannot cancel {n} unit", "you cannot cancel {n} units"),
    "answer.line": ("you can cancel {n} of {asked}", "you can cancel {n} of {asked}"),
    "answer.possible": "you can cancel {subject}",
    "answer.no_longer": "you can no longer cancel {subject}: {why}",
    "answer.cannot": "you cannot cancel {subject}: {why}",
    "reason.already_shipped": "already left us",
    "reason.already_delivered": "already with you",
    "hint.return_instead": (
        "Ask us to return {subject} instead, by the terms for returns: "
        "already on its way to you or with you, so it has to come back first."
    ),
}
"""What is said otherwise to the customer, under the kind and the code."""
