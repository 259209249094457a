"""Mistakes about until when."""

from datetime import UTC, timedelta

from attrs import evolve

from postsales import (
    Days,
    Delivered,
    Hours,
    Months,
    Order,
    Placed,
    ReturnTerms,
    ReturnWindow,
    Years,
)
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad, asked, nothing

DAY = timedelta(days=1)


def told_end(good: Policy, scene: Scene, moved: timedelta) -> Answer:
    """The end that is told is another one than the real one."""
    answer = asked(good, scene)
    return evolve(answer, ends_at={k: x + moved for k, x in answer.ends_at.items()})


def a_second_off(good: Policy, scene: Scene) -> Answer:
    """The end that is told is a second before the real one: 23:59:59."""
    return told_end(good, scene, timedelta(seconds=-1))


def end_included(good: Policy, scene: Scene) -> Answer:
    """At the end that is told it is still allowed: `<=` where `<` was meant."""
    answer = asked(good, scene)
    before = asked(good, evolve(scene, at=scene.at - timedelta(microseconds=1)))
    return before if scene.at in before.ends_at.values() else answer


def end_included_twice(good: Policy, scene: Scene) -> Answer:
    """The last day is counted to its end, and then one more: the end told is a day late."""
    return told_end(good, scene, DAY)


def from_now(good: Policy, scene: Scene) -> Answer:
    """Thirty days, counted from the instant of the question."""
    answer = asked(good, scene)
    return evolve(answer, ends_at=dict.fromkeys(answer.allowed, scene.at + 30 * DAY))


def end_of_the_month(good: Policy, scene: Scene) -> Answer:
    """Whoever asks gets the end of the running month told."""
    answer = asked(good, scene)
    following = (scene.at.replace(day=28) + 4 * DAY).replace(day=1)
    end = following.replace(hour=0, minute=0, second=0, microsecond=0)
    return evolve(answer, ends_at=dict.fromkeys(answer.ends_at, end))


def shut_at_weekends(good: Policy, scene: Scene) -> Answer:
    """Nobody is there on Saturdays and Sundays, so the window is not open."""
    return nothing(scene) if scene.at.weekday() > 4 else asked(good, scene)


def transit_taken_off(good: Policy, scene: Scene) -> Answer:
    """The days in transit are taken off the window instead of added to it."""
    deliveries = [x.at for x in scene.order.history if isinstance(x, Delivered)]
    known = [at for at in deliveries if at <= scene.at]
    transit = max(known) - scene.order.placed_at if known else timedelta(0)
    return asked(good, evolve(scene.as_known(), at=scene.at + 3 * transit))


def wall_clock(good: Policy, scene: Scene) -> Answer:
    """The zone of the question is thrown away: what its clock shows is read as UTC."""
    return asked(good, evolve(scene, at=scene.at.replace(tzinfo=UTC)))


def open_at_night(good: Policy, scene: Scene) -> Answer:
    """Too late is worked out by the hour of the day alone."""
    answer = asked(good, scene)
    return answer if scene.at.hour < 12 else nothing(scene)


def undelivered(order: Order) -> bool:
    """Does nobody know of a delivery?"""
    return not any(isinstance(x, Delivered) for x in order.history)


def missing_is_epoch(good: Policy, scene: Scene) -> Answer:
    """A missing delivery is read as 1970: much too late."""
    return nothing(scene, "window_closed") if undelivered(scene.order) else asked(good, scene)


def missing_is_yes(good: Policy, scene: Scene) -> Answer:
    """A missing delivery is read as now: in time."""
    if undelivered(scene.order):
        return Answer(allowed=scene.request.quantities)
    return asked(good, scene)


def with_length(terms: ReturnTerms, length: Days | Hours) -> ReturnTerms:
    """The same terms with another length of the standard window."""
    return evolve(terms, window=evolve(terms.window, length=length, roll=None))


def sign_slip(terms: ReturnTerms) -> ReturnTerms:
    """Every window is measured from the far end: sixty days less what was promised."""
    count = int(terms.window.length.count)
    return with_length(terms, Days(max(0, 60 - count)))


def times_24_hours(terms: ReturnTerms) -> ReturnTerms:
    """Thirty days are 30 times 24 hours."""
    if not isinstance(terms.window.length, Days):
        return terms
    return with_length(terms, Hours(24 * terms.window.length.count))


