"""What may be changed before it leaves, until when, and what is said where it may not."""

import pytest
from attrs import frozen

from postsales import (
    EUR,
    MET,
    USD,
    Cancelled,
    Changeable,
    ChangeCase,
    ChangeItem,
    ChangeKind,
    ChangeRequest,
    ChangeTerms,
    CurrencyMismatch,
    Days,
    Delivered,
    Event,
    Finding,
    Hours,
    InvalidRequest,
    InvalidTerms,
    InvalidValue,
    NewLine,
    Outcome,
    Quantities,
    ReturnRequested,
    Scope,
    Shipped,
    Tax,
    UnknownLine,
    changes,
    explain,
)
from tests.changes.given import ANYTHING, AT, BERLIN, asked, larger, new, only, shirts


@frozen
class Packed(Event):
    """Units were packed: an event of a host's own."""

    units: Quantities


NOON = "2026-03-02T12:00+01:00"
ONE_SHIPPED = Shipped({"tee": 1}, at=NOON)
ALL_SHIPPED = Shipped({"tee": 3, "mug": 1}, at=NOON)
ARRIVED = Delivered({"tee": 3, "mug": 1}, at=NOON)
ELSEWHERE = ChangeRequest.to_address("addr-7", {"tee": 3, "mug": 1})
LATER = ChangeRequest.on_day("2026-03-09", {"tee": 3})
CAP = ChangeRequest.further([new("12.00", id="cap")])


@pytest.mark.parametrize(
    ("request_", "history", "allowed", "because"),
    [
        pytest.param(larger(2, "36.00"), [], {"tee": 2}, {}, id="other options of two"),
        pytest.param(ELSEWHERE, [], {"tee": 3, "mug": 1}, {}, id="another address of all"),
        pytest.param(LATER, [], {"tee": 3}, {}, id="another day"),
        pytest.param(CAP, [], {"cap": 1}, {}, id="a further line"),
        pytest.param(ChangeRequest.fewer({"tee": 1}), [], {"tee": 1}, {}, id="fewer units"),
        pytest.param(
            larger(3, "60.00"),
            [ONE_SHIPPED],
            {"tee": 2},
            {"already_shipped": 1},
            id="what has left cannot be changed",
        ),
        pytest.param(
            ELSEWHERE,
            [ONE_SHIPPED],
            {"tee": 2, "mug": 1},
            {"already_shipped": 1},
            id="the rest goes elsewhere when one has left",
        ),
        pytest.param(CAP, [ONE_SHIPPED], {"cap": 1}, {}, id="a further line goes with the rest"),
        pytest.param(CAP, [ALL_SHIPPED], {}, {"already_shipped": 1}, id="nothing to go along with"),
        pytest.param(CAP, [ARRIVED], {}, {"already_delivered": 1}, id="all of it has arrived"),
        pytest.param(
            larger(4, "60.00"), [], {"tee": 3}, {"more_than_bought": 1}, id="more than bought"
        ),
        pytest.param(
            larger(3, "60.00"),
            [Cancelled({"tee": 1}, at=NOON)],
            {"tee": 2},
            {"already_cancelled": 1},
            id="one was called off",
        ),
        pytest.param(
            larger(3, "60.00"),
            [ReturnRequested({"tee": 1}, at=NOON, ref="r-1")],
            {"tee": 2},
            {"already_requested": 1},
            id="one is spoken for by a return",
        ),
        pytest.param(
            ChangeRequest.to_address("addr-7", {"tee": 2}),
            [],
            {},
            {"rest_of_line_stays": 2},
            id="a line goes to one place",
        ),
        pytest.param(
            ChangeRequest.to_address("addr-7", {"tee": 2}),
            [ONE_SHIPPED],
            {"tee": 2},
            {},
            id="all that is still to be sent is enough",
        ),
        pytest.param(
            ChangeRequest.to_address("addr-7", {"tee": 2}).and_also(
                ChangeRequest.fewer({"tee": 1})
            ),
            [],
            {"tee": 3},
            {},
            id="all that this request leaves of a line is enough",
        ),
        pytest.param(
            ChangeRequest.to_address("addr-7", {"tee": 1}).and_also(
                ChangeRequest.fewer({"tee": 1})
            ),
            [],
            {"tee": 1},
            {"rest_of_line_stays": 1},
            id="one of two that it leaves is not",
        ),
        pytest.param(
            larger(2, "36.00").and_also(ChangeRequest.fewer({"tee": 2})),
            [],
            {"tee": 3},
            {"more_than_bought": 1},
            id="a unit is given up once",
        ),
        pytest.param(
            larger(3, "60.00").and_also(ELSEWHERE),
            [],
            {"tee": 6, "mug": 1},
            {},
            id="other options and another address of the same units",
        ),
    ],
)
def test_what_may_be_changed(
    request_: ChangeRequest,
    history: list[Event],
    allowed: dict[str, int],
    because: dict[str, int],
) -> None:
    decision = asked(request_, *history)
    assert dict(decision.allowed) == allowed
    assert dict(decision.because) == because


