"""Changes: what of an order may still be changed before it leaves, and who owes the difference.

A ``ChangeRequest`` asks for other options of some units at a new total, for fewer units, for a
further line, for another address or for another day. It is cut into cases: units of a line that
share every fact. Every rule of the ``ChangeTerms`` answers about every case; ``quote`` works out
what a change that is allowed costs, and ``ChangeQuote.settled`` is the event that records it.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
kind                    what is changed: options, fewer, further, address, date
changeable              what a merchant lets be changed: a kind, for which lines, until when
credited                what the units that are called off were to cost, all tax in
======================= ==========================================================================

What has left is exchanged or returned, and never changed, whatever the terms say.

Example:
    See ``assess`` and ``quote``.
"""

from postsales.changes.decide import assess
from postsales.changes.quote import quote
from postsales.changes.rules import before_cut_off, day_to_come, may_change, not_left, whole_line
from postsales.orders.sale_window import within_window

__all__ = [
    "assess",
    "before_cut_off",
    "day_to_come",
    "may_change",
    "not_left",
    "quote",
    "whole_line",
    "within_window",
]
