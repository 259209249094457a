"""The record of an exchange: who owed how much, as data that needs neither order nor rules."""

from attrs import field, frozen

from postsales.basics.decisions import Outcome, TermsRef
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap
from postsales.basics.quoted import QuoteRecord
from postsales.basics.windows import Deadline
from postsales.exchanges.terms import Leftover
from postsales.orders.lines import NewLine

__all__ = ["ExchangeRecord"]


@frozen(weakref_slot=False)
class ExchangeRecord:
    """An exchange as it was worked out: the fields of an ``ExchangeQuote``, without the decision.

    ``back`` is what the old units were worth. Where it was allowed, ``credited`` + ``extra`` +
    ``due_from_customer`` = the price of the new goods + ``due_to_customer``. ``wire.write_json``
    writes it, and ``wire.read_exchange`` reads it.
    """

    back: QuoteRecord
    terms: TermsRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    because: FrozenMap[str, int] = field(kw_only=True)
    wanted: tuple[NewLine, ...] = field(kw_only=True)
    instead: tuple[NewLine, ...] = field(kw_only=True)
    credited: Money = field(kw_only=True)
    extra: Money = field(kw_only=True)
    bonus: Money = field(kw_only=True)
    due_from_customer: Money = field(kw_only=True)
    due_to_customer: Money = field(kw_only=True)
    leftover: Leftover = field(kw_only=True)
    hold: Money = field(kw_only=True)
    return_by: Deadline | None = field(kw_only=True)
