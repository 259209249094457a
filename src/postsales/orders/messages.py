"""What the codes mean that several subdomains share, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody.
"""

from collections.abc import Mapping

from postsales.orders.reasons import ReasonKind

__all__ = ["ANSWERS", "CHANGES", "PURPOSES", "REASONS", "TELL", "TO_CUSTOMER", "Sentence"]

Sentence = str | tuple[str, str]
"""A template, or a pair of them: for one, and for several."""

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be accepted", "all {n} units can be accepted"),
    "both": "both units can be accepted",
    "some": ("{n} of {asked} units can be accepted", "{n} of {asked} units can be accepted"),
    "none": ("The unit cannot be accepted", "None of the {n} units can be accepted"),
    "others_not": ("{n} cannot", "{n} cannot"),
    "not": ("{n} unit cannot be accepted", "{n} units cannot be accepted"),
    "line": ("{n} of {asked} can be accepted", "{n} of {asked} can be accepted"),
    "possible": "{subject} can be accepted",
    "no_longer": "{subject} can no longer be accepted: {why}",
    "cannot": "{subject} cannot be accepted: {why}",
}
"""What is answered, each a clause: of ``n`` units, or of a ``subject`` from some instant on."""

REASONS: Mapping[str, str] = {
    # Where the units are.
    "already_requested": "already part of an open return",
    "already_returned": "already came back",
    "already_refunded": "its money went back before or is on its way",
    "already_cancelled": "called off before it reached the customer",
    "lost_in_transit": "lost on the way to the customer",
    "more_than_bought": "beyond the {bought} that the order has",
    # The time.
    "window_closed": "the window of {length} counted from {opened} ({start}) closed {closed}",
    "holidays_missing": (
        "the window of {length} counted from {opened} ({start}) closed {closed}, "
        "unless holidays that are not known move its last day on"
    ),
    # The reason that was given.
    "reason_unknown": "the terms do not say what follows from the reason “{reason}”",
    "start_missing": "when it starts is not known yet",
    "already_started": "already begun",
}
"""Why units are not allowed, whatever was asked for."""

PURPOSES: Mapping[ReasonKind, str] = {
    ReasonKind.REMORSE: "change of mind",
    ReasonKind.DEFECT: "defect",
    ReasonKind.WRONG_ITEM: "wrong item",
    ReasonKind.NOT_AS_DESCRIBED: "not as described",
    ReasonKind.DAMAGED_IN_TRANSIT: "damaged in transit",
    ReasonKind.LATE: "late",
    ReasonKind.OTHER: "another reason",
}
"""As what units are asked for."""

CHANGES: Mapping[str, str] = {
    "window_closed": "the window for {subject} closes",
}
"""What happens at the instant at which a code begins to stand in the way."""

TELL: Mapping[str, str] = {
    "holidays": "Give the terms the holidays of the place where the days of {subject} are counted.",
    "reason": (
        "Ask the customer for the reason for {subject}, in one of the words that the terms know."
    ),
    "reason_among": (
        "Ask the customer for the reason for {subject}, in one of these words: {words}."
    ),
    "start": "Find out when {subject} starts: the booking shows it.",
}
"""Who can tell a missing fact."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "answer.all": ("we can accept the unit", "we can accept all {n} units"),
    "answer.both": "we can accept both units",
    "answer.some": (
        "We can accept {n} of {asked} units",
        "We can accept {n} of {asked} units",
    ),
    "answer.none": ("We cannot accept the unit", "We cannot accept any of the {n} units"),
    "answer.others_not": ("we cannot accept {n}", "we cannot accept {n}"),
    "answer.not": ("we cannot accept {n} unit", "we cannot accept {n} units"),
    "answer.line": ("we can accept {n} of {asked}", "we can accept {n} of {asked}"),
    "answer.possible": "we can accept {subject}",
    "answer.no_longer": "we can no longer accept {subject}: {why}",
    "answer.cannot": "we cannot accept {subject}: {why}",
    "reason.already_cancelled": "called off before it reached you",
    "reason.lost_in_transit": "lost on the way to you",
    "reason.more_than_bought": "beyond the {bought} that you ordered",
    "tell.reason": ("Tell us the reason for {subject}, in one of the words that our terms know."),
    "tell.reason_among": "Tell us the reason for {subject}, in one of these words: {words}.",
    "tell.holidays": (
        "We look up the holidays of the place where the days of {subject} are counted."
    ),
    "tell.start": "Tell us when {subject} starts: your booking shows it.",
}
"""What is said otherwise to the customer, under the kind and the code."""
