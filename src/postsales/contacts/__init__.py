"""Contacts: of what is due by all plans, what reaches the customer now, and why not the rest.

``schedules.due`` says what is due, plan by plan. ``release`` sees all of it together and gives a
verdict on each: ``Send`` now, ``Defer`` until an instant, ``Drop``. ``ContactRules`` are what it
goes by, and the history of the customer: what they agreed to, what they were sent, what is going
on. ``simulate`` runs plans over a history and tells what would be sent when, and why not.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
opt-out                 the customer does not want it: nothing is sent, whatever the rules are
consent                 the customer agreed: needed where ``NeedsConsent`` says so
suppression             no such contact while something is going on: no offer while a return is open
spacing, cap            so long after another one; so many in a time that goes with the calendar
quiet, preferred hours  never then; only then
quiet days              holidays on which nobody is contacted
======================= ==========================================================================

They count in this order, and what comes first decides.
"""

from postsales.contacts.releasing import release
from postsales.contacts.simulation import simulate

__all__ = ["release", "simulate"]
