"""The laws, and what asks them of a policy.

Example:
    See ``check``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from postsales.basics._checks import instance, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.terms import ChangeTerms
from postsales.guarantees.terms import GuaranteeTerms
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.order import Order
from postsales.refunds.terms import RefundTerms
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing.differential import Disagreement, about_of, disagreement
from postsales.testing.flags import Flag
from postsales.testing.law import Law, LawBroken, Scene
from postsales.testing.laws.cancellations import CANCELLATIONS
from postsales.testing.laws.changes import CHANGES
from postsales.testing.laws.eligibility import ELIGIBILITY
from postsales.testing.laws.refunds import REFUNDS
from postsales.testing.laws.series import SERIES
from postsales.testing.laws.states import STATES
from postsales.testing.laws.windows import WINDOWS
from postsales.testing.messages import report
from postsales.testing.profiles import Profile
from postsales.testing.subject import (
    Canceller,
    Changer,
    Engine,
    Guarantor,
    Policy,
    Subject,
    subject_of,
)
from postsales.testing.suite import Suite, chosen

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["ALL", "again", "check", "differential"]

ALL: tuple[Law, ...] = (
    *WINDOWS,
    *REFUNDS,
    *ELIGIBILITY,
    *CANCELLATIONS,
    *CHANGES,
    *STATES,
    *SERIES,
)
"""Every law, in the order of their ids."""

_NONE_KNOWN: FrozenMap[str, date | str] = FrozenMap({})


def check(
    policy: Policy | ReturnTerms,
    refund_terms: RefundTerms | None = None,
    *,
    cancellations: Canceller | CancellationTerms | None = None,
    guarantees: Guarantor | GuaranteeTerms | None = None,
    changes: Changer | ChangeTerms | None = None,
    place: Jurisdiction | None = None,
    orders: "SearchStrategy[Order] | None" = None,
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]] | None" = None,
    flags: Iterable[Flag | str] | None = None,
    declares: Iterable[Flag | str] = (),
    without: Iterable[Flag | str] = (),
    engine: Engine | None = None,
    only: str | Iterable[str] = (),
    profile: Profile | str = Profile.QUICK,
    seed: int | None = None,
    known: Mapping[str, date | str] = _NONE_KNOWN,
) -> Suite:
    """The laws for a policy, as tests.

    Assigned to a name that begins with ``test``, pytest collects one test for each law; called, it
    asks them all and raises; ``test_case()`` gives a class for unittest. ``cancellations`` are the
    terms, or the function, that say what may be called off; ``guarantees`` those that say what may
    be claimed, a function being given all versions of a promise; ``changes`` those that say what
    may be changed before it leaves, and who owes how much then. ``place`` is the law below which
    the policy never goes, as ``law.assess``.

    ``only`` chooses laws by the beginning of their ids, one or several. ``flags`` say what a policy
    can do, instead of what is seen; ``declares`` adds to that, and ``without`` takes some away.
    ``engine`` makes a policy of terms, for a program of one's own that follows them. ``known`` are
    laws that are known to be broken, each with the last day on which that is excused. Every run
    tries the same scenes, but for the profile ``deep``; a ``seed`` gives others, the same always.

    Raises:
        WrongType: neither terms nor a function, or something else of a wrong kind.
        InvalidValue: ``known`` or ``only`` names something that is no law, or a flag is declared
            that needs refund terms, cancellations, guarantees, changes or a place, and there are
            none.

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

    _check_kinds(refund_terms, place, orders, requests, engine)
    world = strategies.world_of(policy, refund_terms)
    subject = subject_of(
        policy,
        refund_terms,
        orders=strategies.delivered(world) if orders is None else orders,
        requests=partial(strategies.requests, world=world) if requests is None else requests,
        flags=flags,
        declares=declares,
        without=without,
        engine=engine,
        cancellations=cancellations,
        guarantees=guarantees,
        changes=changes,
        place=place,
    )
    return Suite(
        subject,
        chosen("only", ALL, only),
        profile=Profile.read("profile", profile),
        known=_that_are_laws(known),
        seed=seed,
    )


