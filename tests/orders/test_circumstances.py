"""Conditions on a sale: what somebody told, what is taken for granted, and what stays open."""

from typing import Any

import pytest

from postsales import (
    EUR,
    EVERYTHING,
    USD,
    AllMet,
    AnyMet,
    Cancelled,
    Delivered,
    EarlyStart,
    EarlyStartAsked,
    Event,
    HasHappened,
    InvalidValue,
    Made,
    NotMet,
    Priced,
    SaleMade,
    Scope,
    SealBroken,
    UnknownLine,
    Verdict,
    WrongType,
)
from postsales.basics.moments import instant
from postsales.orders.circumstances import Sale, To, held
from tests.orders.given import EVER, day, order

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
VISIT, SHOP = Made("home_visit"), Made("in_shop")
BROKEN = HasHappened(SealBroken)
OPEN = Priced(above=USD("50.00"))
ASKED = EarlyStartAsked({"tee": 1}, at=day(2))
KNOWING = EarlyStartAsked({"tee": 1}, acknowledged=True, at=day(3))


def says(condition: object, *events: Event, line: str = "tee", **given: Any) -> tuple[Verdict, str]:
    """The verdict on a line of the order, and what was taken for granted."""
    sold = order(*events, **given)
    one = next(x for x in sold.lines if x.id == line)
    found = held(condition, Sale(sold, one, instant(EVER)))
    return found.verdict, found.assumed


@pytest.mark.parametrize(
    ("condition", "events", "verdict", "assumed"),
    [
        pytest.param(EVERYTHING, [], MET, "", id="everything"),
        pytest.param(Scope(sku="x"), [], NOT_MET, "", id="other goods"),
        pytest.param(VISIT, [], NOT_MET, "sold_online", id="nobody told how it was sold"),
        pytest.param(Made(["online", "by_phone"]), [], MET, "sold_online", id="so it was online"),
        pytest.param(BROKEN, [], NOT_MET, "not_seal_broken", id="nobody told of the seal"),
        pytest.param(BROKEN, [SealBroken({"tee": 1}, at=day(9))], MET, "", id="it is broken"),
        pytest.param(
            BROKEN,
            [SealBroken({"mug": 1}, at=day(9))],
            NOT_MET,
            "not_seal_broken",
            id="that of another line is",
        ),
        pytest.param(EarlyStart(), [], NOT_MET, "no_early_start_asked", id="nobody asked"),
        pytest.param(EarlyStart(), [ASKED], MET, "", id="asked"),
        pytest.param(
            EarlyStart(acknowledged=True), [ASKED], NOT_MET, "", id="asked, not knowing: told"
        ),
        pytest.param(EarlyStart(acknowledged=True), [ASKED, KNOWING], MET, "", id="asked again"),
        pytest.param(EarlyStart(confirmed=True), [KNOWING], NOT_MET, "", id="never confirmed"),
        pytest.param(Priced(at_least=EUR("70.00")), [], MET, "", id="exactly at least"),
        pytest.param(Priced(at_least=EUR("70.01")), [], NOT_MET, "", id="a cent too little"),
        pytest.param(Priced(above=EUR("70.00")), [], NOT_MET, "", id="exactly is not above"),
        pytest.param(Priced(above=EUR("69.99")), [], MET, "", id="a cent above"),
        pytest.param(OPEN, [], UNKNOWN, "", id="in another currency"),
        pytest.param(NotMet(VISIT), [], MET, "sold_online", id="not, and taken for granted"),
        pytest.param(NotMet(OPEN), [], UNKNOWN, "", id="not what nobody knows"),
        pytest.param(AllMet([VISIT, OPEN]), [], NOT_MET, "sold_online", id="one settles all"),
        pytest.param(AllMet([EVERYTHING, OPEN]), [], UNKNOWN, "", id="open where the rest is met"),
        pytest.param(
            AllMet([VISIT, Scope(sku="x")]), [], NOT_MET, "", id="what is told settles it first"
        ),
        pytest.param(AnyMet([VISIT, OPEN]), [], UNKNOWN, "", id="open where the rest is not"),
        pytest.param(AnyMet([NotMet(VISIT), EVERYTHING]), [], MET, "", id="told before granted"),
        pytest.param(AnyMet([VISIT, BROKEN]), [], NOT_MET, "sold_online", id="none"),
    ],
)
def test_what_holds(condition: object, events: list[Event], verdict: Verdict, assumed: str) -> None:
    assert says(condition, *events) == (verdict, assumed)


CAME = Delivered({"tee": 2}, at=day(4), ref="P-1")


@pytest.mark.parametrize("to", [To.EVERY, To.THESE])
@pytest.mark.parametrize(
    ("events", "is_all"),
    [
        pytest.param([Delivered({"tee": 3}, at=day(4))], True, id="all of them"),
        pytest.param([CAME], False, id="two of three"),
        pytest.param([CAME, Cancelled({"tee": 1}, at=day(3))], True, id="the third called off"),
        pytest.param([CAME, Cancelled({"tee": 1}, at=day(5))], True, id="called off later"),
        pytest.param([CAME, Cancelled({"mug": 1}, at=day(3))], False, id="another line"),
        pytest.param(
            [CAME, Cancelled({"tee": 1}, at="2027-01-01T00:00:01Z")], False, id="not known yet"
        ),
        pytest.param(
            [Delivered({"tee": 1}, at=day(4)), Cancelled({"tee": 1}, at=day(3))],
            False,
            id="one of two that are still to be",
        ),
        pytest.param([CAME, CAME], False, id="told twice"),
    ],
)
def test_all_that_are_to_be(to: To, events: list[Event], is_all: bool) -> None:
    otherwise = NOT_MET if to is To.EVERY else UNKNOWN
    assert says(HasHappened(Delivered, to=to), *events)[0] is (MET if is_all else otherwise)


@pytest.mark.parametrize("made", [*SaleMade])
def test_how_it_was_sold_is_told(made: SaleMade) -> None:
    assert says(Made(made), made=made.value) == (MET, "")
    assert says(NotMet(Made(made)), made=made) == (NOT_MET, "")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Made([]), id="no way of selling"),
        pytest.param(lambda: Made("by_pigeon"), id="a way that there is not"),
        pytest.param(lambda: HasHappened("broken"), id="no event"),  # type: ignore[arg-type]
        pytest.param(lambda: EarlyStart(confirmed=1), id="no truth value"),  # type: ignore[arg-type]
        pytest.param(Priced, id="no limit"),
        pytest.param(lambda: Priced(at_least=EUR("1"), above=EUR("1")), id="two limits"),
        pytest.param(lambda: AllMet([]), id="all of none"),
        pytest.param(lambda: AnyMet(["so"]), id="no condition"),
        pytest.param(lambda: NotMet("so"), id="not of nothing"),
        pytest.param(lambda: order(made="by_pigeon"), id="an order sold in no way"),
        pytest.param(lambda: says("so"), id="asked about no condition"),
    ],
)
def test_what_is_refused(make: Any) -> None:
    with pytest.raises((InvalidValue, WrongType)):
        make()


def test_events_about_units_name_lines_of_the_order() -> None:
    with pytest.raises(UnknownLine, match="cap"):
        order(SealBroken({"cap": 1}, at=day(9)))
