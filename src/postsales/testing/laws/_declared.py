"""What refund terms declare is what happens: fees, the order of tenders, shipping.

Rules of this file: a law asks the policy under the terms that it declares, or the same with another
word, so that every word meets every policy; what comes out is worked out here, and not by a quote.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics.money import Money
from postsales.orders.charges import Charge, ChargeKind
from postsales.orders.payments import TenderKind
from postsales.orders.position import Position, TenderMoney
from postsales.refunds.terms import Fee, Per, RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing.answers import Answer
from postsales.testing.law import Scene, broken
from postsales.testing.laws._amounts import minor
from postsales.testing.laws._booking import booked
from postsales.testing.laws._given import for_reason, words
from postsales.testing.laws._paths import split
from postsales.testing.laws._scenes import refunded_before, sold

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = [
    "as_tenders_are_declared",
    "fees_as_declared",
    "of_one_return",
    "shipping_as_declared",
    "with_a_shipping_word",
    "with_a_tender_word",
]

_REF = "a return of the kit"
_MOSTLY = st.sampled_from((True, True, True, False))


def _terms(subject: "Subject") -> tuple[ReturnTerms, RefundTerms]:
    """The terms that a policy follows; it says that it is made of some."""
    if subject.terms is None or subject.refund_terms is None:
        broken("the policy declares live and money, and it is not made of terms")
    return subject.terms, subject.refund_terms


@st.composite
def of_one_return(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about one return that comes in two parcels, mostly for a reason with a fee."""
    scene = draw(split(subject))
    fees = subject.refund_terms.fees if subject.refund_terms is not None else ()
    kinds = [kind for fee in fees for kind in fee.for_reasons]
    known = [word for kind in dict.fromkeys(kinds) for word in words(subject, kind)]
    word = draw(st.sampled_from(known or [""])) if draw(_MOSTLY) else ""
    whole, *parts = (_under_one_ref(x, word) for x in (scene.request, *scene.others))
    return evolve(scene, request=whole, others=tuple(parts or [whole]))


def _under_one_ref(request: ReturnRequest, word: str) -> ReturnRequest:
    return evolve(for_reason(request, word) if word else request, ref=_REF)


def fees_as_declared(subject: "Subject", scene: Scene) -> None:
    """REF-21."""
    _, terms = _terms(subject)
    answers: list[Answer] = []
    step = scene
    for part in scene.others:
        now = evolve(step, request=part)
        answers.append(subject.ask(now))
        order = booked(now, answers[-1])
        if order is None:
            break
        step = evolve(step, order=order)
    kept: Counter[str] = Counter()
    for answer in answers:
        kept.update({code: money.minor for code, money in answer.fees.items()})
    due = {fee.code: _most(fee, answers) for fee in terms.fees}
    for code, amount in kept.items():
        if amount > due.get(code, 0):
            money = scene.order.currency.minor
            broken(
                f"more is kept of one return as {code!r} than the terms say",
                kept=[str(x.fees.get(code)) for x in answers],
                together=money(amount),
                the_terms_say_at_most=money(due.get(code, 0)),
            )


def _most(fee: Fee, answers: Sequence[Answer]) -> int:
    """The most that a fee can come to for what these answers allow, with all its rounding."""
    units = sum(sum(x.allowed.values()) for x in answers)
    lines = len({line for x in answers for line in x.allowed})
    times = {Per.UNIT: units, Per.ITEM: lines, Per.RETURN: 1}[fee.per]
    if isinstance(fee.amount, Money):
        return fee.amount.minor * times
    gross = sum(money.minor for x in answers for money in x.lines.values())
    return int(gross * fee.amount.value / 100) + times + 1


