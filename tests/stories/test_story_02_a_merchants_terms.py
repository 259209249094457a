"""A merchant's terms: plain constructors, a special case is an extra entry."""

from postsales import (
    EUR,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Per,
    Percent,
    ReasonKind,
    ReturnWindow,
    Scope,
    Shipped,
    ShippingRefund,
    Since,
    TenderOrder,
    Trait,
)
from tests.stories.acme import electronics, refund_terms, terms


def test_the_standard_window_has_a_chain_of_starts() -> None:
    assert terms.window.length == Days(30)
    assert terms.window.since == (Since(Delivered), Since(Shipped, plus=Days(5)))


def test_electronics_have_a_window_of_their_own() -> None:
    assert terms.special_windows == (
        ReturnWindow(Days(14), since=Delivered, applies_to=electronics),
    )


def test_final_sale_is_about_a_change_of_mind_only() -> None:
    (exclusion,) = terms.exclusions
    assert exclusion == Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))
    assert exclusion.for_reasons == (ReasonKind.REMORSE,)


def test_the_customers_words_have_kinds() -> None:
    assert terms.reasons["too_small"] is ReasonKind.REMORSE
    assert terms.reasons["faulty"] is ReasonKind.DEFECT
    assert "no reason" not in terms.reasons


def test_what_is_kept_and_who_gives_first() -> None:
    assert refund_terms.fees == (
        Fee("return_shipping", EUR("4.95"), per=Per.RETURN),
        Fee("restocking", Percent("15"), per=Per.UNIT, applies_to=electronics),
    )
    assert refund_terms.shipping is ShippingRefund.WHEN_ALL_COMES_BACK
    assert refund_terms.tenders is TenderOrder.GIFT_CARD_FIRST


def test_the_answers_will_name_the_terms() -> None:
    assert (terms.ref.id, terms.ref.version) == ("acme-returns", "2026-03")
    assert (refund_terms.ref.id, refund_terms.ref.version) == ("acme-refunds", "2026-03")
