"""What stands around the sentences of terms, in English: headings, facts in words, what is wrong.

Rules of this file: plain mappings, no logic and no figures. A word of the trade that a reader need
not know is explained in ``EXPLAINED``; ``WORDS`` has it as it stands in the sentences.
"""

from collections.abc import Mapping

__all__ = [
    "ABOUT",
    "CHANGES",
    "EVENTS",
    "EXPLAINED",
    "HEADINGS",
    "LENGTHS",
    "LISTS",
    "MEMBERS",
    "PROBLEMS",
    "SCOPES",
    "WORDS",
]

HEADINGS: Mapping[str, str] = {
    "title": "Our terms",
    "returns": "Returning goods",
    "refunds": "What you get back",
    "exchanges": "Other goods instead",
    "cancellations": "Calling off an order",
    "changes": "Changing an order",
    "subscriptions": "Ending a subscription",
    "appointments": "Calling off an appointment",
    "guarantees": "What we promise about the goods",
    "asked_of_you": "What we ask of you",
    "a_person_decides": "Where a person decides",
    "these_terms": "About these terms",
    "words": "What the words mean",
}

ABOUT: Mapping[str, str] = {
    "all": "All goods",
    "all_others": "All other goods",
    "shipping": "Delivery costs",
    "other_charges": "Other charges",
    "payment": "How we pay",
    "promotions": "Promotions",
    "credit": "Store credit",
    "time": "The time",
    "order": "An order",
    "price": "What your goods are worth",
    "goods": "Which goods",
    "advance": "New goods first",
    "remedies": "What we do",
    "gifts": "Gifts",
    "subscription": "A subscription",
    "appointment": "An appointment",
    "work": "When we work",
    "returns": "Returns",
    "refunds": "Refunds",
    "exchanges": "Exchanges",
    "cancellations": "Cancellations",
    "changes": "Changes",
    "guarantees": "Guarantees",
    "subscriptions": "Subscriptions",
    "appointments": "Appointments",
}
"""What a line is about, where it is about no goods of a certain kind."""

CHANGES: Mapping[str, str] = {
    "changed": "{was} → {now}",
    "changed_for": "{was} → {now} ({goods})",
    "nothing": "nothing",
}
"""What became of an option between two versions of terms."""

PROBLEMS: Mapping[str, str] = {
    "window_never_counts": "This window never counts: others are for all that it is for.",
    "window_like_standard": "The standard window gives just as much time for all that this is for.",
    "standard_never_counts": "The standard window never counts: special ones are for everything.",
    "start_never_counts": "This start never counts: an earlier one has happened in any case.",
    "out_of_scope": "This is for goods that the terms are not about.",
    "reason_unheard": "This is for {reasons}, and nothing that can be said means that.",
    "all_excluded": "This is for returns that are all excluded.",
    "exclusion_repeated": "What this excludes, other exclusions exclude anyhow.",
    "proof_repeated": "What this asks for is asked for anyhow.",
    "returnless_never_counts": "This never counts: by others all of it stays, too.",
    "guard_never_looks": "Nobody ever returns more than {share} of what they bought.",
    "extension_changes_nothing": "No window ends later by this.",
    "season_over": "This is for a season that ended on {day}.",
    "promise_over": "This is for orders before {day}, so for none from now on.",
    "ship_by_too_late": (
        "Goods can be handed in for {length}, and every window in which they can be back is over."
    ),
    "fee_of_nothing": "This fee keeps nothing.",
    "fees_above_price": "Together with earlier fees this is {share} of the price.",
    "bonus_of_nothing": "This offers nothing besides the credit.",
    "tender_repeated": "This stands in the order twice: {tender}.",
    "refund_window_changes_nothing": "While a return is allowed, this window is always open.",
    "refund_window_never_counts": "This window never counts: others end later for all of it.",
    "diminished_never_counts": "This never counts: by others less is lost.",
    "promotion_rule_never_counts": "This never counts: earlier rules are for all its promotions.",
    "published_window": "{length} are published, and this gives less.",
    "published_goods": "A return is published as possible, and this excludes it.",
    "published_fee": "At most {amount} is published, and this fee is more.",
    "published_postage": "It is published that the shop pays for the way back, and it does not.",
    "published_money": "Money is published for {length}, and this gives it for less.",
}
"""What is wrong with terms, for whoever writes them."""

LENGTHS: Mapping[str, tuple[str, str]] = {
    "Days": ("{n} day", "{n} days"),
    "Weeks": ("{n} week", "{n} weeks"),
    "Months": ("{n} month", "{n} months"),
    "Years": ("{n} year", "{n} years"),
    "Hours": ("{n} hour", "{n} hours"),
    "WorkingDays": ("{n} working day", "{n} working days"),
    "WorkingHours": ("{n} working hour", "{n} working hours"),
}
"""A length of one, and of any other number."""

EVENTS: Mapping[str, str] = {
    "Placed": "order",
    "Paid": "payment",
    "Shipped": "shipping",
    "Delivered": "delivery",
    "ReturnRequested": "request",
    "ReturnApproved": "permission",
    "ReturnLabelIssued": "shipping label",
    "ReturnShipped": "sending back",
    "Received": "arrival with us",
    "ReturnInspected": "check by us",
}

