"""What happens to a return is a fact: an order takes it, whatever went before."""

import pytest

from postsales import (
    EUR,
    Condition,
    Delivered,
    Event,
    InspectedUnits,
    InvalidOrder,
    InvalidValue,
    Line,
    LineRefund,
    Order,
    Received,
    Refunded,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequested,
    ReturnSentBack,
    ReturnShipped,
    UnknownLine,
    WrongType,
)
from tests.orders.given import EVER, day, order, paid

ONE_TEE = [InspectedUnits("tee", 1, condition=Condition.DAMAGED)]
ASKED = ReturnRequested({"tee": 2}, ref="R-1", at=day(5))
FACTS: tuple[Event, ...] = (
    ReturnLabelIssued(ref="R-1", at=day(6)),
    ReturnShipped(ref="R-1", at=day(6)),
    ReturnShipped({"tee": 9}, ref="R-1", at=day(6)),
    ReturnLost(ref="R-1", at=day(6)),
    ReturnLost({"tee": 9}, ref="R-1", at=day(6)),
    ReturnInspected(ONE_TEE, ref="R-1", at=day(6)),
    ReturnCancelled(ref="R-1", at=day(6)),
)


def named(event: Event) -> str:
    """What happened, and to which units."""
    return f"{type(event).__name__} {getattr(event, 'units', '')}"


class TestFacts:
    """No fact about a return is refused for what the history says of it."""

    @pytest.mark.parametrize("fact", FACTS, ids=named)
    def test_before_anybody_announced_it(self, fact: Event) -> None:
        assert order(fact).position(at=EVER) == order().position(at=EVER)

    @pytest.mark.parametrize("fact", FACTS, ids=named)
    def test_after_it_was_closed(self, fact: Event) -> None:
        closed = order(ASKED, ReturnClosed(ref="R-1", at=day(5)))
        assert closed.after(fact).position(at=EVER) == closed.position(at=EVER)

    @pytest.mark.parametrize("fact", FACTS[:-1], ids=named)
    def test_the_goods_are_where_they_were(self, fact: Event) -> None:
        assert order(ASKED, fact).position(at=EVER) == order(ASKED).position(at=EVER)

    @pytest.mark.parametrize(
        "fact",
        [
            ReturnShipped({"hat": 1}, ref="R-1", at=day(6)),
            ReturnLost({"hat": 1}, ref="R-1", at=day(6)),
            ReturnInspected([InspectedUnits("hat", 1)], ref="R-1", at=day(6)),
        ],
        ids=named,
    )
    def test_a_line_that_was_never_sold_is_a_mistake(self, fact: Event) -> None:
        with pytest.raises(UnknownLine, match=f"{type(fact).__name__} at .*no line 'hat'"):
            order(ASKED, fact)


class TestCancelled:
    """A return that is called off is over, and what did not come is free again."""

    def test_what_did_not_come_is_free_again(self) -> None:
        then = order(
            ASKED, Received({"tee": 1}, ref="R-1", at=day(6)), ReturnCancelled(ref="R-1", at=day(7))
        ).position(at=EVER)
        assert (then.units("tee").requested, then.units("tee").returned) == (0, 1)
        assert then.open_returns == ()

    @pytest.mark.parametrize(
        "fact",
        [ReturnClosed(ref="R-1", at=day(7)), ReturnApproved(ref="R-1", at=day(7))],
        ids=["closed", "agreed to"],
    )
    @pytest.mark.parametrize(
        "end",
        [ReturnCancelled(ref="R-1", at=day(6)), ReturnClosed(ref="R-1", at=day(6))],
        ids=["called off", "closed before"],
    )
    def test_what_is_told_of_it_afterwards_changes_nothing(self, end: Event, fact: Event) -> None:
        over = order(ASKED, end)
        assert over.after(fact).position(at=EVER) == over.position(at=EVER)
        assert over.position(at=EVER).past_returns == {"R-1"}

    @pytest.mark.parametrize("kind", [ReturnClosed, ReturnApproved])
    def test_a_return_that_nobody_announced_is_a_mistake(self, kind: type[Event]) -> None:
        with pytest.raises(InvalidOrder, match="no return 'R-9' is open"):
            order(ASKED, kind(ref="R-9", at=day(6)))

    def test_its_name_can_be_used_again(self) -> None:
        again = ReturnRequested({"tee": 1}, ref="R-1", at=day(8))
        then = order(ASKED, ReturnCancelled(ref="R-1", at=day(6)), again).position(at=EVER)
        assert [dict(x.awaited) for x in then.open_returns] == [{"tee": 1}]


