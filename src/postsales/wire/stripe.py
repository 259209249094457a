"""Stripe: charges, refunds and disputes, as what happened to the money of an order.

Stripe knows payments and no orders: an order comes from the shop, and what these readers give is
added to it by ``order.after``. Which order it belongs to, the host says (``order``), or a key of
the object's ``metadata`` that the host names (``order_key``); with both, they have to agree. A
refund or dispute has metadata of its own; those of its charge count where it was expanded.

How objects are read:

- A charge that succeeded and was captured is a ``Paid`` of what was captured. What is on hold,
  pending or failed is no payment, and no event: a history has no word for a hold that was let go.
- A charge tells the sum of its captures. Who captures it several times hands in the order as it is
  (``known``), every time: what it knows of the charge is told again, and the rest is a ``Paid`` of
  its own. Without the order, a charge of which more can be captured is refused, and one of which
  all was captured is one payment, which ``assumed`` says.
- A refund is a ``Refunded`` of an amount, tied to no line; ``requires_action`` is pending,
  ``canceled`` is failed. What only let go of a hold is none: Stripe counts it as refunded as well.
- Refunds that stand inside a charge are read with it. Where they are cut (``has_more``), it is
  refused.
- A dispute tells by its balance transactions what the bank took (``Chargeback``) and what it gave
  back (``ChargebackReversed``), whatever its status is. Inquiries take nothing. What moved at one
  instant in one direction is one event. Where Stripe settled in another currency, a single take is
  all that was disputed, and so is its exact reverse; any other amount is refused.
- The tender is the charge, by its id. Its kind is that of ``payment_method_details``, of which many
  disputes have none. Hosts that know it better, or call it otherwise, name it as ``tender``.
- Every event's ``ref`` is the id that Stripe gives (``ch_``, ``re_``, ``dp_``) and all its states
  are told at one instant, when it was made. So the same object can be read again, in a newer or an
  older state, in any order: ``order.after`` comes to the same position.
- Amounts are whole numbers of Stripe's units, which are not always those of ISO 4217. They are
  converted exactly or refused.

Each of these that had to be taken for granted is in ``assumed`` with its path. Objects that are
none of these are refused with what to read instead.
"""

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve

from postsales.basics._checks import instance, text
from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.orders.events import Paid
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.wire._reader import Part, Reader
from postsales.wire._stripe_charges import charge as _charge
from postsales.wire._stripe_disputes import dispute as _dispute
from postsales.wire._stripe_objects import Asked, Object, opened, order_of, with_charge
from postsales.wire._stripe_refunds import refund as _refund
from postsales.wire.documents import DocumentErrors, EventsReading, Problem

__all__ = ["read_charge", "read_dispute", "read_event", "read_list", "read_refund"]

_READ: Mapping[str, Callable[[Object, Asked], Iterator[Event]]] = {
    "charge": _charge,
    "refund": _refund,
    "dispute": _dispute,
}


def read_charge(
    charge: Mapping[str, object],
    *,
    order: str | None = None,
    order_key: str | None = None,
    tender: Tender | None = None,
    known: Order | Mapping[str, Order] | None = None,
) -> EventsReading:
    """What did a charge do to the money of its order? The refunds inside it are read with it.

    ``known`` is the order as you have it, or all of them by their ids: where a charge is captured
    several times, only what the order does not know is new, and an older state tells nothing. A
    charge that was read so once is read so always; without its order it is one payment.

    Raises:
        DocumentErrors: the document cannot be, is cut, or is another object; with every problem.

    Example:
        >>> reading = read_charge({
        ...     "object": "charge", "id": "ch_1", "created": 1772442960, "currency": "eur",
        ...     "amount": 2480, "amount_captured": 2480, "captured": True, "status": "succeeded",
        ...     "payment_method_details": {"type": "card"}, "metadata": {"order_id": "1001"},
        ... }, order_key="order_id")
        >>> reading.order, reading.events[0].amount, reading.events[0].tender
        ('1001', Money.of('24.80', 'EUR'), Tender('ch_1', kind=TenderKind.CARD))
    """
    return _read("charge", charge, _asked(order, order_key, tender, known))


def read_refund(
    refund: Mapping[str, object],
    *,
    order: str | None = None,
    order_key: str | None = None,
    tender: Tender | None = None,
) -> EventsReading:
    """What did a refund give back, and how far is it?

    Raises:
        DocumentErrors: the document cannot be, or is another object; with every problem.

    Example:
        >>> reading = read_refund({
        ...     "object": "refund", "id": "re_1", "charge": "ch_1", "created": 1773054000,
        ...     "currency": "eur", "amount": 995, "status": "pending",
        ... })
        >>> reading.events[0].amount, reading.events[0].status
        (Money.of('9.95', 'EUR'), RefundStatus.PENDING)
    """
    return _read("refund", refund, _asked(order, order_key, tender))


