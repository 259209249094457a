"""Directive 2011/83/EU, Article 16: from which contracts nobody can withdraw."""

from postsales.basics.citations import Citation
from postsales.orders.circumstances import AllMet, AnyMet, EarlyStart, Free, HasHappened, NotMet, To
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind, Trait
from postsales.orders.sale_events import SealBroken
from postsales.orders.scope import Scope
from postsales.returns.barred import BarredWhen

__all__ = ["ARTICLE_16"]

_DIRECTIVE = "Directive 2011/83/EU"

ARTICLE_16 = (
    BarredWhen(
        "service_performed",
        AllMet(
            [
                Scope(kind=LineKind.SERVICE),
                HasHappened(Delivered, to=To.EVERY),
                AnyMet([Free(), EarlyStart(acknowledged=True)]),
            ]
        ),
        by=Citation(_DIRECTIVE, "Art. 16(a)"),
    ),
    BarredWhen(
        "price_fluctuates",
        Scope(trait=Trait.PRICE_FLUCTUATES),
        by=Citation(_DIRECTIVE, "Art. 16(b)"),
    ),
    BarredWhen(
        "made_to_order",
        Scope(trait=Trait.MADE_TO_ORDER),
        by=Citation(_DIRECTIVE, "Art. 16(c)"),
    ),
    BarredWhen(
        "perishable",
        Scope(trait=Trait.PERISHABLE),
        by=Citation(_DIRECTIVE, "Art. 16(d)"),
    ),
    BarredWhen(
        "hygiene_unsealed",
        AllMet([Scope(trait=Trait.SEALED_HYGIENE), HasHappened(SealBroken, to=To.THESE)]),
        by=Citation(_DIRECTIVE, "Art. 16(e)"),
    ),
    BarredWhen(
        "mixed_inseparably",
        AllMet([Scope(trait=Trait.MIXED_ONCE_DELIVERED), HasHappened(Delivered, to=To.THESE)]),
        by=Citation(_DIRECTIVE, "Art. 16(f)"),
    ),
    BarredWhen(
        "alcohol_futures",
        Scope(trait=Trait.ALCOHOL_FUTURES),
        by=Citation(_DIRECTIVE, "Art. 16(g)"),
    ),
    BarredWhen(
        "urgent_repair",
        Scope(trait=Trait.URGENT_REPAIR),
        by=Citation(_DIRECTIVE, "Art. 16(h)"),
    ),
    BarredWhen(
        "media_unsealed",
        AllMet([Scope(trait=Trait.SEALED_MEDIA), HasHappened(SealBroken, to=To.THESE)]),
        by=Citation(_DIRECTIVE, "Art. 16(i)"),
    ),
    BarredWhen(
        "single_periodical",
        AllMet([Scope(trait=Trait.PERIODICAL), NotMet(Scope(kind=LineKind.SUBSCRIPTION))]),
        by=Citation(_DIRECTIVE, "Art. 16(j)"),
    ),
    BarredWhen(
        "auctioned",
        Scope(trait=Trait.AUCTIONED),
        by=Citation(_DIRECTIVE, "Art. 16(k)"),
    ),
    BarredWhen(
        "dated_leisure",
        Scope(trait=Trait.DATED_LEISURE),
        by=Citation(_DIRECTIVE, "Art. 16(l)"),
    ),
    BarredWhen(
        "digital_content_started",
        AllMet(
            [
                Scope(kind=LineKind.DIGITAL),
                HasHappened(Delivered),
                AnyMet([Free(), EarlyStart(acknowledged=True, confirmed=True)]),
            ]
        ),
        by=Citation(_DIRECTIVE, "Art. 16(m)"),
    ),
)
"""The exceptions of Article 16, (a) to (m), in the order of the text."""
