"""What is said of a broken law: the law, the facts, the policy's own words, and an example."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from postsales.testing.law import Law, LawBroken, Scene

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["report"]


def report(law: Law, subject: "Subject", scene: Scene, error: LawBroken) -> str:
    """Everything about a broken law, for the developer of a shop.

    The law and what was seen; the facts as a table; what the policy itself says of the scene; which
    mistake this usually is; and the scene as code that can be pasted.
    """
    parts = [
        f"[{law.key}] {law.statement}\n{error}",
        "\n".join(_table(error.facts)),
        _own_words(subject, scene),
        f"This is usually: {law.catches}.",
        f"Because: {law.because}",
        _example(law, scene),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(facts: Mapping[str, object]) -> Iterator[str]:
    width = max((len(name) for name in facts), default=0)
    for name, value in facts.items():
        yield f"  {name.replace('_', ' '):{width}}  {value}"


def _own_words(subject: "Subject", scene: Scene) -> str:
    try:
        answer = subject.ask(scene)
    except Exception as error:  # noqa: BLE001 - a law may be broken by what a policy raises
        return f"The policy raises: {error!r}"
    if answer.decision is None:
        return answer.told
    from postsales.explain import text

    zone = subject.terms.zone if subject.terms is not None else "UTC"
    said = zone if isinstance(zone, str) else "UTC"
    return text(answer.decision, quote=answer.quote, locale="en", zone=said)


def _example(law: Law, scene: Scene) -> str:
    others = f", others={scene.others!r}" if scene.others else ""
    at = scene.at.isoformat()
    return "\n".join(
        [
            "To see it again, with your policy:",
            "",
            "    from postsales import *",
            "    from postsales.testing import laws",
            f"    order = {scene.order!r}",
            f"    request = {scene.request!r}",
            f'    laws.again("{law.id}", policy, order, request, at="{at}"{others})',
        ]
    )
