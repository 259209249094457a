"""The same callable on other engines, unchanged, with its sum and its time beside our own.

    python -m benchmarks.elsewhere ENGINE [--rows 1000000 10000000]

ENGINE is spark, dask, ray, polars or duckdb. It is installed into an environment of its own, in the
folder for temporary files, unless `--here` says to use the running one. Spark needs Java.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEEDS = {
    "spark": ["pyspark>=4", "pandas>=2.2"],
    "dask": ["distributed"],
    "ray": ["ray[data]"],
    "polars": ["polars"],
    "duckdb": ["duckdb"],
}
SPARK_TYPES = {"units": "int", "minor": "bigint", "moment": "timestamp", "day": "date"}
WORKERS = 2
PARTS = 8


def main(arguments: list[str] | None = None) -> int:
    """Run one engine, in an environment of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(NEEDS))
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--here", action="store_true")
    asked = parser.parse_args(arguments)
    if not asked.here:
        return _apart(asked.engine, asked.rows)
    with tempfile.TemporaryDirectory() as folder, ENGINES[asked.engine]() as summed:
        held = [_compared(asked.engine, summed, rows, Path(folder)) for rows in asked.rows]
    return 0 if all(held) else 1


def _apart(engine: str, rows: list[int]) -> int:
    folder = Path(tempfile.gettempdir()) / f"postsales-{engine}"
    if not (folder / "bin" / "python").exists():
        print(f"installing {engine} into {folder}", flush=True)
        venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    packages = [f"{ROOT}[arrow]", *NEEDS[engine]]
    subprocess.run([python, "-m", "pip", "install", "-qq", *packages], check=True)
    told = [python, "-m", "benchmarks.elsewhere", engine, "--here", "--rows", *map(str, rows)]
    # The library is that of this checkout, also for the workers that an engine starts.
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    spark = {"PYSPARK_PYTHON": python, "PYSPARK_DRIVER_PYTHON": python}
    environment = {**os.environ, "PYTHONPATH": path, **spark}
    return subprocess.run(told, cwd=ROOT, check=False, env=environment).returncode


Sum = tuple[int, int]
"""How many rows there were, and the refunds of all of them together."""
Summed = Callable[[Path], Sum]


def _compared(engine: str, summed: Summed, rows: int, folder: Path) -> bool:
    """Print how the engine's time compares with that of one process, on the same files."""
    import pyarrow.parquet as pq

    from benchmarks.bulk_work import drawn

    files = folder / str(rows)
    files.mkdir()
    batch = drawn(rows).batch
    for part in range(PARTS):
        first, after = part * rows // PARTS, (part + 1) * rows // PARTS
        table = _plain(batch.slice(first, after - first))
        pq.write_table(table, files / f"{part}.parquet")
    expected, ours = _timed(_in_process, files)
    first_found, cold = _timed(summed, files)
    found, theirs = _timed(summed, files)
    same = found == first_found == expected
    print(
        f"{engine}: {rows:,} lines in {theirs:.2f} s (the first time {cold:.2f} s), "
        f"in one process {ours:.2f} s: {theirs / ours:.1f} times as long; "
        f"rows and sum {'are the same' if same else f'DIFFER: {found}, not {expected}'}",
        flush=True,
    )
    return same


def _plain(batch: Any) -> Any:
    """Words as plain text, as most files have them."""
    import pyarrow as pa

    table = pa.Table.from_batches([batch])
    kinds = [pa.string() if pa.types.is_dictionary(x.type) else x.type for x in table.schema]
    fields = [pa.field(x.name, y) for x, y in zip(table.schema, kinds, strict=True)]
    return table.cast(pa.schema(fields))


def _timed(summed: Summed, files: Path) -> tuple[Sum, float]:
    best: float | None = None
    found: Sum = (0, 0)
    for _ in range(2):
        started = time.perf_counter()
        found = summed(files)
        spent = time.perf_counter() - started
        best = spent if best is None else min(best, spent)
    assert best is not None
    return found, best


