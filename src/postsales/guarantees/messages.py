"""What the codes of guarantees mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of lamp: ", so it names no units, and it blames nobody.
"""

from collections.abc import Mapping

from postsales.orders import messages
from postsales.orders.messages import Sentence

__all__ = ["ANSWERS", "CHANGES", "HINTS", "REASONS", "REMEDIES", "TELL", "TO_CUSTOMER"]

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be claimed", "all {n} units can be claimed"),
    "both": "both units can be claimed",
    "some": ("{n} of {asked} units can be claimed", "{n} of {asked} units can be claimed"),
    "none": ("The unit cannot be claimed", "None of the {n} units can be claimed"),
    "others_not": ("{n} cannot", "{n} cannot"),
    "not": ("{n} unit cannot be claimed", "{n} units cannot be claimed"),
    "line": ("{n} of {asked} can be claimed", "{n} of {asked} can be claimed"),
    "possible": "{subject} can be claimed",
    "no_longer": "{subject} can no longer be claimed: {why}",
    "cannot": "{subject} cannot be claimed: {why}",
}
"""What is answered, each a clause: of ``n`` units, or of a ``subject`` from some instant on."""

REASONS: Mapping[str, str] = {
    **messages.REASONS,
    "still_with_shop": "still with the shop, so that nothing can be wrong with it yet",
    "not_promised": "sold when nothing was promised about it",
    "outside_guarantee": "not something that the guarantee is about",
    "not_guaranteed": "not for a reason that the guarantee is about",
    "guarantee_over": "the guarantee of {length} counted from {opened} ({start}) ended {closed}",
    "start_missing": "the guarantee starts with the {start}, and its day is not known yet",
    "evidence_missing": "to be shown first: {missing}",
    "remedy_not_yet": "{remedy} comes after {first}; attempts so far: {tried}",
    "remedy_not_promised": "{remedy} is not what the guarantee promises",
}
"""Why units cannot be claimed, or not yet."""

REMEDIES: Mapping[str, str] = {
    "repair": "repair",
    "replacement": "replacement",
    "keep_the_item": "keep the item",
    "exchange": "exchange",
    "store_credit": "store credit",
    "money": "money",
    "or": "{others} or {last}",
}
"""What a remedy is called, and several of them."""

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

TO_CUSTOMER: Mapping[str, Sentence] = {
    "answer.all": (
        "you can use the guarantee for the unit",
        "you can use the guarantee for all {n} units",
    ),
    "answer.both": "you can use the guarantee for both units",
    "answer.some": (
        "You can use the guarantee for {n} of {asked} units",
        "You can use the guarantee for {n} of {asked} units",
    ),
    "answer.none": (
        "You cannot use the guarantee for the unit",
        "You cannot use the guarantee for any of the {n} units",
    ),
    "answer.others_not": ("not for {n}", "not for {n}"),
    "answer.not": (
        "you cannot use the guarantee for {n} unit",
        "you cannot use the guarantee for {n} units",
    ),
    "answer.line": (
        "you can use the guarantee for {n} of {asked}",
        "you can use the guarantee for {n} of {asked}",
    ),
    "answer.possible": "you can use the guarantee for {subject}",
    "answer.no_longer": "you can no longer use the guarantee for {subject}: {why}",
    "answer.cannot": "you cannot use the guarantee for {subject}: {why}",
    "reason.still_with_shop": "still with us, so that nothing can be wrong with it yet",
    "hint.repair_instead": "Ask us for a repair of {subject} first.",
    "hint.replacement_instead": "Ask us for a replacement of {subject} first.",
    "hint.keep_the_item_instead": "Ask us for a lower price of {subject} first.",
    "hint.exchange_instead": "Ask us for other goods instead of {subject} first.",
    "hint.store_credit_instead": "Ask us for store credit for {subject} first.",
    "hint.cash_instead": "Ask us for the money of {subject} back.",
    "tell.evidence": "Show us what the guarantee wants to see of {subject}.",
}
"""What is said otherwise to the customer, under the kind and the code."""
