"""Stripe tells the same thing often, late and out of order: it comes to the same money."""

from collections.abc import Iterable

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from postsales import Currency, Event, Line, Order
from postsales.wire import stripe
from postsales.wire._stripe_money import DECIMALS
from tests.wire.stripe_given import Document, charge, dispute, listing, message, moved, refund

EVER = "2999-12-31T00:00Z"
CURRENCIES = ("EUR", "JPY", "KWD", "ISK", "UGX", "MGA")
START = 1_772_442_960
DAY = 86_400

COURSES = (
    ("succeeded",),
    ("pending", "succeeded"),
    ("pending", "requires_action", "succeeded"),
    ("pending", "failed"),
    ("requires_action", "canceled"),
    ("succeeded", "failed"),
    ("pending", "succeeded", "failed"),
    ("pending",),
)
ENDED = {"succeeded": "refunded", "pending": "reserved"}
FOUGHT = (
    ("warning_needs_response", "warning_closed"),
    ("needs_response", "lost"),
    ("needs_response", "under_review", "won"),
    ("warning_needs_response", "needs_response", "won"),
    ("lost",),
)
TAKES = ("needs_response", "under_review", "lost")


@frozen
class Story:
    """One charge: what it tells, state by state, and what the money comes to in the end.

    Units: ``money`` is captured, reserved, refunded and disputed, in minor units.
    """

    charges: tuple[Document, ...]
    others: tuple[tuple[Document, ...], ...]
    inside: Document
    money: tuple[int, int, int, int]


