"""What is said of a broken law: the law, the facts, the policy's own words, and an example."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from postsales.testing.answers import Answer, parts_of
from postsales.testing.facts import fact
from postsales.testing.law import Law, LawBroken, PolicyRaises, Scene
from postsales.testing.pasted import imports_of, pasted

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["disagreeing", "report", "table"]


def report(law: Law, subject: "Subject", scene: Scene, error: LawBroken) -> str:
    """Everything about a broken law, for the developer of a shop.

    The law and what was seen; the facts as a table; what the policy itself says of the scene; which
    mistake this usually is; and the scene as code that can be pasted. A policy that raises an error
    has no words of its own, and what is usually wrong is not what is wrong with it.
    """
    usually = [
        _own_words(subject, scene),
        f"This is usually: {law.catches}.",
        f"Because: {law.because}.",
    ]
    parts = [
        f"[{law.key}] {law.statement}\n{error}",
        "\n".join(table(error.facts)),
        *(usually if not isinstance(error, PolicyRaises) else []),
        _example(law, subject, scene),
    ]
    return "\n\n".join(part for part in parts if part)


def table(facts: Mapping[str, object]) -> Iterator[str]:
    """Facts as lines, one below the other."""
    width = max((len(name) for name in facts), default=0)
    for name, value in facts.items():
        yield f"  {name.replace('_', ' '):{width}}  {fact(value)}"


def _own_words(subject: "Subject", scene: Scene) -> str:
    try:
        answer = subject.ask(scene)
    except LawBroken as error:
        return f"Asked again, {error}."
    return _words(subject, answer)


def _words(subject: "Subject", answer: Answer) -> str:
    if answer.decision is None:
        return answer.told
    from postsales.explain import text

    zone = subject.terms.zone if subject.terms is not None else "UTC"
    said = zone if isinstance(zone, str) else "UTC"
    return text(answer.decision, quote=answer.quote, locale="en", zone=said)


def disagreeing(
    scene: Scene,
    differing: Mapping[str, tuple[object, object]],
    old: "Subject",
    new: "Subject",
    answers: tuple[Answer, Answer],
) -> str:
    """What two policies say of one scene, where they disagree, with their answers."""
    facts = {
        f"{name}, {which}": value
        for name, (first, second) in differing.items()
        for which, value in (("old", first), ("new", second))
    }
    parts = [
        f"{_named(old)!r} and {_named(new)!r} disagree about {', '.join(differing)}",
        "\n".join(table(facts)),
        f"The old one says:\n\n{_says(old, answers[0])}",
        f"The new one says:\n\n{_says(new, answers[1])}",
        _code(scene, [f'at = "{scene.at.isoformat()}"  # and ask both of them']),
    ]
    return "\n\n".join(parts)


def _named(subject: "Subject") -> str:
    money = subject.refund_terms
    return subject.name if money is None else f"{subject.name}, {money.id} {money.version}"


def _says(subject: "Subject", answer: Answer) -> str:
    """The policy's own words, or the answer where it has none."""
    return _words(subject, answer) or "\n".join(table(parts_of(answer)))


_WIDTH = 116


def _example(law: Law, subject: "Subject", scene: Scene) -> str:
    flags = {
        "declares": subject.flags - subject.seen,
        "without": subject.seen - subject.flags,
    }
    given = {
        "refund_terms": "refund_terms" if subject.refund_terms is not None else "",
        "cancellations": "cancellations" if subject.cancels is not None else "",
        "guarantees": "guarantees" if subject.guarantor is not None else "",
        "changes": "changes" if subject.changer is not None else "",
        "place": "place" if subject.place is not None else "",
        "engine": "engine" if subject.engine is not None else "",
        **{name: repr(sorted(map(str, some))) if some else "" for name, some in flags.items()},
        "others": pasted(scene.others, "        ") if scene.others else "",
    }
    call = [
        f'"{law.id}"',
        "policy",
        "order",
        "request",
        f'at="{scene.at.isoformat()}"',
        *(f"{name}={code}" for name, code in given.items() if code),
    ]
    line = f"laws.again({', '.join(call)})"
    long = len(line) > _WIDTH or "\n" in line
    return _code(scene, ["laws.again(", *(f"    {x}," for x in call), ")"] if long else [line])


def _code(scene: Scene, call: list[str]) -> str:
    facts = (scene.order, scene.request, *scene.others)
    return "\n".join(
        [
            "To see it again, with your policy:",
            "",
            *(f"    {line}" for line in imports_of(facts)),
            "    from postsales.testing import laws",
            f"    order = {pasted(scene.order, '    ')}",
            f"    request = {pasted(scene.request, '    ')}",
            *(f"    {line}" for line in call),
        ]
    )
