"""The backend over SQLite: what is promised is kept, and nothing is paid twice."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

from postsales import (
    EUR,
    InvalidOrder,
    OrderDiffers,
    Outcome,
    Refunded,
    RefundStatus,
    ReturnRequest,
    Tender,
)
from sqlite_shop import AskAgain, KeyTaken, NothingToPay, Repaid, Shop, UnknownSale
from tests.architecture.source import ROOT
from tests.hosts.given import ASKED, CAME, LATER, SOLD, STRICTER, TERMS, at, opened, sale, stocked

# After the thirty days from 5 March.
TOO_LATE = at("2026-04-05T00:00+02:00")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = stocked(tmp_path)
    yield opened
    opened.close()


def returned(shop: Shop, units: int = 2) -> str:
    """The number of a return whose shirts have come."""
    number = shop.request_return(
        "1001", {"tee": units}, reason="too_small", key="form-1", at=ASKED
    ).number
    shop.approve(number, at=ASKED)
    shop.receive(number, {"tee": units}, scan="s-1", at=CAME)
    return number


def test_the_order_comes_out_as_it_went_in(shop: Shop) -> None:
    assert shop.order("1001") == sale()


def test_from_the_sale_to_the_money(shop: Shop) -> None:
    shop.place(evolve(sale("1002"), history=()), terms=TERMS, locale="en")
    shop.pay("1002", EUR("74.85"), Tender.card("ch_2"), payment="py-1", at=SOLD)
    shop.ship("1002", {"tee": 3}, parcel="p-1", at=at("2026-03-03T16:00+01:00"))
    shop.deliver("1002", {"tee": 3}, parcel="p-1", at=at("2026-03-05T12:30+01:00"))
    asked = shop.request_return("1002", {"tee": 2}, reason="too_small", key="f", at=ASKED)
    assert asked.number == "R-1002-1"
    shop.approve(asked.number, at=ASKED)
    shop.receive(asked.number, {"tee": 1}, scan="s-1", at=CAME)
    # 16.67 for the first shirt, less the fee of 4.95 for the return; 16.66 for the second.
    first = shop.refund(asked.number, key="rf-1", at=CAME)
    assert {x: str(money) for x, money in first.tenders.items()} == {"ch_2": "EUR 11.72"}
    shop.receive(asked.number, {"tee": 1}, scan="s-2", at=LATER)
    assert str(shop.refund(asked.number, key="rf-2", at=LATER).amount) == "EUR 16.66"
    assert str(shop.order("1002").position(at=LATER).refundable) == "EUR 46.47"


def test_a_form_that_is_sent_twice_is_one_return(shop: Shop) -> None:
    one = shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    two = shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=LATER)
    assert one == two
    assert shop.numbers("1001") == ["R-1001-1"]
    assert shop.order("1001").position(at=LATER).units("tee").reserved == 2


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        pytest.param({"tee": 1}, "too_small", id="fewer units"),
        pytest.param({"tee": 2}, "faulty", id="another reason"),
    ],
)
def test_a_key_is_for_one_request(shop: Shop, units: dict[str, int], reason: str) -> None:
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(KeyTaken, match="belongs to the return R-1001-1"):
        shop.request_return("1001", units, reason=reason, key="form-1", at=LATER)


def test_and_for_one_sale(shop: Shop) -> None:
    shop.place(sale("1002"), terms=TERMS, locale="en")
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(KeyTaken):
        shop.request_return("1002", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)


def test_units_that_are_announced_are_not_announced_again(shop: Shop) -> None:
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(AskAgain) as caught:
        shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-2", at=ASKED)
    assert caught.value.decision.outcome is Outcome.PARTLY
    assert caught.value.decision.allowed == {"tee": 1}
    assert shop.numbers("1001") == ["R-1001-1"]


def test_a_refund_that_is_ordered_again_is_the_same(shop: Shop) -> None:
    number = returned(shop)
    one = shop.refund(number, key="rf-1", at=CAME)
    assert shop.refund(number, key="rf-1", at=LATER) == one
    with pytest.raises(NothingToPay):
        shop.refund(number, key="rf-2", at=LATER)
    # 16.67 + 16.66 - 4.95
    assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"


def test_the_key_of_a_refund_is_for_one_return(shop: Shop) -> None:
    shop.refund(returned(shop, units=1), key="rf-1", at=CAME)
    other = shop.request_return("1001", {"tee": 1}, reason="faulty", key="form-2", at=ASKED)
    shop.receive(other.number, {"tee": 1}, scan="s-2", at=CAME)
    with pytest.raises(KeyTaken):
        shop.refund(other.number, key="rf-1", at=CAME)


def test_what_the_provider_tells_again_counts_once(shop: Shop) -> None:
    number = returned(shop)
    shop.refund(number, key="rf-1", at=CAME)
    assert shop.to_send() == ["rf-1"]
    for when in (LATER, LATER, at("2026-03-26T09:00+01:00")):
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=when)
    money = shop.order("1001").position(at=at("2026-03-27T09:00+01:00")).money
    assert (str(money.refunded), str(money.reserved)) == ("EUR 28.38", "EUR 0.00")
    assert shop.to_send() == []


def test_a_refund_that_failed_can_be_ordered_again(shop: Shop) -> None:
    number = returned(shop)
    shop.refund(number, key="rf-1", at=CAME)
    shop.refund_told("rf-1", RefundStatus.FAILED, at=LATER)
    again = shop.refund(number, key="rf-2", at=at("2026-03-26T09:00+01:00"))
    assert str(again.amount) == "EUR 28.38"


def test_what_cannot_be_is_not_written(shop: Shop) -> None:
    number = returned(shop)
    before = shop.order("1001")
    with pytest.raises(InvalidOrder, match="at most 1 of 3 can be"):
        shop.receive(number, {"tee": 2}, scan="s-2", at=LATER)
    assert shop.order("1001") == before


def test_a_parcel_that_is_told_again_is_told_once(shop: Shop) -> None:
    before = shop.order("1001")
    shop.deliver("1001", {"tee": 3, "mug": 2}, parcel="p-1", at=at("2026-03-05T12:30+01:00"))
    assert shop.order("1001") == before


def test_money_that_was_given_at_the_till_is_not_given_again(shop: Shop) -> None:
    number = returned(shop)
    shop.book("1001", Refunded(EUR("60.00"), at=CAME), key="till-1")
    # 74.85 was paid, 14.85 is left.
    assert str(shop.refund(number, key="rf-1", at=LATER).amount) == "EUR 14.85"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda shop: shop.order("nobody's"), id="a sale"),
        pytest.param(lambda shop: shop.announced("R-7"), id="a return"),
        pytest.param(lambda shop: shop.refund("R-7", key="rf-1", at=CAME), id="its refund"),
        pytest.param(
            lambda shop: shop.refund_told("rf-7", RefundStatus.SETTLED, at=CAME), id="a refund"
        ),
    ],
)
def test_what_is_not_there_is_said(shop: Shop, ask: Callable[[Shop], object]) -> None:
    with pytest.raises(UnknownSale, match="there is no"):
        ask(shop)


class TestWhatWasSaidIsSaidAgain:
    """Every record replays equal, whatever happened since, by the terms of its sale."""

    def test_after_everything_else_has_happened(self, shop: Shop) -> None:
        number = returned(shop)
        shop.refund(number, key="rf-1", at=CAME)
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=LATER)
        shop.book("1001", Refunded(EUR("5.00"), at=LATER), key="till-1")
        records = shop.records("1001")
        assert len(records) == 2
        assert [shop.replay(x) == x for x in records] == [True, True]

    def test_and_by_another_program(self, shop: Shop, tmp_path: Path) -> None:
        shop.refund(returned(shop), key="rf-1", at=CAME)
        other = opened(tmp_path)
        assert [other.replay(x) for x in other.records("1001")] == shop.records("1001")
        other.close()

    def test_a_sale_keeps_the_terms_of_its_day(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=STRICTER, locale="en")
        one = ReturnRequest.of({"tee": 1}, reason="too_small")
        late = at("2026-03-25T09:00+01:00")  # twenty days after the parcel
        old, _ = shop.answer("1001", one, at=late)
        new, _ = shop.answer("1002", one, at=late)
        assert (old.outcome, old.terms.version) == (Outcome.ALLOWED, "2026-03")
        assert (new.outcome, new.terms.version) == (Outcome.REFUSED, "2026-04")

    def test_terms_are_kept_once(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=TERMS, locale="en")
        assert shop.db.execute("select count(*) from terms").fetchone() == (2,)

    def test_an_order_that_was_tampered_with_is_seen(self, shop: Shop) -> None:
        returned(shop)
        (record,) = shop.records("1001")
        shop.db.execute("update items set minor = 4000 where id = 'tee'")
        with pytest.raises(OrderDiffers, match="its lines changed"):
            shop.replay(record)


def at_once(folder: Path, *asks: Callable[[Shop], object]) -> list[object]:
    """What each of them is told, asking at once, with a connection of its own."""
    barrier = threading.Barrier(len(asks))
    told: dict[int, object] = {}

    def ask(place: int) -> None:
        shop = opened(folder)
        barrier.wait()
        try:
            told[place] = asks[place](shop)
        except (AskAgain, NothingToPay) as error:
            told[place] = error
        finally:
            shop.close()

    threads = [threading.Thread(target=ask, args=[place]) for place in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[place] for place in range(len(asks))]


class TestTwoAtOnce:
    """Of two who ask at once the second sees what the first has done."""

    def test_two_clerks_order_one_refund(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        told = at_once(
            tmp_path,
            lambda x: x.refund(number, key="rf-1", at=LATER),
            lambda x: x.refund(number, key="rf-2", at=LATER),
        )
        assert sorted(type(x).__name__ for x in told) == ["NothingToPay", "Repaid"]
        assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"

    def test_one_message_twice_is_one_refund(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        told = at_once(tmp_path, *[lambda x: x.refund(number, key="rf-1", at=LATER)] * 4)
        assert all(isinstance(x, Repaid) and str(x.amount) == "EUR 28.38" for x in told)
        assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"

    def test_two_windows_cannot_announce_the_same_units(self, shop: Shop, tmp_path: Path) -> None:
        def announce(key: str) -> Callable[[Shop], object]:
            return lambda x: x.request_return(
                "1001", {"tee": 2}, reason="too_small", key=key, at=ASKED
            )

        told = at_once(tmp_path, announce("form-1"), announce("form-2"))
        assert sorted(type(x).__name__ for x in told) == ["Announced", "AskAgain"]
        assert shop.order("1001").position(at=ASKED).units("tee").reserved == 2

    def test_whoever_reads_before_writing_holds_the_lock(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        other = opened(tmp_path)
        other.db.execute("pragma busy_timeout = 0")
        shop.db.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.refund(number, key="rf-1", at=LATER)
        shop.db.execute("rollback")
        assert str(other.refund(number, key="rf-1", at=LATER).amount) == "EUR 28.38"
        other.close()


KILLED = """
import os, sys
from datetime import datetime
import sqlite_shop.shop
from sqlite_shop import Shop

def killed(*_):
    os._exit(9)  # as `kill -9` does: nothing is tidied up

sqlite_shop.shop.write_news = killed
Shop(sys.argv[1]).refund(sys.argv[2], key="rf-1", at=datetime.fromisoformat(sys.argv[3]))
"""


def test_killed_between_the_decision_and_the_refund_there_is_neither(
    shop: Shop, tmp_path: Path
) -> None:
    number = returned(shop)
    told = [str(tmp_path / "shop.sqlite"), number, LATER.isoformat()]
    examples = str(ROOT / "docs" / "examples")
    inherited = os.environ.get("PYTHONPATH", "")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [examples, inherited]))}
    done = subprocess.run([sys.executable, "-c", KILLED, *told], check=False, env=environment)
    assert done.returncode == 9
    assert len(shop.records("1001")) == 1
    assert str(shop.refund(number, key="rf-1", at=LATER).amount) == "EUR 28.38"