def days_of_utc(terms: ReturnTerms) -> ReturnTerms:
    """Days are counted where the server is."""
    return evolve(terms, zone="UTC")


def since_the_order(terms: ReturnTerms) -> ReturnTerms:
    """The days are counted from the sale, not from the delivery."""
    return evolve(terms, window=evolve(terms.window, since=Placed))


def a_day_too_few(terms: ReturnTerms) -> ReturnTerms:
    """The day of the delivery is counted as the first."""
    length = terms.window.length
    return evolve(
        terms,
        window=evolve(terms.window, length=evolve(length, count=max(0, int(length.count) - 1))),
    )


def an_hour_twice(good: Policy, scene: Scene) -> Answer:
    """What clocks show is compared, so the hour that comes twice counts once."""
    seen = scene.at.replace(fold=0).astimezone(UTC)
    return asked(good, evolve(scene, at=seen))


def months_of_30_days(terms: ReturnTerms) -> ReturnTerms:
    """A month is thirty days, and a year 365."""
    length = terms.window.length
    if isinstance(length, Months):
        return with_length(terms, Days(30 * length.count))
    return with_length(terms, Days(365 * length.count)) if isinstance(length, Years) else terms


def holidays_taken_off(terms: ReturnTerms) -> ReturnTerms:
    """Every holiday that is known makes the window a day shorter."""
    off = sum(len(x.days) for x in terms.holidays.values())
    return with_length(terms, Days(max(0, int(terms.window.length.count) - off)))


def first_window(terms: ReturnTerms) -> ReturnTerms:
    """Of several windows the first one counts."""
    return evolve(terms, special_windows=terms.special_windows[:1])


def replaced_by_the_extension(terms: ReturnTerms) -> ReturnTerms:
    """An extension takes the place of the window."""
    days = [x.days for _, x in terms.excepted if hasattr(x, "days")]
    if not days:
        return terms
    window = ReturnWindow(Days(days[0]), since=terms.window.since)
    return evolve(terms, window=window, special_windows=(), excepted=())


def rolled_back(terms: ReturnTerms) -> ReturnTerms:
    """A last day that nobody works on moves to the day before."""
    return a_day_too_few(terms) if terms.window.roll is not None else terms


def next_year_with_a_no(good: Policy, scene: Scene) -> Answer:
    """Whoever is too late is told an end a year later: the sort picks the wrong window."""
    answer = asked(good, scene)
    late = {k: x + 365 * DAY for k, x in answer.ends_at.items() if k not in answer.allowed}
    return evolve(answer, ends_at={**answer.ends_at, **late})


BAD = (
    Bad("a second off", "WIN-01", a_second_off),
    Bad("the end included", "WIN-01", end_included),
    Bad("the end included twice", "WIN-01", end_included_twice),
    Bad("a window relative to now", "WIN-01", from_now),
    Bad("a hole on weekends", "WIN-02", shut_at_weekends),
    Bad("a slipped sign", "WIN-03", reads=sign_slip),
    Bad("days in transit taken off", "WIN-04", transit_taken_off),
    Bad("wall clocks compared", "WIN-05", wall_clock),
    Bad("wall clocks compared, and no end told", "WIN-05", wall_clock, of="a function"),
    Bad("30 times 24 hours", "WIN-06", reads=times_24_hours),
    Bad("days counted in UTC", "WIN-06", reads=days_of_utc),
    Bad("the order date instead of the delivery", "WIN-06", reads=since_the_order),
    Bad("a day too few", "WIN-06", reads=a_day_too_few),
    Bad("an hour that comes twice counted once", "WIN-07", an_hour_twice),
    Bad("holidays taken off the days", "WIN-09", reads=holidays_taken_off),
    Bad("the first window that matches", "WIN-10", reads=first_window),
    Bad("a missing delivery as 1970", "WIN-11", missing_is_epoch),
    Bad("a missing delivery as yes", "WIN-11", missing_is_yes),
    Bad("an extension that replaces", "WIN-12", reads=replaced_by_the_extension),
    Bad("a roll to the day before", "WIN-12", reads=rolled_back),
    Bad("open by the hour of the day", "WIN-13", open_at_night),
    Bad("an end that moves with every question", "WIN-13", end_of_the_month),
    Bad("another end with a no", "WIN-13", next_year_with_a_no),
    Bad("months of 30 days", "WIN-14", reads=months_of_30_days),
)
