"""Exchanges, changes and promises take what is meant, and refuse the rest in a typed way."""

from collections.abc import Callable
from typing import Any

import pytest

from postsales import (
    EUR,
    Advance,
    Days,
    Delivered,
    ExchangeCharged,
    Exchanged,
    ExchangeTerms,
    GuaranteeItem,
    GuaranteeRequest,
    GuaranteeTerms,
    Line,
    LineRefund,
    NewLine,
    Order,
    Percent,
    ReasonKind,
    Remedy,
    RemedyCosts,
    RemedyFailed,
    RemedyKind,
    Rung,
    Scope,
    exchanges,
    guarantees,
    remedies,
)
from tests.basics.given import refused_shortly
from tests.exchanges.given import MONEY, TERMS, asked, new, paid
from tests.hostile.after_sale import AFTER_SALE
from tests.hostile.altered import ALTERED
from tests.hostile.test_kernel import HARM, refusal

AT = "2026-03-06T09:00Z"
ORDER: Order = paid("20.00", quantity=2)
PROMISE = GuaranteeTerms.money_back(id="p", version="1", zone="UTC", length=Days(60))
CLAIM = GuaranteeRequest.of({"old": 1}, reason="defect")
SWAP = Exchanged(
    [LineRefund("old", units=1, price=EUR("10.00"))],
    instead=[new("10.00")],
    credited=EUR("10.00"),
    due_from_customer=EUR("0.00"),
    due_to_customer=EUR("0.00"),
    at=AT,
    ref="x-1",
)
Make = Callable[..., Any]


def _of(cls: Make, **given: Any) -> tuple[Make, dict[str, Any]]:
    return cls, given


MAKERS: tuple[tuple[Make, dict[str, Any]], ...] = (
    _of(NewLine, id="new", quantity=1, total=EUR("1.00"), list_total=EUR("2.00")),
    _of(Line, id="old", quantity=1, total=EUR("1.00"), list_total=None),
    _of(
        Exchanged,
        lines=SWAP.lines,
        instead=SWAP.instead,
        credited=SWAP.credited,
        due_from_customer=EUR("0.00"),
        due_to_customer=EUR("0.00"),
        fees=[],
        extra=EUR("1.00"),
        bonus=EUR("1.00"),
        return_ref="r-1",
        return_by=AT,
        at=AT,
        ref="x-1",
    ),
    _of(ExchangeCharged, units={"old": 1}, at=AT, ref="x-1"),
    _of(RemedyFailed, units={"old": 1}, remedy=RemedyKind.REPAIR, at=AT, ref=""),
    _of(Advance, within=Days(14), hold=Percent("100")),
    _of(
        ExchangeTerms,
        id="swap",
        version="1",
        credit="price_paid",
        bonus=Percent("10"),
        uneven="refused",
        leftover="tenders",
        alike="same_sku",
        fees=[],
        rounding="half_even",
        advance=Advance(Days(14)),
        zone="UTC",
    ),
    _of(Rung, remedies=["repair"], tries=2),
    _of(
        GuaranteeTerms,
        id="promise",
        version="1",
        zone="UTC",
        length=Days(60),
        since=Delivered,
        for_reasons=[ReasonKind.DEFECT],
        reasons={"broken": ReasonKind.DEFECT},
        applies_to=Scope(tag="x"),
        goods_back="goods",
        evidence=["photo"],
        rungs=[Rung(["cash"])],
        from_on="2026-01-01",
        until_on="2027-01-01",
    ),
    _of(GuaranteeItem, line="old", units=1, reason="defect", evidence=["photo"]),
    _of(GuaranteeRequest, items=CLAIM.items, remedy="cash", ref="g-1"),
    _of(
        GuaranteeRequest.of,
        units={"old": 1},
        reason="defect",
        remedy="cash",
        evidence=["photo"],
        ref="",
    ),
    _of(RemedyCosts, goods=Percent("40"), resale=Percent("5"), taking_back=EUR("1"), sending=None),
    _of(
        Remedy,
        kind=RemedyKind.KEEP_THE_ITEM,
        terms=None,
        swap=None,
        bonus=Percent("0"),
        expires=None,
        amount=EUR("1.00"),
        up_to=EUR("9.00"),
    ),
    _of(Remedy.store_credit, terms=MONEY, bonus=Percent("5"), expires=Days(9)),
    _of(
        exchanges.quote,
        decision=asked(ORDER),
        terms=TERMS,
        instead=[new("10.00")],
        units={"old": 1},
        order=ORDER,
        at=AT,
    ),
    _of(exchanges.status, order=ORDER.after(SWAP), ref="x-1", at=AT),
    _of(guarantees.assess, order=ORDER, request=CLAIM, terms=PROMISE, at=AT),
    _of(
        guarantees.ladder,
        decision=guarantees.assess(ORDER, CLAIM, PROMISE, at=AT),
    ),
    _of(
        remedies.compare,
        decision=asked(ORDER),
        remedies=[Remedy.cash(MONEY)],
        costs=RemedyCosts(),
    ),
    *ALTERED,
    *AFTER_SALE,
)
FIELDS = [
    pytest.param(make, given, name, id=f"{make.__module__} {make.__qualname__} {name}")
    for make, given in MAKERS
    for name in given
]


def _called(make: Make, given: dict[str, Any]) -> Any:
    return make(**given)


@pytest.mark.parametrize(("make", "given", "name"), FIELDS)
def test_only_typed_errors_come_out(make: Make, given: dict[str, Any], name: str) -> None:
    """Whatever is given for a field, it is taken or refused in a typed way."""

    def called(**changed: Any) -> Any:
        return _called(make, changed)

    for what, value in HARM.items():
        problem = refusal(called, {**given, name: value})
        assert problem is None or refused_shortly(problem), what


@pytest.mark.parametrize(
    ("make", "given"), MAKERS, ids=[f"{x.__module__} {x.__qualname__}" for x, _ in MAKERS]
)
def test_what_is_meant_is_taken(make: Make, given: dict[str, Any]) -> None:
    assert _called(make, given) == _called(make, given)
