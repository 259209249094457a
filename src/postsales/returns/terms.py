"""Return terms: what a merchant promises, as data.

Defaults are the most generous to the customer; what has no safe default has none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, pairs, several, text
from postsales.basics.calendars import WorkCalendar
from postsales.basics.citations import Citation
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import LATER, reference
from postsales.basics.events import Event
from postsales.basics.findings import NOT_APPLICABLE, Fact, Finding, not_met
from postsales.basics.moments import zone_key
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Holidays, Place
from postsales.basics.rules import Rule
from postsales.basics.selectors import During
from postsales.orders._worked import check_calendar, in_working_time, without_calendar
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import not_of_lots
from postsales.orders.terms import (
    OWN_WORDS,
    InvalidTerms,
    exceptions,
    exceptions_to_nothing,
    further_rules,
    reason_known,
    with_exceptions,
    words_for_reasons,
)
from postsales.returns.applies import Chosen
from postsales.returns.authorised import authorised
from postsales.returns.bundles import WholeBundle
from postsales.returns.case import ReturnCase
from postsales.returns.clocks import RmaClock
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.guards import ReturnerGuard
from postsales.returns.proofs import Proof
from postsales.returns.returnless import Returnless
from postsales.returns.rules import asked, available, covered, notice_given, within_window
from postsales.returns.says import (
    Authorisation,
    Coverage,
    JudgedBy,
    NoticeForm,
    NotStarted,
    Precedence,
)
from postsales.returns.units_back import UnitsBack
from postsales.returns.windows import (
    Extension,
    ReturnWindow,
    StatedWindow,
    check_scope,
    is_for_all,
)

if TYPE_CHECKING:
    from postsales.basics.durations import Length, WorkingLength

__all__ = ["Exclusion", "InvalidTerms", "ReturnTerms"]


@frozen(weakref_slot=False)
class Exclusion:
    """Lines that may not be returned. A rule of its own, called by its code.

    It is about a change of mind only, unless told otherwise: a defect is never blocked by default.

    Example:
        >>> from postsales import Trait
        >>> Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE)).code
        'final_sale'
    """

    code: str
    applies_to: Scope | Everything = field(kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    by: Citation | None = field(default=None, kw_only=True)
    finding: Finding = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        check_scope(self.applies_to, self.by)
        object.__setattr__(self, "finding", not_met(self.code, by=self.by))

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the line excluded for this kind of reason?"""
        if case.reason_kind in self.for_reasons and self.applies_to.covers(case.line, case.order):
            return self.finding
        return NOT_APPLICABLE

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """What was looked at."""
        return {"reason_kind": case.reason_kind.value}


def _windows(value: Iterable[ReturnWindow]) -> tuple[ReturnWindow, ...]:
    return several("special_windows", value, ReturnWindow, "special windows are ReturnWindows")


def _extensions(value: Iterable[Extension]) -> tuple[Extension, ...]:
    return several("extensions", value, Extension, "extensions are Extension objects")


def _tolled_by(value: During | Iterable[During]) -> tuple[During, ...]:
    some = (value,) if isinstance(value, During) else value
    return several("tolled_by", some, During, "say During(<what begins it>, <what ends it>)")


def _precedence(value: Precedence | str) -> Precedence:
    return Precedence.read("precedence", value)


def _exclusions(value: Iterable[Exclusion]) -> tuple[Exclusion, ...]:
    return several("exclusions", value, Exclusion, "exclusions are Exclusion objects")


def _proofs(value: Iterable[Proof]) -> tuple[Proof, ...]:
    return several("proofs", value, Proof, "proofs are Proof objects")


def _conditions(
    value: AcceptedConditions | Iterable[AcceptedConditions],
) -> tuple[AcceptedConditions, ...]:
    some = (value,) if isinstance(value, AcceptedConditions) else value
    return several("conditions", some, AcceptedConditions, "say AcceptedConditions(['unopened'])")


def _bundles(value: WholeBundle | Iterable[WholeBundle]) -> tuple[WholeBundle, ...]:
    some = (value,) if isinstance(value, WholeBundle) else value
    return several("bundles", some, WholeBundle, "say WholeBundle(otherwise='refuse')")


