"""WIN: how days are counted, of a policy that follows terms of the library.

Rules of this file: a law asks the policy under other terms, so that a short list of windows meets
every day that goes wrong; what comes out is worked out here by the calendar alone.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import evolve, frozen
from hypothesis import strategies as st

from postsales.basics.durations import Days, Hours, WorkingHours
from postsales.basics.findings import MET, Finding, not_met
from postsales.basics.last_days import Count
from postsales.basics.rolls import Holidays, NonDays, Place, Roll
from postsales.basics.weekdays import Weekday
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind
from postsales.orders.scope import Scope
from postsales.returns.case import ReturnCase
from postsales.returns.request import ReturnRequest
from postsales.returns.rules import within_window
from postsales.returns.says import NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow, StatedWindow
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._given import (
    LENGTHS,
    clocks,
    one_parcel,
    parcel,
    plain,
    terms_of,
    wall,
)
from postsales.testing.strategies.clocks import TICK
from postsales.testing.strategies.scenes import edges, scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["COUNTING"]

_LIVE = (Flag.LIVE,)


def _changed(terms: ReturnTerms, change: Callable[[ReturnWindow], ReturnWindow]) -> ReturnTerms:
    """The same terms with every window changed."""
    special = [change(x) for x in terms.special_windows]
    return evolve(terms, window=change(terms.window), special_windows=special)


def _fewer(subject: "Subject", scene: Scene, terms: ReturnTerms, says: str) -> None:
    """Broken where other terms allow less of a line than those of the policy."""
    mine, other = subject.ask(scene), subject.under(terms).ask(scene)
    for line in scene.request.quantities:
        before, after = mine.allowed.get(line, 0), other.allowed.get(line, 0)
        if after < before:
            broken(f"{line!r} {says}", allowed_without=before, allowed_with=after)


@st.composite
def _with_days(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, in the last instant of a window as often as not, and a number of days."""
    scene = draw(scenes(subject))
    days = draw(st.sampled_from((1, 2, 7, 30)) | st.integers(1, 60))
    near = edges(subject, scene.order, scene.request)
    ends = [at - TICK for at in near if at > scene.order.placed_at]
    return evolve(scene, at=draw(st.sampled_from([scene.at, *ends])), others=(days,))


def _longer(subject: "Subject", scene: Scene) -> None:
    (more,) = scene.others

    def longer(window: ReturnWindow) -> ReturnWindow:
        if isinstance(window, StatedWindow):
            return evolve(window, ends=Count(window.ends, Days(more)))
        length: Any = evolve(window.length, count=window.length.count + more)
        return evolve(window, length=length)

    terms = _changed(terms_of(subject), longer)
    _fewer(subject, scene, terms, f"may come back less with {more} more in every window")


@st.composite
def _counted_scenes(draw: st.DrawFn, _: "Subject") -> Scene:
    count = draw(st.sampled_from((0, 1, 7, 14, 30, 100)))
    unit = draw(st.sampled_from(("days", "weeks")))
    zone, at = draw(clocks(back=count * (7 if unit == "weeks" else 1)))
    return one_parcel(at, others=(zone, unit, count))


@st.composite
def _months(draw: st.DrawFn, _: "Subject") -> Scene:
    zone, at = draw(clocks())
    unit, most = draw(st.sampled_from((("months", 25), ("years", 4))))
    return one_parcel(at, others=(zone, unit, draw(st.integers(1, most))))


