"""The end of a subscription and the fee of an appointment, in words."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Appointment,
    AppointmentAnswer,
    AppointmentTerms,
    Hours,
    InvalidValue,
    LateFee,
    Line,
    Months,
    Order,
    Paid,
    Percent,
    RefundQuote,
    RefundTerms,
    ServicePeriod,
    ShippingRefund,
    Subscription,
    SubscriptionEnd,
    SubscriptionTerms,
    Tender,
    TenderOrder,
    WrongType,
    appointments,
    explain,
    refunds,
    subscriptions,
)
from postsales.testing.hook import register

register()
BERLIN = "Europe/Berlin"
MONTHLY = Subscription("2026-01-15", renews=Months(1))
ENDING = Subscription("2026-01-15", renews=Months(1), ends_on="2026-04-14")
GYM = SubscriptionTerms(
    id="gym", version="1", zone=BERLIN, notice=Months(1), to="period_end", unused="kept"
)
CUT = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
SALON = AppointmentTerms(
    id="salon",
    version="1",
    late=[LateFee(Hours(24), fee=Percent("50")), LateFee(Hours(2), fee=EUR("40.00"))],
    no_show=Percent("100"),
)
KIND = AppointmentTerms(id="kind", version="1")
MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)


def lines(answer: Any, locale: str = "en", to: str = "agent", **given: Any) -> list[str]:
    """What is said, line by line."""
    told = explain.service(answer, locale=locale, zone=BERLIN, register=to, **given)
    return [line for line in told.splitlines() if line]


def ended(subscription: Subscription, at: str) -> SubscriptionEnd:
    """When it ends."""
    return subscriptions.assess(subscription, GYM, at=at)


def called_off(at: str, appointment: Appointment = CUT) -> AppointmentAnswer:
    """What it costs."""
    return appointments.assess(appointment, SALON, at=at)


MARCH = ended(MONTHLY, "2026-03-10T10:00+01:00")


@pytest.mark.parametrize(
    ("locale", "to", "said"),
    [
        pytest.param(
            "en",
            "agent",
            [
                "If it is cancelled now, it ends at the end of Tuesday, 14 April 2026.",
                "- Notice that is given now runs to the end of Friday, 10 April 2026.",
                (
                    "- Notice until the end of Saturday, 14 March 2026 leads to this end; "
                    "after that, it ends later."
                ),
                "- It is to be paid for up to the end of Tuesday, 14 April 2026.",
            ],
            id="to the agent",
        ),
        pytest.param(
            "en",
            "customer",
            [
                "If you cancel now, your subscription ends at the end of Tuesday, 14 April 2026.",
                "- If you give notice now, it runs to the end of Friday, 10 April 2026.",
                (
                    "- If you give notice until the end of Saturday, 14 March 2026, "
                    "it ends on that day, too; after that, it ends later."
                ),
                "- You pay for it up to the end of Tuesday, 14 April 2026.",
            ],
            id="to the customer",
        ),
        pytest.param(
            "de",
            "agent",
            [
                "Bei einer Kündigung von heute ist der letzte Tag Dienstag, 14. April 2026.",
                "- Eine Kündigung von heute läuft bis einschließlich Freitag, 10. April 2026.",
                (
                    "- Eine Kündigung bis einschließlich Samstag, 14. März 2026 führt zu diesem "
                    "Ende; danach endet das Abonnement später."
                ),
                "- Zu zahlen ist bis einschließlich Dienstag, 14. April 2026.",
            ],
            id="in German",
        ),
    ],
)
def test_when_a_subscription_ends(locale: str, to: str, said: list[str]) -> None:
    assert lines(MARCH, locale, to)[2:6] == said


def test_an_end_that_was_agreed() -> None:
    said = lines(ended(ENDING, "2026-03-20T10:00+01:00"))
    assert said[2] == "It ends at the end of Tuesday, 14 April 2026."
    assert said[3].startswith("- This end was agreed before")
    assert not any("Notice until" in line for line in said)


@pytest.mark.parametrize(
    ("to", "says"),
    [
        pytest.param("agent", "Nothing has to be done.", id="to the agent"),
        pytest.param("customer", "You need do nothing.", id="to the customer"),
    ],
)
def test_a_subscription_that_is_over(to: str, says: str) -> None:
    said = lines(ended(ENDING, "2026-04-15T00:00+02:00"), to=to)
    assert said[2].endswith(f"Tuesday, 14 April 2026 was its last day. {says}")
    assert said[3].startswith(("Asked on", "You asked on"))


@pytest.mark.parametrize(
    ("at", "to", "said"),
    [
        pytest.param(
            "2026-03-12T14:00+01:00",
            "agent",
            [
                "It can be called off, and that costs nothing.",
                "- That holds until Thursday, 12 March 2026 at 14:00.",
            ],
            id="in time, to the agent",
        ),
        pytest.param(
            "2026-03-12T18:00+01:00",
            "agent",
            [
                "It can be called off, and 50% of its price is kept.",
                "- That holds until Friday, 13 March 2026 at 12:00.",
            ],
            id="late, to the agent",
        ),
        pytest.param(
            "2026-03-13T13:00+01:00",
            "customer",
            [
                "You can call it off, and €40.00 is kept.",
                "- That holds until Friday, 13 March 2026 at 14:00.",
            ],
            id="later, to the customer",
        ),
        pytest.param(
            "2026-03-13T14:00+01:00",
            "customer",
            [
                "It has begun, so you can no longer call it off here; you can ask us in person.",
                "- If you did not come, 100% of its price is kept.",
            ],
            id="after its start, to the customer",
        ),
    ],
)
def test_what_an_appointment_costs(at: str, to: str, said: list[str]) -> None:
    assert lines(called_off(at), to=to)[2:4] == said


def test_what_a_no_show_does_not_cost() -> None:
    answer = appointments.assess(CUT, KIND, at="2026-03-13T14:00+01:00")
    assert "- Where nobody came, that costs nothing." in lines(answer)


@pytest.mark.parametrize(
    ("fee", "says"),
    [
        pytest.param(EUR("0.00"), "It can be called off, and that costs nothing.", id="no money"),
        pytest.param(EUR("0.01"), "It can be called off, and €0.01 is kept.", id="a cent"),
    ],
)
def test_a_fee_of_nothing_is_none(fee: Any, says: str) -> None:
    late = AppointmentTerms(id="salon", version="1", late=[LateFee(Hours(24), fee=fee)])
    assert lines(appointments.assess(CUT, late, at="2026-03-13T10:00+01:00"))[2] == says


@pytest.mark.parametrize(
    ("to", "says"),
    [
        pytest.param("agent", "Find out when haircut starts: the booking", id="to the agent"),
        pytest.param("customer", "Tell us when haircut starts: your booking", id="to the customer"),
    ],
)
def test_nobody_knows_when_it_starts(to: str, says: str) -> None:
    said = lines(called_off("2026-03-01T00:00Z", Appointment("haircut", starts_at=None)), to=to)
    assert said[2].startswith("Not answered yet")
    assert said[3] == f"- {says} shows it."


def paid(line: str, amount: str) -> Order:
    """A line that was paid for."""
    at = "2026-03-01T09:00+01:00"
    return Order(
        id="S-1",
        placed_at=at,
        lines=[Line(line, quantity=1, total=EUR(amount))],
        history=[Paid(EUR(amount), tender=Tender.card("ch_1"), at=at)],
    )


class TestMoney:
    """What was worked out stands beside it."""

    def test_days_that_are_not_used(self) -> None:
        march = ServicePeriod("2026-03-15", "2026-04-14")
        at = "2026-03-20T18:00+01:00"
        order = paid("march", "31.00")
        back = refunds.unused(order, "march", march, MONEY, ends_on="2026-04-03", at=at)
        assert "- €11.00 goes back." in lines(MARCH, quote=back)
        assert "- You get €11.00 back." in lines(MARCH, to="customer", quote=back)
        assert "- Sie erhalten 11,00 € zurück." in lines(MARCH, "de", "customer", quote=back)

    def test_less_a_fee(self) -> None:
        answer = called_off("2026-03-12T18:00+01:00")
        assert answer.fee is not None
        back = refunds.less_fee(
            paid("haircut", "45.00"), "haircut", MONEY, fee=answer.fee, at=answer.at
        )
        said = lines(answer, quote=back)
        assert said[4:6] == [
            "- €22.50 of what was paid is kept as the fee.",
            "- €22.50 goes back.",
        ]

    def test_nothing_goes_back(self) -> None:
        answer = called_off("2026-03-13T14:00+01:00")
        assert answer.fee is not None
        back = refunds.less_fee(
            paid("haircut", "45.00"), "haircut", MONEY, fee=answer.fee, at=answer.at
        )
        assert "- No money goes back." in lines(answer, quote=back)


ANSWERS = st.from_type(SubscriptionEnd) | st.from_type(AppointmentAnswer)
YOU = {"en": r"\b[Yy]ou(?:rs?)?\b", "de": r"\bSie\b|\bIhnen\b|\bIhre?[mnrs]?\b|\buns\b"}


class TestEveryAnswer:
    """Every answer is told in both languages, kindly, to the one it is told to."""

    @given(ANSWERS, st.none() | st.from_type(RefundQuote), st.sampled_from(sorted(YOU)))
    def test_each_register_keeps_to_its_reader(
        self, answer: Any, quote: RefundQuote | None, language: str
    ) -> None:
        to_agent, to_customer = (
            explain.service(answer, quote=quote, locale=language, zone="UTC", register=x)
            for x in ("agent", "customer")
        )
        assert not re.search(YOU[language], to_agent)
        assert re.search(YOU[language], to_customer)
        assert "None" not in to_agent + to_customer
        for told in (to_agent, to_customer):
            assert [*explain.unkind(told, language=language)] == []

    @given(ANSWERS)
    def test_markdown_says_the_same(self, answer: Any) -> None:
        plain = explain.service(answer, locale="en", zone="UTC")
        marked = explain.service_markdown(answer, locale="en", zone="UTC")
        for line in plain.splitlines():
            assert re.sub(r"\W", "", line).strip("=") in re.sub(r"\W", "", marked)


class TestAsked:
    """What is asked is checked."""

    def test_an_answer_is_needed(self) -> None:
        with pytest.raises(WrongType, match="answer is 'yes'"):
            explain.service("yes", locale="en", zone="UTC")  # type: ignore[arg-type]  # on purpose

    def test_a_quote_is_needed(self) -> None:
        with pytest.raises(WrongType, match="quote is"):
            lines(MARCH, quote=EUR("1.00"))

    def test_a_language_without_words(self) -> None:
        with pytest.raises(InvalidValue, match="locale is 'tlh'"):
            lines(MARCH, "tlh")

    def test_a_line_is_no_markup(self) -> None:
        odd = called_off("2026-03-01T00:00Z", Appointment("*cut*", starts_at=None))
        told = explain.service_markdown(odd, locale="en", zone="UTC")
        assert told.startswith(r"## Appointment \*cut\*")
