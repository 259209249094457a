"""The words of the page itself; those of the answers come from the library."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Return something",
        "before": "If you send everything back for this reason:",
        "ask": "What would you like to send back?",
        "reason": "Why?",
        "see": "See what you get back",
        "confirm": "Send these back",
        "other": "Ask for something else",
        "changed": "Meanwhile this has changed. Please look again:",
        "announced": "Returns you announced",
        "terms": "What we promise",
        "wrong": "That is not possible",
        "login": "Please sign in.",
        "missing": "There is nothing here.",
        "stale": "This page was open for too long. Please load it again.",
        "taken": "This form was sent before, for something else. Please load the page again.",
        "reason.too_small": "It is too small",
        "reason.changed_mind": "I do not like it",
        "reason.faulty": "It is faulty",
        "reason.wrong_item": "I was sent something else",
    },
    "de": {
        "title": "Etwas zurückgeben",
        "before": "Wenn Sie alles aus diesem Grund zurückschicken:",
        "ask": "Was möchten Sie zurückschicken?",
        "reason": "Warum?",
        "see": "Ansehen, was Sie zurückbekommen",
        "confirm": "Dies zurückschicken",
        "other": "Nach etwas anderem fragen",
        "changed": "Inzwischen hat sich etwas geändert. Bitte sehen Sie noch einmal hin:",
        "announced": "Ihre angemeldeten Rücksendungen",
        "terms": "Was wir versprechen",
        "wrong": "Das geht nicht",
        "login": "Bitte melden Sie sich an.",
        "missing": "Hier ist nichts.",
        "stale": "Diese Seite war zu lange offen. Bitte laden Sie sie neu.",
        "taken": "Dieses Formular wurde schon für etwas anderes abgeschickt. Bitte laden Sie neu.",
        "reason.too_small": "Es ist zu klein",
        "reason.changed_mind": "Es gefällt mir nicht",
        "reason.faulty": "Es ist mangelhaft",
        "reason.wrong_item": "Ich habe etwas anderes bekommen",
    },
}


def words_for(locale: str) -> Mapping[str, str]:
    """The words of a locale's language, or else the English ones."""
    return WORDS.get(language_of(locale), WORDS["en"])


def language_of(locale: str) -> str:
    """The language of ``de_DE``, ``de-DE`` and ``de``."""
    return locale.replace("-", "_").partition("_")[0].lower()
