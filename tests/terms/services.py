"""The options of subscriptions and appointments: what each decides, and values told apart."""

from collections.abc import Iterable
from itertools import product

from attrs import evolve

from postsales import (
    EUR,
    Appointment,
    AppointmentTerms,
    Days,
    Hours,
    LateFee,
    Months,
    NoticeTo,
    Percent,
    Subscription,
    SubscriptionTerms,
    Unused,
    Weeks,
    Years,
    appointments,
    subscriptions,
)
from tests.terms.corpus import BERLIN
from tests.terms.option import Answer, Options, decides, members, names

PLAIN = SubscriptionTerms(id="gym", version="1", zone=BERLIN)
SUBSCRIPTIONS = (
    Subscription("2026-01-15", renews=Months(1)),
    Subscription("2026-03-02", renews=Weeks(1)),
)
INSTANTS = ("2026-03-10T12:00Z", "2026-03-14T23:30Z", "2026-03-20T12:00Z")


def ended(terms: SubscriptionTerms) -> Iterable[Answer]:
    """When subscriptions end that are cancelled."""
    for subscription, at in product(SUBSCRIPTIONS, INSTANTS):
        end = subscriptions.assess(subscription, terms, at=at)
        by = None if end.notice_by is None else end.notice_by.ends_at
        decided = (end.outcome, end.ends_on, end.notice_runs_to, by, end.paid_until)
        yield Answer(decided, told=(), named=(end.terms.id, end.terms.version))


LATE = LateFee(Hours(24), fee=Percent("50"))
SALON = AppointmentTerms(id="salon", version="1", zone=BERLIN)
BY_DAYS = evolve(SALON, late=[LateFee(Days(2), fee=Percent("50"))])
CUT = Appointment("haircut", starts_at="2026-03-13T13:00Z")
TIMES = (
    "2026-03-05T12:00Z",
    "2026-03-06T12:00Z",
    "2026-03-06T23:30Z",
    "2026-03-11T12:00Z",
    "2026-03-11T23:30Z",
    "2026-03-12T12:00Z",
    "2026-03-12T14:00Z",
    "2026-03-13T12:59Z",
    "2026-03-13T13:00Z",
)


def called_off(terms: AppointmentTerms) -> Iterable[Answer]:
    """What it costs to call an appointment off."""
    for at in TIMES:
        x = appointments.assess(CUT, terms, at=at)
        named = (x.terms.id, x.terms.version)
        yield Answer((x.outcome, x.fee), told=(x.changes_at,), named=named)


def by_fee(late: LateFee) -> Iterable[Answer]:
    """What comes of a late fee."""
    return called_off(evolve(SALON, late=[late]))


OPTIONS = (
    Options(
        SubscriptionTerms,
        PLAIN,
        ended,
        (
            names("id", "what the terms are called; every answer names them", "other"),
            names("version", "which edition of them it is; every answer names it", "2"),
            decides("zone", "whose local days are counted", "UTC"),
            decides(
                "notice",
                "how long before the end it has to be given; the day it is given is day 0",
                Days(14),
                Weeks(3),
                Months(1),
                Years(1),
            ),
            decides("to", f"to which day: {members(NoticeTo)}", NoticeTo.PERIOD_END),
            decides(
                "minimum",
                "how long it runs at least, from its first day on",
                Days(90),
                Weeks(20),
                Months(6),
                Years(1),
            ),
            decides(
                "unused",
                f"what of the last period is paid back: {members(Unused)}",
                Unused.KEPT,
            ),
        ),
    ),
    Options(
        AppointmentTerms,
        SALON,
        called_off,
        (
            names("id", "what the terms are called; every answer names them", "other"),
            names("version", "which edition of them it is; every answer names it", "2"),
            decides(
                "late",
                "which fees there are for calling off late, as `LateFee`s; of those that hold, the "
                "one that began last",
                [LATE],
                [LATE, LateFee(Hours(1), fee=Percent("80"))],
            ),
            decides(
                "no_show",
                "the fee from the start on: an amount, or a share of what the line was to cost",
                Percent("100"),
                EUR("20.00"),
            ),
            decides(
                "zone",
                "where the days of a late fee are counted; `Hours` need none",
                "UTC",
                base=BY_DAYS,
            ),
        ),
    ),
    Options(
        LateFee,
        LATE,
        by_fee,
        (
            decides(
                "before",
                "later than how long before the start; `Hours` are elapsed time, others whole "
                "local days",
                Hours(1),
                Days(2),
                Weeks(1),
            ),
            decides(
                "fee",
                "an amount, or a share of what the line was to cost, never more than was paid",
                Percent("80"),
                EUR("20.00"),
            ),
        ),
    ),
)
