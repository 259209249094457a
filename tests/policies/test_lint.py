"""What can never matter is told, in its place; what can is left alone; and both are measured."""

from datetime import date
from importlib import resources
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    EVERYTHING,
    MET,
    USD,
    AcceptedConditions,
    Citation,
    Days,
    Delivered,
    Exclusion,
    Extension,
    Fee,
    First,
    Hours,
    InvalidValue,
    Last,
    Months,
    NonDays,
    Percent,
    Placed,
    PromotionRule,
    PublishedPolicy,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    Returnless,
    ReturnTerms,
    ReturnWindow,
    Roll,
    Scope,
    Season,
    Weeks,
    WorkingDays,
    WorkingHours,
    WrongType,
    Years,
    policies,
)
from postsales.explain import policies as words
from postsales.wire import toml
from postsales.wire.terms import TermsBundle
from tests.policies.lint_recall import (
    PLANTED,
    Share,
    alarms,
    contradicted,
    is_a_fault,
    kinds_of_code,
    kinds_of_page,
    matters,
    recall,
)
from tests.policies.planted import PLANTERS, planted
from tests.terms.corpus import OFFICE

ACME = toml.read_terms((resources.files("postsales.samples") / "acme.toml").read_text("utf-8"))
SHOES = Scope(category="shoes")
BAGS = Scope(category="bags")
NO_SHOES = Exclusion("no", applies_to=SHOES)
BOTH = Scope(category=["shoes", "bags"])
RED_SHOES = Scope(category="shoes", tag="red")
MONTH = ReturnWindow(Days(30), since=Delivered)
PLAIN = ReturnTerms(id="x", version="1", zone="Europe/Berlin", window=MONTH)
REFUNDS = RefundTerms(
    id="x", version="1", zone="Europe/Berlin", shipping="never", tenders="as_paid"
)


def told(terms: Any, **more: Any) -> list[tuple[str, str]]:
    return [(x.where, x.code) for x in policies.lint(terms, **more)]


def anyhow(case: object) -> Any:
    """An exception that always holds."""
    return MET


class TestMeasured:
    """Every planted fault is found, and terms without one are left alone."""

    @pytest.mark.parametrize("kind", PLANTERS)
    def test_planted_faults_are_found(self, kind: str) -> None:
        assert recall(kind, 12) == Share(12, 12)

    @pytest.mark.parametrize("kind", PLANTERS)
    def test_a_planted_fault_is_one_by_the_answers_of_orders(self, kind: str) -> None:
        assert is_a_fault(planted(kind, "a"), orders=8)

    def test_clean_terms_are_left_alone(self) -> None:
        assert alarms(60) == {}

    def test_no_order_contradicts_what_is_said_of_wild_terms(self) -> None:
        assert contradicted(40, 12).found == 0

    def test_every_kind_is_planted_and_stands_on_the_page(self) -> None:
        assert sorted(PLANTERS) == sorted(kinds_of_code()) == sorted(kinds_of_page())

    def test_orders_do_tell_terms_apart(self) -> None:
        one = planted("window_never_counts", "a").terms
        other = TermsBundle(
            returns=evolve(one.returns, window=evolve(one.returns.window, length=Days(0))),
            refunds=one.refunds,
        )
        assert matters(one, other, "a", 20, PLANTED)


