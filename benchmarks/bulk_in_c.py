"""The same answers by a loop in C, compiled for this machine, with a table of closings."""

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bulk_answers import NOBODY_KNOWS, Answers, in_words
from benchmarks.bulk_work import CATEGORIES, EXCLUDED, FEE, Drawn, closings

__all__ = ["read", "ready"]

_UNITS = ("allowed", "refused", "referred")
_SUMS = ("goods", "tax", "fees", "fees_tax", "refund")

_SOURCE = r"""
#include <stdint.h>
#define NOBODY_KNOWS INT64_MIN
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
    int64_t beyond = rest - back - kept, close = NOBODY_KNOWS;
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
    because[i] = (stays ? 2 * way + is_excluded : 0) * 8 + others;
    ends[i] = free ? close : NOBODY_KNOWS;
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


def ready(work: Drawn) -> Callable[[], Answers]:
    """One loop over all columns."""
    library = _compiled()
    rows = work.batch.num_rows
    closes, days, first = closings()
    excluded = np.array([x in EXCLUDED for x in CATEGORIES], np.uint8)
    inputs = [np.ascontiguousarray(x) for x in work.numbers.values()]
    slots, begins = ctypes.c_int64(closes.shape[1]), ctypes.c_int64(first)

    def run() -> Answers:
        found: Answers = {"outcome": np.empty(rows, np.int8)}
        found |= {name: np.empty(rows, np.int32) for name in (*_UNITS, "because")}
        found |= {"ends_at": np.empty(rows, np.int64), "last_day": np.empty(rows, np.int32)}
        found |= {name: np.empty(rows, np.int64) for name in _SUMS}
        # Made here, since a pointer alone keeps no array alive.
        tables = (_at(closes), _at(days), slots, begins, _at(excluded))
        library.run(ctypes.c_int64(rows), *map(_at, inputs), *tables, *map(_at, found.values()))
        return found

    return run


def read(found: Answers) -> Answers:
    """The answers."""
    known = found["ends_at"] != NOBODY_KNOWS
    days = np.where(known, found["last_day"].astype(np.int64), NOBODY_KNOWS)
    return in_words({**found, "last_day": days})


def _at(array: Any) -> Any:
    return ctypes.c_void_p(array.ctypes.data)


@cache
def _compiled() -> Any:
    folder = Path(tempfile.mkdtemp())
    source, made = folder / "loop.c", folder / "loop.so"
    source.write_text(_SOURCE, encoding="utf-8")
    command = ["cc", "-O3", "-march=native", "-shared", "-fPIC", f"-DFEE={FEE}"]
    subprocess.run([*command, str(source), "-o", str(made)], check=True)
    return ctypes.CDLL(str(made))