@st.composite
def with_a_tender_word(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions, an order of tenders, and the kind that is chosen where the terms choose."""
    scene = draw(st.one_of(sold(subject), refunded_before(subject)))
    order, kind = draw(st.sampled_from(TenderOrder)), draw(st.sampled_from(TenderKind))
    return evolve(scene, others=(order.value, kind.value))


_STORED = (TenderKind.GIFT_CARD, TenderKind.STORE_CREDIT)


def as_tenders_are_declared(subject: "Subject", scene: Scene) -> None:
    """REF-23."""
    terms, refund_terms = _terms(subject)
    word, kind = TenderOrder.read("order", scene.others[0]), TenderKind.read("k", scene.others[1])
    chosen = [kind] if word is TenderOrder.CHOSEN else []
    declared = evolve(refund_terms, tenders=word, chosen=chosen)
    answer = subject.under(terms, declared).ask(scene)
    tenders = [x for x in scene.order.position(at=scene.at).tenders if x.left > 0]
    given = [minor(answer.tenders.get(x.tender.id)) for x in tenders]
    if word is TenderOrder.PRO_RATA:
        kept = _is_pro_rata(given, tenders)
    else:
        kept = _is_one_by_one(given, tenders, _places(word, chosen, tenders))
    if not kept:
        broken(
            f"the tenders do not give back as the terms declare: {word}",
            **({"chosen": str(kind)} if chosen else {}),
            left_as_they_paid={x.tender.id: x.left for x in tenders},
            given={x: str(money) for x, money in answer.tenders.items()},
        )


def _places(
    word: TenderOrder, chosen: Sequence[TenderKind], tenders: Sequence[TenderMoney]
) -> list[int]:
    """The places of the tenders in the order in which they have to give."""
    places = [*range(len(tenders))]
    if word is TenderOrder.NEWEST_FIRST:
        return places[::-1]
    first = {TenderOrder.GIFT_CARD_FIRST: _STORED, TenderOrder.CHOSEN: chosen}.get(word, ())
    kinds = [x.tender.kind for x in tenders]
    return sorted(places, key=lambda x: [*first, kinds[x]].index(kinds[x]))


def _is_one_by_one(
    given: Sequence[int], tenders: Sequence[TenderMoney], places: Sequence[int]
) -> bool:
    """Has each tender nothing left before the next gives something?"""
    short = [given[x] < tenders[x].left for x in places]
    return not any(given[x] for n, x in enumerate(places) if any(short[:n]))


def _is_pro_rata(given: Sequence[int], tenders: Sequence[TenderMoney]) -> bool:
    """Does each give its share, to less than one minor unit?"""
    left, amount = sum(x.left for x in tenders), sum(given)
    pairs = zip(given, tenders, strict=True)
    return all(abs(k * left - amount * x.left) < left for k, x in pairs)


@st.composite
def with_a_shipping_word(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions, and how much of what was paid for delivery goes back."""
    scene = draw(st.one_of(sold(subject), refunded_before(subject)))
    return evolve(scene, others=(draw(st.sampled_from(ShippingRefund)).value,))


def shipping_as_declared(subject: "Subject", scene: Scene) -> None:
    """REF-24."""
    terms, refund_terms = _terms(subject)
    word = ShippingRefund.read("word", scene.others[0])
    answer = subject.under(terms, evolve(refund_terms, shipping=word)).ask(scene)
    position = scene.order.position(at=scene.at)
    for charge in scene.order.charges:
        if charge.kind is not ChargeKind.SHIPPING:
            continue
        least, most = _bounds(word, charge, position, answer)
        given = minor(answer.charges.get(charge.id))
        if not least <= given <= most:
            broken(
                f"what was paid for delivery does not go back as the terms declare: {word}",
                allowed=dict(answer.allowed),
                paid_for_delivery=charge.total,
                left_of_it=position.charge_money(charge.id).left,
                given=answer.charges.get(charge.id),
            )


_WITH_THE_LAST = (ShippingRefund.WHEN_ALL_COMES_BACK, ShippingRefund.CHEAPEST_STANDARD)


def _bounds(
    word: ShippingRefund, charge: Charge, position: Position, answer: Answer
) -> tuple[int, int]:
    """The least and the most that a charge for delivery gives, by the terms."""
    left = position.charge_money(charge.id).left.minor
    if word is ShippingRefund.ALWAYS:
        return (left if answer.lines else 0), left
    if word is ShippingRefund.NEVER:
        return 0, 0
    if word is ShippingRefund.CHEAPEST_STANDARD and charge.standard is not None:
        left = min(left, charge.standard.minor)
    prices = sum(x.price_minor for x in position.sold.lines.values())
    if word in _WITH_THE_LAST or not prices:
        out = [position.units(x).out > answer.allowed.get(x, 0) for x in position.sold.lines]
        return 0, 0 if any(out) else left
    if position.refunds:
        return 0, left
    share = sum(
        position.line(x).price_minor * answer.allowed.get(x, 0) / position.line(x).quantity
        for x in answer.lines
    )
    # Each line is rounded, and so are the price of the charge and each of its taxes.
    off = charge.total.minor * len(answer.lines) / prices + 1 + len(charge.taxes)
    exact = charge.total.minor * share / prices
    return int(exact - off), int(exact + off) + 1
