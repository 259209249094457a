"""The same answers by a loop in C, by polars and by duckdb, written as one would there."""

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bulk_work import CATEGORIES, EXCLUDED, FEE, REASONS, WINDOW, ZONES, Drawn, closings

Run = Callable[[], object]
Read = Callable[[Any], dict[str, Any]]

SUMS = ("goods", "tax", "fees", "refund")
UNITS = ("allowed", "refused", "referred")

_SOURCE = r"""
#include <stdint.h>
#define FAR ((int64_t)1 << 62)
static inline int64_t up(int64_t n, int64_t d) { return (2 * n + d) / (2 * d); }
static inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
void run(int64_t rows, const int32_t *quantity, const int32_t *asked, const int32_t *returned,
         const int32_t *refunded, const int32_t *reason, const int64_t *shipped,
         const int64_t *delivered, const int64_t *at, const int32_t *zone, const int32_t *category,
         const int64_t *total, const int64_t *included, const int64_t *added, const int64_t *closes,
         const int32_t *days, int64_t slots, int64_t first, const uint8_t *excluded,
         int8_t *outcome, int32_t *allowed, int32_t *refused, int32_t *referred, int32_t *because,
         int64_t *ends, int32_t *last, int64_t *goods, int64_t *tax, int64_t *fees,
         int64_t *fees_tax, int64_t *refund) {
  for (int64_t i = 0; i < rows; i++) {
    int64_t a = at[i], q = quantity[i], r = returned[i], f = refunded[i];
    if (shipped[i] > a && delivered[i] > a) r = f = 0;
    int has_left = shipped[i] <= a || delivered[i] <= a, arrived = delivered[i] <= a;
    int64_t settled = r > f ? r : f, free = least(asked[i], q - settled), rest = asked[i] - free;
    int64_t back = least(rest, r), kept = least(rest - back, settled - r);
    int64_t beyond = rest - back - kept, close = -FAR;
    int32_t day = 0;
    int way = 0; /* 0 open, 1 closed, 2 nobody knows, 3 still with the shop */
    if (!has_left) way = 3;
    else if (!arrived) way = 2;
    else {
      int64_t slot = zone[i] * slots + (delivered[i] - first) / 900000000;
      close = closes[slot];
      day = days[slot];
      way = a >= close;
    }
    int is_excluded = !reason[i] && excluded[category[i]];
    int refuses = is_excluded || way == 1 || way == 3;
    int64_t yes = refuses || way == 2 ? 0 : free, asks = refuses || way != 2 ? 0 : free;
    allowed[i] = yes;
    referred[i] = asks;
    refused[i] = asked[i] - yes - asks;
    outcome[i] = yes ? (yes == asked[i] ? 0 : 1) : (asks ? 3 : 2);
    int stays = free && !yes;
    int others = (back > 0) + 2 * (kept > 0) + 4 * (beyond > 0);
    because[i] = (stays ? 1 + way * 2 + is_excluded : 0) * 8 + others;
    ends[i] = free ? close : -FAR;
    last[i] = day;
    int64_t g = 0, t = 0, fee = 0;
    if (yes) {
      int64_t price = total[i] - added[i], more = 0;
      g = up(price * (f + yes), q) - (f ? up(price * f, q) : 0);
      t = up(included[i] * (f + yes), q) - (f ? up(included[i] * f, q) : 0);
      if (added[i]) more = up(added[i] * (f + yes), q) - (f ? up(added[i] * f, q) : 0);
      fee = reason[i] ? 0 : least(up(g * FEE, 100), g);
      g += more;
      t += more;
    }
    goods[i] = g;
    tax[i] = t;
    fees[i] = fee;
    fees_tax[i] = 0;
    refund[i] = g - fee;
  }
}
"""


