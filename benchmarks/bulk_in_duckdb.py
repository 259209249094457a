"""The same answers by duckdb: as one writes it first, and as somebody does who measures.

What no line of the drawn ones has is not looked at: tax on top, a delivery that nobody knows or
that comes after the question, refunds without a return, a line that nothing is left of.
The lines lie in a table of its own beforehand, and the answers come as Arrow.
"""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb as engine
import pyarrow as pa

from benchmarks.bulk_answers import Answers, in_words, of_arrow
from benchmarks.bulk_work import CATEGORIES, EXCLUDED, FEE, REASONS, WINDOW, ZONES, Drawn

__all__ = ["fast", "plain", "read"]

Run = Callable[[], Any]


def plain(work: Drawn) -> Run:
    """The zone is named by a column of text."""
    days = "SELECT *, CAST(timezone(zone, delivered_at) AS DATE) AS day FROM lines"
    ended = f"SELECT *, timezone(zone, {_MIDNIGHT}) AS ends_at FROM days"  # noqa: S608 - constants
    return _asked(_lines(work, "SELECT * FROM told"), f"days AS ({days}), ended AS ({ended})")


def fast(work: Drawn) -> Run:
    """Words are coded, a branch for each zone names it, and each local day is closed once."""
    words = {"zone": ZONES, "category": CATEGORIES, "reason": REASONS}
    coded = ", ".join(f"{name}::ENUM({_quoted(x)}) AS {name}" for name, x in words.items())
    day = _by_zone(lambda zone: f"CAST(timezone('{zone}', delivered_at) AS DATE)")
    end = _by_zone(lambda zone: f"timezone('{zone}', {_MIDNIGHT})")
    parts = {
        "days": f"SELECT *, {day} AS day FROM lines",  # noqa: S608 - constants
        "met": "SELECT DISTINCT zone, day FROM days",
        "ends": f"SELECT zone, day, {end} AS ends_at FROM met",  # noqa: S608 - constants
        "ended": "SELECT days.*, ends_at FROM days JOIN ends USING (zone, day)",
    }
    told = ", ".join(f"{name} AS ({x})" for name, x in parts.items())
    lines = f"SELECT * REPLACE ({coded}) FROM told"  # noqa: S608 - constants
    return _asked(_lines(work, lines), told)


def read(found: Any) -> Answers:
    """The answers."""
    return in_words(of_arrow(found))


_MIDNIGHT = f"CAST(day + {WINDOW + 1} AS TIMESTAMP)"


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{x}'" for x in words)


def _by_zone(of: Callable[[str], str]) -> str:
    return "CASE zone " + " ".join(f"WHEN '{x}' THEN {of(x)}" for x in ZONES) + " END"


def _lines(work: Drawn, told: str) -> Any:
    connection = engine.connect()
    connection.execute("SET threads = 1")
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("told", pa.Table.from_batches([work.batch]))
    connection.execute(f"CREATE TABLE lines AS {told}")
    return connection


def _up(n: str, d: str) -> str:
    return f"((2 * ({n}) + ({d})) // (2 * ({d})))"


def _share(name: str) -> str:
    upto = _up(f"{name} * (refunded + allowed)", "quantity")
    gone = _up(f"{name} * refunded", "quantity")
    return f"CASE WHEN allowed > 0 THEN {upto} - {gone} ELSE 0 END"


def _asked(connection: Any, ended: str) -> Run:
    """One statement, once it is told how the end of each line is found."""
    statement = f"""
    WITH {ended}, freed AS (
      SELECT *, least(asked, quantity - greatest(returned, refunded)) AS free,
        reason = '{REASONS[0]}' AND category IN ({_quoted(EXCLUDED)}) AS is_excluded
      FROM ended
    ), decided AS (
      SELECT *, asked - free AS rest,
        CASE WHEN "at" < ends_at AND NOT is_excluded THEN free ELSE 0 END AS allowed
      FROM freed
    ), priced AS (
      SELECT *, {_share("total")} AS goods, {_share("tax_included")} AS tax FROM decided
    ), charged AS (
      SELECT *, CASE WHEN reason = '{REASONS[0]}' THEN {_up(f"goods * {FEE}", "100")} ELSE 0 END
        AS fees FROM priced
    )
    SELECT CASE WHEN allowed = asked THEN 0 WHEN allowed > 0 THEN 1 ELSE 2 END AS outcome,
      allowed, asked - allowed AS refused, 0 AS referred,
      CASE WHEN free > allowed THEN 8 * is_excluded::INT + 16 * ("at" >= ends_at)::INT ELSE 0 END
        + (least(rest, returned) > 0)::INT + 4 * (rest > returned)::INT AS because,
      ends_at, day + {WINDOW} AS last_day, goods, tax, fees, 0 AS fees_tax, goods - fees AS refund
    FROM charged
    """  # noqa: S608 - constants
    return lambda: connection.sql(statement).to_arrow_table()