LONGER = ReturnWindow(Days(60), since=Delivered, applies_to=SHOES)
SHORTER = ReturnWindow(Days(14), since=Delivered, applies_to=RED_SHOES)
NEVER = ("returns.special_windows[1]", "window_never_counts")
EXTENDED = [Extension(Days(2))]
WINDOWS = [
    pytest.param({}, {}, [NEVER], id="a shorter one for some of the goods"),
    pytest.param({}, {"length": Days(60)}, [NEVER], id="an equal one for some of the goods"),
    pytest.param({}, {"length": Days(61)}, [], id="a day longer"),
    pytest.param({}, {"length": Weeks(8)}, [NEVER], id="eight weeks within sixty days"),
    pytest.param({}, {"length": Weeks(9)}, [], id="nine weeks"),
    pytest.param({}, {"length": Months(1)}, [NEVER], id="a month within sixty days"),
    pytest.param({}, {"length": Months(2)}, [], id="two months can be longer than sixty days"),
    pytest.param({}, {"length": Hours(1439)}, [NEVER], id="hours within sixty days"),
    pytest.param({}, {"length": Hours(1440)}, [], id="as many hours, when the clocks change"),
    pytest.param({}, {"since": Placed}, [], id="another start"),
    pytest.param({}, {"applies_to": Scope(tag="red")}, [], id="other goods as well"),
    pytest.param({"for_reasons": "defect"}, {}, [], id="for more reasons"),
    pytest.param({"for_askers": "buyer"}, {}, [], id="for more askers"),
    pytest.param(
        {"season": Season("2026-11-01", "2026-12-24")}, {}, [], id="at other times as well"
    ),
    pytest.param(
        {"season": Season("2026-11-01", "2026-12-24")},
        {"season": Season("2026-12-01", "2026-12-24")},
        [NEVER],
        id="in a season within that of the other",
    ),
    pytest.param(
        {"season": Season("2026-11-01", "2026-12-24", of=Delivered)},
        {"season": Season("2026-12-01", "2026-12-24", of=Delivered)},
        [],
        id="in a season that can be unknown",
    ),
    pytest.param(
        {}, {"roll": Roll(NonDays(["sunday"])), "length": Days(60)}, [], id="a last day that rolls"
    ),
]


class TestWindows:
    """A special window never counts where others end later for all that it is for."""

    @pytest.mark.parametrize(("big", "small", "expected"), WINDOWS)
    def test_beside_a_longer_one(
        self, big: dict[str, Any], small: dict[str, Any], expected: list[tuple[str, str]]
    ) -> None:
        special = [evolve(LONGER, **big), evolve(SHORTER, **small)]
        assert told(evolve(PLAIN, special_windows=special)) == expected

    def test_it_is_taken_apart_by_goods(self) -> None:
        bags = evolve(LONGER, applies_to=Scope(category="bags"))
        both = evolve(SHORTER, applies_to=BOTH)
        assert told(evolve(PLAIN, special_windows=[LONGER, both])) == []
        assert told(evolve(PLAIN, special_windows=[LONGER, both, bags])) == [NEVER]

    def test_of_twins_the_later_one_never_counts(self) -> None:
        assert told(evolve(PLAIN, special_windows=[LONGER, LONGER])) == [NEVER]

    def test_the_first_listed_counts_whatever_its_length(self) -> None:
        special = [evolve(LONGER, length=Days(1)), SHORTER]
        first = evolve(PLAIN, special_windows=special, precedence="first_listed")
        assert told(first) == [NEVER]
        assert told(evolve(first, special_windows=special[::-1])) == []

    def test_the_last_of_all_lines_is_that_of_the_lines_of_a_window(self) -> None:
        last = evolve(MONTH, since=Last(Delivered))
        bags = evolve(LONGER, applies_to=Scope(category="bags"))
        both = evolve(SHORTER, applies_to=BOTH)
        terms = evolve(PLAIN, window=last, special_windows=[LONGER, bags, both])
        assert told(terms) == []

    def test_terms_with_exceptions_are_not_looked_into(self) -> None:
        special = [LONGER, SHORTER]
        terms = evolve(PLAIN, special_windows=special).unless(PLAIN.rules[2], anyhow)
        assert told(terms) == []


LIKE_STANDARD = [("returns.special_windows[0]", "window_like_standard")]
LIKE = evolve(MONTH, applies_to=SHOES)
CHRISTMAS = Season("2026-11-01", "2026-12-24")


