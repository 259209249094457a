"""Which law is covered: every jurisdiction by its code, since when, and when it was checked."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from postsales.basics._checks import count, day, instance, several, text
from postsales.basics.citations import Citation
from postsales.basics.dated import NoLawInForce
from postsales.basics.last_days import parts
from postsales.law.at import AT
from postsales.law.au import AU
from postsales.law.br import BR
from postsales.law.de import DE
from postsales.law.dk import DK
from postsales.law.es import ES
from postsales.law.eu import EU
from postsales.law.eu.members import MEMBERS
from postsales.law.fr import FR
from postsales.law.gb import GB
from postsales.law.ie import IE
from postsales.law.it import IT
from postsales.law.jp import JP
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.pl import PL
from postsales.law.se import SE
from postsales.law.us import US
from postsales.law.us_ca import US_CA
from postsales.law.us_ny import US_NY

__all__ = ["COVERED", "Coverage", "coverage", "pack", "unchecked"]

COVERED: tuple[Jurisdiction, ...] = (
    *(EU, AT, AU, BR, DE, DK, ES, FR, GB, IE, IT, JP, PL, SE),
    *(US, US_CA, US_NY),
)
"""All jurisdictions that are covered, the Union first, then by code."""


def pack(code: str, *, on: date | str) -> Jurisdiction:
    """The law of a place, by its code, for contracts made on a day.

    Codes are those of ISO 3166, ``EU`` for the Union, and ``US-CA`` for a state. Of a place within
    a covered state, such as a German state, take the state and hand in the holidays of the place.

    Raises:
        NoLawInForce: the place is not covered, or not on that day; the message says what is.

    Example:
        >>> pack("DE", on="2026-03-02").name
        'Germany'
    """
    asked, made_on = text("code", code), day("on", on)
    found = next((x for x in COVERED if x.code == asked), None)
    if found is None:
        raise NoLawInForce(f"consumer law for {asked[:20]!r}", made_on, what_there_is(asked))
    found.in_force(on=made_on)
    return found


_CALLED = {"UK": "GB"}


def what_there_is(asked: str) -> str:
    """What was most likely meant by a code that is not covered, and all codes that are.

    Example:
        >>> what_there_is("uk")[:23]
        "say 'GB'; covered are E"
    """
    known = [x.code for x in COVERED]
    written, _, place = asked.upper().replace("_", "-").partition("-")
    state = _CALLED.get(written, written)
    meant = f"{state}-{place}" if place else state
    if meant in known:
        advice = f"say {meant!r}; "
    elif place and state in known:
        advice = (
            f"it has no law of its own here: say {state!r}, and observe the holidays of the place; "
        )
    elif state in MEMBERS:
        advice = "its own law is not here: say 'EU' for the directive without what it adds; "
    elif len(state) == _LETTERS_OF_ANOTHER_CODE:
        advice = "codes have two letters, such as 'DE'; "
    else:
        advice = ""
    return f"{advice}covered are {', '.join(known)}"


_LETTERS_OF_ANOTHER_CODE = 3


@frozen(weakref_slot=False)
class Coverage:
    """What is covered of the law of one place.

    ``since`` is the day from which contracts are covered, for the right that is covered longest.
    ``unverified`` are the citations of texts that nobody has read.
    """

    code: str
    name: str
    rights: tuple[str, ...]
    duties: tuple[str, ...]
    since: date
    checked_on: date
    unverified: tuple[Citation, ...]
    left_out: tuple[str, ...]


_A_LAW = "a law is a value such as law.DE; law.pack finds one by its code"


def coverage(place: Jurisdiction) -> Coverage:
    """What is covered of the law of a place, since when, and what is not?

    Raises:
        WrongType: no jurisdiction.

    Example:
        >>> coverage(DE).since.isoformat(), coverage(DE).rights
        ('2022-05-28', ('withdrawal',))
    """
    instance("place", place, Jurisdiction, _A_LAW)
    cited = dict.fromkeys(x for x in citations(place) if not x.is_verified)
    return Coverage(
        place.code,
        place.name,
        rights=tuple(place.rights),
        duties=tuple(x.name for x in place.duties),
        since=min(right.rows[0].from_on for right in place.rights.values()),
        checked_on=place.checked_on,
        unverified=tuple(cited),
        left_out=place.left_out,
    )


def citations(place: Jurisdiction) -> Iterator[Citation]:
    """Every citation in the law of a place, as often as it stands there."""
    late = (place.penalties, place.additional_period, place.delay_notices)
    money = (place.refunds, place.services, place.handling, place.faults, place.fixed_sums)
    return parts((place.rights, place.duties, *late, *money), Citation)


def unchecked(
    *, on: date | str, days: int = 365, places: Iterable[Jurisdiction] | None = None
) -> tuple[Jurisdiction, ...]:
    """Which jurisdictions has nobody compared with their texts for so many days?

    All that are covered are looked at, or only the ``places`` that are given.

    Counting: one that was checked exactly so many days before is still fresh.

    Raises:
        InvalidValue: less than one day.
        WrongType: no day, or places that are no jurisdictions.

    Example:
        >>> unchecked(on="2026-12-01"), len(unchecked(on="2028-01-01")) == len(COVERED)
        ((), True)
    """
    today, most = day("on", on), count("days", days, least=1)
    asked = COVERED if places is None else several("places", places, Jurisdiction, _A_LAW)
    return tuple(x for x in asked if (today - x.checked_on).days > most)
