"""The same callable on other engines, unchanged, with its sum and its time beside our own.

    python -m benchmarks.elsewhere ENGINE [--rows 1000000 10000000] [--way WAY]

ENGINE is spark, dask, ray, polars or duckdb. It is installed into an environment of its own, in the
folder for temporary files, unless `--here` says to use the running one. Spark needs Java.
"""

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEEDS = {
    "spark": ["pyspark>=4", "pandas>=2.2,<3"],
    "dask": ["dask[dataframe,distributed]"],
    "ray": ["ray[data]"],
    "polars": ["polars"],
    "duckdb": ["duckdb"],
}
SPARK_TYPES = {"units": "int", "minor": "bigint", "moment": "timestamp", "day": "date"}
WORKERS = 2
PARTS = 8
ROUNDS = 3


def main(arguments: list[str] | None = None) -> int:
    """Run one engine, in an environment of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(NEEDS))
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--way", default="", help="only ways of asking with this in their name")
    parser.add_argument("--here", action="store_true")
    asked = parser.parse_args(arguments)
    if not asked.here:
        return _apart(asked.engine, asked.rows, asked.way)
    with tempfile.TemporaryDirectory() as folder, ENGINES[asked.engine]() as every:
        ways = {name: summed for name, summed in every.items() if asked.way in name}
        same = [_compared(asked.engine, ways, rows, Path(folder)) for rows in asked.rows]
    return 0 if all(same) else 1


def _apart(engine: str, rows: list[int], way: str) -> int:
    folder = Path(tempfile.gettempdir()) / f"postsales-{engine}"
    if not (folder / "bin" / "python").exists():
        print(f"installing {engine} into {folder}", flush=True)
        venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    packages = [f"{ROOT}[arrow]", *NEEDS[engine]]
    subprocess.run([python, "-m", "pip", "install", "-qq", *packages], check=True)
    told = [python, "-m", "benchmarks.elsewhere", engine, "--here", "--rows", *map(str, rows)]
    told += ["--way", way]
    # The library is that of this checkout, also for the workers that an engine starts.
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    spark = {"PYSPARK_PYTHON": python, "PYSPARK_DRIVER_PYTHON": python}
    environment = {**os.environ, "PYTHONPATH": path, **spark}
    return subprocess.run(told, cwd=ROOT, check=False, env=environment).returncode


Sum = tuple[int, int]
"""How many rows there were, and the refunds of all of them together."""
Summed = Callable[[Path], Sum]
Ways = Mapping[str, Summed]
"""By what it is called: how an engine is asked."""


def _compared(engine: str, ways: Ways, rows: int, folder: Path) -> bool:
    """Print how the engine's times compare with those of one process, on the same files."""
    files = folder / str(rows)
    files.mkdir()
    # Whoever starts processes later is not to hold the lines then.
    subprocess.run([sys.executable, "-c", _WRITING, str(rows), str(files)], check=True, cwd=ROOT)
    print(f"{engine}: {rows:,} lines", flush=True)
    same = [_beside(way, summed, files) for way, summed in ways.items()]
    return all(same)


def _beside(way: str, summed: Summed, files: Path) -> bool:
    """Print how one way compares: both take turns, and ratios are taken within a round."""
    found, first = _timed(summed, files)
    expected, _ = _timed(_in_process, files)
    rounds = [(_timed(_in_process, files)[1], _timed(summed, files)[1]) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(x) for x in zip(*rounds, strict=True))
    ratio = statistics.median(theirs / ours for ours, theirs in rounds)
    print(
        f"  {way}: {theirs:.2f} s (the first time {first:.2f} s), in one process {ours:.2f} s: "
        f"{ratio:.1f} times as long; "
        f"rows and sum {'are the same' if found == expected else f'DIFFER: {found}, {expected}'}",
        flush=True,
    )
    return found == expected


_WRITING = """
import sys
from pathlib import Path
from benchmarks.elsewhere import written
written(int(sys.argv[1]), Path(sys.argv[2]))
"""


def written(rows: int, folder: Path) -> None:
    """So many lines as files."""
    import pyarrow.parquet as pq

    from benchmarks.bulk_work import drawn

    batch = drawn(rows).batch
    for part in range(PARTS):
        first, after = part * rows // PARTS, (part + 1) * rows // PARTS
        pq.write_table(_plain(batch.slice(first, after - first)), folder / f"{part}.parquet")


def _plain(batch: Any) -> Any:
    """Words as plain text, as most files have them."""
    import pyarrow as pa

    table = pa.Table.from_batches([batch])
    kinds = [pa.string() if pa.types.is_dictionary(x.type) else x.type for x in table.schema]
    fields = [pa.field(x.name, y) for x, y in zip(table.schema, kinds, strict=True)]
    return table.cast(pa.schema(fields))