MEMBERS: Mapping[str, str] = {
    "ReasonKind.remorse": "a change of mind",
    "ReasonKind.defect": "faulty goods",
    "ReasonKind.wrong_item": "the wrong goods",
    "ReasonKind.not_as_described": "goods not as described",
    "ReasonKind.damaged_in_transit": "damage on the way",
    "ReasonKind.late": "a late delivery",
    "ReasonKind.other": "any other reason",
    "TenderKind.card": "your card",
    "TenderKind.gift_card": "a gift card",
    "TenderKind.store_credit": "store credit",
    "TenderKind.bank_transfer": "your bank account",
    "TenderKind.cash": "cash",
    "TenderKind.other": "any other payment",
    "Condition.used": "used",
    "Condition.damaged": "damaged",
    "Condition.not_ours": "as something else",
    "RemedyKind.cash": "your money back",
    "RemedyKind.store_credit": "store credit",
    "RemedyKind.exchange": "other goods",
    "RemedyKind.keep_the_item": "a lower price",
    "RemedyKind.replacement": "the same goods again",
    "RemedyKind.repair": "a repair",
    "Place.customer": "where you live",
    "Place.merchant": "where we are",
    "Weekday.monday": "Monday",
    "Weekday.tuesday": "Tuesday",
    "Weekday.wednesday": "Wednesday",
    "Weekday.thursday": "Thursday",
    "Weekday.friday": "Friday",
    "Weekday.saturday": "Saturday",
    "Weekday.sunday": "Sunday",
    "ChangeKind.options": "one article for another",
    "ChangeKind.fewer": "fewer units",
    "ChangeKind.further": "further goods",
    "ChangeKind.address": "where they go",
    "ChangeKind.date": "the day on which they come",
    "Trait.final_sale": "sold as final sale",
    "Trait.made_to_order": "made for you",
    "Trait.perishable": "spoils soon",
    "Trait.sealed_hygiene": "sealed for health or hygiene",
    "Trait.sealed_media": "sealed recording or software",
    "Trait.hazardous": "may not travel by ordinary post",
    "Trait.oversized": "needs a carrier of its own",
    "Trait.regular_delivery": "comes again and again",
    "Trait.price_fluctuates": "has a price of a financial market",
    "Trait.mixed_once_delivered": "mixed with other things once delivered",
    "Trait.alcohol_futures": "drinks sold long before delivery",
    "Trait.urgent_repair": "urgent repair",
    "Trait.periodical": "a newspaper or magazine",
    "Trait.auctioned": "sold at an auction",
    "Trait.dated_leisure": "booked for a day or a time",
    "Trait.betting": "a bet or a lottery",
    "Trait.notarised": "agreed before a notary",
    "Trait.utility": "water, gas, electricity or heat",
    "Trait.live_animal": "an animal",
    "Trait.motor_vehicle": "a vehicle with a motor",
    "Trait.second_hand": "sold as used",
    "Trait.needs_installing": "has to be installed",
    "LineKind.goods": "goods that we ship",
    "LineKind.digital": "digital content",
    "LineKind.service": "services",
    "LineKind.subscription": "subscriptions",
    "LineKind.gift_card": "gift cards",
}
"""A word of the terms, by its class and its value."""

SCOPES: Mapping[str, str] = {
    "category": "{values}",
    "sku": "article {values}",
    "tag": "marked {values}",
    "trait": "{values}",
    "kind": "{values}",
    "market": "orders in {values}",
    "channel": "orders by {values}",
    "tier": "orders of tier {values}",
}
"""Which goods a line is for, attribute by attribute."""

LISTS: Mapping[str, str] = {
    "any_reason": "any reason",
    "all_reasons_but": "any reason but {reasons}",
    "or": "{some} or {last}",
    "source_at": "{instrument}, {article}",
}
"""How several things are said together."""

EXPLAINED: Mapping[str, str] = {
    "store credit": "An amount that you can spend with us, and that is not paid out.",
    "gift card": "A card or code with an amount that somebody has paid for.",
    "final sale": "Goods that were sold on the understanding that they do not come back.",
    "restocking": "Making goods that came back ready to be sold again.",
    "return shipping": "What it costs to send goods back to us.",
    "promotion": "A lower price or something extra for buying more, or certain things together.",
    "refund": "What we pay back to you.",
    "unit": "One piece of an article.",
    "item": "All pieces of one article in an order.",
    "holiday": "A day on which offices are closed by law.",
    "UTC": "The time by which all time zones are counted.",
    "tier": "The group that you belong to with us.",
}
"""A word of the trade and what it means."""

WORDS: Mapping[str, str] = {
    "store credit": "store credit",
    "gift card": "gift card",
    "final sale": "final sale",
    "restocking": "restocking",
    "return shipping": "return shipping",
    "promotion": "promotion",
    "refund": "refund",
    "unit": "unit",
    "item": "item",
    "holiday": "holiday",
    "UTC": "UTC",
    "tier": "tier",
}
"""The words themselves, as they stand in the sentences."""
