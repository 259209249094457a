"""A change in words: what is changed, of how many units, and who owes how much for it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Changeable,
    ChangeKind,
    ChangeQuote,
    ChangeRequest,
    ChangeTerms,
    Charge,
    InvalidValue,
    Line,
    NewLine,
    Order,
    Paid,
    Register,
    Tender,
    changes,
    explain,
)

PLACED = "2026-03-02T10:15+01:00"
AT = "2026-03-02T12:00+01:00"
ORDER = Order(
    id="1001",
    placed_at=PLACED,
    lines=[
        Line("tee", quantity=3, total=EUR("60.00")),
        Line("mug", quantity=1, total=EUR("9.00")),
    ],
    history=[Paid(EUR("69.00"), tender=Tender.card("ch_1"), at=PLACED)],
)
LARGER = ChangeRequest.options({"tee": NewLine("tee-xl", quantity=2, total=EUR("55.00"))})
ELSEWHERE = ChangeRequest.to_address("addr-7", ORDER)
ALL = ChangeTerms(
    id="acme", version="1", changeable=[Changeable(list(ChangeKind), fee=EUR("2.00"))]
)
FREE = ChangeTerms(id="acme", version="1")


def quoted(request: ChangeRequest, terms: ChangeTerms = FREE) -> ChangeQuote:
    """What a change costs."""
    return changes.quote(changes.assess(ORDER, request, terms, at=AT))


def told(quote: ChangeQuote, locale: str = "en", register: Register | str = "agent") -> str:
    """A change with its money."""
    return explain.text(
        quote.decision, quote=quote, locale=locale, zone="Europe/Berlin", register=register
    )


class TestKinds:
    """Every kind of change has a sentence of its own, and units are counted within it."""

    def test_the_same_units_are_counted_once_for_each_kind(self) -> None:
        said = told(quoted(ELSEWHERE.and_also(LARGER))).splitlines()
        assert said[3:6:2] == [
            "Another address (addr-7): yes, all 4 units can be changed.",
            "Another version (2 of tee-xl): yes, both units can be changed.",
        ]
        assert "- tee: 3 of 3 can be changed (another address)" in said
        assert "- tee: 2 of 2 can be changed (another version)" in said

    @pytest.mark.parametrize(
        ("request_", "locale", "register", "sentence"),
        [
            (LARGER, "en", "customer", "Another version (2 of tee-xl): yes, you can change both"),
            (LARGER, "de", "agent", "Andere Ausführung (2 × tee-xl): ja, beide Artikel können"),
            (ELSEWHERE, "de", "customer", "Andere Adresse (addr-7): ja, Sie können alle 4"),
            (
                ChangeRequest.fewer({"mug": 1}),
                "de",
                "customer",
                "Weniger Stück: ja, Sie können den Artikel ändern.",
            ),
            (
                ChangeRequest.on_day("2026-03-09", {"tee": 3}),
                "de",
                "agent",
                "Anderer Tag (Montag, 9. März 2026): ja, alle 3 Artikel",
            ),
            (
                ChangeRequest.further([NewLine("cap", quantity=1, total=EUR("8.00"))]),
                "en",
                "agent",
                "Further goods (1 of cap): yes, the unit can be changed.",
            ),
        ],
    )
    def test_it_says_what_is_changed(
        self, request_: ChangeRequest, locale: str, register: str, sentence: str
    ) -> None:
        assert sentence in told(quoted(request_), locale, register)

    def test_one_kind_can_be_refused_beside_another(self) -> None:
        terms = ChangeTerms(id="acme", version="1", changeable=[Changeable(["address"])])
        said = told(quoted(ELSEWHERE.and_also(LARGER), terms))
        assert "Another address (addr-7): yes, all 4 units can be changed." in said
        assert "Another version (2 of tee-xl): None of the 2 units can be changed." in said
        assert "as long as not all of it is allowed, nothing is changed" in said
        assert "What the change costs" not in said


class TestMoney:
    """What is called off, agreed and charged adds up to what is owed."""

    def test_row_by_row(self) -> None:
        said = told(quoted(LARGER, ALL)).split("What the change costs")[1]
        assert said.splitlines()[3:8] == [
            "2 of tee, called off  -€40.00",
            "2 of tee-xl, agreed    €55.00",
            "Fee for the change      €2.00",
            "-----------------------------",
            "To be paid             €17.00",
        ]

    @pytest.mark.parametrize(
        ("locale", "register", "sentence", "total"),
        [
            ("en", "agent", "€9.00 goes back for it.", "To be given back"),
            ("en", "customer", "You get €9.00 back for it.", "You get back"),
            ("de", "agent", "Dafür werden 9,00 € erstattet.", "Zu erstatten"),
            ("de", "customer", "Dafür erhalten Sie 9,00 € zurück.", "Sie erhalten zurück"),
        ],
    )
    def test_what_goes_back(self, locale: str, register: str, sentence: str, total: str) -> None:
        said = told(quoted(ChangeRequest.fewer({"mug": 1})), locale, register)
        assert sentence in said
        assert total in said

    def test_nothing_is_owed_for_an_address(self) -> None:
        said = told(quoted(ELSEWHERE))
        assert "Nothing is to be paid for it." in said
        assert "What the change costs" not in said

    def test_another_delivery_is_a_row(self) -> None:
        request = ELSEWHERE.charging([Charge("express", total=EUR("5.00"), kind="shipping")])
        assert re.search(r"Shipping +€5\.00", told(quoted(request)))

    @given(quote=st.from_type(ChangeQuote), register=st.sampled_from(Register))
    def test_rows_add_up(self, quote: ChangeQuote, register: Register) -> None:
        page = explain.html(quote.decision, quote=quote, locale="en", zone="UTC", register=register)
        amounts = re.findall(r"<t[dh]>(-?)[^<\d]*([\d,]+(?:\.\d+)?)</t[dh]>", page)
        *rows, total = [Decimal(sign + x.replace(",", "")) for sign, x in amounts] or [Decimal(0)]
        assert sum(rows) == total

    def test_the_quote_of_another_change_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="it is not of this decision"):
            explain.text(quoted(LARGER).decision, quote=quoted(ELSEWHERE), locale="en", zone="UTC")
