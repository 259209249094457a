"""Assess, quote, explain: two verbs, and the answer can be read aloud."""

from datetime import UTC, date, datetime

from postsales import EUR, Change, Hint, Outcome, ReturnRequest, refunds, returns
from tests.stories.acme import order, refund_terms, request, terms

AT = "2026-03-20T09:00+01:00"
decision = returns.assess(order, request, terms, at=AT)
quote = refunds.quote(decision, refund_terms)


class TestDecision:
    """The mug was sold for good; the rest may come back."""

    def test_the_outcome(self) -> None:
        assert decision.outcome is Outcome.PARTLY
        assert decision.allowed == {"tee": 2, "lamp": 1}
        assert repr(decision.allowed) == "{'tee': 2, 'lamp': 1}"
        assert decision.item("mug").because == {"final_sale": 1}

    def test_until_when(self) -> None:
        deadline = decision.item("tee").deadline
        assert deadline is not None
        assert deadline.last_day == date(2026, 4, 4)
        assert deadline.ends_at == datetime(2026, 4, 4, 22, tzinfo=UTC)

    def test_what_changes_next(self) -> None:
        # The lamp came on 9 March; 14 days later the 23rd is over in Berlin, still winter time.
        assert decision.next_change == Change(
            datetime(2026, 3, 23, 23, tzinfo=UTC), line="lamp", because="window_closed"
        )

    def test_the_hint_is_true(self) -> None:
        assert decision.hints == (Hint("leave_out", line="mug", units=1, removes=("final_sale",)),)
        better = decision.hints[0].applied_to(request)
        assert isinstance(better, ReturnRequest)
        assert returns.assess(order, better, terms, at=AT).outcome is Outcome.ALLOWED

    def test_the_facts_are_there_for_the_words(self) -> None:
        (found,) = [x for x in decision.findings if x.code == "final_sale"]
        assert (found.rule, found.facts["line"], found.facts["units"]) == ("final_sale", "mug", 1)


class TestQuote:
    """50.00 over three shirts: two of them are 33.33."""

    def test_line_by_line(self) -> None:
        assert [(x.line, x.amount, x.tax) for x in quote.lines] == [
            ("tee", EUR("33.33"), EUR("5.32")),
            ("lamp", EUR("89.00"), EUR("14.21")),
        ]

    def test_delivery_and_fees(self) -> None:
        assert quote.shipping == EUR("0.00")  # the mug and a shirt stay
        assert [(x.code, x.amount) for x in quote.fees] == [("return_shipping", EUR("4.95"))]

    def test_where_the_money_goes(self) -> None:
        assert quote.tenders == {"GC-7": EUR("20.00"), "ch_1": EUR("97.38")}
        assert quote.total == EUR("117.38")  # 33.33 + 89.00 - 4.95
        assert quote.withheld == EUR("0.00")


def test_the_short_form_for_one_reason() -> None:
    short = ReturnRequest.of({"tee": 2}, reason="too_small")
    assert returns.assess(order, short, terms, at=AT).allowed == {"tee": 2}
