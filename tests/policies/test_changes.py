"""What differs between two versions of terms: all of it, once, and told to whose good."""

from collections import Counter
from collections.abc import Iterable
from importlib import resources
from itertools import pairwise, permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    AcceptedConditions,
    AppointmentTerms,
    CancellationTerms,
    Changeable,
    ChangeTerms,
    Citation,
    Currency,
    Days,
    Delivered,
    Exclusion,
    Extension,
    First,
    ForCustomer,
    Hours,
    Last,
    Money,
    Months,
    Percent,
    Proof,
    ReasonKind,
    Received,
    RefundTerms,
    ReturnApproved,
    Returnless,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Scope,
    Shipped,
    Since,
    SubscriptionTerms,
    UnitsBack,
    Weeks,
    WholeBundle,
    WorkingDays,
    WorkingHours,
    Years,
    policies,
)
from postsales.testing import strategies
from postsales.wire import toml
from postsales.wire.terms import TermsBundle
from tests.policies.given import FIELDS, flipped
from tests.terms.corpus import OFFICE, returned
from tests.terms.option import Answer, Option, Options

# They are told as one value, whatever of them differs.
VALUES = {Days, Hours, Weeks, Months, Years, Scope, Since, First, Last, Money, Percent, Currency}
VALUES |= {Citation, WorkingDays, WorkingHours}

BETTER, WORSE, UNCLEAR = ForCustomer
ACME = toml.read_terms((resources.files("postsales.samples") / "acme.toml").read_text("utf-8"))
RETURNS, REFUNDS = ACME.returns, ACME.refunds
SHOES, CLOTHES = Scope(category="shoes"), Scope(category="clothes")
BOTH = Scope(category=["shoes", "clothes"])


def specials(terms: Any) -> int:
    """How many special windows there are: one for everything is the standard window instead."""
    return len(getattr(terms, "special_windows", ()))


def told(old: Any, new: Any) -> list[tuple[str, ForCustomer]]:
    return [(x.where, x.for_customer) for x in policies.diff(old, new)]


