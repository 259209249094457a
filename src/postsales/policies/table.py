"""The table of terms as a value: what it says, of which option, before it is put into words.

Rules of this file: a sentence is a code and its facts, so that another language is another mapping
of templates; nothing here knows a language.
"""

from collections.abc import Mapping

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap

__all__ = ["PolicyLine", "PolicySentence", "PolicyTable", "PolicyTopic"]


class PolicyTopic(Word):
    """Under which heading does a line of a policy stand?"""

    RETURNS = "returns"
    """What can be returned, and how long."""
    REFUNDS = "refunds"
    """What is paid back, what is kept of it, and who pays for the way."""
    EXCHANGES = "exchanges"
    """What can be had in place of the goods."""
    CANCELLATIONS = "cancellations"
    """What can be called off."""
    CHANGES = "changes"
    """What can be changed before it leaves."""
    GUARANTEES = "guarantees"
    """What is promised about the goods."""
    SUBSCRIPTIONS = "subscriptions"
    """How a subscription is ended."""
    APPOINTMENTS = "appointments"
    """How an appointment is called off."""
    ASKED_OF_YOU = "asked_of_you"
    """All that the customer has to do, to show or to pay, in one list."""
    A_PERSON_DECIDES = "a_person_decides"
    """Where the terms alone give no answer."""
    THESE_TERMS = "these_terms"
    """Which terms they are, and how they count."""


def _facts(value: Mapping[str, object]) -> FrozenMap[str, object]:
    return FrozenMap(value)


_NO_FACTS: FrozenMap[str, object] = FrozenMap({})


@frozen(weakref_slot=False)
class PolicySentence:
    """One sentence: its code in the messages, and what is put into it."""

    code: str
    facts: FrozenMap[str, object] = field(default=_NO_FACTS, converter=_facts)


@frozen(weakref_slot=False)
class PolicyLine:
    """What the terms say in one place: about what, under which topic, in which sentences.

    ``where`` is the place in the terms, written as in a document of terms. ``about`` is what the
    line is for: a ``Scope``, ``EVERYTHING``, words of the merchant, or a code of the messages.
    """

    where: str
    topic: PolicyTopic = field(kw_only=True)
    about: object = field(default=None, kw_only=True)
    says: tuple[PolicySentence, ...] = field(kw_only=True)


@frozen(weakref_slot=False)
class PolicyTable:
    """All that terms say to a customer, line by line."""

    lines: tuple[PolicyLine, ...]

    def of(self, topic: PolicyTopic) -> tuple[PolicyLine, ...]:
        """The lines that stand under a topic."""
        return tuple(line for line in self.lines if line.topic is topic)
