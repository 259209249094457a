"""Opt-outs, consents, addresses that bounce, and recording."""

import pytest

from postsales import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    ContactRules,
    Drop,
    Event,
    InvalidValue,
    NeedsConsent,
    RecordedCalls,
    RecordingAllowed,
    RecordingRefused,
    Send,
    WrongType,
)
from tests.contacts.given import NEWS, NOTICE, OFFER, REMINDER, SMS, SURVEY, asked, codes, item

AT = "2026-03-30T12:00+02:00"
ONE, TWO, THREE = "2026-03-01T09:00+01:00", "2026-03-02T09:00+01:00", "2026-03-03T09:00+01:00"
FREE = ContactRules()
OPT_IN = ContactRules(consents=NeedsConsent(purposes="marketing"))


def verdict(contact: Contact, *history: Event, rules: ContactRules = FREE, at: str = AT) -> str:
    """Send, or why not."""
    found = asked(item(at, contact), rules, *history, at=at)
    return "send" if isinstance(found, Send) else found.because


OUT_OF_ALL = ConsentWithdrawn(at=ONE)
NO_OFFERS = ConsentWithdrawn("marketing", at=ONE)
NO_SMS = ConsentWithdrawn(channels="sms", at=ONE)
NO_OFFERS_BY_SMS = ConsentWithdrawn("marketing", channels="sms", at=ONE)


@pytest.mark.parametrize(
    ("stop", "free"),
    [
        pytest.param(OUT_OF_ALL, [NOTICE, REMINDER], id="what has to be said is still said"),
        pytest.param(NO_OFFERS, [NEWS, SURVEY, NOTICE, REMINDER], id="no offers, and all the rest"),
        pytest.param(
            NO_SMS,
            [NEWS, OFFER, SURVEY, NOTICE, REMINDER],
            id="a channel is refused for whatever purpose",
        ),
        pytest.param(
            NO_OFFERS_BY_SMS,
            [NEWS, OFFER, SURVEY, NOTICE, REMINDER],
            id="a purpose on one channel leaves the others",
        ),
        pytest.param(
            ConsentWithdrawn(["statutory", "collection"], at=ONE),
            [NEWS, OFFER, SURVEY, SMS],
            id="what is named is refused, even what has to be said",
        ),
    ],
)
def test_what_an_opt_out_stops(stop: ConsentWithdrawn, free: list[Contact]) -> None:
    everything = [NEWS, OFFER, SURVEY, NOTICE, REMINDER, SMS]
    assert [x for x in everything if verdict(x, stop) == "send"] == free
    assert {verdict(x, stop) for x in everything if x not in free} <= {"opted_out"}


def test_a_channel_is_refused_for_notices_too() -> None:
    assert verdict(Contact("sms", purpose="statutory"), NO_SMS) == "opted_out"


@pytest.mark.parametrize(
    ("history", "contact", "expected"),
    [
        pytest.param([], OFFER, "consent_missing", id="nobody has agreed"),
        pytest.param([], NEWS, "send", id="only the purposes of the rule need it"),
        pytest.param([ConsentGiven("marketing", at=ONE)], OFFER, "send", id="agreed"),
        pytest.param([ConsentGiven("marketing", at=AT)], OFFER, "send", id="agreed just now"),
        pytest.param(
            [ConsentGiven("marketing", at="2026-03-30T12:00:01+02:00")],
            OFFER,
            "consent_missing",
            id="what is agreed a second later is not known yet",
        ),
        pytest.param(
            [ConsentGiven("feedback", at=ONE)], OFFER, "consent_missing", id="to something else"
        ),
        pytest.param(
            [ConsentGiven("marketing", channels="email", at=ONE)],
            SMS,
            "consent_missing",
            id="by another channel",
        ),
        pytest.param(
            [ConsentGiven("marketing", at=ONE), ConsentWithdrawn("marketing", at=TWO)],
            OFFER,
            "opted_out",
            id="agreed and taken back",
        ),
        pytest.param(
            [ConsentWithdrawn("marketing", at=ONE), ConsentGiven("marketing", at=TWO)],
            OFFER,
            "send",
            id="taken back and agreed again",
        ),
        pytest.param(
            [ConsentGiven("marketing", at=ONE), ConsentWithdrawn("marketing", at=ONE)],
            OFFER,
            "opted_out",
            id="both at one instant is no",
        ),
        pytest.param(
            [ConsentWithdrawn(channels="sms", at=ONE), ConsentGiven("marketing", at=TWO)],
            SMS,
            "opted_out",
            id="a channel that was refused has to be named again",
        ),
        pytest.param(
            [
                ConsentWithdrawn(channels="sms", at=ONE),
                ConsentGiven("marketing", channels="sms", at=TWO),
            ],
            SMS,
            "send",
            id="and then it is open again, for that purpose",
        ),
        pytest.param(
            [
                ConsentGiven("marketing", at=ONE),
                ConsentWithdrawn("marketing", at=TWO),
                ConsentGiven("marketing", channels="email", at=THREE),
            ],
            SMS,
            "opted_out",
            id="agreed again for another channel only",
        ),
    ],
)
def test_consents(history: list[Event], contact: Contact, expected: str) -> None:
    assert verdict(contact, *history, rules=OPT_IN) == expected
    assert verdict(contact, *reversed(history), rules=OPT_IN) == expected


