"""Records as JSON: what was written reads back equal; anything else is refused with its paths."""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    EUR,
    Afterwards,
    CancellationRequest,
    CancellationTerms,
    Days,
    DecisionRecord,
    Delivered,
    DocumentErrors,
    Finding,
    InvalidValue,
    Line,
    Order,
    Paid,
    RefundTerms,
    RefundWindow,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    Verdict,
    WrongType,
    cancellations,
    refunds,
    returns,
    wire,
)
from postsales.testing.strategies.clocks import PLACED
from tests.basics.test_plain import far_down
from tests.records.given import full_record
from tests.records.test_replay import asked, decided, says
from tests.returns.given import any_terms
from tests.wire.mutants import in_turn, places

RECORD = full_record()
WRITTEN = wire.write_json(RECORD)
WRONG: list[Any] = [None, True, -1, 0.5, "", "x", "\ud800", [], [[]], {}, {"a": 1}]


def problems(document: str) -> list[str]:
    """What is wrong with a document, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        wire.read_record(document)
    return [str(problem) for problem in caught.value]


def changed(change: Callable[[Any], object]) -> list[str]:
    """What is wrong with the record after a change of its data."""
    data = json.loads(WRITTEN)
    change(data)
    return problems(json.dumps(data))


class TestThereAndBack:
    """A record that was written reads back equal."""

    def test_a_full_record(self) -> None:
        assert wire.read_record(WRITTEN) == RECORD
        assert repr(wire.read_record(WRITTEN)) == repr(RECORD)
        assert wire.write_json(wire.read_record(WRITTEN)) == WRITTEN

    @given(asked, any_terms, st.integers(0, 30))
    @settings(max_examples=60)
    def test_any_record(
        self, given_: tuple[Order, ReturnRequest], terms: ReturnTerms, days: int
    ) -> None:
        record = decided(*given_, terms, PLACED + timedelta(days=days))
        assert wire.read_record(wire.write_json(record)) == record

    @given(st.text(max_size=50), st.integers(-(10**30), 10**30), st.booleans())
    def test_any_fact(self, text: str, number: int, yes: bool) -> None:
        told = says(text=text.encode("utf-8", "ignore").decode(), number=number, yes=yes)
        record = evolve(RECORD, findings=told.findings)
        assert wire.read_record(wire.write_json(record)) == record

    def test_it_is_one_line(self) -> None:
        assert "\n" not in WRITTEN

    def test_only_records_are_written(self) -> None:
        with pytest.raises(WrongType, match="record"):
            wire.write_json(as_any(RECORD.as_dict()))


# To trace every place of a record would be most of the time.
@pytest.mark.no_cover
class TestRefused:
    """Every problem of a document, each with its path."""

    def test_all_at_once(self) -> None:
        def change(data: Any) -> None:
            data["version"] = 2
            data["at"] = "2026-03-20T08:00"
            del data["terms"]
            data["outcome"] = "perhaps"
            data["items"][0]["asked"] = 1.5
            data["findings"][0]["facts"] = None
            data["hints"][0]["removes"] = "box"
            data["quote"]["total"] = {"amount": "1.234", "currency": "EUR"}
            data["quote"]["tenders"] = {"x": 5}
            data["more"] = 1

        found = changed(change)
        for start in (
            "$.version is 2: only 1 is known",
            "$.at is '2026-03-20T08:00': ",
            "$.terms is missing",
            "$.outcome is 'perhaps': no such Outcome",
            "$.items[0].asked is 1.5: a whole number is needed",
            "$.findings[0].facts is null: an object is needed",
            "$.hints[0].removes is 'box': a list of text is needed",
            "$.quote.total cannot be: ",
            "$.quote.tenders.x is 5: an amount of money is text such as '4.95 EUR'",
            "$.more is not known; say at, request, ",
        ):
            assert [x for x in found if x.startswith(start)], start

    @pytest.mark.parametrize(
        ("document", "says"),
        [
            ("", "$ is no JSON"),
            ("null", "$ is null: an object is needed"),
            ("[1]", "$ is [1]: an object is needed"),
            (WRITTEN[:-20], "$ is no JSON"),
            (WRITTEN + "x", "$ is no JSON"),
            ('{"at": 1, "at": 2}', "$ has the key 'at' twice"),
            ('{"version": 2, "kind": "Order"}', "$.version is 2: only 1 is known"),
            ('{"kind": "Pancake"}', "$.version is missing"),
            ("[" * 200_000, "$ is nested too deep"),
            (" " * 20_000_001, "$ has more than 20000000 characters"),
            ('{"version": ' + "1" * 10_000 + "}", "$ is no JSON"),
        ],
    )
    def test_what_is_no_record(self, document: str, says: str) -> None:
        found = problems(document)
        assert found[0].startswith(says)
        assert all(len(x) < 400 for x in found)

    @pytest.mark.parametrize(
        ("kind", "reader"),
        [
            ("Order", "read_order"),
            ("ReturnRequest", "read_request"),
            ("CancellationRequest", "read_request"),
            ("QuoteRecord", "read_quote"),
        ],
    )
    def test_another_document_is_told_by_its_kind_alone(self, kind: str, reader: str) -> None:
        says = f"$.kind is {kind!r}, which is no decision record; read it with {reader}"
        assert problems(f'{{"version": 1, "kind": "{kind}"}}') == [says]

    def test_findings_in_findings_without_end(self) -> None:
        part: dict[str, Any] = {"parts": []}
        for _ in range(400):
            part = {"parts": [part]}
        try:
            found = changed(lambda data: data["findings"][0].update(part))
        except RecursionError:  # this JSON writer gives up first
            pytest.skip("the document cannot be written")
        assert found

    def test_findings_in_findings_as_deep_as_they_may_be(self) -> None:
        deep = nested(48)
        assert wire.read_record(wire.write_json(deep)) == deep
        with pytest.raises(InvalidValue, match="at most 100 levels are written"):
            wire.write_json(nested(49))

    def test_where_the_stack_is_nearly_full_it_is_too_deep(self) -> None:
        written = wire.write_json(nested(48))
        left = sys.getrecursionlimit() - 200
        with pytest.raises(DocumentErrors, match="is nested too deep"):
            far_down(left, lambda: wire.read_record(written))

    def test_a_request_of_another_kind(self) -> None:
        (found,) = changed(lambda data: data["request"].update(kind="Wish"))
        assert found.startswith("$.request.kind is none that is known; say 'ReturnRequest' or ")
        assert found.endswith("or 'CancellationRequest' or 'ChangeRequest' or 'GuaranteeRequest'")

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ({"day": "2026-04-04", "number": "1"}, " has more keys than 'day'"),
            ({"day": "2026-04-31"}, ".day is '2026-04-31': a day is a date or text"),
            ({"number": 5}, ".number is 5: text is needed"),
            ({"instant": "2026-04-04"}, ".instant is '2026-04-04': "),
            ({}, ".amount is missing"),
            (0.5, " is 0.5: a fact is text"),
        ],
        ids=["two kinds", "no day", "a bare number", "no instant", "nothing", "a fraction"],
    )
    def test_a_fact_that_is_none(self, told: object, says: str) -> None:
        found = changed(lambda data: data["findings"][0]["facts"].update(x=told))
        assert found[0].startswith(f"$.findings[0].facts.x{says}")

    def test_a_request_that_contradicts_itself(self) -> None:
        found = changed(lambda data: data["request"]["items"].clear())
        assert found[0].startswith("$.request cannot be: return request: it asks for nothing")

    def test_a_wrong_value_anywhere_is_a_problem_or_a_record(self) -> None:
        data: Any = json.loads(WRITTEN)
        for turn, path in enumerate([*places(data)]):
            *inside, last = path
            place = reduce(getitem, inside, data)
            was = place[last]
            for wrong in in_turn(WRONG, turn, 4):
                place[last] = wrong
                with suppress(DocumentErrors):
                    assert isinstance(wire.read_record(json.dumps(data)), DecisionRecord)
            place[last] = was

    def test_a_key_that_is_missing_anywhere(self) -> None:
        for path in places(json.loads(WRITTEN)):
            data: Any = json.loads(WRITTEN)
            *inside, last = path
            place = data
            for key in inside:
                place = place[key]
            free = {"facts", "because", "short", "tenders", "reasons", "sent_back"} & {*inside[-1:]}
            # What a request leaves out it does not say, and older records know nothing of the rest.
            unsaid = (inside[:1] == ["request"] and last in OF_REQUEST) or last in LATER
            if isinstance(last, int) or free or unsaid:
                continue
            del place[last]
            assert problems(json.dumps(data))


def nested(parts: int) -> DecisionRecord:
    """A record with findings in findings."""
    found = Finding(Verdict.UNKNOWN, "box_missing")
    for _ in range(parts):
        found = Finding(Verdict.UNKNOWN, "any_of", parts=[found])
    record: DecisionRecord = evolve(RECORD, findings=(found,))
    return record


LATER = {"adds", "tax", "reasons", "clawed_back", "discrepancy", "sent_back"}
OF_REQUEST = {"ref", "evidence", "condition", "sent_at", "received_at", "form", "asker"}


def as_any(value: object) -> Any:
    """The value, unseen by the type checker."""
    return value


class TestOfCancellations:
    """A record of a cancellation, and of a refund after its window, travels as well."""

    ORDER = Order(
        "1001",
        placed_at="2026-03-02T09:00Z",
        lines=[Line("tee", quantity=2, total=EUR("50.00"))],
        history=[
            Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T09:00Z"),
            Delivered({"tee": 1}, at="2026-03-05T12:00Z"),
        ],
    )
    REFUND_TERMS = RefundTerms(
        id="acme",
        version="1",
        shipping=ShippingRefund.NEVER,
        tenders=TenderOrder.AS_PAID,
        window=RefundWindow(Days(3), since=Delivered, afterwards=Afterwards.STORE_CREDIT),
        zone="Europe/Berlin",
    )

    def test_a_cancellation(self) -> None:
        terms = CancellationTerms(id="acme", version="1", until=Shipped)
        request = CancellationRequest.of({"tee": 2}, reason="changed_mind", ref="c-1")
        decision = cancellations.assess(self.ORDER, request, terms, at="2026-03-06T12:00Z")
        record = decision.record(quote=refunds.quote(decision, self.REFUND_TERMS))
        assert wire.read_record(wire.write_json(record)) == record

    def test_store_credit_after_the_window(self) -> None:
        terms = ReturnTerms(
            id="acme",
            version="1",
            zone="Europe/Berlin",
            window=ReturnWindow(Days(30), since=Delivered),
        )
        one = ReturnRequest.of({"tee": 1}, reason="remorse")
        decision = returns.assess(self.ORDER, one, terms, at="2026-03-20T12:00Z")
        record = decision.record(quote=refunds.quote(decision, self.REFUND_TERMS))
        assert record.quote is not None
        assert record.quote.store_credit == EUR("25.00")
        assert [x.afterwards for x in record.quote.late] == ["store_credit"]
        assert wire.read_record(wire.write_json(record)) == record
