"""Terms in TOML: what stands in a file is what the constructors would make of the same words."""

from importlib.resources import files

import pytest

from postsales import (
    Citation,
    Days,
    Delivered,
    DocumentErrors,
    First,
    Last,
    MissingSection,
    Paid,
    Place,
    Since,
    TermsBundle,
)
from postsales.wire import toml
from tests.stories.acme import refund_terms, terms

STORY = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    """What is wrong with a text, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        toml.read_terms(text)
    return [str(problem) for problem in caught.value]


def changed(*changes: tuple[str, str]) -> str:
    """The text of the story after changes that are each possible."""
    text = STORY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


class TestTheStory:
    """The file of the second story says the same as its constructors."""

    def test_the_terms_are_equal_and_so_are_their_digests(self) -> None:
        bundle = toml.read_terms(STORY)
        assert (bundle.returns, bundle.refunds) == (terms, refund_terms)
        assert (bundle.returns.ref, bundle.refunds.ref) == (terms.ref, refund_terms.ref)

    def test_a_section_that_is_not_there_is_named(self) -> None:
        bundle = toml.read_terms(STORY)
        assert bundle.sections == ("returns", "refunds")
        with pytest.raises(MissingSection, match=r"'cancellations'.*'returns' and 'refunds'"):
            _ = bundle.cancellations

    def test_all_problems_at_once(self) -> None:
        text = changed(
            ('"30 days"', "30"),
            ('"gift_card_first"', '"gift_cards"'),
            ('trait = "final', 'traits = "final'),
            ('"4.95 EUR"', '"4.955 EUR"'),
            ('id = "acme-refunds"', ""),
            ('"delivered", {', '"deliverd", {'),
        )
        found = problems(text)
        expected = (
            "$.returns.window.length is 30: a length is text such as '30 days'",
            "$.returns.window.since[0] is 'deliverd': no such event; perhaps delivered ",
            "$.returns.exclusions[0].applies_to.traits is not known; say category, sku, ",
            "$.refunds.id is missing",
            "$.refunds.tenders is 'gift_cards': no such TenderOrder; say 'as_paid', ",
            "$.refunds.fees[0].amount is '4.955 EUR': EUR has 2 decimals",
        )
        assert len(found) == len(expected)
        for problem, start in zip(found, expected, strict=True):
            assert problem.startswith(start)

    @pytest.mark.parametrize(
        "slip",
        [
            pytest.param(("zone =", 'zonne = "x"\nzone ='), id="a key that is none"),
            pytest.param(('"30 days"', "30"), id="a length that is none"),
            pytest.param(('id = "acme-returns"', ""), id="a key that is missing"),
            pytest.param(("[refunds]", "[refundss]\n[refunds]"), id="a section that is none"),
            pytest.param(('id = "acme-refunds"', ""), id="a slip in another section"),
        ],
    )
    def test_a_zone_that_is_none_is_told_beside_other_slips(self, slip: tuple[str, str]) -> None:
        found = problems(changed(slip, ('"Europe/Berlin"', '"Berlin"')))
        assert len(found) == 2
        zone = "$.returns.zone is 'Berlin': a zone is an IANA key such as 'Europe/Berlin'"
        assert zone in found

    @pytest.mark.parametrize(
        ("section", "told"),
        [
            ("refunds", 'shipping = "never"\ntenders = 5'),
            ("cancellations", 'within = "soon"'),
            ("changes", "rounding = 5"),
            ("exchanges", "alike = 5"),
            ("guarantees", 'length = "long"'),
            ("subscriptions", 'notice = "soon"'),
            ("appointments", "no_show = 5"),
        ],
    )
    def test_so_is_that_of_any_section_beside_another_field(self, section: str, told: str) -> None:
        text = f'[{section}]\nid = "x"\nversion = "1"\nzone = "Berlin"\n{told}\n'
        paths = {x.partition(" ")[0] for x in problems(text)}
        other = told.splitlines()[-1].partition(" ")[0]
        assert paths == {f"$.{section}.zone", f"$.{section}.{other}"}

    def test_and_that_of_a_calendar(self) -> None:
        calendar = 'calendar = { zone = "Berlin", hours = { "Mon-Fri" = 5 } }'
        found = problems(changed(("zone =", f"{calendar}\nzone =")))
        assert [x.partition(" ")[0] for x in found] == [
            "$.returns.calendar.zone",
            "$.returns.calendar.hours.Mon-Fri",
        ]

    def test_what_terms_say_of_a_field_is_told_beside_a_key_that_is_none(self) -> None:
        text = '[cancellations]\nid = "x"\nversion = "1"\nuntil = "shipped"\n{}zone = "Berlin"\n'
        zone = "$.cancellations.zone is 'Berlin': a zone is an IANA key such as 'Europe/Berlin'"
        assert problems(text.format("")) == [zone]
        slip, told = problems(text.format("untill = 5\n"))
        assert slip.startswith("$.cancellations.untill is not known; say ")
        assert told == zone

    def test_fields_that_contradict_each_other_wait_for_the_slips(self) -> None:
        text = changed(('"gift_card_first"', '"chosen"'), ("[refunds]", "[refunds]\nchosenn = 5"))
        assert next(x.partition(" ")[0] for x in problems(text)) == "$.refunds.chosenn"

    @pytest.mark.parametrize(
        "told",
        [
            pytest.param(('"2026-03"', "2026-03"), id="a month"),
            pytest.param(('"30 days"', "30 days"), id="a length within a table"),
            pytest.param(('"acme-returns"', "acme-returns"), id="a word"),
        ],
    )
    def test_text_without_quotes(self, told: tuple[str, str]) -> None:
        (problem,) = problems(changed(told))
        assert problem.startswith("$ is no TOML: ")
        assert problem.endswith("; text stands in quotes")

    @pytest.mark.parametrize(
        "section",
        [
            "returns",
            "refunds",
            "cancellations",
            "exchanges",
            "guarantees",
            "changes",
            "subscriptions",
            "appointments",
        ],
    )
    def test_nothing_at_all_has_no_section(self, section: str) -> None:
        with pytest.raises(MissingSection, match="it has none") as caught:
            getattr(TermsBundle(), section)
        assert (caught.value.section, caught.value.sections) == (section, ())


class TestForms:
    """What people write: one alone without brackets, dates of TOML, money in both forms."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param('since = "delivered"', 'since = ["delivered"]', id="a list of one"),
            pytest.param('"15 %"', '"15.0%"', id="a share without a space"),
            pytest.param('"14 days"', '"014 days"', id="a number with a zero before it"),
            pytest.param(
                '"4.95 EUR"', '{ amount = "4.95", currency = "EUR" }', id="money as a table"
            ),
            pytest.param("[returns]", "version = 1\n[returns]", id="a version"),
            pytest.param('"delivered", {', '{ event = "delivered" }, {', id="an event as a table"),
            pytest.param(
                'length = "30 days"', 'applies_to = "everything", length = "30 days"', id="all"
            ),
        ],
    )
    def test_the_same_said_otherwise(self, old: str, new: str) -> None:
        assert toml.read_terms(changed((old, new))) == toml.read_terms(STORY)

    @pytest.mark.parametrize(
        ("told", "since"),
        [
            ('{ last = "delivered" }', Since(Last(Delivered))),
            ('{ event = { first = "paid" }, plus = "2 days" }', Since(First(Paid), plus=Days(2))),
            (
                '{ first = "paid", by = { instrument = "Act" } }',
                Since(First(Paid, by=Citation("Act"))),
            ),
        ],
        ids=["in one word", "and then", "with a source"],
    )
    def test_one_event_of_several(self, told: str, since: Since) -> None:
        window = toml.read_terms(changed(('"delivered", {', f"{told}, {{"))).returns.window
        assert window.since[0] == since

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ('{ lest = "delivered" }', "$.returns.window.since[0].event is missing"),
            ('{ last = "deliverd" }', "$.returns.window.since[0].last is 'deliverd': no such"),
            ('{ last = "delivered", x = 1 }', "$.returns.window.since[0].x is not known; say last"),
            ('{ last = "paid", first = "paid" }', "$.returns.window.since[0] names no event, or"),
            ("5", "$.returns.window.since[0] is 5: no such event"),
        ],
        ids=["no selector", "no event", "one key more", "two selectors", "a number"],
    )
    def test_one_event_of_none(self, told: str, says: str) -> None:
        assert problems(changed(('"delivered", {', f"{told}, {{")))[0].startswith(says)

    def test_the_zone_of_each_customer(self) -> None:
        found = toml.read_terms(changed(('"Europe/Berlin"', '"customer"')))
        assert found.returns.zone is Place.CUSTOMER

    def test_a_day_of_toml(self) -> None:
        source = 'by = { instrument = "Act", checked_on = 2026-02-11 }, length = "30 days"'
        window = toml.read_terms(changed(('length = "30 days"', source))).returns.window
        assert window.by == Citation("Act", checked_on="2026-02-11")

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            pytest.param(
                '"30 days"', '"30"', "$.returns.window.length is '30': a length", id="bare"
            ),
            pytest.param(
                '"30 days"', '"30 dogs"', "$.returns.window.length is '30 dogs'", id="dogs"
            ),
            pytest.param(
                '"30 days"',
                '"99999999 days"',
                "$.returns.window.length is '99999999 days': 0 to 36600 are",
                id="for ever",
            ),
            pytest.param(
                '"15 %"', '"1001 %"', "$.refunds.fees[1].amount is '1001 %': 0 to 1000", id="more"
            ),
            pytest.param(
                '"15 %"',
                '"x %"',
                "$.refunds.fees[1].amount is 'x %': a share is text",
                id="no share",
            ),
            pytest.param(
                '"15 %"', '"101 %"', "$.refunds.fees[1].amount is Percent('101')", id="all of it"
            ),
            pytest.param(
                '"15 %"', "15", "$.refunds.fees[1].amount is 15: text such as", id="a number"
            ),
            pytest.param(
                '"15 %"', "0.15", "$.refunds.fees[1].amount is 0.15: text such", id="a float"
            ),
            pytest.param(
                '"4.95 EUR"',
                '"4.95 XXL"',
                "$.refunds.fees[0].amount is '4.95 XXL': not an",
                id="code",
            ),
            pytest.param(
                '"4.95 EUR"', "{}", "$.refunds.fees[0].amount.amount is missing", id="no money"
            ),
            pytest.param(
                '{ category = "electronics" }',
                '"shoes"',
                "$.returns.special_windows[0].applies_to is 'shoes': which lines is told by",
                id="a word",
            ),
            pytest.param(
                '{ trait = "final_sale" }',
                "5",
                "$.returns.exclusions[0].applies_to is 5: which",
                id="a number for lines",
            ),
            pytest.param(
                'since = "delivered"',
                "since = []",
                "$.returns.special_windows[0].since is (): a window starts",
                id="no start",
            ),
            pytest.param(
                'since = "delivered"',
                'since = "happened"',
                "$.returns.special_windows[0].since",
                id="a start that is none",
            ),
            pytest.param('"Europe/Berlin"', '"Europe/Atlantis"', "$.returns.zone is", id="no zone"),
            pytest.param(
                '"gift_card_first"',
                '"chosen"',
                "$.refunds.chosen is (): TenderOrder.CHOSEN",
                id="fields that contradict each other",
            ),
            pytest.param(
                'length = "30 days"',
                'by = { instrument = "Act", checked_on = 2026-02-11T09:00:00Z }, '
                'length = "30 days"',
                "$.returns.window.by.checked_on is 2026-02-11T09:00:00+00:00: a day",
                id="no day",
            ),
            pytest.param(
                'version = "2026-03"',
                "version = 2026-03-02",
                "$.returns.version is 2026-03-02: text is needed",
                id="a day for text",
            ),
        ],
    )
    def test_what_is_wrong_is_told_where_it_stands(self, old: str, new: str, says: str) -> None:
        assert problems(changed((old, new)))[0].startswith(says)
