"""What has happened to a Shopify order: payments, parcels, deliveries, refunds, the cancellation.

Rules of this file: the time of each event is its own; neither ids nor the order of a list say what
came first.
"""

from collections.abc import Iterable, Mapping

from postsales.basics.events import Event
from postsales.orders.events import Cancelled, Delivered, Shipped
from postsales.wire._reader import Reader
from postsales.wire._shop_again import told_apart
from postsales.wire._shop_back import Back
from postsales.wire._shop_moved import ToldParcel
from postsales.wire._shop_named import CALLED_OFF
from postsales.wire._shop_paid import Payments, payments
from postsales.wire._shop_returns import events_of as events_of_return
from postsales.wire._shop_sent import Sent, compare_goods, sent_by
from postsales.wire._shop_status import compare_money
from postsales.wire._shop_told import ToldOrder


def history(reader: Reader, order: ToldOrder) -> tuple[Event, ...]:
    """The events of the order; what cannot be is noted as a problem."""
    sent = sent_of(reader, order)
    paid = paid_for(reader, order)
    asked = [event for told in order.returns for event in events_of_return(reader, told)]
    back = Back.of(reader, order, paid, sent)
    refunded = tuple(back.events())
    return (
        *paid.events,
        *_parcels(reader, order),
        *told_apart((*asked, *refunded)),
        *_called_off(reader, order, back.stock.unshipped),
    )


def sent_of(reader: Reader, order: ToldOrder) -> Sent:
    """The units that left, held against what the order says of them as a whole."""
    sent = sent_by(reader, order)
    compare_goods(reader, order, sent)
    return sent


def paid_for(reader: Reader, order: ToldOrder) -> Payments:
    """The payments, held against what the order says of its money as a whole."""
    paid = payments(reader, order)
    compare_money(reader, order, paid)
    return paid


def _parcels(reader: Reader, order: ToldOrder) -> Iterable[Event]:
    for parcel in order.parcels:
        yield from events_of_parcel(reader, parcel)


def events_of_parcel(reader: Reader, parcel: ToldParcel) -> Iterable[Event]:
    """What happened to the units of a parcel; nothing while it has not left."""
    if parcel.status != "success" or not parcel.units:
        _say_not_sent(reader, parcel)
        return
    yield Shipped(parcel.units, at=parcel.at, ref=parcel.id)
    if parcel.delivered_at is not None:
        if parcel.delivered_at < parcel.at:
            arrived = parcel.delivered_at.isoformat()
            says = f"is {parcel.at.isoformat()}, and the parcel arrived earlier: {arrived}"
            reader.assume(f"{parcel.path}.created_at", f"{says}; so it was read")
        yield Delivered(parcel.units, at=parcel.delivered_at, ref=parcel.id)
    elif parcel.failed:
        says = "could not be delivered; its units count as on their way"
        reader.assume(f"{parcel.path}.shipment_status", says)


def _say_not_sent(reader: Reader, parcel: ToldParcel) -> None:
    if parcel.status in ("open", "pending"):
        reader.assume(f"{parcel.path}.status", "nothing of it has left yet")


def _called_off(reader: Reader, order: ToldOrder, unshipped: Mapping[str, int]) -> Iterable[Event]:
    """A cancelled order calls off what had not left by then and no refund called off."""
    rest = {line: units for line, units in unshipped.items() if units > 0}
    if order.cancelled_at is not None and rest:
        reader.assume("$.cancelled_at", "every unit that had not left was called off then")
        yield Cancelled(rest, at=order.cancelled_at, ref=CALLED_OFF)
