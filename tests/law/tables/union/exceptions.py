"""What is excepted, and what is outside: rows from Articles 3 and 16 of Directive 2011/83/EU."""

from collections.abc import Sequence

from postsales import LineKind, SaleMade, Trait
from tests.law.tables.given import NEVER, Sold
from tests.law.tables.rows import (
    Barred,
    NoLaw,
    Outside,
    Row,
    Stands,
    Unknown,
)
from tests.law.tables.union.periods import AWAY, BY_MAIL, UNASKED

KNOWN = {"acknowledged": True, "confirmed": False}
CONFIRMED = {"acknowledged": True, "confirmed": True}
NOT_KNOWN = {"acknowledged": False, "confirmed": False}


def _sold(**facts: object) -> Sold:
    return Sold("2026-03-02", "2026-03-03", **facts)  # type: ignore[arg-type]


def _done(**facts: object) -> Sold:
    return _sold(kind=LineKind.SERVICE, **facts)


def _begun(**facts: object) -> Sold:
    return _sold(kind=LineKind.DIGITAL, **facts)


SERVICES: Sequence[Row] = [
    Barred("done, knowing what is lost", _done(early=KNOWN), "service_performed"),
    Stands("done without being asked to", _done()),
    Stands("done as asked, not knowing what is lost", _done(early=NOT_KNOWN)),
    Stands("done, and never informed", _done(informed=NEVER)),
    Stands(
        "begun and not finished",
        Sold("2026-03-02", kind=LineKind.SERVICE, early=KNOWN),
    ),
    Stands(
        "half of it is done",
        Sold(
            "2026-03-02",
            "2026-03-03",
            kind=LineKind.SERVICE,
            awaited=1,
            in_pieces=True,
            early=KNOWN,
        ),
    ),
    Stands("goods that came early at the customer's wish", _sold(early=CONFIRMED)),
]
DIGITAL: Sequence[Row] = [
    Barred(
        "begun with consent, knowledge and confirmation",
        _begun(early=CONFIRMED),
        "digital_content_started",
    ),
    Stands(
        "not begun, with all of that", Sold("2026-03-02", kind=LineKind.DIGITAL, early=CONFIRMED)
    ),
    Stands("not begun, and free", Sold("2026-03-02", kind=LineKind.DIGITAL, price="0")),
    Stands("begun without consent", _begun()),
    Stands(
        "begun, and not known what is lost",
        _begun(early={"acknowledged": False, "confirmed": True}),
    ),
]
FREE_SERVICE: Sequence[Row] = [
    Barred("done for nothing", _done(price="0"), "service_performed"),
]
FREE_CONTENT: Sequence[Row] = [
    Barred("begun, and paid with data alone", _begun(price="0"), "digital_content_started"),
]
FREE_AND_ASKED_FOR: Sequence[Row] = [
    Barred("done for nothing, as asked", _done(price="0", early=KNOWN), "service_performed"),
    Stands("done for nothing, not knowing what is lost", _done(price="0", early=NOT_KNOWN)),
    Barred(
        "begun for nothing, as asked",
        _begun(price="0", early=CONFIRMED),
        "digital_content_started",
    ),
    Stands("begun for nothing, and not confirmed", _begun(price="0", early=KNOWN)),
    Stands(
        "begun for nothing, not knowing what is lost",
        _begun(price="0", early={"acknowledged": False, "confirmed": True}),
    ),
]
FREE_AND_NOT_EXCEPTED: Sequence[Row] = [
    Stands("done for nothing", _done(price="0")),
    Stands("begun, and paid with data alone", _begun(price="0")),
]
DIGITAL_IN_PARTS: Sequence[Row] = [
    Barred(
        "one episode of two was watched",
        Sold(
            "2026-03-02",
            "2026-03-03",
            kind=LineKind.DIGITAL,
            awaited=1,
            in_pieces=True,
            early=CONFIRMED,
        ),
        "digital_content_started",
    ),
]
DIGITAL_UNCONFIRMED: Sequence[Row] = [
    Stands("begun without confirmation", _begun(early=KNOWN)),
]
GOODS: Sequence[Row] = [
    Barred(
        "the price goes with a market", _sold(traits=[Trait.PRICE_FLUCTUATES]), "price_fluctuates"
    ),
    Barred("made for the customer", _sold(traits=[Trait.MADE_TO_ORDER]), "made_to_order"),
    Barred(
        "made for the customer, not begun yet",
        Sold("2026-03-02", traits=[Trait.MADE_TO_ORDER]),
        "made_to_order",
    ),
    Barred("spoils soon", _sold(traits=[Trait.PERISHABLE]), "perishable"),
    Barred(
        "a cream, opened",
        _sold(traits=[Trait.SEALED_HYGIENE], unsealed="2026-03-04"),
        "hygiene_unsealed",
    ),
    Stands("a cream, still sealed", _sold(traits=[Trait.SEALED_HYGIENE])),
    Stands("a mattress without its film", _sold(unsealed="2026-03-04")),
    Barred(
        "heating oil in the tank", _sold(traits=[Trait.MIXED_ONCE_DELIVERED]), "mixed_inseparably"
    ),
    Stands("heating oil on its way", Sold("2026-03-02", traits=[Trait.MIXED_ONCE_DELIVERED])),
    Barred("wine for later", _sold(traits=[Trait.ALCOHOL_FUTURES]), "alcohol_futures"),
    Barred(
        "an urgent repair",
        _sold(traits=[Trait.URGENT_REPAIR], kind=LineKind.SERVICE, made=SaleMade.INVITED_VISIT),
        "urgent_repair",
    ),
    Stands("something else at that visit", _sold(made=SaleMade.INVITED_VISIT)),
    Barred(
        "software, opened",
        _sold(traits=[Trait.SEALED_MEDIA], unsealed="2026-03-04"),
        "media_unsealed",
    ),
    Stands("software, still sealed", _sold(traits=[Trait.SEALED_MEDIA])),
    Barred("a magazine", _sold(traits=[Trait.PERIODICAL]), "single_periodical"),
    Stands(
        "a magazine by subscription",
        Sold("2026-03-02", kind=LineKind.SUBSCRIPTION, traits=[Trait.PERIODICAL]),
    ),
    Barred("at an auction in a hall", _sold(traits=[Trait.AUCTIONED]), "auctioned"),
    Stands("at an auction online", _sold(made=SaleMade.ONLINE)),
    Barred(
        "a night in a hotel",
        Sold("2026-03-02", kind=LineKind.SERVICE, traits=[Trait.DATED_LEISURE]),
        "dated_leisure",
    ),
    Barred(
        "a ticket for a concert, from an agency",
        Sold(
            "2026-03-02",
            kind=LineKind.SERVICE,
            traits=[Trait.DATED_LEISURE],
            made=SaleMade.ONLINE,
        ),
        "dated_leisure",
    ),
    Stands("a year in a gym", Sold("2026-03-02", kind=LineKind.SERVICE)),
    Stands("a sofa put together from the options of a list", _sold()),
    Stands("a comb that never was sealed, and is used", _sold()),
    Stands("wine at a fixed price, for next month", _sold()),
    Stands("used goods", _sold(traits=[Trait.SECOND_HAND])),
    Stands("final sale is the shop's own word", _sold(traits=[Trait.FINAL_SALE])),
    Stands("bulky", _sold(traits=[Trait.OVERSIZED, Trait.HAZARDOUS])),
]