def _check_kinds(
    refund_terms: object, place: object, orders: object, requests: object, engine: object
) -> None:
    """What is given for one thing is not meant for another."""
    from hypothesis.strategies import SearchStrategy

    if refund_terms is not None:
        instance("refund_terms", refund_terms, RefundTerms, "RefundTerms are needed")
    if place is not None:
        instance("place", place, Jurisdiction, "a law is needed, such as law.DE")
    if orders is not None:
        instance("orders", orders, SearchStrategy, "a strategy of hypothesis is needed")
    for name, given, what in (
        ("requests", requests, "a function from an order to a strategy of its requests"),
        ("engine", engine, "a function from return terms and refund terms to a policy"),
    ):
        if given is not None and not callable(given):
            raise WrongType(name, given, f"{what} is needed")


def _that_are_laws(known: Mapping[str, date | str]) -> Mapping[str, date | str]:
    names = {name for law in ALL for name in (law.id, law.key)}
    for law, _ in pairs("known", known):
        if law not in names:
            raise InvalidValue("known", law, "no such law", "say an id such as 'REF-08'")
    return known


def differential(
    old: Policy | ReturnTerms | Suite,
    new: Policy | ReturnTerms | Suite,
    *,
    about: Iterable[str] = (),
    profile: Profile | str = Profile.CI,
) -> Disagreement | None:
    """The first question on which two versions of a policy disagree; None when none was found.

    Each is terms, a function, or what ``check`` gives, for terms with their money and with who may
    call off, which is compared where both have it. Scenes are drawn for both, near the edges of
    either; a plain function is asked about the orders of the other one. Printed, the disagreement
    tells what differs and explains both answers.

    Compared is what both can tell: what a function leaves out of every answer is not, and the words
    of reasons are not where one is terms and the other a function. ``about`` names the parts of an
    ``Answer`` that are compared instead, such as ``("allowed", "refund")``.

    Raises:
        InvalidValue: ``about`` names something that is no part of an answer.

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> old = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> differential(old, old, profile="quick") is None
        True
    """
    parts, tried = about_of(about), Profile.read("profile", profile)
    return disagreement(_beside(old, new), _beside(new, old), tried, parts)


def _beside(policy: Policy | ReturnTerms | Suite, other: Policy | ReturnTerms | Suite) -> Subject:
    """What is compared; a function of which nothing else is known takes the other's orders."""
    if isinstance(policy, Suite):
        return policy.subject
    if isinstance(policy, ReturnTerms) or not isinstance(other, ReturnTerms | Suite):
        return check(policy).subject
    scenes_of = other.subject if isinstance(other, Suite) else check(other).subject
    return check(policy, orders=scenes_of.orders, requests=scenes_of.requests).subject


def again(
    law: str,
    policy: Policy | ReturnTerms,
    order: Order,
    request: ReturnRequest,
    *,
    at: Moment,
    refund_terms: RefundTerms | None = None,
    cancellations: Canceller | CancellationTerms | None = None,
    guarantees: Guarantor | GuaranteeTerms | None = None,
    changes: Changer | ChangeTerms | None = None,
    place: Jurisdiction | None = None,
    flags: Iterable[Flag | str] | None = None,
    declares: Iterable[Flag | str] = (),
    without: Iterable[Flag | str] = (),
    engine: Engine | None = None,
    others: tuple[Any, ...] = (),
) -> None:
    """Ask one law of one scene: how a broken law is looked at again.

    What ``check`` was given besides the policy is given here, too.

    Raises:
        LawBroken: the scene breaks the law.
        InvalidValue: there is no such law.
    """
    found = chosen("law", ALL, law)
    if len(found) != 1:
        some = f"{len(found)} laws begin so"
        raise InvalidValue("law", law, some, f"say one, such as {found[0].id!r}")
    subject = check(
        policy,
        refund_terms,
        cancellations=cancellations,
        guarantees=guarantees,
        changes=changes,
        place=place,
        flags=flags,
        declares=declares,
        without=without,
        engine=engine,
    ).subject
    scene = Scene(order, request, instant(at), others=others)
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        says = report(found[0], subject, scene, error)
        raise type(error)(says, error.facts) from error.__cause__
