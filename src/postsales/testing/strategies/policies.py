"""Policies: scopes, windows, fees and terms that talk about what a world has in it."""

from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.events import Event
from postsales.basics.moments import local_day
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.rounding import Rounding
from postsales.basics.selectors import During, First, Last
from postsales.cancellations.terms import CancellationTerms
from postsales.orders.events import Delivered, Paid, Placed, Shipped
from postsales.orders.parties import Asker
from postsales.orders.payments import TenderKind
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind
from postsales.orders.scope import Scope
from postsales.orders.seasons import Season
from postsales.orders.starts import Since
from postsales.refunds.terms import Fee, GiftRefund, Per, RefundTerms, ShippingRefund, TenderOrder
from postsales.refunds.windows import Afterwards, RefundWindow
from postsales.returns.guards import ReturnerGuard
from postsales.returns.proofs import Proof
from postsales.returns.says import Authorisation, Coverage, JudgedBy, NotStarted, Precedence
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.amounts import amount_of, percent_of
from postsales.testing.strategies.scoped import scope_of
from postsales.testing.strategies.taken_back import (
    bundle_rule_of,
    conditions_of,
    returnless_of,
    units_back_of,
)
from postsales.testing.strategies.worked import in_working_time
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = [
    "cancellation_terms",
    "cancellation_terms_of",
    "exclusion_of",
    "exclusions",
    "extensions",
    "fees",
    "guards",
    "length_of",
    "lengths",
    "proofs",
    "refund_terms",
    "refund_terms_of",
    "refund_windows",
    "return_terms",
    "return_terms_of",
    "return_windows",
    "season_of",
    "seasons",
    "starts",
    "tolling_of",
]

T = TypeVar("T")
_LENGTHS: tuple[Length, ...] = (
    Days(30),
    Days(14),
    Days(0),
    Days(1),
    Weeks(2),
    Months(1),
    Months(6),
    Years(1),
    Years(2),
    Hours(24),
    Hours(0),
    Hours(1),
)


def length_of(dice: Dice) -> Length:
    """A length of some kind."""
    return dice.of(_LENGTHS)


def lengths() -> st.SearchStrategy[Length]:
    """Lengths of every kind, those of zero with them."""
    return st.sampled_from(_LENGTHS)


_STARTS: tuple[type[Event] | First | Last, ...] = (
    Delivered,
    Placed,
    Shipped,
    Paid,
    Last(Delivered),
    First(Delivered),
    First(Shipped),
    Last(Shipped),
)


def _since(dice: Dice, world: World) -> list[Since]:
    """One start, now and then another that counts while the first has not happened."""
    some = [*_STARTS, *world.events]
    first, second = dice.of(some), dice.of(some)
    if not dice.once_in(3):
        return [Since(first)]
    return [Since(first), Since(second, plus=Days(dice.below(6)))]


def starts(world: World = ANYTHING) -> st.SearchStrategy[Since]:
    """What starts a window: an event of every kind, the first or the last of them, and later.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _since(dice, world)[-1])


_ROLLS = (
    None,
    None,
    Roll(NonDays(["saturday", "sunday"])),
    Roll(NonDays(["sunday"])),
    None,
)


def _window(dice: Dice, world: World, special: Scope | None = None) -> ReturnWindow:
    length, since, roll = dice.of(_LENGTHS), _since(dice, world), dice.of(_ROLLS)
    told = None if isinstance(length, Hours) else roll
    if special is None:
        return ReturnWindow(length, since=since, roll=told)
    for_whom = _for_whom(dice, world) if dice.once_in(3) else {}
    return ReturnWindow(length, since=since, roll=told, applies_to=special, **for_whom)


def season_of(dice: Dice, world: World) -> Season:
    """Days around a sale of the world."""
    first = local_day(dice.of(world.sales), world.zone)
    of = dice.of((Placed, Placed, Delivered, Shipped))
    return Season(first, first + timedelta(days=dice.of((0, 1, 30))), of=of)


def seasons(world: World = ANYTHING) -> st.SearchStrategy[Season]:
    """Days around a sale of the world, of sales or of parcels.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: season_of(dice, world))


def _for_whom(dice: Dice, world: World) -> dict[str, Any]:
    """A limit to kinds of reason, to one asker, or to a season."""
    some: tuple[dict[str, Any], ...] = (
        {"for_reasons": _reason_kinds(dice)},
        {"for_askers": dice.of(tuple(Asker))},
        {"season": season_of(dice, world)},
    )
    return dice.of(some)


