"""What has to be shown, whose returns a person looks at, and what staff allow by name."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    CurrencyMismatch,
    Customer,
    Days,
    Decision,
    Delivered,
    Event,
    Exclusion,
    Finding,
    InvalidTerms,
    InvalidValue,
    Line,
    Money,
    Order,
    Outcome,
    Overridden,
    Percent,
    Proof,
    PurchaseRecord,
    Received,
    ReturnCase,
    ReturnerGuard,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    UnknownLine,
    all_of,
    explain,
    not_met,
    returns,
    unknown,
)
from postsales.testing import strategies
from postsales.testing.strategies.steps import OVERRIDES

TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(14), since=Delivered)
)
IN_TIME, LATE = "2026-03-10T12:00Z", "2026-05-04T12:00Z"


def sold(*more: Event, customer: Customer | None = None) -> Order:
    """Two tees and a mug, delivered, and what happened besides."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[
            Line("tee", quantity=2, total=EUR("40.00"), category="clothes"),
            Line("mug", quantity=1, total=EUR("9.00")),
        ],
        history=[Delivered({"tee": 2, "mug": 1}, at="2026-03-05T12:00Z"), *more],
        customer=customer,
    )


def asked(
    terms: ReturnTerms, order: Order | None = None, at: str = IN_TIME, **item: Any
) -> Decision[ReturnCase]:
    """May a tee come back?"""
    told = {"reason": "remorse", **item}
    request = ReturnRequest([ReturnItem("tee", 1, **told)])
    return returns.assess(order or sold(), request, terms, at=at)


class TestProofs:
    """What is missing is asked for, and refuses nothing."""

    RECEIPT = evolve(TERMS, proofs=[Proof("receipt", for_reasons="remorse")])

    def test_it_was_shown(self) -> None:
        assert asked(self.RECEIPT, evidence=["receipt", "box"]).outcome is Outcome.ALLOWED

    def test_it_was_not(self) -> None:
        found = asked(self.RECEIPT, evidence=["box"])
        assert found.outcome is Outcome.REFER
        assert found.because == {"receipt_not_shown": 1}
        assert [(x.kind, x.fact) for x in found.hints] == [("tell", "receipt")]
        (finding,) = found.deciding
        assert finding.facts["shown"] == "box"

    def test_for_other_reasons_it_need_not_be(self) -> None:
        assert asked(self.RECEIPT, reason="defect").outcome is Outcome.ALLOWED

    def test_for_other_lines_it_need_not_be(self) -> None:
        proof = Proof("receipt", for_reasons="remorse", applies_to=Scope(category="shoes"))
        assert asked(evolve(TERMS, proofs=[proof])).outcome is Outcome.ALLOWED

    def test_in_words(self) -> None:
        text = explain.text(asked(self.RECEIPT), locale="en", zone="Europe/Berlin")
        assert "“receipt” has to be shown, and was not" in text
        assert "Ask the customer for the receipt for 1 of tee." in text


def regular(
    bought: int = 20, returned: int = 10, paid: str = "900.00", refunded: str = "450.00"
) -> Customer:
    """A customer of whom something is known."""
    record = PurchaseRecord(
        bought=bought, returned=returned, paid=EUR(paid), refunded=EUR(refunded)
    )
    return Customer("C-7", record=record)