class TestEveryOption:
    """Each option that was changed is a change, in words for before and after; nothing else is."""

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_is_told_once_and_alone_and_in_words(
        self, options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = [*flipped(options, option, monkeypatch)]
        for old, new in pairwise(whole):
            changes = policies.diff(old, new)
            assert changes
            if options.of in VALUES:
                assert len(changes) == 1
            # Where one option cannot be changed without another, both are told.
            elif option.change is None and specials(old) == specials(new):
                assert all(f".{option.name}" in change.where for change in changes)
            for change in changes:
                was, _, now = change.says.partition(" → ")
                assert was
                assert now
                assert was != now


class TestDigests:
    """Nothing differs exactly where the digests are equal."""

    @given(st.lists(strategies.return_terms(), min_size=2, max_size=2))
    def test_of_returns(self, two: list[ReturnTerms]) -> None:
        old, new = two
        assert (policies.diff(old, new) == ()) == (old.ref == new.ref)
        assert policies.diff(old, old) == ()

    @given(st.lists(strategies.refund_terms(), min_size=2, max_size=2))
    def test_of_refunds(self, two: list[RefundTerms]) -> None:
        old, new = two
        assert (policies.diff(old, new) == ()) == (old.ref == new.ref)

    @given(strategies.return_terms(), st.randoms(use_true_random=False))
    def test_of_entries_in_another_order(self, terms: ReturnTerms, dice: Any) -> None:
        excluded = [*terms.exclusions]
        dice.shuffle(excluded)
        new = evolve(terms, exclusions=excluded)
        assert (policies.diff(terms, new) == ()) == (terms.ref == new.ref)


ELECTRONICS = RETURNS.special_windows[0]
ON_SHOES = ReturnWindow(Days(60), since=Delivered, applies_to=SHOES)


class TestMatching:
    """An entry is found again where it stands now."""

    def test_a_window_is_the_one_for_the_same_goods(self) -> None:
        new = evolve(RETURNS, special_windows=[ON_SHOES, evolve(ELECTRONICS, length=Days(7))])
        assert told(RETURNS, new) == [
            ("returns.special_windows[1].length", WORSE),
            ("returns.special_windows[0]", UNCLEAR),
        ]

    def test_an_order_of_windows_is_a_change_of_its_own(self) -> None:
        old = evolve(RETURNS, special_windows=[ELECTRONICS, ON_SHOES])
        new = evolve(RETURNS, special_windows=[ON_SHOES, ELECTRONICS])
        assert told(old, new) == [("returns.special_windows", UNCLEAR)]

    def test_other_goods_are_a_change_of_the_goods(self) -> None:
        new = evolve(RETURNS, special_windows=[evolve(ELECTRONICS, applies_to=SHOES)])
        (change,) = policies.diff(RETURNS, new)
        assert change.where == "returns.special_windows[0].applies_to"
        assert change.says == "electronics → shoes"

    def test_entries_with_nothing_in_common_went_and_came(self) -> None:
        new = evolve(RETURNS, special_windows=[ON_SHOES])
        changes = policies.diff(RETURNS, new)
        assert [(x.was, x.becomes) for x in changes] == [(ELECTRONICS, None), (None, ON_SHOES)]

    def test_the_sentence_names_the_goods(self) -> None:
        new = evolve(RETURNS, special_windows=[evolve(ELECTRONICS, length=Days(7))])
        (change,) = policies.diff(RETURNS, new)
        assert change.says == "14 days → 7 days (electronics)"

    def test_twins_are_told_apart_by_their_number(self) -> None:
        old = evolve(RETURNS, extensions=[Extension(Days(2)), Extension(Days(2))])
        new = evolve(RETURNS, extensions=[Extension(Days(2))])
        assert told(old, new) == [("returns.extensions[1]", WORSE)]

    def test_a_section_that_is_gone_is_told_whole(self) -> None:
        changes = policies.diff(ACME, TermsBundle(returns=RETURNS))
        assert [(x.where, x.becomes) for x in changes] == [("refunds", None)]


PLAIN = evolve(RETURNS, special_windows=(), exclusions=())
RECEIPT = Proof("receipt", for_reasons="remorse")
FEE = REFUNDS.fees[0]
GYM = SubscriptionTerms(id="gym", version="1", zone="UTC")
SALON = AppointmentTerms(id="salon", version="1", no_show=Percent("100"))
CHANGES = ChangeTerms(id="acme", version="1", changeable=[Changeable("address")])

EFFECTS = [
    pytest.param(PLAIN, {"window": evolve(PLAIN.window, length=Days(29))}, WORSE, id="a day less"),
    pytest.param(
        PLAIN,
        {"window": evolve(PLAIN.window, length=Weeks(5))},
        BETTER,
        id="five weeks",
    ),
    pytest.param(
        PLAIN,
        {"window": evolve(PLAIN.window, length=Months(1))},
        UNCLEAR,
        id="a month is longer than 30 days or not",
    ),
    pytest.param(
        PLAIN, {"window": evolve(PLAIN.window, length=Hours(718))}, WORSE, id="hours within 30 days"
    ),
    pytest.param(
        PLAIN, {"window": evolve(PLAIN.window, since=Shipped)}, UNCLEAR, id="another start"
    ),
    pytest.param(PLAIN, {"proofs": [RECEIPT]}, WORSE, id="something to show"),
    pytest.param(PLAIN, {"extensions": [Extension(Days(2))]}, BETTER, id="more time"),
    pytest.param(PLAIN, {"forms": ["statement"]}, WORSE, id="one form only"),
    pytest.param(
        PLAIN, {"ship_by": RmaClock(Days(7), since=ReturnApproved)}, WORSE, id="a time to hand in"
    ),
    pytest.param(
        PLAIN, {"refund_by": RmaClock(Days(7), since=Received)}, BETTER, id="a time to pay"
    ),
    pytest.param(PLAIN, {"judged_by": "goods_back"}, WORSE, id="goods instead of a message"),
    pytest.param(PLAIN, {"zone": "UTC"}, UNCLEAR, id="another zone"),
    pytest.param(REFUNDS, {"shipping": "always"}, BETTER, id="all of the delivery"),
    pytest.param(REFUNDS, {"shipping": "share"}, UNCLEAR, id="a share instead of all or nothing"),
    pytest.param(REFUNDS, {"fees": REFUNDS.fees[1:]}, BETTER, id="a fee less"),
    pytest.param(
        REFUNDS,
        {"fees": [evolve(FEE, amount=EUR("4.96")), *REFUNDS.fees[1:]]},
        WORSE,
        id="a cent more",
    ),
    pytest.param(
        REFUNDS,
        {"fees": [evolve(FEE, amount=Percent("1")), *REFUNDS.fees[1:]]},
        UNCLEAR,
        id="a share instead of an amount",
    ),
    pytest.param(
        REFUNDS,
        {"fees": [evolve(FEE, per="unit"), *REFUNDS.fees[1:]]},
        WORSE,
        id="an amount more often",
    ),
    pytest.param(
        REFUNDS,
        {"fees": [FEE, evolve(REFUNDS.fees[1], per="return")]},
        UNCLEAR,
        id="a share rounded otherwise",
    ),
    pytest.param(
        REFUNDS,
        {"fees": [evolve(FEE, for_reasons=list(ReasonKind)), *REFUNDS.fees[1:]]},
        WORSE,
        id="a fee for more reasons",
    ),
    pytest.param(
        evolve(PLAIN, calendar=OFFICE, window=ReturnWindow(WorkingDays(5), since=Delivered)),
        {"window": ReturnWindow(WorkingDays(6), since=Delivered)},
        BETTER,
        id="a working day more",
    ),
    pytest.param(
        evolve(PLAIN, calendar=OFFICE, window=ReturnWindow(WorkingDays(5), since=Delivered)),
        {"window": ReturnWindow(Weeks(1), since=Delivered)},
        UNCLEAR,
        id="a week in place of five working days",
    ),
    pytest.param(
        evolve(PLAIN, calendar=OFFICE, inspect_by=RmaClock(WorkingHours(8), since=Received)),
        {"inspect_by": RmaClock(WorkingHours("9.5"), since=Received)},
        WORSE,
        id="a longer wait in working hours",
    ),
    pytest.param(
        evolve(PLAIN, conditions=AcceptedConditions(["unopened"])),
        {"conditions": AcceptedConditions(["unopened", "opened"])},
        BETTER,
        id="goods are taken back in more conditions",
    ),
    pytest.param(
        PLAIN, {"units_back": UnitsBack(packs_of=6)}, WORSE, id="only whole packs come back"
    ),
    pytest.param(
        evolve(PLAIN, units_back=UnitsBack(packs_of=6)),
        {"units_back": UnitsBack(packs_of=4)},
        UNCLEAR,
        id="smaller packs",
    ),
    pytest.param(PLAIN, {"bundles": WholeBundle()}, WORSE, id="sets come back as sets"),
    pytest.param(PLAIN, {"returnless": Returnless(EUR("10.00"))}, BETTER, id="cheap goods stay"),
    pytest.param(PLAIN, {"authorisation": "before_sending"}, WORSE, id="a number is needed"),
    pytest.param(REFUNDS, {"gifts": "store_credit"}, UNCLEAR, id="money for gifts goes elsewhere"),
    pytest.param(GYM, {"minimum": Months(12)}, WORSE, id="a minimum term"),
    pytest.param(GYM, {"notice": Weeks(2)}, WORSE, id="weeks of notice in place of no day"),
    pytest.param(GYM, {"notice": Days(14)}, WORSE, id="longer notice"),
    pytest.param(GYM, {"unused": "kept"}, WORSE, id="unused days are kept"),
    pytest.param(SALON, {"no_show": Percent("50")}, BETTER, id="a lower fee for staying away"),
    pytest.param(SALON, {"no_show": EUR("20.00")}, UNCLEAR, id="an amount in place of a share"),
    pytest.param(
        CHANGES,
        {"changeable": [Changeable("address", fee=EUR("3.00"))]},
        WORSE,
        id="a fee for changes",
    ),
]


class TestEffect:
    """Better means that nobody is worse off; what depends on the order is unclear."""

    @pytest.mark.parametrize(("old", "new", "expected"), EFFECTS)
    def test_one_option(self, old: Any, new: dict[str, Any], expected: ForCustomer) -> None:
        (change,) = policies.diff(old, evolve(old, **new))
        assert change.for_customer is expected

    @pytest.mark.parametrize(
        ("was", "now", "expected"),
        [
            pytest.param(BOTH, SHOES, BETTER, id="fewer goods"),
            pytest.param(SHOES, BOTH, WORSE, id="more goods"),
            pytest.param(SHOES, CLOTHES, UNCLEAR, id="other goods"),
        ],
    )
    def test_an_exclusion_of_other_goods(
        self, was: Scope, now: Scope, expected: ForCustomer
    ) -> None:
        old, new = (evolve(PLAIN, exclusions=[Exclusion("no", applies_to=x)]) for x in (was, now))
        (change,) = policies.diff(old, new)
        assert change.for_customer is expected

    def test_a_change_in_two_ways_is_told_twice(self) -> None:
        old = CancellationTerms(id="x", version="1", within=Hours(24))
        new = evolve(old, within=Hours(12), until=Shipped)
        assert told(old, new) == [
            ("cancellations.until", UNCLEAR),
            ("cancellations.within", WORSE),
        ]

    # Thousands of questions about code that other tests trace.
    @pytest.mark.no_cover
    @pytest.mark.parametrize(("options", "option"), [x for x in FIELDS if "Return" in str(x.id)])
    def test_is_true_of_every_answer(
        self, options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = [x for x in flipped(options, option, monkeypatch) if isinstance(x, ReturnTerms)]
        answers = [allowed(returned(x)) for x in whole]
        for (old, before), (new, after) in permutations(zip(whole, answers, strict=True), 2):
            effects = {x.for_customer for x in policies.diff(old, new)}
            if effects == {BETTER}:
                assert all(x <= y for x, y in zip(before, after, strict=False))
            if effects == {WORSE}:
                assert all(x >= y for x, y in zip(before, after, strict=False))


def allowed(answers: Iterable[Answer]) -> list[int]:
    """How many units each answer allows."""
    found: list[int] = []
    for answer in answers:
        decided: Any = answer.decided
        units = decided[1][0] if isinstance(decided[1], tuple) else {}
        found.append(Counter(dict(units)).total())
    return found


def test_a_start_is_told_by_its_sentences() -> None:
    new = evolve(PLAIN, window=evolve(PLAIN.window, since=Since(Shipped, plus=Days(5))))
    (change,) = policies.diff(PLAIN, new)
    assert "The time starts for each piece 5 days after its shipping." in change.says


class TestLanguages:
    """What differs is told in the language that is asked for, with its figures."""

    def test_in_german(self) -> None:
        new = evolve(REFUNDS, fees=[evolve(REFUNDS.fees[0], amount=EUR("3.95"))])
        says = [x.says for x in policies.diff(REFUNDS, new, locale="de")]
        assert says[0] == "4,95 € → 3,95 €"
        assert says[1].endswith("→ nichts (electronics)")

    @pytest.mark.parametrize(
        ("was", "now", "said"),
        [
            pytest.param(WorkingDays(1), WorkingDays(2), "1 Arbeitstag → 2 Arbeitstage", id="days"),
            pytest.param(
                WorkingHours(1),
                WorkingHours("9.25"),
                "1 Arbeitsstunde → 9,25 Arbeitsstunden",
                id="hours",
            ),
        ],
    )
    def test_working_time_in_german(
        self, was: WorkingDays | WorkingHours, now: WorkingDays | WorkingHours, said: str
    ) -> None:
        old = evolve(PLAIN, calendar=OFFICE, window=ReturnWindow(was, since=Delivered))
        new = evolve(old, window=ReturnWindow(now, since=Delivered))
        (change,) = policies.diff(old, new, locale="de")
        assert change.says == said
