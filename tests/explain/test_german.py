"""German texts are German: no word of the library, no length and no fee stays English in them."""

import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Changeable,
    ChangeItem,
    ChangeKind,
    ChangeQuote,
    ChangeRequest,
    ChangeTerms,
    Condition,
    Days,
    Decision,
    Delivered,
    Line,
    Order,
    Paid,
    Percent,
    ReasonKind,
    RefundTerms,
    Register,
    RemedyKind,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    ShippingRefund,
    Tender,
    TenderOrder,
    UnitCase,
    UnitsBack,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    cancellations,
    changes,
    explain,
    refunds,
    returns,
)
from postsales.basics._words import Word
from postsales.basics.discrepancies import DiscrepancyReason
from postsales.explain.codes import in_words
from postsales.explain.languages import speech
from postsales.explain.speech import Speech
from postsales.orders.payments import TenderKind
from postsales.refunds.terms import Per
from postsales.testing import strategies
from postsales.testing.strategies._dice import thrown
from postsales.testing.strategies.settled import _guaranteed
from tests.explain.test_sentences import decisions
from tests.explain.words import forms_of, translated

PLACED = "2026-03-02T10:15+01:00"
LATER = "2026-03-20T12:00+01:00"
ORDER = Order(
    id="1001",
    placed_at=PLACED,
    lines=[Line("tee", quantity=4, total=EUR("90.00"))],
    history=[Paid(EUR("90.00"), tender=Tender.card("ch_1"), at=PLACED)],
)
RETURNS = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(3), since=Delivered)
)
MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)
SHOP = WorkCalendar(
    zone="Europe/Berlin",
    hours=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00"),
)


def german(register: Register | str = "agent") -> Speech:
    """Who speaks German."""
    return speech("de", "Europe/Berlin", register, None)


# Where the words of each enum are found when they are told; the others are told nowhere.
TOLD: list[tuple[type[Word], str]] = [
    (ReasonKind, "purpose"),
    (ChangeKind, "purpose"),
    (Condition, "condition"),
    (RemedyKind, "remedy"),
    (TenderKind, "tender"),
    (Per, "per"),
    (DiscrepancyReason, "why"),
]


class TestWords:
    """Every word of the library that is told is told in German."""

    @pytest.mark.parametrize(
        ("kind", "word"),
        [
            # Cash as a remedy is told as what it is: the money back.
            (kind, "money" if word is RemedyKind.CASH else word.value)
            for words, kind in TOLD
            for word in words
        ],
    )
    def test_it_has_german_words(self, kind: str, word: str) -> None:
        said = german().label(kind, word)
        assert said
        assert said not in {word, word.replace("_", " ")}

    @pytest.mark.parametrize(
        "fee", ["return_shipping", "restocking", "change", "late_cancellation"]
    )
    def test_fees_have_too(self, fee: str) -> None:
        assert in_words(fee, german(), "fee") != in_words(
            fee, speech("en", "UTC", "agent", None), "fee"
        )


ALL_WORDS = {str(x.value) for kind in Word.__subclasses__() for x in kind}
ANSWERS = st.one_of(
    decisions(),
    strategies.cancellation_decisions(),
    st.from_type(ChangeQuote).map(lambda x: x.decision),
    thrown(_guaranteed),
)


class TestQuoted:
    """What stands in quotation marks is never a word of the library."""

    @given(decision=ANSWERS, register=st.sampled_from(Register))
    def test_in_any_answer(self, decision: Decision[UnitCase], register: Register) -> None:
        said = explain.text(decision, locale="de", zone="UTC", register=register)
        assert not {*re.findall("„([^“]*)“", said)} & ALL_WORDS


class TestReasons:
    """As what units were asked for is said in words."""

    @pytest.mark.parametrize("kind", ReasonKind)
    def test_of_a_return(self, kind: ReasonKind) -> None:
        other = ReasonKind.DEFECT if kind is not ReasonKind.DEFECT else ReasonKind.LATE
        items = [ReturnItem("tee", 2, reason=kind.value), ReturnItem("tee", 2, reason=other.value)]
        some = returns.assess(
            ORDER.after(Delivered({"tee": 1}, at="2026-03-19T12:00+01:00")),
            ReturnRequest(items),
            RETURNS,
            at=LATER,
        )
        for register in Register:
            said = explain.text(some, locale="de", zone="UTC", register=register)
            assert f"„{kind.value}“" not in said
            assert "(angefragt als „" in said

    @pytest.mark.parametrize("kind", ["address", "date"])
    def test_of_a_change(self, kind: str) -> None:
        terms = ChangeTerms(id="acme", version="1", changeable=[Changeable([kind])])
        request = ChangeRequest(
            [ChangeItem("tee", 2, kind="fewer"), ChangeItem("tee", 2, kind=kind)],
            address="x" if kind == "address" else "",
            deliver_on="2026-03-28" if kind == "date" else None,
        )
        said = explain.text(
            changes.assess(ORDER, request, terms, at=PLACED), locale="de", zone="UTC"
        )
        assert "(angefragt als „weniger Stück“)" in said