@pytest.mark.parametrize(
    ("guard", "exceeded"),
    [
        pytest.param({"most_units": 10}, "", id="exactly so many units"),
        pytest.param({"most_units": 9}, "most_units", id="one unit more"),
        pytest.param({"most_share": Percent("50")}, "", id="exactly such a share"),
        pytest.param({"most_share": Percent("49.999999")}, "most_share", id="a little more"),
        pytest.param({"most_money": EUR("450.00")}, "", id="exactly so much money"),
        pytest.param({"most_money": EUR("449.99")}, "most_money", id="a cent more"),
        pytest.param({"most_units": 9, "least_bought": 20}, "most_units", id="enough bought"),
        pytest.param({"most_units": 9, "least_bought": 21}, "", id="too little bought to say"),
        pytest.param(
            {"most_units": 0, "most_share": Percent("0"), "most_money": EUR("0")},
            "most_units, most_share, most_money",
            id="all of them",
        ),
    ],
)
def test_whose_return_a_person_looks_at(guard: dict[str, Any], exceeded: str) -> None:
    found = asked(evolve(TERMS, guards=ReturnerGuard(**guard)), sold(customer=regular()))
    assert found.because == ({"many_returns": 1} if exceeded else {})
    assert found.outcome is (Outcome.REFER if exceeded else Outcome.ALLOWED)
    told = [x.facts["exceeded"] for x in found.findings if x.rule == "many_returns"]
    assert told == [exceeded]


class TestGuards:
    """A guard refers, with its figures, and never refuses."""

    STRICT = evolve(TERMS, guards=ReturnerGuard(most_units=0))

    @pytest.mark.parametrize("customer", [None, Customer("C-1")])
    def test_of_whom_nothing_is_known_nothing_is_held_against_them(
        self, customer: Customer | None
    ) -> None:
        assert asked(self.STRICT, sold(customer=customer)).outcome is Outcome.ALLOWED

    def test_a_defect_is_nobody_s_habit(self) -> None:
        found = asked(self.STRICT, sold(customer=regular()), reason="defect")
        assert found.outcome is Outcome.ALLOWED

    def test_who_bought_nothing_yet(self) -> None:
        new = regular(bought=0, returned=0, paid="0", refunded="0")
        assert asked(self.STRICT, sold(customer=new)).outcome is Outcome.ALLOWED

    def test_in_words(self) -> None:
        text = explain.text(
            asked(self.STRICT, sold(customer=regular())), locale="en", zone="Europe/Berlin"
        )
        assert "so a person looks at it first" in text

    def test_figures_in_another_currency_cannot_be_compared(self) -> None:
        terms = evolve(TERMS, guards=ReturnerGuard(most_money=USD("5000.00")))
        found = asked(terms, sold(customer=regular()))
        assert found.because == {"many_returns": 1}
        assert found.record().findings == found.findings

    @pytest.mark.parametrize(
        ("given_", "says"),
        [
            ({}, "most_units, most_share or most_money"),
            ({"most_share": Percent("100.1")}, "at most 100 %"),
            ({"most_units": -1}, "most_units"),
            ({"most_units": 1, "least_bought": 0}, "least_bought"),
            ({"most_units": 1, "for_reasons": []}, "at least one kind"),
        ],
    )
    def test_what_is_refused(self, given_: dict[str, Any], says: str) -> None:
        with pytest.raises(InvalidValue, match=says):
            ReturnerGuard(**given_)

    def test_two_of_one_code(self) -> None:
        with pytest.raises(InvalidTerms, match="'many_returns' stands in it twice"):
            evolve(TERMS, guards=[ReturnerGuard(most_units=1), ReturnerGuard(most_units=2)])

    @pytest.mark.parametrize(
        ("bought", "returned", "paid", "refunded"),
        [
            (1, 2, EUR("10"), EUR("0")),
            (2, 1, EUR("10"), EUR("10.01")),
            (2, 1, EUR("10"), EUR("-0.01")),
        ],
    )
    def test_a_record_that_cannot_be(
        self, bought: int, returned: int, paid: Money, refunded: Money
    ) -> None:
        with pytest.raises(InvalidValue, match=r"(went|came) back of"):
            PurchaseRecord(bought=bought, returned=returned, paid=paid, refunded=refunded)

    def test_a_record_in_two_currencies(self) -> None:
        with pytest.raises(CurrencyMismatch, match="one currency"):
            PurchaseRecord(bought=1, returned=0, paid=EUR("1"), refunded=USD("0"))


def by_kim(*codes: str, **more: Any) -> Overridden:
    """M. Kim allows it on 4 May."""
    told = {"who": "M. Kim", "why": "was in hospital", "at": "2026-05-04T08:00Z", **more}
    return Overridden(codes, **told)


