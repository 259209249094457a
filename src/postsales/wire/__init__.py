"""The edge: documents of other systems in, orders out.

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

One module for each platform:

- ``shopify``: orders of Shopify's REST Admin interface, with their transactions and refunds;
- ``woocommerce``: orders and refunds of WooCommerce's REST interface, version 3.

Example:
    See ``shopify.read_order`` and ``woocommerce.read_order``.
"""

__all__: list[str] = []
