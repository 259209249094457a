"""Terms of merchants as TOML: what people write by hand and keep under version control.

======================= ==========================================================================
value                   written as
======================= ==========================================================================
a parameter             a key of the same name; one that has a default may be left out
a length                ``"30 days"``, ``"2 weeks"``, ``"1 month"``, ``"1 year"``, ``"24 hours"``
an amount, a share      ``"4.95 EUR"``, ``"15 %"``
a choice                its word: ``"gift_card_first"``
an event                its class in snake case: ``"delivered"``, ``"return_requested"``
an event, and then      ``{ event = "shipped", plus = "5 days" }``
one event of several    ``{ last = "delivered" }``, ``{ first = "paid" }``
which lines             ``{ category = "shoes" }``, or ``"everything"``
several of something    a list; one alone needs no brackets
a rule of your own      the name that you give it in ``rules=``
======================= ==========================================================================

Example:
    See ``read_terms``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.wire._bounds import MOST_TOML, toml_tree
from postsales.wire._extras import needs
from postsales.wire._sections import AnyTerms
from postsales.wire._told_terms import told_terms
from postsales.wire.terms import TermsBundle

__all__ = ["read_terms", "write_terms"]

_NO_RULES: FrozenMap[str, Any] = FrozenMap({})


def read_terms(
    text: str,
    *,
    events: Iterable[type[Event]] = (),
    rules: Mapping[str, Callable[..., Any]] = _NO_RULES,
) -> TermsBundle:
    """The terms for returns, refunds and cancellations that stand in a text.

    ``events`` are classes of your own that may start a window; ``rules`` are rules of your own, by
    the names that the text tells them by. A text names nothing else: it cannot run code.

    Raises:
        DocumentErrors: text that is no TOML, too long or nested too deep; keys that are missing or
            not known; values of another kind; terms that contradict themselves. All of them.
        MissingExtra: cattrs is not installed.

    Example:
        >>> bundle = read_terms('''
        ... [returns]
        ... id = "acme-returns"
        ... version = "2026-03"
        ... zone = "Europe/Berlin"
        ... window = { length = "30 days", since = "delivered" }
        ... ''')
        >>> bundle.returns.window.length, bundle.sections
        (Days(30), ('returns',))
    """
    needs("cattrs", "json")
    from postsales.wire._terms import TERMS, bundle_of

    return bundle_of(TERMS, toml_tree(TERMS, text), events=events, rules=rules)


def write_terms(bundle: AnyTerms, *, rules: Mapping[str, Callable[..., Any]] = _NO_RULES) -> str:
    """Terms, alone or together, as text that ``read_terms`` reads as the same terms.

    ``rules`` are rules of your own that the terms hold, by the names under which they are written.

    Raises:
        InvalidValue: a rule without a name in ``rules``; an event that would be read as another;
            more than a million characters.
        MissingExtra: tomli-w is not installed.

    Example:
        >>> from postsales import RefundTerms, ShippingRefund, TenderOrder
        >>> print(write_terms(RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )), end="")
        version = 1
        <BLANKLINE>
        [refunds]
        id = "acme"
        version = "1"
        shipping = "never"
        tenders = "as_paid"
        other_charges = "when_all_comes_back"
        rounding = "half_up"
    """
    needs("tomli_w", "toml")
    import tomli_w

    if not isinstance(bundle, AnyTerms):
        raise WrongType("terms", bundle, "terms, or a TermsBundle, are written")
    told = told_terms(bundle, rules)
    written = tomli_w.dumps(told)
    if len(written) > MOST_TOML:
        raise InvalidValue("terms", bundle, f"at most {MOST_TOML} characters are written")
    return written
