"""What nobody can mean ends in an error that names the field, the value and what to do."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    CurrencyMismatch,
    Days,
    Delivered,
    InvalidValue,
    Line,
    NoLawInForce,
    Order,
    PostsalesError,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    WrongType,
    explain,
    law,
)
from postsales.basics.dated import Dated, Row
from postsales.law import DE, EU, FR, GB, Jurisdiction

ORDER = Order(
    id="1", placed_at="2026-03-02T10:15Z", lines=[Line("tee", quantity=1, total=EUR("1.00"))]
)
TERMS = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(30), since=Delivered)
)
MONEY = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
TEE = ReturnRequest.of({"tee": 1}, reason="remorse")
FLOOR = law.assess(ORDER, TEE, TERMS, DE, at="2026-03-02T12:00Z")
DAY, NOW = "2026-03-02", "2026-03-02T12:00Z"
# What follows is wrong on purpose, so nothing of it is typed.
Asked = Callable[[], Any]
de, fr, anything = (cast("Any", x) for x in (DE, FR, law))


TERMS = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(30), since=Delivered)
)
MONEY = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")


def tee() -> law.Floor:
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    return law.assess(ORDER, request, TERMS, EU, at=NOW)


def service(place: Any) -> Any:
    return law.service_owed(EUR("1.00"), place, supplied=1, term=2, is_asked=True, is_informed=True)


@pytest.mark.parametrize(
    ("ask", "error", "says"),
    [
        (lambda: anything.coverage("DE"), WrongType, "place is 'DE': a law is a value such as"),
        (lambda: anything.coverage(3), WrongType, "place is 3: a law is a value such as law.DE"),
        (lambda: de.right(["x"], on=DAY), WrongType, "right is ['x']: DE has the rights withdraw"),
        (lambda: de.right("x", on=DAY), InvalidValue, "right is 'x': DE has the rights withdrawal"),
        (lambda: de.refund(["x"], on=DAY), WrongType, "right is ['x']: DE has the rights"),
        (lambda: de.refund("x", on=DAY), InvalidValue, "right is 'x': DE has the rights"),
        (
            lambda: law.late_refund(EUR("1.00"), fr, days_late=1, of=cast("Any", ["x"])),
            WrongType,
            "of is ['x']: FR has penalties for withdrawal, undelivered",
        ),
        (
            lambda: law.late_refund(EUR("1.00"), DE, days_late=1),
            InvalidValue,
            "place is 'DE': the law of DE, as far as it is covered, adds no fixed share to late",
        ),
        (lambda: service(GB), InvalidValue, "place is 'GB': the law of GB, as far as it is cov"),
        (lambda: service("EU"), WrongType, "place is 'EU': the law comes second"),
        (
            lambda: law.fixed_sum(EUR("1.00"), DE),
            InvalidValue,
            "place is 'DE': the law of DE, as far as it is covered, has no fixed sums",
        ),
        (
            lambda: law.value_lost(ORDER, EU, at=NOW, right=cast("Any", ["x"])),
            WrongType,
            "right is ['x']: EU has withdrawal",
        ),
        (lambda: law.unchecked(on=DAY, places=cast("Any", [1])), WrongType, "places is 1: a law"),
        (lambda: law.unchecked(on=DAY, places=de), WrongType, "places is <Jurisdiction 'DE', G"),
        (lambda: law.unchecked(on=DAY, days=0), InvalidValue, "days is 0: 1 to"),
        (
            lambda: law.FixedSum(EUR("1.00"), amount=cast("Any", 3)),
            WrongType,
            "amount is 3: an amount of money is needed",
        ),
        (
            lambda: law.FixedSum(EUR("1.00"), amount=USD("1.00")),
            CurrencyMismatch,
            "USD 1.00 and EUR 1.00 are of different currencies",
        ),
        (lambda: law.LateRefund(cast("Any", 3), EUR("1.00")), WrongType, "due is 3: an amount"),
        (lambda: law.LateRefund(EUR("1.00"), USD("1.00")), CurrencyMismatch, "USD 1.00 and EUR"),
        (
            lambda: law.ServiceOwed(EUR("1.00"), EUR("1.00"), cast("Any", "so")),
            WrongType,
            "why is 'so': say why",
        ),
        (
            lambda: law.late_refund(EUR("1.00"), FR, days_late=91),
            InvalidValue,
            "ends with the price; hand in price=, that of the goods",
        ),
        (
            lambda: law.presumed_until(ORDER, "tee", EU, at=NOW),
            InvalidValue,
            "there on delivery, such as law.GB; law.coverage tells what is left out of it",
        ),
        (lambda: de.observing("DE"), WrongType, "holidays is 'DE': say Holidays([…], since=…, un"),
        (lambda: de.observing(["2026-12-25"]), WrongType, "or of whom: {'customer': Holidays(…)}"),
        (
            lambda: FLOOR.decision.record(quote=cast("Any", law.quote(FLOOR, MONEY))),
            WrongType,
            "of what law.quote gives, record each of `parts`",
        ),
        (
            lambda: explain.text(
                FLOOR.decision,
                quote=cast("Any", law.quote(FLOOR, MONEY)),
                locale="en",
                zone="UTC",
            ),
            WrongType,
            "its RefundQuote (of law.quote one of the `parts`)",
        ),
        (lambda: evolve(de, rights={}), InvalidValue, "a law has at least one right"),
        (
            lambda: evolve(de, duties=[DE.duties[0], evolve(DE.duties[1], right="reject")]),
            InvalidValue,
            "duties is 'reject': DE has the rights withdrawal",
        ),
        (
            lambda: evolve(de, refunds={"reject": DE.refunds["withdrawal"]}),
            InvalidValue,
            "refunds is 'reject': DE has the rights withdrawal",
        ),
        (
            lambda: evolve(de, handling={"reject": DE.handling["withdrawal"]}),
            InvalidValue,
            "handling is 'reject': DE has the rights withdrawal",
        ),
        (
            lambda: evolve(de, rights={"withdrawal": DE.refunds["withdrawal"]}),
            WrongType,
            "a right is Dated, with the ReturnTerms of each time",
        ),
        (
            lambda: evolve(de, refunds={"withdrawal": DE.rights["withdrawal"]}),
            WrongType,
            "what a right gives back is Dated, with the RefundTerms of each time",
        ),
        (
            lambda: evolve(DE.duties[0], met_by=()),
            InvalidValue,
            "met_by is (): at least one class of events",
        ),
        (
            lambda: law.quote(tee(), MONEY, order=cast("Any", 5), at=NOW),
            WrongType,
            "order is 5: the facts as they stand then are an Order",
        ),
    ],
)
def test_it_says_what_is_wrong(ask: Asked, error: type[PostsalesError], says: str) -> None:
    with pytest.raises(error) as found:
        ask()
    assert says in str(found.value)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("de", "no consumer law for 'de' on 2026-03-02: say 'DE'; covered are EU, AT, "),
        ("UK", "no consumer law for 'UK' on 2026-03-02: say 'GB'; covered are "),
        ("uk", "say 'GB'; "),
        ("us-ca", "say 'US-CA'; "),
        ("DE-BY", "it has no law of its own here: say 'DE', and observe the holidays of the"),
        (
            "UK-SCT",
            "no consumer law for 'UK-SCT' on 2026-03-02: it has no law of its own here: say",
        ),
        ("US_CA", "no consumer law for 'US_CA' on 2026-03-02: say 'US-CA'; covered are EU, "),
        ("NL", "its own law is not here: say 'EU' for the directive without what it adds; covered"),
        ("DEU", "no consumer law for 'DEU' on 2026-03-02: codes have two letters, such as 'DE'; "),
        ("XX", "no consumer law for 'XX' on 2026-03-02: covered are EU, "),
    ],
)
def test_a_code_that_is_no_place(code: str, says: str) -> None:
    with pytest.raises(NoLawInForce) as found:
        law.pack(code, on=DAY)
    assert says in str(found.value)


def test_the_first_day_of_all() -> None:
    """Nothing was checked before it, so nothing is stale on it."""
    assert law.unchecked(on="0001-01-01") == ()
    assert law.unchecked(on="9999-12-31", places=[DE]) == (DE,)


def test_a_share_of_any_currency() -> None:
    """What is added is a share of the sum, so it is owed in the currency of the sum."""
    assert law.late_refund(USD("100.00"), FR, days_late=11).added == USD("5.00")


def test_a_repealed_right_is_a_right() -> None:
    by = EU.rights["withdrawal"].rows[0].by
    row = EU.rights["withdrawal"].rows[0]
    gone: Dated[Any] = Dated(
        [Row(row.value, row.from_on, "2030-01-01", by=by), Row.repealed("2030-01-01", by=by)],
        name="EU withdrawal",
    )
    with pytest.raises(NoLawInForce, match="repealed"):
        evolve(EU, rights={"withdrawal": gone}).right("withdrawal", on="2031-01-01")


def test_a_jurisdiction_is_told_in_a_line() -> None:
    assert repr(GB) == "<Jurisdiction 'GB', United Kingdom: withdrawal, reject>"
    assert isinstance(GB, Jurisdiction)
