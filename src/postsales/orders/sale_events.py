"""What happens about an agreement itself: what the customer was told, and what they asked for.

Statutes ask for these facts, and most hosts never tell them: what nobody told is as it should be.
"""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics.events import Event
from postsales.orders.events import OfUnits

__all__ = [
    "CallRulesBroken",
    "CreditAsked",
    "CustomerInformed",
    "EarlyStartAsked",
    "InformationMissing",
    "Installed",
    "NoticeSent",
    "PolicyMissing",
    "RefundAgreed",
    "RepairAsked",
    "RepairEnded",
    "SealBroken",
]


@frozen(weakref_slot=False)
class CustomerInformed(Event):
    """The customer had all that the law wants them to be told about their right, in due form.

    Told only where it matters: while nobody says otherwise, a sale counts as one in which the
    customer was informed in time. Where the time starts with the day of the information itself, as
    after a call in Australia or a sale at the door in Japan, nobody can take that day for granted:
    while neither this nor ``InformationMissing`` is told, the time counts as not begun, and the
    answer says that it assumed ``not_customer_informed``.

    Example:
        >>> CustomerInformed(at="2026-03-09T11:00+01:00").at.month
        3
    """


@frozen(weakref_slot=False)
class InformationMissing(Event):
    """It turned out that the customer was not told what the law wants them to be told.

    ``CustomerInformed`` makes up for it from its own instant on.

    Example:
        >>> InformationMissing(at="2026-03-02T10:15+01:00").ref
        ''
    """


@frozen(weakref_slot=False)
class NoticeSent(Event):
    """The customer sent a notice about the agreement; ``ReturnRequested`` tells when it came.

    Example:
        >>> NoticeSent(at="2026-03-20T09:00+01:00", ref="R-1").ref
        'R-1'
    """


@frozen(weakref_slot=False)
class EarlyStartAsked(OfUnits):
    """The customer asked expressly that it begins before their time to withdraw is over.

    It counts where it was asked at or before the instant at which the first unit was delivered.
    ``acknowledged`` says that they knew what they lose by that, ``confirmed`` that the merchant
    confirmed both on something that lasts, such as paper or an e-mail.

    Example:
        >>> EarlyStartAsked({"course": 1}, acknowledged=True, at="2026-03-02T10:15Z").confirmed
        False
    """

    acknowledged: bool = field(default=False, kw_only=True)
    confirmed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        OfUnits.__attrs_post_init__(self)
        for name in ("acknowledged", "confirmed"):
            instance(name, getattr(self, name), bool, "say True or False")


@frozen(weakref_slot=False)
class SealBroken(OfUnits):
    """The customer broke the seal of units after they were delivered.

    Example:
        >>> SealBroken({"cream": 1}, at="2026-03-10T09:00+01:00").units["cream"]
        1
    """


@frozen(weakref_slot=False)
class PolicyMissing(Event):
    """It turned out that the merchant did not show its terms of return before the sale.

    Example:
        >>> PolicyMissing(at="2026-03-01T10:15-08:00").ref
        ''
    """


@frozen(weakref_slot=False)
class CallRulesBroken(Event):
    """Whoever came or called unasked did not keep to the rules for it.

    They came at an hour that is not allowed, did not say who they were, or stayed when they were
    asked to go.

    Example:
        >>> CallRulesBroken(at="2026-02-02T21:30+11:00").ref
        ''
    """


@frozen(weakref_slot=False)
class CreditAsked(Event):
    """The customer asked the merchant itself for credit, to pay for what they ordered.

    Example:
        >>> CreditAsked(at="2026-03-02T10:15-05:00").ref
        ''
    """


@frozen(weakref_slot=False)
class RefundAgreed(Event):
    """The merchant agreed that the customer gets money back for goods that they rejected.

    ``ref`` is that of their return; without one nobody can tell for which units it was.

    Example:
        >>> RefundAgreed(at="2026-06-22T10:00+01:00", ref="R-1").ref
        'R-1'
    """


@frozen(weakref_slot=False)
class Installed(OfUnits):
    """The merchant told the customer that units were installed, or made ready for use.

    Example:
        >>> Installed({"boiler": 1}, at="2026-05-06T16:00+01:00").units["boiler"]
        1
    """


@frozen(weakref_slot=False)
class RepairAsked(OfUnits):
    """The customer asked for units to be repaired or replaced, or agreed to it.

    Example:
        >>> RepairAsked({"lamp": 1}, at="2026-05-20T09:00+01:00", ref="F-1").units["lamp"]
        1
    """


@frozen(weakref_slot=False)
class RepairEnded(OfUnits):
    """The customer has units again that were repaired, or others in their place.

    Example:
        >>> RepairEnded({"lamp": 1}, at="2026-06-10T12:00+01:00", ref="F-1").units["lamp"]
        1
    """
