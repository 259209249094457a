"""Every sentence of the library in English, by its key: what translators translate.

Rules of this file: sentences stand beside what they speak of, in ``messages.py`` and the like; here
they are only gathered. A key is the place, the kind and the name: ``returns.reason.final_sale``;
one that ends in ``@customer`` is said to the customer in its stead.
"""

from collections.abc import Iterator, Mapping
from string import Formatter
from types import ModuleType
from typing import TYPE_CHECKING

from postsales.basics.quantities import FrozenMap
from postsales.cancellations import messages as cancellations
from postsales.changes import messages as changes
from postsales.contacts import messages as contacts
from postsales.exchanges import messages as exchanges
from postsales.explain import clauses, phrases, plan_words, policies
from postsales.followups import messages as followups
from postsales.guarantees import messages as guarantees
from postsales.invitations import messages as invitations
from postsales.orders import messages as orders
from postsales.orders import service_messages as services
from postsales.orders.messages import Sentence
from postsales.refunds import messages as refunds
from postsales.returns import messages as returns
from postsales.returns import progress
from postsales.schedules import messages as schedules
from postsales.support import messages as support

if TYPE_CHECKING:
    from postsales.basics._words import Word

__all__ = ["ENGLISH", "Sentence", "facts_of", "forms", "known_as", "sentences", "to_customer"]

# A new subdomain with words of its own is named here, and nowhere else. The shared ones come first.
_PLACES: Mapping[str, ModuleType] = {
    "explain": phrases,
    "orders": orders,
    "returns": returns,
    "cancellations": cancellations,
    "changes": changes,
    "guarantees": guarantees,
    "exchanges": exchanges,
    "refunds": refunds,
    "progress": progress,
    "policies": policies,
    "clauses": clauses,
    "plans": plan_words,
    "services": services,
    "followups": followups,
    "schedules": schedules,
    "contacts": contacts,
    "invitations": invitations,
    "support": support,
}
_SHARED = "orders"
_OTHERWISE = "TO_CUSTOMER"


def to_customer(key: str) -> str:
    """The key of what is said to the customer in place of a sentence.

    Example:
        >>> to_customer("returns.tell.photo")
        'returns.tell.photo@customer'
    """
    return f"{key}@customer"


def forms(sentence: Sentence) -> tuple[str, ...]:
    """A sentence in all its forms: one, or the singular and the plural."""
    return (sentence,) if isinstance(sentence, str) else sentence


def facts_of(sentence: Sentence) -> frozenset[str]:
    """The facts that a sentence names.

    Example:
        >>> sorted(facts_of(("{n} of {line}", "{n} of {line}")))
        ['line', 'n']
    """
    parts = (part for form in forms(sentence) for part in Formatter().parse(form))
    return frozenset(name for _, name, _, _ in parts if name is not None)


def _kind(name: str) -> str:
    """What the entries of a mapping are: those of ``REASONS`` are each a *reason*."""
    word = name.lower()
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if word.endswith("ss") else word.removesuffix("s")


def _of_place(place: str, module: ModuleType) -> Iterator[tuple[str, Sentence]]:
    for name in module.__all__:
        if not isinstance(getattr(module, name), Mapping):
            continue
        found: Mapping[str | Word, Sentence] = getattr(module, name)
        if name == _OTHERWISE:
            yield from ((to_customer(f"{place}.{key}"), said) for key, said in found.items())
        else:
            shared: Mapping[str | Word, Sentence] = getattr(_PLACES[_SHARED], name, {})
            mine: Mapping[str, Sentence] = getattr(module, _OTHERWISE, {})
            for key, said in found.items():
                entry = f"{_kind(name)}.{key}"
                # What is taken over from the shared ones is said there, also to the customer.
                if place == _SHARED or shared.get(key) != said or entry in mine:
                    yield f"{place}.{entry}", said


def _labels(found: Mapping[str, Sentence]) -> Iterator[tuple[str, Sentence]]:
    """The short names of reasons: their codes as words."""
    for key in found:
        _, kind, code = key.partition("@")[0].split(".", 2)
        if kind == "reason" and "*" not in code:
            yield f"explain.label.{code}", code.replace("_", " ")


def _gathered() -> dict[str, Sentence]:
    found = {key: said for place, x in _PLACES.items() for key, said in _of_place(place, x)}
    return {**found, **dict(_labels(found))}


ENGLISH: Mapping[str, Sentence] = _gathered()
"""Every sentence by its key."""


def sentences() -> Mapping[str, Sentence]:
    """Every sentence of the library in English, by its key: a pair is singular and plural.

    Example:
        >>> sentences()["returns.reason.final_sale"]
        'sold as final sale'
    """
    return FrozenMap(ENGLISH)


def _by_kind() -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for key in ENGLISH:
        if "@" not in key:
            place, kind, name = key.split(".", 2)
            found.setdefault((kind, name), {})[place] = key
    return found


_KEYS = _by_kind()


def known_as(kind: str, name: str, place: str) -> str:
    """The key of a sentence: that of the place, else the shared one, else of whoever has it.

    Empty where nobody has one.

    Example:
        >>> known_as("reason", "final_sale", "returns"), known_as("reason", "window_closed", "x")
        ('returns.reason.final_sale', 'orders.reason.window_closed')
        >>> known_as("reason", "of_a_host", "returns")
        ''
    """
    places = _KEYS.get((kind, name), {})
    if place in places:
        return places[place]
    return places.get(_SHARED) or next(iter(places.values()), "")
