"""Every reason has a sentence, with its units and its facts, that a person would say."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    MET,
    Availability,
    Citation,
    Days,
    Decision,
    Delivered,
    Event,
    Exclusion,
    Fact,
    Finding,
    Outcome,
    Overridden,
    Paid,
    RefundTerms,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Rule,
    Scope,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    Trait,
    Verdict,
    Whereabouts,
    explain,
    not_met,
    refunds,
    returns,
    unknown,
)
from postsales.basics.decisions import combined
from postsales.cancellations import messages as called_off
from postsales.returns.messages import CHANGES, HINTS, REASONS, TELL
from postsales.testing import strategies
from tests.explain.given import TALES, Tale
from tests.explain.read import reasons, tables
from tests.stories import acme

AT = "2026-03-20T09:00+01:00"

terms = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)
money = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.PRO_RATA
)


class Blessed(Event):
    """An event of a host's own."""


def asked(line: str, *rules: Rule[ReturnCase], reason: str = "faulty") -> Decision[ReturnCase]:
    """One unit of a line of the stories' order, under terms with further rules."""
    one = ReturnRequest.of({line: 1}, reason=reason)
    return returns.assess(acme.order, one, acme.terms.requiring(*rules), at=AT)


def text(decision: Decision[ReturnCase]) -> str:
    """Its explanation."""
    return explain.text(decision, locale="en", zone="Europe/Berlin")


def finding(found: Finding) -> Rule[ReturnCase]:
    """A rule that always finds this."""
    return lambda _: found


@st.composite
def decisions(draw: st.DrawFn) -> Decision[ReturnCase]:
    """Answers about orders to which much has happened."""
    order = draw(strategies.orders() | strategies.delivered())
    near = [event.at for event in order.history]
    at = draw(strategies.instants(order.placed_at, near, zone=str(terms.zone)))
    return returns.assess(order, draw(strategies.requests(order)), terms, at=at)


class TestReasons:
    """Every reason of every line is said, with all units that it concerns."""

    @given(decision=decisions())
    def test_units_of_reasons_are_those_of_the_decision(
        self, decision: Decision[ReturnCase]
    ) -> None:
        said = reasons(text(decision))
        for item in decision.items:
            mine = sum(k for k, why in said if why.startswith(f"{item.line}: "))
            assert mine == sum(item.because.values())
        assert sum(k for k, _ in said) == sum(decision.because.values())

    @given(decision=decisions())
    def test_a_code_of_the_library_is_never_only_a_code(
        self, decision: Decision[ReturnCase]
    ) -> None:
        said = text(decision).split("What would change")[0]
        for code in decision.because:
            assert f": {code.replace('_', ' ')}\n" not in said + "\n"
            assert f": {code.replace('_', ' ')} (" not in said

    @given(decision=decisions())
    def test_units_are_counted_line_by_line(self, decision: Decision[ReturnCase]) -> None:
        said = text(decision)
        for item in decision.items:
            assert f"- {item.line}: {item.allowed} of {item.asked} can be returned" in said

    @given(decision=decisions(), locale=st.sampled_from(["en", "en_US", "en_IN"]))
    def test_text_and_markdown_say_the_same(
        self, decision: Decision[ReturnCase], locale: str
    ) -> None:
        plain = explain.text(decision, locale=locale, zone="Asia/Kolkata")
        marked = explain.markdown(decision, locale=locale, zone="Asia/Kolkata")
        bare = re.sub(r"[=-]{3,}|[#*|\\:-]", "", plain), re.sub(r"[#*|\\:-]", "", marked)
        assert bare[0].split() == bare[1].split()

    def test_units_of_two_parcels_are_told_apart(self) -> None:
        said = TALES["split_delivery"].text()
        assert "2 until the end of Saturday, 4 April 2026" in said
        assert "1 until the end of Saturday, 11 April 2026" in said

    def test_a_citation_stands_beside_the_reason(self) -> None:
        found = not_met("final_sale", by=Citation("Terms of sale", "4", checked_on="2026-03-01"))
        assert "1 of tee: sold as final sale (Terms of sale, 4)" in text(
            asked("tee", finding(found))
        )


