"""Billing: what has to be paid, told by the events of an invoice.

======================= ==========================================================================
event                   meaning
======================= ==========================================================================
``InvoiceDue``          an invoice has to be paid by then; it may lie ahead
``InvoicePaid``         it is paid in full
``PaymentReversed``     its payment was taken back, and it is open again
``DisputeOpened``       the customer says that it is not owed
``DisputeClosed``       that is settled
======================= ==========================================================================

Their ``ref`` is the invoice. They are what plans count from: ``Oldest(InvoiceDue,
until=InvoicePaid, reopened_by=PaymentReversed)`` is the invoice that has been open for longest, and
``During(DisputeOpened, DisputeClosed)`` a time in which nobody is asked to pay.
"""
