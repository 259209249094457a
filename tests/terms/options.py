"""The one list of all options of merchants: a test flips each, and the documentation tells each.

A new field is one more entry in the module of its subdomain; a new class is an ``Options`` there.
"""

import attrs
from attrs import evolve

import postsales
from tests.terms import (
    cancellations,
    changes,
    exchanges,
    guarantees,
    invitations,
    refunds,
    returns,
    services,
    values,
)
from tests.terms.option import HERE

_MODULES = (
    returns,
    refunds,
    cancellations,
    changes,
    exchanges,
    guarantees,
    services,
    invitations,
    values,
)


def _where(name: str) -> str:
    return f"{HERE}/{name.rsplit('.', maxsplit=1)[-1]}.py"


OPTIONS = tuple(
    evolve(options, where=_where(module.__name__))
    for module in _MODULES
    for options in module.OPTIONS
)
TERMS = tuple(
    found
    for name in vars(postsales)["__all__"]
    if name.endswith("Terms") and attrs.has(found := getattr(postsales, name))
)
"""Every class of terms that the library offers."""
