"""Prove your own policy: laws that any policy about returns and refunds has to keep.

``laws.check(terms, refund_terms)`` makes tests of a merchant's terms, or of any function that
answers as a policy does: pytest collects one test per law. Orders, requests and instants are drawn
by hypothesis, near the edges at which policies go wrong.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
policy                  what is tested: terms, or a function from a question to an ``Answer``
scene                   one question: an order, a request, an instant
law                     what holds of every scene, with its reason and the mistakes that break it
flag                    something that a policy can do; laws need some of them
======================= ==========================================================================

It needs the extra ``testing``: ``pip install "postsales[testing]"``.

Example:
    See ``laws.check``.
"""

from postsales.testing import laws
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag

__all__ = ["Answer", "Flag", "laws"]
