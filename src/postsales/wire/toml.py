"""Terms of merchants and plans as TOML: what people write by hand and keep under version control.

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
from what a step counts ``{ last = "delivered" }``, ``{ first = "placed" }``,
                        ``{ each = "received" }``, ``{ after_step = "reminder" }``,
                        ``{ oldest = "return_requested", until = "return_closed" }``
time that stands still  ``{ begins = "return_requested", ends = "return_closed" }``
a contact               ``{ channel = "sms", purpose = "feedback" }``, or ``"nobody"``
======================= ==========================================================================

Example:
    See ``read_terms`` and ``read_plan``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.wire._bounds import MOST_TOML, toml_tree
from postsales.wire._extras import needs
from postsales.wire._sections import AnyTerms
from postsales.wire._told_plans import AnyPlan, told_plans
from postsales.wire._told_terms import told_terms
from postsales.wire.plans import PlanBundle
from postsales.wire.terms import TermsBundle

__all__ = ["read_plan", "read_terms", "write_plan", "write_terms"]

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


def read_plan(
    text: str,
    *,
    events: Iterable[type[Event]] = (),
    rules: Mapping[str, Callable[..., Any]] = _NO_RULES,
) -> PlanBundle:
    """The plans, ``[plan]`` or each ``[[plan]]``, and the ``[contact_rules]`` that stand in a text.

    ``events`` are classes of your own that steps count from or end with; ``rules`` are conditions
    of steps, by the names that the text tells them by.

    Raises:
        DocumentErrors: as for ``read_terms``; and plans that contradict themselves. All of them.
        MissingExtra: cattrs is not installed.

    Example:
        >>> bundle = read_plan('''
        ... [plan]
        ... id = "first-month"
        ... version = "2026-03"
        ... calendar = { zone = "Europe/Berlin", hours = { Mon-Fri = "09:00-17:00" } }
        ... stops = "refunded"
        ...
        ... [[plan.steps]]
        ... key = "review"
        ... after = { last = "delivered" }
        ... wait = "21 days"
        ... contact = { channel = "email", purpose = "feedback" }
        ... ''')
        >>> bundle.plan.steps[0].wait, bundle.sections
        (Days(21), ('plan',))
    """
    needs("cattrs", "json")
    from postsales.wire._plans import PLANS, plans_of

    return plans_of(toml_tree(PLANS, text), events=events, rules=rules)


def write_plan(value: AnyPlan, *, rules: Mapping[str, Callable[..., Any]] = _NO_RULES) -> str:
    """A plan, rules of contact, or both, as text that ``read_plan`` reads as the same.

    ``rules`` are the conditions of steps, by the names under which they are written.

    Raises:
        InvalidValue: a rule without a name in ``rules``; an event that would be read as another;
            more than a million characters.
        MissingExtra: tomli-w is not installed.

    Example:
        >>> from postsales import ContactRules, Hours, Spacing
        >>> print(write_plan(ContactRules(spacing=Spacing(Hours(16)))), end="")
        version = 1
        <BLANKLINE>
        [contact_rules]
        spacing = [
            { apart = "16 hours" },
        ]
    """
    if not isinstance(value, AnyPlan):
        raise WrongType("plan", value, "a Plan, ContactRules, or a PlanBundle, is written")
    return _written("plan", value, lambda: told_plans(value, rules))


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
    if not isinstance(bundle, AnyTerms):
        raise WrongType("terms", bundle, "terms, or a TermsBundle, are written")
    return _written("terms", bundle, lambda: told_terms(bundle, rules))


def _written(name: str, value: object, tell: Callable[[], dict[str, object]]) -> str:
    needs("tomli_w", "toml")
    import tomli_w

    written = tomli_w.dumps(tell())
    if len(written) > MOST_TOML:
        raise InvalidValue(name, value, f"at most {MOST_TOML} characters are written")
    return written
