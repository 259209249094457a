"""What terms for subscriptions and appointments say, line by line."""

from collections.abc import Iterator

from postsales.appointments import AppointmentTerms, LateFee
from postsales.basics.durations import Hours
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.policies._parts import PERSON, counted, say, share, titled, zoned
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic
from postsales.subscriptions import SubscriptionTerms

__all__ = ["of_appointments", "of_subscriptions"]


# --------------------------------------------------------------------------------- subscriptions


def of_subscriptions(terms: SubscriptionTerms) -> Iterator[PolicyLine]:
    """All that terms for subscriptions say."""
    where, topic = "subscriptions", PolicyTopic.SUBSCRIPTIONS

    def line(place: str, *says: PolicySentence) -> PolicyLine:
        return PolicyLine(f"{where}.{place}", topic=topic, about="subscription", says=says)

    yield line("notice", *_notice(terms))
    yield line("to", say(f"ends_{terms.to.value}"))
    least = say("no_least_length")
    if terms.minimum is not None:
        least = say("least_length", length=terms.minimum)
    yield line("minimum", least)
    yield line("unused", say(f"unused_{terms.unused.value}"))
    yield titled(where, terms.id, terms.version)
    yield from zoned(where, terms.zone)


def _notice(terms: SubscriptionTerms) -> Iterator[PolicySentence]:
    if terms.notice.count:
        yield say("notice", length=terms.notice)
        yield say("notice_counts")
    else:
        yield say("notice_at_once")


# ---------------------------------------------------------------------------------- appointments


def of_appointments(terms: AppointmentTerms) -> Iterator[PolicyLine]:
    """All that terms for appointments say."""
    where, topic = "appointments", PolicyTopic.APPOINTMENTS

    def line(place: str, *says: PolicySentence) -> PolicyLine:
        return PolicyLine(f"{where}.{place}", topic=topic, about="appointment", says=says)

    for place, one in enumerate(terms.late):
        yield line(f"late[{place}]", *_late(one))
    yield line("late", *_besides(terms))
    yield line("no_show", _no_show(terms.no_show))
    refers = say("no_start_refer")
    yield PolicyLine(f"{where}.late", topic=PERSON, about="appointment", says=(refers,))
    yield titled(where, terms.id, terms.version)
    yield from zoned(where, terms.zone)


def _late(one: LateFee) -> Iterator[PolicySentence]:
    yield share("late", one.fee, "fee", before=one.before)
    yield counted(one.before) if isinstance(one.before, Hours) else say("late_in_days")


def _besides(terms: AppointmentTerms) -> Iterator[PolicySentence]:
    if len(terms.late) > 1:
        yield say("late_last_counts")
    yield say("late_free" if terms.late else "late_never")


def _no_show(fee: Money | Percent) -> PolicySentence:
    nothing = isinstance(fee, Percent) and not fee.value
    return say("no_show_free") if nothing else share("no_show", fee, "fee")
