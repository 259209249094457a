"""The options of cancellations, field by field: what each decides, and values told apart."""

from attrs import evolve

from postsales import (
    CancellationTerms,
    Days,
    Hours,
    Months,
    ReasonKind,
    Shipped,
    Weeks,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    Years,
    cancellations,
)
from tests.cancellations.given import Packed, Stopped
from tests.terms.corpus import BERLIN, CANCELLATIONS, anyhow, cancelled, kind_of_reason, never
from tests.terms.option import Options, decides, names

ONE_DAY = evolve(CANCELLATIONS, within=Days(1), zone=BERLIN)

OPTIONS = (
    Options(
        CancellationTerms,
        CANCELLATIONS,
        cancelled,
        (
            names("id", "what the terms are called; every decision names them", "other"),
            names("version", "which edition of them it is; every decision names it", "2"),
            decides(
                "until",
                "which event is the cut-off, a class such as `Shipped` or one of your own; of "
                "several the first that has happened to a unit, and without one, delivery",
                Shipped,
                Packed,
                Stopped,
                [Packed, Shipped],
                base=evolve(CANCELLATIONS, until=()),
            ),
            decides(
                "within",
                "how long after the sale; `Hours` and `WorkingHours` end at an instant, other "
                "lengths with a local day, and without one there is no end",
                Hours(12),
                Days(2),
                Weeks(1),
                Months(1),
                Years(1),
                WorkingDays(1),
                WorkingHours(12),
                base=evolve(CANCELLATIONS, zone=BERLIN),
            ),
            decides(
                "zone",
                "where the days of `within` are counted; `Hours` need none",
                "UTC",
                base=ONE_DAY,
            ),
            decides(
                "calendar",
                "what working days and hours are counted in, a `WorkCalendar`; whatever is counted "
                "so needs one",
                WorkCalendar.always(BERLIN),
                base=evolve(CANCELLATIONS, within=WorkingHours(20)),
            ),
            decides(
                "reasons",
                "whose doing each of the customer's words is, a `ReasonKind` for your rules; any "
                "other word refers, and without them every word will do",
                *({"late": x} for x in ReasonKind),
                base=evolve(CANCELLATIONS, required=[kind_of_reason]),
            ),
            decides(
                "required",
                "which further rules must be met; `terms.requiring(rule)` adds one",
                [never],
            ),
            decides(
                "excepted",
                "which rules are defeated by which others, in pairs; "
                "`terms.unless(rule, exception)` adds one",
                [(cancellations.within_window, anyhow)],
                base=ONE_DAY,
            ),
        ),
    ),
)
