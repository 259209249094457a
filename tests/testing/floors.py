"""Floors: what is asked of policies that give no less than a statute."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from postsales import (
    Citation,
    Days,
    Delivered,
    Extension,
    Holidays,
    Order,
    ReasonKind,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Season,
    law,
)
from postsales.basics.dated import Dated, Row
from postsales.law import Floor, Jurisdiction
from postsales.testing import Answer, Flag
from postsales.testing.subject import Engine, Policy

DE = law.DE.observing(Holidays([], since="2020-01-01", until="2035-12-31"))
GB = law.GB

EARLY = ReturnTerms(
    id="early",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(3), since=Delivered),
    extensions=[
        Extension(until="2026-06-30", season=Season("2026-03-02", "2026-03-09", of=Delivered))
    ],
)
"""What came early may come back for long, and what came later hardly at all."""

_BY_PARCELS = ReturnTerms(
    id="XX.withdrawal",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(20), since=Delivered),
    reasons={"remorse": ReasonKind.REMORSE},
)
BY_PARCELS = Jurisdiction(
    code="XX",
    name="a place where each parcel has its own time",
    rights={
        "withdrawal": Dated(
            [Row(_BY_PARCELS, "2020-01-01", by=Citation("Act of the kit"))], name="XX withdrawal"
        )
    },
    checked_on="2026-11-21",
)
"""Beside the terms above, units of one line are given by the one side or by the other."""

Answering = Callable[[Floor, RefundTerms | None], Answer]


def better_of_both(floor: Floor, money: RefundTerms | None) -> Answer:
    """What ``law.assess`` gives, and what goes back for it."""
    given = [x for x in floor.items if x.allowed]
    return Answer(
        allowed=floor.allowed,
        referred=floor.referred,
        because=floor.decision.because,
        ends_at={x.line: x.deadline.ends_at for x in given if x.deadline is not None},
        refund=None if money is None else law.quote(floor, money).total,
    )


def floor_in(place: Jurisdiction, answer: Answering = better_of_both) -> Engine:
    """What is made of terms by answering from a floor."""

    def engine(terms: ReturnTerms, money: RefundTerms | None) -> Policy:
        def policy(order: Order, request: ReturnRequest, at: datetime) -> Answer:
            return answer(law.assess(order, request, terms, place, at=at), money)

        return policy

    return engine


def said(place: Jurisdiction) -> dict[str, Any]:
    """How a floor is asked: it follows terms, and is not made of them alone."""
    flags = [Flag.REASONS, Flag.DEADLINES, Flag.WINDOWS_END]
    return {"engine": floor_in(place), "place": place, "flags": flags}
