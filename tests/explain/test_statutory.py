"""What the floor answers, in words: which right of which law, where it stands, and both sides."""

import pytest

from postsales import (
    EUR,
    Customer,
    Days,
    Delivered,
    Exclusion,
    Line,
    Order,
    Outcome,
    Paid,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Tender,
    Trait,
    explain,
    law,
)
from postsales.law import BR, DE, DK, GB, US, Jurisdiction

BOUGHT, CAME, ASKED = "2026-03-02T10:15+01:00", "2026-03-09T11:00+01:00", "2026-03-13T09:00+01:00"
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
    exclusions=[Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))],
)
MONEY = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
BOTH = ReturnRequest.of({"tee": 1, "mug": 1}, reason="remorse")


def order(zone: str | None = "Europe/Berlin") -> Order:
    """A tee and a mug that was sold as final."""
    return Order(
        id="1001",
        placed_at=BOUGHT,
        customer=Customer(id="C-7", zone=zone),
        lines=[
            Line("tee", quantity=1, total=EUR("20.00")),
            Line("mug", quantity=1, total=EUR("9.00"), traits=[Trait.FINAL_SALE]),
        ],
        history=[
            Paid(EUR("29.00"), tender=Tender.card("ch_1"), at=BOUGHT),
            Delivered({"tee": 1, "mug": 1}, at=CAME),
        ],
    )


def said(floor: law.Floor, register: str = "agent") -> list[str]:
    told = explain.text(floor.decision, locale="en", zone="Europe/Berlin", register=register)
    return [x.strip() for x in told.splitlines()]


@pytest.mark.parametrize(
    ("place", "right", "source"),
    [
        pytest.param(
            DE,
            "DE.withdrawal",
            "Bürgerliches Gesetzbuch, § 355(2)",
            id="read",
        ),
        pytest.param(
            DK,
            "DK.withdrawal",
            "Forbrugeraftaleloven, § 19 (unverified)",
            id="that nobody has read",
        ),
    ],
)
def test_which_right_of_which_law(place: Jurisdiction, right: str, source: str) -> None:
    told = "\n".join(said(law.assess(order(), BOTH, TERMS, place, at=ASKED)))
    assert "1 of mug: the law gives it, whatever the terms say: the right to withdraw, " in told
    assert "1 of tee: the terms give it, and so does the law: the right to withdraw, " in told
    assert f"({right}: {source})" in told
    assert "Both hold: what the terms give, and what the law gives." in told
    assert f"Terms: acme + {right}, version 1 + " in told


def test_to_the_customer() -> None:
    told = said(law.assess(order(), BOTH, TERMS, DE, at=ASKED), "customer")
    assert "Both hold for you: what the shop promises, and what the law gives you." in told


def test_nothing_of_it_where_no_law_is_about_it() -> None:
    floor = law.assess(order(), BOTH, TERMS, US, at=ASKED)
    told = said(floor)
    assert not [x for x in told if "law" in x]
    assert told[-1] == "Terms: acme, version 1."
    assert floor.decision.rules == floor.merchant.rules


@pytest.mark.parametrize("place", [DE, GB, BR], ids=lambda x: x.code)
@pytest.mark.parametrize("reason", ["remorse", "defect", "unheard_of"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", None])
@pytest.mark.parametrize("at", [ASKED, "2026-06-20T09:00+02:00"])
def test_whatever_is_answered_can_be_told_and_kept(
    place: Jurisdiction, reason: str, zone: str | None, at: str
) -> None:
    """Also where a statute refers what the terms refuse, since nobody knows where the customer is.

    The hints of each side are those of its own rules.
    """
    both = ReturnRequest.of({"tee": 1, "mug": 1}, reason=reason)
    decision = law.assess(order(zone), both, TERMS, place, at=at).decision
    assert said(law.assess(order(zone), both, TERMS, place, at=at))
    again = law.assess(order(zone), both, TERMS, place, at=at).decision
    assert again.record() == decision.record()
    for found, answers in zip(decision.cases, decision.answers, strict=True):
        assert [rule(found).verdict for rule in decision.rules] == [x.verdict for x in answers]


@pytest.mark.parametrize("place", [DE, GB, US], ids=lambda x: x.code)
@pytest.mark.parametrize(
    ("reason", "at", "is_said"),
    [
        pytest.param("defect", "2026-04-09T09:00+02:00", True, id="a fault, and too late"),
        pytest.param("unheard_of", "2026-06-20T09:00+02:00", True, id="it may mean a fault"),
        pytest.param("remorse", "2026-04-09T09:00+02:00", False, id="a change of mind"),
        pytest.param("late", "2026-04-09T09:00+02:00", False, id="it came too late"),
    ],
)
def test_a_no_about_faults_is_not_the_whole_law(
    place: Jurisdiction, reason: str, at: str, is_said: bool
) -> None:
    """Repairs and the like are in no pack: nobody reads that nothing else is owed."""
    asked = ReturnRequest.of({"tee": 1}, reason=reason)
    floor = law.assess(order("Europe/London"), asked, TERMS, place, at=at)
    assert floor.outcome is not Outcome.ALLOWED
    told = {x: said(floor, x) for x in ("agent", "customer")}
    assert ([x for x in told["agent"] if "the law may give more" in x] != []) is is_said
    assert ([x for x in told["customer"] if "the law may give you more" in x] != []) is is_said


def test_nothing_is_added_where_all_is_given() -> None:
    asked = ReturnRequest.of({"tee": 1}, reason="defect")
    assert "faulty" not in " ".join(said(law.assess(order(), asked, TERMS, DE, at=ASKED)))


def test_the_law_may_give_what_the_terms_refuse() -> None:
    late = law.assess(order(None), BOTH, TERMS, DE, at="2026-03-20T09:00+01:00")
    (told,) = [x for x in said(late) if "may give" in x]
    assert told == (
        "- 1 of mug: the law may give it, whatever the terms say: the right to withdraw "
        "(DE.withdrawal: Bürgerliches Gesetzbuch, § 355(2))"
    )
    assert [(x.kind, x.fact) for x in late.decision.hints] == [("tell", "zone")]


def test_the_money_names_both_as_well() -> None:
    floor = law.assess(order(), BOTH, TERMS, DE, at=ASKED)
    found = law.quote(floor, MONEY).statutory
    assert found is not None
    assert found.terms.id == "acme + EU.withdrawal.refund"
    told = explain.text(floor.decision, quote=found, locale="en", zone="Europe/Berlin")
    assert "for the money: acme + EU.withdrawal.refund" in told
