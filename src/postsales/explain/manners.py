"""Manners: what no sentence may say to anybody, language by language.

Rules of this file: patterns of blame, doubt, threat and refusal, each as people write it, matched
in any case. A new language brings its list. They are kept by all sentences of the library; whoever
writes their own asks ``unkind``.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from postsales.basics._checks import optional_text
from postsales.basics._errors import InvalidValue

__all__ = ["FORBIDDEN", "unkind"]

_LONGEST = 10**6

FORBIDDEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "blame": (
            r"\byour (?:own )?(?:fault|mistakes?|errors?|negligence)\b",
            r"\byou (?:failed|forgot|neglected|ignored|misused|did not bother)\b",
            r"\byou (?:should|could|ought to) have\b",
            r"\bfault of\b",
            r"\bblam(?:e|ed|ing)\b",
            r"\bcareless|\bnegligen",
        ),
        "doubt": (
            r"\balleg|\bsupposedly\b|\bpurported|\bso-called\b",
            r"\byou (?:claim|assert|insist|maintain)\b",
            r"\bclaim(?:s|ed)? (?:that|to)\b",
            r"\bsuspicious|\bsuspect|\bfraud|\babus|\bdishonest",
            r"\bprove (?:that|to us|it)\b",
        ),
        "threat": (
            r"\bor else\b|\bfailing which\b",
            r"\blegal (?:action|steps)\b|\bconsequences\b|\bpenalt(?:y|ies)\b",
            r"\bmust\b|\bforced to\b",
            r"\bwarn(?:ing)?\b|\bblacklist|\bfinal notice\b",
        ),
        "refusal": (
            r"\brefus|\breject|\bden(?:y|ies|ied)\b|\bunacceptable\b",
            r"\bunfortunately\b|\bsorry\b|\bregret\b",
        ),
    },
    "de": {
        "blame": (
            r"\bIhr(?:e[mnrs]?)? (?:eigene[mnrs]? )?(?:Fehler|Schuld|Versäumnis|Versehen)",
            r"\bselbst schuld\b|\bverschuld|\bfahrlässig|\bnachlässig|\bleichtsinnig",
            r"\bSie haben (?:es )?(?:versäumt|vergessen|unterlassen|ignoriert|missachtet)",
            r"\bSie hätten\b|\bhätten Sie\b",
        ),
        "doubt": (
            r"\bangeblich|\bvermeintlich|\bsogenannt|\bbehaupt|\bunglaubwürdig",
            r"\bbetrug|\bbetrüg|\bmissbrauch|\bverdächtig|\bverdacht",
            r"\bbeweisen Sie\b|\bwollen Sie .{1,40} haben\b",
        ),
        "threat": (
            r"\bmüssen Sie\b|\bSie müssen\b|\bgezwungen\b",
            r"\bandernfalls\b|\banderenfalls\b|\bsonst\b",
            r"\brechtliche(?:n)? Schritte|\bKonsequenz|\bStrafe\b|\bAnwalt|\bAnzeige\b|\bdroh",
            r"\bMahnung|\bletztmalig|\bWarnung\b|\bunverzüglich\b",
        ),
        "refusal": (
            r"\bablehn|\babgelehnt|\bverweiger|\binakzeptabel",
            r"\bleider\b|\bbedauer",
        ),
    },
}
"""Per language what is forbidden, and by which patterns."""


def unkind(text: str, *, language: str) -> tuple[tuple[str, str], ...]:
    """What in a text blames, doubts, threatens or refuses: the kind, and the words.

    Raises:
        InvalidValue: a language without a list.

    Example:
        >>> unkind("You should have sent it sooner, as you claim.", language="en")
        (('blame', 'You should have'), ('doubt', 'you claim'))
    """
    optional_text("text", text, _LONGEST)
    optional_text("language", language)
    if language not in FORBIDDEN:
        raise InvalidValue("language", language, f"there are lists for {', '.join(FORBIDDEN)}")
    return tuple(
        (kind, found.group(0))
        for kind, pattern in _compiled(language)
        for found in pattern.finditer(text)
    )


@lru_cache(maxsize=16)
def _compiled(language: str) -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    return tuple(
        (kind, re.compile("|".join(patterns), re.IGNORECASE))
        for kind, patterns in FORBIDDEN[language].items()
    )
