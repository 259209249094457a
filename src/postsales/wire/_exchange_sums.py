"""The record of an exchange as a whole: what is wrong where its parts contradict each other.

Rules of this file: as of ``_record_sums.py``.
"""

from collections.abc import Iterator

from postsales.basics.decisions import Outcome
from postsales.basics.money import Money
from postsales.exchanges.record import ExchangeRecord
from postsales.wire.documents import Problem

__all__ = ["of_exchange"]

_MADE = (Outcome.ALLOWED, Outcome.PARTLY)


def of_exchange(record: ExchangeRecord) -> Iterator[Problem]:
    """What the parts of an exchange have against each other.

    Example:
        See ``read_exchange``, which asks it.
    """
    yield from (Problem("$", f"cannot be: {says}") for says in _of_money(record))


def _of_money(record: ExchangeRecord) -> Iterator[str]:
    currencies = dict.fromkeys(money.currency for money in _amounts(record))
    if len(currencies) > 1:
        yield f"it is in {' and '.join(x.code for x in currencies)}"
        return
    if record.due_from_customer.minor and record.due_to_customer.minor:
        yield "both sides owe something"
    if record.outcome not in _MADE:
        if record.due_from_customer.minor or record.due_to_customer.minor:
            yield f"it is {str(record.outcome)!r}, and somebody owes something"
        return
    given = record.credited + record.extra + record.due_from_customer
    got = sum((x.total for x in record.wanted), record.credited.currency.zero)
    got += record.due_to_customer
    if given != got:
        gives = f"credit and what the customer owes come to {given}"
        yield f"{gives}, and new goods and the rest, {got}"


def _amounts(record: ExchangeRecord) -> Iterator[Money]:
    yield from (record.credited, record.extra, record.bonus, record.hold, record.back.total)
    yield from (record.due_from_customer, record.due_to_customer)
    yield from (line.total for line in (*record.wanted, *record.instead))
