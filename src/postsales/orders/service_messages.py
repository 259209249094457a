"""What is said when a service is called off, in English.

Rules of this file: plain mappings from a word to a whole sentence; no logic and no figures. Nobody
is blamed, and every no says what is still possible, or that nothing has to be done.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence

__all__ = ["APPOINTMENTS", "FEES", "MONEY", "SUBSCRIPTIONS", "TITLES", "TO_CUSTOMER"]

TITLES: Mapping[str, str] = {
    "subscription": "Subscription",
    "appointment": "Appointment {line}",
}
"""What it is about."""

SUBSCRIPTIONS: Mapping[str, str] = {
    "ends": "It ends at the end of {day}.",
    "would_end": "If it is cancelled now, it ends at the end of {day}.",
    "already_ended": "It has ended already: {day} was its last day. Nothing has to be done.",
    "runs_to": "Notice that is given now runs to the end of {day}.",
    "notice_by": "Notice {until} leads to this end; after that, it ends later.",
    "agreed": "This end was agreed before, and notice that is given now leads to no earlier one.",
    "paid_until": "It is to be paid for up to the end of {day}.",
}
"""When a subscription ends, until when notice leads to that, and what has to be paid for."""

APPOINTMENTS: Mapping[str, str] = {
    "free": "It can be called off, and that costs nothing.",
    "late": "It can be called off, and {fee} is kept.",
    "already_started": "It has begun, so it can no longer be called off; a person can be asked.",
    "no_show": "Where nobody came, {fee} is kept.",
    "no_show_free": "Where nobody came, that costs nothing.",
    "start_missing": "Not answered yet: nobody knows when it starts.",
    "changes": "That holds {until}.",
}
"""May an appointment be called off, at which fee, and for how long is that so?"""

FEES: Mapping[str, str] = {
    "share": "{share} of its price",
    "amount": "{amount}",
}
"""How a fee is told."""

MONEY: Mapping[str, str] = {
    "back": "{amount} goes back.",
    "nothing": "No money goes back.",
    "kept": "{amount} of what was paid is kept as the fee.",
}
"""What goes back, where that was worked out."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "subscription.ends": "Your subscription ends at the end of {day}.",
    "subscription.would_end": ("If you cancel now, your subscription ends at the end of {day}."),
    "subscription.already_ended": (
        "Your subscription has ended already: {day} was its last day. You need do nothing."
    ),
    "subscription.runs_to": "If you give notice now, it runs to the end of {day}.",
    "subscription.notice_by": (
        "If you give notice {until}, it ends on that day, too; after that, it ends later."
    ),
    "subscription.agreed": (
        "You agreed on this end before, and giving notice now leads to no earlier one."
    ),
    "subscription.paid_until": "You pay for it up to the end of {day}.",
    "appointment.free": "You can call it off, and that costs you nothing.",
    "appointment.late": "You can call it off, and {fee} is kept.",
    "appointment.already_started": (
        "It has begun, so you can no longer call it off here; you can ask us in person."
    ),
    "appointment.no_show": "If you did not come, {fee} is kept.",
    "appointment.no_show_free": "If you did not come, that costs you nothing.",
    "appointment.start_missing": "Not answered yet: when it starts is not known to us.",
    "money.back": "You get {amount} back.",
    "money.nothing": "No money goes back to you.",
    "money.kept": "{amount} of what you paid is kept as the fee.",
}
"""What is said otherwise to the customer, under the kind and the word."""