class TestLengths:
    """Working time is counted in German as calendar days are."""

    @pytest.mark.parametrize(
        ("length", "said"),
        [
            (WorkingDays(1), "1 Arbeitstag ab"),
            (WorkingDays(2), "2 Arbeitstage ab"),
            (WorkingHours(1), "1 Arbeitsstunde ab"),
            (WorkingHours(12), "12 Arbeitsstunden ab"),
            (WorkingHours(Decimal("9.5")), "9,5 Arbeitsstunden ab"),
        ],
    )
    def test_of_a_window(self, length: WorkingDays | WorkingHours, said: str) -> None:
        terms = CancellationTerms(
            id="acme", version="1", within=length, zone="Europe/Berlin", calendar=SHOP
        )
        asked = CancellationRequest.of({"tee": 4}, reason="remorse")
        decision = cancellations.assess(ORDER, asked, terms, at=LATER)
        assert said in explain.text(decision, locale="de", zone="Europe/Berlin")


class TestFees:
    """The fee of a late cancellation is no fee of a return."""

    def test_it_is_charged_once(self) -> None:
        asked = CancellationRequest.of({"tee": 4}, reason="remorse")
        terms = CancellationTerms(id="acme", version="1")
        decision = cancellations.assess(ORDER, asked, terms, at=PLACED)
        quote = refunds.less_fee(ORDER, "tee", MONEY, fee=Percent("50"), at=PLACED)
        said = explain.text(decision, quote=quote, locale="de", zone="UTC")
        assert "Gebühr für späte Absage, tee" in said
        assert "50 % einmalig" in said
        assert "Rücksendung" not in said


ASKED_OF = [x for x in translated("de").items() if x[0].split(".")[1] in ("hint", "tell", "ask")]


class TestVoice:
    """The agent reads what is to be done, the customer is asked for it, both in the same words."""

    @pytest.mark.parametrize(("key", "said"), ASKED_OF, ids=[key for key, _ in ASKED_OF])
    def test_each_is_asked_in_its_own_voice(self, key: str, said: Message) -> None:
        spoken_to = re.search(r"\b(Sie|Ihnen|Ihre?[mnrs]?|[Ww]ir|[Uu]ns)\b", forms_of(said)[0])
        assert bool(spoken_to) is key.endswith("@customer")

    @pytest.mark.parametrize("word", ["Händler", "Mensch", "zurückgesandt", "zurückgesendet"])
    def test_the_same_thing_has_the_same_name(self, word: str) -> None:
        said = {key: " ".join(forms_of(x)) for key, x in translated("de").items()}
        assert [key for key, words in said.items() if re.search(rf"\b{word}", words)] == []


class TestCounts:
    """What counts is said in a form that its count allows."""

    @pytest.mark.parametrize(
        ("rule", "locale", "said"),
        [
            ({"keeping": 2}, "en", "at least 2 stay unless all comes back; asked for: 3"),
            ({"keeping": 2}, "de", "mindestens 2 bleiben, wenn nicht alles zurückkommt"),
            ({"packs_of": 2}, "en", "comes back in whole packs of 2 only; asked for: 3"),
            ({"packs_of": 2}, "de", "nur in ganzen Packungen zu 2 zurück; angefragt: 3"),
            ({"least": 4}, "en", "comes back 4 at a time at least; asked for: 3"),
            ({"least": 4}, "de", "nur zu mindestens 4 auf einmal zurück; angefragt: 3"),
        ],
    )
    def test_of_a_return_in_certain_numbers(
        self, rule: dict[str, Any], locale: str, said: str
    ) -> None:
        terms = evolve(RETURNS, units_back=UnitsBack(**rule, otherwise="refuse"))
        came = ORDER.after(Delivered({"tee": 4}, at="2026-03-19T12:00+01:00"))
        asked = ReturnRequest.of({"tee": 3}, reason="remorse")
        decision = returns.assess(came, asked, terms, at=LATER)
        assert said in explain.text(decision, locale=locale, zone="UTC")

    @pytest.mark.parametrize(
        ("locale", "said"),
        [
            ("en", "Fewer units: You can change 2 of 4 units and you cannot change 2."),
            ("de", "Weniger Stück: Sie können 2 von 4 Artikeln ändern und 2 nicht."),
        ],
    )
    def test_of_a_change_that_is_in_part(self, locale: str, said: str) -> None:
        mugs = Changeable(["fewer"], applies_to=Scope(category="mugs"))
        terms = ChangeTerms(id="acme", version="1", changeable=[mugs])
        mug = Line("mug", quantity=2, total=EUR("9.00"), category="mugs")
        two = evolve(ORDER, lines=[*ORDER.lines, mug])
        request = ChangeRequest.fewer({"tee": 2, "mug": 2})
        decision = changes.assess(two, request, terms, at=PLACED)
        assert said in explain.text(decision, locale=locale, zone="UTC", register="customer")
