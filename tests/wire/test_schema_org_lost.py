"""What a published policy does not say: nothing that terms say is lost without a word."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any, TypeVar

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    EVERYTHING,
    Customer,
    Days,
    Delivered,
    Exclusion,
    Extension,
    Hours,
    Line,
    Months,
    Order,
    Outcome,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Season,
    Weeks,
    Years,
)
from postsales.orders.scope import Everything
from postsales.returns import assess
from postsales.returns.says import Precedence
from postsales.testing import strategies
from postsales.wire import schema_org
from postsales.wire._schema_org_lost import _OTHER, _says
from postsales.wire._told_terms import told_terms
from postsales.wire.schema_org import PolicyReading, PolicyWritten
from postsales.wire.terms import TermsBundle
from tests.terms import corpus, refunds, returns, values
from tests.terms.option import Option, Options
from tests.terms.options import OPTIONS
from tests.testing import gallery

T = TypeVar("T")
COUNTRIES = ("DE", "AT", "FR")
Terms = ReturnTerms | RefundTerms
FIELDS = [
    pytest.param(options, option, id=f"{options.of.__name__}.{option.name}")
    for options in OPTIONS
    if options.where.endswith(("returns.py", "refunds.py", "values.py"))
    for option in options.fields
]


def write(terms: ReturnTerms, money: RefundTerms | None = None) -> PolicyWritten:
    return schema_org.write_policy(terms, money, countries=COUNTRIES)


def made(options: Options, option: Option) -> list[Any]:
    """Values of a class in which one field differs."""
    base: Any = options.base if option.base is None else option.base
    if option.change is not None:
        return [base, *(option.change(base, x) for x in option.others)]
    return [base, *(evolve(base, **{option.name: x}) for x in option.others)]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Terms]:
    """Every terms that the tests of options would ask, in place of the answers."""
    found: list[Terms] = []

    def keep(terms: Terms) -> list[Any]:
        found.append(terms)
        return []

    for module in (returns, refunds, values):
        for name in ("returned", "refunded", "tracked"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, keep)
    return found


class TestEveryOption:
    """Whatever a merchant changes changes the policy, or what is lost."""

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_is_said_or_lost(self, options: Options, option: Option, asked: list[Terms]) -> None:
        some = made(options, option)
        if options.of in (ReturnTerms, RefundTerms):
            groups = [[x] for x in some]
        else:
            groups = []
            for one in some:
                asked.clear()
                options.asked(one)
                groups.append([*asked])
        told = [[published(x) for x in group] for group in groups]
        assert all(told), "nothing was asked"
        for one, other in combinations(told, 2):
            assert one != other


def published(terms: Terms) -> PolicyWritten:
    if isinstance(terms, RefundTerms):
        return write(corpus.RETURNS, terms)
    return write(terms)


def says_days(written: PolicyWritten) -> bool:
    """Is the standard window one that can be said, and so be read?"""
    return "returnPolicyCategory" in written.document.get("@graph", [written.document])[0]


def leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """The parts of plain data, each with its path."""
    if isinstance(value, Mapping) and value:
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for n, one in enumerate(value):
            yield from leaves(one, f"{path}[{n}]")
    else:
        yield path, value


def said(terms: Mapping[str, object], lost: set[str]) -> list[tuple[str, object]]:
    """The parts that are not lost, without their places in lists."""
    found = [
        (path, value)
        for path, value in leaves(terms, "$")
        if not any(path == x or path.startswith((f"{x}.", f"{x}[")) for x in lost)
    ]
    return sorted(((re_placed(path), value) for path, value in found), key=repr)


def re_placed(path: str) -> str:
    return "".join(part.partition("]")[2] if n else part for n, part in enumerate(path.split("[")))


def in_any_order(written: PolicyWritten) -> list[str]:
    """The policies; overrides of days that follow each other stand in one order anyway."""
    document = written.document
    return sorted(json.dumps(x, default=str) for x in document.get("@graph", [document]))


def read(written: PolicyWritten) -> PolicyReading:
    """What somebody reads who was told the policy."""
    return schema_org.read_policy(written.json, id="read", version="1", zone="UTC")


def back(written: PolicyWritten) -> dict[str, object]:
    """The same as plain data."""
    found = read(written)
    return plain(found.terms, found.refund_terms)


def plain(terms: ReturnTerms, money: RefundTerms | None) -> dict[str, object]:
    bare = evolve(terms, required=(), excepted=())
    sections: dict[str, Any] = {"returns": bare, "refunds": money}
    return told_terms(TermsBundle(**sections), {})


SCOPES: list[Scope | Everything] = [
    EVERYTHING,
    *(
        Scope(market=markets, tier=tiers)
        for markets in ((), ("DE",), ("AT", "DE"), COUNTRIES, ("dach",), ("US",))
        for tiers in ((), ("gold",), ("gold", "silver"))
        if markets or tiers
    ),
]
SEASONS = (None, Season("2026-11-01", "2026-12-24"), Season("2026-12-01", "2026-12-31"))
GOLD = Scope(tier="gold")
DAY_OF_DELIVERY = ReturnWindow(Days(0), since=Delivered)
UNTIL = Extension(until="2027-01-31")
LENGTHS = (Days(0), Days(14), Days(60), Weeks(2), Months(1), Hours(1), Years(100))


def crowd() -> ReturnTerms:
    """Terms to be crowded."""
    return ReturnTerms(id="crowded", version="1", zone="UTC", window=DAY_OF_DELIVERY)


@st.composite
def crowded(draw: st.DrawFn) -> ReturnTerms:
    """Terms with many windows, extensions and exclusions for markets, tiers and seasons."""

    def some(make: Callable[..., T]) -> list[T]:
        scopes = draw(st.lists(st.sampled_from(SCOPES), max_size=4))
        found = [(scope, draw(st.sampled_from(SEASONS))) for scope in scopes]
        return [make(x, y) for x, y in found]

    def length() -> Any:
        return draw(st.sampled_from(LENGTHS))

    def window(scope: Scope | Everything, season: Season | None) -> ReturnWindow:
        reasons = () if season or scope != EVERYTHING else ["defect"]
        return ReturnWindow(
            length(), since=Delivered, applies_to=scope, season=season, for_reasons=reasons
        )

    def extension(scope: Scope | Everything, season: Season | None) -> Extension:
        if draw(st.booleans()):
            return Extension(length(), applies_to=scope, season=season)
        return Extension(until="2027-01-31", applies_to=scope, season=season)

    excluded = draw(st.lists(st.sampled_from(SCOPES[1:]), max_size=2))
    return evolve(
        crowd(),
        window=ReturnWindow(length(), since=Delivered),
        special_windows=some(window),
        precedence=draw(st.sampled_from(Precedence)),
        extensions=some(extension),
        exclusions=[Exclusion(f"no_{n}", applies_to=x) for n, x in enumerate(excluded)],
    )


def promised(document: Mapping[str, Any], country: str, tier: str | None, day: date) -> Any:
    """What a reader finds who looks for the policy that is closest to an order, and its days."""
    there = [
        one
        for one in document.get("@graph", [document])
        if country in listed(one.get("applicableCountry", country))
    ]
    members = [x for x in there if tier in names(x.get("validForMemberTier", []))]
    (policy,) = members or [x for x in there if "validForMemberTier" not in x]
    overrides = listed(policy.get("returnPolicySeasonalOverride", []))
    dated = [x for x in overrides if x["startDate"] <= day.isoformat() <= x["endDate"]]
    (found,) = dated or [policy]
    category = found.get("returnPolicyCategory", "").removeprefix(
        "https://schema.org/MerchantReturn"
    )
    return found.get("merchantReturnDays", category)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def names(tiers: Any) -> list[str]:
    return [tier["name"] for tier in listed(tiers)]


def takes_back(terms: ReturnTerms, order: Order, day: date) -> bool:
    """Do terms take back on a day what somebody no longer wants?"""
    at = datetime.combine(day, time(12), UTC)
    request = ReturnRequest.everything(order, reason="remorse")
    return assess(order, request, terms, at=at).outcome is Outcome.ALLOWED


def sold(country: str, tier: str | None, day: date) -> Order:
    """An order of a day, which is delivered three days later."""
    placed = datetime.combine(day, time(9), UTC)
    return Order(
        id="1",
        placed_at=placed,
        market=country,
        customer=Customer("ann", tier=tier),
        lines=[Line("tee", quantity=1, total=EUR("19.90"))],
        history=[Delivered({"tee": 1}, at=placed + timedelta(days=3))],
    )


def is_about(terms: ReturnTerms, path: str, order: Order, day: date) -> bool:
    """Is what is lost about this order?"""
    if path.startswith("$.returns.window"):
        return True
    found = re.match(r"\$\.returns\.(special_windows|extensions|exclusions)\[(\d+)\]", path)
    if found is None:
        return False
    rule: Any = getattr(terms, found[1])[int(found[2])]
    season = getattr(rule, "season", None)
    is_in_season = season is None or season.first_day <= day <= season.last_day
    return is_in_season and bool(rule.applies_to.covers(order.lines[0], order))


SALES = [
    date.fromisoformat(day)
    for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01", "2026-12-24", "2026-12-25")
]


class TestWhatIsPromised:
    """A policy gives each country and tier the days that the terms give, or some are lost."""

    @given(
        crowded(),
        st.sampled_from(COUNTRIES),
        st.sampled_from([None, "gold", "silver"]),
        st.sampled_from(SALES),
    )
    def test_is_what_the_terms_give(
        self, terms: ReturnTerms, country: str, tier: str | None, day: date
    ) -> None:
        written = write(terms)
        days = promised(written.document, country, tier, day)
        order = sold(country, tier, day)
        if any(is_about(terms, x.path, order, day) for x in written.lost):
            return
        delivered = day + timedelta(days=3)
        if days in ("NotPermitted", "UnlimitedWindow"):
            is_back = takes_back(terms, order, delivered + timedelta(days=30_000))
            assert is_back is (days == "UnlimitedWindow")
        else:
            last = delivered + timedelta(days=days)
            assert takes_back(terms, order, last)
            assert not takes_back(terms, order, last + timedelta(days=1))


class TestThereAndBack:
    """What is not lost comes back as it was (SER-04)."""

    @given(strategies.return_terms(), st.none() | strategies.refund_terms())
    def test_drawn_terms(self, terms: ReturnTerms, money: RefundTerms | None) -> None:
        written = write(terms, money)
        if not says_days(written):
            assert any("returns.window.length" in x.path for x in written.lost)
            return
        lost = {x.path for x in written.lost}
        again = said(back(written), set())
        for one in said(plain(terms, money), lost):
            assert one in again

    @given(crowded(), st.sampled_from([(), COUNTRIES, ("DE",)]))
    def test_terms_with_many_policies(self, terms: ReturnTerms, countries: Any) -> None:
        written = schema_org.write_policy(terms, countries=countries)
        if not says_days(written):
            return
        again = said(back(written), set())
        for one in said(plain(terms, None), {x.path for x in written.lost}):
            assert one in again
        again_written = schema_org.write_policy(read(written).terms, countries=countries)
        assert in_any_order(again_written) == in_any_order(written)

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param(
                {
                    "window": DAY_OF_DELIVERY,
                    "special_windows": [evolve(DAY_OF_DELIVERY, applies_to=GOLD)],
                    "extensions": [UNTIL, evolve(UNTIL, season=SEASONS[1])],
                },
                id="members without days, beside a last day for all and one for a season",
            ),
            pytest.param(
                {
                    "window": DAY_OF_DELIVERY,
                    "extensions": [
                        evolve(UNTIL, applies_to=GOLD, season=SEASONS[1]),
                        evolve(UNTIL, season=SEASONS[2]),
                    ],
                },
                id="a last day for members, which goes on for all",
            ),
            pytest.param(
                {
                    "window": DAY_OF_DELIVERY,
                    "extensions": [
                        Extension(Days(14), applies_to=GOLD, season=SEASONS[1]),
                        evolve(UNTIL, applies_to=Scope(market="DE")),
                        evolve(UNTIL, season=SEASONS[2]),
                    ],
                },
                id="members of a country come before members anywhere",
            ),
            pytest.param(
                {
                    "window": ReturnWindow(Days(14), since=Delivered),
                    "special_windows": [
                        ReturnWindow(Weeks(2), since=Delivered, applies_to=GOLD, season=SEASONS[1])
                    ],
                    "extensions": [evolve(UNTIL, season=SEASONS[1])],
                },
                id="a season of members that changes nothing",
            ),
            pytest.param(
                {
                    "window": ReturnWindow(Years(100), since=Delivered),
                    "special_windows": [evolve(DAY_OF_DELIVERY, season=SEASONS[1])],
                    "extensions": [UNTIL],
                },
                id="a season without days, and a last day for all",
            ),
            pytest.param(
                {
                    "window": DAY_OF_DELIVERY,
                    "extensions": [evolve(UNTIL, applies_to=Scope(tier=["silver", "gold"]))],
                    "exclusions": [
                        Exclusion("no_0", applies_to=Scope(market="US")),
                        Exclusion("no_1", applies_to=Scope(market=["DE", "AT"], tier="gold")),
                    ],
                },
                id="countries and tiers stand in one order",
            ),
        ],
    )
    @pytest.mark.parametrize("countries", [(), COUNTRIES], ids=["anywhere", "of four countries"])
    def test_what_is_written_again_is_the_same(self, changes: Any, countries: Any) -> None:
        terms = evolve(crowd(), **changes)
        written = schema_org.write_policy(terms, countries=countries)
        again = schema_org.write_policy(read(written).terms, countries=countries)
        assert in_any_order(again) == in_any_order(written)

    @pytest.mark.parametrize("name", gallery.NAMES)
    def test_the_gallery(self, name: str) -> None:
        bundle = gallery.bundle(name)
        written = schema_org.write_policy(bundle, countries=COUNTRIES)
        again = said(back(written), set())
        told = plain(bundle.returns, bundle.refunds)
        for one in said(told, {x.path for x in written.lost}):
            assert one in again

    @given(strategies.return_terms(), st.none() | strategies.refund_terms())
    def test_what_was_read_is_written_and_read_the_same(
        self, terms: ReturnTerms, money: RefundTerms | None
    ) -> None:
        written = write(terms, money)
        if not says_days(written):
            return
        first = read(written)
        again = write(first.terms, first.refund_terms)
        second = read(again)
        assert (second.terms, second.refund_terms) == (first.terms, first.refund_terms)
        usual = ("id", "version", "zone", "until", "shipping", "tenders", "per", "for_reasons")
        assert [x.path for x in again.lost if not x.path.endswith(usual)] == []


class TestSentences:
    """Each loss has a sentence of its own kind, and the value that was lost."""

    @pytest.mark.parametrize(
        "place",
        [
            f"{section}.{field.name}"
            for section, cls in (("returns", ReturnTerms), ("refunds", RefundTerms))
            for field in attrs.fields(cls)
            if field.init
        ],
    )
    def test_every_option_has_one(self, place: str) -> None:
        assert _says(place) not in (_OTHER, _says("refunds") if place != "refunds" else "")

    def test_values_are_those_of_a_document_of_terms(self) -> None:
        written = write(evolve(corpus.RETURNS, zone="Asia/Tokyo"))
        (lost,) = (x for x in written.lost if x.path == "$.returns.zone")
        assert json.loads(lost.value) == "Asia/Tokyo"
        assert str(lost) == "$.returns.zone says where days end, for which there is no word"

    def test_rules_of_a_host_are_named(self) -> None:
        terms = evolve(corpus.RETURNS, required=[corpus.never])
        terms = terms.unless(corpus.never, corpus.anyhow)
        lost = {x.path: x.value for x in write(terms).lost}
        assert lost["$.returns.required[0]"] == '"never"'
        assert lost["$.returns.excepted[0]"] == '"never, anyhow"'
