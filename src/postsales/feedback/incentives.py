"""Ways of asking for answers and reviews that are not fair: each is refused with its reason.

Rules of this file: a way of asking is described as it is, and every fault is told. Where it is
forbidden is not said here: a pack of the law gives the citations.
"""

from collections.abc import Mapping

from attrs import field, frozen

from postsales.basics._checks import instance, pairs
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.feedback.responses import Incentive

__all__ = ["AskedWhom", "AskingFault", "AskingProblem", "WayOfAsking", "check_incentive"]


class AskedWhom(Word):
    """Who is asked."""

    EVERYBODY = "everybody"
    """All customers, or some that were chosen without looking at what they think."""
    CONTENT = "content"
    """Those who are known to be content, such as promoters only."""


class AskingFault(Word):
    """Why a way of asking is refused."""

    REWARD_FOR_PRAISE = "reward_for_praise"
    """The reward depends on what is said: such an answer is bought."""
    REVIEW_GATING = "review_gating"
    """Only content customers are asked for public reviews: readers take them for all."""
    HIDDEN_REWARD = "hidden_reward"
    """Readers of a public review are not told that it was rewarded."""
    REWARD_FOR_A_CHANGE = "reward_for_a_change"
    """A review is to be changed for a reward: it buys a better one, whatever it is called."""


def _incentive(value: Incentive | str) -> Incentive:
    return Incentive.read("incentive", value)


def _asked(value: AskedWhom | str) -> AskedWhom:
    return AskedWhom.read("asked", value)


@frozen(weakref_slot=False, kw_only=True)
class WayOfAsking:
    """How answers are asked for: who is asked, for what reward, and who reads them.

    ``is_public`` tells that others read the answer, as on a site of reviews. ``is_disclosed`` tells
    that they read of the reward as well. ``is_update`` asks for a review to be changed.
    """

    incentive: Incentive = field(default=Incentive.NONE, converter=_incentive)
    asked: AskedWhom = field(default=AskedWhom.EVERYBODY, converter=_asked)
    is_public: bool = False
    is_disclosed: bool = False
    is_update: bool = False

    def __attrs_post_init__(self) -> None:
        for name in ("is_public", "is_disclosed", "is_update"):
            instance(name, getattr(self, name), bool, "True or False is needed")


@frozen(weakref_slot=False)
class AskingProblem:
    """One fault of a way of asking, and where that is forbidden, if a pack of the law says so."""

    fault: AskingFault
    by: Citation | None = None


def check_incentive(
    way: WayOfAsking, *, sources: Mapping[AskingFault, Citation] | None = None
) -> tuple[AskingProblem, ...]:
    """What is wrong with a way of asking? Nothing found is no advice that it is lawful.

    ``sources`` say where a fault is forbidden, such as those in ``postsales.law.us.reviews``; all
    faults are found without them, too. A reward for any answer, good or bad, is no fault as long as
    readers are told.

    Example:
        >>> gated = WayOfAsking(asked="content", is_public=True)
        >>> [str(problem.fault) for problem in check_incentive(gated)]
        ['review_gating']
        >>> check_incentive(WayOfAsking(incentive="for_answering"))
        ()
    """
    instance("way", way, WayOfAsking, "a WayOfAsking is needed")
    cited = {
        AskingFault.read("sources", fault): instance(
            "sources", by, Citation, "Citations are needed"
        )
        for fault, by in pairs("sources", sources or {})
    }
    return tuple(AskingProblem(fault, cited.get(fault)) for fault in _faults(way))


def _faults(way: WayOfAsking) -> tuple[AskingFault, ...]:
    rewarded = way.incentive is not Incentive.NONE
    found = {
        AskingFault.REWARD_FOR_PRAISE: way.incentive is Incentive.FOR_PRAISE,
        AskingFault.REVIEW_GATING: way.is_public and way.asked is AskedWhom.CONTENT,
        AskingFault.HIDDEN_REWARD: way.is_public and rewarded and not way.is_disclosed,
        AskingFault.REWARD_FOR_A_CHANGE: way.is_update and rewarded,
    }
    return tuple(fault for fault, is_there in found.items() if is_there)