def test_an_opt_out_says_since_when() -> None:
    found = asked(item(AT), FREE, NO_OFFERS, at=AT)
    assert isinstance(found, Drop)
    assert found.reasons[0].facts == {"since": NO_OFFERS.at}


@pytest.mark.parametrize(
    ("history", "contact", "expected"),
    [
        pytest.param([Bounced("email", at=ONE)], OFFER, "address_bounced", id="no address"),
        pytest.param([Bounced("email", at=ONE)], SMS, "send", id="other channels are reached"),
        pytest.param(
            [Bounced("email", at=ONE), AddressGiven("email", at=TWO)], OFFER, "send", id="a new one"
        ),
        pytest.param(
            [Bounced("email", at=ONE), AddressGiven("sms", at=TWO)],
            OFFER,
            "address_bounced",
            id="a new one for another channel",
        ),
        pytest.param(
            [AddressGiven("email", at=ONE), Bounced("email", at=TWO)],
            OFFER,
            "address_bounced",
            id="the new one bounces, too",
        ),
        pytest.param(
            [Bounced("email", at=ONE), AddressGiven("email", at=ONE)],
            OFFER,
            "address_bounced",
            id="at one instant it is the new one that bounced",
        ),
        pytest.param(
            [AddressGiven("email", at=ONE), Bounced("email", at=ONE)],
            OFFER,
            "address_bounced",
            id="in whatever order they are told",
        ),
    ],
)
def test_addresses(history: list[Event], contact: Contact, expected: str) -> None:
    assert verdict(contact, *history) == expected


def test_only_a_new_address_ends_the_wait() -> None:
    found = asked(item(AT), FREE, Bounced("email", at=ONE), at=AT)
    assert (type(found).__name__, getattr(found, "until", 0)) == ("Defer", None)


class TestRecording:
    """A call is recorded if the customer has allowed it, and the verdict says so."""

    CALL = Contact("call", purpose="service", minutes=15)
    PLAIN = ContactRules(recorded=RecordedCalls())
    ONLY_RECORDED = ContactRules(recorded=RecordedCalls(otherwise="drop"))

    @pytest.mark.parametrize(
        ("history", "allowed"),
        [
            pytest.param([], False, id="nobody has asked"),
            pytest.param([RecordingAllowed(at=ONE)], True, id="allowed"),
            pytest.param(
                [RecordingAllowed(at=ONE), RecordingRefused(at=TWO)], False, id="taken back"
            ),
            pytest.param(
                [RecordingRefused(at=ONE), RecordingAllowed(at=TWO)], True, id="allowed later"
            ),
            pytest.param(
                [RecordingRefused(at=ONE), RecordingAllowed(at=ONE)], False, id="both is no"
            ),
        ],
    )
    def test_what_was_said_last_counts(self, history: list[Event], allowed: bool) -> None:
        found = asked(item(AT, self.CALL), self.PLAIN, *history, at=AT)
        code = "recording_allowed" if allowed else "recording_not_allowed"
        assert isinstance(found, Send)
        assert codes(found) == [code]
        strict = asked(item(AT, self.CALL), self.ONLY_RECORDED, *history, at=AT)
        assert isinstance(strict, Send if allowed else Drop)
        assert strict.because == code

    def test_what_is_not_recorded_needs_nothing(self) -> None:
        assert codes(asked(item(AT), self.ONLY_RECORDED, at=AT)) == []
        only = ContactRules(recorded=RecordedCalls(purposes="collection", otherwise="drop"))
        assert codes(asked(item(AT, self.CALL), only, at=AT)) == []


class TestNothingAfterAnOptOut:
    """Whoever has opted out gets nothing more of it, by any rules and at any later time."""

    @pytest.mark.parametrize("rules", [FREE, OPT_IN], ids=["opt-out", "opt-in"])
    @pytest.mark.parametrize("contact", [OFFER, SMS, NEWS, SURVEY])
    @pytest.mark.parametrize("at", [ONE, TWO, AT, "2036-01-01T12:00+01:00"])
    def test_whatever_was_agreed_before(
        self, contact: Contact, rules: ContactRules, at: str
    ) -> None:
        agreed = ConsentGiven([contact.purpose], at="2026-02-01T00:00Z")
        assert verdict(contact, agreed, OUT_OF_ALL, rules=rules, at=at) == "opted_out"


@pytest.mark.parametrize(
    ("build", "error"),
    [
        pytest.param(lambda: ConsentGiven((), at=ONE), InvalidValue, id="consent to nothing"),
        pytest.param(lambda: ConsentGiven("fun", at=ONE), InvalidValue, id="no such purpose"),
        pytest.param(lambda: Bounced("pigeon", at=ONE), InvalidValue, id="no such channel"),
        pytest.param(lambda: NeedsConsent(channels="sms"), InvalidValue, id="no purpose"),
        pytest.param(
            lambda: ContactRules(consents="marketing"),  # type: ignore[arg-type]
            WrongType,
            id="a word in place of a rule",
        ),
    ],
)
def test_what_cannot_be(build: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        build()  # type: ignore[operator]
