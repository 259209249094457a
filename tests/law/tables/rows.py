"""Rows of the tables: a case, its facts, and what the law answers on the edge and beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol

from attrs import field, frozen

from postsales import Holidays, NoLawInForce, Order, PostsalesError, Verdict, law
from postsales.basics.windows import Deadline, LegalDeadline
from postsales.law import DutyState, DutyStatus, Jurisdiction, Party, Right
from tests.law.tables.given import MICROSECOND, Sold, Where, known

NOTHING_KNOWN = Holidays([], since="1900-01-01", until="1900-01-01")


class Row(Protocol):
    """A case that a law is asked about."""

    @property
    def case(self) -> str:
        """What the row is about, as a sentence."""
        ...

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """What the law of a place says otherwise."""
        ...


@frozen
class Table:
    """The rows of a place by what they are about, and where its customers are."""

    code: str
    where: Where
    rows: Mapping[str, Sequence[Row]]

    @property
    def place(self) -> Jurisdiction:
        """The law that the table is about."""
        found: Jurisdiction = getattr(law, self.code)
        return found

    def failures(self, place: Jurisdiction, about: str = "") -> Iterator[str]:
        """Every row that a law does not answer as the table does, one after the other."""
        for title, rows in self.rows.items():
            if about in ("", title):
                for row in rows:
                    yield from (f"{row.case}: {x}" for x in wrong(row, place, self.where))


def wrong(row: Row, place: Jurisdiction, where: Where) -> Iterator[str]:
    """What a law says otherwise of a row, or that it says nothing of it."""
    try:
        yield from row.wrong(place, where)
    except PostsalesError as error:
        yield str(error)


def observing(place: Jurisdiction, where: Where, given: Holidays | None = None) -> Jurisdiction:
    """The place with the holidays of its table, or with others that are given."""
    if given is NOTHING_KNOWN:
        return place
    return place.observing(where.holidays if given is None else given)


@frozen
class _Asked:
    """A question about one right, asked of a place that observes some holidays."""

    place: Jurisdiction
    where: Where
    order: Order
    right: str
    line: str = ""

    def at(self, at: datetime) -> list[Right]:
        found = law.rights(self.order, self.place, at=at)
        mine = (x for x in found if x.name.endswith(f".{self.right}"))
        return [x for x in mine if not self.line or self.line in x.units]

    def verdicts(self, at: datetime) -> str:
        """How all units stand; those of one sale stand alike."""
        return ", ".join(sorted({str(x.verdict) for x in self.at(at)})) or "no such right"


def asked_of(place: Jurisdiction, where: Where, sold: Sold, right: str) -> list[Right]:
    """How a right stands for a sale once all is known."""
    order = sold.order(where)
    return _Asked(observing(place, where), where, order, right).at(known(order))


def _days_told(deadline: Deadline | None) -> str:
    if not isinstance(deadline, LegalDeadline):
        return "no last day"
    return _said(deadline.legal_day, deadline.last_day, deadline.nominal_day)


def _said(legal: date | str, safe: date | str, nominal: date | str) -> str:
    return f"legal {legal}, safe {safe}, nominal {nominal}"


def _misread(deadline: Deadline | None, days: set[str]) -> Iterator[str]:
    """The days to which a text leads by one reading or another, where they are others."""
    if isinstance(deadline, LegalDeadline):
        read = deadline.readings.values() or [deadline.legal_day]
        told = {x.isoformat() for x in read}
        if told != days:
            yield f"it is read as {sorted(told)}, and not as {sorted(days)}"


@frozen
class Until:
    """There is time until the end of the safe ``last`` day, and no more on the first instant after.

    ``legal`` is named where a text can be read in several ways, and ``nominal`` where the last day
    has moved, or would have. ``readings`` are days to which other readings of a text lead. With a
    ``line`` it is about that parcel alone.
    """

    case: str
    sold: Sold
    last: str
    legal: str = field(default="", kw_only=True)
    nominal: str = field(default="", kw_only=True)
    readings: tuple[str, ...] = field(default=(), kw_only=True)
    right: str = field(default="withdrawal", kw_only=True)
    line: str = field(default="", kw_only=True)
    holidays: Holidays | None = field(default=None, kw_only=True)
    after: Verdict = field(default=Verdict.NOT_MET, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """The last day or a verdict beside it, where the law says another."""
        order = self.sold.order(where)
        here = observing(place, where, self.holidays)
        asked = _Asked(here, where, order, self.right, self.line)
        days = (self.legal or self.last, self.last, self.nominal or self.legal or self.last)
        told = {_days_told(x.deadline) for x in asked.at(known(order))}
        if told != {_said(*days)}:
            yield f"{_said(*days)} expected, and {'; '.join(sorted(told)) or 'nothing'} told"
        for right in asked.at(known(order)):
            yield from _misread(right.deadline, {*days[:2], *self.readings})
        end, before = where.end_of(self.last), date.fromisoformat(self.last) - timedelta(days=1)
        for at, verdict, when in (
            (where.at(before.isoformat()), Verdict.MET, "the day before"),
            (end - MICROSECOND, Verdict.MET, "on the last instant"),
            (end, self.after, "on the first instant after"),
        ):
            found = asked.verdicts(at)
            if found != str(verdict):
                yield f"{when} {found}, and not {verdict}"


@frozen
class Unsure(Until):
    """The same without any holidays: after the last day nobody can say whether it is over."""

    holidays: Holidays | None = field(default=NOTHING_KNOWN, kw_only=True)
    after: Verdict = field(default=Verdict.UNKNOWN, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Besides: the answer does not say that it needs holidays."""
        yield from super().wrong(place, where)
        order = self.sold.order(where)
        for right in _Asked(place, where, order, self.right).at(known(order)):
            if right.deadline is not None and not right.deadline.needs_holidays:
                yield "it does not say that holidays could move the day"


