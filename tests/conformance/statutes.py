"""What the questions of the law mean in calls of the library.

Rules of this file: one function per question, which takes what is given and the code of the place;
it makes the order that the case describes, asks the law of that place, and names what comes back.
Days and figures are reckoned by the library alone.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import evolve

from postsales import (
    EUR,
    Charge,
    Count,
    Customer,
    CustomerInformed,
    Dates,
    Days,
    Delivered,
    First,
    Holidays,
    InformationMissing,
    Line,
    Months,
    NoticeForm,
    Order,
    Paid,
    Place,
    Placed,
    ReturnItem,
    ReturnRequest,
    SaleMade,
    Tender,
    Weeks,
    Years,
    law,
    refunds,
    returns,
)
from postsales.basics.reckoning import last_day
from postsales.law.eu.periods import NEXT_WORKING_DAY, TWO_WORKING_DAYS
from tests.conformance.compare import Answers, Given

__all__ = ["KINDS"]

UTC = "UTC"
LONG = (date(1990, 1, 1), date(2090, 12, 31))
LENGTHS = {"day": Days, "week": Weeks, "month": Months, "year": Years}
HOW = {
    "unsolicited_home_visit": SaleMade.HOME_VISIT,
    "buyer_residence": SaleMade.HOME_VISIT,
    "trade_fair": SaleMade.AWAY,
}
SHOWN = {"return_without_statement": NoticeForm.GOODS_ALONE}


def noon(day: str, zone: str = UTC) -> datetime:
    """Noon of a local day."""
    return datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(zone))


def calendar(days: list[str]) -> Holidays:
    """These holidays and no others."""
    return Holidays(days, since=LONG[0], until=LONG[1])


def place(code: str) -> law.Jurisdiction:
    """The law of a place; a region follows its state, and ``EU/DE`` is the Union's act alone."""
    known = {x.code: x for x in law.COVERED}
    act = code.split("/", maxsplit=1)[0]
    return known.get(act) or known[act.split("-")[0]]


def sale(at: datetime, made: SaleMade | None = None, zone: str = UTC, **line: object) -> Order:
    """One thing that was sold at an instant."""
    return Order(
        id="1",
        placed_at=at,
        customer=Customer(id="C", zone=zone),
        made=made,
        lines=[Line("it", **{"quantity": 1, "total": EUR("100.00"), **line})],
    )


def end_of(
    order: Order, where: law.Jurisdiction, at: datetime, right: str = "withdrawal"
) -> law.Right:
    """How a right stands."""
    (found,) = [x for x in law.rights(order, where, at=at) if x.name.endswith(right)]
    return found


def period(given: Given, code: str) -> Answers:
    length = LENGTHS[given["unit"]](given["length"])
    at_least = given["min_working_days"]
    count = Count(
        First(Placed),
        length,
        roll=NEXT_WORKING_DAY,
        at_least=evolve(TWO_WORKING_DAYS, count=at_least) if at_least else None,
    )
    known = Dates(
        {Placed: [given["trigger_day"]]}, holidays={Place.CUSTOMER: calendar(given["holidays"])}
    )
    return _last_day(last_day(count, known).legal)


def _last_day(day: date | None) -> Answers:
    return {"last_day": None if day is None else day.isoformat()}


def withdrawal(given: Given, code: str) -> Answers:
    zone = given["tz"] or UTC
    at = noon(given["trigger_day"], zone)
    made = HOW[given["off_premises"]] if given["off_premises"] else SaleMade.ONLINE
    order = sale(at, made, zone, kind=given["contract_type"])
    if given["trigger"] == "possession_last_good":
        order = order.after(Delivered({"it": 1}, at=at))
    where = place(code).observing(calendar(given["holidays_in_window"]))
    deadline = end_of(order, where, at).deadline
    return {"last_day": deadline.last_day.isoformat(), "end_instant": deadline.ends_at}


def exercise(given: Given, code: str) -> Answers:
    ends = date.fromisoformat(given["last_day"])
    at = noon((ends - timedelta(days=14)).isoformat(), given["tz"])
    order = sale(at, zone=given["consumer_tz"]).after(Delivered({"it": 1}, at=at))
    notice = ReturnRequest(
        [ReturnItem("it", 1, reason="remorse")],
        sent_at=given["sent"],
        received_at=given["received"],
        form=SHOWN.get(given["channel"], NoticeForm.STATEMENT),
    )
    terms = place(code).observing(calendar([])).right("withdrawal", on=at.date())
    decision = returns.assess(order, notice, terms, at=given["received"])
    return {"allowed": bool(decision.allowed)}


def uninformed(given: Given, code: str) -> Answers:
    at = noon(given["trigger_day"])
    order = sale(at).after(Delivered({"it": 1}, at=at), InformationMissing(at=at))
    if given["informed"] is not None:
        order = order.after(CustomerInformed(at=noon(given["informed"])))
    where = place(code).observing(calendar([]))
    asked = at + timedelta(days=500)
    deadline = end_of(order, where, asked).deadline
    return _last_day(deadline.legal_day)


def refund(given: Given, code: str) -> Answers:
    goods, paid = EUR(given["goods"]), EUR(given["delivery_paid"])
    standard = EUR(given["cheapest_standard_delivery_offered"])
    at = noon("2026-03-02")
    charges = [Charge.shipping(paid, standard=standard)] if paid.minor else []
    order = Order(
        id="1",
        placed_at=at,
        customer=Customer(id="C", zone=UTC),
        lines=[Line("it", quantity=1, total=goods)],
        charges=charges,
        history=[
            Paid(goods + paid, tender=Tender.card("c"), at=at),
            Delivered({"it": 1}, at=at),
        ],
    )
    where = place(code).observing(calendar([]))
    request = ReturnRequest.everything(order, reason="remorse")
    decision = returns.assess(order, request, where.withdrawal, at=at)
    return {"amount": refunds.quote(decision, where.refunds["withdrawal"]).total}


KINDS: Mapping[str, Callable[[Given, str], Answers]] = {
    "eu.period.1182_71": period,
    "eu.crd.withdrawal.last_day": withdrawal,
    "eu.crd.withdrawal.exercise": exercise,
    "eu.crd.withdrawal.uninformed": uninformed,
    "eu.crd.refund.amount": refund,
}
