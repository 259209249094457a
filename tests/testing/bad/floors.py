"""Mistakes about the better of two sides, and about goodwill."""

from datetime import datetime

from attrs import evolve

from postsales import (
    BonusGranted,
    Compensated,
    Days,
    Delivered,
    Event,
    Order,
    Outcome,
    Overridden,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    law,
    returns,
)
from postsales.basics.quantities import Quantities
from postsales.law import Floor
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad, asked, nothing
from tests.testing.floors import BY_PARCELS, DE, better_of_both, floor_in

GERMANY = "the floor of Germany"
PARCELS = "a floor by parcels"


def house_rule(floor: Floor, _: RefundTerms | None) -> Answer:
    """What the shop says comes first, and the law is not looked at where it says no."""
    own = floor.merchant
    return Answer(allowed=own.allowed, referred=own.referred, because=own.because)


def law_alone(floor: Floor, _: RefundTerms | None) -> Answer:
    """Where a right is about the request, its answer stands in place of the merchant's."""
    for right in floor.statutory.values():
        return Answer(allowed=right.allowed, referred=right.referred, because=right.because)
    return house_rule(floor, None)


def whole_requests(floor: Floor, money: RefundTerms | None) -> Answer:
    """The law is asked where the shop refuses everything, and not where it gives a part."""
    refused = floor.merchant.outcome is Outcome.REFUSED
    return better_of_both(floor, money) if refused else house_rule(floor, money)


def more_of_each_line(floor: Floor, _: RefundTerms | None) -> Answer:
    """Of each line the larger number counts, as if both sides gave the same units."""
    sides = (floor.merchant, *floor.statutory.values())
    lines = {x.line: x.asked for x in floor.items}
    allowed = {line: max(x.allowed.get(line, 0) for x in sides) for line in lines}
    open_ = {line: max(x.referred.get(line, 0) for x in sides) for line in lines}
    referred = {x: min(k, lines[x] - allowed[x]) for x, k in open_.items()}
    short = sum(lines.values()) - sum(allowed.values())
    return Answer(allowed=allowed, referred=referred, because={"no": short} if short else {})


def _added(*some: Quantities) -> dict[str, int]:
    return {line: sum(x.get(line, 0) for x in some) for x in some for line in x}


def both_together(floor: Floor, money: RefundTerms | None) -> Answer:
    """What each side gives is added up, and is more than either of them."""
    sides = [x.allowed for x in (floor.merchant, *floor.statutory.values())]
    told, lines = better_of_both(floor, money), {x.line: x.asked for x in floor.items}
    allowed = {x: min(k, lines[x]) for x, k in _added(*sides).items()}
    return evolve(told, allowed=allowed, referred={}, because={})


def doubt_is_a_no(floor: Floor, money: RefundTerms | None) -> Answer:
    """What a person would have to look at is refused."""
    return evolve(better_of_both(floor, money), referred={})


def longest_days(terms: ReturnTerms, money: RefundTerms | None) -> Policy:
    """Both are merged into one window: the days of the longer, from the start of the merchant's."""
    least = evolve(terms.window, length=Days(14))
    longer = isinstance(terms.window.length, Days) and terms.window.length.count >= 14

    def policy(order: Order, request: ReturnRequest, at: datetime) -> Answer:
        merged = terms if longer else evolve(terms, window=least)
        decision = returns.assess(order, request, merged, at=at)
        return Answer(
            allowed=decision.allowed, referred=decision.referred, because=decision.because
        )

    return policy


def first_parcel(terms: ReturnTerms, money: RefundTerms | None) -> Policy:
    """The law is asked as if everything had come with the first parcel."""

    def policy(order: Order, request: ReturnRequest, at: datetime) -> Answer:
        came = [x.at for x in order.history if isinstance(x, Delivered)]
        early = [evolve(x, at=min(came)) if isinstance(x, Delivered) else x for x in order.history]
        moved = evolve(order, history=early)
        statute = law.assess(moved, request, terms, DE, at=at)
        own = law.assess(order, request, terms, DE, at=at).merchant
        told = better_of_both(statute, money)
        return (
            told
            if sum(told.allowed.values()) > sum(own.allowed.values())
            else Answer(allowed=own.allowed, referred=own.referred, because=own.because)
        )

    return policy


def _kind(scene: Scene, *kinds: type[Event]) -> list[Event]:
    return [x for x in scene.order.history if isinstance(x, kinds) and x.at <= scene.at]


def kind_once(good: Policy, scene: Scene) -> Answer:
    """Whoever was given something besides has had enough, and gets nothing more."""
    had = _kind(scene, Compensated, BonusGranted)
    return nothing(scene, "settled_already") if had else asked(good, scene)


def looked_at_by_staff(good: Policy, scene: Scene) -> Answer:
    """An order that staff decided about stays with them, whatever they allowed."""
    if not _kind(scene, Overridden):
        return asked(good, scene)
    return Answer(referred=scene.request.quantities, because={"with_staff": 1})


def off_the_refund(good: Policy, scene: Scene) -> Answer:
    """What was given besides is taken off what goes back."""
    answer = asked(good, scene)
    given = [x.amount for x in _kind(scene, Compensated) if isinstance(x, Compensated)]
    if answer.refund is None or not given:
        return answer
    left = max(
        answer.refund - sum(given, start=scene.order.currency.zero), scene.order.currency.zero
    )
    return evolve(answer, refund=left, fees={**answer.fees, "kindness": answer.refund - left})


BAD = (
    Bad("the house rule first", "ELI-06", of=GERMANY, makes=floor_in(DE, house_rule)),
    Bad("the law alone", "ELI-06", of=GERMANY, makes=floor_in(DE, law_alone)),
    Bad("the law for whole requests", "ELI-06", of=GERMANY, makes=floor_in(DE, whole_requests)),
    Bad("the longer days of both", "ELI-06", of=GERMANY, makes=longest_days),
    Bad("the first parcel for the law", "ELI-06", of=GERMANY, makes=first_parcel),
    Bad("doubt is a no", "ELI-06", of=GERMANY, makes=floor_in(DE, doubt_is_a_no)),
    Bad(
        "the more of each line", "ELI-06", of=PARCELS, makes=floor_in(BY_PARCELS, more_of_each_line)
    ),
    Bad("the sum of both", "ELI-06", of=PARCELS, makes=floor_in(BY_PARCELS, both_together)),
    Bad("kind once and no more", "ELI-07", kind_once),
    Bad("staff keep what they allowed", "ELI-07", looked_at_by_staff),
    Bad("kindness off the refund", "ELI-07", off_the_refund),
)
