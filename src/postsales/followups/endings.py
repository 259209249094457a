"""What ends the time after a sale: goods that go back, or that do not come.

Rules of this file: money is none of it. What is paid back for goodwill, or fails to be, changes
nothing about what somebody has at home.
"""

from postsales.basics.events import Event
from postsales.orders.events import Cancelled, Received
from postsales.orders.return_events import ReturnShipped

__all__ = ["ENDS_OF_A_SALE"]

ENDS_OF_A_SALE: tuple[type[Event], ...] = (Cancelled, ReturnShipped, Received)
"""The events by which the time after a sale is over."""
