"""Mistakes about how much."""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from postsales import (
    EUR,
    JPY,
    Asker,
    Authorised,
    Currency,
    Event,
    Money,
    Order,
    Paid,
    Refunded,
    RefundTerms,
    ShippingRefund,
    TenderKind,
    TenderOrder,
)
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad, no_mistake


def told(good: Policy, scene: Scene, **changed: Any) -> Answer:
    """What the good policy says, of the scene or of one that differs in some field."""
    return no_mistake(good, evolve(scene, **changed))


def without(order: Order, wrong: Callable[[Event], bool]) -> Order:
    """The order, some events of it forgotten."""
    return evolve(order, history=[x for x in order.history if not wrong(x)])


def refund(answer: Answer) -> Money:
    """The refund of a policy that works out money."""
    assert answer.refund is not None
    return answer.refund


def gross(answer: Answer) -> Money:
    """Lines and charges together."""
    parts = [*answer.lines.values(), *answer.charges.values()]
    return sum(parts, refund(answer).currency.zero)


def with_lines(answer: Answer, lines: dict[str, Money]) -> Answer:
    """The answer with other amounts for its lines."""
    more = sum(lines.values(), refund(answer).currency.zero)
    less = sum(answer.lines.values(), refund(answer).currency.zero)
    return evolve(answer, lines=lines, refund=refund(answer) + more - less, taxes={})


def list_price(good: Policy, scene: Scene) -> Answer:
    """The list price, a tenth above what was paid."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    return with_lines(answer, {x: money(-(-k.minor * 11 // 10)) for x, k in answer.lines.items()})


def double_refund(good: Policy, scene: Scene) -> Answer:
    """The refund forgets what was given back before."""
    answer = told(good, scene)
    before = scene.order.position(at=scene.at).money.refunded
    return evolve(answer, refund=refund(answer) + before)


def refunds_forgotten(good: Policy, scene: Scene) -> Answer:
    """Every request is answered as if it were the first."""
    return told(good, scene, order=without(scene.order, lambda x: isinstance(x, Refunded)))


def money_on_hold(good: Policy, scene: Scene) -> Answer:
    """What was put on hold is taken for paid."""
    held = [
        Paid(x.amount, tender=x.tender, at=x.at)
        for x in scene.order.history
        if isinstance(x, Authorised)
    ]
    return told(good, scene, order=evolve(scene.order, history=[*scene.order.history, *held]))


def fee_above_price(good: Policy, scene: Scene) -> Answer:
    """A fee of 4.95 is taken off whatever there is."""
    answer = told(good, scene)
    if "return_shipping" not in answer.fees:
        return answer
    fees = {**answer.fees, "return_shipping": EUR("4.95")}
    return evolve(answer, fees=fees, refund=gross(answer) - sum(fees.values(), EUR.zero))


def euros_everywhere(good: Policy, scene: Scene) -> Answer:
    """The currency is written into the code."""
    answer = told(good, scene)
    return evolve(answer, refund=EUR.minor(refund(answer).minor))


def credit_at_home(good: Policy, scene: Scene) -> Answer:
    """Store credit is kept in euros, and added to amounts in the currency of the order."""
    answer = told(good, scene)
    credit = answer.store_credit
    return answer if credit is None else evolve(answer, store_credit=EUR.minor(credit.minor))


def cents_of_yen(good: Policy, scene: Scene) -> Answer:
    """Every currency has two decimals."""
    answer = told(good, scene)
    if scene.order.currency != JPY:
        return answer
    return evolve(answer, refund=Money(refund(answer).minor * 100, Currency("JPY", exponent=2)))


def rounded_tenders(good: Policy, scene: Scene) -> Answer:
    """Each tender's share is cut off for itself, and a cent is nobody's."""
    answer = told(good, scene)
    left = {x.tender.id: x.left for x in scene.order.position(at=scene.at).tenders if x.left > 0}
    whole, money = sum(left.values()), scene.order.currency.minor
    shares = {x: money(refund(answer).minor * k // whole) for x, k in left.items()}
    return evolve(answer, tenders=shares)


def whole_euros(good: Policy, scene: Scene) -> Answer:
    """Shares are rounded to whole euros."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    return with_lines(answer, {x: money(k.minor // 100 * 100) for x, k in answer.lines.items()})


