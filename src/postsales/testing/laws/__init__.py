"""The laws, and what asks them of a policy.

Example:
    See ``check``.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from postsales.basics._errors import InvalidValue
from postsales.basics.moments import Moment, instant
from postsales.orders.order import Order
from postsales.refunds.terms import RefundTerms
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing.flags import Flag
from postsales.testing.law import Law, LawBroken, Scene
from postsales.testing.laws.eligibility import ELIGIBILITY
from postsales.testing.laws.refunds import REFUNDS
from postsales.testing.laws.windows import WINDOWS
from postsales.testing.messages import report
from postsales.testing.profiles import Profile
from postsales.testing.subject import Policy, subject_of
from postsales.testing.suite import Suite, chosen

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["ALL", "again", "check"]

ALL: tuple[Law, ...] = (*WINDOWS, *REFUNDS, *ELIGIBILITY)
"""Every law, in the order of their ids."""


def check(
    policy: Policy | ReturnTerms,
    refund_terms: RefundTerms | None = None,
    *,
    orders: "SearchStrategy[Order] | None" = None,
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]] | None" = None,
    flags: Iterable[Flag | str] | None = None,
    only: Iterable[str] = (),
    profile: Profile | str = Profile.QUICK,
) -> Suite:
    """The laws for a policy, as tests.

    Assigned to a name that begins with ``test``, pytest collects one test for each law; called, it
    asks them all and raises; ``test_case()`` gives a class for unittest.

    Raises:
        WrongType: neither terms nor a function.

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> test_policy = check(terms)
        >>> test_policy()
    """
    from postsales.testing import strategies

    world = strategies.world_of(policy if isinstance(policy, ReturnTerms) else None, refund_terms)
    subject = subject_of(
        policy,
        refund_terms,
        orders=strategies.delivered(world) if orders is None else orders,
        requests=partial(strategies.requests, world=world) if requests is None else requests,
        flags=flags,
    )
    return Suite(subject, chosen(ALL, only), profile=Profile.read("profile", profile))


def again(
    law: str,
    policy: Policy | ReturnTerms,
    order: Order,
    request: ReturnRequest,
    *,
    at: Moment,
    refund_terms: RefundTerms | None = None,
    others: tuple[Any, ...] = (),
) -> None:
    """Ask one law of one scene: how a broken law is looked at again.

    Raises:
        LawBroken: the scene breaks the law.
        InvalidValue: there is no such law.
    """
    found = chosen(ALL, [law])
    if len(found) != 1:
        raise InvalidValue("law", law, f"one of {', '.join(x.id for x in ALL)} is needed")
    subject = check(policy, refund_terms).subject
    scene = Scene(order, request, instant(at), others=others)
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        raise LawBroken(report(found[0], subject, scene, error), error.facts) from None
