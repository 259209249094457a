"""What the codes of returns mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. Besides the facts
there are ``opened`` and ``closed``, when the period of the units began and ended, and ``subject``,
what a clause or sentence is about. A key with a leading ``*`` serves all codes with that ending.
"""

from collections.abc import Mapping

from postsales.orders import messages
from postsales.orders.conditions import Condition
from postsales.orders.messages import Sentence

__all__ = [
    "ANSWERS",
    "ASK",
    "CHANGES",
    "CONDITIONS",
    "HINTS",
    "PROOFS",
    "REASONS",
    "TELL",
    "TO_CUSTOMER",
]

ANSWERS: Mapping[str, Sentence] = {
    "all": ("the unit can be returned", "all {n} units can be returned"),
    "both": "both units can be returned",
    "some": ("{n} of {asked} units can be returned", "{n} of {asked} units can be returned"),
    "none": ("The unit cannot be returned", "None of the {n} units can be returned"),
    "others_not": ("{n} cannot", "{n} cannot"),
    "not": ("{n} unit cannot be returned", "{n} units cannot be returned"),
    "line": ("{n} of {asked} can be returned", "{n} of {asked} can be returned"),
    "possible": "{subject} can be returned",
    "no_longer": "{subject} can no longer be returned: {why}",
    "cannot": "{subject} cannot be returned: {why}",
}
"""What is answered, each a clause: of ``n`` units, or of a ``subject`` from some instant on."""

REASONS: Mapping[str, str] = {
    **messages.REASONS,
    # Where the units are.
    "not_shipped": "still with the shop, so there is nothing to send back yet",
    # The time.
    "delivery_date_missing": "the window starts with the delivery, and its day is not known yet",
    "shipping_date_missing": "the window starts with the shipping, and its day is not known yet",
    "payment_date_missing": "the window starts with the payment, and its day is not known yet",
    "*_date_missing": "the window starts with “{subject}”, and its day is not known yet",
    "circumstances_missing": "when it ends depends on the sale, and what holds of it is not known",
    "sending_date_missing": (
        "the notice came after the window had closed; it was sent before, and when is not known"
    ),
    "amount_in_other_currency": (
        "a limit is in {currency}, and what the order costs in that currency is not known"
    ),
    "customer_zone_missing": "its days are counted where the customer is, and that is not known",
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
    "no_whole_packs": "comes back in whole packs of {packs_of} only; asked for: {asked}",
    "too_few_units": "comes back {least} at a time at least; asked for: {asked}",
    # Never one: less than one that stays is all that comes back.
    "too_few_stay": "at least {keeping} stay unless all comes back; asked for: {asked}",
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
    "regular_delivery": "comes again and again, as agreed",
    "price_fluctuates": "has a price that goes with a financial market",
    "mixed_once_delivered": "cannot be told apart from other things once delivered",
    "alcohol_futures": "drinks sold long before they are delivered",
    "urgent_repair": "repair or upkeep on a visit that was asked for",
    "periodical": "a newspaper or magazine",
    "auctioned": "sold at an auction",
    "dated_leisure": "booked for a day or a time that was agreed",
    "betting": "a bet or a ticket of a lottery",
    "notarised": "agreed before a notary",
    "utility": "water, gas, electricity or heat",
    "live_animal": "an animal",
    "motor_vehicle": "a vehicle with a motor",
    "second_hand": "sold as used",
    "needs_installing": "has to be installed",
    "digital_content": "digital content, which does not come back",
    "gift_card": "a gift card, which is stored value",
}
"""Why units cannot be returned, or not yet."""

PROOFS: Mapping[str, str] = {
    "receipt": "receipt",
    "photo": "photo",
}
"""What has to be shown."""

CONDITIONS: Mapping[Condition, str] = {
    Condition.GOOD: "good",
    Condition.USED: "used",
    Condition.DAMAGED: "damaged",
    Condition.NOT_OURS: "not ours",
}
"""In what condition goods are."""

CHANGES: Mapping[str, str] = {**messages.CHANGES}
"""What happens at the instant at which a code begins to stand in the way."""

