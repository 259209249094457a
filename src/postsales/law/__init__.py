"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

- ``eu``: the right of withdrawal of Directive 2011/83/EU, for goods bought at a distance.

This is no legal advice.

Example:
    See ``eu.withdrawal``.
"""

from postsales.law import eu

__all__ = ["eu"]