def read_dispute(
    dispute: Mapping[str, object],
    *,
    order: str | None = None,
    order_key: str | None = None,
    tender: Tender | None = None,
) -> EventsReading:
    """What did a bank take from the shop, and what did it give back?

    Raises:
        DocumentErrors: the document cannot be, or is another object; with every problem.

    Example:
        >>> reading = read_dispute({
        ...     "object": "dispute", "id": "dp_1", "charge": "ch_1", "currency": "eur",
        ...     "amount": 2480, "status": "needs_response",
        ...     "payment_method_details": {"type": "card"},
        ...     "balance_transactions": [
        ...         {"amount": -2480, "currency": "eur", "created": 1773657900}
        ...     ],
        ... })
        >>> [type(event).__name__ for event in reading.events]
        ['Chargeback']
    """
    return _read("dispute", dispute, _asked(order, order_key, tender))


def read_event(
    event: Mapping[str, object],
    *,
    order: str | None = None,
    order_key: str | None = None,
    tender: Tender | None = None,
    known: Order | Mapping[str, Order] | None = None,
) -> EventsReading:
    """What does a message of Stripe (a webhook's) tell? It holds a charge, refund or dispute.

    Its own type and time are not read: messages come late, twice, and in any order, and the object
    inside tells its state. ``known`` is as in ``read_charge``.

    Raises:
        DocumentErrors: the object inside cannot be, or is none of these; with every problem.

    Example:
        >>> reading = read_event({
        ...     "object": "event", "id": "evt_1", "type": "refund.updated", "data": {"object": {
        ...         "object": "refund", "id": "re_1", "charge": "ch_1", "created": 1773054000,
        ...         "currency": "eur", "amount": 995, "status": "succeeded",
        ...     }},
        ... })
        >>> reading.events[0].ref, reading.events[0].status
        ('re_1', RefundStatus.SETTLED)
    """
    return _read("event", event, _asked(order, order_key, tender, known))


def read_list(
    listing: Mapping[str, object],
    *,
    order: str | None = None,
    order_key: str | None = None,
    tender: Tender | None = None,
    known: Order | Mapping[str, Order] | None = None,
) -> tuple[EventsReading, ...]:
    """What do the objects of a list tell, each by itself? Charges, refunds, disputes or events.

    ``known`` is as in ``read_charge``, where a single order is that of all objects; what the list
    told of a charge before is known as well.

    Raises:
        DocumentErrors: the list is cut (``has_more``), or one of its objects cannot be; with every
            problem of all of them.

    Example:
        >>> read_list({"object": "list", "data": [], "has_more": False})
        ()
    """
    paid: dict[str, tuple[Paid, ...]] = {}
    asked = evolve(_asked(order, order_key, tender, known), listed=paid)
    reader = Reader("Stripe list")
    root = opened(reader, listing, "$", ["list"])
    if root.has("has_more") and root.flag("has_more"):
        root.wrong("has_more", "is true: ask for the rest, and put all of it into one list")
    found: list[EventsReading] = []
    problems: list[Problem] = []
    for place, item in enumerate(root.items("data")):
        # A reader for each, so that each has notes of its own.
        own = Reader(reader.document)
        try:
            part = opened(own, item, f"{root.path_of('data')}[{place}]", [*_READ, "event"])
            found.append(_told(own, part, asked))
            told = tuple(x for x in found[-1].events if isinstance(x, Paid))
            paid.update((x.ref, told) for x in told[:1])
        except DocumentErrors as errors:
            problems += errors
    if problems or not reader.is_sound("$"):
        raise DocumentErrors(reader.document, [*reader.errors(), *problems])
    return tuple(found)


def _asked(
    order: str | None,
    order_key: str | None,
    tender: Tender | None,
    known: Order | Mapping[str, Order] | None = None,
) -> Asked:
    if order is not None:
        text("order", order)
    if order_key is not None:
        text("order_key", order_key)
    if tender is not None:
        instance("tender", tender, Tender, "say by which tender, such as Tender.card('ch_1')")
    if known is not None:
        allowed = "the order as you have it is an Order, and several are a mapping by their ids"
        instance("known", known, (Order, Mapping), allowed)
    return Asked(order=order, order_key=order_key, tender=tender, orders=known)


def _read(kind: str, document: object, asked: Asked) -> EventsReading:
    reader = Reader(f"Stripe {kind}")
    return _told(reader, opened(reader, document, "$", [kind]), asked)


def _told(reader: Reader, part: Part, asked: Asked) -> EventsReading:
    """What an object tells, or the object inside a message."""
    if part.values.get("object") == "event":
        part = _inside(part)
    found = with_charge(part)
    order = order_of(found, asked)
    asked = asked.about(order, part)
    events = _made(reader, found, asked)
    reader.finish()
    if asked.known is not None:
        order = asked.known.id
    return EventsReading(events, order=order, unmapped=reader.unmapped, assumed=reader.assumed)


def _made(reader: Reader, found: Object, asked: Asked) -> tuple[Event, ...]:
    """The events of a sound object; what an event has against its parts is a problem as well."""
    try:
        return tuple(_READ[str(found.part.values["object"])](found, asked))
    except DocumentErrors:
        raise
    except PostsalesError as error:
        reader.impossible(found.part.path, error)
        raise reader.errors() from None


def _inside(event: Part) -> Part:
    """The object that a message is about."""
    event.knows_again("id", "api_version", "created", "type", "pending_webhooks", "request")
    data = event.part("data")
    data.knows_again("previous_attributes")
    return opened(event.reader, data.values.get("object"), f"{data.path}.object", list(_READ))
