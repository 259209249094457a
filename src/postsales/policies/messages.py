"""What terms say, in English: one whole sentence for each thing that can be said.

Rules of this file: plain mappings from a code to a template over facts; no logic and no figures. A
sentence is never put together from halves. A word of the trade that a customer need not know is
explained in ``EXPLAINED``, and stands there as it stands in the sentences.
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
    "SENTENCES",
    "TITLE",
]

TITLE: str = "Our terms"

HEADINGS: Mapping[str, str] = {
    "returns": "Returning goods",
    "refunds": "What you get back",
    "exchanges": "Other goods instead",
    "cancellations": "Calling off an order",
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
    "step": "Step {number}",
}
"""What a line is about, where it is about no goods of a certain kind."""

_STARTS: Mapping[str, str] = {
    # For each item, the first of all of them, the last; at once, or some time later.
    "start_each": "The time starts for each item with its {event}.",
    "start_each_plus": "The time starts for each item {plus} after its {event}.",
    "start_first": "The time starts for all of them with the first {event}.",
    "start_first_plus": "The time starts for all of them {plus} after the first {event}.",
    "start_last": "The time starts for all of them with the last {event}.",
    "start_last_plus": "The time starts for all of them {plus} after the last {event}.",
    "else_each": "If that did not happen, it starts for each item with its {event}.",
    "else_each_plus": "If that did not happen, it starts for each item {plus} after its {event}.",
    "else_first": "If that did not happen, it starts for all of them with the first {event}.",
    "else_first_plus": "If that did not happen, it starts {plus} after the first {event} of all.",
    "else_last": "If that did not happen, it starts for all of them with the last {event}.",
    "else_last_plus": "If that did not happen, it starts {plus} after the last {event} of all.",
    "start_source": "This start is based on {source}.",
}

_LIMITS: Mapping[str, str] = {
    "for_reasons": "This holds for {reasons}.",
    "for_buyer": "This holds if you bought the goods yourself.",
    "for_gift_recipient": "This holds if the goods were given to you.",
    "for_both": "This holds whether you bought the goods or were given them.",
    "season_placed": "This holds for orders from {first} to {last}.",
    "season_shipped": "This holds for goods that we shipped from {first} to {last}.",
    "season_delivered": "This holds for goods that were delivered from {first} to {last}.",
    "roll_weekdays": "If the last day is a {weekdays}, the time ends on the next other day.",
    "roll_holidays": "If the last day is a holiday {place}, the time ends on the next other day.",
    "roll_both": (
        "If the last day is a {weekdays} or a holiday {place}, the time ends on the next other day."
    ),
    "roll_source": "That the last day can move is based on {source}.",
    "source": "This is based on {source}.",
    "read_as": "We read it in this version: {version}.",
    "read_on": "We read it on {day}.",
    "ends_with_the_day": "The last day counts to its end.",
    "ends_to_the_minute": "Hours count to the minute.",
    "called": "We call this “{code}”.",
}

_RETURNS: Mapping[str, str] = {
    "return_within": "You can return it within {length}.",
    "longest_counts": "If several of these times are for the same goods, the longest one counts.",
    "first_counts": "If several of these times are for the same goods, the first one counts.",
    "extended_by": "The time ends {plus} later.",
    "extended_until": "The time ends on {until} at the earliest.",
    "stands_still": "The time stands still from the {begins} until the {ends}.",
    "excluded": "It cannot be returned for {reasons}.",
    "proof": "If you return it for {reasons}, show us this: {evidence}.",
    "guard_units": "We look at your return if more than {units} of your units came back before.",
    "guard_share": "We look at your return if more than {share} of your units came back before.",
    "guard_money": "We look at your return if you got back more than {money} before.",
    "guard_least": "We only look once you have bought at least {least} units.",
    "guard_reasons": "We only look at returns for {reasons}.",
    "tell_why": "Tell us why you return it.",
    "word": "If you say this, we take it as {kind}.",
    "other_words": "If you give us a reason of another kind, a person decides.",
    "about_some": "These terms are for these goods only.",
    "others_refer": "A person decides about all other goods.",
    "covers_in_hand": "You can return what has been shipped to you.",
    "covers_ordered": "You can return all that you ordered, shipped or not.",
    "not_started_refer": "If we do not know when the time started, a person decides.",
    "not_started_open": "You can return it as long as the time has not started.",
    "judged_received": "Your message must reach us before the time is over.",
    "judged_sent": "You must send your message before the time is over.",
    "judged_goods_back": "The goods must be back with us before the time is over.",
    "form_statement": "Tell us in words that you return the goods; it is not enough to send them.",
    "form_goods_alone": "Send the goods back; it is not enough to write to us.",
    "form_both": "Tell us that you return the goods, or send them back without a word.",
    "holidays_customer": "These are the holidays where you live, from {since} to {until}.",
    "holidays_merchant": "These are the holidays where we are, from {since} to {until}.",
    "no_holidays_customer": "There are no holidays where you live from {since} to {until}.",
    "no_holidays_merchant": "There are no holidays where we are from {since} to {until}.",
    "ship_within": "Once we have allowed your return, hand it in within {length}.",
    "inspect_within": "We look at what you sent back within {length}.",
    "refund_within": "We pay for what you sent back within {length}.",
    "required": "A further rule has to be met: {rule}.",
    "excepted": "The rule “{rule}” does not count where this one is met: {exception}.",
}

_REFUNDS: Mapping[str, str] = {
    "charge_never": "We pay nothing of it back.",
    "charge_when_all_comes_back": "We pay it back once you have sent everything back.",
    "charge_share": "We pay back the share that belongs to the goods you send back.",
    "charge_always": "We pay all of it back with your first refund.",
    "charge_cheapest_standard": (
        "Once you have sent everything back, we pay what our cheapest delivery would have cost."
    ),
    "as_paid": "If you paid in several ways, we pay back in the order in which you paid.",
    "newest_first": "If you paid in several ways, the one you used last gets its money first.",
    "gift_card_first": (
        "If you paid in several ways, gift cards come first, then store credit, then the rest."
    ),
    "pro_rata": "If you paid in several ways, each of them gets its share back.",
    "chosen": "If you paid in several ways, {tenders} comes first, then the rest as you paid.",
    "chosen_place": "Number {number} in line is {tenders}.",
    "fee_unit": "We keep {amount} for each unit.",
    "fee_unit_share": "We keep {amount} of the price of each unit.",
    "fee_item": "We keep {amount} for each item, however many units of it come back.",
    "fee_item_share": "We keep {amount} of the price of each item that comes back.",
    "fee_return": "We keep {amount} for each return.",
    "fee_return_share": "We keep {amount} of the price of all goods in a return.",
    "fee_tax": "There is {rate} tax in it.",
    "loses": "You lose {share} of the price if it comes back {conditions}.",
    "goods_kept": "We keep the goods.",
    "goods_sent_back": "We send the goods back to you.",
    "rounding_half_up": "We round parts of the smallest coin to the nearest, and halves up.",
    "rounding_half_even": "We round parts of the smallest coin to the nearest, and halves to even.",
    "rounding_half_down": "We round parts of the smallest coin to the nearest, and halves down.",
    "rounding_up": "We round every part of the smallest coin up, away from zero.",
    "rounding_down": "We cut off every part of the smallest coin.",
    "rounding_ceiling": "We round every part of the smallest coin to the greater amount.",
    "rounding_floor": "We round every part of the smallest coin to the lesser amount.",
    "money_always": "We pay you back in money, however late your return is allowed.",
    "money_within": "We pay you back in money if you ask for it within {length}.",
    "then_store_credit": "After that you get store credit instead.",
    "then_nothing": "After that we pay nothing, and only take the goods back.",
    "promotions_stay": "If you send goods back, you keep what promotions gave you on the rest.",
    "promotion_keep": "You keep what it gave you, even if too little is left for it.",
    "promotion_claw_back": "If too little is left for it, we take off what it gave on the rest.",
    "promotion_rebill_shipping": "If too little is left for it, you pay the delivery it gave you.",
    "promotion_both": (
        "If too little is left for it, we take off what it gave on the rest and the delivery."
    ),
    "bonus_money": "If you take store credit instead of money, you get {bonus} more for a return.",
    "bonus_share": "If you take store credit instead of money, you get {bonus} more.",
    "bonus_lasts": "You can spend the extra amount for {length}.",
    "bonus_stays": "You can spend the extra amount as long as you like.",
    "shop_posts": "We pay for the way back.",
    "customer_posts": "You pay for sending it back, for {reasons}.",
    "posts_at_most": "If you paid for sending it back, we pay you at most {money} for a return.",
    "posts_all": "If we pay for the way back, we pay all that you spent on it.",
}

_CANCELLATIONS: Mapping[str, str] = {
    "cancel": "You can call off what has not been delivered.",
    "cancel_until": "You can call off an item until its {event}.",
    "cancel_or_until": "It is also too late after this: {event}.",
    "cancel_within": "You have {length} after your order to call it off.",
    "cancel_any_time": "There is no other end to that time.",
}

_EXCHANGES: Mapping[str, str] = {
    "worth_list_price": "In other goods they are worth their price before any discount.",
    "worth_price_paid": "In other goods they are worth what you paid for them.",
    "exchange_bonus_money": "You get {bonus} more for new goods, once per return.",
    "exchange_bonus_share": "You get {bonus} more for new goods.",
    "exchange_no_bonus": "You get nothing on top of that.",
    "uneven_settled": "If the new goods cost less, you get the rest; if more, you pay the rest.",
    "uneven_dearer_only": "The new goods may cost more, and you pay the rest, but not less.",
    "uneven_refused": "The new goods must cost exactly as much.",
    "leftover_tenders": "What is left for you goes back to where you paid from.",
    "leftover_store_credit": "What is left for you is store credit.",
    "alike_anything": "You can choose any goods that we sell.",
    "alike_same_category": "You can choose goods of the same kind.",
    "alike_same_sku": "You can have the same article again.",
    "goods_back_first": "We send the new goods once the old ones are back.",
    "advance_first": "We send the new goods before the old ones are back.",
    "advance_within": "The old goods must be back within {length}, or you pay for them.",
    "hold_money": "Until the old goods are back, we hold {hold}.",
    "hold_share": "Until the old goods are back, we hold {hold} of what they are worth.",
    "hold_nothing": "We hold no money until the old goods are back.",
}

_GUARANTEES: Mapping[str, str] = {
    "guaranteed_for": "We promise this for {length}.",
    "guarantee_reasons": "The promise is for {reasons}.",
    "guarantee_from": "It is for orders from {day} on.",
    "guarantee_until": "It is for orders before {day}.",
    "guarantee_nothing_back": "You need not send the goods back.",
    "guarantee_goods_back": "Send the goods back if they can travel.",
    "guarantee_evidence": "To use our promise, show us this: {evidence}.",
    "rung": "We offer this: {remedies}.",
    "tries": "The next step is open to you after {tries} of these have failed.",
}

_TERMS: Mapping[str, str] = {
    "terms_called": "They are the terms “{id}”, version “{version}”.",
    "zone": "Days begin and end in the time zone {zone}.",
    "zone_customer": "Days begin and end with the clocks where you live.",
}

SENTENCES: Mapping[str, str] = {
    **_STARTS,
    **_LIMITS,
    **_RETURNS,
    **_REFUNDS,
    **_CANCELLATIONS,
    **_EXCHANGES,
    **_GUARANTEES,
    **_TERMS,
}
"""Every sentence of the table, by its code."""

CHANGES: Mapping[str, str] = {
    "changed": "{was} → {now}",
    "changed_for": "{was} → {now} ({goods})",
    "nothing": "nothing",
}
"""What became of an option between two versions of terms."""

PROBLEMS: Mapping[str, str] = {
    "window_never_counts": "This window never counts: others are for all that it is for.",
    "standard_never_counts": "The standard window never counts: special ones are for everything.",
    "start_never_counts": "This start never counts: an earlier one has happened in any case.",
    "out_of_scope": "This is for goods that the terms are not about.",
    "reason_unheard": "This is for {reasons}, and no word of a customer means that.",
    "all_excluded": "This is for returns that are all excluded.",
    "exclusion_repeated": "What this excludes, other exclusions exclude anyhow.",
    "proof_repeated": "What this asks for is asked for anyhow.",
    "guard_never_looks": "Nobody ever returns more than {share} of what they bought.",
    "extension_changes_nothing": "No window ends later by this.",
    "season_over": "This is for a season that ended on {day}.",
    "promise_over": "This is for orders before {day}, so for none from now on.",
    "ship_by_too_late": (
        "Goods may be handed in for {length}, and every window in which they must be back is over."
    ),
    "fee_of_nothing": "This fee keeps nothing.",
    "fees_above_price": "Together with earlier fees this is {share} of the price.",
    "bonus_of_nothing": "This offers nothing besides the credit.",
    "tender_repeated": "This stands in the order twice: {tender}.",
    "refund_window_changes_nothing": "While a return is allowed, this window is always open.",
    "refund_window_never_counts": "This window never counts: others end later for all of it.",
    "diminished_never_counts": "This never counts: by others the customer loses less.",
    "promotion_rule_never_counts": "This never counts: earlier rules are for all its promotions.",
    "published_window": "{length} are published, and this gives less.",
    "published_goods": "A return is published as possible, and this excludes it.",
    "published_fee": "At most {amount} is published, and this fee is more.",
    "published_postage": "It is published that the shop pays for the way back, and it does not.",
    "published_money": "Money is published for {length}, and this gives it for less.",
}
"""What is wrong with terms, for whoever writes them."""

LENGTHS: Mapping[str, tuple[str, str]] = {
    "Days": ("{count} day", "{count} days"),
    "Weeks": ("{count} week", "{count} weeks"),
    "Months": ("{count} month", "{count} months"),
    "Years": ("{count} year", "{count} years"),
    "Hours": ("{count} hour", "{count} hours"),
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
    "Trait.final_sale": "sold as final sale",
    "Trait.made_to_order": "made for you",
    "Trait.perishable": "spoils soon",
    "Trait.sealed_hygiene": "sealed for health or hygiene",
    "Trait.sealed_media": "sealed recording or software",
    "Trait.hazardous": "may not travel by ordinary post",
    "Trait.oversized": "needs a carrier of its own",
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
    "tier": "customers of tier {values}",
}
"""Which goods a line is for, attribute by attribute."""

LISTS: Mapping[str, str] = {
    "any_reason": "any reason",
    "all_reasons_but": "any reason but {reasons}",
    "or": " or ",
    "and": "; ",
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
    "tier": "The group in which we have you as a customer.",
}
"""A word of the trade and what it means."""
