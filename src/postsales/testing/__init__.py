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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from postsales.testing import laws as laws
    from postsales.testing.answers import Answer as Answer
    from postsales.testing.flags import Flag as Flag

__all__ = ["Answer", "Flag", "laws"]


# pytest and hypothesis load a module below this one at every start, so this one loads nothing.
def __getattr__(name: str) -> object:
    homes = {"Answer": "answers", "Flag": "flags", "laws": "laws"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = import_module(f"{__name__}.{homes[name]}")
    return home if name == homes[name] else getattr(home, name)
