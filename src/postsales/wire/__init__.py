"""The edge: documents of other systems in, orders out; documents of our own out and in.

A reader takes one document as plain data (what a JSON parser gives) and returns an
``OrderReading``: the order, what the platform knows and we do not map, and what it does not say and
was taken for granted. Of a document that is no order, but says what happened to one, it returns an
``EventsReading`` alike. Money stays as the platform tells it; nothing is dropped or guessed in
silence. A document that cannot be is refused once, with every problem in it and its path. No reader
opens a file.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
document                what a platform tells about one order
path                    a place in it, such as ``$.line_items[0].total``; ``[*]`` is every place
problem                 what is wrong at a path
unmapped                paths with something that no part of an order stands for
assumed                 paths with what was taken for granted there
======================= ==========================================================================

Orders, requests, services, terms, the records of decisions, quotes and exchanges, and how far a
return is, are written as JSON (``write_json``) and read back equal (``read_order`` and its
neighbours), with the same care: every problem at once, nothing guessed, nothing that is not known
passed over. So are plans with rules of contact, and histories of subjects that are no orders.
``schema`` gives the JSON Schema of each kind, for programs that check before they store. Terms and
plans can also be written by hand, in TOML. A document names no code: events and rules of a host's
own are told by names, and the caller says what they stand for.

One module for each platform, one for tables, and one for terms:

- ``shopify``: orders of Shopify's Admin interfaces, REST and GraphQL, with their transactions,
  refunds and returns, together and alone;
- ``woocommerce``: orders and refunds of WooCommerce's REST interface, version 3;
- ``stripe``: charges, refunds and disputes of Stripe, as what happened to an order's money;
- ``schema_org``: terms as a ``MerchantReturnPolicy`` of schema.org, out and in;
- ``csv``: exports with one row per line, by a mapping from columns to facts;
- ``toml``: terms of merchants and plans, as people write them.

Besides, ``holidays`` tells the public holidays of a country, from the package of that name, and
``icalendar`` writes what is due as entries for calendars.

Example:
    See ``shopify.read_order``, ``woocommerce.read_order`` and ``read_record``.
"""

from postsales.wire._native import (
    read_history,
    read_order,
    read_plan,
    read_request,
    read_service,
    read_terms,
    write_json,
)
from postsales.wire._native_answers import (
    read_exchange,
    read_quote,
    read_record,
    read_rma_status,
)
from postsales.wire._schema import DOCUMENTS, schema

__all__ = [
    "DOCUMENTS",
    "read_exchange",
    "read_history",
    "read_order",
    "read_plan",
    "read_quote",
    "read_record",
    "read_request",
    "read_rma_status",
    "read_service",
    "read_terms",
    "schema",
    "write_json",
]
