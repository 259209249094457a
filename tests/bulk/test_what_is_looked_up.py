"""What a process keeps of some terms: little, whatever tables hold, and true after a refusal."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve

from postsales import (
    Contradictions,
    Days,
    Delivered,
    Exclusion,
    Extension,
    Fee,
    Hours,
    Per,
    Percent,
    Place,
    Placed,
    ReasonKind,
    RefundTerms,
    ReturnWindow,
    Rounding,
    Scope,
    Season,
    Shipped,
    Since,
)
from postsales.basics.moments import instant
from postsales.bulk import Lines, _alike, _blocks, _classes, _coded, _money, _paid, _rows, _state
from postsales.bulk._numbered import Plans
from postsales.bulk._state import State, borrowed
from tests.bulk import arrow
from tests.bulk.given import Row, by_column, by_row, scalar
from tests.bulk.shop import DAY, LINES, REFUNDS, ROW, TERMS, by_arrow, row

# Thousands of questions about code that other tests trace.
pytestmark = pytest.mark.no_cover


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    _state._pool.cache_clear()
    yield
    _state._pool.cache_clear()


def known(lines: Lines) -> State:
    """What the process knows of the terms."""
    with borrowed(lines.terms, lines.refund_terms) as state:
        return state


def plans(lines: Lines) -> Plans:
    """The plans that arrays were made of."""
    found: Plans = known(lines).numbered["plans"]
    return found


def agrees(lines: Lines, rows: list[Row]) -> None:
    """All rows are answered as orders are, by arrays and by lists."""
    expected = [scalar(lines, x) for x in rows]
    assert lines(arrow.batch(lines, rows)).to_pylist() == expected
    assert by_row(lines.columns(by_column(lines, rows))) == expected


class TestKept:
    """What was looked up is kept for the next table, whenever that one is asked about."""

    def test_for_another_instant(self) -> None:
        first = evolve(LINES, at="2026-03-08T10:00Z")
        first(arrow.batch(first, [ROW]))
        state = known(first)
        later = evolve(LINES, at="2026-06-08T10:00Z")
        assert later(arrow.batch(later, [ROW])).to_pylist() == [scalar(later, ROW)]
        assert LINES(arrow.batch(LINES, [ROW])).to_pylist() == [scalar(LINES, ROW)]
        assert known(later) is known(LINES) is state
        assert len(state.plans) == 1

    @pytest.mark.parametrize("facts", [{"quantity": 0}, {"currency": "USD"}, {"reason": " "}])
    def test_after_rows_were_refused(self, facts: Row) -> None:
        by_arrow([ROW])
        state = known(LINES)
        with pytest.raises(Contradictions):
            by_arrow([ROW, row(**facts)])
        with pytest.raises(Contradictions):
            LINES.columns(by_column(LINES, [ROW, row(**facts)]))
        assert known(LINES) is state
        agrees(LINES, [ROW])

    def test_but_not_after_what_nobody_foresaw(self, monkeypatch: pytest.MonkeyPatch) -> None:
        by_arrow([ROW])
        state = known(LINES)
        monkeypatch.setattr(_blocks, "units", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            by_arrow([ROW])
        monkeypatch.undo()
        assert known(LINES) is not state

    def test_up_to_a_bound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_state, "_MOST_PLANS", 2)
        for zone in ("Europe/Berlin", "Asia/Tokyo", "Asia/Dubai", "Asia/Seoul", "UTC"):
            agrees(LINES, [row(zone=zone)])
            assert len(known(LINES).plans) <= 3


CODES = [f"sku {n}" for n in range(3000)]


class TestAlikeByScopes:
    """Rows are alike that the same scopes are about, however many words there are."""

    def test_thousands_of_articles(self) -> None:
        exclusions = [
            Exclusion("old", applies_to=Scope(sku=CODES[:1000], category="shoes")),
            Exclusion("small", applies_to=Scope(sku=CODES[500:2000])),
        ]
        lines = Lines(evolve(TERMS, exclusions=exclusions))
        rows = [row(sku=x, category=y) for x in CODES[::7] for y in ("shoes", "hats", "books")]
        agrees(lines, [*rows, row(sku=None)])
        # Old or small, both, or neither.
        assert len(known(lines).plans) == 4

    def test_many_tags(self) -> None:
        tags = [f"tag {n}" for n in range(200)]
        tagged = Exclusion("tagged", applies_to=Scope(tag=tags[:100]))
        lines = Lines(evolve(TERMS, exclusions=[tagged]))
        some = [row(tags=tags[n : n + m]) for n in range(0, 200, 9) for m in (0, 1, 2, 7)]
        agrees(lines, [*some, row(tags=None)])
        assert len(known(lines).plans) == 2

    def test_more_words_than_are_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_classes, "_MOST_SEEN", 3)
        agrees(LINES, [row(category=f"category {n}", reason=f"reason {n}") for n in range(9)])
        assert all(len(x.seen) <= 3 for x in known(LINES).classes)

    @pytest.mark.parametrize("many", [5, 20, 70])
    def test_many_scopes(self, many: int) -> None:
        scopes = [Scope(tag=f"tag {n}") for n in range(many)]
        codes = [Exclusion(f"code_{n}", applies_to=x) for n, x in enumerate(scopes)]
        lines = Lines(evolve(TERMS, exclusions=codes))
        tags = [f"tag {n}" for n in range(many + 1)]
        agrees(lines, [row(tags=tags[n : n + m]) for n in range(many + 1) for m in (0, 1, 3)])

    @pytest.mark.parametrize("bounds", [{"_MOST_KEYS": 4}, {"_DENSE": 1}, {"_SMALL_KEYS": 1}])
    def test_more_keys_than_there_is_room_for(
        self, bounds: dict[str, int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in bounds.items():
            monkeypatch.setattr(_alike, name, value)
        monkeypatch.setattr(_coded, "_MANY", 4)
        monkeypatch.setattr(_blocks, "BLOCK", 20)
        rows = [
            row(reason=reason, category=category, zone=zone, traits=traits, shipped_at=shipped)
            for reason in ("remorse", "defect", None)
            for category in ("books", "shoes")
            for zone in ("Europe/Berlin", "Asia/Tokyo", None)
            for traits in ([], ["final_sale"])
            for shipped in (None, DAY)
        ]
        agrees(LINES, [*rows, *reversed(rows)])


class TestStrayInstants:
    """Tables hold the years that most rows are in; a stray one is asked by itself."""

    def test_do_not_make_tables_grow(self) -> None:
        far = [instant(f"{year}-03-05T11:30Z") for year in (1972, 2091, 2900)]
        rows = [row(delivered_at=x, at=x + timedelta(days=3)) for x in far]
        agrees(LINES, [*rows, *[ROW] * 20, row(at=far[0]), row(at=far[2])])
        assert len(plans(LINES).days.years) == 1

    def test_years_nearby_are_looked_up_at_once(self) -> None:
        near = [instant(f"{year}-12-31T23:30Z") for year in (2023, 2026)]
        agrees(LINES, [row(delivered_at=x, at=x + timedelta(days=3)) for x in near])
        assert len(plans(LINES).days.years) == 4

    def test_many_are_worth_it(self) -> None:
        old = instant("1990-03-05T11:30Z")
        agrees(LINES, [ROW, ROW, row(delivered_at=old, at=old)])
        assert len(plans(LINES).days.years) == 1
        batch = arrow.batch(LINES, [row(delivered_at=old, at=old)] * 50)
        for _ in range(6):
            LINES(batch)
        assert len(plans(LINES).days.years) == 37
        agrees(LINES, [ROW, row(delivered_at=old, at=old)])

    @pytest.mark.parametrize("length", [Days(30), Hours(50 * 24)], ids=str)
    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
    def test_the_first_and_the_last_instant_of_the_years(self, zone: str, length: Any) -> None:
        lines = Lines(evolve(TERMS, zone=zone, window=ReturnWindow(length, since=Delivered)))
        agrees(lines, [row()])
        days = plans(lines).days
        epoch = instant("1970-01-01T00:00Z")
        edges = [epoch + timedelta(microseconds=x) for x in (days.begins, days.ends - 1)]
        agrees(lines, [row(delivered_at=x, at=x + timedelta(days=3)) for x in edges])
        assert len(days.years) == 1

    def test_nothing_but_what_nobody_told(self) -> None:
        agrees(LINES, [row(delivered_at=None), row(delivered_at=None, zone=None)])


SHOES = Scope(category="shoes")
DAYS = timedelta(days=1)
SEASON = Season("2026-03-01", "2026-03-10", of=Delivered)


class TestSeasons:
    """What a season is for is found by the local day of each row."""

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", Place.CUSTOMER])
    def test_on_its_edges(self, zone: Any) -> None:
        lines = Lines(
            evolve(
                TERMS,
                zone=zone,
                special_windows=[ReturnWindow(Days(5), since=Delivered, applies_to=SHOES)],
                extensions=[Extension(Days(10), season=SEASON)],
            )
        )
        edges = [
            instant(x) for x in ("2026-02-28T14:59:59Z", "2026-02-28T15:00Z", "2026-03-10T15:00Z")
        ]
        edges += [instant("2026-03-10T14:59:59Z"), DAY]
        rows = [
            row(delivered_at=x, at=x + timedelta(days=n), category=y, zone=z)
            for x in edges
            for n in (-1, 3, 7, 14, 32, 42)
            for y in ("shoes", "hats")
            for z in ("Asia/Tokyo", "Europe/Berlin", None)
        ]
        agrees(lines, rows)

    def test_that_nobody_knows(self) -> None:
        lines = Lines(evolve(TERMS, extensions=[Extension(Days(10), season=SEASON)]))
        agrees(lines, [row(delivered_at=None), row(delivered_at=None, shipped_at=DAY)])
        agrees(lines, [row(delivered_at=None), ROW])

    @pytest.mark.parametrize("of", [Delivered, Shipped, Placed])
    @pytest.mark.parametrize("since", [[Delivered], [Shipped], [Delivered, Shipped]])
    @pytest.mark.parametrize("not_started", ["refer", "open"])
    def test_that_some_know(self, of: Any, since: Any, not_started: str) -> None:
        season = evolve(SEASON, of=of)
        special = ReturnWindow(Days(9), since=since, applies_to=SHOES, season=season)
        hats = Scope(category="hats")
        late = Extension(Days(10), season=season, for_reasons="late", applies_to=hats)
        lines = Lines(
            evolve(
                TERMS,
                window=ReturnWindow(Days(30), since=since),
                special_windows=[special],
                extensions=[late],
                not_started=not_started,
                reasons={"late": ReasonKind.LATE, "remorse": ReasonKind.REMORSE},
            )
        )
        rows = [
            row(
                placed_at=DAY,
                delivered_at=delivered,
                shipped_at=shipped,
                at=DAY + n * DAYS,
                category=category,
                reason=reason,
            )
            for delivered in (None, DAY, DAY + 20 * DAYS)
            for shipped in (None, DAY)
            for n in (0, 8, 12, 34, 44)
            for category in ("shoes", "hats", "books")
            for reason in ("late", "remorse", None)
        ]
        agrees(lines, rows)

    def test_what_has_not_started_cannot_be_extended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = Lines(evolve(TERMS, extensions=[Extension(Days(10), season=SEASON)]))
        rows = [row(delivered_at=None, shipped_at=x) for x in (None, DAY)]
        expected = [scalar(lines, x) for x in rows]
        for module in (_blocks, _rows):
            monkeypatch.setattr(module, "by_definition", lambda *_: pytest.fail("row by row"))
        assert lines(arrow.batch(lines, rows)).to_pylist() == expected
        assert by_row(lines.columns(by_column(lines, rows))) == expected


class TestSeveralEvents:
    """A window is started by the first of its events that happened, row by row."""

    def test_in_one_block(self) -> None:
        window = ReturnWindow(
            Days(30), since=[Since(Delivered), Since(Shipped, plus=Hours(48)), Since(Placed)]
        )
        hours = ReturnWindow(Hours(100), since=[Delivered, Shipped], applies_to=SHOES)
        for not_started in ("refer", "open"):
            terms = evolve(TERMS, window=window, special_windows=[hours], not_started=not_started)
            lines = Lines(terms, REFUNDS)
            rows = [
                row(
                    placed_at=DAY - timedelta(days=4),
                    shipped_at=shipped,
                    delivered_at=delivered,
                    category=category,
                    at=DAY + n * timedelta(hours=9),
                    refunded=refunded,
                )
                for shipped in (None, DAY - timedelta(days=2), DAY + timedelta(days=9))
                for delivered in (None, DAY)
                for category in ("shoes", "hats")
                for n in (0, 1, 11, 12, 90)
                for refunded in (0, 2)
            ]
            agrees(lines, rows)


class TestOneByOne:
    """Rows of which arrays cannot tell the answer are asked one by one, beside the others."""

    def test_an_end_that_depends_on_the_time_of_day(self) -> None:
        since = [Since(Delivered, plus=Hours(14))]
        lines = Lines(evolve(TERMS, window=ReturnWindow(Days(30), since=since)), REFUNDS)
        at = [DAY + n * timedelta(hours=5) for n in range(8)]
        agrees(lines, [row(delivered_at=x, at=y + 31 * DAYS) for x in at for y in at])

    def test_lines_that_the_terms_are_not_about(self) -> None:
        lines = Lines(evolve(TERMS, applies_to=SHOES), REFUNDS)
        some = [row(category=x, asked=n) for x in ("shoes", "hats", None) for n in (1, 3, 5)]
        agrees(lines, [*some, *(x | {"returned": 1, "refunded": 2} for x in some)])

    @pytest.mark.parametrize("of_list", [True, False])
    def test_a_currency_that_a_fee_is_not_in(self, of_list: bool) -> None:
        odd = {"zone": None, "currency": "USD"}
        terms = evolve(TERMS, window=ReturnWindow(Hours(300), since=Delivered))
        lines = Lines(terms, REFUNDS)
        rows = [ROW, row(**odd), ROW, row(**odd)]
        with pytest.raises(Contradictions) as refused:
            lines.columns(by_column(lines, rows)) if of_list else lines(arrow.batch(lines, rows))
        assert [x.split(":")[0] for x in refused.value.problems] == ["row 1", "row 3"]


FEES = (
    Fee("handling", Percent("33.5"), per=Per.UNIT, tax_rate="0.19"),
    Fee("restocking", Percent("7"), per=Per.ITEM, applies_to=Scope(category="shoes")),
)


class TestLargeAmounts:
    """A row that is too large for arrays is worked out alone, and the others as ever."""

    @pytest.mark.parametrize("rounding", [*Rounding])
    def test_only_that_row(self, rounding: Rounding, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[int] = []
        money = _money.money

        def recorded(sold: Any, *rest: Any) -> Any:
            asked.append(sold.total)
            return money(sold, *rest)

        monkeypatch.setattr(_paid, "money", recorded)
        terms = RefundTerms(
            id="a", version="1", shipping="never", tenders="as_paid", rounding=rounding, fees=FEES
        )
        lines = Lines(TERMS, terms)
        totals = (0, 1, 5001, 2**31, 2**40 + 1, 2**52 - 1, 2**52, 2**58 - 1, 10**18 - 1)
        rows = [
            row(total=x, tax_included=x // 7, tax_added=x // 9 * n, quantity=7, refunded=m, asked=k)
            for x in totals
            for n in (0, 1)
            for m in (0, 3)
            for k in (1, 4, 7)
        ]
        rows += [row(total=10**18 - 1, delivered_at=DAY - timedelta(days=90))]
        found = lines(arrow.batch(lines, rows)).to_pylist()
        assert found == [scalar(lines, x) for x in rows]
        assert {*asked} == {2**58 - 1, 10**18 - 1}


def test_a_table_of_many_chunks_is_one_table() -> None:
    rows = [row(total=n, tax_included=0) for n in range(9)]
    parts = [arrow.batch(LINES, [x]) for x in rows]
    assert LINES(pa.Table.from_batches(parts)).to_pylist() == [scalar(LINES, x) for x in rows]
