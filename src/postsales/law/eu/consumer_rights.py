"""Directive 2011/83/EU on consumer rights: the right of withdrawal, Articles 9 to 16.

Whom it concerns: consumers who buy goods from a trader at a distance or away from business
premises. That the buyer is a consumer and the contract such a one is for the caller to know.

What it says: 14 days from the day on which the consumer has the last good of one order; before that
the consumer may withdraw as well. A notice is in time when it was sent in time. Days are counted by
Regulation 1182/71: the day of the event does not count, and a last day on a Saturday, Sunday or
public holiday moves to the next working day.

Left out: services, digital content, subscriptions and other lines that are no goods, which are
referred; late or missing information on the right (it is taken to have been given in time, so the
period can only be longer); the exceptions of Article 16 other than goods made to order and goods
that spoil; the longer period after visits at home that some states have; money (Article 13) and the
costs of sending back (Article 14).
"""

from postsales.basics.citations import Citation
from postsales.basics.durations import Days
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.selectors import Last
from postsales.basics.weekdays import Weekday
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind, Trait
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Scope
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import ReturnWindow

__all__ = ["withdrawal"]

_DIRECTIVE = "Directive 2011/83/EU"
_REGULATION = "Regulation (EEC, Euratom) 1182/71"
_READ_ON = "2026-11-21"

_PERIOD = Citation(_DIRECTIVE, "Art. 9(1)", checked_on=_READ_ON)
_LAST_GOOD = Citation(_DIRECTIVE, "Art. 9(2)(b)(i)", checked_on=_READ_ON)
_NEXT_WORKING_DAY = Citation(_REGULATION, "Art. 3(4)", checked_on=_READ_ON)

# The right asks for no reason, so its exceptions do not either: a fault is a matter of other law.
_WHATEVER_IT_IS = tuple(ReasonKind)

_NO_WORKING_DAY = NonDays([Weekday.SATURDAY, Weekday.SUNDAY], holidays=Place.CUSTOMER)

withdrawal: ReturnTerms = ReturnTerms(
    id="EU.withdrawal",
    version="2011/83/EU, in force on 2026-11-21",
    zone=Place.CUSTOMER,
    applies_to=Scope(kind=LineKind.GOODS),
    window=ReturnWindow(
        Days(14),
        since=Last(Delivered, by=_LAST_GOOD),
        roll=Roll(_NO_WORKING_DAY, by=_NEXT_WORKING_DAY),
        by=_PERIOD,
    ),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    forms=[NoticeForm.STATEMENT],
    exclusions=[
        Exclusion(
            "made_to_order",
            applies_to=Scope(trait=Trait.MADE_TO_ORDER),
            for_reasons=_WHATEVER_IT_IS,
            by=Citation(_DIRECTIVE, "Art. 16(c)"),
        ),
        Exclusion(
            "perishable",
            applies_to=Scope(trait=Trait.PERISHABLE),
            for_reasons=_WHATEVER_IT_IS,
            by=Citation(_DIRECTIVE, "Art. 16(d)"),
        ),
    ],
)
"""The right to withdraw from a purchase of goods, run by ``returns.assess``.

Example:
    >>> from postsales import EUR, Customer, Line, Order, ReturnRequest, returns
    >>> order = Order(
    ...     id="1001", placed_at="2026-03-02T10:15+01:00",
    ...     customer=Customer(id="C-7", zone="Europe/Berlin"),
    ...     lines=[
    ...         Line("tee", quantity=1, total=EUR("20.00")),
    ...         Line("lamp", quantity=1, total=EUR("89.00")),
    ...     ],
    ...     history=[
    ...         Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
    ...         Delivered({"lamp": 1}, at="2026-03-09T11:00+01:00"),
    ...     ],
    ... )
    >>> tee = ReturnRequest.of({"tee": 1}, reason="remorse")
    >>> decision = returns.assess(order, tee, withdrawal, at="2026-03-20T09:00+01:00")
    >>> decision.outcome, decision.item("tee").deadline.last_day.isoformat()
    (Outcome.ALLOWED, '2026-03-23')
"""
