"""Exchanges: other goods instead of money, and who owes the difference.

``quote`` works out an exchange: what the old units are worth, what the new lines cost, and which
side owes how much. ``ExchangeQuote.settled`` is the event that records it: the new lines are lines
of the order from then on, so that they can be shipped, returned and exchanged in their turn.
``status`` says how far an exchange is, and what is to be charged when old units stay away.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
credited                what of the old units' money goes into the new goods
extra                   credit beyond what was paid: the list price, a bonus; never paid out
even, uneven            the new goods cost what the old ones were worth, or not
advance                 the new goods go out before the old ones are back
======================= ==========================================================================

Example:
    See ``quote``.
"""

from postsales.exchanges.quote import quote
from postsales.exchanges.status import status

__all__ = ["quote", "status"]
