"""What a customer prefers: how they are reached, at what time, and what matters most to them."""

from collections.abc import Iterable

from attrs import evolve, field, frozen

from postsales.basics._checks import several
from postsales.basics._words import Word
from postsales.schedules.channels import Channel, Contact, Purpose
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Action, Step, clock_minute

__all__ = ["NO_PREFERENCES", "Matter", "Preferences"]

_MINUTES = {Channel.CALL: 15, Channel.VISIT: 60}


class Matter(Word):
    """What can matter to a customer?"""

    PRICE = "price"
    """That it was worth its money."""
    QUALITY = "quality"
    """That it is good, and lasts."""
    SPEED = "speed"
    """That it goes quickly."""
    EASE = "ease"
    """That it is easy to use."""
    SUPPORT = "support"
    """That somebody is there when it does not work."""


def _channel(value: Channel | str | None) -> Channel | None:
    return None if value is None else Channel.read("channel", value)


def _matters(value: Iterable[Matter | str]) -> tuple[Matter, ...]:
    some = (value,) if isinstance(value, str | Matter) else value
    told = several("matters_most", some, object, "members of Matter, or their words")
    return tuple(dict.fromkeys(Matter.read("matters_most", x) for x in told))


@frozen(weakref_slot=False, kw_only=True)
class Preferences:
    """How a customer wants to hear from us. ``None`` leaves to each step what it says itself.

    ``channel`` is taken for every message but a notice that has to be given; what becomes a call
    takes 15 minutes, and a visit 60. ``at_time`` is taken for every step that has a clock time.
    ``matters_most`` comes in the order of its weight: in this order the customer is told why it was
    a good choice.

    Example:
        >>> Preferences(channel="sms", at_time="18:30", matters_most=["ease"]).channel
        Channel.SMS
    """

    channel: Channel | None = field(default=None, converter=_channel)
    at_time: str | None = None
    matters_most: tuple[Matter, ...] = field(default=(), converter=_matters)

    def __attrs_post_init__(self) -> None:
        if self.at_time is not None:
            clock_minute("at_time", self.at_time)

    def suited(self, plan: Plan) -> Plan:
        """The same plan, as the customer prefers it.

        Example:
            >>> from postsales import Delivered, Last, WorkCalendar
            >>> plan = Plan(id="thanks", version="1", calendar=WorkCalendar.always("UTC"),
            ...             steps=[Action("thanks", after=Last(Delivered))])
            >>> Preferences(channel="sms").suited(plan).steps[0].contact.channel
            Channel.SMS
        """
        return evolve(plan, steps=[self._step(x) for x in plan.steps])

    def _step(self, step: Step) -> Step:
        if not isinstance(step, Action):
            return step
        at_time = step.at_time if self.at_time is None else step.at_time and self.at_time
        return evolve(step, at_time=at_time, contact=self._contact(step.contact))

    def _contact(self, contact: Contact | None) -> Contact | None:
        if contact is None or self.channel is None or contact.purpose is Purpose.STATUTORY:
            return contact
        usual = _MINUTES.get(self.channel, 0)
        minutes = (contact.minutes or usual) if usual else 0
        return evolve(contact, channel=self.channel, minutes=minutes)


NO_PREFERENCES = Preferences()
"""Every step is as it says itself."""