def _timed(summed: Summed, files: Path) -> tuple[Sum, float]:
    started = time.perf_counter()
    found = summed(files)
    return found, time.perf_counter() - started


def _total(answers: Any) -> Sum:
    import pyarrow.compute as pc

    return _sum([(x.num_rows, pc.sum(x.column("refund")).as_py() or 0) for x in answers])


def _of_file(path: str) -> Sum:
    import pyarrow.parquet as pq

    from benchmarks.bulk_work import LINES

    return _total([LINES(pq.read_table(path))])


def _each(files: Path) -> list[Path]:
    return sorted(files.glob("*.parquet"))


def _sum(found: Sequence[Sum]) -> Sum:
    return sum(x for x, _ in found), sum(y for _, y in found)


def _in_process(files: Path) -> Sum:
    return _sum([_of_file(str(x)) for x in _each(files)])


@contextmanager
def spark() -> Generator[Ways, None, None]:
    """``mapInArrow``, on two workers of this machine."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as sql

    from benchmarks.bulk_work import LINES

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
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

    yield {"mapInArrow": summed}
    session.stop()


@contextmanager
def dask() -> Generator[Ways, None, None]:
    """Batches, partitions of a frame, and files, on two processes of this machine."""
    from distributed import Client, LocalCluster

    address = "127.0.0.1"
    with (
        LocalCluster(WORKERS, threads_per_worker=1, dashboard_address=None, host=address) as made,
        Client(made) as client,
    ):

        def batches(files: Path) -> Sum:
            import pyarrow.parquet as pq

            from benchmarks.bulk_work import LINES

            table = pq.read_table(files)
            return _total(client.gather(client.map(LINES, table.to_batches())))

        def partitions(files: Path) -> Sum:
            import dask.dataframe as dd
            from dask import compute

            frame = dd.read_parquet(files)
            # Without an example dask makes up rows, and asks about those.
            answers = frame.map_partitions(_of_frame, meta=_of_frame(frame.head(0)))
            rows, together = compute(answers.refund.count(), answers.refund.sum())
            return int(rows), int(together)

        def paths(files: Path) -> Sum:
            # Done anew each time, although the paths are the same.
            told = client.map(_of_file, [str(x) for x in _each(files)], pure=False)
            return _sum(client.gather(told))

        yield {
            "client.map over batches": batches,
            "map_partitions of a frame": partitions,
            "client.map over paths of files": paths,
        }


def _of_frame(frame: Any) -> Any:
    import pyarrow as pa

    from benchmarks.bulk_work import LINES

    return LINES(pa.Table.from_pandas(frame, preserve_index=False)).to_pandas()


@contextmanager
def ray() -> Generator[Ways, None, None]:
    """``map_batches``, on two workers of this machine."""
    # Read when it is imported. Its workers would let everybody else on the machine go first.
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    import ray as engine

    from benchmarks.bulk_work import LINES

    address = "127.0.0.1"
    engine.init(
        num_cpus=WORKERS, include_dashboard=False, log_to_driver=False, _node_ip_address=address
    )
    engine.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)

    def summed(lines: Any) -> Sum:
        answers = lines.map_batches(LINES, batch_format="pyarrow")
        return _total(answers.iter_batches(batch_format="pyarrow", batch_size=None))

    def table(files: Path) -> Sum:
        import pyarrow.parquet as pq

        return summed(engine.data.from_arrow(pq.read_table(files)))

    def read(files: Path) -> Sum:
        return summed(engine.data.read_parquet(str(files)))

    yield {"from_arrow": table, "read_parquet": read}
    engine.shutdown()


@contextmanager
def polars() -> Generator[Ways, None, None]:
    """To Arrow and back."""
    import polars as pl

    from benchmarks.bulk_work import LINES

    def summed(files: Path) -> Sum:
        frame = pl.read_parquet(files / "*.parquet")
        told = LINES(frame.to_arrow(compat_level=pl.CompatLevel.oldest()))
        answers = pl.from_arrow(told)
        assert isinstance(answers, pl.DataFrame)
        return answers.height, int(answers["refund"].sum())

    yield {"to_arrow": summed}


@contextmanager
def duckdb() -> Generator[Ways, None, None]:
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

    yield {"to_arrow_reader": summed}


ENGINES: dict[str, Callable[[], Any]] = {
    "spark": spark,
    "dask": dask,
    "ray": ray,
    "polars": polars,
    "duckdb": duckdb,
}

if __name__ == "__main__":
    sys.exit(main())
