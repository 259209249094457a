"""Refunds: how much of the money goes back, for what, and to which tender.

``quote`` works out the money of a decision: shares of the lines by the cumulative rule, charges as
the terms say, less fees, never more than is left anywhere. ``manual`` takes an amount that a person
typed, and ``adjusted`` one in place of what was worked out. ``RefundQuote.settled`` is the event
that records any of them, and ``booked`` that of a stored quote. ``as_store_credit`` gives a quote
as store credit, with the bonus of the terms. ``postage`` says who pays for bringing goods back, and
``goodwill`` gives money beside any right. ``converted`` tells a refund in another currency.
``unused`` gives back the days of a service that were paid for and not used, and ``less_fee`` a line
less a fee for calling off late.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
share                   what some units have in the price and in each tax of their line
fee                     what is kept of a refund
withheld                what the terms owe and is no longer there
discrepancy             what a person gave less what was worked out
tender                  the means of payment that the money goes back to
======================= ==========================================================================

Example:
    See ``quote``.
"""

from postsales.refunds.booking import booked
from postsales.refunds.credit import as_store_credit
from postsales.refunds.kindness import goodwill
from postsales.refunds.postage import postage
from postsales.refunds.quote import manual, quote
from postsales.refunds.rates import converted
from postsales.refunds.services import less_fee, unused
from postsales.refunds.typed import adjusted

__all__ = [
    "adjusted",
    "as_store_credit",
    "booked",
    "converted",
    "goodwill",
    "less_fee",
    "manual",
    "postage",
    "quote",
    "unused",
]