def _two(trait: Trait, **facts: object) -> Sold:
    return Sold(
        "2026-03-02",
        ["2026-03-03", "2026-03-03"],
        in_pieces=True,
        traits=[trait],
        **facts,  # type: ignore[arg-type]
    )


PARTS_OF_GOODS: Sequence[Row] = [
    Unknown(
        "half of the heating oil is in the tank, and nobody said of which it is asked",
        Sold(
            "2026-03-02",
            "2026-03-03",
            awaited=1,
            in_pieces=True,
            traits=[Trait.MIXED_ONCE_DELIVERED],
        ),
    ),
    Unknown(
        "one cream of two was opened, and nobody said which",
        _two(Trait.SEALED_HYGIENE, unsealed="2026-03-04", opened=1),
    ),
    Unknown(
        "one film of two was opened, and nobody said which",
        _two(Trait.SEALED_MEDIA, unsealed="2026-03-04", opened=1),
    ),
    Barred(
        "both creams were opened",
        _two(Trait.SEALED_HYGIENE, unsealed="2026-03-04"),
        "hygiene_unsealed",
    ),
]
SCOPE: Sequence[Row] = [
    *(Stands(f"sold {x}", Sold("2026-03-02", "2026-03-03", made=x)) for x in (*BY_MAIL, *AWAY)),
    Outside("a gift card", _sold(kind=LineKind.GIFT_CARD)),
    NoLaw("before the Directive", Sold("2013-03-04", "2013-03-05")),
]
IN_SHOP: Sequence[Row] = [
    Outside("sold in the shop", Sold("2026-03-02", "2026-03-03", made=SaleMade.IN_SHOP)),
    Outside(
        "sold in the shop, made to order",
        _sold(made=SaleMade.IN_SHOP, traits=[Trait.MADE_TO_ORDER]),
    ),
]
EXCEPTIONS_AFTER_VISITS: Sequence[Row] = [
    Barred(
        f"made for the customer, {made}",
        Sold("2026-03-02", "2026-03-03", made=made, traits=[Trait.MADE_TO_ORDER]),
        "made_to_order",
    )
    for made in UNASKED
]
AT_MOST_50: Sequence[Row] = [
    Outside(f"50 euros, {made}", Sold("2026-03-02", made=made, price="50.00")) for made in AWAY
]
MORE_THAN_50: Sequence[Row] = [
    *(
        Stands(f"50.01 euros, {made}", Sold("2026-03-02", made=made, price="50.01"))
        for made in AWAY
    ),
    *(
        Stands(f"50 euros, {made}", Sold("2026-03-02", made=made, price="50.00"))
        for made in BY_MAIL
    ),
]