def _units_back(value: UnitsBack | Iterable[UnitsBack]) -> tuple[UnitsBack, ...]:
    some = (value,) if isinstance(value, UnitsBack) else value
    return several("units_back", some, UnitsBack, "say UnitsBack(packs_of=6)")


def _returnless(value: Returnless | Iterable[Returnless]) -> tuple[Returnless, ...]:
    some = (value,) if isinstance(value, Returnless) else value
    return several("returnless", some, Returnless, "say Returnless(EUR('10.00'))")


def _guards(value: ReturnerGuard | Iterable[ReturnerGuard]) -> tuple[ReturnerGuard, ...]:
    some = (value,) if isinstance(value, ReturnerGuard) else value
    return several("guards", some, ReturnerGuard, "guards are ReturnerGuard objects")


def _reasons(value: Mapping[str, ReasonKind]) -> FrozenMap[str, ReasonKind]:
    return words_for_reasons(value)


def _rules(value: "Iterable[Rule[ReturnCase]]") -> "tuple[Rule[ReturnCase], ...]":
    return further_rules(value)


_Zone = str | Literal[Place.CUSTOMER]


def _zone(value: _Zone) -> _Zone:
    """A zone, or that of each customer; ``"customer"`` is no zone of any clock."""
    if value is Place.CUSTOMER or value == Place.CUSTOMER.value:
        return Place.CUSTOMER
    return zone_key(value)


def _covers(value: Coverage | str) -> Coverage:
    return Coverage.read("covers", value)


def _not_started(value: NotStarted | str) -> NotStarted:
    return NotStarted.read("not_started", value)


def _judged_by(value: JudgedBy | str) -> JudgedBy:
    return JudgedBy.read("judged_by", value)


def _forms(value: Iterable[NoticeForm | str]) -> tuple[NoticeForm, ...]:
    return NoticeForm.read_all("forms", value)


def _authorisation(value: Authorisation | str) -> Authorisation:
    return Authorisation.read("authorisation", value)


def _holidays(value: Mapping[Place, Holidays]) -> FrozenMap[Place, Holidays]:
    read = pairs("holidays", value)
    allowed = "the holidays of a place are Holidays"
    return FrozenMap(
        {Place.read("holidays", x): instance("holidays", y, Holidays, allowed) for x, y in read}
    )


_CLOCKS = ("ship_by", "inspect_by", "refund_by")
_NO_HOLIDAYS: FrozenMap[Place, Holidays] = FrozenMap({})
_Exception = tuple[Rule[ReturnCase], Rule[ReturnCase]]


def _exceptions(value: "Iterable[_Exception]") -> "tuple[_Exception, ...]":
    return exceptions(value)