class TestCatalogue:
    """Every code that the library makes has a sentence of its own."""

    @pytest.mark.parametrize(
        "code", [x.value for x in Availability if x is not Availability.IN_HAND]
    )
    def test_where_units_are(self, code: str) -> None:
        said = TALES["where_units_are"].text()
        assert code in TALES["where_units_are"].decision.because
        assert REASONS[code].format(bought=8) in said

    @pytest.mark.parametrize(
        "place", [x for x in Whereabouts if x not in (Whereabouts.OPEN, Whereabouts.IN_TRANSIT)]
    )
    def test_where_units_are_that_somebody_calls_off(self, place: Whereabouts) -> None:
        sentence = called_off.REASONS[place.value]
        assert sentence.format(bought=8) == sentence.format(bought=9) or "{bought}" in sentence

    def test_what_is_too_far_along(self) -> None:
        tale = TALES["too_far_along"]
        said = reasons(tale.text())
        assert (2, "ring: too far along to be cancelled (“packed”)") in said
        assert (1, "ring: already left the shop") in said
        assert "Ask to return 3 of ring instead" in tale.text()
        assert "Ask the customer for the reason for 1 of box" in tale.text()

    def test_another_code_that_begins_so_is_said_in_words(self) -> None:
        assert reasons(text(asked("tee", finding(not_met("already_praised"))))) == [
            (1, "tee: already praised")
        ]

    @pytest.mark.parametrize("trait", list(Trait))
    def test_an_exclusion_by_trait(self, trait: Trait) -> None:
        line = evolve(acme.order.lines[0], traits=[trait])
        order = evolve(acme.order, lines=[line, *acme.order.lines[1:]])
        exclusion = Exclusion(trait.value, applies_to=Scope(trait=trait))
        request = ReturnRequest.of({"tee": 2}, reason="changed_mind")
        excluding = evolve(acme.terms, exclusions=[exclusion])
        decision = returns.assess(order, request, excluding, at=AT)
        assert decision.because == {trait.value: 2}
        assert (2, f"tee: {REASONS[trait.value]}") in reasons(text(decision))

    @pytest.mark.parametrize(
        ("event", "code"),
        [
            (Delivered, "delivery_date_missing"),
            (Shipped, "shipping_date_missing"),
            (Paid, "payment_date_missing"),
        ],
    )
    def test_a_start_that_is_missing(self, event: type[Event], code: str) -> None:
        order = evolve(acme.order, history=[Delivered({"tee": 1}, at=AT)])
        order = (
            order
            if event is not Delivered
            else evolve(acme.order, history=[Shipped({"tee": 1}, at=AT)])
        )
        decision = self._since(order, event)
        assert decision.because == {code: 1}
        assert (1, f"tee: {REASONS[code]}") in reasons(text(decision))

    def test_a_start_of_ones_own(self) -> None:
        decision = self._since(evolve(acme.order, history=[Delivered({"tee": 1}, at=AT)]), Blessed)
        assert decision.because == {"blessed_date_missing": 1}
        sentence = "the window starts with “blessed”, and its day is not known yet"
        assert (1, f"tee: {sentence}") in reasons(text(decision))
        assert "Find out “blessed at” for 1 of tee" in text(decision)

    def _since(self, order: object, event: type[Event]) -> Decision[ReturnCase]:
        window = evolve(acme.terms, window=ReturnWindow(Days(30), since=event))
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        return returns.assess(order, one, window, at=AT)  # type: ignore[arg-type]

    def test_a_reason_that_the_terms_do_not_know(self) -> None:
        decision = asked("tee", reason="it_hums")
        assert decision.because == {"reason_unknown": 1}
        assert (1, "tee: " + REASONS["reason_unknown"].format(reason="it_hums")) in reasons(
            text(decision)
        )

    def test_a_window_that_is_over(self) -> None:
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        decision = returns.assess(acme.order, one, acme.terms, at="2026-04-05T00:00+02:00")
        assert reasons(text(decision)) == [
            (
                1,
                (
                    "tee: the window of 30 days counted from Thursday, 5 March 2026 (delivery) "
                    "closed at the end of Saturday, 4 April 2026"
                ),
            )
        ]

    def test_a_window_that_began_some_days_after_an_event(self) -> None:
        order = evolve(acme.order, history=[Shipped({"tee": 1}, at="2026-03-03T16:00+01:00")])
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        decision = returns.assess(order, one, acme.terms, at="2026-05-01T00:00+02:00")
        assert "counted from Sunday, 8 March 2026 (5 days after shipping)" in text(decision)

    def test_no_sentence_has_a_line_break_or_a_full_stop(self) -> None:
        for sentence in (*REASONS.values(), *called_off.REASONS.values(), *CHANGES.values()):
            assert sentence == " ".join(sentence.split())
            assert not sentence.endswith(".")

    def test_every_advice_is_a_whole_sentence(self) -> None:
        for sentence in (*HINTS.values(), *called_off.HINTS.values(), *TELL.values()):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert "{subject}" in sentence

    @pytest.mark.parametrize(
        "word",
        ["fraud", "abuse", "suspicious", "claim", "allege", "fault of", "blame", "unfortunately",
         "sorry", "must", "refuse", "deny", "fail"],
    )  # fmt: skip
    def test_nobody_is_blamed_doubted_or_threatened(self, word: str) -> None:
        said = " ".join((*REASONS.values(), *CHANGES.values(), *HINTS.values(), *TELL.values()))
        told = " ".join(tale.text() for tale in TALES.values())
        assert word not in f"{said} {told}".lower()


