"""What can happen to a return between its request and its end, besides the goods coming back.

Each names its return by ``ref``. They are facts: an order never refuses one for what went before,
as long as it has the lines, and no more units are sent back than came; what does not fit together
is told by ``returns.status``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from postsales.basics._checks import several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.quantities import Quantities
from postsales.orders.conditions import InspectedUnits
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    ChargebackReversed,
    Delivered,
    Lost,
    Paid,
    Placed,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)

__all__ = [
    "HandIn",
    "ReturnCancelled",
    "ReturnInspected",
    "ReturnLabelIssued",
    "ReturnLost",
    "ReturnSentBack",
    "ReturnShipped",
]


class HandIn(Word):
    """How can the customer hand a return in?"""

    LABEL = "label"
    """With a label for a parcel."""
    DROP_OFF = "drop_off"
    """With a code, at a counter or in a shop."""


def _hand_in(value: HandIn | str) -> HandIn:
    return HandIn.read("by", value)


@frozen(weakref_slot=False)
class _OfReturn(Event):
    def __attrs_post_init__(self) -> None:
        text("ref", self.ref)


@frozen(weakref_slot=False)
class ReturnLabelIssued(_OfReturn):
    """The customer was given what it takes to hand the return in: a label, or a drop-off code.

    Example:
        >>> ReturnLabelIssued(ref="R-1", by="drop_off", at="2026-03-20T09:00+01:00").by
        HandIn.DROP_OFF
    """

    by: HandIn = field(default=HandIn.LABEL, converter=_hand_in, kw_only=True)


_NONE = Quantities()


def _units(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


@frozen(weakref_slot=False)
class ReturnShipped(_OfReturn):
    """The customer handed units in, and they are on their way back.

    Without ``units`` it is all that the return still awaits: a carrier knows the parcel, and not
    what is in it.

    Example:
        >>> ReturnShipped({"tee": 2}, ref="R-1", at="2026-03-21T09:00+01:00").units["tee"]
        2
    """

    units: Quantities = field(default=_NONE, converter=_units)


@frozen(weakref_slot=False)
class ReturnLost(_OfReturn):
    """Units were lost on their way back; without ``units``, all that the return still awaits.

    Units that turn up again are told by ``Received``.
    """

    units: Quantities = field(default=_NONE, converter=_units)


def _found(value: Iterable[InspectedUnits]) -> tuple[InspectedUnits, ...]:
    return several("found", value, InspectedUnits, "what was found is told by InspectedUnits")


@frozen(weakref_slot=False)
class ReturnInspected(_OfReturn):
    """The shop looked at units that had come back.

    Example:
        >>> ReturnInspected(
        ...     [InspectedUnits("tee", 2), InspectedUnits("tee", 1, condition="damaged")],
        ...     ref="R-1", at="2026-03-25T09:00+01:00",
        ... ).units
        {'tee': 3}
    """

    found: tuple[InspectedUnits, ...] = field(converter=_found)

    def __attrs_post_init__(self) -> None:
        _OfReturn.__attrs_post_init__(self)
        if not self.found:
            raise InvalidValue("found", self.found, "an inspection is of at least one unit")

    @property
    def units(self) -> Quantities:
        """Units that were looked at, by line."""
        told: Counter[str] = Counter()
        for some in self.found:
            told[some.line] += some.units
        return Quantities.trusted(dict(told))


@frozen(weakref_slot=False)
class ReturnSentBack(_OfReturn):
    """Units that had come back were sent to the customer again: the shop does not take them.

    From then on the customer has them as before they came, with the day of their first delivery.
    Those that no refund settled can be asked for again.

    Raises:
        InvalidValue: no units: that a parcel left says nothing of what is in it.

    Example:
        >>> ReturnSentBack({"tee": 1}, ref="R-1", at="2026-03-27T09:00+01:00").units["tee"]
        1
    """

    units: Quantities = field(converter=_units)

    def __attrs_post_init__(self) -> None:
        _OfReturn.__attrs_post_init__(self)
        if not self.units:
            raise InvalidValue("units", self.units, "at least one unit is sent back")


@frozen(weakref_slot=False)
class ReturnCancelled(_OfReturn):
    """The customer called the return off: it is over, and units that did not come are free again.

    What came back before is still inspected and paid for.
    """


OF_RETURNS = (
    ReturnRequested,
    ReturnApproved,
    ReturnLabelIssued,
    ReturnShipped,
    ReturnLost,
    ReturnInspected,
    ReturnSentBack,
    ReturnCancelled,
    ReturnClosed,
)
"""The events that always are about the return that their ref names."""

OF_ORDERS = (
    Placed,
    Authorised,
    Paid,
    Chargeback,
    ChargebackReversed,
    Shipped,
    Delivered,
    Lost,
    Cancelled,
)
"""The events that are about no return, whatever their ref is called."""
