"""Italy: Codice del consumo, articles 52 to 59."""

import pytest

from postsales import LineKind, SaleMade, Trait
from tests.law.tables import union
from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Barred, Row, Since, Stands, Table, Until

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-04-25", "2026-05-01"],
    *["2026-06-02", "2026-08-15", "2026-10-04", "2026-11-01", "2026-12-08", "2026-12-25"],
    *["2026-12-26", "2027-01-01", "2027-10-04"],
)


def visited(made: SaleMade, **facts: object) -> Sold:
    """Something that came the day after such a sale."""
    return Sold("2026-03-02", "2026-03-03", made=made, **facts)  # type: ignore[arg-type]


LIFTED: list[Row] = [
    row
    for made in union.UNASKED
    for row in (
        Stands(
            f"a service that was done, {made}",
            visited(made, kind=LineKind.SERVICE, early=union.KNOWN),
        ),
        Stands(f"a price of a market, {made}", visited(made, traits=[Trait.PRICE_FLUCTUATES])),
        Stands(f"made for the customer, {made}", visited(made, traits=[Trait.MADE_TO_ORDER])),
        Stands(
            f"a cream, opened, {made}",
            visited(made, traits=[Trait.SEALED_HYGIENE], unsealed="2026-03-04"),
        ),
        Barred(f"fruit, {made}", visited(made, traits=[Trait.PERISHABLE]), "perishable"),
        Barred(
            f"a film, opened, {made}",
            visited(made, traits=[Trait.SEALED_MEDIA], unsealed="2026-03-04"),
            "media_unsealed",
        ),
        Barred(
            f"a film, begun, {made}",
            visited(made, kind=LineKind.DIGITAL, early=union.CONFIRMED),
            "digital_content_started",
        ),
    )
]
NOT_LIFTED: list[Row] = [
    Barred(f"made for the customer, {made}", visited(made, traits=[Trait.MADE_TO_ORDER]), code)
    for made in (SaleMade.INVITED_VISIT, SaleMade.AWAY, SaleMade.COLD_CALL)
    for code in ["made_to_order"]
]
TABLE = Table(
    "IT",
    Where("Europe/Rome", "EUR", HOLIDAYS),
    {
        **union.EVERYWHERE,
        "twelve months": union.TWELVE_MONTHS,
        "the long stop": union.LONG_STOP,
        "visits": union.THIRTY_AFTER_VISITS,
        "exceptions after visits": [*LIFTED, *NOT_LIFTED],
        "since when": [Since("2023-04-02")],
        "holidays": [
            *union.moved("a holiday on a Sunday", "2026-09-20", "2026-10-04", "2026-10-05"),
            *union.moved("the same on a Monday", "2027-09-20", "2027-10-04", "2027-10-05"),
            *union.moved("Republic Day", "2026-05-19", "2026-06-02", "2026-06-03"),
            *union.moved("Easter Monday", "2026-03-23", "2026-04-06", "2026-04-07"),
            Until("Good Friday is worked", Sold("2026-03-16", "2026-03-20"), "2026-04-03"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_italy(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
