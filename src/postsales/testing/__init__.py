"""Prove your own policy: laws that any policy about returns and refunds has to keep.

``laws.check(terms, refund_terms)`` makes tests of a merchant's terms, or of any function that
answers as a policy does: pytest collects one test per law. Orders, requests and instants are drawn
by hypothesis, near the edges at which policies go wrong. ``plans.check(plan, rules)`` does the same
for plans and rules of contact, and for whatever runs them; ``scores.check(scorer)`` for a function
from answers to a score, and ``invitations.check(terms)`` for who is asked.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
policy                  what is tested: terms, or a function from a question to an ``Answer``
scene                   one question: an order, a request, an instant
law                     what holds of every scene, with its reason and the mistakes that break it
flag                    something that a policy can do; laws need some of them
======================= ==========================================================================

It needs the extra ``testing``: ``pip install '.[testing]'`` in a clone.

Example:
    See ``laws.check``.
"""

# pytest loads the plugin below this module at every start, so what is here comes when it is asked
# for; `TYPE_CHECKING` is spelled out as in the top level.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from postsales.testing import invitations as invitations
    from postsales.testing import laws as laws
    from postsales.testing import plans as plans
    from postsales.testing import scores as scores
    from postsales.testing.answers import Answer as Answer
    from postsales.testing.flags import Flag as Flag

_HOMES = {"Answer": "answers", "Flag": "flags"}
_MODULES = ("invitations", "laws", "plans", "scores")

__all__ = ["Answer", "Flag", "invitations", "laws", "plans", "scores"]


def __getattr__(name: str) -> object:
    """The name, loaded now."""
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"postsales.testing.{name}")
    if name not in _HOMES:
        message = f"module 'postsales.testing' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"postsales.testing.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The names that are offered."""
    return __all__
