"""Returns: what may come back, until when, and why not.

A ``ReturnRequest`` is cut into cases: units of a line that share every fact (one parcel, one
reason, one availability). Every rule of the ``ReturnTerms`` answers about every case, and the
answers are added up to a ``Decision``.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
window                  the time in which units may be returned, counted from an event
special window          one for a scope of lines; it beats the standard one
exclusion               lines that may not be returned, for some kinds of reason
reason, reason kind     the customer's word, and whose doing it is
available               in the customer's hands, and not asked for yet
state of a return       where it stands between the request and its end, by the table ``RMA``
clock                   how long handing in, inspecting or paying may take
======================= ==========================================================================

``status`` says how far an announced return is, by the history of its order.

Example:
    See ``assess``.
"""

from postsales.orders.cases import travelling
from postsales.returns.authorised import authorised
from postsales.returns.decide import assess
from postsales.returns.rules import (
    available,
    covered,
    notice_given,
    reason_known,
    within_window,
)
from postsales.returns.status import status

__all__ = [
    "assess",
    "authorised",
    "available",
    "covered",
    "notice_given",
    "reason_known",
    "status",
    "travelling",
    "within_window",
]