def _total(answers: Any) -> Sum:
    import pyarrow.compute as pc

    found = [(x.num_rows, pc.sum(x.column("refund")).as_py() or 0) for x in answers]
    return sum(x for x, _ in found), sum(y for _, y in found)


def _of_file(path: str) -> Sum:
    import pyarrow.parquet as pq

    from benchmarks.bulk_work import LINES

    return _total([LINES(pq.read_table(path))])


def _in_process(files: Path) -> Sum:
    found = [_of_file(str(x)) for x in sorted(files.glob("*.parquet"))]
    return sum(x for x, _ in found), sum(y for _, y in found)


@contextmanager
def spark() -> Generator[Summed, None, None]:
    """``mapInArrow``, on two workers of this machine."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as sql

    from benchmarks.bulk_work import LINES

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master(f"local[{WORKERS}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    told = [f"{x.name} {SPARK_TYPES.get(str(x.kind), 'string')}" for x in LINES.gives]

    def summed(files: Path) -> Sum:
        answers = session.read.parquet(str(files)).mapInArrow(LINES.each, ", ".join(told))
        row = answers.agg(sql.count("outcome"), sql.sum("refund")).collect()[0]
        return row[0], row[1]

    yield summed
    session.stop()


@contextmanager
def dask() -> Generator[Summed, None, None]:
    """A task for each file, on two processes of this machine."""
    from distributed import Client, LocalCluster

    from benchmarks.bulk_work import LINES

    address = "127.0.0.1"
    with (
        LocalCluster(WORKERS, threads_per_worker=1, dashboard_address=None, host=address) as made,
        Client(made) as client,
    ):

        def summed(files: Path) -> Sum:
            import pyarrow.parquet as pq

            tables = [pq.read_table(x) for x in sorted(files.glob("*.parquet"))]
            return _total(client.gather(client.map(LINES, tables, pure=False)))

        yield summed


@contextmanager
def ray() -> Generator[Summed, None, None]:
    """``map_batches``, on two workers of this machine."""
    import ray as engine

    from benchmarks.bulk_work import LINES

    engine.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)

    def summed(files: Path) -> Sum:
        answers = engine.data.read_parquet(str(files)).map_batches(LINES, batch_format="pyarrow")
        return answers.count(), int(answers.sum("refund"))

    yield summed
    engine.shutdown()


@contextmanager
def polars() -> Generator[Summed, None, None]:
    """To Arrow and back."""
    import polars as pl

    from benchmarks.bulk_work import LINES

    def summed(files: Path) -> Sum:
        frame = pl.read_parquet(files / "*.parquet")
        told = LINES(frame.to_arrow(compat_level=pl.CompatLevel.oldest()))
        answers = pl.from_arrow(told)
        assert isinstance(answers, pl.DataFrame)
        return answers.height, int(answers["refund"].sum())

    yield summed


@contextmanager
def duckdb() -> Generator[Summed, None, None]:
    """Batch by batch out of a query, and into another."""
    import duckdb as engine
    import pyarrow as pa

    from benchmarks.bulk_work import LINES

    connection = engine.connect()
    connection.execute("SET TimeZone = 'UTC'")

    def summed(files: Path) -> Sum:
        query = connection.sql(f"SELECT * FROM read_parquet('{files}/*.parquet')")  # noqa: S608
        connection.register("answers", pa.Table.from_batches(LINES.each(query.to_arrow_reader())))
        (row,) = connection.execute("SELECT count(*), sum(refund) FROM answers").fetchall()
        return int(row[0]), int(row[1])

    yield summed


ENGINES: dict[str, Callable[[], Any]] = {
    "spark": spark,
    "dask": dask,
    "ray": ray,
    "polars": polars,
    "duckdb": duckdb,
}

if __name__ == "__main__":
    sys.exit(main())
