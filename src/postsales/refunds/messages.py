"""What the parts of a refund are called, in English.

Rules of this file: plain mappings from a code or word to words; no logic and no figures.
"""

from collections.abc import Mapping

from postsales.basics.discrepancies import DiscrepancyReason
from postsales.orders.messages import Sentence
from postsales.orders.payments import TenderKind
from postsales.refunds.terms import Per

__all__ = ["BESIDES", "FEES", "LATER", "NOTES", "PER", "ROWS", "TENDERS", "TO_CUSTOMER", "WHY"]

ROWS: Mapping[str, str] = {
    "line": "{units} of {line}",
    "shipping": "Shipping",
    "charge": "{charge}",
    "promotion": "Promotion {promotion}",
    "fee": "Fee for {fee}",
    "fee_of_line": "Fee for {fee}, {line}",
    "diminished": "Diminished value of {line}",
    "manual": "Amount set by hand",
    "discrepancy": "Changed by hand",
    "withheld": "No longer there to give",
    "total": "Refund",
    "tender": "To {kind} {tender}",
    "store_credit": "As store credit",
    "tenders": "Together",
}
"""The rows of a statement."""

NOTES: Mapping[str, Sentence] = {
    "tax": "of it tax {tax}",
    "short": "{short} of the share was given back before",
    "late_credit": "{units} as store credit, as the refund window closed {closed}",
    "late_nothing": "nothing goes back, as the refund window closed {closed}",
    "nothing_of_charge": "nothing of it goes back with this refund",
    "sent_back": (
        "{n} of this return goes back to the customer",
        "{n} of this return go back to the customer",
    ),
    "standard": "as much as the cheapest standard delivery would have cost",
    "clawed_back": "what it gave, as too little is left of what it asked for",
    "given_again": "what was taken back before, as more has come back",
    "rate": "{rate} {per}",
    "once": "once",
    "discrepancy": "{why}: {reason}",
    "withheld": "less is left of what was paid than the units are worth",
}
"""What is said beside a row."""

LATER: Mapping[str, str] = {
    "late_credit": "The refund window of {line} closes {closed}; later it is store credit.",
    "late_nothing": "The refund window of {line} closes {closed}; later it gives nothing.",
}
"""What the next change of a quote is."""

FEES: Mapping[str, str] = {
    "return_shipping": "return shipping",
    "restocking": "restocking",
    "handling": "handling",
    "inspection": "inspection",
    "change": "the change",
    "late_cancellation": "late cancellation",
}
"""What a fee is for."""

BESIDES: Mapping[str, str] = {
    "bonus": "As store credit it is {total}, {bonus} more.",
    "bonus_until": "As store credit it is {total}, {bonus} more that can be spent {until}.",
    "granted": "Besides the store credit there is a bonus of {bonus}, together {total}.",
    "granted_until": (
        "Besides the store credit there is a bonus of {bonus} that can be spent {until}, "
        "together {total}."
    ),
    "postage_customer": "Sending it back is paid for by the customer.",
    "postage_merchant": "Sending it back is paid for by the shop.",
    "postage_at_most": "Sending it back is paid for by the shop, up to {most}.",
}
"""What stands beside a refund: more for store credit, and who pays for sending goods back."""

PER: Mapping[Per, str] = {
    Per.UNIT: "per unit",
    Per.ITEM: "once per item",
    Per.RETURN: "once per return",
}
"""How often a fee is charged."""

WHY: Mapping[DiscrepancyReason, str] = {
    DiscrepancyReason.GOODWILL: "out of goodwill",
    DiscrepancyReason.CONDITION: "for the condition of the goods",
    DiscrepancyReason.AGREED: "as agreed",
    DiscrepancyReason.CORRECTION: "to correct what was worked out",
    DiscrepancyReason.OTHER: "for another reason",
}
"""Why a person gave another amount than was worked out."""

TENDERS: Mapping[TenderKind, str] = {
    TenderKind.CARD: "card",
    TenderKind.GIFT_CARD: "gift card",
    TenderKind.STORE_CREDIT: "store credit",
    TenderKind.BANK_TRANSFER: "bank account",
    TenderKind.CASH: "cash",
    TenderKind.OTHER: "payment",
}
"""What a means of payment is called."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "beside.bonus": "If you take store credit instead, you get {total}, {bonus} more.",
    "beside.bonus_until": (
        "If you take store credit instead, you get {total}, "
        "{bonus} more that you can spend {until}."
    ),
    "beside.granted": "Besides the store credit you get a bonus of {bonus}, together {total}.",
    "beside.granted_until": (
        "Besides the store credit you get a bonus of {bonus} that you can spend {until}, "
        "together {total}."
    ),
    "beside.postage_customer": "You pay for sending it back.",
    "beside.postage_merchant": "We pay for sending it back.",
    "beside.postage_at_most": "We pay for sending it back, up to {most}.",
    "note.sent_back": (
        "{n} of this return goes back to you",
        "{n} of this return go back to you",
    ),
}
"""What is said otherwise to the customer, under the kind and the name."""
