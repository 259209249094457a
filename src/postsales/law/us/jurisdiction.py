"""The federal law of the United States, as far as it is covered."""

from postsales.basics.dated import Dated, Row
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.us import cooling_off
from postsales.law.us.mail_order import DELAY_NOTICES, REFUND_UNSHIPPED, SHIP

__all__ = ["US"]

US: Jurisdiction = Jurisdiction(
    code="US",
    name="United States",
    rights={
        "withdrawal": Dated(
            [Row(cooling_off.withdrawal, cooling_off.IN_FORCE, by=cooling_off.SALE)],
            name="US cooling-off rule",
        )
    },
    refunds={
        "withdrawal": Dated(
            [Row(cooling_off.refund, cooling_off.IN_FORCE, by=cooling_off.TEN_DAYS)],
            name="US refund",
        )
    },
    duties=[SHIP, cooling_off.REFUND, REFUND_UNSHIPPED],
    delay_notices=DELAY_NOTICES,
    left_out=[
        "sales after the buyer saw the goods in a shop of the seller (§ 429.0(a)(1))",
        "real estate, insurance, securities, vehicles at temporary places, arts and crafts fairs",
        "goods that the seller does not collect within 20 days of a cancellation",
        "how much goes back of an order that is not shipped, or in part only (Part 435)",
        "times for shipping that were stated in hours (Part 435)",
        "orders that are complete later, as when a payment was dishonoured (Part 435)",
        "refunds to an account with the seller, within one billing cycle (§ 435.1(b)(2))",
        "rescission of credit secured by a home",
        "the law of the states, but for the posting rules of US-CA and US-NY",
    ],
    checked_on="2026-11-21",
)
"""The federal law of the United States. It knows no right to change one's mind about a shop's sale.

Hand in the federal holidays, on their dates and on the days on which they are observed.
"""