@frozen
class Counting:
    """How Stripe counts a currency."""

    currency: Currency

    @property
    def finer(self) -> int:
        """By how many decimals Stripe's unit is finer than ours."""
        return DECIMALS.get(self.currency.code, 2) - self.currency.exponent

    @property
    def code(self) -> Document:
        """The currency, as Stripe writes it."""
        return {"currency": self.currency.code.lower()}

    def told(self, minor: int) -> int:
        """Our minor units in Stripe's."""
        return minor * int(10**self.finer) if self.finer >= 0 else minor // int(10**-self.finer)

    def amounts(self, most: int) -> st.SearchStrategy[int]:
        """Minor units that Stripe can tell."""
        step = 10 ** max(0, -self.finer)
        return st.integers(0, most // step).map(lambda x: x * step)


@st.composite
def stories(draw: st.DrawFn, counting: Counting, place: int) -> Story:
    """A charge with refunds and at most one dispute, each in every state that it went through."""
    name, at = f"ch_{place}", START + place * DAY
    wanted = draw(counting.amounts(10**6))
    captured = wanted if draw(st.booleans()) else draw(counting.amounts(wanted))
    rest = wanted - captured
    refunds, reserved, refunded = draw(given_back(counting, name, at, captured))
    shape = {"id": name, "created": at, "amount": counting.told(wanted)} | counting.code
    held = charge(**shape, captured=False, amount_captured=0)
    if not captured:
        return Story((held,), (), held, (0, 0, 0, 0))
    taken = {"amount_captured": counting.told(captured)}
    back = {"amount_refunded": counting.told(rest + reserved + refunded)}
    final = charge(**shape, **taken, **back)
    released = {"charge": name, "created": at + 1} | counting.code
    loose = [refund(counting.told(rest), id=f"re_{place}", reason=None, **released)] if rest else []
    inside = final | {"refunds": listing(*(x[-1] for x in refunds), *loose)}
    fought, disputed = draw(fights(counting, name, at, captured))
    first = (held,) if rest or draw(st.booleans()) else ()
    money = (captured, reserved, refunded, disputed)
    return Story((*first, final), (*refunds, fought), inside, money)


@st.composite
def given_back(
    draw: st.DrawFn, counting: Counting, charge: str, at: int, left: int
) -> tuple[list[tuple[Document, ...]], int, int]:
    """Refunds in every state, what of them is on its way in the end, and what has arrived."""
    totals = {"reserved": 0, "refunded": 0}
    refunds: list[tuple[Document, ...]] = []
    for n in range(draw(st.integers(0, 3))):
        minor = draw(counting.amounts(left))
        left -= minor
        course = draw(st.sampled_from(COURSES))
        shape = {"id": f"re_{charge}_{n}", "charge": charge, "created": at + 60 + n}
        told = counting.told(minor)
        refunds.append(tuple(refund(told, status=x, **shape, **counting.code) for x in course))
        if course[-1] in ENDED:
            totals[ENDED[course[-1]]] += minor
    return refunds, totals["reserved"], totals["refunded"]


@st.composite
def fights(
    draw: st.DrawFn, counting: Counting, charge: str, at: int, captured: int
) -> tuple[tuple[Document, ...], int]:
    """A dispute in every state that it went through, and what the bank keeps of it."""
    minor = draw(counting.amounts(captured))
    told = counting.told(minor)
    course = draw(st.sampled_from(((), *FOUGHT)))
    shape = {"id": f"dp_{charge}", "charge": charge, "amount": told} | counting.code
    taken = moved(-told, at + 100, **counting.code)
    given_again = moved(told, at + 200, **counting.code)
    moves = {"won": [taken, given_again]} | {x: [taken] for x in TAKES}
    states = tuple(dispute(*moves.get(x, []), status=x, **shape) for x in course)
    return states, minor if course and course[-1] in TAKES else 0


@st.composite
def histories(draw: st.DrawFn) -> tuple[Order, tuple[Story, ...]]:
    """An order without money, and what Stripe told of its money."""
    currency = Currency(draw(st.sampled_from(CURRENCIES)))
    many = draw(st.integers(1, 2))
    told = tuple(draw(stories(Counting(currency), place)) for place in range(many))
    line = Line("tee", quantity=3, total=currency.minor(10**7))
    return Order(id="1001", placed_at="2026-03-01T00:00Z", lines=[line]), told


def after(order: Order, documents: Iterable[Document]) -> Order:
    """The order after messages about these objects came in, one by one."""
    for document in documents:
        order = order.after(*stripe.read_event(message(document)).events)
    return order


def at_once(order: Order, documents: Iterable[Document]) -> Order:
    """The order after all of it was read from a list."""
    events: list[Event] = []
    for reading in stripe.read_list(listing(*documents)):
        events += reading.events
    return order.after(*events)


def money(order: Order) -> dict[str, tuple[int, int, int, int]]:
    """What was captured, and what became of it, by charge."""
    return {
        x.tender.id: (x.captured, x.reserved, x.refunded, x.disputed)
        for x in order.position(at=EVER).tenders
        if x.captured
    }


def expected(told: Iterable[Story]) -> dict[str, tuple[int, int, int, int]]:
    """The same, as the stories were meant."""
    return {x.inside["id"]: x.money for x in told if x.money[0]}


def newest(told: Iterable[Story]) -> list[Document]:
    """The newest state of everything: charges first."""
    last = [x.charges[-1] for x in told]
    return last + [states[-1] for x in told for states in x.others if states]


class TestToldAgain:
    """Whichever states are read, in whatever order, the newest of each counts."""

    @given(histories())
    def test_the_newest_states_come_to_what_happened(
        self, drawn: tuple[Order, tuple[Story, ...]]
    ) -> None:
        order, told = drawn
        assert money(after(order, newest(told))) == expected(told)

    @given(histories())
    def test_refunds_inside_their_charge_are_the_same_refunds(
        self, drawn: tuple[Order, tuple[Story, ...]]
    ) -> None:
        order, told = drawn
        fights = [x.others[-1][-1] for x in told if x.others and x.others[-1]]
        inside = at_once(order, [*(x.inside for x in told), *fights])
        apart = at_once(order, newest(told))
        assert inside.position(at=EVER) == apart.position(at=EVER)
        # Both ways at once: every event is told twice.
        both = after(inside, newest(told))
        assert both.position(at=EVER) == apart.position(at=EVER)

    @given(histories(), st.data())
    def test_each_state_in_turn_comes_to_the_same_as_the_newest(
        self, drawn: tuple[Order, tuple[Story, ...]], data: st.DataObject
    ) -> None:
        order, told = drawn
        paid = [x for story in told for x in story.charges]
        later = [x for story in told if story.money[0] for states in story.others for x in states]
        position = after(order, newest(told)).position(at=EVER)
        assert after(order, [*paid, *later]).position(at=EVER) == position
        shuffled = data.draw(st.permutations(later * 2))
        assert after(order, [*reversed(paid), *shuffled]).position(at=EVER) == position
