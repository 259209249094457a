"""What terms say, in English: one whole sentence for each thing that can be said.

Rules of this file: plain mappings from a code to a template over facts; no logic and no figures. A
sentence is never put together from halves. One that is counted is counted by its fact ``n``.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence

__all__ = ["SENTENCES"]

_STARTS: Mapping[str, Sentence] = {
    # For each piece, the first of all of them, the last; at once, or some time later.
    "start_each": "The time starts for each piece with its {event}.",
    "start_each_plus": "The time starts for each piece {plus} after its {event}.",
    "start_first": "The time starts for all of them with the first {event}.",
    "start_first_plus": "The time starts for all of them {plus} after the first {event}.",
    "start_last": "The time starts for all of them with the last {event}.",
    "start_last_plus": "The time starts for all of them {plus} after the last {event}.",
    "else_each": "If that did not happen, it starts for each piece with its {event}.",
    "else_each_plus": "If that did not happen, it starts for each piece {plus} after its {event}.",
    "else_first": "If that did not happen, it starts for all of them with the first {event}.",
    "else_first_plus": "If that did not happen, it starts {plus} after the first {event} of all.",
    "else_last": "If that did not happen, it starts for all of them with the last {event}.",
    "else_last_plus": "If that did not happen, it starts {plus} after the last {event} of all.",
    "start_source": "This start is based on {source}.",
}

_LIMITS: Mapping[str, Sentence] = {
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
    "roll_extra": "These days move it as well: {days}.",
    "roll_source": "That the last day can move is based on {source}.",
    "source": "This is based on {source}.",
    "read_as": "We read it in this version: {version}.",
    "read_on": "We read it on {day}.",
    "ends_with_the_day": "The last day counts to its end.",
    "ends_to_the_minute": "Hours count to the minute.",
    "ends_with_the_working_day": "Only days on which we work count, the last one to its end.",
    "ends_in_working_time": "Only hours in which we work count, to the minute.",
    "called": "We call this “{code}”.",
}

_RETURNS: Mapping[str, Sentence] = {
    "return_within": "You can return it within {length}.",
    "stated": "In some cases the time ends on another day; ask us about yours.",
    "longest_counts": "If several of these times are for the same goods, the longest one counts.",
    "first_counts": "If several of these times are for the same goods, the first one counts.",
    "extended_by": "The time ends {plus} later.",
    "extended_until": "The time ends on {until} at the earliest.",
    "stands_still": "The time stands still from the {begins} until the {ends}.",
    "excluded": "It cannot be returned for {reasons}.",
    "proof": "If you return it for {reasons}, show us this: {evidence}.",
    "guard_units": "We look at your return if more than {n} of your units came back before.",
    "guard_share": "We look at your return if more than {share} of your units came back before.",
    "guard_money": "We look at your return if you got back more than {money} before.",
    "guard_least": (
        "We only look once you have bought at least {n} unit.",
        "We only look once you have bought at least {n} units.",
    ),
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
    "judged_received": "Your message has to reach us before the time is over.",
    "judged_sent": "You have to send your message before the time is over.",
    "judged_goods_back": "The goods have to be back with us before the time is over.",
    "accepted": "We take it back in this condition: {conditions}.",
    "accepted_good": "In good order we always take it back.",
    "accepted_unsaid": "If nobody says in which condition it is, a person decides.",
    "set_refuse": "What was sold as a set comes back as a set, or not at all.",
    "set_refer": "What was sold as a set comes back as a set; about a part of it a person decides.",
    "back_least": (
        "At least {n} unit of an item comes back at once.",
        "At least {n} units of an item come back at once.",
    ),
    "back_packs": "Units of an item come back in whole packs of {n}.",
    "back_keeping": (
        "At least {n} unit of an item stays with you, unless all come back.",
        "At least {n} units of an item stay with you, unless all come back.",
    ),
    "back_all": "All that is left of an item can always come back.",
    "other_number_refer": "About any other number a person decides.",
    "other_number_refuse": "Any other number does not come back.",
    "stays_unit": "You get your money and keep it, if each unit cost at most {amount}.",
    "stays_line": (
        "You get your money and keep it, if all units that you return cost at most {amount}."
    ),
    "authorisation_not_needed": "You need no number from us to send it back.",
    "authorisation_before_sending": "Ask us for a number before you send it back.",
    "without_number": "A person looks at what comes back without one.",
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

_REFUNDS: Mapping[str, Sentence] = {
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
    "chosen_place": "Number {n} in line is {tenders}.",
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
    "money_unless_gift": (
        "We pay you back in money, however late your return is allowed, unless it was a gift."
    ),
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
    "gifts_tenders": "If they were a gift, the money goes back to whoever paid.",
    "gifts_store_credit": "If they were given to you, you get store credit for them.",
    "bonus_money": "If you take store credit instead of money, you get {bonus} more for a return.",
    "bonus_share": "If you take store credit instead of money, you get {bonus} more.",
    "bonus_lasts": "You can spend the extra amount for {length}.",
    "bonus_stays": "You can spend the extra amount as long as you like.",
    "shop_posts": "We pay for the way back.",
    "shop_posts_beside_fees": "Beyond what we keep, the way back costs you nothing.",
    "customer_posts": "You pay for sending it back, for {reasons}.",
    "posts_at_most": "If you paid for sending it back, we pay you at most {money} for a return.",
    "posts_all": "If we pay for the way back, we pay all that you spent on it.",
}

_CANCELLATIONS: Mapping[str, Sentence] = {
    "cancel": "You can call off what has not been delivered.",
    "cancel_until": "You can call off an item until its {event}.",
    "cancel_or_until": "It is also too late after this: {event}.",
    "cancel_within": "You have {length} after your order to call it off.",
    "cancel_any_time": "There is no other end to that time.",
}

_EXCHANGES: Mapping[str, Sentence] = {
    "worth_list_price": "In other goods they are worth their price before any discount.",
    "worth_price_paid": "In other goods they are worth what you paid for them.",
    "exchange_bonus_money": "You get {bonus} more for new goods, once per return.",
    "exchange_bonus_share": "You get {bonus} more for new goods.",
    "exchange_no_bonus": "You get nothing on top of that.",
    "uneven_settled": "If the new goods cost less, you get the rest; if more, you pay the rest.",
    "uneven_dearer_only": "The new goods may cost more, and you pay the rest, but not less.",
    "uneven_refused": "The new goods have to cost exactly as much.",
    "leftover_tenders": "What is left for you goes back to where you paid from.",
    "leftover_store_credit": "What is left for you is store credit.",
    "alike_anything": "You can choose any goods that we sell.",
    "alike_same_category": "You can choose goods of the same kind.",
    "alike_same_sku": "You can have the same article again.",
    "goods_back_first": "We send the new goods once the old ones are back.",
    "advance_first": "We send the new goods before the old ones are back.",
    "advance_within": "The old goods have to be back within {length}, or you pay for them.",
    "hold_money": "Until the old goods are back, we hold {hold}.",
    "hold_share": "Until the old goods are back, we hold {hold} of what they are worth.",
    "hold_nothing": "We hold no money until the old goods are back.",
}

_GUARANTEES: Mapping[str, Sentence] = {
    "guaranteed_for": "We promise this for {length}.",
    "guarantee_reasons": "The promise is for {reasons}.",
    "guarantee_from": "It is for orders from {day} on.",
    "guarantee_until": "It is for orders before {day}.",
    "guarantee_nothing_back": "You need not send the goods back.",
    "guarantee_goods_back": "Send the goods back if they can travel.",
    "guarantee_evidence": "To use our promise, show us this: {evidence}.",
    "rung": "We offer this: {remedies}.",
    "tries": (
        "The next step is open to you after {n} of these has failed.",
        "The next step is open to you after {n} of these have failed.",
    ),
}

_CHANGES: Mapping[str, Sentence] = {
    "change_anything": "You can change everything that has not left.",
    "change_kinds": "You can change this: {kinds}.",
    "change_until": "You can change an item until its {event}.",
    "change_or_until": "It is also too late after this: {event}.",
    "change_until_left": "What has left can no longer be changed.",
    "change_within": "You have {length} after your order to change it.",
    "change_any_time": "There is no other end to that time.",
    "change_fee": "We charge {amount} once for a change.",
    "change_free": "A change costs nothing.",
    "change_first": "If several of these are for the same goods, the first one counts.",
    "change_nothing_else": "Nothing else can be changed.",
}

_SERVICES: Mapping[str, Sentence] = {
    "notice": "Tell us at least {length} before it ends.",
    "notice_counts": "The day on which you tell us does not count.",
    "notice_at_once": "It can end on the day on which you tell us.",
    "ends_any_day": "It can end on any day.",
    "ends_period_end": "It ends with a period that you pay for.",
    "least_length": "It runs for at least {length}.",
    "no_least_length": "There is no shortest time for which it runs.",
    "unused_pro_rata": "We pay back the days that you do not use.",
    "unused_kept": "We pay back nothing of the last period.",
    "late_money": "If you call it off less than {before} before the start, it costs {fee}.",
    "late_share": (
        "If you call it off less than {before} before the start, it costs {fee} of the price."
    ),
    "late_in_days": "Whole days count back from the day of the start.",
    "late_last_counts": "If several of these fees hold, the one that began last counts.",
    "late_free": "Before that it costs nothing to call it off.",
    "late_never": "It costs nothing to call it off before the start.",
    "no_show_money": "If you do not come and have not called it off, it costs {fee}.",
    "no_show_share": "If you do not come and have not called it off, it costs {fee} of the price.",
    "no_show_free": "If you do not come, it costs nothing.",
    "no_start_refer": "If nobody knows when it starts, a person decides.",
}

_CALENDAR: Mapping[str, Sentence] = {
    "works_one_day": "We work on {day}, {times}.",
    "works_days": "We work from {first} to {last}, {times}.",
    "works_by": "These times are those of the clocks in {zone}.",
    "works_not": "We do not work on {day}.",
    "works_other": "On {day} we work {times}.",
    "works_no_holidays": "We do not work on these holidays, known from {since} to {until}.",
    "works_all_holidays": "There are no holidays for us from {since} to {until}.",
}

_TERMS: Mapping[str, Sentence] = {
    "terms_called": "They are the terms “{id}”, version “{version}”.",
    "zone": "Days begin and end in the time zone {zone}.",
    "zone_customer": "Days begin and end with the clocks where you live.",
}

SENTENCES: Mapping[str, Sentence] = {
    **_STARTS,
    **_LIMITS,
    **_RETURNS,
    **_REFUNDS,
    **_CANCELLATIONS,
    **_EXCHANGES,
    **_GUARANTEES,
    **_CHANGES,
    **_SERVICES,
    **_CALENDAR,
    **_TERMS,
}
"""Every sentence of the table, by its code."""
