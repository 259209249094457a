"""Laws for scores: what holds of every function from answers to a number.

Example:
    See ``check``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from postsales.basics._checks import count, instance, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.quantities import FrozenMap
from postsales.feedback.scales import LTR_0_10, RatingScale
from postsales.testing.law import Law, LawBroken
from postsales.testing.profiles import Profile
from postsales.testing.scores._flags import USUAL, ScoreFlag
from postsales.testing.scores._measure import ScoreKind, measure_of
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._scored import NUMBERS, Number, Scored, Scorer
from postsales.testing.scores._subject import ScoreSubject
from postsales.testing.scores.counting import COUNTING
from postsales.testing.scores.intervals import INTERVALS
from postsales.testing.scores.listening import LISTENING
from postsales.testing.suite import Laws, chosen

__all__ = ["ALL", "ScoreFlag", "ScoreKind", "ScoreSuite", "Scored", "Scorer", "again", "check"]

ALL: tuple[Law, ...] = (*COUNTING, *LISTENING, *INTERVALS)
"""Every law of scores and of their intervals, each family in the order of its ids."""

_NONE_KNOWN: FrozenMap[str, date | str] = FrozenMap({})


@frozen(weakref_slot=False, eq=False, repr=False)
class ScoreSuite(Laws):
    """The laws for one scorer."""

    subject: ScoreSubject
    laws: tuple[Law, ...]


def check(
    scorer: Scorer,
    *,
    scale: RatingScale = LTR_0_10,
    kind: ScoreKind | str = ScoreKind.NET,
    top: Iterable[int] = (),
    bottom: Iterable[int] = (),
    declares: Iterable[ScoreFlag | str] = (),
    without: Iterable[ScoreFlag | str] = (),
    least: int = 1,
    within: Number = 0,
    only: str | Iterable[str] = (),
    profile: Profile | str = Profile.QUICK,
    seed: int | None = None,
    known: Mapping[str, date | str] = _NONE_KNOWN,
) -> ScoreSuite:
    """The laws for a scorer, as tests.

    Assigned to a name that begins with ``test``, pytest collects one test for each law; called, it
    asks them all and raises. A scorer is a function of a list of answers to a number, to None, or
    to a ``Scored`` with an interval and an n.

    ``kind`` says what the score is of answers on the ``scale``, ``top`` which of them count for it
    and ``bottom`` which against it. A net score on 0 to 10 has the usual classes without these.
    ``declares`` says what the scorer takes and gives besides, and ``without`` what it does not.
    ``least`` is from how many answers on it gives a score, and ``within`` how far a score may be
    off: 0.5 for one that is rounded to whole points.

    ``only``, ``profile``, ``seed`` and ``known`` are those of ``laws.check``.

    Raises:
        WrongType: no function, or something else of a wrong kind.
        InvalidValue: answers that are not on the scale, or that the kind needs and does not have;
            ``known`` or ``only`` names something that is no law.

    Example:
        >>> from statistics import fmean
        >>> from postsales import STARS_1_5
        >>> def mean_of_stars(answers):
        ...     return fmean(map(STARS_1_5.score, answers)) if answers else None
        >>> test_stars = check(mean_of_stars, scale=STARS_1_5, kind="mean")
        >>> test_stars()
    """
    subject = _subject(
        scorer,
        scale=scale,
        kind=kind,
        top=top,
        bottom=bottom,
        declares=declares,
        without=without,
        least=least,
        within=within,
    )
    return ScoreSuite(
        subject,
        chosen("only", ALL, only),
        profile=Profile.read("profile", profile),
        known=_that_are_laws(known),
        seed=seed,
    )


def _subject(
    scorer: Scorer,
    *,
    scale: RatingScale,
    kind: ScoreKind | str,
    top: Iterable[int],
    bottom: Iterable[int],
    declares: Iterable[ScoreFlag | str],
    without: Iterable[ScoreFlag | str],
    least: int = 1,
    within: Number = 0,
) -> ScoreSubject:
    if not callable(scorer):
        raise WrongType("scorer", scorer, "a function from a list of answers to a number")
    instance("scale", scale, RatingScale, "a RatingScale is needed, such as CSAT_1_5")
    instance("within", within, NUMBERS, "a number is needed, such as 0.5")
    if not 0 <= within <= 1:
        raise InvalidValue("within", within, "a score may be off by 0 to 1", "say 0.5")
    flags = USUAL | {*ScoreFlag.read_all("declares", declares)}
    return ScoreSubject(
        scorer,
        measure_of(scale, ScoreKind.read("kind", kind), top, bottom),
        flags - {*ScoreFlag.read_all("without", without)},
        count("least", least, 1, 1000),
        Fraction(within),
    )


def _that_are_laws(known: Mapping[str, date | str]) -> Mapping[str, date | str]:
    names = {name for law in ALL for name in (law.id, law.key)}
    for law, _ in pairs("known", known):
        if law not in names:
            raise InvalidValue("known", law, "no such law", "say an id such as 'SCO-01'")
    return known


def again(
    law: str,
    scorer: Scorer,
    answers: Iterable[Any],
    *,
    others: tuple[Any, ...] = (),
    scale: RatingScale = LTR_0_10,
    kind: ScoreKind | str = ScoreKind.NET,
    top: Iterable[int] = (),
    bottom: Iterable[int] = (),
    declares: Iterable[ScoreFlag | str] = (),
    without: Iterable[ScoreFlag | str] = (),
    within: Number = 0,
) -> None:
    """Ask one law of the same answers: how a broken law is looked at again.

    What ``check`` was given besides the scorer is given here, too; ``others`` are those of the
    message.

    Raises:
        LawBroken: they break the law.
        InvalidValue: there is no such law.
    """
    found = chosen("law", ALL, law)
    if len(found) != 1:
        raise InvalidValue("law", law, f"{len(found)} laws begin so", "say one, such as 'SCO-01'")
    subject = _subject(
        scorer,
        scale=scale,
        kind=kind,
        top=top,
        bottom=bottom,
        declares=declares,
        without=without,
        within=within,
    )
    scene = ScoreScene(tuple(answers), others=others)
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        says = subject.report(found[0], scene, error)
        raise type(error)(says, error.facts) from error.__cause__
