"""The edge: documents of other systems in, orders out; records of decisions out and in.

A reader takes one document as plain data (what a JSON parser gives) and returns an
``OrderReading``: the order, what the platform knows and we do not map, and what it does not say and
was taken for granted. Money stays as the platform tells it; nothing is dropped or guessed in
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

A record of a decision is written as JSON (``write_json``) and read back equal (``read_record``),
with the same care: every problem at once, nothing guessed, nothing that is not known passed over.

One module for each platform:

- ``shopify``: orders of Shopify's REST Admin interface, with their transactions and refunds;
- ``woocommerce``: orders and refunds of WooCommerce's REST interface, version 3.

Example:
    See ``shopify.read_order``, ``woocommerce.read_order`` and ``read_record``.
"""

from postsales.wire._records import read_record, write_json

__all__ = ["read_record", "write_json"]
