"""Change terms: what a merchant lets be changed after the sale, until when and at which fee.

Defaults are the most generous to the customer: everything that has not left, at any time, free.
"""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Hours, Length
from postsales.basics.events import Event
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.basics.rounding import Rounding
from postsales.basics.rules import Rule
from postsales.basics.selectors import class_names
from postsales.changes.case import ChangeCase
from postsales.changes.request import ChangeKind
from postsales.changes.rules import before_cut_off, day_to_come, may_change, not_left, whole_line
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.sale_window import within_window
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import check_length
from postsales.orders.terms import (
    InvalidTerms,
    exceptions,
    exceptions_to_nothing,
    further_rules,
    with_exceptions,
)
from postsales.orders.whereabouts import cut_offs, of_host

__all__ = ["ChangeTerms", "Changeable"]

_UTC = "UTC"


def _kinds(value: ChangeKind | str | Iterable[ChangeKind | str]) -> tuple[ChangeKind, ...]:
    return ChangeKind.read_all("kinds", value)


def _until(value: type[Event] | Iterable[type[Event]] | None) -> tuple[type[Event], ...]:
    return cut_offs(value)


@frozen(weakref_slot=False)
class Changeable:
    """Some kinds of change that are open, for which lines, until when and at which fee.

    ``until`` names further cut-offs: what has left cannot be changed in any case, so ``Shipped``
    need not be named. ``within`` is how long after the sale. The ``fee`` is owed once for a change,
    however many units it is of, and has all tax in.

    Raises:
        InvalidValue: no kind, or a fee below zero.

    Example:
        >>> from postsales import EUR
        >>> Changeable(["options", "fewer"], within=Hours(2), fee=EUR("3.00")).kinds
        (ChangeKind.FEWER, ChangeKind.OPTIONS)
    """

    kinds: tuple[ChangeKind, ...] = field(converter=_kinds)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    until: tuple[type[Event], ...] = field(
        default=(), converter=_until, repr=class_names, kw_only=True
    )
    within: Length | None = field(default=None, kw_only=True)
    fee: Money | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.kinds:
            raise InvalidValue("kinds", self.kinds, "name at least one kind of change")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if self.within is not None:
            check_length("within", self.within)
        if self.fee is not None:
            instance("fee", self.fee, Money, "a fee is an amount of money, such as EUR('3.00')")
            if self.fee.minor < 0:
                raise InvalidValue("fee", self.fee, "a fee is zero or more")


def _open(value: Iterable[Changeable]) -> tuple[Changeable, ...]:
    return several("changeable", value, Changeable, "what can be changed are Changeable objects")


def _rounding(value: Rounding | str) -> Rounding:
    return Rounding.read("rounding", value)


def _rules(value: "Iterable[Rule[ChangeCase]]") -> "tuple[Rule[ChangeCase], ...]":
    return further_rules(value)


_Exception = tuple[Rule[ChangeCase], Rule[ChangeCase]]


def _exceptions(value: "Iterable[_Exception]") -> "tuple[_Exception, ...]":
    return exceptions(value)


_ALL = (Changeable(tuple(ChangeKind)),)


@frozen(weakref_slot=False, kw_only=True)
class ChangeTerms:
    """A merchant's promise about changing a sale, run by ``changes.assess``.

    ``changeable`` says which kinds of change are open; of several that fit a line the first counts,
    and what none of them names cannot be changed. Without it everything can.

    Counting: ``Hours`` are elapsed time after the instant of the sale; other lengths count whole
    local days of ``zone`` after the day of the sale. A day on which it is to come is over with that
    day of ``zone``; without one, where it ends last on earth.

    Raises:
        InvalidTerms: days without a zone, exceptions to rules that the terms do not have.

    Example:
        >>> terms = ChangeTerms(
        ...     id="acme", version="1", changeable=[Changeable(["address"], within=Hours(12))]
        ... )
        >>> [rule.name for rule in terms.rules]
        ['not_left', 'may_change', 'before_cut_off', 'whole_line', 'day_to_come', 'within_window']
    """

    id: str
    version: str
    changeable: tuple[Changeable, ...] = field(default=(), converter=_open)
    zone: str | None = None
    rounding: Rounding = field(default=Rounding.HALF_UP, converter=_rounding)
    required: "tuple[Rule[ChangeCase], ...]" = field(default=(), converter=_rules)
    excepted: "tuple[_Exception, ...]" = field(default=(), converter=_exceptions)
    ref: TermsRef = field(init=False, eq=False, repr=False)
    counted_in: str = field(init=False, eq=False, repr=False)
    cut_offs: tuple[type[Event], ...] = field(init=False, eq=False, repr=False)
    rules: "tuple[Rule[ChangeCase], ...]" = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        if self.zone is not None:
            zone_key(self.zone)
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"change terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))
        object.__setattr__(self, "counted_in", self.zone or _UTC)
        named = (x for one in self.changeable for x in one.until)
        object.__setattr__(self, "cut_offs", tuple(dict.fromkeys(of_host(named))))
        object.__setattr__(self, "rules", with_exceptions(_plain(self), self.excepted))

    def requiring(self, *rules: "Rule[ChangeCase]") -> "ChangeTerms":
        """The same terms with further rules that must be met."""
        return evolve(self, required=(*self.required, *rules))

    def unless(self, rule: "Rule[ChangeCase]", exception: "Rule[ChangeCase]") -> "ChangeTerms":
        """The same terms with an exception that defeats one of their rules.

        Raises:
            InvalidTerms: the terms do not have the rule.
        """
        return evolve(self, excepted=(*self.excepted, (rule, exception)))

    def open_for(self, kind: ChangeKind, line: Line, order: Order) -> Changeable | None:
        """What holds for a kind of change of a line; None where it cannot be changed."""
        some = self.changeable or _ALL
        fit = (x for x in some if kind in x.kinds and x.applies_to.covers(line, order))
        return next(fit, None)


def _plain(terms: ChangeTerms) -> "tuple[Rule[ChangeCase], ...]":
    timed = (within_window,) if any(x.within is not None for x in terms.changeable) else ()
    always = (not_left, may_change, before_cut_off, whole_line, day_to_come)
    return cast("tuple[Rule[ChangeCase], ...]", (*always, *timed, *terms.required))


def _problems(terms: ChangeTerms) -> Iterable[str]:
    for one in terms.changeable if terms.zone is None else ():
        if one.within is not None and not isinstance(one.within, Hours):
            yield f"{one.within} are counted in local days, which needs a zone"
    same = Counter(terms.changeable)
    for one in (x for x, times in same.items() if times > 1):
        yield f"{', '.join(map(str, one.kinds))} stand in it twice in the same words"
    yield from exceptions_to_nothing(_plain(terms), terms.excepted)
