"""What the questions of the law mean in calls of the library.

Rules of this file: one function per question, which takes what is given and the code of the place;
it makes the order that the case describes, asks the law of that place, and names what comes back.
Days and figures are reckoned by the library alone.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve

from postsales import (
    EUR,
    GBP,
    USD,
    Charge,
    Count,
    Customer,
    CustomerInformed,
    Dates,
    Days,
    Deadline,
    Delivered,
    First,
    Holidays,
    InformationMissing,
    LegalDeadline,
    Line,
    Months,
    NoticeForm,
    Order,
    Paid,
    Place,
    Placed,
    RepairAsked,
    RepairEnded,
    ReturnItem,
    ReturnRequest,
    SaleMade,
    Tender,
    Verdict,
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
LENGTHS: Mapping[str, type[Days | Weeks | Months | Years]] = {
    "day": Days,
    "week": Weeks,
    "month": Months,
    "year": Years,
}
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


def sale(at: datetime, made: SaleMade | None = None, zone: str = UTC, **line: Any) -> Order:
    """One thing that was sold at an instant."""
    return Order(
        id="1",
        placed_at=at,
        customer=Customer(id="C", zone=zone),
        made=made,
        lines=[Line("it", **{"quantity": 1, "total": EUR("100.00"), **line})],
    )


def until(right: law.Right) -> Deadline:
    """Until when it can be used."""
    assert right.deadline is not None
    return right.deadline


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
    deadline = until(end_of(order, where, at))
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
    deadline = until(end_of(order, where, asked))
    assert isinstance(deadline, LegalDeadline)
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
    return {"amount": refunds.quote(decision, where.refunds["withdrawal"].on("2026-03-02")).total}


def service(given: Given, code: str) -> Answers:
    price = EUR(given["total_price"])
    found = law.service_owed(
        price,
        place(code),
        supplied=given["days_supplied"],
        term=given["term_days"],
        is_asked=given["express_request"],
        is_informed=given["informed"],
    )
    return {"consumer_owes": found.owed, "refund": found.refund}


def late_refund(given: Given, code: str) -> Answers:
    due, price = EUR(given["sum_due"]), EUR(given["product_price"])
    found = law.late_refund(due, place(code), days_late=given["days_late"], price=price)
    return {"total_due": found.at_least}


def paused(given: Given, code: str) -> Answers:
    at = noon(given["delivered"])
    told = [
        Delivered({"it": 1}, at=at),
        RepairAsked({"it": 1}, at=noon(given["repair_requested"])),
        RepairEnded({"it": 1}, at=noon(given["goods_back"])),
    ]
    order = sale(at).after(*told)
    deadline = until(end_of(order, place(code), noon(given["goods_back"]), "reject"))
    return _last_day(deadline.last_day)


def final_rejection(given: Given, code: str) -> Answers:
    at = noon("2026-01-15")
    traits = ["motor_vehicle"] if given["motor_vehicle"] else []
    price = GBP(given["price"])
    order = sale(at, total=price, traits=traits).after(
        Paid(price, tender=Tender.card("c"), at=at), Delivered({"it": 1}, at=at)
    )
    month = Months(given["final_rejection_month"]).last_day(at.date()) - timedelta(days=10)
    found = law.final_refund(
        order,
        "it",
        place(code),
        at=noon(month.isoformat()),
        for_use=GBP(given["use_deduction_claimed"]),
    )
    return {"amount": found.amount}


def cooling_off(given: Given, code: str) -> Answers:
    at = noon(given["transaction_day"])
    order = sale(at, HOW[given["place"]], total=USD(given["price"]))
    where = place(code).observing(calendar(given["federal_holidays"]))
    return _last_day(until(end_of(order, where, at)).last_day)


def covered(given: Given, code: str) -> Answers:
    at = noon("2026-05-20")
    how = HOW.get(given["place"], SaleMade.AWAY)
    order = sale(at, how, total=USD(given["price"]))
    found = end_of(order, place(code).observing(calendar([])), at)
    return {"covered": found.verdict is Verdict.MET}


def fixed_sum(given: Given, code: str) -> Answers:
    return {"amount": law.fixed_sum(GBP(given["debt"]), place(code)).amount}


KINDS: Mapping[str, Callable[[Given, str], Answers]] = {
    "eu.period.1182_71": period,
    "eu.crd.withdrawal.last_day": withdrawal,
    "eu.crd.withdrawal.exercise": exercise,
    "eu.crd.withdrawal.uninformed": uninformed,
    "eu.crd.refund.amount": refund,
    "eu.crd.service.pro_rata": service,
    "fr.conso.L242-4": late_refund,
    "uk.cra.22.pause": paused,
    "uk.cra.24": final_rejection,
    "us.16cfr429.cancel_by": cooling_off,
    "us.16cfr429.scope": covered,
    "uk.lpcdi.compensation": fixed_sum,
}