class TestCodesOfOnesOwn:
    """A code without a sentence is said in words, with its facts."""

    @pytest.mark.parametrize(
        ("fact", "said"),
        [
            pytest.param(EUR("1234.50"), "€1,234.50", id="money"),
            pytest.param(1234, "1,234", id="a number"),
            pytest.param(-1, "-1", id="a number below zero"),
            pytest.param(True, "yes", id="a yes"),
            pytest.param(False, "no", id="a no"),
            pytest.param(None, "not known", id="nothing"),
            pytest.param("gold", "gold", id="text"),
            pytest.param("  two\nlines ", "two lines", id="text on two lines"),
            pytest.param(" ", "blank", id="blank text"),
            pytest.param(Decimal("0.190"), "0.190", id="a decimal"),
            pytest.param(Decimal("NaN"), "NaN", id="no number"),
            pytest.param(Decimal("1E+999999999"), "1E+999999999", id="a number for no screen"),
            pytest.param(datetime(2026, 4, 4).date(), "Saturday, 4 April 2026", id="a day"),
            pytest.param(
                datetime(2026, 4, 4, 10, tzinfo=UTC),
                "Saturday, 4 April 2026 at 12:00",
                id="instant",
            ),
            pytest.param(datetime(2026, 4, 4, 10), "2026-04-04 10:00:00", id="a naive time"),
            pytest.param(datetime(1, 1, 1, tzinfo=UTC), "0001-01-01 00:00:00+00:00", id="long ago"),
        ],
    )
    def test_a_fact_is_said(self, fact: Fact, said: str) -> None:
        decision = asked("tee", finding(not_met("stamp_missing", shown=fact, line="tee")))
        assert reasons(text(decision)) == [(1, f"tee: stamp missing (shown: {said})")]

    @pytest.mark.parametrize(
        "fact",
        [10**5000, "x" * 10_000, ["a", "list"], {"a": "mapping"}, 1.5, b"bytes", object],
        ids=["a number of 5000 digits", "long text", "list", "mapping", "float", "bytes", "class"],
    )
    def test_whatever_a_fact_is_the_sentence_stays_one(self, fact: object) -> None:
        found = not_met("stamp_missing", shown=fact)  # type: ignore[arg-type]
        ((units, why),) = reasons(text(asked("tee", finding(found))))
        assert units == 1
        assert why.startswith("tee: stamp missing (shown: ")
        assert len(why) < 130

    def test_a_sentence_without_its_facts_is_not_filled_with_holes(self) -> None:
        decision = asked("tee", finding(not_met("window_closed", season="spring")))
        assert reasons(text(decision)) == [(1, "tee: window closed (season: spring)")]

    def test_a_code_that_several_rules_find_is_said_once(self) -> None:
        several = [finding(not_met("stamp_missing", n=n)) for n in range(3)]
        decision = asked("tee", *several)
        assert decision.because == {"stamp_missing": 1}
        assert reasons(text(decision)) == [(1, "tee: stamp missing (n: 0)")]

    def test_units_with_the_same_reason_and_facts_are_added_up(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 1, reason="faulty"), ReturnItem("tee", 2, reason="wrong_item")]
        )
        strict = acme.terms.requiring(finding(not_met("stamp_missing")))
        decision = returns.assess(acme.order, request, strict, at=AT)
        assert reasons(text(decision)) == [(3, "tee: stamp missing")]

    def test_units_with_the_same_reason_and_other_facts_are_told_apart(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 1, reason="it_hums"), ReturnItem("tee", 2, reason="it_sings")]
        )
        decision = returns.assess(acme.order, request, acme.terms, at=AT)
        assert decision.because == {"reason_unknown": 3}
        assert [k for k, _ in reasons(text(decision))] == [1, 2]

    @pytest.mark.parametrize("code", ["_", "__", "a_b", "_a_", "A-1", "*", "\u202e", "😀"])
    def test_any_code_is_said(self, code: str) -> None:
        ((units, why),) = reasons(text(asked("tee", finding(not_met(code)))))
        assert (units, why[:5]) == (1, "tee: ")
        assert why[5:].strip()


