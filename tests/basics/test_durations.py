"""Lengths of time, each kind by itself."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from tests.basics.given import BAD_COUNTS, STRANGE, named, refused_shortly

KINDS = (Days, Weeks, Months, Years, Hours)
MOST = {Days: 36_600, Weeks: 5_300, Months: 1_200, Years: 100, Hours: 878_400}

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
