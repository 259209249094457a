"""Values as plain data: orders, requests and terms, field by field.

Rules of this file: a field that says nothing is left out, as it is in digests; what is written is
read as the same value. Events are told by name, and so are the classes of events in terms.
"""

import attrs

from postsales.basics._plain import plain
from postsales.basics.digests import telling
from postsales.basics.durations import Length, Minutes, WorkingLength, WorkingMinutes
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.selectors import First, Last
from postsales.orders.scope import Everything
from postsales.orders.starts import Since
from postsales.wire._events import SELECTORS, event_name, is_event_class

__all__ = ["plain_facts", "plain_terms"]

_TEXTS = Money | Percent | Length | Minutes | WorkingLength | WorkingMinutes


def plain_facts(value: object) -> object:
    """An order or a request as plain data; amounts are objects.

    Example:
        >>> from postsales import Happened
        >>> plain_facts(Happened("called", at="2026-03-06T11:30Z"))
        {'event': 'happened', 'at': '2026-03-06T11:30:00+00:00', 'kind': 'called'}
    """
    return plain(value, _fact)


def plain_terms(value: object) -> object:
    """Terms as plain data; amounts are text, and a start is an event alone where that says it all.

    Example:
        >>> from postsales import EUR, Days, Delivered
        >>> plain_terms((EUR("4.95"), Since(Delivered), Days(30)))
        ['4.95 EUR', 'delivered', '30 days']
    """
    return plain(value, _term)


def _fact(value: object) -> object:
    if is_event_class(value):
        return event_name(value)
    if isinstance(value, Event):
        return {"event": event_name(type(value)), **telling(value)}
    if isinstance(value, _TEXTS) or not attrs.has(type(value)):
        return value
    return telling(value)


def _term(value: object) -> object:
    if isinstance(value, Money) and value.currency.is_standard:
        return f"{value.amount} {value.currency}"
    if isinstance(value, Everything):
        return "everything"
    if isinstance(value, Since) and value == Since(value.event):
        return _term(value.event)
    if isinstance(value, First | Last):
        name = next(name for name, cls in SELECTORS.items() if isinstance(value, cls))
        return {name: value.event, **({} if value.by is None else {"by": value.by})}
    return _fact(value)
