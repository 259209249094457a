"""What happens to an invitation: it is sent, perhaps once more, and answered or waved away.

Rules of this file: the host records these for a customer. That nothing came back is no event; it
shows by the time that has passed.
"""

from attrs import field, frozen

from postsales.basics._checks import named, optional_text
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event

__all__ = [
    "FutureContact",
    "SurveyAnswered",
    "SurveyAsked",
    "SurveyDismissed",
    "SurveyReminded",
]


class FutureContact(InvalidValue):
    """The history tells of an invitation or a reminder after the instant that is asked about.

    A clock is wrong, or the two were mixed up: any gap that was counted would be none.
    """


@frozen(weakref_slot=False)
class OfSurvey(Event):
    """Something that happened to a customer with one survey, by the host's own name for it."""

    survey: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        named("survey", self.survey)


@frozen(weakref_slot=False)
class SurveyAsked(OfSurvey):
    """The customer was asked. It counts whether they answer or not.

    ``account`` is whom they buy for, where several people buy for one.

    Example:
        >>> SurveyAsked("delivery-csat", at="2026-02-03T09:00+01:00").survey
        'delivery-csat'
    """

    account: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        OfSurvey.__attrs_post_init__(self)
        optional_text("account", self.account)


@frozen(weakref_slot=False)
class SurveyReminded(OfSurvey):
    """The customer was reminded. That is no new invitation, and no gap counts from it."""


@frozen(weakref_slot=False)
class SurveyAnswered(OfSurvey):
    """The customer answered."""


@frozen(weakref_slot=False)
class SurveyDismissed(OfSurvey):
    """The customer saw it and waved it away."""
