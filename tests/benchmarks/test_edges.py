"""Reading, recording and replaying: the library and the functions by hand say the same."""

import json
from collections import Counter

import pytest
from attrs import evolve

from benchmarks import edges, edges_agreement, shop_order
from postsales import Outcome, Refunded, samples


class TestTheSameFacts:
    """What the benchmarks read, write and answer again is the same on both sides."""

    def test_all_sample_orders_agree(self) -> None:
        assert [x for sale in edges.sales() for x in edges_agreement.differs(sale)] == []

    def test_only_orders_that_contradict_themselves_are_left_out(self) -> None:
        stories = Counter(str(x["tags"]) for x in samples.shopify_orders())
        refused = stories["over-discount"] + stories["unbalanced"]
        assert len(edges.sales()) == 240 - refused

    def test_the_answers_are_of_every_kind(self) -> None:
        assert {x.decision.outcome for x in edges.sales()} == set(Outcome)
        assert any(isinstance(y, Refunded) for x in edges.sales() for y in x.order.history)


class TestDifferencesAreSeen:
    """What one side reads or answers otherwise is told."""

    @property
    def sale(self) -> edges.Sale:
        return edges.sales()[0]

    def test_a_fact_that_is_read_otherwise(self) -> None:
        told = json.loads(self.sale.text)
        told["line_items"][0]["quantity"] += 1
        found = [*edges_agreement.differs(evolve(self.sale, text=json.dumps(told)))]
        assert any(".lines[0].quantity is " in x for x in found)

    def test_a_row_that_is_read_otherwise(self) -> None:
        told = json.loads(self.sale.row)
        told["order"]["id"] += "0"
        found = [*edges_agreement.differs(evolve(self.sale, row=json.dumps(told)))]
        assert found == [f"{self.sale.order.id} is read back otherwise than it was written"]

    def test_an_answer_that_is_another_when_it_is_replayed(self) -> None:
        other = evolve(self.sale.record, quote=None)
        with pytest.raises(ValueError, match=self.sale.order.id):
            edges.replayed(self.sale.order, other)

    def test_a_document_without_a_fact_is_an_error_by_hand(self) -> None:
        with pytest.raises(KeyError):
            shop_order.read("{}")
