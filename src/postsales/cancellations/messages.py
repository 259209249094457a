"""What the codes of cancellations mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. A key that ends in
``*`` serves all codes that begin so.
"""

from collections.abc import Mapping

from postsales.orders import messages

__all__ = ["CHANGES", "DEED", "HINTS", "REASONS", "TELL"]

DEED: str = "cancelled"
"""What is asked for: units can be *cancelled*."""

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