class TestAdvice:
    """What would change the answer is said as it is, and where there is nothing, that."""

    def test_nothing_is_said_of_an_answer_that_allows_everything(self) -> None:
        decision = asked("tee")
        assert decision.outcome is Outcome.ALLOWED
        assert "What would change" not in text(decision)

    def test_leaving_out_everything_is_no_advice(self) -> None:
        said = TALES["all_refused"].text()
        assert "Ask without" not in said
        assert "The terms name nothing that would change it." in said

    def test_a_missing_fact_comes_with_who_can_tell_it(self) -> None:
        said = TALES["story_5_a_fact_is_missing"].text()
        assert "the carrier's tracking shows it, or the customer can say." in said

    def test_what_no_fact_would_settle_goes_to_a_person(self) -> None:
        said = text(asked("lamp", finding(unknown("condition_not_seen"))))
        assert "A person at the shop decides about 1 of lamp." in said

    def test_a_rule_can_name_another_way(self) -> None:
        found = not_met("too_heavy", instead="pick_up_instead")
        assert "There is another way for 1 of tee: pick up instead." in text(
            asked("tee", finding(found))
        )


class TestWhatComesNext:
    """The next change is told with its direction, and for all units that it meets."""

    def test_a_window_closes(self) -> None:
        said = TALES["story_3"].text()
        assert "On Tuesday, 24 March 2026 at 00:00, the window for 1 of lamp closes." in said

    def test_something_opens(self) -> None:
        opens = datetime(2026, 3, 21, 8, tzinfo=UTC)

        class AfterStocktaking:
            def __call__(self, case: ReturnCase, /) -> Finding:
                return MET if case.at >= opens else not_met("stocktaking")

            def changes_at(self, case: ReturnCase, /) -> list[datetime]:
                return [opens]

        said = text(asked("tee", AfterStocktaking()))
        assert "On Saturday, 21 March 2026 at 09:00, 1 of tee can be returned." in said

    def test_somebody_has_to_look_from_then_on(self) -> None:
        season = datetime(2026, 3, 21, 8, tzinfo=UTC)

        class LookedAt:
            def __call__(self, case: ReturnCase, /) -> Finding:
                return MET if case.at < season else unknown("condition_not_seen")

            def changes_at(self, case: ReturnCase, /) -> list[datetime]:
                return [season]

        said = text(asked("tee", LookedAt()))
        assert "1 of tee can no longer be answered without a person: condition not seen." in said

    def test_many_lines_at_once_are_counted(self) -> None:
        sold = [evolve(acme.order.lines[0], id=f"l{n}") for n in range(7)]
        at = "2026-03-05T12:30+01:00"
        shipped = Delivered({line.id: 1 for line in sold}, at=at)
        order = evolve(acme.order, lines=sold, charges=[], history=[shipped])
        request = ReturnRequest.of({line.id: 1 for line in sold}, reason="faulty")
        said = text(returns.assess(order, request, acme.terms, at=AT))
        assert "the window for 1 of l0, 1 of l1, 1 of l2, 1 of l3, 1 of l4 and 2 more lines" in said

    def test_units_that_an_exception_allows_have_no_last_day(self) -> None:
        kind = acme.terms.unless(returns.within_window, lambda _: MET)
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        decision = returns.assess(acme.order, one, kind, at="2026-05-10T09:00+02:00")
        assert "- tee: 1 of 1 can be returned\n" in text(decision)

    def test_units_with_and_without_a_last_day_are_told_apart(self) -> None:
        def of_february(case: ReturnCase) -> Finding:
            assert case.delivered_at is not None
            return MET if case.delivered_at.month < 3 else not_met("delivered_since")

        kind = acme.terms.unless(returns.within_window, of_february)
        known = TALES["split_delivery"].decision
        order = known.cases[0].order
        request = ReturnRequest.everything(order, reason="faulty")
        decision = returns.assess(order, request, kind, at="2026-04-03T09:00+02:00")
        first = "2 until the end of Saturday, 4 April 2026"
        last = f"{first}, 1 until the end of Saturday, 11 April 2026 and 2 without a last day"
        assert f"5 of 5 can be returned: {last}\n" in text(decision)

    def test_a_period_that_an_exception_outlives_is_no_last_day(self) -> None:
        kind = acme.terms.unless(returns.within_window, lambda _: MET)
        known = TALES["split_delivery"].decision
        order = known.cases[0].order
        request = ReturnRequest.everything(order, reason="faulty")
        decision = returns.assess(order, request, kind, at="2026-03-20T09:00+01:00")
        assert decision.item("socks").deadline is None
        assert "Woollen socks: 5 of 5 can be returned\n" in text(decision)

    def test_a_last_day_is_no_later_than_the_first_rule_that_ends_it(self) -> None:
        said = TALES["custom_rule"].text()
        assert "tee: 1 of 3 can be returned, until Monday, 23 March 2026 at 18:30" in said

    @given(decision=decisions())
    def test_what_is_promised_until_a_day_is_allowed_just_before_its_end(
        self, decision: Decision[ReturnCase]
    ) -> None:
        said = explain.text(decision, locale="en", zone=str(terms.zone))
        for case, verdict in zip(decision.cases, decision.verdicts, strict=True):
            # What staff allow can outlive the period, and then it has no last day.
            outlived = any(isinstance(x, Overridden) for x in case.order.history)
            if verdict is Verdict.MET and case.deadline is not None and not outlived:
                then = case.later(case.deadline.ends_at - case.deadline.ends_at.resolution)
                assert combined(rule(then) for rule in terms.rules) is Verdict.MET
                day = case.deadline.last_day
                assert f"until the end of {day:%A}, {day.day} {day:%B} {day.year}" in said