def unit_price_first(good: Policy, scene: Scene) -> Answer:
    """The price of a unit is rounded, and then multiplied."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    sold = {x.id: (x.total.minor, x.quantity) for x in scene.order.lines}
    lines = {x: money(sold[x][0] // sold[x][1] * answer.allowed[x]) for x in answer.lines}
    return with_lines(answer, lines)


def tax_left_behind(good: Policy, scene: Scene) -> Answer:
    """The price goes back, and the tax on top of it stays."""
    answer = told(good, scene)
    lines = dict(answer.lines)
    for line in scene.order.lines:
        for place in line.added:
            if line.id in lines:
                lines[line.id] -= answer.taxes[line.id][place]
    return with_lines(answer, lines)


def rounded_up_each_time(good: Policy, scene: Scene) -> Answer:
    """Every step is rounded up for itself, and what was rounded before is forgotten."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    sold = {x.id: x for x in scene.order.lines}
    lines = {
        x: money(-(-sold[x].total.minor * answer.allowed[x] // sold[x].quantity))
        for x in answer.lines
    }
    return with_lines(answer, lines)


def clawed_back(good: Policy, scene: Scene) -> Answer:
    """The discount for many is taken back with every unit, and more of it each time."""
    answer = told(good, scene)
    units = max(1, sum(answer.allowed.values()))
    left = refund(answer).minor // units**2
    return evolve(answer, refund=scene.order.currency.minor(left))


def fee_twice(good: Policy, scene: Scene) -> Answer:
    """The fees are taken off the lines, and off the sum again."""
    answer = told(good, scene)
    fees = sum(answer.fees.values(), refund(answer).currency.zero)
    return evolve(answer, refund=max(refund(answer) - fees, fees.currency.zero))


def withheld_in_silence(good: Policy, scene: Scene) -> Answer:
    """The refund is lowered to what is there, and nobody says so."""
    return evolve(told(good, scene), withheld=None)


def negative_fee(good: Policy, scene: Scene) -> Answer:
    """A fee is booked below zero, as a credit, and taken off."""
    answer = told(good, scene)
    return evolve(answer, fees={x: -k for x, k in answer.fees.items()})


def inverted_percentage(good: Policy, scene: Scene) -> Answer:
    """Fifteen percent are given, and eighty-five kept."""
    answer = told(good, scene)
    kept = refund(answer)
    fees = sum(answer.fees.values(), kept.currency.zero)
    return evolve(answer, refund=fees, fees={"restocking": kept}) if fees else answer


def handling(good: Policy, scene: Scene) -> Answer:
    """A hundred cents are kept of every line, whatever it cost."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    return with_lines(answer, {x: money(max(0, k.minor - 100)) for x, k in answer.lines.items()})


def first_line_bears_it(good: Policy, scene: Scene) -> Answer:
    """What is given back for no line is taken off the first in the dictionary."""
    answer = told(good, scene)
    first = next((x.id for x in scene.order.lines if x.id in answer.lines), None)
    lines = {x: k for x, k in answer.lines.items() if x != first}
    return with_lines(answer, lines) if len(answer.lines) > 1 else answer


def last_in_the_list(good: Policy, scene: Scene) -> Answer:
    """The last event in the list is taken for the last that happened."""
    history = scene.order.history
    return told(good, scene, at=history[-1].at) if history else told(good, scene)


def told_twice(good: Policy, scene: Scene) -> Answer:
    """The refunds in the log are added up, those that were told twice as well."""
    answer = told(good, scene)
    known = [x for x in scene.order.history if x.at <= scene.at]
    paid = sum(x.amount.minor for x in known if isinstance(x, Paid))
    gone = sum(x.amount.minor for x in known if isinstance(x, Refunded))
    left = scene.order.currency.minor(max(0, paid - gone))
    return evolve(answer, refund=min(refund(answer), left))


def net_tax(good: Policy, scene: Scene) -> Answer:
    """The rate is taken of the gross price, which has the tax in already."""
    answer = told(good, scene)
    money = scene.order.currency.minor
    taxes = {
        x: tuple(money(-(-one.minor * 119 // 100)) for one in some)
        for x, some in answer.taxes.items()
    }
    return evolve(answer, taxes=taxes)


def no_tax(good: Policy, scene: Scene) -> Answer:
    """The tax is not told."""
    return evolve(told(good, scene), taxes={})


def divided_by_price(good: Policy, scene: Scene) -> Answer:
    """A share is worked out by dividing by the price of all lines."""
    whole = sum(x.total.minor for x in scene.order.lines)
    assert 100 // whole >= 0
    return told(good, scene)


def fee_on_nothing(good: Policy, scene: Scene) -> Answer:
    """A minor unit is kept for the work, also of what was free."""
    answer = told(good, scene)
    one = scene.order.currency.minor(1)
    return evolve(answer, fees={"work": one}, refund=refund(answer) - one)


def gift_card_in_cash(good: Policy, scene: Scene) -> Answer:
    """All money goes to the card, whatever paid."""
    answer = told(good, scene)
    tenders = scene.order.position(at=scene.at).tenders
    cards = [x.tender.id for x in tenders if x.tender.kind is TenderKind.CARD and x.captured]
    return evolve(answer, tenders={cards[0]: refund(answer)}) if cards else answer


def no_cap_per_tender(good: Policy, scene: Scene) -> Answer:
    """The order has a limit, its tenders have none: all goes to the first."""
    answer = told(good, scene)
    first = [*answer.tenders][:1]
    return evolve(answer, tenders=dict.fromkeys(first, refund(answer)))


def amounts_forgotten(good: Policy, scene: Scene) -> Answer:
    """Only refunds that name a line are added up."""

    def unnamed(event: Event) -> bool:
        return isinstance(event, Refunded) and not event.lines

    return told(good, scene, order=without(scene.order, unnamed))


def taken_off(good: Policy, scene: Scene, cut: int) -> Answer:
    """The refund is lowered by so much, and the tenders with it: it is withheld."""
    answer = told(good, scene)
    money, cut = scene.order.currency.minor, min(cut, refund(answer).minor)
    tenders, left = dict(answer.tenders), cut
    for tender, amount in tenders.items():
        tenders[tender] = money(max(0, amount.minor - left))
        left -= amount.minor - tenders[tender].minor
    kept = money(cut) if answer.withheld is None else answer.withheld + money(cut)
    return evolve(answer, refund=refund(answer) - money(cut), withheld=kept, tenders=tenders)


def half_withheld(good: Policy, scene: Scene) -> Answer:
    """Half of it is withheld until somebody has looked at the goods."""
    return taken_off(good, scene, refund(told(good, scene)).minor // 2)


def disputed_twice(good: Policy, scene: Scene) -> Answer:
    """What a bank took is taken off what is left, and off the refund again."""
    return taken_off(good, scene, scene.order.position(at=scene.at).money.disputed.minor)


def fee_with_each_parcel(good: Policy, scene: Scene) -> Answer:
    """The ref of a return is not looked up, so that each parcel is a return of its own."""
    return told(good, scene, request=evolve(scene.request, ref=f"new-{len(scene.order.history)}"))


def undeclared_fee(good: Policy, scene: Scene) -> Answer:
    """A tenth is kept for looking at the goods, and the terms do not say so."""
    answer = told(good, scene)
    cut = scene.order.currency.minor(refund(answer).minor // 10)
    return evolve(answer, refund=refund(answer) - cut, fees={**answer.fees, "inspection": cut})


def what_stays_is_not_gone(good: Policy, scene: Scene) -> Answer:
    """Paid for is what came back, so that goods that stayed are paid for as often as asked."""
    order = scene.order
    cheap = {x.id for x in order.lines if x.total.minor <= 500 * x.quantity}

    def stayed(event: Event) -> bool:
        return isinstance(event, Refunded) and {x.line for x in event.lines} <= cheap

    return told(good, scene, order=without(order, stayed))


def credit_and_card(good: Policy, scene: Scene) -> Answer:
    """Whoever was given the goods gets store credit, and the card of the buyer is paid as well."""
    answer = told(good, scene)
    if scene.request.asker is not Asker.GIFT_RECIPIENT or answer.refund is None:
        return answer
    buyer = told(good, scene, request=evolve(scene.request, asker=Asker.BUYER))
    return evolve(answer, tenders=buyer.tenders)


def as_paid_always(terms: RefundTerms) -> RefundTerms:
    """The tenders are filled in the order in which they paid, whatever the terms say."""
    return evolve(terms, tenders=TenderOrder.AS_PAID, chosen=())


def shipping_at_once(terms: RefundTerms) -> RefundTerms:
    """The shipping is given with the first parcel, whatever the terms say."""
    return evolve(terms, shipping=ShippingRefund.ALWAYS)


def shipping_never(terms: RefundTerms) -> RefundTerms:
    """The shipping is gone, whatever the terms say."""
    return evolve(terms, shipping=ShippingRefund.NEVER)


BAD = (
    Bad("refund given twice", "REF-01", refunds_forgotten),
    Bad("money on hold taken for paid", "REF-01", money_on_hold, of="no fees"),
    Bad("fee above the price", "REF-02", fee_above_price),
    Bad("list price", "REF-03", list_price),
    Bad("double refund", "REF-03", double_refund),
    Bad("euros everywhere", "REF-04", euros_everywhere, of="no fees"),
    Bad("store credit in euros", "REF-04", credit_at_home, of="store credit when late"),
    Bad("two decimals for yen", "REF-05", cents_of_yen, of="no fees"),
    Bad("tenders rounded one by one", "REF-06", rounded_tenders, of="no fees"),
    Bad("whole euros", "REF-07", whole_euros),
    Bad("unit price rounded first", "REF-07", unit_price_first, of="no fees"),
    Bad("a cent is stranded", "REF-08", unit_price_first),
    Bad("tax left behind", "REF-08", tax_left_behind),
    Bad("each step rounded up", "REF-09", rounded_up_each_time, of="no fees"),
    Bad("flat fee taken twice", "REF-09", hides=(Flag.FEES_PER_RETURN,)),
    Bad("discount clawed back", "REF-10", clawed_back, of="no fees"),
    Bad("fee taken twice", "REF-11", fee_twice),
    Bad("withheld in silence", "REF-11", withheld_in_silence),
    Bad("fee below zero", "REF-11", negative_fee),
    Bad("percentage inverted", "REF-12", inverted_percentage, of="a fee per unit"),
    Bad("a hundred cents for handling", "REF-13", handling, of="no fees"),
    Bad("the first line bears it", "REF-14", first_line_bears_it),
    Bad("events not sorted", "REF-14", last_in_the_list),
    Bad("message tried again", "REF-15", refunds_forgotten),
    Bad("refund told twice counts twice", "REF-15", told_twice),
    Bad("gross and net confused", "REF-16", net_tax),
    Bad("tax not told", "REF-16", no_tax),
    Bad("division by the price", "REF-17", divided_by_price),
    Bad("fee on nothing", "REF-17", fee_on_nothing),
    Bad("gift card paid out in cash", "REF-18", gift_card_in_cash),
    Bad("no limit per tender", "REF-18", no_cap_per_tender, of="a fee per unit"),
    Bad("amounts forgotten", "REF-19", amounts_forgotten),
    Bad("each parcel rounded up", "REF-09", rounded_up_each_time, of="several fees"),
    Bad("a fee per return with each parcel", "REF-21", fee_with_each_parcel),
    Bad("a fee that nobody declared", "REF-21", undeclared_fee, of="several fees"),
    Bad("half is withheld", "REF-22", half_withheld),
    Bad("a chargeback taken off twice", "REF-22", disputed_twice, of="no fees"),
    Bad("what stays is not gone", "REF-03", what_stays_is_not_gone, of="cheap goods stay"),
    Bad("credit and card", "REF-06", credit_and_card, of="credit for recipients"),
    Bad("tenders always as they paid", "REF-23", pays=as_paid_always),
    Bad("shipping with the first parcel", "REF-24", pays=shipping_at_once),
    Bad("shipping never", "REF-24", pays=shipping_never),
)
