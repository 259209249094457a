"""What all answers of a run have in common: outcomes, units and reasons counted, money added."""

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from postsales.basics.currencies import Currency
from postsales.basics.decisions import Outcome, decide
from postsales.basics.findings import Verdict
from postsales.basics.money import CurrencyMismatch, Money
from postsales.cli.answers import Answer, Bads
from postsales.cli.reading import Reading
from postsales.refunds.quote import quote

__all__ = ["Tally", "counted", "several"]

_UNITS = ("allowed", "refused", "referred")


@frozen(weakref_slot=False)
class _Exposure:
    """The money of one currency that is at stake, in minor units.

    ``due`` goes back by the terms, in ``orders`` orders; ``more`` could be added at most, if all
    that is referred were allowed; no refund can be more than what is ``left``.
    """

    orders: int = 0
    due: int = 0
    more: int = 0
    left: int = 0

    def __add__(self, other: "_Exposure") -> "_Exposure":
        return _Exposure(
            self.orders + other.orders,
            self.due + other.due,
            self.more + other.more,
            self.left + other.left,
        )

    def says(self, currency: Currency) -> str:
        """The amounts in a few words."""
        due, more, left = (Money(x, currency) for x in (self.due, self.more, self.left))
        some = f", {more.amount} more at most where it is referred" if more else ""
        return f"{due} by the terms for {several(self.orders, 'order')}{some}, {left.amount} left"


def _counter() -> Counter[str]:
    return Counter()


def _no_money() -> dict[Currency, _Exposure]:
    return {}


@define(weakref_slot=False, eq=False)
class Tally:
    """The figures of a run, or of a part of one.

    What was not answered is in none of them; ``bad`` and ``problems`` say how much that was.
    """

    outcomes: Counter[str] = field(factory=_counter)
    units: Counter[str] = field(factory=_counter)
    reasons: Counter[str] = field(factory=_counter)
    money: dict[Currency, _Exposure] = field(factory=_no_money)
    reading: Reading = field(factory=Reading)
    bad: int = 0
    problems: int = 0

    @property
    def answered(self) -> int:
        """How many orders were answered."""
        return self.outcomes.total()

    def answer(self, answer: Answer) -> None:
        """One order more that was answered."""
        decision = answer.decision
        self.outcomes[decision.outcome.value] += 1
        self.units["asked"] += sum(case.quantity for case in decision.cases)
        for word in _UNITS:
            self.units[word] += sum(getattr(decision, word).values())
        self.reasons.update(decision.because)
        self.reading = self.reading.after(answer.found)
        if answer.quote is not None:
            self._exposed(answer.quote.currency, _exposure(answer))

    def unanswered(self, bads: Bads) -> None:
        """One document more that was not."""
        self.bad += 1
        self.problems += len(bads)

    def add(self, other: "Tally") -> None:
        """The figures of another part of the run, which comes after this one."""
        self.outcomes.update(other.outcomes)
        self.units.update(other.units)
        self.reasons.update(other.reasons)
        for currency, exposure in other.money.items():
            self._exposed(currency, exposure)
        self.reading = self.reading.plus(other.reading)
        self.bad += other.bad
        self.problems += other.problems

    def notes(self) -> Iterator[tuple[str, str]]:
        """Everything there is to say, each with its label."""
        if self.outcomes:
            known = {x.value: self.outcomes[x.value] for x in Outcome}
            yield "outcomes", _listed(known)
            yield "units", f"{self.units['asked']} asked for: {_listed(self._verdicts())}"
        if self.reasons:
            yield "reasons", counted(dict(self.reasons.most_common()))
        for currency in sorted(self.money, key=lambda x: (x.code, x.exponent)):
            yield "exposure", self.money[currency].says(currency)
        yield from self.reading.notes()
        if self.bad:
            documents = several(self.answered + self.bad, "document")
            told = several(self.problems, "problem")
            yield "not answered", f"{self.bad} of {documents}, with {told}"

    def _verdicts(self) -> dict[str, int]:
        return {word: self.units[word] for word in _UNITS}

    def _exposed(self, currency: Currency, more: _Exposure) -> None:
        self.money[currency] = self.money.get(currency, _Exposure()) + more


def _exposure(answer: Answer) -> _Exposure:
    decision, money = answer.decision, answer.quote
    due = 0 if money is None else money.total_minor
    left = answer.found.order.position_at(decision.at).refundable_minor
    more = max(0, _if_allowed(answer, left) - due) if decision.referred else 0
    return _Exposure(int(due > 0), due, more, left)


def _if_allowed(answer: Answer, left: int) -> int:
    """What would go back if all that is referred were allowed, too."""
    now, terms = answer.decision, answer.refund_terms
    pairs = zip(now.cases, now.verdicts, strict=True)
    cases = tuple(case for case, verdict in pairs if verdict is not Verdict.NOT_MET)
    # No rule has anything against them.
    allowed = decide(cases, (), request=now.request, terms=now.terms, at=now.at)
    try:
        return 0 if terms is None else quote(allowed, terms).total_minor
    except CurrencyMismatch:
        # A fee in another currency is only about what is referred: nobody can say how much it is.
        return left


def counted(counts: Mapping[str, int]) -> str:
    """Reasons with their units, in the order that they have.

    Example:
        >>> counted({"window_closed": 2, "final_sale": 1})
        'window_closed 2, final_sale 1'
    """
    return ", ".join(f"{code} {k}" for code, k in counts.items())


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{k} {word}" for word, k in counts.items() if k)


def several(count: int, word: str) -> str:
    """A count and what is counted.

    Example:
        >>> several(1, "order"), several(2, "order")
        ('1 order', '2 orders')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
