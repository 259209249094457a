"""Explanations: a decision and its refund in words, for those who have to say it.

``text``, ``markdown`` and ``html`` build one document and print it: the answer in one sentence,
then line by line how many units are allowed and until when, every reason why not, what would change
the answer, when it changes by itself, and the money, row by row. ``progress`` says how far a return
is, ``service`` when a subscription ends or what calling an appointment off costs, and
``schedule`` what is due next and how the clocks stand, ``plan`` draws what a plan is made of,
``release`` says what of it reaches the customer, ``invitation`` whether they may be asked for
feedback, and ``support`` how an inquiry stands. ``phase``, ``remorse``, ``owner`` and ``cases`` say
how a customer is getting on, who looks after them, and which answers nobody has taken up.
``sentences`` are all words that there are to translate, or to say otherwise; ``unkind`` finds in a
text what nobody should be told.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
sentence of a code      it stands beside the rules of its subdomain, in ``messages.py``; a code of
                        your own is said in words, with its facts, or as your catalogue says it
figures                 amounts, days and times, written for the locale and zone that are named
register                to whom it is said: to the customer, or to the agent about the customer
catalogue               the sentences of a language; a ``Catalogue`` holds those of your own
said                    text from an order: shown as it is, never taken for markup
======================= ==========================================================================

Example:
    See ``text``.
"""

from postsales.explain.contacts import release, release_markdown
from postsales.explain.invitations import invitation, invitation_markdown
from postsales.explain.languages import LANGUAGES
from postsales.explain.manners import FORBIDDEN, unkind
from postsales.explain.people import cases, cases_markdown, owner, owner_markdown
from postsales.explain.phases import phase, phase_markdown, remorse, remorse_markdown
from postsales.explain.plan_pictures import plan, plan_html, plan_markdown
from postsales.explain.progress import progress, progress_html, progress_markdown
from postsales.explain.render import html, markdown, text
from postsales.explain.schedules import schedule, schedule_markdown
from postsales.explain.services import service, service_markdown
from postsales.explain.source import sentences
from postsales.explain.support import support, support_markdown

__all__ = [
    "FORBIDDEN",
    "LANGUAGES",
    "cases",
    "cases_markdown",
    "html",
    "invitation",
    "invitation_markdown",
    "markdown",
    "owner",
    "owner_markdown",
    "phase",
    "phase_markdown",
    "plan",
    "plan_html",
    "plan_markdown",
    "progress",
    "progress_html",
    "progress_markdown",
    "release",
    "release_markdown",
    "remorse",
    "remorse_markdown",
    "schedule",
    "schedule_markdown",
    "sentences",
    "service",
    "service_markdown",
    "support",
    "support_markdown",
    "text",
    "unkind",
]
