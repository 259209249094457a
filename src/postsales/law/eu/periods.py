"""Regulation (EEC, Euratom) 1182/71: how periods of the Union are counted.

The day of the event does not count. A last day on a Saturday, Sunday or public holiday moves to the
next working day, and a period of two days or more holds at least two working days.
"""

from postsales.basics.citations import Citation
from postsales.basics.last_days import AtLeast
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.weekdays import Weekday

__all__ = ["NEXT_WORKING_DAY", "NO_WORKING_DAYS", "TWO_WORKING_DAYS"]

_REGULATION = "Regulation (EEC, Euratom) 1182/71"
_READ_ON = "2026-11-21"

NO_WORKING_DAYS = NonDays([Weekday.SATURDAY, Weekday.SUNDAY], holidays=Place.CUSTOMER)
"""Days that are no working days, with the public holidays where the act is to be done."""

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=Citation(_REGULATION, "Art. 3(4)", checked_on=_READ_ON))
"""A last day that is no working day moves on."""

TWO_WORKING_DAYS = AtLeast(2, NO_WORKING_DAYS, by=Citation(_REGULATION, "Art. 3(5)"))
"""A period of two days or more holds two working days."""
