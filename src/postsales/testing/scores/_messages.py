"""What is said of a broken law of scores: the law, the facts, the answers, and an example."""

from collections.abc import Iterator

from postsales.testing.law import Law, LawBroken, PolicyRaises
from postsales.testing.messages import table
from postsales.testing.pasted import imports_of, pasted
from postsales.testing.scores._flags import USUAL
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._subject import ScoreSubject

__all__ = ["report"]


def report(law: Law, subject: ScoreSubject, scene: ScoreScene, error: LawBroken) -> str:
    """Everything about a broken law, for the developer of a shop."""
    raises = isinstance(error, PolicyRaises)
    usually = [f"This is usually: {law.catches}.", f"Because: {law.because}."]
    parts = [
        f"[{law.key}] {law.statement}\n{error}",
        "\n".join(table(error.facts)),
        *([] if raises else usually),
        "\n".join(_example(law, subject, scene)),
    ]
    return "\n\n".join(x for x in parts if x)


def _example(law: Law, subject: ScoreSubject, scene: ScoreScene) -> Iterator[str]:
    measure = subject.measure
    given = {
        "scale": repr(measure.scale),
        "kind": repr(str(measure.kind)),
        "top": repr(measure.top) if measure.top else "",
        "bottom": repr(measure.bottom) if measure.bottom else "",
        "declares": _flags(subject.flags - USUAL),
        "without": _flags(USUAL - subject.flags),
        "within": repr(float(subject.within)) if subject.within else "",
        "others": pasted(scene.others, "        ") if scene.others else "",
    }
    yield "To see it again, with your scorer:"
    yield ""
    yield from (
        f"    {line}" for line in imports_of((*scene.answers, *scene.others, measure.scale))
    )
    yield "    from postsales.testing import scores"
    yield f"    answers = {pasted(scene.answers, '    ')}"
    yield f'    scores.again("{law.id}", my_scorer, answers,'
    yield from (f"        {name}={code}," for name, code in given.items() if code)
    yield "    )"


def _flags(flags: frozenset[object]) -> str:
    return repr(sorted(map(str, flags))) if flags else ""
