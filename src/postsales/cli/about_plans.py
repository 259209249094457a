"""What the command about plans themselves does: draw them."""

from argparse import Namespace

from postsales import explain
from postsales.cli.outputs import check_targets, put
from postsales.cli.plans import events_of, plans_of
from postsales.cli.questions import checked
from postsales.cli.terms import is_file

__all__ = ["about_plans"]

_FINE = 0


def about_plans(asked: Namespace) -> int:
    """Draw plans and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
        Broken: what is drawn could not be written.
    """
    check_targets([asked.plan] if is_file(asked.plan) else [], {"--out": asked.out})
    told = {"text": explain.plan, "markdown": explain.plan_markdown, "html": explain.plan_html}
    draw = told[asked.format]
    plans = plans_of(asked.plan, events_of(asked.events))
    words = checked(lambda: "\n\n".join(draw(x, locale=asked.locale) for x in plans))
    put(f"{words}\n", asked.out)
    return _FINE