@frozen(weakref_slot=False)
class ReturnTerms:
    """A merchant's promise about returns, run by ``returns.assess``.

    A special window beats the standard one; of several specials that are for the units the longest
    counts, or the first that is listed, as ``precedence`` says. ``extensions`` let windows end
    later: the one that ends last counts. While a time of ``tolled_by`` lasts, windows stand still.
    ``proofs`` are what has to be shown, ``conditions`` those in which goods are taken back,
    ``bundles`` say what comes back together, ``units_back`` how many of a line at once, and
    ``guards`` whose returns a person looks at. What is ``returnless`` need not come back.
    ``reasons`` says what kind each of the customer's words is; without it the words are
    those of ``ReasonKind``. ``zone`` is where the days are counted: a zone, or
    ``Place.CUSTOMER`` for that of each customer.

    ``covers`` says which units can come back, ``not_started`` what holds before a window has
    started, and ``judged_by`` which instant must lie within it. ``forms`` are those in which the
    customer can say so; any will do unless some are named. ``authorisation`` says whether goods
    need a number of the shop before they travel back. ``applies_to`` says which lines the
    terms are about at all; others are referred, never refused. ``holidays`` are those that rolls
    look at, by place, and ``calendar`` is what working days and hours are counted in. ``ship_by``,
    ``inspect_by`` and ``refund_by`` are the clocks of a return that was allowed, asked by
    ``returns.status``.

    Raises:
        InvalidTerms: working time without a calendar, exclusions with the same code, exceptions to
            rules that the terms do not have.

    Example:
        >>> from postsales import Days, Delivered
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> [rule.name for rule in terms.rules]
        ['available', 'reason_known', 'within_window']
    """

    id: str = field(kw_only=True)
    version: str = field(kw_only=True)
    zone: str | Literal[Place.CUSTOMER] = field(converter=_zone, kw_only=True)
    window: ReturnWindow = field(kw_only=True)
    special_windows: tuple[ReturnWindow, ...] = field(default=(), converter=_windows, kw_only=True)
    precedence: Precedence = field(default=Precedence.LONGEST, converter=_precedence, kw_only=True)
    extensions: tuple[Extension, ...] = field(default=(), converter=_extensions, kw_only=True)
    tolled_by: tuple[During, ...] = field(default=(), converter=_tolled_by, kw_only=True)
    exclusions: tuple[Exclusion, ...] = field(default=(), converter=_exclusions, kw_only=True)
    proofs: tuple[Proof, ...] = field(default=(), converter=_proofs, kw_only=True)
    conditions: tuple[AcceptedConditions, ...] = field(
        default=(), converter=_conditions, kw_only=True
    )
    bundles: tuple[WholeBundle, ...] = field(default=(), converter=_bundles, kw_only=True)
    units_back: tuple[UnitsBack, ...] = field(default=(), converter=_units_back, kw_only=True)
    returnless: tuple[Returnless, ...] = field(default=(), converter=_returnless, kw_only=True)
    guards: tuple[ReturnerGuard, ...] = field(default=(), converter=_guards, kw_only=True)
    reasons: FrozenMap[str, ReasonKind] = field(default=OWN_WORDS, converter=_reasons, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    covers: Coverage = field(default=Coverage.IN_HAND, converter=_covers, kw_only=True)
    not_started: NotStarted = field(default=NotStarted.REFER, converter=_not_started, kw_only=True)
    judged_by: JudgedBy = field(default=JudgedBy.RECEIVED, converter=_judged_by, kw_only=True)
    forms: tuple[NoticeForm, ...] = field(default=(), converter=_forms, kw_only=True)
    authorisation: Authorisation = field(
        default=Authorisation.NOT_NEEDED,
        converter=_authorisation,
        kw_only=True,
        metadata=LATER,
    )
    holidays: FrozenMap[Place, Holidays] = field(
        default=_NO_HOLIDAYS, converter=_holidays, kw_only=True
    )
    calendar: WorkCalendar | None = field(default=None, kw_only=True)
    ship_by: RmaClock | None = field(default=None, kw_only=True)
    inspect_by: RmaClock | None = field(default=None, kw_only=True)
    refund_by: RmaClock | None = field(default=None, kw_only=True)
    required: "tuple[Rule[ReturnCase], ...]" = field(default=(), converter=_rules, kw_only=True)
    excepted: "tuple[_Exception, ...]" = field(default=(), converter=_exceptions, kw_only=True)
    ref: TermsRef = field(init=False, eq=False, repr=False)
    starts: tuple[type[Event], ...] = field(init=False, eq=False, repr=False)
    selects: bool = field(init=False, eq=False, repr=False)
    rules: "tuple[Rule[ReturnCase], ...]" = field(init=False, eq=False, repr=False)
    asked: "tuple[Rule[ReturnCase], ...]" = field(init=False, eq=False, repr=False)
    only_standard: Chosen = field(init=False, eq=False, repr=False)
    moves_ends: bool = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        instance("window", self.window, ReturnWindow, "the standard window is a ReturnWindow")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        check_calendar(self.calendar)
        for name in _CLOCKS:
            if getattr(self, name) is not None:
                instance(name, getattr(self, name), RmaClock, "a clock of a return is an RmaClock")
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"return terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))
        chains = [x.since for x in (self.window, *self.special_windows)]
        object.__setattr__(self, "starts", not_of_lots(chains))
        object.__setattr__(self, "selects", any(x.selects for chain in chains for x in chain))
        object.__setattr__(self, "rules", with_exceptions(_plain(self), self.excepted))
        object.__setattr__(self, "asked", asked(self.rules, self.applies_to))
        object.__setattr__(self, "only_standard", Chosen((self.window,)))
        moves = self.extensions or self.tolled_by or [*in_working_time(_lengths(self))]
        object.__setattr__(self, "moves_ends", bool(moves))

    def requiring(self, *rules: "Rule[ReturnCase]") -> "ReturnTerms":
        """The same terms with further rules that must be met."""
        return evolve(self, required=(*self.required, *rules))

    def observing(self, holidays: Holidays | Mapping[Place, Holidays]) -> "ReturnTerms":
        """The same terms with the holidays of a place; those of the customer unless told otherwise.

        Example:
            >>> from postsales import Days, Delivered, NonDays, Place, Roll
            >>> terms = ReturnTerms(
            ...     id="acme", version="1", zone="Europe/Berlin",
            ...     window=ReturnWindow(
            ...         Days(30),
            ...         since=Delivered,
            ...         roll=Roll(NonDays(["sunday"], holidays=Place.CUSTOMER)),
            ...     ),
            ... )
            >>> known = Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31")
            >>> list(terms.observing(known).holidays)
            [Place.CUSTOMER]
        """
        given = {Place.CUSTOMER: holidays} if isinstance(holidays, Holidays) else holidays
        return evolve(self, holidays={**self.holidays, **given})

    def unless(self, rule: "Rule[ReturnCase]", exception: "Rule[ReturnCase]") -> "ReturnTerms":
        """The same terms with an exception that defeats one of their rules.

        Raises:
            InvalidTerms: the terms do not have the rule, or it is one of what is ``returnless``.
        """
        return evolve(self, excepted=(*self.excepted, (rule, exception)))


def _plain(terms: ReturnTerms) -> "tuple[Rule[ReturnCase], ...]":
    about = () if terms.applies_to == EVERYTHING else (covered,)
    told = (notice_given,) if terms.forms else ()
    if terms.authorisation is Authorisation.BEFORE_SENDING:
        told = (*told, authorised)
    always = (available, reason_known, within_window)
    own = (
        *terms.exclusions,
        *terms.proofs,
        *terms.conditions,
        *terms.bundles,
        *terms.units_back,
        *terms.guards,
        *terms.returnless,
    )
    return (*about, *always, *told, *own, *terms.required)


def _lengths(terms: ReturnTerms) -> "Iterable[Length | WorkingLength | None]":
    windows = (terms.window, *terms.special_windows)
    yield from (x.length for x in windows if not isinstance(x, StatedWindow))
    yield from (x.plus for x in terms.extensions)
    yield from (x.length for x in (terms.ship_by, terms.inspect_by, terms.refund_by) if x)


def _problems(terms: ReturnTerms) -> Iterable[str]:
    yield from without_calendar(terms.calendar, _lengths(terms))
    if not is_for_all(terms.window):
        yield "the standard window covers everything; say a narrower one in special_windows"
    if any(isinstance(x, StatedWindow) for x in (terms.window, *terms.special_windows)) and (
        terms.extensions or terms.tolled_by
    ):
        yield "a StatedWindow says itself what moves its end; say Extended or Paused in it"
    if any(is_for_all(window) for window in terms.special_windows):
        yield "a special window covers a Scope; the window for everything is the standard one"
    for word, some in (("exclusion", terms.exclusions), ("guard", terms.guards)):
        codes = Counter(one.code for one in some)
        for code in sorted(code for code, times in codes.items() if times > 1):
            yield f"the {word} {code!r} stands in it twice; name one of them otherwise"
    yield from exceptions_to_nothing(_plain(terms), terms.excepted)
    for rule, _ in terms.excepted:
        if rule in terms.returnless:
            yield (
                "what is returnless stands in nobody's way, and has no exception; "
                "say with applies_to and for_reasons what it is about"
            )
