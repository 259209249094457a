"""What holds of the amounts of one answer."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from postsales.basics.money import Money
from postsales.orders.lines import Line
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene, broken

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = [
    "cap_by_paid",
    "capped",
    "currency_of_payment",
    "decimals_of_currency",
    "fair_shares",
    "itemised",
    "never_below_zero",
    "tax_as_collected",
    "tenders_add_up",
    "tenders_take_back",
    "whole_lines",
    "withheld_for_a_lack",
]


def minor(money: Money | None) -> int:
    """Minor units; none for nothing told."""
    return 0 if money is None else money.minor


def _amounts(answer: Answer) -> Iterator[tuple[str, Money]]:
    """Every amount of an answer, with what it is."""
    for name in ("refund", "withheld", "store_credit"):
        money: Money | None = getattr(answer, name)
        if money is not None:
            yield name.replace("_", " "), money
    for what in ("lines", "charges", "fees", "tenders"):
        for name, one in getattr(answer, what).items():
            yield f"{what[:-1]} {name!r}", one


def _within(line: Line, amount: int, units: int) -> tuple[bool, bool]:
    """Is an amount not below the share of the units, and not above it?

    Price and each added tax may be rounded for themselves.
    """
    roundings = (1 + len(line.added)) * line.quantity
    exact = line.total.minor * units
    return amount * line.quantity >= exact - roundings, amount * line.quantity <= exact + roundings


def _clawed_back(answer: Answer) -> int:
    """What a quote takes back of promotions, itemised there; below zero where it gives some."""
    if answer.quote is None:
        return 0
    return sum(x.minor for x in answer.quote.clawed_back.values())


def never_below_zero(subject: "Subject", scene: Scene) -> None:
    """REF-02."""
    answer = subject.ask(scene)
    for what, money in _amounts(answer):
        if money.minor < 0 and what.startswith(("refund", "tender", "store")):
            broken(f"the {what} is less than nothing", amount=money, fees=dict(answer.fees))


def cap_by_paid(subject: "Subject", scene: Scene) -> None:
    """REF-03."""
    capped(scene, subject.ask(scene))


def capped(scene: Scene, answer: Answer) -> None:
    """Broken where an answer gives more than was paid for its units and is left of that."""
    position = scene.order.position(at=scene.at)
    if minor(answer.refund) > position.refundable_minor:
        broken(
            "the refund is more than is left of what was paid",
            captured=position.money.total,
            left=position.refundable,
            refund=answer.refund,
        )
    most = sum(position.charge_money(x.id).left.minor for x in position.sold.charges.values())
    # What was taken back of a promotion before can be given with what comes later.
    most += max(0, -_clawed_back(answer))
    for line in scene.order.lines:
        units, amount = answer.allowed.get(line.id, 0), minor(answer.lines.get(line.id))
        left = position.line_money(line.id).left
        if amount > left.minor or not _within(line, amount, units)[1]:
            broken(
                f"{line.id!r} gives more than was paid for its units and is left of it",
                units=units,
                of=line.quantity,
                paid_for_the_line=line.total,
                left_of_the_line=left,
                refund_of_the_line=answer.lines.get(line.id),
            )
        share = -(-line.total.minor * units // line.quantity) + 1 + len(line.added)
        most += min(left.minor, share) if units else 0
    if minor(answer.refund) > most:
        broken(
            "the refund is more than was paid for the units and charges",
            allowed=dict(answer.allowed),
            paid_at_most=scene.order.currency.minor(most),
            refund=answer.refund,
        )


def currency_of_payment(subject: "Subject", scene: Scene) -> None:
    """REF-04."""
    code = scene.order.currency.code
    for what, money in _amounts(subject.ask(scene)):
        if money.currency.code != code:
            broken(f"the {what} is in another currency", amount=money, paid_in=code)


def decimals_of_currency(subject: "Subject", scene: Scene) -> None:
    """REF-05."""
    currency = scene.order.currency
    for what, money in _amounts(subject.ask(scene)):
        if money.currency.code == currency.code and money.currency != currency:
            broken(
                f"the {what} counts with other decimals than was paid with",
                decimals=money.currency.exponent,
                paid_with=currency.exponent,
                amount=money,
            )


def tenders_add_up(subject: "Subject", scene: Scene) -> None:
    """REF-06."""
    answer = subject.ask(scene)
    given = sum(x.minor for x in answer.tenders.values()) + minor(answer.store_credit)
    if given != minor(answer.refund):
        broken(
            "what the tenders give back is not the refund",
            refund=answer.refund,
            store_credit=answer.store_credit,
            tenders=dict(answer.tenders),
        )


def _untouched(scene: Scene) -> Iterable[Line]:
    """Lines of which nothing was given back, neither money nor units."""
    position = scene.order.position(at=scene.at)
    for line in scene.order.lines:
        if position.given_of("line", line.id) is None and not position.units(line.id).refunded:
            yield line


def is_capped(scene: Scene, answer: Answer) -> bool:
    """Is less left of the payments than the units are worth, so that lines may give less?"""
    allowed = answer.allowed
    worth = sum(x.total.minor * allowed.get(x.id, 0) // x.quantity for x in scene.order.lines)
    return scene.order.position(at=scene.at).refundable_minor < worth


def fair_shares(subject: "Subject", scene: Scene) -> None:
    """REF-07."""
    answer = subject.ask(scene)
    for line in _untouched(scene) if answer.lines else ():
        units, amount = answer.allowed.get(line.id, 0), minor(answer.lines.get(line.id))
        enough, not_more = _within(line, amount, units)
        if units and not (not_more and (enough or is_capped(scene, answer))):
            broken(
                f"{line.id!r} does not give the share of its units",
                units=units,
                of=line.quantity,
                price_of_the_line=line.total,
                refund_of_the_line=answer.lines.get(line.id),
            )


def whole_lines(subject: "Subject", scene: Scene) -> None:
    """REF-08, at once."""
    answer = subject.ask(scene)
    whole = [x for x in _untouched(scene) if answer.allowed.get(x.id, 0) == x.quantity]
    for line in whole if answer.lines and not is_capped(scene, answer) else ():
        if minor(answer.lines.get(line.id)) != line.total.minor:
            broken(
                f"all of {line.id!r} comes back and does not give what was paid for it",
                price_of_the_line=line.total,
                left_of_all_payments=scene.order.position(at=scene.at).refundable,
                refund_of_the_line=answer.lines.get(line.id),
            )
    if len(whole) == len(scene.order.lines):
        kept = sum(x.minor for x in answer.fees.values()) + minor(answer.withheld)
        paid = sum(line.total.minor for line in whole)
        position = scene.order.position(at=scene.at)
        given = min(paid - kept, position.refundable_minor)
        if minor(answer.refund) < given:
            broken(
                "everything comes back and not all that was paid for it is given back",
                paid_for_the_lines=scene.order.currency.minor(paid),
                refund=answer.refund,
                fees=dict(answer.fees),
                withheld=answer.withheld,
            )


def itemised(subject: "Subject", scene: Scene) -> None:
    """REF-11."""
    answer = subject.ask(scene)
    for what, money in _amounts(answer):
        if money.minor < 0:
            broken(f"the {what} is less than nothing", amount=money)
    if not (answer.lines or answer.charges or answer.fees or answer.withheld):
        return
    gross = sum(x.minor for x in (*answer.lines.values(), *answer.charges.values()))
    fees = sum(x.minor for x in answer.fees.values()) + _clawed_back(answer)
    if gross - fees - minor(answer.withheld) != minor(answer.refund):
        count = scene.order.currency.minor
        broken(
            "lines and charges, less fees and what is withheld, are not the refund",
            lines_and_charges=count(gross),
            fees=count(fees),
            withheld=answer.withheld,
            refund=answer.refund,
        )


def tax_as_collected(subject: "Subject", scene: Scene) -> None:
    """REF-16."""
    answer = subject.ask(scene)
    position = scene.order.position(at=scene.at)
    untouched = {line.id for line in _untouched(scene)}
    for line in scene.order.lines:
        given = answer.taxes.get(line.id, ())
        all_back = line.id in untouched and answer.allowed.get(line.id, 0) == line.quantity
        expected = all_back and Flag.FORFEITS not in subject.flags
        if line.id not in answer.taxes and not (expected and line.taxes):
            continue
        left = [x.left.minor for x in position.line_tax(line.id)]
        told = [x.minor for x in given]
        # Zero for zero: `strict` is no help where a policy leaves a tax out.
        more = len(told) > len(left) or any(a > b for a, b in zip(told, left, strict=False))
        if more or (expected and told != left):
            broken(
                f"the tax given back with {line.id!r} is not what was collected",
                units=answer.allowed.get(line.id, 0),
                of=line.quantity,
                left_of_each_tax=[str(x.left) for x in position.line_tax(line.id)],
                given_of_each_tax=[str(x) for x in given],
            )


def tenders_take_back(subject: "Subject", scene: Scene) -> None:
    """REF-18."""
    answer = subject.ask(scene)
    position = scene.order.position(at=scene.at)
    left = {x.tender.id: x.left for x in position.tenders}
    for tender, money in answer.tenders.items():
        if money.minor > max(0, left.get(tender, 0)):
            broken(
                f"{tender!r} gets back more than it paid and has left",
                paid_and_left={x: str(scene.order.currency.minor(k)) for x, k in left.items()},
                given=dict(answer.tenders),
            )


def withheld_for_a_lack(subject: "Subject", scene: Scene) -> None:
    """REF-22."""
    answer = subject.ask(scene)
    position = scene.order.position(at=scene.at)
    if minor(answer.withheld) and minor(answer.refund) < position.refundable_minor:
        broken(
            "something is withheld although it is there to give",
            withheld=answer.withheld,
            refund=answer.refund,
            left_of_what_was_paid=position.refundable,
        )
