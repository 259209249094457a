"""What laws about days are asked with: one parcel, plain terms, and instants that go wrong."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics.durations import Days, Length, Months, Weeks, Years
from postsales.basics.moments import instant
from postsales.basics.money import Money
from postsales.orders.events import Delivered, Paid, Shipped
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.orders.reasons import ReasonKind
from postsales.orders.terms import OWN_WORDS
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow
from postsales.testing.answers import Answer
from postsales.testing.law import Scene, broken
from postsales.testing.subject import Subject

LENGTHS: dict[str, type[Length]] = {
    "days": Days,
    "weeks": Weeks,
    "months": Months,
    "years": Years,
}

# Zones and the local days on which their clocks do something, then days that calendars trip over.
CLOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Europe/Berlin", ("2026-03-29", "2026-10-25")),
    ("America/New_York", ("2026-03-08", "2026-11-01")),
    ("Australia/Lord_Howe", ("2026-04-05", "2026-10-04")),
    ("Africa/Cairo", ("2026-04-24", "2026-10-30")),
    ("America/Santiago", ("2026-04-05", "2026-09-06")),
    ("Pacific/Apia", ("2011-12-29", "2011-12-31")),
    ("Asia/Kolkata", ("2026-03-05",)),
)
DAYS = ("2026-03-05", "2027-01-31", "2027-10-31", "2028-02-29", "2027-12-31", "2028-01-30")
_MINUTES = (0, 1, 89, 150, 720, 1350, 1439)


def wall(zone: str, day: str, minute: int) -> datetime:
    """The instant at which the clocks of a zone show this minute of a day, the first if twice."""
    shown = datetime.fromisoformat(day) + timedelta(minutes=minute)
    return instant(shown.replace(tzinfo=ZoneInfo(zone)))


@st.composite
def clocks(draw: st.DrawFn, back: int = 0) -> tuple[str, datetime]:
    """A zone, and an instant on a day that goes wrong there, or so many days before."""
    zone, days = draw(st.sampled_from(CLOCKS))
    day = draw(st.sampled_from((*DAYS, *days)))
    minute = draw(st.sampled_from(_MINUTES) | st.integers(0, 1439))
    earlier = draw(st.sampled_from((0, back)))
    told = date.fromisoformat(day) - timedelta(days=earlier)
    return zone, wall(zone, told.isoformat(), minute)


def parcel(delivered_at: datetime | None, shipped_at: datetime) -> Order:
    """One unit that was paid for and shipped, and delivered if that is known."""
    placed_at = shipped_at - timedelta(days=2)
    total = Money.of("20.00", "EUR")
    history = [
        Paid(total, tender=Tender.card("card"), at=placed_at),
        Shipped({"tee": 1}, at=shipped_at),
    ]
    came = [] if delivered_at is None else [Delivered({"tee": 1}, at=delivered_at)]
    lines = [Line("tee", quantity=1, total=total)]
    return Order(id="1001", placed_at=placed_at, lines=lines, history=[*history, *came])


def one_parcel(delivered_at: datetime, others: tuple[Any, ...] = ()) -> Scene:
    """A question about one unit, asked when it is delivered."""
    order = parcel(delivered_at, delivered_at - timedelta(days=3))
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    return Scene(order, request, delivered_at, others=others)


def plain(subject: Subject, length: Length, zone: str, **given: Any) -> Subject:
    """The policy under terms that say one window since delivery and nothing else.

    Fees are left out: a fixed one may be in a currency that the parcel was not paid in.
    """
    window = ReturnWindow(length, since=Delivered)
    terms = ReturnTerms(id="plain", version="1", zone=zone, window=window)
    money = subject.refund_terms
    free = None if money is None else evolve(money, fees=())
    return subject.under(evolve(terms, **given), free)


def terms_of(subject: Subject) -> ReturnTerms:
    """The terms that a policy follows; it says that it is made of some."""
    if subject.terms is None:
        broken("the policy declares live, and it is not made of terms")
    return subject.terms


def for_reason(request: ReturnRequest, word: str) -> ReturnRequest:
    """The same units for another reason, each line with all that was shown for it."""
    items: list[ReturnItem] = []
    for line, units in request.quantities.items():
        own = [item for item in request.items if item.line == line]
        items.append(for_one_reason(own, line, units, word))
    return evolve(request, items=items)


def for_one_reason(items: Sequence[ReturnItem], line: str, units: int, word: str) -> ReturnItem:
    """Units of a line for one reason, with all that was shown for it and what was said of it."""
    shown = dict.fromkeys(x for item in items for x in item.evidence)
    condition = next((x.condition for x in items if x.condition), "")
    return ReturnItem(line, units, reason=word, evidence=tuple(shown), condition=condition)


def words(subject: Subject, kind: ReasonKind) -> list[str]:
    """The words that the policy knows for a kind of reason."""
    known = subject.terms.reasons if subject.terms is not None else OWN_WORDS
    return sorted(word for word in known if known[word] is kind)


_OTHER = "another line"


def with_another_line(scene: Scene, hours: int, **said: Any) -> Scene:
    """The scene with one more line, delivered so many hours after the sale and asked for, too.

    It is like the first one, but for what is said of it.
    """
    order, request = scene.order, scene.request
    line = evolve(order.lines[0], id=_OTHER, quantity=1, **said)
    at = order.placed_at + timedelta(hours=hours)
    history = (*order.history, Shipped({_OTHER: 1}, at=at), Delivered({_OTHER: 1}, at=at))
    item = evolve(request.items[0], line=_OTHER, units=1)
    return evolve(
        scene,
        order=evolve(order, lines=(*order.lines, line), history=history),
        request=evolve(request, items=(*request.items, item)),
    )


def about(answer: Answer, line: str) -> dict[str, Any]:
    """What an answer says of one line."""
    return {
        "allowed": answer.allowed.get(line, 0),
        "referred": answer.referred.get(line, 0),
        "ends_at": answer.ends_at.get(line),
    }
