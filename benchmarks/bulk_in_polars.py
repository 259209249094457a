"""The same answers by polars: as one writes it first, and as somebody does who measures.

What no line of the drawn ones has is not looked at: tax on top, a delivery that nobody knows or
that comes after the question, refunds without a return, a line that nothing is left of.
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from benchmarks.bulk_answers import GIVEN, Answers, in_words, of_arrow
from benchmarks.bulk_work import EXCLUDED, FEE, REASONS, WINDOW, ZONES, Drawn

__all__ = ["fast", "plain", "read"]

Run = Callable[[], Any]
ROW = "row"
col: Any = pl.col


def plain(work: Drawn) -> Run:
    """A branch for each zone, since the zones of polars are no columns."""
    frame: Any = pl.from_arrow(work.batch)

    def run() -> Any:
        days = frame.lazy().with_columns(day=_by_zone(_local))
        return _rest(days.with_columns(ends_at=_by_zone(_closing))).select(GIVEN).collect()

    return run


def fast(work: Drawn) -> Run:
    """The lines of each zone apart, and each of their local days closed once.

    Their order is not restored; a row tells its place instead.
    """
    frame: Any = pl.from_arrow(work.batch)

    def run() -> Any:
        lines, parts = frame.lazy().with_row_index(ROW), []
        for zone in ZONES:
            part = lines.filter(col("zone") == zone).with_columns(day=_local(zone))
            days = part.select(col("day").unique()).with_columns(ends_at=_closing(zone))
            parts.append(_rest(part.join(days, on="day")).select(ROW, *GIVEN))
        return pl.concat(parts).collect()

    return run


def read(found: Any) -> Answers:
    """The answers, in the order of the lines."""
    if ROW in found.columns:
        found = found.sort(ROW).drop(ROW)
    return in_words(of_arrow(found.to_arrow(compat_level=pl.CompatLevel.oldest())))


def _local(zone: str) -> Any:
    return col("delivered_at").dt.convert_time_zone(zone).dt.replace_time_zone(None).dt.date()


def _closing(zone: str) -> Any:
    later = col("day").cast(pl.Datetime("us")) + pl.duration(days=WINDOW + 1)
    return later.dt.replace_time_zone(zone).dt.convert_time_zone("UTC")


def _by_zone(of: Callable[[str], Any]) -> Any:
    found: Any = pl.when(col("zone") == ZONES[0]).then(of(ZONES[0]))
    for zone in ZONES[1:]:
        found = found.when(col("zone") == zone).then(of(zone))
    return found


def _up(n: Any, d: Any) -> Any:
    return (2 * n + d) // (2 * d)


def _share(name: str) -> Any:
    whole = col(name).cast(pl.Int64)
    upto = _up(whole * (col("refunded") + col("allowed")), col("quantity"))
    return (
        pl.when(col("allowed") > 0)
        .then(upto - _up(whole * col("refunded"), col("quantity")))
        .otherwise(0)
    )


def _rest(lines: Any) -> Any:
    """All columns that are given, once the day and the end are known."""
    is_remorse = col("reason") == REASONS[0]
    settled = pl.max_horizontal("returned", "refunded")
    outcome = pl.when(col("allowed") == col("asked")).then(0).when(col("allowed") > 0).then(1)
    stays = 8 * col("is_excluded") + 16 * (col("at") >= col("ends_at"))
    gone = (pl.min_horizontal("rest", "returned") > 0) + 4 * (col("rest") > col("returned"))
    may = (col("at") < col("ends_at")) & ~col("is_excluded")
    fee = _up(col("goods") * FEE, pl.lit(100))
    return (
        lines.with_columns(
            last_day=col("day") + pl.duration(days=WINDOW),
            free=pl.min_horizontal(col("asked"), col("quantity") - settled),
            is_excluded=is_remorse & col("category").is_in(EXCLUDED),
        )
        .with_columns(rest=col("asked") - col("free"), referred=pl.lit(0), fees_tax=pl.lit(0))
        .with_columns(allowed=pl.when(may).then(col("free")).otherwise(0))
        .with_columns(
            refused=col("asked") - col("allowed"),
            outcome=outcome.otherwise(2),
            because=pl.when(col("free") > col("allowed")).then(stays).otherwise(0) + gone,
            goods=_share("total"),
            tax=_share("tax_included"),
        )
        .with_columns(fees=pl.when(is_remorse).then(fee).otherwise(0))
        .with_columns(refund=col("goods") - col("fees"))
    )
