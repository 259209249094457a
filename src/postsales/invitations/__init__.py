"""Invitations: who may be asked for feedback now, from when on, and how an invitation stands.

``assess`` answers from a customer's history and ``InvitationTerms``, with every reason. An answer
is a decision like any other: what the field calls ``eligible_at`` is its ``next_change``.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
occasion                what the customer is asked about: a delivery, a solution; or none
quarantine              how long after an invitation nobody is asked again
scope                   which invitations the quarantine counts
dismissal limit         after so many waved away in a row nobody is asked any more
cap                     at most so many invitations in a rolling time
sample                  the share of customers that is drawn, by a digest and never by chance
stagger                 a day of their own for everybody, before which they are not asked
======================= ==========================================================================

Example:
    See ``assess``.
"""

from postsales.invitations.deciding import assess, remind
from postsales.invitations.ready import (
    after_cart_left,
    after_complaint,
    after_delivery,
    after_order,
    after_refund,
    after_solution,
    product_review,
    relational,
)
from postsales.invitations.status import status

__all__ = [
    "after_cart_left",
    "after_complaint",
    "after_delivery",
    "after_order",
    "after_refund",
    "after_solution",
    "assess",
    "product_review",
    "relational",
    "remind",
    "status",
]
