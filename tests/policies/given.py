"""Every option of every class of terms, put into whole terms and flipped."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    AppointmentTerms,
    CancellationTerms,
    ChangeTerms,
    ExchangeTerms,
    GuaranteeTerms,
    RefundTerms,
    ReturnTerms,
    SubscriptionTerms,
)
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
from tests.terms.option import Answer, Option, Options
from tests.terms.options import OPTIONS

Terms = (
    ReturnTerms
    | RefundTerms
    | CancellationTerms
    | ChangeTerms
    | ExchangeTerms
    | GuaranteeTerms
    | SubscriptionTerms
    | AppointmentTerms
)

ASKING = {x.of for x in invitations.OPTIONS}
FIELDS = [
    pytest.param(options, option, id=f"{options.of.__name__}.{option.name}")
    for options in OPTIONS
    # Whom a shop asks, and when, is no promise to customers: nothing shows or compares it as text.
    if options.of not in ASKING
    for option in options.fields
]

# Where terms are asked by the list of options: there they are caught instead.
_ASKED = (
    (returns, ("returned", "tracked")),
    (refunds, ("refunded",)),
    (values, ("returned",)),
    (cancellations, ("cancelled",)),
    (changes, ("changed",)),
    (services, ("ended", "called_off")),
    (exchanges, ("exchanged",)),
    (guarantees, ("claimed",)),
)


def in_whole_terms(options: Options, value: Any, patch: pytest.MonkeyPatch) -> Terms:
    """The terms in which the list of options asks about a value."""
    if isinstance(value, Terms):
        return value
    caught: list[Terms] = []

    def catch(terms: Terms) -> list[Answer]:
        caught.append(terms)
        return []

    with patch.context() as patched:
        for module, names in _ASKED:
            for name in names:
                patched.setattr(module, name, catch)
        options.asked(value)
    return caught[0]


def flipped(options: Options, option: Option, patch: pytest.MonkeyPatch) -> Iterator[Terms]:
    """Whole terms with each of the values of an option."""
    base: Any = options.base if option.base is None else option.base
    change: Callable[[Any, Any], object] = option.change or (
        lambda one, value: evolve(one, **{option.name: value})
    )
    for value in [base, *(change(base, x) for x in option.others)]:
        yield in_whole_terms(options, value, patch)
