"""What is promised besides a refund, and what staff allowed, is told with it."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    CreditOffer,
    CreditQuote,
    Days,
    Overridden,
    Percent,
    Postage,
    RefundQuote,
    ReturnRequest,
    explain,
    refunds,
    returns,
)
from postsales.refunds.credit import as_store_credit
from tests.explain.given import TALES
from tests.stories import acme

PLACED = "2026-03-02T10:15+01:00"
AT = "2026-03-20T09:00+01:00"
LATER = "2026-03-21T09:00+01:00"
STORY = TALES["story_3"]


def quoted(**terms: Any) -> RefundQuote:
    """The refund of story 3 under terms that promise more."""
    return refunds.quote(STORY.decision, evolve(acme.refund_terms, zone="Europe/Berlin", **terms))


def told(quote: RefundQuote | CreditQuote, register: str = "agent", locale: str = "en") -> str:
    """Story 3, with its money."""
    return explain.text(
        STORY.decision, quote=quote, locale=locale, zone="Europe/Berlin", register=register
    )


class TestCredit:
    """The bonus for taking store credit is told, and until when it lasts."""

    def test_what_it_would_be(self) -> None:
        said = told(quoted(credit=CreditOffer(Percent("10"))))
        assert "\nAs store credit it is €129.12, €11.74 more.\n" in said

    def test_until_when(self) -> None:
        said = told(quoted(credit=CreditOffer(EUR("5.00"), lasts=Days(30))), "customer")
        assert (
            "If you take store credit instead, you get €122.38, €5.00 more that you can spend "
            "until the end of Sunday, 19 April 2026."
        ) in said

    def test_in_german(self) -> None:
        said = told(quoted(credit=CreditOffer(EUR("5.00"), lasts=Days(30))), "customer", "de")
        assert (
            "erhalten Sie 122,38 €, also 5,00 € mehr, einzulösen bis einschließlich "
            "Sonntag, 19. April 2026."
        ) in said

    def test_where_it_is_taken(self) -> None:
        said = told(as_store_credit(quoted(credit=CreditOffer(Percent("10")))))
        assert "€117.38 goes back as store credit." in said
        assert "Besides the store credit there is a bonus of €11.74, together €129.12." in said
        assert "As store credit  €117.38" in said
        assert "To card" not in said

    def test_taken_until_when(self) -> None:
        taken = as_store_credit(quoted(credit=CreditOffer(EUR("5.00"), lasts=Days(30))))
        assert "a bonus of €5.00 that can be spent until the end of Sunday" in told(taken)

    def test_without_an_offer_nothing_is_told(self) -> None:
        assert "bonus" not in told(as_store_credit(quoted()))
        assert "more" not in told(quoted())


class TestPostage:
    """Who pays for sending goods back is told where the terms say so."""

    @pytest.mark.parametrize(
        ("postage", "sentence"),
        [
            pytest.param(Postage(), "Sending it back is paid for by the shop.", id="the shop"),
            pytest.param(
                Postage(at_most=EUR("6.00")),
                "Sending it back is paid for by the shop, up to €6.00.",
                id="the shop, up to",
            ),
            pytest.param(
                Postage(for_reasons=["remorse", "defect"]),
                "Sending it back is paid for by the customer.",
                id="the customer",
            ),
        ],
    )
    def test_who_pays(self, postage: Postage, sentence: str) -> None:
        assert sentence in told(quoted(postage=postage)).splitlines()

    def test_to_the_customer(self) -> None:
        said = told(quoted(postage=Postage(for_reasons=["remorse", "defect"])), "customer")
        assert "You pay for sending it back." in said

    def test_where_the_terms_say_nothing(self) -> None:
        assert "paid for by" not in told(quoted())

    def test_where_nothing_travels(self) -> None:
        called_off = TALES["story_6"].decision
        quote = refunds.quote(called_off, evolve(acme.refund_terms, postage=Postage()))
        said = explain.text(called_off, quote=quote, locale="en", zone="UTC")
        assert "paid for by" not in said


class TestStaff:
    """What somebody allowed by name is told with who and why; to the customer only that it was."""

    GIVEN = Overridden("final_sale", who="M. Kim", why="was in hospital", at=AT)

    def said(self, register: str, locale: str = "en") -> str:
        mug = ReturnRequest.of({"mug": 1}, reason="changed_mind")
        decision = returns.assess(acme.order.after(self.GIVEN), mug, acme.terms, at=AT)
        return explain.text(decision, locale=locale, zone="Europe/Berlin", register=register)

    def test_to_the_agent(self) -> None:
        line = "  - 1 of mug: allowed by M. Kim (was in hospital), although: final sale"
        assert line in self.said("agent").splitlines()

    def test_to_the_customer(self) -> None:
        said = self.said("customer")
        assert "  - 1 of mug: allowed for you, although: final sale" in said.splitlines()
        assert "M. Kim" not in said
        assert "hospital" not in said

    def test_in_german(self) -> None:
        line = (
            "  - 1 × mug: zugelassen von M. Kim (was in hospital), "
            "obwohl: ohne Rückgabemöglichkeit verkauft"
        )
        assert line in self.said("agent", "de").splitlines()

    @pytest.mark.parametrize(
        ("codes", "told"),
        [
            pytest.param("finalsale", "finalsale", id="a slip"),
            pytest.param(["many_returns", "final_sale"], None, id="one of those that help"),
            pytest.param(["window_closed", "finale"], "finale, window_closed", id="two in vain"),
        ],
    )
    def test_what_stands_in_nobody_s_way_is_told_as_it_was_written(
        self, codes: Any, told: str | None
    ) -> None:
        given = evolve(self.GIVEN, codes=codes)
        mug = ReturnRequest.of({"mug": 1, "tee": 1}, reason="changed_mind")
        decision = returns.assess(acme.order.after(given), mug, acme.terms, at=AT)
        said = explain.text(decision, locale="en", zone="Europe/Berlin")
        line = f"  - 1 of mug: M. Kim allowed what does not stand in the way: {told}"
        assert [x for x in said.splitlines() if "stand in the way" in x] == ([line] if told else [])
        to_them = explain.text(decision, locale="en", zone="UTC", register="customer")
        assert "stand in the way" not in to_them

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"lines": ["tee"]}, id="about another line"),
            pytest.param({"until": AT, "at": PLACED}, id="that is over"),
            pytest.param({"at": LATER}, id="that is still to come"),
        ],
    )
    def test_what_is_not_in_force_is_not_told(self, changes: dict[str, Any]) -> None:
        given = evolve(self.GIVEN, codes="finalsale", **changes)
        mug = ReturnRequest.of({"mug": 1}, reason="changed_mind")
        decision = returns.assess(acme.order.after(given), mug, acme.terms, at=AT)
        assert "stand in the way" not in explain.text(decision, locale="en", zone="UTC")

    def test_what_the_terms_allow_is_nobody_s_exception(self) -> None:
        assert "allowed by" not in STORY.text()