class TestLikeTheStandard:
    """A special window changes nothing where the standard one says the same of its goods."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            pytest.param({}, LIKE_STANDARD, id="just as long"),
            pytest.param({"length": Days(29)}, [], id="a day less"),
            pytest.param({"length": Days(31)}, [], id="a day more"),
            pytest.param({"length": Months(1)}, [], id="a month can be longer or shorter"),
            pytest.param({"since": Placed}, [], id="another start"),
            pytest.param({"roll": Roll(NonDays(["sunday"]))}, [], id="a last day that rolls"),
            pytest.param({"for_askers": "buyer"}, LIKE_STANDARD, id="for the buyer alone"),
            pytest.param({"for_reasons": "defect"}, [], id="for a reason that can be unclear"),
            pytest.param({"season": CHRISTMAS}, LIKE_STANDARD, id="for orders of a season"),
            pytest.param(
                {"season": evolve(CHRISTMAS, of=Delivered)}, [], id="for a day that can be unknown"
            ),
            pytest.param(
                {"by": Citation("Acme", "house rules")}, [], id="with a source of its own"
            ),
        ],
    )
    def test_alone(self, changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
        assert told(evolve(PLAIN, special_windows=[evolve(LIKE, **changes)])) == expected

    def test_weeks_and_days_of_one_length(self) -> None:
        terms = evolve(PLAIN, window=evolve(MONTH, length=Days(28)))
        special = [evolve(LIKE, length=Weeks(4))]
        assert told(evolve(terms, special_windows=special)) == LIKE_STANDARD

    @pytest.mark.parametrize(
        ("precedence", "other", "place", "expected"),
        [
            pytest.param("longest", {}, 1, True, id="a longer one for the same goods"),
            pytest.param("longest", {"length": Days(20)}, 1, False, id="a shorter one, which ends"),
            pytest.param(
                "longest", {"length": Days(20), "applies_to": Scope(category="bags")}, 1, True,
                id="a shorter one for other goods",
            ),
            pytest.param(
                "longest", {"length": Days(20), "for_askers": "gift_recipient"}, 1, False,
                id="a shorter one for whoever was given them",
            ),
            pytest.param("first_listed", {}, 0, True, id="one that is listed before it"),
            pytest.param("first_listed", {}, 1, False, id="it keeps another from counting"),
        ],
    )  # fmt: skip
    def test_beside_another(
        self, precedence: str, other: dict[str, Any], place: int, expected: bool
    ) -> None:
        special = [LIKE]
        special.insert(place, evolve(LONGER, **{"applies_to": RED_SHOES, **other}))
        found = told(evolve(PLAIN, special_windows=special, precedence=precedence))
        where = f"returns.special_windows[{special.index(LIKE)}]"
        assert ((where, "window_like_standard") in found) is expected

    def test_where_special_ones_are_for_everything_that_is_said_of_the_standard_one(self) -> None:
        terms = evolve(PLAIN, applies_to=SHOES, special_windows=[LIKE])
        assert told(terms) == [("returns.window", "standard_never_counts")]

    def test_the_last_of_all_lines_is_that_of_the_lines_of_a_window(self) -> None:
        last = evolve(MONTH, since=Last(Delivered))
        terms = evolve(PLAIN, window=last, special_windows=[evolve(last, applies_to=SHOES)])
        assert told(terms) == []

    def test_terms_with_exceptions_are_not_looked_into(self) -> None:
        terms = evolve(PLAIN, special_windows=[LIKE]).unless(PLAIN.rules[2], anyhow)
        assert told(terms) == []


UP_TO = Returnless(EUR("10.00"), applies_to=SHOES)
SMALLER = ("returns.returnless[1]", "returnless_never_counts")
SMALLER_FIRST = ("returns.returnless[0]", "returnless_never_counts")


class TestReturnless:
    """What lets goods stay never counts where others let all of them stay, too."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            pytest.param({"up_to": EUR("9.99")}, [SMALLER], id="a cent less"),
            pytest.param({}, [SMALLER], id="the same again"),
            pytest.param({"up_to": EUR("10.01")}, [SMALLER_FIRST], id="a cent more"),
            pytest.param({"up_to": USD("5.00")}, [], id="in another currency"),
            pytest.param({"per": "line"}, [SMALLER], id="of all units of a line"),
            pytest.param({"applies_to": RED_SHOES}, [SMALLER], id="for some of the goods"),
            pytest.param({"applies_to": EVERYTHING}, [SMALLER_FIRST], id="for more goods"),
            pytest.param({"for_reasons": "defect"}, [SMALLER], id="for one reason"),
        ],
    )
    def test_beside_another(self, changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
        assert told(evolve(PLAIN, returnless=[UP_TO, evolve(UP_TO, **changes)])) == expected

    def test_a_line_is_no_cheaper_than_its_unit(self) -> None:
        line = evolve(UP_TO, per="line")
        unit = evolve(UP_TO, up_to=EUR("9.00"))
        assert told(evolve(PLAIN, returnless=[line, unit])) == []

    def test_it_is_taken_apart_by_goods(self) -> None:
        bags = evolve(UP_TO, applies_to=Scope(category="bags"))
        both = evolve(UP_TO, applies_to=BOTH)
        assert told(evolve(PLAIN, returnless=[UP_TO, both])) == [SMALLER_FIRST]
        assert told(evolve(PLAIN, returnless=[UP_TO, bags, both])) == [
            ("returns.returnless[2]", SMALLER[1])
        ]

    def test_for_goods_that_are_excluded_or_for_others(self) -> None:
        never = Exclusion("no", applies_to=SHOES, for_reasons=[*ReasonKind])
        assert told(evolve(PLAIN, exclusions=[never], returnless=[UP_TO])) == [
            ("returns.returnless[0]", "all_excluded")
        ]
        about = evolve(PLAIN, applies_to=Scope(category="bags"), returnless=[UP_TO])
        assert told(about) == [("returns.returnless[0]", "out_of_scope")]

    def test_for_a_reason_without_a_word(self) -> None:
        words = {"faulty": ReasonKind.DEFECT}
        late = evolve(UP_TO, for_reasons="late")
        assert told(evolve(PLAIN, reasons=words, returnless=[late])) == [
            ("returns.returnless[0]", "reason_unheard")
        ]


class TestStarts:
    """A start counts only while none before it has happened."""

    @pytest.mark.parametrize(
        ("chain", "expected"),
        [
            pytest.param([Delivered, Placed], [], id="the sale stands in for a delivery"),
            pytest.param([Placed, Delivered], [1], id="there is always a sale"),
            pytest.param([Delivered, Delivered], [1], id="the same event again"),
            pytest.param([First(Delivered), Delivered], [1], id="one after the first of all"),
            pytest.param([Delivered, First(Delivered)], [], id="the first of all after one"),
            pytest.param([Last(Delivered), Delivered], [], id="one before the last of all"),
        ],
    )
    def test_of_a_window(self, chain: list[Any], expected: list[int]) -> None:
        terms = evolve(PLAIN, window=ReturnWindow(Days(30), since=chain))
        wheres = [f"returns.window.since[{place}]" for place in expected]
        assert told(terms) == [(where, "start_never_counts") for where in wheres]


class TestReasons:
    """What nobody can say is no reason; a word that nobody knows can still mean a window."""

    def test_an_exclusion_for_a_reason_without_a_word(self) -> None:
        words = {"faulty": ReasonKind.DEFECT}
        terms = evolve(PLAIN, reasons=words, exclusions=[Exclusion("no", applies_to=SHOES)])
        assert told(terms) == [("returns.exclusions[0]", "reason_unheard")]

    def test_a_window_for_a_reason_without_a_word(self) -> None:
        words = {"faulty": ReasonKind.DEFECT}
        late = evolve(LONGER, for_reasons="late")
        assert told(evolve(PLAIN, reasons=words, special_windows=[late])) == []

    def test_other_words_are_always_heard(self) -> None:
        words = {"faulty": ReasonKind.DEFECT}
        other = Exclusion("no", applies_to=SHOES, for_reasons="other")
        assert told(evolve(PLAIN, reasons=words, exclusions=[other])) == []

    def test_a_guarantee_hears_reasons_of_its_own(self) -> None:
        fee = Fee("post", EUR("1"), per="unit", for_reasons="late")
        returns = evolve(PLAIN, reasons={"faulty": ReasonKind.DEFECT})
        refunds = evolve(REFUNDS, fees=[fee])
        bundle = TermsBundle(returns=returns, refunds=refunds)
        assert told(bundle) == [("refunds.fees[0]", "reason_unheard")]
        promise = planted("promise_over", "a").terms.guarantees
        assert told(TermsBundle(returns=returns, refunds=refunds, guarantees=promise)) == []
        assert told(refunds) == []


class TestFees:
    """Shares above the whole are told of the fee with which they get there."""

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            pytest.param("40", [], id="exactly the price"),
            pytest.param("40.01", [("refunds.fees[1]", "fees_above_price")], id="a little more"),
        ],
    )
    def test_two_shares(self, second: str, expected: list[tuple[str, str]]) -> None:
        fees = [Fee("a", Percent("60"), per="unit"), Fee("b", Percent(second), per="item")]
        assert told(evolve(REFUNDS, fees=fees)) == expected

    def test_shares_for_other_goods_do_not_meet(self) -> None:
        bags = Scope(category="bags")
        fees = [
            Fee("a", Percent("60"), per="unit", applies_to=SHOES),
            Fee("b", Percent("60"), per="unit", applies_to=bags),
        ]
        assert told(evolve(REFUNDS, fees=fees)) == []

    def test_tags_of_one_line_can_meet(self) -> None:
        fees = [
            Fee("a", Percent("60"), per="unit", applies_to=Scope(tag="red")),
            Fee("b", Percent("60"), per="unit", applies_to=Scope(tag="new")),
        ]
        assert told(evolve(REFUNDS, fees=fees)) == [("refunds.fees[1]", "fees_above_price")]


