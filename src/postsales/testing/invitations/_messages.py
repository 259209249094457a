"""What is said of a broken law of invitations: the law, the facts, and an example."""

from collections.abc import Iterator

from postsales.testing.invitations._subject import InvitationScene, InvitationSubject, invite
from postsales.testing.law import Law, LawBroken, PolicyRaises
from postsales.testing.messages import table
from postsales.testing.pasted import imports_of, pasted

__all__ = ["report"]


def report(law: Law, subject: InvitationSubject, scene: InvitationScene, error: LawBroken) -> str:
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


def _example(law: Law, subject: InvitationSubject, scene: InvitationScene) -> Iterator[str]:
    yield "To see it again, with your terms:"
    yield ""
    yield from (f"    {line}" for line in imports_of(scene.history))
    yield "    from postsales.testing import invitations"
    yield f"    history = {pasted(scene.history, '    ')}"
    at = scene.at.isoformat()
    inviter = "" if subject.inviter is invite else ", inviter=my_inviter"
    yield f'    invitations.again("{law.id}", my_terms, history=history, at="{at}"{inviter})'
