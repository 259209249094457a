"""Guarantees: what a merchant promised about goods, for how long, and which remedy comes first.

``assess`` asks the promise that was in force when the order was placed, whatever was promised
since, and gives a decision like that of a return: ``refunds.quote`` takes it. ``ladder`` says which
remedies are open for the units of a decision, by what was tried for them before.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
money-back promise      the money back for any reason, within a time
commercial guarantee    goods are put right, within a time
damaged-goods guarantee what was damaged on the way is replaced or paid back
rung, ladder            remedies that are open together; what comes after what has failed
version                 a promise for sales from one day on and before another
======================= ==========================================================================

Example:
    See ``assess``.
"""

from postsales.guarantees.decide import assess, ladder

__all__ = ["assess", "ladder"]
