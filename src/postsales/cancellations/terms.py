"""Cancellation terms: until when a merchant lets a sale be called off, as data.

Defaults are the most generous to the customer: everything that has not arrived, at any time.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, field, frozen

from postsales.basics._checks import text
from postsales.basics.calendars import WorkCalendar
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Hours, Length, WorkingHours, WorkingLength
from postsales.basics.events import Event
from postsales.basics.moments import zone_key
from postsales.basics.quantities import FrozenMap
from postsales.basics.rules import Rule
from postsales.basics.selectors import class_names
from postsales.cancellations.case import CancellationCase
from postsales.cancellations.rules import before_cut_off, cancellable, within_window
from postsales.orders._worked import check_any_length, check_calendar, without_calendar
from postsales.orders.reasons import ReasonKind
from postsales.orders.terms import (
    OWN_WORDS,
    InvalidTerms,
    exceptions,
    exceptions_to_nothing,
    further_rules,
    reason_known,
    with_exceptions,
    words_for_reasons,
)
from postsales.orders.whereabouts import cut_offs, of_host

__all__ = ["CancellationTerms"]

_UTC = "UTC"


def _until(value: type[Event] | Iterable[type[Event]] | None) -> tuple[type[Event], ...]:
    return cut_offs(value)


def _reasons(value: Mapping[str, ReasonKind]) -> FrozenMap[str, ReasonKind]:
    return words_for_reasons(value)


def _rules(value: "Iterable[Rule[CancellationCase]]") -> "tuple[Rule[CancellationCase], ...]":
    return further_rules(value)


_Exception = tuple[Rule[CancellationCase], Rule[CancellationCase]]


def _exceptions(value: "Iterable[_Exception]") -> "tuple[_Exception, ...]":
    return exceptions(value)


_ANY_WORD: FrozenMap[str, ReasonKind] = FrozenMap({})


@frozen(weakref_slot=False, kw_only=True)
class CancellationTerms:
    """A merchant's promise about calling off a sale, run by ``cancellations.assess``.

    ``until`` names the cut-off, or several: units that one of them has happened to can no longer be
    called off. ``Shipped`` and ``Delivered`` are those of each unit's own parcel; an event of the
    host's own is about the units that it names in ``units``, or about the whole order. What was
    delivered is returned and never cancelled, so no cut-off means: until it is delivered.

    ``within`` is how long after the sale; ``calendar`` is what working time is counted in.
    ``reasons`` says what kind each of the customer's words is, and refers any other word; without
    it every word will do.

    Counting: ``Hours`` are elapsed time after the instant of the sale, ``WorkingHours`` that time
    while the calendar is open; other lengths count whole local days of ``zone`` after the day of
    the sale, ``WorkingDays`` those that are worked.

    Raises:
        InvalidTerms: days without a zone, working time without a calendar, exceptions to rules that
            the terms do not have.

    Example:
        >>> from postsales import Shipped
        >>> terms = CancellationTerms(id="acme", version="1", until=Shipped, within=Hours(12))
        >>> [rule.name for rule in terms.rules]
        ['cancellable', 'before_cut_off', 'within_window']
    """

    id: str
    version: str
    until: tuple[type[Event], ...] = field(default=(), converter=_until, repr=class_names)
    within: Length | WorkingLength | None = None
    zone: str | None = None
    calendar: WorkCalendar | None = None
    reasons: FrozenMap[str, ReasonKind] = field(default=_ANY_WORD, converter=_reasons)
    required: "tuple[Rule[CancellationCase], ...]" = field(default=(), converter=_rules)
    excepted: "tuple[_Exception, ...]" = field(default=(), converter=_exceptions)
    ref: TermsRef = field(init=False, eq=False, repr=False)
    counted_in: str = field(init=False, eq=False, repr=False)
    cut_offs: tuple[type[Event], ...] = field(init=False, eq=False, repr=False)
    rules: "tuple[Rule[CancellationCase], ...]" = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        if self.within is not None:
            check_any_length("within", self.within)
        check_calendar(self.calendar)
        if self.zone is not None:
            zone_key(self.zone)
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"cancellation terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))
        object.__setattr__(self, "counted_in", self.zone or _UTC)
        object.__setattr__(self, "cut_offs", of_host(self.until))
        object.__setattr__(self, "rules", with_exceptions(_plain(self), self.excepted))

    def requiring(self, *rules: "Rule[CancellationCase]") -> "CancellationTerms":
        """The same terms with further rules that must be met."""
        return evolve(self, required=(*self.required, *rules))

    def unless(
        self, rule: "Rule[CancellationCase]", exception: "Rule[CancellationCase]"
    ) -> "CancellationTerms":
        """The same terms with an exception that defeats one of their rules.

        Raises:
            InvalidTerms: the terms do not have the rule.
        """
        return evolve(self, excepted=(*self.excepted, (rule, exception)))

    def kind_of(self, reason: str) -> ReasonKind:
        """Whose doing is it, by the customer's word?"""
        if self.reasons:
            return self.reasons.get(reason, ReasonKind.OTHER)
        return OWN_WORDS.get(reason, ReasonKind.OTHER)


def _plain(terms: CancellationTerms) -> "tuple[Rule[CancellationCase], ...]":
    known = (reason_known,) if terms.reasons else ()
    timed = (within_window,) if terms.within is not None else ()
    always = (cancellable, before_cut_off)
    return cast("tuple[Rule[CancellationCase], ...]", (*always, *known, *timed, *terms.required))


def _problems(terms: CancellationTerms) -> Iterable[str]:
    in_days = terms.within is not None and not isinstance(terms.within, Hours | WorkingHours)
    if in_days and terms.zone is None:
        yield f"{terms.within} are counted in local days, which needs a zone"
    yield from without_calendar(terms.calendar, [terms.within])
    yield from exceptions_to_nothing(_plain(terms), terms.excepted)
