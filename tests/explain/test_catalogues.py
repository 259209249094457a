"""What translators wrote is complete, in step with the source, compiled and shipped."""

import gettext
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from postsales import explain
from postsales.explain.source import ENGLISH, facts_of, forms
from tests.architecture.source import ROOT
from tests.explain import words

AGAIN = "then: python3 dev.py words"
LANGUAGES = words.languages()


def sentences(language: str) -> dict[str, Message]:
    """The sentences of a language by their keys."""
    return words.translated(language)


def names(form: str) -> set[str]:
    """The facts that a form names."""
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


class TestSource:
    """Every English sentence has one key, and what is said otherwise to the customer a twin."""

    def test_what_is_said_to_the_customer_is_said_in_place_of_something(self) -> None:
        assert [x for x in ENGLISH if "@" in x and x.partition("@")[0] not in ENGLISH] == []

    def test_the_customer_is_told_no_fact_that_the_agent_is_not(self) -> None:
        for key, sentence in ENGLISH.items():
            assert facts_of(sentence) <= facts_of(ENGLISH[key.partition("@")[0]]), key

    def test_both_are_counted_or_neither_is(self) -> None:
        for key, sentence in ENGLISH.items():
            assert len(forms(sentence)) == len(forms(ENGLISH[key.partition("@")[0]])), key

    def test_whatever_is_counted_is_counted_by_its_number(self) -> None:
        assert [
            x for x, said in ENGLISH.items() if len(forms(said)) > 1 and not facts_of(said)
        ] == []

    def test_the_template_is_in_step(self) -> None:
        written = read_po(BytesIO(words.TEMPLATE.read_bytes()))
        found = {message.context: message.id for message in written if message.id}
        assert found == dict(ENGLISH), AGAIN

    @pytest.mark.parametrize("register", ["hint", "tell", "ask"])
    def test_what_somebody_is_asked_to_do_is_asked_otherwise_of_the_customer(
        self, register: str
    ) -> None:
        asked = [key for key in ENGLISH if key.split(".")[1] == register and "@" not in key]
        assert [key for key in asked if f"{key}@customer" not in ENGLISH] == []

    def test_nothing_that_the_customer_reads_speaks_about_the_customer(self) -> None:
        for key, sentence in ENGLISH.items():
            if f"{key}@customer" not in ENGLISH:
                assert "customer" not in " ".join(forms(sentence)).replace("customer zone", ""), key


@pytest.mark.parametrize("language", LANGUAGES)
class TestLanguage:
    """A language says everything that English does, with the same facts."""

    def test_it_is_one_that_the_library_speaks(self, language: str) -> None:
        assert {*LANGUAGES, "en"} == {*explain.LANGUAGES}

    def test_nothing_is_missing_fuzzy_or_left_over(self, language: str) -> None:
        written = read_po(BytesIO(words.po_file(language).read_bytes()), locale=language)
        found = {message.context: message.id for message in written if message.id}
        assert found == dict(ENGLISH), AGAIN
        assert words.missing(written) == []
        assert not written.obsolete
        assert [message.context for message in written if message.fuzzy and message.id] == []

    def test_every_form_names_the_facts_of_the_source(self, language: str) -> None:
        for key, message in sentences(language).items():
            for form, english in zip(words.forms_of(message), forms(ENGLISH[key]), strict=True):
                assert names(form) == facts_of(english), key

    def test_ends_and_beginnings_are_those_of_the_source(self, language: str) -> None:
        for key, message in sentences(language).items():
            for form, english in zip(words.forms_of(message), forms(ENGLISH[key]), strict=True):
                assert form == " ".join(form.split()), key
                assert form.endswith((".", ":")) == english.endswith((".", ":")), key

    def test_what_is_compiled_is_what_is_written(self, language: str) -> None:
        compiled = gettext.GNUTranslations(BytesIO(words.mo_file(language).read_bytes()))
        for key, message in sentences(language).items():
            english, said = ENGLISH[key], words.forms_of(message)
            if isinstance(english, str):
                assert compiled.pgettext(key, english) == said[0], AGAIN
            else:
                assert compiled.npgettext(key, *english, 1) == said[0], AGAIN
                assert compiled.npgettext(key, *english, 2) == said[1], AGAIN

    def test_it_is_shipped(self, language: str) -> None:
        wheel = {x.distribution_path for x in WheelBuilder(str(ROOT)).recurse_included_files()}
        sdist = {x.distribution_path for x in SdistBuilder(str(ROOT)).recurse_included_files()}
        for path in (words.po_file(language), words.mo_file(language), words.TEMPLATE):
            assert str(path.relative_to(ROOT / "src")) in wheel
            assert any(x.endswith(str(path.relative_to(ROOT))) for x in sdist)
