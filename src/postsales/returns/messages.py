"""What the codes of returns mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. Besides the facts
there are ``opened`` and ``closed``, when the period of the units began and ended, and ``subject``,
what a clause or sentence is about. A key with a leading ``*`` serves all codes with that ending.
"""

from collections.abc import Mapping

from postsales.orders import messages

__all__ = ["CHANGES", "DEED", "HINTS", "REASONS", "TELL"]

DEED: str = "returned"
"""What is asked for: units can be *returned*."""

REASONS: Mapping[str, str] = {
    **messages.REASONS,
    # Where the units are.
    "not_shipped": "still with the shop, so there is nothing to send back yet",
    # The time.
    "delivery_date_missing": "the window starts with the delivery, and its day is not known yet",
    "shipping_date_missing": "the window starts with the shipping, and its day is not known yet",
    "payment_date_missing": "the window starts with the payment, and its day is not known yet",
    "*_date_missing": "the window starts with “{subject}”, and its day is not known yet",
    "sending_date_missing": (
        "the notice came after the window had closed; it was sent before, and when is not known"
    ),
    "customer_zone_missing": "its days are counted where the customer is, and that is not known",
    "holidays_missing": (
        "the window of {length} counted from {opened} ({start}) closed {closed}, "
        "unless holidays that are not known move its last day on"
    ),
    # What the terms are about, and how the customer said so.
    "not_covered": "not something that these terms are about",
    "notice_missing": "sent back without a word, and a statement is needed",
    "not_authorised": "sent back without a number of the shop, so a person looks at it first",
    # What a person has to look at.
    "*_not_shown": "“{subject}” has to be shown, and was not",
    "condition_not_accepted": "in the condition “{condition}”, and taken back as: {accepted}",
    "condition_not_stated": "taken back in some conditions only, and theirs is not known",
    "bundle_incomplete": "sold in the bundle {bundle}, which comes back whole",
    "bundle_undecided": "sold in the bundle {bundle}, and of the rest of it nobody can say yet",
    "no_whole_packs": "comes back in whole packs of {packs_of} only, and {asked} was asked for",
    "too_few_units": "comes back {least} at a time at least, and {asked} was asked for",
    "too_few_stay": "at least {keeping} stays unless all comes back, and {asked} was asked for",
    "units_undecided": "comes back in certain numbers, and of some units nobody can say yet",
    "many_returns": "much of what was bought before came back, so a person looks at it first",
    # The exclusions that shops have, by the traits and kinds of lines.
    "final_sale": "sold as final sale",
    "made_to_order": "made to order for this customer",
    "perishable": "spoils or expires soon",
    "sealed_hygiene": "sealed for health or hygiene",
    "sealed_media": "sealed recording or software",
    "hazardous": "may not travel by ordinary post",
    "oversized": "needs a carrier of its own",
    "digital_content": "digital content, which does not come back",
    "gift_card": "a gift card, which is stored value",
}
"""Why units cannot be returned, or not yet."""

CHANGES: Mapping[str, str] = {**messages.CHANGES}
"""What happens at the instant at which a code begins to stand in the way."""

HINTS: Mapping[str, str] = {
    "add": "Ask for {adds} as well, and this no longer stands in the way of {subject}: {removes}.",
    "cancel_instead": (
        "Ask to cancel {subject} instead: still with the shop, so nothing has to travel back."
    ),
}
"""What can be done in place of what was asked."""

TELL: Mapping[str, str] = {
    **messages.TELL,
    "delivered_at": (
        "Find out on which day {subject} was delivered: "
        "the carrier's tracking shows it, or the customer can say."
    ),
    "shipped_at": (
        "Find out on which day {subject} was shipped: the shop's dispatch or the carrier knows."
    ),
    "sent_at": (
        "Find out when the notice for {subject} was sent: the postmark or the message shows it."
    ),
    "receipt": "Ask the customer for the receipt for {subject}.",
    "photo": "Ask the customer for a photo of {subject}.",
    "condition": "Ask the customer in which condition {subject} is, or look at it.",
    "authorisation": "Authorise the return of {subject}, or talk to the customer about it.",
    "review": "Have a person look at the earlier purchases of whoever bought {subject}.",
    "zone": "Find out in which time zone the customer of {subject} is: their address shows it.",
    "holidays": "Give the terms the holidays of the place where the days of {subject} are counted.",
    "paid_at": "Find out on which day {subject} was paid for: the payment provider shows it.",
}
"""Who can tell a missing fact."""