CLOSED = "window_closed"


@pytest.mark.parametrize(
    ("terms", "history", "at", "because"),
    [
        pytest.param(only(Changeable("options", within=Hours(4))), [], NOON, {}, id="within hours"),
        pytest.param(
            only(Changeable("options", within=Hours(4))),
            [],
            "2026-03-02T14:15+01:00",
            {CLOSED: 2},
            id="the instant after four hours is too late",
        ),
        pytest.param(
            only(Changeable("options", within=Hours(4))),
            [],
            "2026-03-02T14:14:59+01:00",
            {},
            id="the second before is not",
        ),
        pytest.param(
            only(Changeable("options", within=Days(1)), zone=BERLIN),
            [],
            "2026-03-03T23:59:59+01:00",
            {},
            id="days end with a local day",
        ),
        pytest.param(
            only(Changeable("options", within=Days(1)), zone=BERLIN),
            [],
            "2026-03-04T00:00+01:00",
            {CLOSED: 2},
            id="and not later",
        ),
        pytest.param(
            only(Changeable("options", until=Packed)),
            [Packed(Quantities({"tee": 2}), at=NOON)],
            AT,
            {"too_late_packed": 1},
            id="two of three are packed",
        ),
        pytest.param(
            only(Changeable("options", until=(Packed, Shipped))),
            [ONE_SHIPPED],
            AT,
            {},
            id="a cut-off that only others are past",
        ),
        pytest.param(
            only(Changeable("address")), [], AT, {"not_changeable": 2}, id="a kind that is not open"
        ),
        pytest.param(
            only(Changeable("options", applies_to=Scope(category="mugs"))),
            [],
            AT,
            {"not_changeable": 2},
            id="open for other lines",
        ),
        pytest.param(
            only(
                Changeable("options", within=Hours(0)),
                Changeable("options", within=Hours(9)),
            ),
            [],
            AT,
            {CLOSED: 2},
            id="of two that fit the first counts",
        ),
        pytest.param(
            only(Changeable("address")).unless(changes.may_change, lambda _: MET),
            [],
            AT,
            {},
            id="an exception defeats a rule",
        ),
    ],
)
def test_until_when(
    terms: ChangeTerms, history: list[Event], at: str, because: dict[str, int]
) -> None:
    decision = asked(larger(2, "36.00"), *history, terms=terms, at=at)
    assert dict(decision.because) == because


@pytest.mark.parametrize(
    ("zone", "at", "day", "because"),
    [
        pytest.param(BERLIN, "2026-03-02T23:59:59+01:00", "2026-03-02", {}, id="today"),
        pytest.param(BERLIN, "2026-03-03T00:00+01:00", "2026-03-02", {"day_is_over": 3}, id="over"),
        pytest.param(BERLIN, "2026-03-03T00:00+01:00", "2020-03-02", {"day_is_over": 3}, id="long"),
        pytest.param(None, "2026-03-03T11:59:59Z", "2026-03-02", {}, id="not yet everywhere"),
        pytest.param(None, "2026-03-03T12:00Z", "2026-03-02", {"day_is_over": 3}, id="everywhere"),
    ],
)
def test_a_day_that_is_over_is_none_to_come(
    zone: str | None, at: str, day: str, because: dict[str, int]
) -> None:
    terms = ChangeTerms(id="acme", version="1", zone=zone)
    decision = asked(ChangeRequest.on_day(day, {"tee": 3}), terms=terms, at=at)
    assert dict(decision.because) == because
    if not because:
        assert decision.next_change is not None
        assert decision.next_change.because == "day_is_over"


def test_the_end_of_the_window_is_the_next_change() -> None:
    terms = only(Changeable("options", within=Days(1)), zone=BERLIN)
    decision = asked(larger(2, "36.00"), terms=terms)
    deadline = decision.item("tee").deadline
    assert deadline is not None
    assert deadline.last_day.isoformat() == "2026-03-03"
    assert decision.next_change is not None
    assert decision.next_change.because == CLOSED


