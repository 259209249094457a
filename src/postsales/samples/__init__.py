"""Sample orders: sixteen short stories about returns, and what is asked in each.

One file, one story: its docstring tells it, its first line is the title. They are made to be read
and to be tried on the command line, each with an order and the return that is asked for, and all
with the terms of one shop:

======================= ==========================================================================
name                    what it is
======================= ==========================================================================
orders                  the orders, in the order in which they are best read
requests                the return that is asked for, by order id
titles                  the title of the story, by order id
terms, refund_terms     what the shop promises, and how it pays back
called_off              two more orders, of which something is called off
cancellation_requests   what is called off, by order id
cancellation_terms      until when the shop lets it be called off
shopify_orders          documents of made-up orders, as many as wanted, to read and to try
======================= ==========================================================================

They are written for 2 April 2026, noon in Berlin. Beside them lies ``acme.toml``: terms as a
merchant writes them, for ``postsales.wire.toml``. In ``gallery`` lie those of eight merchants.

Example:
    >>> from postsales import refunds, returns
    >>> thirds = next(order for order in orders if order.id == "three-thirds")
    >>> decision = returns.assess(
    ...     thirds, requests[thirds.id], terms, at="2026-04-02T12:00+02:00"
    ... )
    >>> refunds.quote(decision, refund_terms).total
    Money.of('16.66', 'EUR')
"""

from postsales import CancellationRequest, FrozenMap, Order, ReturnRequest
from postsales.samples import (
    cancelled_part,
    chargeback,
    dinar,
    download,
    engraved,
    final_sale,
    gift_card_and_card,
    goodwill,
    no_delivery_date,
    one_second,
    part_shipped,
    pending_refund,
    sales_tax,
    shared_discount,
    short_window,
    split_delivery,
    three_thirds,
    yen,
)
from postsales.samples._shopify import shopify_orders
from postsales.samples.policy import cancellation_terms, refund_terms, terms

__all__ = [
    "called_off",
    "cancellation_requests",
    "cancellation_terms",
    "orders",
    "refund_terms",
    "requests",
    "shopify_orders",
    "terms",
    "titles",
]

_STORIES = (
    split_delivery,
    one_second,
    short_window,
    final_sale,
    no_delivery_date,
    download,
    cancelled_part,
    three_thirds,
    shared_discount,
    sales_tax,
    gift_card_and_card,
    pending_refund,
    goodwill,
    chargeback,
    yen,
    dinar,
)

orders: tuple[Order, ...] = tuple(story.order for story in _STORIES)
"""The orders, in the order in which they are best read."""

requests: FrozenMap[str, ReturnRequest] = FrozenMap(
    {story.order.id: story.request for story in _STORIES}
)
"""The return that is asked for, by order id."""

titles: FrozenMap[str, str] = FrozenMap(
    {story.order.id: (story.__doc__ or "").partition("\n")[0] for story in _STORIES}
)
"""The title of the story, by order id."""

called_off: tuple[Order, ...] = (part_shipped.order, engraved.order)
"""Orders of which something is called off."""

cancellation_requests: FrozenMap[str, CancellationRequest] = FrozenMap(
    {story.order.id: story.request for story in (part_shipped, engraved)}
)
"""What is called off, by order id."""
