"""Explanations: a decision and its refund in plain English, for those who have to say it.

``text`` and ``markdown`` build one document and print it: the answer in one sentence, then line by
line how many units are allowed and until when, every reason why not, what would change the answer,
when it changes by itself, and the money, row by row. ``progress`` says how far a return is.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
sentence of a code      it stands beside the rules of its subdomain, in ``messages.py``; a code of
                        your own is said in words, with its facts
figures                 amounts, days and times, written for the locale and zone that are named
said                    text from an order: shown as it is, never taken for markup
======================= ==========================================================================

Example:
    See ``text``.
"""

from postsales.explain.progress import progress, progress_markdown
from postsales.explain.render import markdown, text

__all__ = ["markdown", "progress", "progress_markdown", "text"]
