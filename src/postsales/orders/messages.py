"""What the codes mean that several subdomains share, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody.
"""

from collections.abc import Mapping

__all__ = ["CHANGES", "REASONS", "TELL"]

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
}
"""Why units are not allowed, whatever was asked for."""

CHANGES: Mapping[str, str] = {
    "window_closed": "the window for {subject} closes",
}
"""What happens at the instant at which a code begins to stand in the way."""

TELL: Mapping[str, str] = {
    "holidays": "Give the terms the holidays of the place where the days of {subject} are counted.",
    "reason": (
        "Ask the customer for the reason for {subject}, in one of the words that the terms know."
    ),
}
"""Who can tell a missing fact."""