class TestSentBack:
    """Units that go back to the customer are the customer's as before they came."""

    BEFORE = (*paid(), Delivered({"tee": 3}, at=day(2)))
    CAME = (*BEFORE, ASKED, Received({"tee": 2}, ref="R-1", at=day(6)))

    def test_they_are_as_before_they_came(self) -> None:
        then = order(*self.CAME, ReturnSentBack({"tee": 2}, ref="R-1", at=day(7)))
        assert then.position(at=EVER).units("tee") == order(*self.BEFORE).position(at=EVER).units(
            "tee"
        )

    def test_one_of_two(self) -> None:
        then = order(*self.CAME, ReturnSentBack({"tee": 1}, ref="R-1", at=day(7)))
        units = then.position(at=EVER).units("tee")
        assert (units.returned, units.returnable) == (1, 2)

    def test_they_can_come_again_and_go_again(self) -> None:
        gone = ReturnSentBack({"tee": 2}, ref="R-1", at=day(7))
        again = Received({"tee": 2}, ref="R-1", at=day(8))
        then = order(*self.CAME, gone, again, ReturnSentBack({"tee": 2}, ref="R-1", at=day(9)))
        assert then.position(at=EVER).units("tee").returned == 0

    def test_no_more_go_than_came(self) -> None:
        with pytest.raises(InvalidOrder, match="3 of 'tee', but at most 2 of 3 can be"):
            order(*self.CAME, ReturnSentBack({"tee": 3}, ref="R-1", at=day(7)))

    def test_units_that_were_settled_stay_so(self) -> None:
        line = LineRefund("tee", units=2, price=EUR("20.00"))
        refund = Refunded(EUR("20.00"), lines=[line], return_ref="R-1", ref="rf", at=day(7))
        then = order(*self.CAME, refund, ReturnSentBack({"tee": 1}, ref="R-1", at=day(8)))
        units = then.position(at=EVER).units("tee")
        assert (units.kept, units.returnable) == (1, 1)

    def test_of_two_deliveries_the_newest_goes_back(self) -> None:
        bought = Order(
            "1001",
            placed_at=day(1),
            lines=[Line("tee", quantity=2, total=EUR("20.00"))],
            history=[
                Delivered({"tee": 1}, at=day(2)),
                Delivered({"tee": 1}, at=day(4)),
                Received({"tee": 2}, ref="R-1", at=day(6)),
                ReturnSentBack({"tee": 1}, ref="R-1", at=day(7)),
            ],
        )
        [lot] = bought.position(at=EVER).units("tee").lots
        assert lot.delivered_at == Delivered({"tee": 1}, at=day(4)).at

    def test_it_is_of_something(self) -> None:
        with pytest.raises(InvalidValue, match="at least one unit is sent back"):
            ReturnSentBack({}, ref="R-1", at=day(7))


class TestChecks:
    """A fact that says nothing is refused."""

    @pytest.mark.parametrize(
        "kind", [ReturnLabelIssued, ReturnShipped, ReturnLost, ReturnCancelled]
    )
    def test_every_fact_names_its_return(self, kind: type[Event]) -> None:
        with pytest.raises(InvalidValue, match="ref is ''"):
            kind(at=day(6))

    def test_an_inspection_is_of_something(self) -> None:
        with pytest.raises(InvalidValue, match="an inspection is of at least one unit"):
            ReturnInspected([], ref="R-1", at=day(6))

    def test_an_inspection_names_its_return(self) -> None:
        with pytest.raises(InvalidValue, match="ref is ''"):
            ReturnInspected(ONE_TEE, at=day(6))

    @pytest.mark.parametrize("units", [0, -1])
    def test_what_was_found_is_at_least_one_unit(self, units: int) -> None:
        with pytest.raises(InvalidValue, match="units is"):
            InspectedUnits("tee", units)

    def test_what_was_found_is_told_by_its_own_class(self) -> None:
        with pytest.raises(WrongType, match="found is"):
            ReturnInspected([("tee", 1)], ref="R-1", at=day(6))  # type: ignore[list-item]  # on purpose

    def test_a_condition_is_one_of_a_list(self) -> None:
        with pytest.raises(InvalidValue, match="no such Condition; say 'good', 'used'"):
            InspectedUnits("tee", 1, condition="shabby")

    def test_units_found_are_added_up_by_line(self) -> None:
        found = [InspectedUnits("tee", 2), *ONE_TEE, InspectedUnits("mug", 1)]
        assert ReturnInspected(found, ref="R-1", at=day(6)).units == {"tee": 3, "mug": 1}
