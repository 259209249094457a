"""The answers row by row, without any package: what the columns of lists are answered by."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from attrs import frozen

from postsales.basics._errors import Contradictions, PostsalesError
from postsales.basics.findings import Verdict
from postsales.basics.moments import local_ordinal
from postsales.bulk._facts import answered
from postsales.bulk._money import Sold, money
from postsales.bulk._plan import (
    CLOSED,
    MET,
    MICROSECOND,
    NOT_ASKED,
    UNSURE,
    Plan,
    Timed,
)
from postsales.bulk._planned import other_currency
from postsales.bulk._possible import MOST_PROBLEMS, TABLE, read
from postsales.bulk._state import Asked, State

__all__ = ["Answer", "answers", "by_definition", "in_words"]

Answer = tuple[Any, ...]


def answers(asked: Asked, columns: Mapping[str, Sequence[Any]], rows: range) -> Iterator[Answer]:
    """The answers about some rows, in the order of the columns that are given."""
    problems: list[str] = []
    for place in rows:
        row = {x.name: columns[x.name][place] for x in asked.needs}
        try:
            found = _answer(asked, row, place)
        except Contradictions as error:
            problems += error.problems
            if len(problems) == MOST_PROBLEMS:
                break
        else:
            yield found
    if problems:
        raise Contradictions(TABLE, problems)


def by_definition(asked: Asked, row: Mapping[str, Any], place: int) -> Answer:
    """The answer about a row by the verbs for whole orders."""
    state = asked.state
    try:
        return tuple(answered(asked.facts(row), state.terms, state.refund_terms).values())
    except PostsalesError as error:
        raise Contradictions(TABLE, [f"row {place}: {error}"]) from None


@frozen(weakref_slot=False)
class _Known:
    """What is known of a row when it is asked about."""

    place: int
    at: datetime
    happened: tuple[datetime | None, datetime | None, datetime | None]
    returned: int
    refunded: int

    @classmethod
    def of(cls, row: Mapping[str, Any], at: datetime, place: int) -> "_Known":
        """What had happened by then, and what came back by then."""
        placed, shipped, delivered = map(row.get, ("placed_at", "shipped_at", "delivered_at"))
        times = [x for x in (placed, shipped, delivered) if x is not None]
        # What came back was booked at the last of them.
        is_known = not times or max(times) <= at
        return cls(
            place,
            at,
            (placed, _known_by(shipped, at), _known_by(delivered, at)),
            row["returned"] if is_known else 0,
            row["refunded"] if is_known else 0,
        )


def _known_by(told: datetime | None, at: datetime) -> datetime | None:
    return told if told is not None and told <= at else None


def _answer(asked: Asked, row: Mapping[str, Any], place: int) -> Answer:
    told = read(row, asked)
    if isinstance(told, str):
        raise Contradictions(TABLE, [f"row {place}: {told}"])
    state, row = asked.state, told.row
    now = row["at"] if asked.at is None else asked.at
    known = _Known.of(row, now, place)
    is_sent = known.happened[1] is not None or known.happened[2] is not None
    zone = row.get("zone", state.terms.zone)
    if zone is None:
        return by_definition(asked, row, place)
    seasons: list[bool | None] = []
    for season, source in state.seasons:
        then = known.happened[source]
        seasons.append(None if then is None else season.holds(then, str(zone)))
    plan = asked.plan((state.alike(told.classes), tuple(seasons), is_sent), row)
    found = None if plan.windows is None else _timed(plan, known)
    if found is None:
        return by_definition(asked, row, place)
    return _decided(state, row, plan, known, found)


_Found = tuple[int, datetime | None, int, bool]
"""What comes of the windows, when the last closes, the ordinal of that day, and is that all?"""


def _timed(plan: Plan, known: _Known) -> _Found | None:
    """What comes of the windows of a row; None where it has to be asked by itself."""
    state, closes, last_day, is_all = CLOSED, None, 0, True
    for window in plan.windows or ():
        end = _end(window, plan.zone, known)
        if end is None:
            return None
        way, window_closes, ordinal = end
        if window_closes is not None and (closes is None or window_closes > closes):
            closes, last_day = window_closes, ordinal
        is_all = is_all and (window_closes is not None or way != MET)
        if way == MET or state == CLOSED:
            state = way
    return (state if plan.is_asked else NOT_ASKED), closes, last_day, is_all


def _end(window: Timed, zone: str, known: _Known) -> tuple[int, datetime | None, int] | None:
    for link in window.links:
        then = known.happened[link.source]
        if then is None:
            continue
        if link.elapsed is not None:
            closes = then + link.elapsed
            way = MET if known.at < closes else CLOSED
            return way, closes, local_ordinal(closes - MICROSECOND, zone)
        end = link.ends.of(local_ordinal(then, zone))
        if end is None:
            return None
        closes, latest, last_day = end
        if known.at < closes:
            return MET, closes, last_day
        is_over = latest is not None and known.at >= latest
        return (CLOSED if is_over else UNSURE), closes, last_day
    return window.not_started, None, 0


def _decided(
    state: State, row: Mapping[str, Any], plan: Plan, known: _Known, found: _Found
) -> Answer:
    way, closes, last_day, is_all = found
    left = row["asked"]
    parts: list[int] = []
    quantity, returned = row["quantity"], known.returned
    settled = max(returned, known.refunded)
    for units in (quantity - settled, returned, settled - returned):
        parts.append(min(left, units))
        left -= parts[-1]
    parts.append(left)
    verdict = plan.free(way)
    units = {Verdict.MET: 0, Verdict.NOT_MET: 0, Verdict.UNKNOWN: 0}
    units[verdict] += parts[0]
    units[Verdict.UNKNOWN if plan.is_elsewhere else Verdict.NOT_MET] += sum(parts[1:])
    there = (parts[0] > 0, parts[1] > 0, parts[2] > 0, parts[3] > 0)
    ends = closes if parts[0] and (is_all or verdict is not Verdict.MET) else None
    decided = (
        in_words(units[Verdict.MET], units[Verdict.NOT_MET], units[Verdict.UNKNOWN]),
        units[Verdict.MET],
        units[Verdict.NOT_MET],
        units[Verdict.UNKNOWN],
        plan.because(way, there),
        ends,
        None if ends is None else date.fromordinal(last_day),
    )
    if state.refund_terms is None:
        return decided
    if not units[Verdict.MET]:
        return (*decided, 0, 0, 0, 0, 0)
    if plan.mismatch:
        says = other_currency(plan.fees, row["currency"])
        raise Contradictions(TABLE, [f"row {known.place}: {says}"])
    sold = Sold(quantity, known.refunded, row["total"], row["tax_included"], row["tax_added"])
    return (*decided, *money(sold, units[Verdict.MET], plan.fees, state.refund_terms.rounding))


def in_words(allowed: int, refused: int, referred: int) -> str:
    """The answer to a whole row."""
    if allowed:
        return "partly" if refused or referred else "allowed"
    return "refer" if referred else "refused"
