"""Whole tables of lines: eligibility, deadline, amounts and reasons by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

from attrs import field, frozen

from postsales.basics._checks import instance, texts
from postsales.basics._errors import InvalidValue, MissingExtra
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.bulk import _facts, _refusals
from postsales.bulk._rows import answers
from postsales.bulk._state import Asked, borrowed
from postsales.bulk.columns import Column, given, needed, without
from postsales.orders.order import Order
from postsales.refunds.terms import RefundTerms
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["Lines"]


class ArrowData(Protocol):
    """A record batch or a table of Arrow."""

    @property
    def num_rows(self) -> int:
        """How many rows are in it."""
        ...

    @property
    def schema(self) -> Any:
        """The names and types of its columns."""
        ...


Batch = TypeVar("Batch", bound=ArrowData)


def _at(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value)


def _keep(value: Iterable[str]) -> tuple[str, ...]:
    return texts("keep", value)


@frozen(weakref_slot=False)
class Lines:
    """What is answered about every line of a table, by the terms that answer about one order.

    A row is an order of one line with the facts that the terms look at; ``needs`` lists them and
    ``gives`` what is answered. The verbs for whole orders are the definition: a row is answered as
    ``returns.assess`` and ``refunds.quote`` answer about ``order_of`` and ``request_of`` it at its
    instant. Called with a record batch or a table of Arrow it gives the same kind back, row for
    row; ``columns`` does the same with lists, and needs no package. It holds the terms and nothing
    else, so it travels to other processes.

    ``at`` is the instant that is asked about, unless each row tells its own. ``keep`` names columns
    that are handed through, such as the ids of the rows. Without ``refund_terms`` no money is
    worked out.

    Units: amounts are minor units. Charges, tenders and promotions are facts of orders and not of
    lines: the money is that of the goods, and of fees per unit or line.

    Raises:
        InvalidTerms: terms that look at something which a row does not tell, all of it listed.

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> answer = Lines(terms, at="2026-03-20T09:00+01:00")
        >>> [column.name for column in answer.needs if not column.null]
        ['quantity', 'asked', 'returned', 'refunded']
    """

    terms: ReturnTerms
    refund_terms: RefundTerms | None = None
    at: datetime | None = field(default=None, converter=_at, kw_only=True, repr=iso_repr)
    keep: tuple[str, ...] = field(default=(), converter=_keep, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("terms", self.terms, ReturnTerms, "the terms come first: ReturnTerms")
        if self.refund_terms is not None:
            instance("refund_terms", self.refund_terms, RefundTerms, "they come second")
        _refusals.check(self.terms, self.refund_terms)
        taken = {x.name for x in self.gives}
        for name in self.keep:
            if name in taken:
                raise InvalidValue("keep", name, "a column that is answered has its name already")

    @property
    def needs(self) -> tuple[Column, ...]:
        """The columns that every table must have; others are not looked at."""
        told = frozenset(() if self.at is None else ("at",))
        return needed(self.terms, self.refund_terms, told=told)

    @property
    def gives(self) -> tuple[Column, ...]:
        """The columns that are answered, after those that are kept."""
        return given(self.refund_terms)

    def order_of(self, row: Mapping[str, object]) -> Order:
        """The order of one line that a row stands for.

        Units that came back before did so at the last instant that the row tells; what was refunded
        was refunded in full, and the order was paid in full.

        Raises:
            InvalidValue: a fact that is needed is missing.

        Example:
            See ``columns``, whose rows are such orders.
        """
        return _facts.order_of(self._facts(row), self.refund_terms)

    def request_of(self, row: Mapping[str, object]) -> ReturnRequest:
        """The request that a row stands for.

        Raises:
            InvalidValue: a fact that is needed is missing.
        """
        return _facts.request_of(self._facts(row), self.terms)

    def _facts(self, row: Mapping[str, object]) -> _facts.Facts:
        return _facts.Facts.of(row, self.needs, self.at)

    def columns(self, table: Mapping[str, Sequence[object]]) -> dict[str, list[object]]:
        """The answers about columns of lists; instants in them are aware datetimes.

        Raises:
            InvalidValue: a column that is needed is missing, or not as long as the others.
            Contradictions: rows that cannot be, the first of them listed.

        Example:
            >>> from datetime import UTC, datetime
            >>> from postsales import Days, Delivered, ReturnWindow
            >>> terms = ReturnTerms(
            ...     id="acme", version="1", zone="Europe/Berlin",
            ...     window=ReturnWindow(Days(30), since=Delivered),
            ... )
            >>> answer = Lines(terms, at="2026-03-20T09:00+01:00")
            >>> found = answer.columns({
            ...     "quantity": [3, 3], "asked": [2, 2], "returned": [0, 2], "refunded": [0, 2],
            ...     "reason": ["remorse", "remorse"], "shipped_at": [None, None],
            ...     "delivered_at": [datetime(2026, 3, 5, 11, 30, tzinfo=UTC), None],
            ... })
            >>> found["allowed"], found["because"], str(found["last_day"][0])
            ([2, 0], ['', 'not_shipped already_returned'], '2026-04-04')
        """
        rows = self._rows(table)
        kept = {name: [*table[name]] for name in self.keep}
        with borrowed(self.terms, self.refund_terms) as state:
            state.forget()
            found = [*answers(Asked(state, self.at), table, range(rows))]
        names = [x.name for x in self.gives]
        if not found:
            return {**kept, **{name: [] for name in names}}
        answered = [list(column) for column in zip(*found, strict=True)]
        return {**kept, **dict(zip(names, answered, strict=True))}

    def _rows(self, table: Mapping[str, Sequence[object]]) -> int:
        rows = -1
        for name in (*self.keep, *(x.name for x in self.needs)):
            if name not in table:
                raise without(name, [*table])
            if rows not in (-1, len(table[name])):
                allowed = f"its columns have {rows} rows, and this one {len(table[name])}"
                raise InvalidValue(name, len(table[name]), allowed)
            rows = len(table[name])
        return rows

    def __call__(self, batch: Batch) -> Batch:
        """The answers about a record batch or a table, as another of the same kind.

        Words come plain or dictionary-coded, as the reasons of the batch are.

        Raises:
            MissingExtra: the packages of the extra ``arrow`` are not there.
            InvalidValue: a column that is needed is missing, or of a type that is not understood.
            Contradictions: rows that cannot be, the first of them listed.
        """
        try:
            from postsales.bulk._arrow import answered  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MissingExtra("arrow", error.name or "pyarrow") from None
        with borrowed(self.terms, self.refund_terms) as state:
            return cast("Batch", answered(Asked(state, self.at), batch, self.keep, self.gives))

    def each(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The answers batch by batch, as Spark's ``mapInArrow`` asks for them."""
        for batch in batches:
            yield self(batch)
