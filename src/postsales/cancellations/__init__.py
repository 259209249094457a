"""Cancellations: what may still be called off, until when, and why not.

A ``CancellationRequest`` is cut into cases: units of a line that share every fact. Units that may
still be called off come first; those that have left are answered with the way that is open to them,
a return, on the same line. Every rule of the ``CancellationTerms`` answers about every case.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
cut-off                 the event after which units can no longer be called off
window                  the time after the sale in which they can
cancellable             not with the customer, not gone and not spoken for
======================= ==========================================================================

What has reached the customer is returned, never cancelled, whatever the terms say.

Example:
    See ``assess``.
"""

from postsales.cancellations.decide import assess
from postsales.cancellations.rules import before_cut_off, cancellable, within_window
from postsales.orders.terms import reason_known

__all__ = ["assess", "before_cut_off", "cancellable", "reason_known", "within_window"]
