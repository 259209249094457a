"""Plans that stand in one document, with the rules by which customers are contacted."""

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.wire.terms import MissingSection

__all__ = ["PlanBundle"]

_PLANS, _RULES = "plan", "contact_rules"


def _plans(value: Plan | Iterable[Plan]) -> tuple[Plan, ...]:
    some: Any = (value,) if isinstance(value, Plan) else value
    return several("plans", some, Plan, "one plan or several are needed")


@frozen(weakref_slot=False)
class PlanBundle:
    """Plans, one or several, and rules of contact that stand together; either may be missing.

    Raises:
        InvalidValue: two plans with one id.

    Example:
        >>> from postsales import QuietHours
        >>> night = QuietHours("20:00-08:00", zone="UTC")
        >>> bundle = PlanBundle(contact_rules=ContactRules(quiet=night))
        >>> bundle.sections, bundle.plans
        (('contact_rules',), ())
    """

    plans: tuple[Plan, ...] = field(default=(), converter=_plans)
    _contact_rules: ContactRules | None = field(default=None, kw_only=True, alias="contact_rules")

    def __attrs_post_init__(self) -> None:
        ids = [x.id for x in self.plans]
        again = next((x for x in ids if ids.count(x) > 1), None)
        if again is not None:
            raise InvalidValue("plans", again, "plans that stand together have different ids")
        if self._contact_rules is not None:
            allowed = "the rules of contact are ContactRules"
            instance("contact_rules", self._contact_rules, ContactRules, allowed)

    @property
    def sections(self) -> tuple[str, ...]:
        """What there is, by the names that it has in documents."""
        told = {_PLANS: self.plans, _RULES: self._contact_rules}
        return tuple(name for name, one in told.items() if one)

    @property
    def plan(self) -> Plan:
        """The plan, where it is the only one.

        Raises:
            MissingSection: there is none.
            InvalidValue: there are several: take ``plans``.
        """
        if not self.plans:
            raise MissingSection(_PLANS, [*self.sections])
        first, *others = self.plans
        if others:
            ids = [x.id for x in self.plans]
            raise InvalidValue("plans", ids, "these are several plans", "take one of plans")
        return first

    @property
    def contact_rules(self) -> ContactRules:
        """The rules of contact.

        Raises:
            MissingSection: there are none.
        """
        if self._contact_rules is None:
            raise MissingSection(_RULES, [*self.sections])
        return self._contact_rules