def _visited(made: SaleMade, **facts: object) -> Sold:
    """Something that came the day after such a sale."""
    return Sold("2026-03-02", "2026-03-03", made=made, **facts)  # type: ignore[arg-type]


LIFTED: Sequence[Row] = [
    row
    for made in UNASKED
    for row in (
        Stands(
            f"a service that was done, {made}",
            _visited(made, kind=LineKind.SERVICE, early=KNOWN),
        ),
        Stands(f"a price of a market, {made}", _visited(made, traits=[Trait.PRICE_FLUCTUATES])),
        Stands(f"made for the customer, {made}", _visited(made, traits=[Trait.MADE_TO_ORDER])),
        Stands(
            f"a cream, opened, {made}",
            _visited(made, traits=[Trait.SEALED_HYGIENE], unsealed="2026-03-04"),
        ),
        Barred(f"fruit, {made}", _visited(made, traits=[Trait.PERISHABLE]), "perishable"),
        Barred(
            f"a film, opened, {made}",
            _visited(made, traits=[Trait.SEALED_MEDIA], unsealed="2026-03-04"),
            "media_unsealed",
        ),
        Barred(
            f"a film, begun, {made}",
            _visited(made, kind=LineKind.DIGITAL, early=CONFIRMED),
            "digital_content_started",
        ),
    )
]
NOT_LIFTED: Sequence[Row] = [
    Barred(f"made for the customer, {made}", _visited(made, traits=[Trait.MADE_TO_ORDER]), code)
    for made in (SaleMade.INVITED_VISIT, SaleMade.AWAY, SaleMade.COLD_CALL)
    for code in ["made_to_order"]
]
