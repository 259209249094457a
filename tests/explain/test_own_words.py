"""A host says some sentences otherwise, its own codes at all, or everything in another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Catalogue, InvalidValue, WrongType, explain, not_met, unknown
from postsales.explain.languages import translations
from postsales.explain.source import ENGLISH, facts_of, forms
from tests.explain import words
from tests.explain.given import TALES
from tests.explain.test_sentences import asked, finding

STORY = TALES["story_3"]


def told(own: Catalogue | None, locale: str = "en", register: str = "agent", name: str = "") -> str:
    """A story, in words of one's own."""
    tale = TALES[name] if name else STORY
    return explain.text(
        tale.decision,
        quote=tale.quote,
        locale=locale,
        zone=tale.zone,
        register=register,
        words=own,
    )


class TestFactsThatAreNotThere:
    """A sentence without its facts is not said, and a test of the host's can find it."""

    DECISION = asked("tee", finding(not_met("no_stamp", seen_by="Kim", days=None)))

    @pytest.mark.parametrize("key", ["own.reason.no_stamp", "own.reason.no_stamp@customer"])
    @pytest.mark.parametrize("fact", ["who", "days"])
    def test_it_is_found(self, key: str, fact: str) -> None:
        own = Catalogue("en", {key: f"not seen by {{{fact}}}"})
        says = f"{key}: its finding does not tell {fact}; it tells: seen_by"
        assert own.lacking(self.DECISION) == (says,)

    @pytest.mark.parametrize("register", ["agent", "customer"])
    def test_the_code_and_its_facts_are_said_instead(self, register: str) -> None:
        own = Catalogue("en", {"own.reason.no_stamp": "not seen by {who}"})
        said = explain.text(self.DECISION, locale="en", zone="UTC", register=register, words=own)
        assert "no stamp (seen by: Kim, days: not known)" in said

    @pytest.mark.parametrize("said", ["not seen by {seen_by}", "not seen"])
    def test_where_all_are_there_nothing_is_found(self, said: str) -> None:
        own = Catalogue("en", {"own.reason.no_stamp": said, "own.reason.other": "{nope}"})
        assert own.lacking(self.DECISION) == ()

    def test_it_is_asked_of_a_decision(self) -> None:
        with pytest.raises(WrongType, match="say of which Decision"):
            Catalogue("en", {}).lacking(None)  # type: ignore[arg-type]


class TestOneSentence:
    """A sentence of one's own stands in place of ours, and all others stay as they are."""

    OWN = Catalogue("en", {"returns.reason.final_sale": "bought in the sale, for good"})

    def test_it_is_said_instead(self) -> None:
        plain = told(None).replace("sold as final sale", "bought in the sale, for good")
        assert told(self.OWN) == plain

    @pytest.mark.parametrize("locale", ["en", "en_US", "en_IE"])
    def test_it_is_said_wherever_the_language_is_spoken(self, locale: str) -> None:
        assert "bought in the sale, for good" in told(self.OWN, locale)

    def test_in_another_language_of_ours(self) -> None:
        own = Catalogue("de", {"returns.reason.final_sale": "im Schlussverkauf erworben"})
        said = told(own, "de_AT")
        assert "1 × mug: im Schlussverkauf erworben" in said
        assert "Was die Antwort ändern würde" in said

    def test_what_is_said_to_the_customer_has_its_own_key(self) -> None:
        own = Catalogue("en", {"explain.hint.leave_out@customer": "Keep {subject}: {removes}."})
        assert "- Keep 1 of mug: final sale." in told(own, register="customer")
        assert told(own) == told(None)

    def test_a_fact_can_be_left_out(self) -> None:
        own = Catalogue("en", {"explain.frame.asked_on": "Asked on {moment}."})
        assert told(own).splitlines()[-3] == "Asked on Friday, 20 March 2026 at 09:00."

    def test_one_form_serves_all_counts(self) -> None:
        own = Catalogue("en", {"returns.answer.line": "{n} out of {asked}"})
        assert "- mug: 0 out of 1\n" in told(own)
        assert "- tee: 2 out of 2, until" in told(own)

    def test_or_there_are_as_many_as_the_language_has(self) -> None:
        own = Catalogue("en", {"returns.answer.line": ["{n} goes back", "{n} go back"]})
        assert "- lamp: 1 goes back, until" in told(own)
        assert "- tee: 2 go back, until" in told(own)

    def test_braces_of_text_are_doubled(self) -> None:
        own = Catalogue("en", {"explain.heading.next": "{{Next}}"})
        assert "\n{Next}\n" in told(own)

    def test_it_is_no_markup(self) -> None:
        own = Catalogue("en", {"explain.heading.next": "<b>Next</b>"})
        html = explain.html(STORY.decision, locale="en", zone="UTC", words=own)
        assert "<h3>&lt;b&gt;Next&lt;/b&gt;</h3>" in html


