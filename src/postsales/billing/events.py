"""What happens to an invoice, which the ref of each event names.

Rules of this file: no amounts, for schedules ask when and not how much; what is still owed is a
fact that the host gives.
"""

from attrs import frozen

from postsales.basics._checks import text
from postsales.basics.events import Event

__all__ = ["DisputeClosed", "DisputeOpened", "InvoiceDue", "InvoicePaid", "PaymentReversed"]


@frozen(weakref_slot=False)
class _OfInvoice(Event):
    def __attrs_post_init__(self) -> None:
        text("ref", self.ref)


@frozen(weakref_slot=False)
class InvoiceDue(_OfInvoice):
    """An invoice has to be paid by this instant, which may lie ahead: it is known beforehand.

    Example:
        >>> InvoiceDue(ref="INV-9", at="2026-03-31T00:00+02:00").ref
        'INV-9'
    """


@frozen(weakref_slot=False)
class InvoicePaid(_OfInvoice):
    """The invoice is paid in full."""


@frozen(weakref_slot=False)
class PaymentReversed(_OfInvoice):
    """What was paid for the invoice was taken back: it is open again, and as old as it was."""


@frozen(weakref_slot=False)
class DisputeOpened(_OfInvoice):
    """The customer says that the invoice is not owed, or not all of it."""


@frozen(weakref_slot=False)
class DisputeClosed(_OfInvoice):
    """What the customer said about the invoice is settled, whichever way."""