def _extension(dice: Dice, world: World) -> Extension:
    limits = _for_whom(dice, world) if dice.below(2) else {}
    if dice.once_in(3):
        limits["applies_to"] = scope_of(dice, world)
    if dice.below(2):
        return Extension(dice.of(_LENGTHS), **limits)
    sold = local_day(dice.of(world.sales), world.zone)
    return Extension(until=sold + timedelta(days=dice.of((40, 0, 90))), **limits)


def extensions(world: World = ANYTHING) -> st.SearchStrategy[Extension]:
    """What lets windows end later, for some returns or for all.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _extension(dice, world))


def tolling_of(dice: Dice, world: World) -> During:
    """Time between two events that does not count."""
    pairs = [(Shipped, Delivered), *zip(world.events, world.events[1:], strict=False)]
    begins, ends = dice.of(pairs)
    return During(begins, ends)


def return_windows(world: World = ANYTHING) -> st.SearchStrategy[ReturnWindow]:
    """Windows for everything, in every length, from every start.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _window(dice, world))


def _reason_kinds(dice: Dice) -> tuple[ReasonKind, ...]:
    some = (REMORSE_ONLY, REMORSE_ONLY, tuple(ReasonKind), (ReasonKind.DEFECT, ReasonKind.LATE))
    return dice.of(some)


def exclusion_of(code: str, dice: Dice, world: World) -> Exclusion:
    """An exclusion of some lines of a world."""
    return Exclusion(code, applies_to=scope_of(dice, world), for_reasons=_reason_kinds(dice))


def exclusions(world: World = ANYTHING) -> st.SearchStrategy[Exclusion]:
    """Exclusions of some lines of a world.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: exclusion_of("final_sale", dice, world))


def _proof(dice: Dice, world: World) -> Proof:
    word, kinds = dice.of(world.evidence or ("receipt",)), _reason_kinds(dice)
    if dice.below(2):
        return Proof(word, for_reasons=kinds, applies_to=scope_of(dice, world))
    return Proof(word, for_reasons=kinds)


def proofs(world: World = ANYTHING) -> st.SearchStrategy[Proof]:
    """What has to be shown, of what customers of a world can show.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _proof(dice, world))


def guards() -> st.SearchStrategy[ReturnerGuard]:
    """Guards by units, by their share, or by both.

    Example:
        See ``return_terms``.
    """
    return thrown(_guard)


def _guard(dice: Dice) -> ReturnerGuard:
    units, least, kinds = dice.of((15, 0, None)), dice.of((1, 5)), _reason_kinds(dice)
    share = percent_of(dice) if units is None or dice.below(2) else None
    return ReturnerGuard(most_units=units, most_share=share, least_bought=least, for_reasons=kinds)


def return_terms_of(dice: Dice, world: World) -> ReturnTerms:
    """Terms for returns that the dice mean."""
    covers = dice.of((Coverage.IN_HAND, Coverage.IN_HAND, Coverage.ORDERED))
    not_started, judged_by = dice.of(tuple(NotStarted)), dice.of(tuple(JudgedBy))
    zone, special, excluded = dice.of(world.zones), dice.below(3), dice.below(3)
    extended, tolled = dice.of((0, 0, 1, 2)), dice.once_in(6)
    shown, guarded, graded = dice.once_in(4), dice.once_in(6), dice.once_in(6)
    terms = ReturnTerms(
        id="returns",
        version="1",
        zone=zone,
        window=_window(dice.anew(), world),
        special_windows=[
            _window(dice.anew(), world, scope_of(dice, world)) for _ in range(special)
        ],
        precedence=dice.of(tuple(Precedence)) if special > 1 else Precedence.LONGEST,
        extensions=[_extension(dice.anew(), world) for _ in range(extended)],
        tolled_by=tolling_of(dice.anew(), world) if tolled else (),
        exclusions=[
            exclusion_of(f"excluded_{n}", dice.anew(), world) for n in range(1, 1 + excluded)
        ],
        proofs=[_proof(dice.anew(), world)] if shown else (),
        guards=_guard(dice.anew()) if guarded else (),
        conditions=conditions_of(dice.anew(), world) if graded else (),
        returnless=returnless_of(dice.anew(), world) if dice.once_in(6) else (),
        bundles=bundle_rule_of(dice.anew(), world) if dice.once_in(6) else (),
        units_back=units_back_of(dice.anew(), world) if dice.once_in(6) else (),
        covers=covers,
        not_started=not_started,
        authorisation=dice.of((*4 * (Authorisation.NOT_NEEDED,), Authorisation.BEFORE_SENDING)),
        judged_by=judged_by,
    )
    return in_working_time(terms, dice.anew()) if dice.anew().once_in(8) else terms