def _last_day(start: date, unit: str, count: int) -> date:
    if unit in ("days", "weeks"):
        return start + timedelta(days=count * (7 if unit == "weeks" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "years" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _by_the_calendar(subject: "Subject", scene: Scene) -> None:
    zone, unit, count = scene.others
    answer = plain(subject, LENGTHS[unit](count), zone).ask(scene)
    ends_at = answer.ends_at.get("tee")
    here = ZoneInfo(zone)
    delivered = scene.at.astimezone(here)
    last = _last_day(delivered.date(), unit, count)
    if ends_at is None:
        broken("no end is told although the delivery is known", delivered=delivered.isoformat())
    # A day that the clocks leave out belongs to the last instant before it.
    if not (ends_at - TICK).astimezone(here).date() <= last < ends_at.astimezone(here).date():
        broken(
            f"{count} {unit} do not end with the last instant of their last day",
            zone=zone,
            delivered=delivered.isoformat(),
            last_day=last.isoformat(),
            ends_at=ends_at.astimezone(here).isoformat(),
        )


_FOLDS = (
    ("Europe/Berlin", "2026-10-25", 120),
    ("America/New_York", "2026-11-01", 60),
    ("Australia/Lord_Howe", "2026-04-05", 90),
    ("Africa/Cairo", "2026-10-29", 1380),
)


@st.composite
def _in_a_repeated_hour(draw: st.DrawFn, _: "Subject") -> Scene:
    """A window of hours that ends when the clocks show a time that they show twice."""
    zone, day, minute = draw(st.sampled_from(_FOLDS))
    ends_at = wall(zone, day, minute) + timedelta(minutes=draw(st.integers(1, 100)))
    hours = draw(st.sampled_from((1, 3, 24, 48, 720)))
    return one_parcel(ends_at - timedelta(hours=hours), others=(zone, hours))


def _repeated_hour(subject: "Subject", scene: Scene) -> None:
    zone, hours = scene.others
    found = plain(subject, Hours(hours), zone)
    here = ZoneInfo(zone)
    ends_at = scene.at + timedelta(hours=hours)
    before = (ends_at - timedelta(minutes=1)).astimezone(here)
    after = ends_at.astimezone(here)
    allowed = [found.ask(scene, at=at).allowed.get("tee", 0) for at in (before, after)]
    if allowed != [1, 0]:
        broken(
            f"{hours} hours after the delivery are not the end where the clocks are put back",
            delivered=scene.at.astimezone(here).isoformat(),
            a_minute_before_the_end=f"{before.isoformat()}: {allowed[0]} allowed",
            at_the_end=f"{after.isoformat()}: {allowed[1]} allowed",
        )


_DECEMBER = [date(2026, 12, day) for day in range(1, 32)]


@st.composite
def _with_holidays(draw: st.DrawFn, _: "Subject") -> Scene:
    day = draw(st.sampled_from(_DECEMBER[:20]))
    days = draw(st.sets(st.sampled_from(_DECEMBER), min_size=1, max_size=4))
    at = wall("Europe/Berlin", day.isoformat(), 720)
    return one_parcel(at, others=tuple(sorted(x.isoformat() for x in days)))


def _holidays(subject: "Subject", scene: Scene) -> None:
    *some, one = scene.others
    roll = Roll(NonDays([Weekday.SATURDAY, Weekday.SUNDAY], holidays=Place.MERCHANT))
    mine = plain(subject, Days(7), "Europe/Berlin")
    terms = _changed(terms_of(mine), lambda window: evolve(window, roll=roll))

    def end(days: list[str]) -> datetime | None:
        given = Holidays(days, since="2026-01-01", until="2027-12-31")
        found = mine.under(terms.observing({Place.MERCHANT: given}))
        return found.ask(scene).ends_at.get("tee")

    before, after = end(some), end([*some, one])
    if before is None or after is None or after < before:
        broken(
            f"the end comes earlier since {one} is a holiday, too",
            holidays=", ".join(some) or "none",
            ends_at=before,
            ends_with_the_holiday=after,
        )


@st.composite
def _two_lengths(draw: st.DrawFn, _: "Subject") -> Scene:
    first, second = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    zone, at = draw(clocks())
    days = draw(st.integers(0, 62))
    scene = one_parcel(at, others=(zone, first, second))
    return evolve(scene, at=at + timedelta(days=days))


def _either(subject: "Subject", scene: Scene) -> None:
    zone, *days = scene.others
    mine = plain(subject, Days(0), zone)
    goods = Scope(kind=LineKind.GOODS)
    windows = [ReturnWindow(Days(n), since=Delivered, applies_to=goods) for n in days]

    def allowed(*special: ReturnWindow) -> int:
        found = mine.under(evolve(terms_of(mine), special_windows=special))
        return found.ask(scene).allowed.get("tee", 0)

    alone, both = [allowed(x) for x in windows], allowed(*windows)
    if both != max(alone):
        broken(
            "two windows for the same goods do not answer as either of them",
            allowed_by_the_first=f"{alone[0]} ({days[0]} days)",
            allowed_by_the_second=f"{alone[1]} ({days[1]} days)",
            allowed_by_both=both,
        )


@st.composite
def _undelivered(draw: st.DrawFn, _: "Subject") -> Scene:
    zone, at = draw(clocks())
    days = draw(st.integers(0, 400))
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    others = (zone, draw(st.sampled_from(("refer", "open"))))
    return Scene(parcel(None, at), request, at + timedelta(days=days), others=others)


def _not_started(subject: "Subject", scene: Scene) -> None:
    zone, said = scene.others
    answer = plain(subject, Days(14), zone, not_started=NotStarted.read("said", said)).ask(scene)
    told = {"allowed": answer.allowed.get("tee", 0), "referred": answer.referred.get("tee", 0)}
    wanted = "allowed" if said == "open" else "referred"
    if told != {"allowed": 0, "referred": 0, wanted: 1}:
        broken(
            f"nobody knows of a delivery, so that the unit has to be {wanted}",
            shipped=scene.order.history[-1].at.isoformat(),
            asked_at=scene.at.isoformat(),
            **told,
            because=dict(answer.because),
        )


@frozen
class Extension:
    """An exception of the kit: so many days from the delivery on it is allowed all the same."""

    days: int

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Do the extra days still run?"""
        start = case.delivered_at
        over = start is None or case.at >= start + timedelta(days=self.days)
        return not_met("extension_over") if over else MET


def _never_shorter(subject: "Subject", scene: Scene) -> None:
    (days,) = scene.others
    terms = terms_of(subject)
    extended = terms.unless(within_window, Extension(days))
    _fewer(subject, scene, extended, f"may come back less with {days} days as an extension")
    weekend = Roll(NonDays([Weekday.SATURDAY, Weekday.SUNDAY]))

    def moving_on(window: ReturnWindow) -> ReturnWindow:
        stays = window.roll is not None or isinstance(window.length, Hours | WorkingHours)
        return window if stays else evolve(window, roll=weekend)

    rolled = _changed(terms, moving_on)
    _fewer(subject, scene, rolled, "may come back less when a last day at the weekend moves on")


COUNTING = (
    Law(
        "WIN-03",
        "longer-window",
        statement="With longer windows at least as much is allowed.",
        because="more days are a promise of more",
        catches="a slipped sign, or the shorter of two windows where the longer counts",
        scenes=_with_days,
        check=_longer,
        needs=_LIVE,
    ),
    Law(
        "WIN-06",
        "local-days",
        statement="Days are those of the terms' zone: the day of the delivery is day 0, and the"
        " last one counts to its end.",
        because="a day has 23 or 25 hours now and then, and it is not the same day everywhere",
        catches="30 times 24 hours, days of UTC, the day of the order, or a day too few",
        scenes=_counted_scenes,
        check=_by_the_calendar,
        needs=_LIVE,
    ),
    Law(
        "WIN-07",
        "repeated-hour",
        statement="Hours go by as they do, also where the clocks are put back.",
        because="of two instants that clocks show alike one is an hour later",
        catches="wall clocks compared in the hour that comes twice",
        scenes=_in_a_repeated_hour,
        check=_repeated_hour,
        needs=_LIVE,
    ),
    Law(
        "WIN-09",
        "one-more-holiday",
        statement="One more holiday never makes an end earlier.",
        because="a last day moves on over days on which nobody works, never back",
        catches="holidays taken off the days, or a roll to the day before",
        scenes=_with_holidays,
        check=_holidays,
        needs=_LIVE,
    ),
    Law(
        "WIN-10",
        "either-window",
        statement="Of several windows for the same goods, one that is open is enough.",
        because="a special window is a favour, and two favours are not less than one",
        catches="the first window that matches, or the shorter one",
        scenes=_two_lengths,
        check=_either,
        needs=_LIVE,
    ),
    Law(
        "WIN-11",
        "no-start-yet",
        statement="Without a known delivery it is neither too late nor in time: the terms say what"
        " holds, and if they say nothing a person decides.",
        because="what nobody knows is no reason for a no, nor for a yes",
        catches="a missing delivery that is read as 1970, or as now",
        scenes=_undelivered,
        check=_not_started,
        needs=_LIVE,
    ),
    Law(
        "WIN-12",
        "extension-extends",
        statement="An extension never shortens, however few its days, and a last day that moves"
        " never moves back.",
        because="an extension is given on top of what was promised",
        catches="an extension that replaces the window, or a roll to the day before",
        scenes=_with_days,
        check=_never_shorter,
        needs=_LIVE,
    ),
    Law(
        "WIN-14",
        "month-ends",
        statement="Months and years end on the same day of the month, or on its last where the"
        " day is missing.",
        because="a month after 31 January is in February",
        catches="a month that runs over into the next one, or one of 30 days",
        scenes=_months,
        check=_by_the_calendar,
        needs=_LIVE,
    ),
)
