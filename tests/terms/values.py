"""The values that stand in terms, field by field: what each decides, and values told apart."""

from collections.abc import Iterable
from itertools import chain

from attrs import evolve

from postsales import (
    EUR,
    Citation,
    Currency,
    Days,
    Delivered,
    Exclusion,
    ExtraDay,
    Fee,
    First,
    Holidays,
    Hours,
    Last,
    LineKind,
    Money,
    Months,
    NonDays,
    Per,
    Percent,
    Place,
    Placed,
    ReturnWindow,
    Roll,
    Scope,
    Shipped,
    Since,
    Trait,
    Weekday,
    Weeks,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    Years,
)
from postsales.basics.durations import Length, WorkingLength
from tests.terms.corpus import OFFICE, RETURNS, returned
from tests.terms.option import Answer, Options, decides, members, tells
from tests.terms.refunds import by_fee
from tests.terms.returns import CLOTHES, OFFICIAL, ONE, PARAGRAPH, by_exclusion, by_start, by_window


def by_scope(scope: Scope) -> Iterable[Answer]:
    """The answers by which lines an exclusion covers."""
    return by_exclusion(Exclusion("covered", applies_to=scope))


def by_length(length: Length | WorkingLength) -> Iterable[Answer]:
    """The answers by the length of a window."""
    return by_window(ReturnWindow(length, since=Delivered))


def by_source(source: Citation) -> Iterable[Answer]:
    """The answers by the source of an exclusion."""
    return by_exclusion(Exclusion("final_sale", applies_to=CLOTHES, by=source))


def by_amount(amount: Money | Percent) -> Iterable[Answer]:
    """The amounts by how much a fee is."""
    return by_fee(Fee("restocking", amount, per=Per.UNIT))


def by_currency(currency: Currency) -> Iterable[Answer]:
    """The amounts by the currency of a fee."""
    return by_amount(Money(495, currency))


def by_roll(roll: Roll) -> Iterable[Answer]:
    """The answers by over which days the last day moves."""
    return by_window(ReturnWindow(Days(7), since=Delivered, roll=roll))


def by_non_days(days: NonDays) -> Iterable[Answer]:
    """The answers by what days nobody works on, where one place has a holiday."""
    windows = [ReturnWindow(Days(7 + n), since=Delivered, roll=Roll(days)) for n in range(7)]
    some = [evolve(RETURNS, window=x, holidays={Place.CUSTOMER: ONE}) for x in windows]
    return chain.from_iterable(zip(*[returned(x) for x in some], strict=True))


TWELFTH = ExtraDay(month=3, day=12)


def by_extra_day(one: ExtraDay) -> Iterable[Answer]:
    """The answers by a day that recurs."""
    return by_non_days(NonDays(["wednesday"], extra=[one]))


def by_holidays(holidays: Holidays) -> Iterable[Answer]:
    """The answers by the holidays of the customer's place."""
    window = ReturnWindow(Days(7), since=Delivered, roll=OFFICIAL)
    return returned(evolve(RETURNS, window=window, holidays={Place.CUSTOMER: holidays}))


def by_calendar(calendar: WorkCalendar) -> Iterable[Answer]:
    """The answers by when somebody is at work, of windows in working days and in working hours."""
    windows = [ReturnWindow(x, since=Delivered) for x in (WorkingDays(5), WorkingHours(20))]
    some = [evolve(RETURNS, window=x, calendar=calendar) for x in windows]
    return chain.from_iterable(zip(*[returned(x) for x in some], strict=True))


def by_selected(event: First | Last) -> Iterable[Answer]:
    """The answers by what starts the window."""
    return by_start(Since(event))


LENGTHS: dict[type[Days | Weeks | Months | Years | Hours | WorkingDays | WorkingHours], str] = {
    Days: "how many local days after the day of the start",
    Weeks: "how many weeks, to the same day of the week",
    Months: "how many months, to the same day of the month or its last one",
    Years: "how many years, to the same date; 29 February becomes the 28th",
    Hours: "how many hours of elapsed time, whatever the clocks do",
    WorkingDays: "how many days on which a shift begins, after the day of the start",
    WorkingHours: "how many hours elapse while the calendar is open; as text also `9.5`",
}