HINTS: Mapping[str, str] = {
    "add": "Ask for {adds} as well, and this no longer stands in the way of {subject}: {removes}.",
    "cancel_instead": (
        "Ask to cancel {subject} instead: still with the shop, so nothing has to travel back."
    ),
}
"""What can be done in place of what was asked."""

ASK: Mapping[str, str] = {
    "not_covered": "Find out whose terms are about {subject}: these are not.",
    "delivery_date_missing": "Find out which delivery counts for {subject}, and when it came.",
    "shipping_date_missing": "Find out which parcel counts for {subject}, and when it was shipped.",
    "payment_date_missing": "Find out which payment counts for {subject}, and when it was made.",
    "circumstances_missing": "Find out how {subject} was sold: it decides when the time ends.",
    "bundle_undecided": "Find out first what holds for the rest of the bundle of {subject}.",
    "units_undecided": "Find out first what holds for the other units of {subject}.",
}
"""What has to be found out, by the code that no single fact of the units would settle."""

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
    "paid_at": "Find out on which day {subject} was paid for: the payment provider shows it.",
}
"""Who can tell a missing fact."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "answer.all": ("you can return the unit", "you can return all {n} units"),
    "answer.both": "you can return both units",
    "answer.some": (
        "You can return {n} of {asked} units",
        "You can return {n} of {asked} units",
    ),
    "answer.none": ("You cannot return the unit", "You cannot return any of the {n} units"),
    "answer.others_not": ("you cannot return {n}", "you cannot return {n}"),
    "answer.not": ("you cannot return {n} unit", "you cannot return {n} units"),
    "answer.line": ("you can return {n} of {asked}", "you can return {n} of {asked}"),
    "answer.possible": "you can return {subject}",
    "answer.no_longer": "you can no longer return {subject}: {why}",
    "answer.cannot": "you cannot return {subject}: {why}",
    "reason.made_to_order": "made to order for you",
    "reason.many_returns": "a person at the shop looks at it first",
    "ask.not_covered": (
        "We find out whose terms are about {subject}, and you need do nothing for it."
    ),
    "ask.delivery_date_missing": (
        "We find out which delivery counts for {subject}; "
        "if you know when it came, tell us the day."
    ),
    "ask.shipping_date_missing": (
        "We find out which parcel counts for {subject}, and you need do nothing for it."
    ),
    "ask.payment_date_missing": (
        "We find out which payment counts for {subject}; "
        "if you know when it was made, tell us the day."
    ),
    "reason.customer_zone_missing": (
        "its days are counted where you are, and that is not known to us"
    ),
    "reason.not_shipped": "still with us, so there is nothing to send back yet",
    "hint.cancel_instead": (
        "Ask us to cancel {subject} instead: still with us, so nothing has to travel back."
    ),
    "tell.delivered_at": (
        "Tell us on which day {subject} was delivered: the carrier's tracking shows it."
    ),
    "tell.shipped_at": (
        "We find out on which day {subject} was shipped; if you have a message about it, "
        "tell us the day."
    ),
    "tell.sent_at": "Tell us when you sent the notice for {subject}: the postmark shows it.",
    "tell.receipt": "Send us the receipt for {subject}.",
    "tell.photo": "Send us a photo of {subject}.",
    "tell.review": "A person at the shop looks at {subject} first, and you need do nothing for it.",
    "tell.zone": "Tell us in which country and time zone you are, for {subject}.",
    "tell.paid_at": "Tell us on which day you paid for {subject}: your bank shows it.",
    "reason.not_authorised": "sent back without a number from us, so a person looks at it first",
    "hint.add": (
        "Ask us for {adds} as well, and this no longer stands in the way of {subject}: {removes}."
    ),
    "tell.condition": "Tell us in which condition {subject} is.",
    "tell.authorisation": "Talk to us about the return of {subject}; we look at it.",
    "ask.circumstances_missing": (
        "We find out what holds for the sale of {subject}, and you need do nothing for it."
    ),
    "ask.bundle_undecided": "We find out about the rest of the bundle of {subject} first.",
    "ask.units_undecided": "We find out about the other units of {subject} first.",
}
"""What is said otherwise to the customer, under the kind and the code."""