class TestHints:
    """What is said to be possible is possible: the way out, or asking for less."""

    def test_what_has_left_can_be_returned(self) -> None:
        decision = asked(larger(3, "60.00"), ONE_SHIPPED)
        [hint] = decision.hints
        assert (hint.kind, hint.units) == ("return_instead", 1)
        less = hint.applied_to(larger(3, "60.00"))
        assert asked(less, ONE_SHIPPED).outcome is Outcome.ALLOWED
        assert less.items[0].to == new("40.00", quantity=2)

    def test_what_cannot_be_changed_can_be_called_off(self) -> None:
        decision = asked(larger(2, "36.00"), terms=only(Changeable("address")))
        assert [hint.kind for hint in decision.hints] == ["cancel_instead"]

    def test_an_address_is_asked_for_what_is_still_to_be_sent(self) -> None:
        [hint] = asked(ELSEWHERE, ONE_SHIPPED).hints
        assert (hint.kind, hint.line, hint.units) == ("leave_out", "tee", 1)
        assert asked(hint.applied_to(ELSEWHERE), ONE_SHIPPED).outcome is Outcome.ALLOWED

    @pytest.mark.parametrize(
        ("request_", "kinds"),
        [
            pytest.param(larger(3, "60.00"), ["return_instead"], id="goods come back"),
            pytest.param(LATER, [], id="a day does not"),
            pytest.param(ChangeRequest.to_address("addr-7", {"tee": 3}), [], id="nor an address"),
        ],
    )
    def test_what_is_on_its_way_when_time_is_over(
        self, request_: ChangeRequest, kinds: list[str]
    ) -> None:
        over = only(Changeable(list(ChangeKind), within=Hours(1)))
        decision = asked(request_, Shipped({"tee": 3}, at=NOON), terms=over)
        assert dict(decision.because) == {"already_shipped": 3, CLOSED: 3}
        assert [hint.kind for hint in decision.hints] == kinds

    @pytest.mark.parametrize("kind", ["address", "date"])
    def test_the_rest_of_a_line_is_asked_for_as_well(self, kind: str) -> None:
        one = {"tee": 1}
        request = (
            ChangeRequest.to_address("addr-7", one)
            if kind == "address"
            else ChangeRequest.on_day("2026-03-09", one)
        )
        decision = asked(request)
        [hint] = decision.hints
        assert (hint.kind, hint.removes) == ("add", ("rest_of_line_stays",))
        assert dict(hint.adds) == {"tee": 2}
        assert asked(hint.applied_to(request)).outcome is Outcome.ALLOWED
        told = explain.text(decision, locale="en", zone="Europe/Berlin", register="customer")
        assert "Ask us for 2 of tee as well" in told
        assert "place" not in told

    def test_units_are_added_where_no_new_line_is_agreed(self) -> None:
        with pytest.raises(InvalidValue, match="no units are added for options"):
            larger(2, "36.00").adding({"tee": 1}, reason="options")

    def test_nothing_is_said_where_nothing_helps(self) -> None:
        assert asked(CAP, ALL_SHIPPED).hints == ()


def test_a_rule_of_a_shop_is_asked_about_every_change() -> None:
    def before_friday(case: ChangeCase) -> Finding:
        assert case.request is ELSEWHERE
        assert case.kind is ChangeKind.ADDRESS
        return MET

    assert asked(ELSEWHERE, terms=ANYTHING.requiring(before_friday)).outcome is Outcome.ALLOWED


@pytest.mark.parametrize(
    ("request_", "history", "terms", "says"),
    [
        pytest.param(
            larger(3, "60.00"), [ONE_SHIPPED], ANYTHING, "already left the shop", id="it has left"
        ),
        pytest.param(
            ELSEWHERE,
            [],
            only(Changeable("options")),
            "not among what can be changed after the sale",
            id="not open",
        ),
        pytest.param(
            larger(2, "36.00"),
            [Packed(Quantities({"tee": 3}), at=NOON)],
            only(Changeable("options", until=Packed)),
            "too far along to be changed (“packed”)",
            id="past a cut-off of the shop",
        ),
        pytest.param(
            ChangeRequest.on_day("2026-03-09", {"tee": 1}),
            [],
            ANYTHING,
            "all of a line is sent together",
            id="part of a line",
        ),
    ],
)
def test_what_is_said(
    request_: ChangeRequest, history: list[Event], terms: ChangeTerms, says: str
) -> None:
    assert says in explain.text(
        asked(request_, *history, terms=terms), locale="en", zone="Europe/Berlin"
    )


