"""What is said of a broken law of plans: the law, the facts, what each run did, and an example."""

from collections.abc import Iterator

from postsales.basics.moments import local_time
from postsales.testing.law import Law, LawBroken, PolicyRaises
from postsales.testing.messages import table
from postsales.testing.pasted import imports_of, pasted
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject

__all__ = ["report"]


def report(law: Law, subject: PlanSubject, scene: PlanScene, error: LawBroken) -> str:
    """Everything about a broken law, for the developer of a shop."""
    raises = isinstance(error, PolicyRaises)
    usually = [
        "\n".join(_runs(subject, scene)),
        f"This is usually: {law.catches}.",
        f"Because: {law.because}.",
    ]
    parts = [
        f"[{law.key}] {law.statement}\n{error}",
        "\n".join(table(error.facts)),
        *([] if raises else usually),
        "\n".join(_example(law, subject, scene)),
    ]
    return "\n\n".join(x for x in parts if x)


def _runs(subject: PlanSubject, scene: PlanScene) -> Iterator[str]:
    """What each run did, by the clocks of the plan."""
    zone = subject.plans[0].calendar.zone
    yield f"The runs, in {zone}:"
    try:
        for ran in subject.play(scene):
            told = (f"{x.item.step} {type(x).__name__.lower()}" for x in ran.verdicts)
            yield f"  {local_time(ran.at, zone):%a %Y-%m-%d %H:%M:%S}  {', '.join(told) or '-'}"
    except LawBroken as error:
        yield f"Asked again, {error}."


def _example(law: Law, subject: PlanSubject, scene: PlanScene) -> Iterator[str]:
    zone = "" if scene.zone is None else f", zone={scene.zone!r}"
    knows = "" if not subject.facts else f", facts=my_facts, knows={dict(scene.facts)!r}"
    runs = ", ".join(repr(x.isoformat()) for x in scene.runs)
    yield "To see it again, with your plans:"
    yield ""
    yield from (f"    {line}" for line in imports_of(scene.history))
    yield "    from postsales.testing import plans"
    yield f"    history = {pasted(scene.history, '    ')}"
    yield f"    runs = [{runs}]"
    yield f'    plans.again("{law.id}", my_plans, rules, history=history, runs=runs{zone}{knows})'
