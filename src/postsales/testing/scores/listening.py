"""Laws of listening: which responses count, and which are never pooled."""

from postsales.testing.law import Law, broken
from postsales.testing.scores._drawn import (
    bought,
    fetched_twice,
    later_words,
    of_two_kinds,
    on_two_scales,
    unanswered,
)
from postsales.testing.scores._flags import ScoreFlag
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._subject import ScoreSubject
from postsales.testing.scores.counting import refused

__all__ = ["LISTENING"]


def _two_scales(subject: ScoreSubject, scene: ScoreScene) -> None:
    stranger = scene.others[0].scale
    refused(subject, (*scene.answers, *scene.others), "answers on two scales are pooled", stranger)


def _two_kinds(subject: ScoreSubject, scene: ScoreScene) -> None:
    kinds = sorted({str(x.kind) for x in (*scene.answers, *scene.others)})
    refused(subject, (*scene.answers, *scene.others), "answers of two kinds are pooled", kinds)


def _unanswered(subject: ScoreSubject, scene: ScoreScene) -> None:
    states = sorted({str(x.state) for x in scene.others})
    _unmoved(subject, scene, "who did not answer moves the score", states=states)


def _bought(subject: ScoreSubject, scene: ScoreScene) -> None:
    scores = [x.score for x in scene.others]
    _unmoved(subject, scene, "answers that were bought move the score", bought=scores)


def _fetched_twice(subject: ScoreSubject, scene: ScoreScene) -> None:
    again = [x.origin.ref for x in scene.others]
    _unmoved(subject, scene, "what was fetched twice moves the score", fetched_again=again)


def _last_word(subject: ScoreSubject, scene: ScoreScene) -> None:
    before = {x.customer: x.score for x in scene.others}
    _unmoved(subject, scene, "what somebody said before moves the score", said_before=before)


def _unmoved(subject: ScoreSubject, scene: ScoreScene, says: str, **facts: object) -> None:
    """The others change nothing, before the answers or after them."""
    told = subject.told(scene.answers)
    first = subject.ask(told)
    if first.score is None:
        broken("there are answers and no score", answers=tuple(told))
    for answers in ((*told, *scene.others), (*scene.others, *told)):
        other = subject.ask(answers)
        if (first.score, first.n, first.ends) != (other.score, other.n, other.ends):
            seen = {"score": [first.score, other.score], "n": [first.n, other.n]}
            ends = {"ends": [first.ends, other.ends]}
            broken(says, **facts, **seen, **ends)


_RESPONSES = (ScoreFlag.RESPONSES,)

LISTENING: tuple[Law, ...] = (
    Law(
        "SCO-13",
        "silence-counts-nothing",
        statement="Who dismissed or ignored it or was not reached moves neither score nor n.",
        because="silence is no answer, and a passive is somebody who answered",
        catches="a denominator of all who were asked, or None that is read as 0",
        scenes=unanswered,
        check=_unanswered,
        needs=_RESPONSES,
    ),
    Law(
        "SCO-14",
        "one-scale",
        statement="Answers on another scale are refused, also with the same numbers.",
        because="4 of 5 is no detractor, and low effort on one scale is high on the next",
        catches="cut points of 0 to 10 on marks of 1 to 10 or on stars, or numbers without a scale",
        scenes=on_two_scales,
        check=_two_scales,
        needs=(ScoreFlag.RESPONSES, ScoreFlag.REFUSES),
    ),
    Law(
        "SCO-15",
        "kinds-apart",
        statement="Relational and transactional answers are never pooled.",
        because="who is asked each quarter and who is asked after a purchase are different people",
        catches="one table for all surveys",
        scenes=of_two_kinds,
        check=_two_kinds,
        needs=(ScoreFlag.RESPONSES, ScoreFlag.REFUSES),
    ),
    Law(
        "SCO-16",
        "fetched-twice-is-one",
        statement="What was fetched twice from its source, by its ref there, counts once.",
        because="an import that runs again must not make anybody speak twice",
        catches="rows that are appended, or a key of our own for what has one",
        scenes=fetched_twice,
        check=_fetched_twice,
        needs=_RESPONSES,
    ),
    Law(
        "SCO-17",
        "last-word",
        statement="Where the latest answer of a voice counts, it is the latest by its instant.",
        because="whoever changed their mind has one mind",
        catches="the last in the list, or the first that was stored",
        scenes=later_words,
        check=_last_word,
        needs=(ScoreFlag.RESPONSES, ScoreFlag.LATEST),
    ),
    Law(
        "SCO-18",
        "bought-counts-nothing",
        statement="An answer for which something was promised if it is good moves no score.",
        because="what is paid for tells what was paid, and fair trading forbids to show it",
        catches="a column that nobody reads",
        scenes=bought,
        check=_bought,
        needs=_RESPONSES,
    ),
)
"""The laws of listening, in the order of their ids."""