class TestOwnCodes:
    """What a rule of one's own finds is said as its author says it."""

    OWN = Catalogue(
        "en",
        {
            "own.reason.stamp_missing": "the stamp was not on it ({days} days)",
            "own.reason.stamp_missing@customer": "we saw no stamp on it",
            "own.label.stamp_missing": "no stamp",
            "own.hint.bring_it_in": "Bring {subject} to the shop.",
            "own.tell.weighed_at": "Weigh {subject}.",
            "own.change.season_over": "the season of {subject} ends",
        },
    )

    def said(self, *codes: object, register: str = "agent") -> str:
        decision = asked("tee", *(finding(x) for x in codes))  # type: ignore[arg-type]
        return explain.text(decision, locale="en", zone="UTC", register=register, words=self.OWN)

    def test_a_reason(self) -> None:
        said = self.said(not_met("stamp_missing", days=3))
        assert "1 of tee: the stamp was not on it (3 days)" in said

    def test_a_reason_to_the_customer(self) -> None:
        said = self.said(not_met("stamp_missing"), register="customer")
        assert "1 of tee: we saw no stamp on it" in said

    def test_a_reason_without_its_facts_is_said_in_words(self) -> None:
        assert "1 of tee: no stamp\n" in self.said(not_met("stamp_missing"))

    def test_what_can_be_done(self) -> None:
        said = self.said(not_met("stamp_missing", instead="bring_it_in"))
        assert "- Bring 1 of tee to the shop." in said

    def test_who_can_tell(self) -> None:
        assert "- Weigh 1 of tee." in self.said(unknown("weight_unknown", tell="weighed_at"))

    def test_what_happens(self) -> None:
        tale = TALES["custom_rule"]
        said = explain.text(tale.decision, locale="en", zone=tale.zone, words=self.OWN)
        assert ", the season of 1 of tee and 1 of lamp ends." in said


def upside_down(key: str) -> tuple[str, ...]:
    """A sentence in a language that nobody speaks: its key and its facts."""
    facts = " ".join(f"{{{x}}}" for x in sorted(facts_of(ENGLISH[key])))
    return tuple(f"[{key} {facts}]" for _ in forms(ENGLISH[key]))


class TestAnotherLanguage:
    """A language that the library does not speak comes from outside, as a mapping or as PO."""

    DUTCH = Catalogue("nl", {key: upside_down(key) for key in ENGLISH})

    def test_all_of_it_is_said_in_it(self) -> None:
        assert self.DUTCH.missing == ()
        for name in TALES:
            for line in told(self.DUTCH, "nl_BE", name=name).splitlines():
                assert not line or "[" in line or set(line) <= {"-", "="}

    def test_figures_are_those_of_the_country(self) -> None:
        assert "€ 117,38" in told(self.DUTCH, "nl")

    def test_without_words_it_is_not_spoken(self) -> None:
        with pytest.raises(InvalidValue, match="there are words in de, en"):
            told(None, "nl")

    def test_words_of_another_language_do_not_help(self) -> None:
        with pytest.raises(InvalidValue, match="own are in 'nl'"):
            told(self.DUTCH, "de")

    def test_what_is_missing_is_named_and_said_in_english(self) -> None:
        some = Catalogue("nl", {"explain.heading.next": "Wat er nu gebeurt"})
        assert "explain.heading.next" not in some.missing
        assert len(some.missing) == len(ENGLISH) - 1
        assert "Wat er nu gebeurt" in told(some, "nl")
        assert "Line by line" in told(some, "nl")

    def test_a_po_file(self) -> None:
        text = (
            words.po_file("de").read_text(encoding="utf-8").replace("Language: de", "Language: nl")
        )
        own = Catalogue.of_po(text)
        assert own.language == "nl"
        assert own.missing == ()
        assert "Was die Antwort ändern würde" in told(own, "nl")

    def test_entries_that_are_fuzzy_or_empty_are_left_out(self) -> None:
        own = Catalogue.of_po(
            'msgid ""\nmsgstr "Language: nl\\n"\n\n'
            '#, fuzzy\nmsgctxt "explain.heading.next"\nmsgid "What happens next"\nmsgstr "?"\n\n'
            'msgctxt "explain.heading.lines"\nmsgid "Line by line"\nmsgstr ""\n'
        )
        assert len(own.sentences) == 0

    def test_three_forms(self) -> None:
        one, few, many = "{n} linia", "{n} linie", "{n} linii"
        own = Catalogue("pl", {"explain.frame.more_lines": [one, few, many]})
        spoken = own.over(translations("pl"))
        english = "{n} more line", "{n} more lines"
        said = [spoken.npgettext("explain.frame.more_lines", *english, n) for n in (1, 2, 5, 22)]
        assert said == [one, few, many, few]


