"""What is said of a return on its way, in English.

Rules of this file: plain mappings from a word to a sentence or its beginning; no logic and no
figures. Nobody is blamed.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence
from postsales.returns.clocks import RmaDuty
from postsales.returns.rma import RmaRemark, RmaState

__all__ = ["DUTIES", "NOT_COUNTED", "REMARKS", "STATES", "TIMES", "TO_CUSTOMER", "UNITS"]

STATES: Mapping[RmaState, str] = {
    RmaState.NOT_ANNOUNCED: "Nobody has asked for it yet.",
    RmaState.REQUESTED: "It was asked for, and the shop has not answered yet.",
    RmaState.APPROVED: "The shop has agreed to it; there is no label for it yet.",
    RmaState.LABEL_ISSUED: "It can be handed in: the label or drop-off code was given.",
    RmaState.IN_TRANSIT: "It is on its way back.",
    RmaState.PARTLY_RECEIVED: "Some of it is back, and more is awaited.",
    RmaState.RECEIVED: "It is back, and is still to be looked at.",
    RmaState.INSPECTED: "It is back, and nothing of it is left to be looked at.",
    RmaState.CLOSED: "It is closed.",
    RmaState.EXPIRED: "The time to hand it in is over, and nothing was handed in.",
    RmaState.CANCELLED: "The customer called it off.",
    RmaState.LOST: "It was lost on its way back.",
}
"""How far it is."""

UNITS: Mapping[str, str] = {
    "announced": "Announced",
    "awaited": "Awaited",
    "underway": "On the way",
    "received": "Received",
    "accepted": "Found in good condition",
    "dismissed": "Found in another condition",
    "sent_back": "Sent back to the customer",
    "lost": "Lost on the way back",
    "staying": "Need not come back",
    "surplus": "Not announced, to be asked about",
    "refunded": "Refunded",
}
"""What is counted, in the order in which it is told."""

DUTIES: Mapping[RmaDuty, str] = {
    RmaDuty.SHIP: "To be handed in",
    RmaDuty.INSPECT: "To be looked at",
    RmaDuty.REFUND: "To be paid for",
}
"""What is due."""

TIMES: Mapping[str, Sentence] = {
    "until": "by the end of {day}",
    "until_at": "by {moment}",
    "done": "done on {moment}",
    "late": ("{n} day late", "{n} days late"),
    "late_today": "late",
}
"""By when it is due, and how late."""

NOT_COUNTED: Mapping[str, str] = {
    "not_started": "its time has not begun",
    "customer_zone_missing": "its days are counted where the customer is, and that is not known",
}
"""Why there is no day."""

REMARKS: Mapping[RmaRemark, str] = {
    RmaRemark.NOT_ANNOUNCED: "it was not announced by then",
    RmaRemark.NOT_APPROVED: "the shop had not agreed by then",
    RmaRemark.AFTER_EXPIRY: "the time to hand it in was over",
    RmaRemark.ALREADY_SENT: "it was called off when it was on its way",
    RmaRemark.AFTER_THE_END: "it was over by then",
    RmaRemark.OUT_OF_ORDER: "it was not to be expected by then",
    RmaRemark.MORE_THAN_ANNOUNCED: "more came than was announced",
    RmaRemark.MORE_THAN_RECEIVED: "more was looked at or sent back to the customer than came",
}
"""What is out of the ordinary."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "state.requested": "You asked for it, and the shop has not answered yet.",
    "state.label_issued": "You can hand it in: you were given the label or drop-off code.",
    "state.cancelled": "You called it off.",
    "unit.staying": "Yours to keep",
    "unit.sent_back": "Sent back to you",
    "remark.more_than_received": "more was looked at or sent back to you than came",
    "duty.ship": "To be handed in by you",
    "duty.refund": "To be paid to you",
    "not_counted.customer_zone_missing": (
        "its days are counted where you are, and that is not known to us"
    ),
}
"""What is said otherwise to the customer, under the kind and the word."""