class TestMoney:
    """Rows add up to what goes back, and so do the means of payment."""

    @given(decision=decisions())
    def test_a_statement_adds_up(self, decision: Decision[ReturnCase]) -> None:
        quote = refunds.quote(decision, money)
        said = explain.text(decision, quote=quote, locale="en", zone="UTC")
        found = tables(said)
        if not found:
            assert not quote.total
            assert "no money goes back" in said
            return
        statement = found[0]
        assert statement.total == quote.total.minor == sum(minor for _, minor in statement.rows)
        lines = [(f"{x.units} of {x.line}", x.amount.minor) for x in quote.lines]
        assert list(statement.rows[: len(lines)]) == lines
        if quote.total:
            tenders = found[1]
            assert [minor for _, minor in tenders.rows] == [x.minor for x in quote.tenders.values()]
            assert sum(minor for _, minor in tenders.rows) == tenders.total == quote.total.minor

    @pytest.mark.parametrize("name", [x for x, tale in TALES.items() if tale.quote is not None])
    def test_every_tale_adds_up(self, name: str) -> None:
        tale = TALES[name]
        for table in tables(tale.text()):
            assert table.total == sum(minor for _, minor in table.rows)

    def test_a_quote_of_the_decision_itself_needs_no_words(self) -> None:
        assert "Worked out" not in TALES["story_3"].text()

    def test_fewer_units_are_named(self) -> None:
        assert "\nWorked out for 1 of tee.\n" in TALES["one_arrived"].text()

    def test_a_later_quote_says_when_and_for_which_units(self) -> None:
        when = "on Friday, 27 March 2026 at 11:00"
        said = f"\nWorked out {when} for 2 of tee, with what had been booked by then.\n"
        assert said in TALES["second_parcel"].text()

    def test_a_later_quote_for_all_units_says_only_when(self) -> None:
        decision, at = TALES["story_3"].decision, "2026-03-27T11:00+01:00"
        quote = refunds.quote(decision, acme.refund_terms, order=acme.order, at=at)
        said = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        when = "on Friday, 27 March 2026 at 11:00"
        assert f"\nWorked out {when}, with what had been booked by then.\n" in said

    def test_a_later_quote_of_nothing_says_when(self) -> None:
        decision, at = TALES["story_3"].decision, "2026-03-27T11:00+01:00"
        all_of_it = refunds.quote(decision, acme.refund_terms)
        order = acme.order.after(all_of_it.settled(at=at, ref="rf-1"))
        quote = refunds.quote(decision, acme.refund_terms, order=order, at=at)
        said = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        assert "no money goes back" in said
        assert "Worked out on Friday, 27 March 2026 at 11:00, with what had been" in said

    def test_a_tender_that_paid_since_is_called_a_payment(self) -> None:
        decision, at = TALES["story_3"].decision, "2026-03-27T11:00+01:00"
        late = Paid(EUR("200.00"), tender=Tender.card("ch_2"), at="2026-03-26T11:00+01:00")
        newest = evolve(acme.refund_terms, tenders=TenderOrder.NEWEST_FIRST)
        order = acme.order.after(late)
        quote = refunds.quote(decision, newest, order=order, at=at)
        said = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        assert "To payment ch_2" in said

    def test_what_was_given_back_before_is_said(self) -> None:
        assert "€18.00 of the share was given back before" in TALES["withheld"].text()


class TestLength:
    """The longest order is explained in steps that grow with its lines."""

    def test_every_unit_is_looked_at_a_fixed_number_of_times(self) -> None:
        assert self._times(400) == 20 * self._times(20)

    def _times(self, lines: int) -> int:
        times = 0

        def counted(case: ReturnCase) -> Finding:
            nonlocal times
            times += 1
            return MET if case.line.id.endswith(("0", "1", "2")) else not_met("stamp_missing")

        sold = [evolve(acme.order.lines[0], id=f"l{n}") for n in range(lines)]
        at = "2026-03-05T12:30+01:00"
        shipped = Delivered({line.id: line.quantity for line in sold}, at=at)
        order = evolve(acme.order, lines=sold, charges=[], history=[shipped])
        everything = ReturnRequest.everything(order, reason="faulty")
        decision = returns.assess(order, everything, acme.terms.requiring(counted), at=AT)
        times = 0
        text(decision)
        return times


def test_a_tale_needs_no_quote() -> None:
    tale = Tale(TALES["story_3"].decision)
    assert "The money" not in tale.text()
    assert "goes back" not in tale.text()
