"""Which values are documents of their own, by the ``kind`` that they say there."""

from collections.abc import Mapping

from postsales.appointments import AppointmentAnswer
from postsales.cancellations.request import CancellationRequest
from postsales.changes.request import ChangeRequest
from postsales.guarantees.request import GuaranteeRequest
from postsales.orders.services import Appointment, ServicePeriod, Subscription
from postsales.returns.request import ReturnRequest
from postsales.subscriptions import SubscriptionEnd

__all__ = ["ENDINGS", "REQUESTS", "SERVICES", "AnyRequest", "Ending", "Service"]

AnyRequest = ReturnRequest | CancellationRequest | ChangeRequest | GuaranteeRequest
Service = Subscription | ServicePeriod | Appointment
Ending = SubscriptionEnd | AppointmentAnswer

REQUESTS: Mapping[str, type[AnyRequest]] = {
    cls.__name__: cls
    for cls in (ReturnRequest, CancellationRequest, ChangeRequest, GuaranteeRequest)
}
"""What can be asked."""

SERVICES: Mapping[str, type[Service]] = {
    cls.__name__: cls for cls in (Subscription, ServicePeriod, Appointment)
}
"""What is sold besides goods."""

ENDINGS: Mapping[str, type[Ending]] = {
    cls.__name__: cls for cls in (SubscriptionEnd, AppointmentAnswer)
}
"""What is answered about services."""
