"""Languages: which there are, and how their sentences are read.

Rules of this file: English is the source and needs no catalogue; other languages come with the
package as compiled catalogues, and are read when the first word of them is said.
"""

import re
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.explain.figures import figures
from postsales.explain.own import Catalogue
from postsales.explain.registers import Register
from postsales.explain.speech import Speech

__all__ = ["LANGUAGES", "speech", "translations"]

LANGUAGES = ("de", "en")
"""The languages that the library speaks."""

_ENGLISH = "en"
# English of no country: the day comes first and the clock has 24 hours, so no figure is ambiguous.
_OF_NO_COUNTRY = "en_GB"
_LOCALE = re.compile(
    r"([a-z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Z]{2}|[0-9]{3}))?", re.ASCII | re.IGNORECASE
)


def speech(locale: str, zone: str, register: Register | str, words: Catalogue | None) -> Speech:
    """How is everything said to this reader: language and country, zone, register, own words?

    Raises:
        InvalidValue: a language that nobody gave words for, a locale or zone that is unknown.
        WrongType: no text, no catalogue.
    """
    if words is not None:
        instance("words", words, Catalogue, "words of one's own are a Catalogue")
    found, language = _identified(locale, words)
    said = Register.read("register", register)
    spoken = words.over(translations(language)) if words is not None else translations(language)
    bare = Speech(figures(found, zone), said, spoken)
    return Speech(figures(found, zone, bare.template("explain.time.moment")), said, spoken)


def _identified(value: str, words: Catalogue | None) -> tuple[str, str]:
    """A locale as babel writes it, and its language."""
    spoken = {*LANGUAGES, *([words.language] if words is not None else ())}
    allowed = f"there are words in {', '.join(sorted(spoken))}"
    instance("locale", value, str, allowed)
    found = _LOCALE.fullmatch(value)
    language = found.group(1).lower() if found is not None else ""
    if found is None or language not in spoken:
        raise InvalidValue("locale", value, allowed, _ADVICE)
    if words is not None and words.language != language:
        says = f"the words of one's own are in {words.language!r}"
        raise InvalidValue("locale", value, says, "pass words in the language of the locale")
    if found.group(2) and language in LANGUAGES:
        raise InvalidValue("locale", value, allowed, f"no other script; {_ADVICE}")
    script, country = (found.group(2) or "").title(), (found.group(3) or "").upper()
    identifier = "_".join(x for x in (language, script, country) if x)
    if identifier == _ENGLISH:
        return _OF_NO_COUNTRY, language
    from babel import localedata

    # Locale.parse() would guess a likely country where this one is unknown.
    if not localedata.exists(identifier):
        raise InvalidValue("locale", value, allowed, f"no such country or script; {_ADVICE}")
    return identifier, language


_ADVICE = "say 'en', 'en_GB', 'de', 'de_AT' or another one, or pass a Catalogue of your own"


@lru_cache(maxsize=16)
def translations(language: str) -> NullTranslations:
    """The sentences of a language, as they come with the library; English ones where it has none.

    Example:
        >>> translations("en").pgettext("explain.heading.next", "What happens next")
        'What happens next'
    """
    if language == _ENGLISH or language not in LANGUAGES:
        return NullTranslations()
    here = files("postsales.explain") / "locale" / language / "LC_MESSAGES" / "postsales.mo"
    return GNUTranslations(BytesIO(here.read_bytes()))
