"""One engine for follow-up, support clock and dunning, and what spans plans comes second."""

from attrs import frozen

from postsales import (
    Action,
    CatchUp,
    ContactRules,
    Days,
    Defer,
    Delivered,
    Drop,
    During,
    Event,
    First,
    Last,
    Oldest,
    Plan,
    QuietHours,
    Refunded,
    ReturnClosed,
    ReturnRequested,
    Send,
    SuppressWhile,
    Target,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    contacts,
    schedules,
)
from postsales.basics.moments import instant


@frozen
class Wrote(Event):
    """The customer wrote."""


@frozen
class Replied(Event):
    """Somebody of ours replied."""


@frozen
class Asked(Event):
    """We asked the customer."""


@frozen
class Answered(Event):
    """The customer answered."""


@frozen
class FellDue(Event):
    """An invoice fell due."""


@frozen
class Settled(Event):
    """It was paid."""


@frozen
class Disputed(Event):
    """The customer disputes it."""


@frozen
class Resolved(Event):
    """The dispute is over."""


OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
FIRST_MONTH = Plan(
    id="first-month",
    version="1",
    calendar=OFFICE,
    catch_up=CatchUp.EACH,
    stops=(Refunded,),
    steps=[
        Action(
            "all_well",
            after=Last(Delivered),
            wait=WorkingDays(2),
            at_time="10:00",
            expires=Days(3),
        ),
        Action("review", after=Last(Delivered), wait=Days(21), expires=Days(14)),
    ],
)
ANSWER = Plan(
    id="support",
    version="4",
    calendar=OFFICE,
    pauses=(During(Asked, Answered),),
    steps=[Target("first_response", after=First(Wrote), within=WorkingHours(12), met_by=Replied)],
)
DUNNING = Plan(
    id="dunning",
    version="2",
    calendar=OFFICE,
    catch_up=CatchUp.LATEST,
    pauses=(During(Disputed, Resolved),),
    steps=[
        Action(key, after=Oldest(FellDue, until=Settled), wait=Days(n))
        for key, n in [("reminder", 7), ("second_notice", 21), ("last_notice", 35)]
    ],
)
RULES = ContactRules(
    quiet=QuietHours("20:00-08:00", zone="Europe/Berlin"),
    suppress=[SuppressWhile(During(ReturnRequested, ReturnClosed), steps=("review",))],
)
BOUGHT = [
    Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
    Delivered({"lamp": 1}, at="2026-03-09T11:00+01:00"),
]
EVENING = "2026-03-30T21:00+02:00"


def told(*history: Event, at: str = EVENING) -> list[str]:
    """What a job of the host's would print."""
    lines: list[str] = []
    ready = schedules.due(FIRST_MONTH, [*BOUGHT, *history], subject="C-7", at=at)
    for verdict in contacts.release(ready, [*BOUGHT, *history], RULES, at=at):
        match verdict:
            case Send(item):
                lines.append(f"mail {item.key}")
            case Defer(item, until, because):
                lines.append(f"{item.step} {until} {because}")
            case Drop(item, because):
                lines.append(f"{item.step} {because}")
    return lines


def test_a_review_is_due_in_the_evening_and_goes_in_the_morning() -> None:
    assert told() == ["review 2026-03-31 06:00:00+00:00 quiet_hours"]
    assert told(at="2026-03-31T08:00+02:00") == ["mail first-month/C-7/review//1"]


def test_not_while_a_return_is_open() -> None:
    asked_for = ReturnRequested({"tee": 1}, at="2026-03-29T12:00+02:00", ref="R-1")
    assert told(asked_for) == ["review None held_back"]
    closed = ReturnClosed(at="2026-03-30T12:00+02:00", ref="R-1")
    assert told(asked_for, closed, at="2026-03-31T09:00+02:00") == [
        "mail first-month/C-7/review//1"
    ]


def test_run_daily_twice_or_after_an_outage() -> None:
    at = "2026-03-31T09:00+02:00"
    (review,) = schedules.due(FIRST_MONTH, BOUGHT, subject="C-7", at=at)
    assert told(review.done(at=at), at="2026-04-08T09:00+02:00") == []
    assert told(at="2026-04-08T09:00+02:00") == ["mail first-month/C-7/review//1"]


def test_the_clock_of_the_ticket() -> None:
    ticket = [Wrote(at="2026-03-20T15:00+01:00")]
    status = schedules.status(ANSWER, ticket, subject="T-1", at="2026-03-23T09:30+01:00")
    assert status["first_response"].due_at == instant("2026-03-24T11:00+01:00")
    assert status["first_response"].remaining == WorkingHours("9.5").elapsed


def test_reminders_go_through_the_same_rules() -> None:
    owed = [FellDue(at="2026-03-01T00:00+01:00", ref="I-1")]
    at = "2026-03-23T12:00+01:00"
    ready = schedules.due(DUNNING, owed, subject="C-7", at=at)
    (verdict,) = contacts.release(ready, owed, RULES, at=at)
    assert (type(verdict), verdict.item.step) == (Send, "second_notice")
    disputed = [*owed, Disputed(at="2026-03-20T12:00+01:00", ref="I-1")]
    assert schedules.due(DUNNING, disputed, subject="C-7", at=at) == ()
