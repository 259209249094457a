"""Responses: what became of asking somebody, and where an answer came from.

Rules of this file: a response is about one question on one scale. Whether somebody answered, waved
the question away, never looked, or could not be reached are four different things.
"""

from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, named, optional_text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.feedback.scales import RatingScale

__all__ = ["Incentive", "Origin", "Response", "ResponseState", "Source", "SurveyKind"]


class ResponseState(Word):
    """What became of asking."""

    ANSWERED = "answered"
    """There is a score."""
    DISMISSED = "dismissed"
    """It was seen and waved away."""
    IGNORED = "ignored"
    """It reached them, and nothing came back in the time that was given."""
    BOUNCED = "bounced"
    """It never reached them."""


class SurveyKind(Word):
    """What an answer is about. The two are never pooled."""

    RELATIONAL = "relational"
    """The shop as a whole, asked at regular times: everybody counts once."""
    TRANSACTIONAL = "transactional"
    """One purchase, parcel, return or inquiry: every occasion counts."""


class Source(Word):
    """Where an answer came from."""

    AFTER_PURCHASE = "after_purchase"
    """A survey after a purchase."""
    AFTER_INQUIRY = "after_inquiry"
    """A survey after an inquiry was solved."""
    CONFIRMATION_PAGE = "confirmation_page"
    """A question on the page that confirms the order."""
    NEWSLETTER = "newsletter"
    """A question in a newsletter."""
    POLL = "poll"
    """A poll with one question."""
    ABANDONED_CART = "abandoned_cart"
    """A question after a cart was left."""
    CONTACT_FORM = "contact_form"
    """A message through a contact form."""
    FORUM = "forum"
    """A post in a forum."""
    SOCIAL_POST = "social_post"
    """A post on a social network."""
    REVIEW_SITE = "review_site"
    """A review on a site of reviews."""


class Incentive(Word):
    """What was promised for an answer. Compare with and without before they are pooled."""

    NONE = "none"
    """Nothing."""
    FOR_ANSWERING = "for_answering"
    """Something for any answer, good or bad."""
    FOR_PRAISE = "for_praise"
    """Something for a good answer: such answers are bought, and no score takes them."""


def _at(value: Moment) -> datetime:
    return instant(value, "at")


def _source(value: Source | str) -> Source:
    return Source.read("source", value)


def _kind(value: SurveyKind | str) -> SurveyKind:
    return SurveyKind.read("kind", value)


def _state(value: ResponseState | str) -> ResponseState:
    return ResponseState.read("state", value)


def _incentive(value: Incentive | str) -> Incentive:
    return Incentive.read("incentive", value)


@frozen(weakref_slot=False)
class Origin:
    """Where an answer came from, and what it and its author are called there.

    ``ref`` is the source's own id of the answer: what is fetched twice is one answer. An id that
    several answers of one form share is no ref before the question is added to it. ``author`` is
    the source's own name of who gave it: where the customer is not known, the author is one voice.

    Example:
        >>> Origin("review_site", ref="r-17", author="anna_b").source
        Source.REVIEW_SITE
    """

    source: Source = field(converter=_source)
    ref: str = field(default="", kw_only=True)
    author: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)
        optional_text("author", self.author)


@frozen(weakref_slot=False)
class Response:
    """What became of asking one customer one question.

    ``at`` is when the answer was given; without an answer, when it was asked. An answer has a score
    on its scale, the other states have none. ``customer`` is empty where nobody knows who it was.
    ``may_contact`` and ``may_quote`` are what the customer agreed to; silence is no consent.

    Raises:
        InvalidScore: a score that is not on the scale, or an answer without one.
        InvalidValue: a score, or a comment, that nobody gave.

    Example:
        >>> from postsales import LTR_0_10
        >>> told = Response("nps-2026", 9, LTR_0_10, at="2026-03-02T10:15+01:00", customer="C-7")
        >>> told.state, told.kind
        (ResponseState.ANSWERED, SurveyKind.TRANSACTIONAL)
    """

    survey: str
    score: int | None
    scale: RatingScale
    at: datetime = field(kw_only=True, converter=_at, repr=iso_repr)
    customer: str = field(default="", kw_only=True)
    kind: SurveyKind = field(default=SurveyKind.TRANSACTIONAL, converter=_kind, kw_only=True)
    state: ResponseState = field(default=ResponseState.ANSWERED, converter=_state, kw_only=True)
    origin: Origin = field(default=Origin(Source.AFTER_PURCHASE), kw_only=True)
    comment: str = field(default="", kw_only=True)
    incentive: Incentive = field(default=Incentive.NONE, converter=_incentive, kw_only=True)
    may_contact: bool = field(default=False, kw_only=True)
    may_quote: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("survey", self.survey)
        optional_text("customer", self.customer)
        optional_text("comment", self.comment, 100_000)
        instance("scale", self.scale, RatingScale, "a RatingScale is needed, such as LTR_0_10")
        instance("origin", self.origin, Origin, "an Origin is needed")
        for name in ("may_contact", "may_quote"):
            instance(name, getattr(self, name), bool, "True or False is needed")
        if self.state is ResponseState.ANSWERED:
            self.scale.score(self.score)
        elif self.score is not None:
            allowed = f"what was {self.state} has no score"
            raise InvalidValue("score", self.score, allowed, "say None, or state='answered'")
        elif self.has_comment:
            allowed = f"what was {self.state} has no comment"
            raise InvalidValue("comment", self.comment, allowed, "leave it out")

    @property
    def is_answered(self) -> bool:
        """Is there a score?"""
        return self.state is ResponseState.ANSWERED

    @property
    def has_comment(self) -> bool:
        """Is there a comment that says something? Spaces alone are none."""
        return bool(self.comment) and not self.comment.isspace()

    @property
    def voice(self) -> str | tuple[Source, str] | None:
        """Who speaks: the customer, or else the author at the source; ``None`` where nobody knows.

        Example:
            >>> from postsales import STARS_1_5
            >>> post = Origin("forum", ref="p-1", author="anna_b")
            >>> Response("stars", 4, STARS_1_5, at="2026-03-02T10:15Z", origin=post).voice
            (Source.FORUM, 'anna_b')
        """
        if self.customer:
            return self.customer
        return (self.origin.source, self.origin.author) if self.origin.author else None