class TestRequests:
    """A request that contradicts itself is refused, with all that is wrong."""

    @pytest.mark.parametrize(
        ("make", "says"),
        [
            pytest.param(lambda: ChangeRequest([]), "asks for nothing", id="nothing"),
            pytest.param(
                lambda: ChangeRequest.fewer({"tee": 1}).and_also(ChangeRequest.fewer({"tee": 1})),
                "stands in it twice",
                id="twice the same",
            ),
            pytest.param(
                lambda: ChangeRequest([ChangeItem("tee", 1, kind="address")]),
                "go together",
                id="an item without an address",
            ),
            pytest.param(
                lambda: ChangeRequest([ChangeItem("tee", 1, kind="fewer")], address="addr-7"),
                "go together",
                id="an address without an item",
            ),
            pytest.param(
                lambda: ChangeRequest.options({"tee": new("1.00"), "mug": new("2.00")}),
                "two of its new lines are called 'tee-xl'",
                id="two new lines of one id",
            ),
        ],
    )
    def test_contradictions(self, make: "object", says: str) -> None:
        assert callable(make)
        with pytest.raises(InvalidRequest, match=says):
            make()

    @pytest.mark.parametrize(
        ("make", "says"),
        [
            pytest.param(
                lambda: ChangeItem("tee", 2, kind="options", to=new("1.00")),
                "has as many",
                id="fewer for more",
            ),
            pytest.param(
                lambda: ChangeItem("tee", 1, kind="fewer", to=new("1.00")),
                "no new line is agreed",
                id="a new line for nothing",
            ),
            pytest.param(
                lambda: ChangeItem("cap", 1, kind="further", to=new("1.00")),
                "is called 'tee-xl'",
                id="two names for one line",
            ),
            pytest.param(
                lambda: ChangeRequest.to_address("a", {"tee": 3}).and_also(
                    ChangeRequest.to_address("b", {"mug": 1})
                ),
                "the first request says 'a'",
                id="two addresses",
            ),
            pytest.param(
                lambda: ChangeRequest.to_address("  ", {"tee": 3}), "not blank", id="blank address"
            ),
            pytest.param(lambda: Changeable([]), "at least one kind", id="no kind"),
            pytest.param(
                lambda: Changeable("date", fee=EUR("-1.00")), "zero or more", id="a negative fee"
            ),
        ],
    )
    def test_values(self, make: "object", says: str) -> None:
        assert callable(make)
        with pytest.raises(InvalidValue, match=says):
            make()

    def test_a_new_line_has_an_id_of_its_own(self) -> None:
        with pytest.raises(InvalidValue, match="call the new line otherwise"):
            asked(ChangeRequest.options({"tee": new("9.00", id="mug")}))

    def test_a_new_line_is_in_the_currency_of_the_order(self) -> None:
        foreign = NewLine("tee-xl", quantity=1, total=USD("9.00"))
        with pytest.raises(CurrencyMismatch):
            asked(ChangeRequest.options({"tee": foreign}))

    def test_a_line_that_is_not_there(self) -> None:
        with pytest.raises(UnknownLine):
            asked(ChangeRequest.fewer({"cup": 1}))

    def test_fewer_units_keep_their_share_of_total_taxes_and_list_price(self) -> None:
        item = ChangeItem(
            "tee",
            3,
            kind="options",
            to=NewLine(
                "tee-xl",
                quantity=3,
                total=EUR("10.00"),
                taxes=[Tax.added(EUR("1.60"))],
                list_total=EUR("20.00"),
            ),
        ).of(1)
        assert item.to is not None
        assert (item.to.quantity, item.to.total, item.to.list_total) == (
            1,
            EUR("3.33"),
            EUR("6.67"),
        )
        assert item.to.taxes[0].amount == EUR("0.53")

    def test_an_address_leaves_with_its_last_item(self) -> None:
        both = ChangeRequest.to_address("addr-7", {"mug": 1}).and_also(LATER)
        rest = both.without("mug", 1)
        assert (rest.address, rest.deliver_on) == ("", LATER.deliver_on)


class TestTerms:
    """Terms that contradict themselves are refused."""

    def test_days_need_a_zone(self) -> None:
        with pytest.raises(InvalidTerms, match="needs a zone"):
            only(Changeable("date", within=Days(1)))

    def test_the_same_twice(self) -> None:
        with pytest.raises(InvalidTerms, match="twice in the same words"):
            only(Changeable("date"), Changeable("date"))

    def test_an_exception_to_a_rule_that_is_not_there(self) -> None:
        with pytest.raises(InvalidTerms, match="within_window"):
            ANYTHING.unless(changes.within_window, lambda _: MET)


def test_facts_after_the_question_do_not_count() -> None:
    order = shirts(Shipped({"tee": 3}, at="2026-03-02T15:00:01+01:00"))
    assert changes.assess(order, larger(3, "60.00"), ANYTHING, at=AT).outcome is Outcome.ALLOWED


def test_a_day_that_is_over_is_said() -> None:
    decision = asked(ChangeRequest.on_day("2026-02-09", {"tee": 3}))
    english = explain.text(decision, locale="en", zone="Europe/Berlin")
    assert "the day asked for, Monday, 9 February 2026, is over" in english
    german = explain.text(decision, locale="de", zone="Europe/Berlin")
    assert "der gewünschte Tag, Montag, 9. Februar 2026, ist vorbei" in german