class TestMoney:
    """A window for money that is always open while a return is allowed changes nothing."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            pytest.param(29, [], id="a day shorter"),
            pytest.param(30, [("refunds.window", "refund_window_changes_nothing")], id="as long"),
        ],
    )
    def test_beside_the_window_for_returns(
        self, days: int, expected: list[tuple[str, str]]
    ) -> None:
        refunds = evolve(REFUNDS, window=RefundWindow(Days(days), since=Delivered))
        assert told(TermsBundle(returns=PLAIN, refunds=refunds)) == expected

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"extensions": EXTENDED}, id="returns are extended"),
            pytest.param({"zone": "UTC"}, id="days end elsewhere"),
            pytest.param({"judged_by": "sent"}, id="the letter counts when it was sent"),
            pytest.param({"special_windows": [LONGER]}, id="some goods come back for longer"),
        ],
    )
    def test_it_matters_where_returns_can_come_later(self, more: dict[str, Any]) -> None:
        refunds = evolve(REFUNDS, window=RefundWindow(Days(30), since=Delivered))
        assert told(TermsBundle(returns=evolve(PLAIN, **more), refunds=refunds)) == []


class TestDays:
    """What is over is over from the day on that is asked about."""

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            pytest.param("2026-12-24", [], id="on the last day"),
            pytest.param(
                date(2026, 12, 25), [("returns.extensions[0]", "season_over")], id="the day after"
            ),
            pytest.param(None, [], id="no day is asked about"),
        ],
    )
    def test_a_season(self, on: date | str | None, expected: list[tuple[str, str]]) -> None:
        season = Season("2026-11-01", "2026-12-24")
        terms = evolve(PLAIN, extensions=[Extension(Days(9), season=season)])
        assert told(terms, on=on) == expected

    @pytest.mark.parametrize(
        ("until", "expected"),
        [
            pytest.param("2026-12-01", ["extension_changes_nothing"], id="30 days after the first"),
            pytest.param("2026-12-02", [], id="a day later"),
        ],
    )
    def test_an_extension_until_a_day(self, until: str, expected: list[str]) -> None:
        season = Season("2026-11-01", "2026-12-24")
        terms = evolve(PLAIN, extensions=[Extension(until=until, season=season)])
        assert [code for _, code in told(terms)] == expected


class TestPublished:
    """What is published and is more than the terms give is told where they give less."""

    def test_acme(self) -> None:
        said = PublishedPolicy(returns_within=Days(30), fees_at_most=EUR("0"))
        assert told(ACME, published=said) == [
            ("returns.special_windows[0]", "published_window"),
            ("returns.exclusions[0]", "published_goods"),
            ("refunds.fees[0]", "published_fee"),
            ("refunds.fees[1]", "published_fee"),
        ]

    @pytest.mark.parametrize(
        ("length", "expected"),
        [
            pytest.param(WorkingDays(10), [], id="working days are not told from days"),
            pytest.param(WorkingHours(80), [], id="nor working hours"),
            pytest.param(Days(10), ["published_window"], id="days are"),
        ],
    )
    def test_working_time_is_not_guessed(
        self, length: Days | WorkingDays | WorkingHours, expected: list[str]
    ) -> None:
        window = ReturnWindow(length, since=Delivered)
        terms = evolve(PLAIN, calendar=OFFICE, window=window)
        said = PublishedPolicy(returns_within=Days(14))
        assert [code for _, code in told(terms, published=said)] == expected

    def test_what_is_published_for_some_goods_only(self) -> None:
        said = PublishedPolicy(returns_within=Days(14), applies_to=Scope(category="electronics"))
        assert told(ACME, published=said) == [("returns.exclusions[0]", "published_goods")]

    def test_a_time_starts_with_the_sale_or_with_goods(self) -> None:
        with pytest.raises(InvalidValue, match="starts with Placed, Shipped or Delivered"):
            PublishedPolicy(since=EUR)  # type: ignore[arg-type]


class TestWorkingTime:
    """Working time is longer than its own kind only."""

    @pytest.mark.parametrize(
        ("shorter", "longer", "expected"),
        [
            pytest.param(
                WorkingDays(5), WorkingDays(5), ["window_never_counts"], id="as many working days"
            ),
            pytest.param(
                WorkingDays(4), WorkingDays(5), ["window_never_counts"], id="fewer working days"
            ),
            pytest.param(WorkingDays(1), Years(1), [], id="a working day and a year"),
            pytest.param(WorkingHours(1), WorkingDays(9), [], id="working hours and working days"),
        ],
    )
    def test_of_two_windows_for_the_same_goods(
        self, shorter: Any, longer: Any, expected: list[str]
    ) -> None:
        lengths = (longer, shorter)
        some = [ReturnWindow(x, since=Delivered, applies_to=SHOES) for x in lengths]
        terms = evolve(PLAIN, calendar=OFFICE, special_windows=some)
        assert [code for _, code in told(terms)] == expected


class TestConditions:
    """Conditions for goods or reasons that never come to them are told."""

    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            pytest.param({}, [], id="they matter"),
            pytest.param({"exclusions": [NO_SHOES]}, ["all_excluded"], id="the goods are excluded"),
            pytest.param({"applies_to": BAGS}, ["out_of_scope"], id="the goods are others"),
            pytest.param(
                {"reasons": {"faulty": ReasonKind.DEFECT}}, ["reason_unheard"], id="no such reason"
            ),
        ],
    )
    def test_of_shoes(self, more: dict[str, Any], expected: list[str]) -> None:
        unopened = AcceptedConditions("unopened", applies_to=SHOES)
        terms = evolve(PLAIN, conditions=unopened, **more)
        found = [code for where, code in told(terms) if where == "returns.conditions[0]"]
        assert found == expected


class TestSaid:
    """Every problem is a sentence, and every terms can be looked over."""

    def test_acme_has_none(self) -> None:
        assert policies.lint(ACME) == ()

    @pytest.mark.parametrize("kind", PLANTERS)
    def test_a_problem_is_a_sentence(self, kind: str) -> None:
        one = planted(kind, "a")
        problems = policies.lint(one.terms, published=one.published, on=one.on)
        says = [x.says for x in problems if (x.where, x.code) == (one.where, kind)]
        assert says
        assert all(x.endswith(".") and "{" not in x for x in says)

    @pytest.mark.parametrize("kind", PLANTERS)
    def test_a_problem_is_a_german_sentence(self, kind: str) -> None:
        one = planted(kind, "a")
        found = policies.lint(one.terms, published=one.published, on=one.on, locale="de")
        english = policies.lint(one.terms, published=one.published, on=one.on)
        assert [(x.where, x.code) for x in found] == [(x.where, x.code) for x in english]
        assert all(x.says.endswith(".") and "{" not in x.says for x in found)
        assert all(x.says != y.says for x, y in zip(found, english, strict=True))

    def test_templates_are_sentences(self) -> None:
        assert all(x.endswith(".") for x in words.PROBLEMS.values())

    def test_a_rule_after_one_for_all_promotions(self) -> None:
        rules = [PromotionRule("keep"), PromotionRule("both", promotions=["SPRING"])]
        terms = evolve(REFUNDS, promotions=rules)
        assert told(terms) == [("refunds.promotions[1]", "promotion_rule_never_counts")]

    def test_what_is_no_terms_is_refused(self) -> None:
        with pytest.raises(WrongType, match="terms, or a TermsBundle, are needed"):
            policies.lint("acme")  # type: ignore[arg-type]
