"""What happens about an agreement itself: what the customer was told, and what they asked for."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics.events import Event
from postsales.orders.events import OfUnits

__all__ = [
    "CustomerInformed",
    "EarlyStartAsked",
    "InformationMissing",
    "NoticeSent",
    "SealBroken",
]


@frozen(weakref_slot=False)
class CustomerInformed(Event):
    """The customer had all that the law wants them to be told about their right, in due form.

    Told only where it matters: while nobody says otherwise, a sale counts as one in which the
    customer was informed in time.

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
