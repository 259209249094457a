"""Offers: what a shop says beside an answer so that a customer stays, and never within it.

``beside`` puts offers next to an answer that has been given: a decision, the end of a subscription,
the fee of an appointment. The answer stays the very same value: outcome, deadline, hints, quote and
record are asked of it, and nothing has to be done about an offer to go on.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
save offer              something that a customer may take instead of leaving
beside                  next to an answer, which was given before and does not look at it
======================= ==========================================================================

Example:
    See ``beside``.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Generic, NoReturn, Protocol, TypeVar

from attrs import field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import Money
from postsales.basics.percent import Percent

__all__ = ["BesideOffers", "SaveOffer", "beside"]

_HUNDRED = Percent("100")


def _until(value: Moment | None) -> datetime | None:
    return value if value is None else instant(value, "until")


@frozen(weakref_slot=False)
class SaveOffer:
    """Something that a customer may take instead of what they asked for.

    ``code`` is the host's name for its text. ``worth`` is what the customer gains, an amount or a
    share, where it can be said in money; ``until`` is the first instant at which it is over.

    Raises:
        InvalidValue: it is worth nothing, less, or more than everything.

    Example:
        >>> SaveOffer("three_months_half_price", worth=Percent("50")).worth
        Percent('50')
    """

    code: str
    worth: Money | Percent | None = field(default=None, kw_only=True)
    until: datetime | None = field(default=None, converter=_until, kw_only=True, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        if self.worth is None:
            return
        instance("worth", self.worth, (Money, Percent), "say EUR('5.00') or Percent('50')")
        least = self.worth.minor if isinstance(self.worth, Money) else self.worth > Percent("0")
        if least <= 0:
            raise InvalidValue("worth", self.worth, "an offer is worth something")
        if isinstance(self.worth, Percent) and self.worth > _HUNDRED:
            raise InvalidValue("worth", self.worth, "a share is at most 100 %")


def _offers(value: Iterable[SaveOffer]) -> tuple[SaveOffer, ...]:
    return several("offers", value, SaveOffer, "offers are SaveOffer objects")


class Answer(Protocol):
    """What was answered at an instant: a decision, the end of a subscription, a late fee."""

    @property
    def at(self) -> datetime:
        """The instant that was asked about."""
        ...


A_co = TypeVar("A_co", bound=Answer, covariant=True)
A = TypeVar("A", bound=Answer)


@frozen(weakref_slot=False, repr=False)
class BesideOffers(Generic[A_co]):
    """An answer, and the offers that stand beside it.

    To go on, a customer does what the answer says, as if there were no offer: nothing here has to
    be declined.

    Raises:
        Contradictions: two offers of one code.
    """

    answer: A_co
    offers: tuple[SaveOffer, ...] = field(converter=_offers)

    def __attrs_post_init__(self) -> None:
        _check_answer(self.answer)
        codes = Counter(x.code for x in self.offers)
        again = [f"the offer {code!r} stands in it twice" for code, k in codes.items() if k > 1]
        if again:
            raise Contradictions("offers", again)

    def __repr__(self) -> str:
        return f"<{self.answer!r} beside {len(self.offers)} offers>"

    def __bool__(self) -> NoReturn:
        raise WrongType("answer", self.answer, "an answer is none", "compare answer.outcome")


def _check_answer(answer: object) -> None:
    if not isinstance(getattr(answer, "at", None), datetime):
        allowed = "offers stand beside an answer that was given at an instant"
        raise WrongType("answer", answer, allowed, "say decision, or what else was assessed")


def beside(answer: A, offers: Iterable[SaveOffer]) -> BesideOffers[A]:
    """Which of these offers can be shown beside an answer?

    Those that are over at the instant of the answer are left out.

    Counting: an offer is over at ``until``, and not before.

    Raises:
        Contradictions: two offers of one code.

    Example:
        >>> from postsales import EUR, CancellationRequest, CancellationTerms, Line, Order
        >>> from postsales import cancellations
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ... )
        >>> decision = cancellations.assess(
        ...     order, CancellationRequest.of({"tee": 1}, reason="too_dear"),
        ...     CancellationTerms(id="acme", version="1"), at="2026-03-02T12:00+01:00",
        ... )
        >>> shown = beside(decision, [SaveOffer("five_off", worth=EUR("5.00"))])
        >>> shown.answer is decision, [offer.code for offer in shown.offers]
        (True, ['five_off'])
    """
    _check_answer(answer)
    known = _offers(offers)
    return BesideOffers(answer, tuple(x for x in known if x.until is None or answer.at < x.until))
