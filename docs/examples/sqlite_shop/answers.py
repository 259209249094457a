"""What the shop answers, and how it says that it cannot."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from attrs import frozen

from postsales import (
    Decision,
    DecisionRecord,
    Money,
    OverRefund,
    RefundQuote,
    RefundTerms,
    ReturnCase,
    ReturnTerms,
)


class UnknownSale(LookupError):
    """There is no such sale, return or refund."""


class KeyTaken(ValueError):
    """The key was used before: for something else, or for a refund that failed."""


class PaidTwice(ValueError):
    """A refund that had failed went through after all, when its money was given back otherwise.

    Nothing of it is written. Where one of the others has not left, call it off at the provider,
    tell that it failed, and tell this again; where all have left, a person has to ask for it back.
    """

    def __init__(self, key: str, others: Sequence[str], error: OverRefund) -> None:
        told = ", ".join(map(repr, others))
        says = f"the refund {key!r} had failed and is settled now, beside {told}: {error}"
        super().__init__(says)
        self.key = key
        self.others = tuple(others)


class NothingToPay(ValueError):
    """Nothing of a return has come that was not paid for."""


class AskAgain(Exception):
    """The answer is no longer the one that was confirmed: here it is as it stands."""

    def __init__(self, decision: Decision[ReturnCase], quote: RefundQuote) -> None:
        super().__init__("the answer has changed")
        self.decision = decision
        self.quote = quote


@frozen
class Sale:
    """To whom something was sold, and on which terms; ``zone`` is the one times are told in."""

    id: str
    customer: str
    zone: str
    locale: str
    terms: ReturnTerms
    money: RefundTerms


@frozen
class Announced:
    """A return with its number, and what was promised."""

    number: str
    sale: str
    record: DecisionRecord


@frozen
class Repaid:
    """A refund: its key, what goes to which tender, and what is given as store credit."""

    key: str
    amount: Money
    tenders: Mapping[str, Money]
    store_credit: Money


def shown_by(quote: RefundQuote) -> str:
    """What a customer was shown of the money, to compare it with what is true when they confirm."""
    tenders = {tender: str(money) for tender, money in quote.tenders.items()}
    fees = [[fee.code, str(fee.amount)] for fee in quote.fees]
    told = [str(quote.total), str(quote.store_credit), tenders, fees]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