@frozen
class Stands:
    """There is the right on a day, by default as soon as all is known."""

    case: str
    sold: Sold
    on: str = field(default="", kw_only=True)
    right: str = field(default="withdrawal", kw_only=True)
    is_open: bool = field(default=False, kw_only=True)
    code: str = field(default="", kw_only=True)
    verdicts: ClassVar[tuple[Verdict, ...]] = (Verdict.MET,)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """The verdict and its reasons, where they are others."""
        order = self.sold.order(where)
        asked = _Asked(observing(place, where, None), where, order, self.right)
        at = where.at(self.on) if self.on else known(order)
        found = asked.at(at)
        if not found or any(x.verdict not in self.verdicts for x in found):
            yield f"{asked.verdicts(at)}, and not {' or '.join(map(str, self.verdicts))}"
        codes = {x.code for right in found for x in right.because}
        if self.code and codes != {self.code}:
            yield f"because of {sorted(codes)}, and not of {self.code}"
        if self.is_open and any(x.deadline is not None for x in found):
            yield f"there is a last day: {[_days_told(x.deadline) for x in found]}"


@frozen
class Barred(Stands):
    """There is no such right for what was sold in this way: an exception of the text."""

    code: str
    verdicts: ClassVar[tuple[Verdict, ...]] = (Verdict.NOT_MET,)


@frozen
class Unknown(Stands):
    """Nobody can say whether there is the right."""

    verdicts: ClassVar[tuple[Verdict, ...]] = (Verdict.UNKNOWN,)


@frozen
class Outside(Stands):
    """The right is not about such a sale."""

    verdicts: ClassVar[tuple[Verdict, ...]] = (Verdict.NOT_APPLICABLE,)


@frozen
class NoRight(Stands):
    """There is no such right, whether the text excepts the sale or is not about it."""

    verdicts: ClassVar[tuple[Verdict, ...]] = (Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


@frozen
class NoLaw:
    """The contract is older than the law."""

    case: str
    sold: Sold

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """An answer, where there is none."""
        order = self.sold.order(where)
        try:
            found = law.rights(order, place, at=known(order))
        except NoLawInForce:
            return
        yield f"{len(found)} answers, and not NoLawInForce"


@frozen
class Since:
    """Contracts made on the day are the first that the law is about."""

    day: str
    right: str = "withdrawal"
    case: str = field(default="since when", init=False)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """No law on the day, or one before it."""
        before = date.fromisoformat(self.day) - timedelta(days=1)
        for what, asked in (("the right", place.right), ("what goes back", place.refund)):
            asked(self.right, on=self.day)
            try:
                asked(self.right, on=before)
            except NoLawInForce:
                continue
            yield f"{what} is covered before {self.day}"


def _status(place: Jurisdiction, order: Order, at: datetime, duty: str) -> DutyStatus | None:
    found = (x for x in law.duties(order, place, at=at) if x.duty.name == duty)
    return next(found, None)


@frozen
class Owed:
    """A duty is due by the ``last`` day of the text; the trader plans it for the ``safe`` one."""

    case: str
    duty: str
    sold: Sold
    last: str
    safe: str = field(default="", kw_only=True)
    nominal: str = field(default="", kw_only=True)
    readings: tuple[str, ...] = field(default=(), kw_only=True)
    by: Party = field(default=Party.TRADER, kw_only=True)
    holidays: Holidays | None = field(default=None, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """The last day, and how the duty stands beside it."""
        order = self.sold.order(where)
        here = observing(place, where, self.holidays)
        status = _status(here, order, known(order), self.duty)
        if status is None:
            yield f"there is no duty {self.duty}"
            return
        said = _said(self.last, self.safe or self.last, self.nominal or self.safe or self.last)
        if _days_told(status.deadline) != said:
            yield f"{said} expected, and {_days_told(status.deadline)} told"
        yield from _misread(status.deadline, {self.last, *self.readings})
        if status.duty.owed_by is not self.by:
            yield f"{status.duty.owed_by} owes it"
        end = where.end_of(self.last)
        for at, state in ((end - MICROSECOND, DutyState.DUE), (end, DutyState.LATE)):
            found = _status(here, order, at, self.duty)
            if found is None or found.state is not state:
                yield f"{found and found.state} beside the last day, and not {state}"


@frozen
class NotOwed:
    """Nobody owes it for such a sale."""

    case: str
    duty: str
    sold: Sold

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """That it is owed, or may be."""
        order = self.sold.order(where)
        found = _status(observing(place, where, None), order, known(order), self.duty)
        if found is not None:
            yield f"{self.duty} is {found.state}, and not owed at all"


@frozen
class Stood:
    """How a duty stands on a day, by default as soon as all is known."""

    case: str
    duty: str
    sold: Sold
    state: DutyState
    on: str = field(default="", kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another state."""
        order = self.sold.order(where)
        at = where.at(self.on) if self.on else known(order)
        found = _status(observing(place, where, None), order, at, self.duty)
        if found is None or found.state is not self.state:
            yield f"{found and found.state}, and not {self.state}"