OPTIONS = (
    Options(
        Roll,
        Roll(NonDays(["wednesday"])),
        by_roll,
        (
            decides("over", "the days that it moves over, as `NonDays`", NonDays(["thursday"])),
            tells("by", "which source is cited for it", PARAGRAPH),
        ),
    ),
    Options(
        NonDays,
        NonDays(["wednesday"]),
        by_non_days,
        (
            decides(
                "weekdays",
                f"which days of the week: {members(Weekday)}",
                *([day, another] for day, another in zip(Weekday, [*Weekday][1:], strict=False)),
            ),
            decides("holidays", f"the holidays of which place: {members(Place)}", *Place),
            decides("extra", "further days, each an `ExtraDay` that recurs", (TWELFTH,)),
        ),
    ),
    Options(
        ExtraDay,
        TWELFTH,
        by_extra_day,
        (
            decides("month", "the month of a date", 4),
            decides("day", "the day of a date", 13, 16),
            decides(
                "weekday",
                f"the first such day of the week from that date on: {members(Weekday)}",
                *Weekday,
                alike=((None, Weekday.THURSDAY),),
            ),
            decides(
                "easter",
                "so many days after Easter Sunday instead; below zero before it, from -80 to 180",
                -23,
                base=ExtraDay(easter=-24),
            ),
            decides("since", "the first year in which it is one", 2027),
            decides("until", "the last year in which it is one", 2025),
        ),
    ),
    Options(
        Holidays,
        Holidays(["2026-03-19"], since="2026-03-01", until="2026-03-31"),
        by_holidays,
        (
            decides("days", "the holidays", ["2026-03-11"], []),
            decides("since", "the first day for which they are known", "2026-03-12"),
            decides("until", "the last day for which they are known", "2026-03-19"),
        ),
    ),
    Options(
        WorkCalendar,
        OFFICE,
        by_calendar,
        (
            decides("zone", "whose clocks the hours are told by", "Asia/Tokyo"),
            decides(
                "hours",
                "what is open on which days of the week, such as "
                '`{"Mon-Fri": "09:00-12:00, 13:00-17:00"}`; a shift may run over midnight',
                {"Mon-Sat": "09:00-17:00"},
                {"Mon-Fri": "09:00-12:00, 13:00-17:00"},
                {"Mon-Fri": "22:00-06:00"},
            ),
            decides(
                "exceptions",
                'the days with other hours, such as `{"2026-12-24": "closed"}`',
                {"2026-03-09": "closed"},
                {"2026-03-08": "10:00-12:00"},
            ),
            decides(
                "holidays",
                "the holidays, which are closed, and of which days they are known; without them "
                "all days are as the week says",
                Holidays(["2026-03-09"], since="2026-01-01", until="2026-12-31"),
                Holidays([], since="2026-01-01", until="2026-03-06"),
            ),
        ),
    ),
    *(
        Options(
            kind,
            kind(Delivered),
            by_selected,
            (
                decides("event", f"the {which} of which class of events", Shipped, Placed),
                tells("by", "which source is cited for it", PARAGRAPH),
            ),
        )
        for kind, which in ((First, "first"), (Last, "last"))
    ),
    Options(
        Scope,
        Scope(tag="sold"),
        by_scope,
        (
            decides("category", "which categories, in your words", "clothes", "shoes"),
            decides("sku", "which articles, by your numbers", "TEE-1", "B-7"),
            decides("tag", "which of your tags, of which a line can have several", "new", "old"),
            decides("trait", f"which traits: {members(Trait)}", *Trait),
            decides("kind", f"which kinds of thing: {members(LineKind)}", *LineKind),
            decides("market", "which markets an order is of", "DE", "FR", "AT"),
            decides("channel", "which channels an order came by", "web", "shop", "fair"),
            decides("tier", "which tiers a customer is in", "gold", "silver", "none"),
        ),
    ),
    *(
        Options(
            kind,
            kind(2),
            by_length,
            (decides("count", sentence, 1, 3),),
        )
        for kind, sentence in LENGTHS.items()
    ),
    Options(
        Percent,
        Percent("15"),
        by_amount,
        (decides("value", "how many parts of a hundred, as text or a Decimal", "20", "12.5"),),
    ),
    Options(
        Money,
        EUR("4.95"),
        by_amount,
        (
            decides("minor", "how many cents, or what the currency has in their place", 500),
            decides(
                "currency", "of which currency; an order pays in its own only", Currency("USD")
            ),
        ),
    ),
    Options(
        Currency,
        EUR,
        by_currency,
        (
            decides("code", "which currency it is, by ISO 4217 or a code of your own", "USD"),
            decides("exponent", "how many decimals it counts, if not those of ISO 4217", 3),
        ),
    ),
    Options(
        Citation,
        Citation("terms of sale"),
        by_source,
        (
            tells("instrument", "which act or contract says so", "house rules"),
            tells("article", "where in it", "§ 4"),
            tells("text", "which version of it was read", "as of 2026"),
            tells(
                "checked_on",
                "on which day somebody read it; else it is told as unverified",
                "2026-03-01",
            ),
        ),
    ),
)
