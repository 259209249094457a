"""What the codes of guarantees mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of lamp: ", so it names no units, and it blames nobody.
"""

from collections.abc import Mapping

from postsales.orders import messages

__all__ = ["CHANGES", "DEED", "HINTS", "REASONS", "TELL"]

DEED: str = "claimed"
"""What is asked for: units can be *claimed*."""

REASONS: Mapping[str, str] = {
    **messages.REASONS,
    "still_with_shop": "still with the shop, so that nothing can be wrong with it yet",
    "not_promised": "sold when nothing was promised about it",
    "outside_guarantee": "not something that the guarantee is about",
    "not_guaranteed": "not for a reason that the guarantee is about",
    "guarantee_over": "the guarantee of {length} counted from {opened} ({start}) ended {closed}",
    "start_missing": "the guarantee starts with the {start}, and its day is not known yet",
    "evidence_missing": "to be shown first: {missing}",
    "remedy_not_yet": "{remedy} comes after {first}, tried {tried} times so far",
    "remedy_not_promised": "{remedy} is not what the guarantee promises",
}
"""Why units cannot be claimed, or not yet."""

CHANGES: Mapping[str, str] = {"guarantee_over": "the guarantee for {subject} ends"}
"""What happens at the instant at which a code begins to stand in the way."""

HINTS: Mapping[str, str] = {
    "repair_instead": "Ask for a repair of {subject} first.",
    "replacement_instead": "Ask for a replacement of {subject} first.",
    "keep_the_item_instead": "Ask for a lower price of {subject} first.",
    "exchange_instead": "Ask for other goods instead of {subject} first.",
    "store_credit_instead": "Ask for store credit for {subject} first.",
    "cash_instead": "Ask for the money of {subject} back.",
}
"""What can be asked for in place of what was."""

TELL: Mapping[str, str] = {
    **messages.TELL,
    "evidence": "Ask the customer to show what the guarantee wants to see of {subject}.",
}
"""Who can tell a missing fact."""
