"""Return windows: how long may be returned, counted from which event, for what.

A window is for some lines, kinds of reason, askers and days of a season; so is what extends it.
"""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.choices import branches
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import Hours, Length, WorkingHours, WorkingLength
from postsales.basics.last_days import DAYS, LastDay, check_day, ordinary, starts_of
from postsales.basics.moments import iso_repr
from postsales.basics.rolls import Roll
from postsales.basics.selectors import First, Last, Selector
from postsales.orders._worked import check_any_length
from postsales.orders.parties import Asker
from postsales.orders.reasons import ReasonKind, reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.seasons import Season
from postsales.orders.starts import Since, Start, starts
from postsales.orders.terms import InvalidTerms

__all__ = ["Extension", "ReturnWindow", "Since", "StatedWindow", "check_scope", "is_for_all"]


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


def _askers(value: Asker | str | Iterable[Asker | str]) -> tuple[Asker, ...]:
    return Asker.read_all("for_askers", value)


def check_scope(applies_to: Scope | Everything, by: Citation | None) -> None:
    """A scope is one, and a source is a Citation."""
    instance("applies_to", applies_to, (Scope, Everything), A_SCOPE)
    check_source(by)


def _check(one: "Applying") -> None:
    check_scope(one.applies_to, one.by)
    if one.season is not None:
        instance("season", one.season, Season, "a season is a Season")


def is_for_all(one: "Applying") -> bool:
    """Is it for every return there is?"""
    limits = (one.for_reasons, one.for_askers, one.season)
    return one.applies_to == EVERYTHING and not any(limits)


@frozen(weakref_slot=False)
class ReturnWindow:
    """How long may be returned, counted from which event, for what.

    ``since`` names start events in order: the first that has happened counts. A class of events is
    that of each unit; ``First`` and ``Last`` are about all lines that the window is for. When none
    has happened, the terms say what holds. A special window is for the lines of a scope, for kinds
    of reason, for the buyer or whoever was given the goods, or for the days of a season; where it
    names none, it is for all.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start,
    and working days those that are worked by the terms' calendar, which also tells working hours;
    with a ``roll`` a last day that nobody works on moves to the next that is worked.

    Raises:
        InvalidValue: hours with a roll; a window without a start.

    Example:
        >>> from postsales import Days, Delivered, Shipped
        >>> ReturnWindow(Days(30), since=(Delivered, Since(Shipped, plus=Days(5)))).length
        Days(30)
    """

    length: Length | WorkingLength
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    roll: Roll | None = field(default=None, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(default=(), converter=reason_kinds, kw_only=True)
    for_askers: tuple[Asker, ...] = field(default=(), converter=_askers, kw_only=True)
    season: Season | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_any_length("length", self.length)
        _check(self)
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")
        if self.roll is not None:
            instance("roll", self.roll, Roll, "a roll is a Roll")
            if isinstance(self.length, Hours | WorkingHours):
                raise InvalidValue("roll", self.roll, "days roll, and hours do not")


_LATEST = date(2999, 12, 31)


def _until(value: date | str | None) -> date | None:
    return None if value is None else day("until", value)


@frozen(weakref_slot=False)
class Extension:
    """What lets windows end later: by some days, or with a day that is named.

    It makes no window shorter: one that ends after ``until`` anyhow is left as it is.

    Counting: ``plus`` is counted from the last day of the window, working days by the terms'
    calendar; ``until`` is the last day.

    Raises:
        InvalidTerms: neither or both of ``plus`` and ``until``.

    Example:
        >>> christmas = Season("2026-11-01", "2026-12-24")
        >>> Extension(until="2027-01-31", season=christmas).until
        datetime.date(2027, 1, 31)
    """

    plus: Length | WorkingLength | None = None
    until: date | None = field(default=None, converter=_until, repr=iso_repr, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(default=(), converter=reason_kinds, kw_only=True)
    for_askers: tuple[Asker, ...] = field(default=(), converter=_askers, kw_only=True)
    season: Season | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check(self)
        if (self.plus is None) == (self.until is None):
            raise InvalidTerms("extension", ["it says either how much later, or until which day"])
        if self.until is not None and self.until > _LATEST:
            raise InvalidValue("until", self.until.isoformat(), f"{_LATEST} at the latest")
        if self.plus is not None:
            check_any_length("plus", self.plus)


@frozen(weakref_slot=False)
class StatedWindow(ReturnWindow):
    """How long may be returned, where that takes more words than a length and a start.

    ``ends`` says which day is the last, in the parts of ``last_days``: a statute's way of counting,
    which a merchant's window rarely needs. It stands where any window does; its ``length``,
    ``since`` and ``roll`` are those of the ordinary count in it, to show and not to count with.

    Counting: local days of the terms' zone, to the end of the safe day.

    Example:
        >>> from postsales import Days, Delivered
        >>> from postsales.basics.last_days import Count
        >>> from postsales.basics.selectors import Last
        >>> StatedWindow(Count(Last(Delivered), Days(14))).length
        Days(14)
    """

    ends: LastDay
    length: Length | WorkingLength = field(init=False, eq=False, repr=False)
    since: tuple[Since, ...] = field(init=False, eq=False, repr=False)  # pyright: ignore[reportIncompatibleVariableOverride]
    roll: Roll | None = field(init=False, eq=False, repr=False)
    season: None = field(init=False, eq=False, repr=False, default=None)

    def __attrs_post_init__(self) -> None:
        says = "say which day is the last by Count(...) or Extended(...)"
        instance("ends", self.ends, DAYS, says)
        check_day("ends", self.ends)
        check_scope(self.applies_to, self.by)
        plain = ordinary(self.ends)
        if plain is None:
            raise InvalidValue(
                "ends", self.ends, "a window has a length", "say Count(start, Days(14))"
            )
        first, *_ = branches(plain.length)
        object.__setattr__(self, "length", first)
        object.__setattr__(self, "since", (_of_selector(next(starts_of(plain))),))
        object.__setattr__(self, "roll", plain.roll)


def _of_selector(one: Selector) -> Since:
    return Since(one if isinstance(one, First | Last) else one.event)


Applying = ReturnWindow | Extension
"""Something in return terms that is for some returns and not for others."""