class TestMistakes:
    """What does not fit is an error that says what would."""

    @pytest.mark.parametrize(
        ("sentences", "says"),
        [
            ({"returns.reason.nonsense": "x"}, "the library has no such sentence"),
            ({"returns.reason.final_sale": "{price}"}, "no such facts: price; those .* are: none"),
            ({"explain.frame.next": "{change} {at}"}, "those of the sentence are: change, moment"),
            ({"explain.frame.next": "{change"}, "braces stand around"),
            ({"explain.frame.next": "{}"}, "braces stand around"),
            ({"explain.frame.next": "{change!r}"}, "braces stand around"),
            ({"explain.frame.next": "{change:>9}"}, "braces stand around"),
            ({"explain.frame.next": "{change.x}"}, "braces stand around"),
            ({"explain.frame.next": ["{change}", "{change}"]}, "2 forms, and 1 are needed"),
            ({"explain.length.days": ["{n}", "{n}", "{n}"]}, "3 forms, and 2 are needed"),
            ({"own.reason.x": ["a", "b"]}, "2 forms, and 1 is needed"),
            ({"own.nonsense.x": "a"}, "a code of your own stands under reason"),
            ({"own.reason": "a"}, "a code of your own stands under reason"),
        ],
    )
    def test_a_sentence_that_does_not_fit(self, sentences: dict[str, str], says: str) -> None:
        with pytest.raises(InvalidValue, match=says):
            Catalogue("en", sentences)

    def test_all_of_them_are_told(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Catalogue("en", {"a.b.c": "x", "d.e.f": "y"})
        assert "a.b.c" in str(refused.value)
        assert "d.e.f" in str(refused.value)

    @pytest.mark.parametrize("language", ["", "EN", "en_GB", "english", "zz", "../de", "\0"])
    def test_a_language_is_one_that_has_figures(self, language: str) -> None:
        with pytest.raises(InvalidValue, match="language"):
            Catalogue(language, {})

    @pytest.mark.parametrize("sentences", [None, "x", 3, ["a"], {"explain.heading.next": 3}])
    def test_sentences_are_a_mapping(self, sentences: object) -> None:
        with pytest.raises(WrongType):
            Catalogue("en", sentences)  # type: ignore[arg-type]

    @pytest.mark.parametrize("said", ["", " ", "x" * 1001])
    def test_a_sentence_says_something(self, said: str) -> None:
        with pytest.raises(InvalidValue):
            Catalogue("en", {"explain.heading.next": said})

    @pytest.mark.parametrize("po", ["msgid", 'msgstr "x"\nmsgid', "nonsense", ""])
    def test_text_that_is_no_po_file(self, po: str) -> None:
        with pytest.raises(InvalidValue):
            Catalogue.of_po(po)

    def test_an_entry_without_a_key(self) -> None:
        with pytest.raises(InvalidValue, match="without msgctxt: Note"):
            Catalogue.of_po('msgid ""\nmsgstr "Language: nl\\n"\n\nmsgid "Note"\nmsgstr "Nota"\n')

    def test_words_are_a_catalogue(self) -> None:
        with pytest.raises(WrongType, match="are a Catalogue"):
            told({"explain.heading.next": "x"})  # type: ignore[arg-type]

    @given(key=st.sampled_from(sorted(ENGLISH)), said=st.text(max_size=30))
    def test_whatever_is_written_is_said_or_refused(self, key: str, said: str) -> None:
        try:
            own = Catalogue("en", {key: said})
        except InvalidValue:
            return
        told(own, register="customer" if "@" in key else "agent")