def in_c(work: Drawn) -> tuple[Run, Read]:
    """One loop over all columns, compiled for this machine, with a table of closings."""
    library = _compiled()
    told, rows = work.numbers, work.batch.num_rows
    closes, days, first = closings()
    excluded = np.array([x in EXCLUDED for x in CATEGORIES], np.uint8)
    inputs = [np.ascontiguousarray(x) for x in told.values()]

    def run() -> dict[str, Any]:
        found: dict[str, Any] = {"outcome": np.empty(rows, np.int8)}
        found |= {name: np.empty(rows, np.int32) for name in (*UNITS, "because")}
        found |= {"ends_at": np.empty(rows, np.int64), "last_day": np.empty(rows, np.int32)}
        sums = ("goods", "tax", "fees", "fees_tax", "refund")
        found |= {name: np.empty(rows, np.int64) for name in sums}
        numbers = ctypes.c_int64(closes.shape[1]), ctypes.c_int64(first)
        tables = (_at(closes), _at(days), *numbers, _at(excluded))
        library.run(ctypes.c_int64(rows), *map(_at, inputs), *tables, *map(_at, found.values()))
        return found

    def read(found: dict[str, Any]) -> dict[str, Any]:
        return {name: found[name] for name in (*UNITS, *SUMS, "ends_at")}

    return run, read


def _at(array: Any) -> Any:
    return ctypes.c_void_p(array.ctypes.data)


def _compiled() -> Any:
    folder = Path(tempfile.mkdtemp())
    source, made = folder / "loop.c", folder / "loop.so"
    source.write_text(_SOURCE, encoding="utf-8")
    command = ["cc", "-O3", "-march=native", "-shared", "-fPIC", f"-DFEE={FEE}"]
    subprocess.run([*command, str(source), "-o", str(made)], check=True)
    return ctypes.CDLL(str(made))


def polars(work: Drawn) -> tuple[Run, Read]:
    """One lazy query; a branch for each zone, since its zones are no columns."""
    import polars as pl

    frame = pl.from_arrow(work.batch)
    assert isinstance(frame, pl.DataFrame)

    def col(name: str) -> Any:
        return pl.col(name)

    def up(n: Any, d: Any) -> Any:
        return (2 * n + d) // (2 * d)

    def closing(zone: str) -> Any:
        day = col("delivered_at").dt.convert_time_zone(zone).dt.date()
        later = day.dt.offset_by(f"{WINDOW + 1}d").cast(pl.Datetime("us"))
        return later.dt.replace_time_zone(zone).dt.convert_time_zone("UTC")

    def last_day(zone: str) -> Any:
        return col("delivered_at").dt.convert_time_zone(zone).dt.date().dt.offset_by(f"{WINDOW}d")

    def by_zone(of: Callable[[str], Any]) -> Any:
        found: Any = pl.when(col("zone") == ZONES[0]).then(of(ZONES[0]))
        for zone in ZONES[1:]:
            found = found.when(col("zone") == zone).then(of(zone))
        return found

    def share(name: str) -> Any:
        whole = col(name).cast(pl.Int64)
        upto = up(whole * (col("refunded") + col("allowed")), col("quantity"))
        return upto - up(whole * col("refunded"), col("quantity"))

    settled = pl.max_horizontal("returned", "refunded")
    excluded = (col("reason") == REASONS[0]) & col("category").is_in(EXCLUDED)

    def run() -> Any:
        return (
            frame.lazy()
            .with_columns(ends_at=by_zone(closing), last_day=by_zone(last_day))
            .with_columns(free=pl.min_horizontal(col("asked"), col("quantity") - settled))
            .with_columns(is_open=col("at") < col("ends_at"), excluded=excluded)
            .with_columns(
                allowed=pl.when(col("is_open") & ~col("excluded")).then(col("free")).otherwise(0)
            )
            .with_columns(refused=col("asked") - col("allowed"), referred=pl.lit(0))
            .with_columns(
                outcome=pl.when(col("allowed") == col("asked"))
                .then(0)
                .when(col("allowed") > 0)
                .then(1)
                .otherwise(2),
                because=pl.when(col("free") > col("allowed"))
                .then(1 + 2 * (~col("is_open")) + col("excluded"))
                .otherwise(0)
                + 8 * (col("asked") > col("free")),
                price=share("total"),
                tax=pl.when(col("allowed") > 0).then(share("tax_included")).otherwise(0),
            )
            .with_columns(goods=pl.when(col("allowed") > 0).then(col("price")).otherwise(0))
            .with_columns(
                fees=pl.when(col("reason") == REASONS[0])
                .then(up(col("goods") * FEE, pl.lit(100)))
                .otherwise(0)
            )
            .with_columns(refund=col("goods") - col("fees"))
            .select(
                *(*UNITS, *SUMS, "outcome", "because"),
                *("ends_at", "last_day"),
            )
            .collect()
        )

    def read(found: Any) -> dict[str, Any]:
        ends_at = found["ends_at"].dt.epoch("us").to_numpy()
        return {name: found[name].to_numpy() for name in (*UNITS, *SUMS)} | {"ends_at": ends_at}

    return run, read