def return_terms(world: World = ANYTHING) -> st.SearchStrategy[ReturnTerms]:
    """Terms for returns: windows, special windows and exclusions about what a world has in it.

    Example:
        >>> from hypothesis import find
        >>> find(return_terms(), lambda terms: True).window.length
        Days(30)
    """
    return thrown(lambda dice: return_terms_of(dice, world))


def _fee(code: str, dice: Dice, world: World) -> Fee:
    """A fee in a currency of the world; where it has several, a share of the price."""
    percent, per, kinds = dice.below(2), dice.of(tuple(Per)), _reason_kinds(dice)
    fixed = amount_of(dice, world.currencies[0]) if len(world.currencies) == 1 else None
    amount = percent_of(dice) if percent or fixed is None else fixed
    if dice.below(2):
        return Fee(code, amount, per=per, for_reasons=kinds, applies_to=scope_of(dice, world))
    return Fee(code, amount, per=per, for_reasons=kinds)


def fees(world: World = ANYTHING) -> st.SearchStrategy[Fee]:
    """Fees for some lines or all: a percentage, or an amount in the one currency of a world.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _fee("restocking", dice, world))


def _refund_window(dice: Dice, world: World, special: Scope | None = None) -> RefundWindow:
    length, since = dice.of(_LENGTHS), _since(dice, world)
    then, kinds = dice.of(tuple(Afterwards)), _reason_kinds(dice)
    if special is None:
        return RefundWindow(length, since=since, afterwards=then, for_reasons=kinds)
    return RefundWindow(length, since=since, afterwards=then, for_reasons=kinds, applies_to=special)


def refund_windows(world: World = ANYTHING) -> st.SearchStrategy[RefundWindow]:
    """Windows in which a return is paid for in money.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: _refund_window(dice, world))


def refund_terms_of(dice: Dice, world: World) -> RefundTerms:
    """Terms for refunds that the dice mean."""
    shipping, other = dice.of(tuple(ShippingRefund)), dice.of(tuple(ShippingRefund))
    tenders, rounding = dice.of(tuple(TenderOrder)), dice.of(tuple(Rounding))
    charged, timed, special = dice.below(3), dice.once_in(3), dice.once_in(4)
    codes = ("return_shipping", "restocking")[:charged]
    return RefundTerms(
        id="refunds",
        version="1",
        shipping=shipping,
        tenders=tenders,
        gifts=dice.of((GiftRefund.TENDERS, GiftRefund.TENDERS, GiftRefund.STORE_CREDIT)),
        chosen=[TenderKind.STORE_CREDIT] if tenders is TenderOrder.CHOSEN else (),
        other_charges=other,
        fees=[_fee(code, dice.anew(), world) for code in codes],
        rounding=rounding,
        window=_refund_window(dice.anew(), world) if timed else None,
        special_windows=[_refund_window(dice.anew(), world, scope_of(dice, world))]
        if special
        else (),
        zone=world.zone,
    )


def refund_terms(world: World = ANYTHING) -> st.SearchStrategy[RefundTerms]:
    """Terms for refunds: fees, charges, the order of tenders, rounding, and windows for money.

    Fixed fees are drawn where the world has one currency: in an order of another one they could not
    be taken off.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: refund_terms_of(dice, world))


_CUT_OFFS: tuple[tuple[type[Event], ...], ...] = ((), (Shipped,), (Delivered,), (Paid, Shipped))


def cancellation_terms_of(dice: Dice, world: World) -> CancellationTerms:
    """Terms for calling off that the dice mean."""
    until = (*dice.of(_CUT_OFFS), *(world.events if dice.below(2) else ()))
    return CancellationTerms(
        id="cancellations",
        version="1",
        until=until,
        within=dice.of((None, *_LENGTHS)),
        zone=dice.of(world.zones),
    )


def cancellation_terms(world: World = ANYTHING) -> st.SearchStrategy[CancellationTerms]:
    """Terms for calling off: with every cut-off, and within every length.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: cancellation_terms_of(dice, world))