def never_a(_: ReturnCase) -> Finding:
    """Nothing may come back."""
    return not_met("a")


def nobody_knows(_: ReturnCase) -> Finding:
    """An exception of which nobody knows whether it holds."""
    return unknown("who_knows")


def never_b(_: ReturnCase) -> Finding:
    """Nothing may come back, for another reason."""
    return not_met("b")


class TestOverrides:
    """Staff allow by name what the terms do not; they refuse nothing and make no units."""

    def test_too_late_and_allowed(self) -> None:
        found = asked(TERMS, sold(by_kim("window_closed")), LATE)
        assert found.outcome is Outcome.ALLOWED
        told = [x for x in found.findings if x.rule == "by_staff"]
        assert [(x.facts["overridden"], x.facts["who"], x.facts["why"]) for x in told] == [
            ("window_closed", "M. Kim", "was in hospital")
        ]
        assert found.record().findings == found.findings

    @pytest.mark.parametrize(
        ("at", "outcome"),
        [
            ("2026-05-04T07:59:59.999999Z", Outcome.REFUSED),
            ("2026-05-04T08:00Z", Outcome.ALLOWED),
            ("2026-05-17T23:59:59.999999Z", Outcome.ALLOWED),
            ("2026-05-18T00:00Z", Outcome.REFUSED),
        ],
    )
    def test_for_a_time(self, at: str, outcome: Outcome) -> None:
        order = sold(by_kim("window_closed", until="2026-05-18T00:00Z"))
        assert asked(TERMS, order, at).outcome is outcome

    def test_the_end_is_told(self) -> None:
        found = asked(TERMS, sold(by_kim("window_closed", until="2026-05-18T00:00Z")), LATE)
        assert found.next_change is not None
        assert found.next_change.at.isoformat() == "2026-05-18T00:00:00+00:00"
        deadline = found.item("tee").deadline
        assert deadline is not None
        assert deadline.ends_at == found.next_change.at

    def test_for_other_lines(self) -> None:
        found = asked(TERMS, sold(by_kim("window_closed", lines="mug")), LATE)
        assert found.because == {"window_closed": 1}

    def test_every_code_has_to_be_named(self) -> None:
        terms = evolve(
            TERMS, exclusions=[Exclusion("no_clothes", applies_to=Scope(category="clothes"))]
        )
        one = asked(terms, sold(by_kim("window_closed")), LATE)
        assert one.because == {"no_clothes": 1}
        assert asked(terms, sold(by_kim("window_closed", "no_clothes")), LATE).allowed

    def test_an_exception_of_which_nobody_knows_takes_nothing_away(self) -> None:
        terms = TERMS.unless(returns.within_window, nobody_knows)
        assert asked(terms, sold(by_kim("window_closed")), LATE).outcome is Outcome.ALLOWED
        assert asked(terms, sold(by_kim("who_knows")), LATE).outcome is Outcome.ALLOWED
        assert asked(terms, sold(), LATE).outcome is Outcome.REFER

    def test_several_together(self) -> None:
        terms = evolve(
            TERMS, exclusions=[Exclusion("no_clothes", applies_to=Scope(category="clothes"))]
        )
        order = sold(
            by_kim("window_closed", until="2026-05-18T00:00Z"),
            by_kim("no_clothes", who="A. Roy", why="goodwill"),
        )
        assert asked(terms, order, LATE).outcome is Outcome.ALLOWED

    def test_of_two_for_one_code_the_longer_counts(self) -> None:
        order = sold(
            by_kim("window_closed", until="2026-05-18T00:00Z"),
            by_kim("window_closed", who="A. Roy", until="2026-05-20T00:00Z"),
        )
        (told,) = [x.facts for x in asked(TERMS, order, LATE).findings if x.rule == "by_staff"]
        assert (told["who"], str(told["until"])) == ("M. Kim, A. Roy", "2026-05-20 00:00:00+00:00")

    def test_what_nobody_knows_can_be_decided(self) -> None:
        terms = evolve(TERMS, guards=ReturnerGuard(most_units=0))
        order = sold(by_kim("many_returns", at="2026-03-09T00:00Z"), customer=regular())
        assert asked(terms, order).outcome is Outcome.ALLOWED

    def test_what_came_back_came_back(self) -> None:
        order = sold(
            Received({"tee": 2}, at="2026-03-08T12:00Z"),
            by_kim("already_returned", "window_closed", at="2026-03-09T12:00Z"),
        )
        assert asked(TERMS, order).because == {"already_returned": 1}

    def test_of_several_codes_the_first_end_is_told(self) -> None:
        terms = evolve(
            TERMS, exclusions=[Exclusion("no_clothes", applies_to=Scope(category="clothes"))]
        ).requiring(all_of(never_a, never_b))
        order = sold(
            by_kim("a", until="2026-05-12T00:00Z", at="2026-03-09T00:00Z"),
            by_kim("b", "no_clothes", until="2026-05-20T00:00Z", at="2026-03-09T00:00Z"),
        )
        found = asked(terms, order)
        ends = {
            x.facts["overridden"]: str(x.facts["until"])[:10]
            for x in found.findings
            if x.rule == "by_staff"
        }
        assert ends == {"a, b": "2026-05-12", "no_clothes": "2026-05-20"}
        assert found.next_change is not None

    def test_terms_that_are_not_about_the_line_can_be_asked_all_the_same(self) -> None:
        """Then all their rules are asked, and what came back came back."""
        terms = evolve(TERMS, applies_to=Scope(category="shoes"))
        told = by_kim("not_covered", at="2026-03-09T00:00Z")
        assert asked(terms, sold(told)).outcome is Outcome.ALLOWED
        assert asked(terms, sold(told), LATE).because == {"window_closed": 1}
        four = ReturnRequest.of({"tee": 4}, reason="remorse")
        found = returns.assess(sold(told), four, terms, at=IN_TIME)
        assert found.allowed == {"tee": 2}
        assert found.because == {"more_than_bought": 2}

    @pytest.mark.parametrize(
        ("given_", "says"),
        [
            ({"codes": []}, "at least one code"),
            ({"who": " "}, "who"),
            ({"why": ""}, "why"),
            ({"until": "2026-05-04T08:00Z"}, "ends after it begins"),
        ],
    )
    def test_what_is_refused(self, given_: dict[str, Any], says: str) -> None:
        told: dict[str, Any] = {
            "codes": ["window_closed"],
            "who": "M. Kim",
            "why": "was ill",
            "at": "2026-05-04T08:00Z",
            **given_,
        }
        with pytest.raises(InvalidValue, match=says):
            Overridden(**told)

    def test_a_line_that_nobody_bought(self) -> None:
        with pytest.raises(UnknownLine, match="hat"):
            sold(by_kim("window_closed", lines=["tee", "hat"]))


class TestNeverLess:
    """An override turns nothing that is allowed into anything else."""

    @given(st.data())
    def test_whatever_it_names(self, data: st.DataObject) -> None:
        order = data.draw(strategies.orders())
        request = data.draw(strategies.requests(order))
        terms = data.draw(strategies.return_terms())
        at = order.placed_at + timedelta(days=data.draw(st.integers(0, 60)))
        told = Overridden(
            data.draw(st.sampled_from(OVERRIDES)),
            who="M. Kim",
            why="goodwill",
            at=at - timedelta(days=data.draw(st.integers(0, 5))),
            until=at + timedelta(days=data.draw(st.integers(1, 5))),
        )
        before = returns.assess(order, request, terms, at=at)
        after = returns.assess(order.after(told), request, terms, at=at)
        assert all(after.allowed.get(x, 0) >= k for x, k in before.allowed.items())
        gained = after.allowed.keys() - before.allowed.keys()
        assert not gained or "by_staff" in {x.rule for x in after.findings}