def duckdb(work: Drawn) -> tuple[Run, Read]:
    """One statement; its zones are those of ICU, named by a column."""
    import duckdb as engine
    import pyarrow as pa

    connection = engine.connect()
    connection.execute("SET threads = 1")
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("told", pa.Table.from_batches([work.batch]))
    connection.execute("CREATE TABLE lines AS SELECT * FROM told")

    def up(n: str, d: str) -> str:
        return f"((2 * ({n}) + ({d})) // (2 * ({d})))"

    def share(name: str) -> str:
        upto = up(f"{name} * (refunded + allowed)", "quantity")
        gone = up(f"{name} * refunded", "quantity")
        return f"CASE WHEN allowed > 0 THEN {upto} - {gone} ELSE 0 END"

    excluded = ", ".join(f"'{x}'" for x in EXCLUDED)
    fee = up(f"goods * {FEE}", "100")
    statement = f"""
    WITH days AS (
      SELECT *, CAST(timezone(zone::VARCHAR, delivered_at) AS DATE) AS day FROM lines
    ), ended AS (
      SELECT *, day + {WINDOW} AS last_day,
        timezone(zone::VARCHAR, CAST(day + {WINDOW + 1} AS TIMESTAMP)) AS ends_at,
        least(asked, quantity - greatest(returned, refunded)) AS free,
        reason = '{REASONS[0]}' AND category IN ({excluded}) AS excluded
      FROM days
    ), decided AS (
      SELECT *, "at" < ends_at AS is_open,
        CASE WHEN "at" < ends_at AND NOT excluded THEN free ELSE 0 END AS allowed
      FROM ended
    ), priced AS (
      SELECT *, {share("total")} AS goods, {share("tax_included")} AS tax FROM decided
    ), charged AS (
      SELECT *, CASE WHEN reason = '{REASONS[0]}' THEN {fee} ELSE 0 END AS fees FROM priced
    )
    SELECT allowed, asked - allowed AS refused, 0 AS referred, goods, tax, fees,
      goods - fees AS refund, ends_at, last_day,
      CASE WHEN allowed = asked THEN 0 WHEN allowed > 0 THEN 1 ELSE 2 END AS outcome,
      CASE WHEN free > allowed THEN 1 + 2 * (NOT is_open)::INT + excluded::INT ELSE 0 END
        + 8 * (asked > free)::INT AS because
    FROM charged
    """  # noqa: S608 - made of constants

    def run() -> Any:
        return connection.sql(statement).to_arrow_table()

    def read(found: Any) -> dict[str, Any]:
        ends_at = found.column("ends_at").cast(pa.int64()).to_numpy()
        units = {name: found.column(name).to_numpy() for name in (*UNITS, *SUMS)}
        return units | {"ends_at": ends_at}

    return run, read
