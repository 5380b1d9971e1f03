"""Runs what people would otherwise count co-purchases with beside `cartway rebuild`.

    python3 -m venv VENV
    VENV/bin/pip install -r benches/peers/requirements.txt
    VENV/bin/python benches/peers/rebuild.py > table.md

For each size a shop is made up (`cartway generate`, 50,000 items, about ten lines an order) in
SQLite, and its order lines are written to Parquet as well. Cartway makes a whole generation from
SQLite: reading, counting, numbering, components, centre, search index, proof and publishing. A peer
reads Parquet, joins the lines with themselves on the order, counts, drops pairs of a single order,
and finds each item's 50 strongest: nothing more.

How it is measured. Each run is a process of its own, on two threads, the programs in turn, so that
the noise of the machine falls on all. What is timed is the life of the whole process; a peer's
library is loaded before its clock starts. The memory is the largest resident set (`VmHWM` of Linux). A ratio is the median over the median.

What is checked. Pairs of at least two orders must be as many, and links of Cartway's graph must be
those that stand among the strongest of either end by DuckDB: each with its number and its lists.
A difference ends the run with exit status 1; whatever else is wrong, with 2.

Progress goes to standard error, the Markdown to standard output. With all sizes it takes about a
quarter of an hour and 4 GB of disk; `--orders 100000 300000` is a quick look.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.metadata
import json
import multiprocessing
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from figures import ComparisonError
from machine import ROOT, processor, require_packages, say
from report import significant

ITEMS = 50_000
THREADS = 2
TOP = 50
ROWS_A_BLOCK = 1_000_000

COUNTING = """
    CREATE TEMP TABLE pairs AS
    SELECT x.item AS a, y.item AS b, count(*) AS orders
    FROM lines x JOIN lines y ON x.purchase = y.purchase AND x.item < y.item
    GROUP BY x.item, y.item HAVING count(*) >= 2
"""
"""The self join, in SQL."""

STRONGEST = f"""
    CREATE TEMP TABLE strongest AS
    WITH bought AS (SELECT item, count(*) AS orders FROM lines GROUP BY item),
    ends AS (SELECT a AS item, b AS other, orders FROM pairs
             UNION ALL SELECT b, a, orders FROM pairs)
    SELECT ends.item, ends.other, ends.orders
    FROM ends JOIN bought p ON p.item = ends.item JOIN bought q ON q.item = ends.other
    QUALIFY row_number() OVER (
        PARTITION BY ends.item
        ORDER BY ends.orders / sqrt(p.orders::DOUBLE * q.orders::DOUBLE) DESC,
                 ends.orders DESC, ends.other::VARCHAR) <= {TOP}
"""
"""Each item's strongest by cosine, ties as Cartway settles them."""


@dataclass
class Run:
    """One life of a program."""

    seconds: float
    peak_bytes: int


@dataclass
class Size:
    """A shop of one size, and what became of it."""

    orders: int
    database: Path
    parquet: Path
    runs: dict[str, list[Run]] = field(default_factory=dict)
    manifest: dict = field(default_factory=dict)


def duckdb_counts(parquet: Path) -> int:
    """Pairs that DuckDB finds; their strongest are made and left."""
    return connected_duckdb(parquet).execute("SELECT count(*) FROM pairs").fetchone()[0]


def connected_duckdb(parquet: Path):
    """DuckDB with both tables made."""
    duckdb = importlib.import_module("duckdb")
    connection = duckdb.connect(config={"threads": THREADS})
    # A folder has the names of a shop.
    lines = (
        f"SELECT order_id AS purchase, item_id AS item FROM read_parquet('{parquet}/*.parquet')"
        if parquet.is_dir()
        else f"SELECT * FROM read_parquet('{parquet}')"
    )
    connection.execute(f"CREATE VIEW lines AS {lines}")
    connection.execute(COUNTING)
    connection.execute(STRONGEST)
    return connection


def polars_counts(parquet: Path) -> int:
    """Pairs that Polars finds; their strongest are made and left."""
    polars = importlib.import_module("polars")
    lines = polars.scan_parquet(parquet)
    column = polars.col
    pairs = (
        lines.join(lines, on="purchase", suffix="_other")
        .filter(column("item") < column("item_other"))
        .group_by("item", "item_other")
        .agg(orders=polars.len())
        .filter(column("orders") >= 2)
        .collect(engine="streaming")
    )
    bought = lines.group_by("item").agg(bought=polars.len()).collect()
    turned = pairs.select(
        column("item_other").alias("item"), column("item").alias("item_other"), "orders"
    )
    ends = polars.concat([pairs, turned]).join(bought, on="item")
    ends = ends.join(bought, left_on="item_other", right_on="item", suffix="_other")
    weights = column("bought").cast(float) * column("bought_other").cast(float)
    ends.with_columns(strength=column("orders") / weights.sqrt()).group_by("item").agg(
        column("item_other").top_k_by("strength", TOP)
    )
    return pairs.height


PEERS: dict[str, Callable[[Path], int]] = {"duckdb": duckdb_counts, "polars": polars_counts}
NAMES = {"duckdb": "DuckDB", "polars": "Polars"}
OURS = "**Cartway**, the whole rebuild"


def count_in_child(name: str, parquet: Path, sender) -> None:
    """Loads a library, counts, and sends pairs, seconds and memory."""
    os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    importlib.import_module(name)
    begin = time.perf_counter()
    pairs = PEERS[name](parquet)
    seconds = time.perf_counter() - begin
    sender.send((pairs, Run(seconds, peak_bytes())))


def peak_bytes() -> int:
    """This process's largest resident set; what getrusage tells includes that of its parent."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def run_peer(name: str, size: Size) -> int:
    """Has a peer count in a process of its own."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=count_in_child, args=(name, size.parquet, sender))
    child.start()
    sender.close()
    try:
        pairs, run = receiver.recv()
    except EOFError:
        raise ComparisonError(f"{NAMES[name]} ended without a result: too little memory?") from None
    finally:
        child.join()
    size.runs.setdefault(NAMES[name], []).append(run)
    return pairs


def run_cartway(binary: Path, size: Size, graph: Path) -> None:
    """Makes a generation and keeps its manifest."""
    shutil.rmtree(graph, ignore_errors=True)
    options = ["--max-basket", "0", "--top", str(TOP), "--threads", str(THREADS), "--quiet"]
    command = [str(binary), "rebuild", "--db", str(size.database), "--graph", str(graph), *options]
    begin = time.perf_counter()
    status = subprocess.run(command, check=False).returncode
    seconds = time.perf_counter() - begin
    if status != 0:
        raise ComparisonError("`cartway rebuild` failed")
    name = (graph / "CURRENT").read_text().strip()
    size.manifest = json.loads((graph / name / "manifest.json").read_text())
    run = Run(seconds, size.manifest["peak_memory_bytes"])
    size.runs.setdefault(OURS, []).append(run)


def prepared(binary: Path, cache: Path, orders: int) -> Size:
    """A shop of that many orders in both formats, made unless it is there."""
    size = Size(orders, cache / f"orders-{orders}.db", cache / f"orders-{orders}.parquet")
    if not size.database.is_file():
        say(f"making up {orders:,} orders")
        command = ["generate", "--items", str(ITEMS), "--orders", str(orders), "--seed", "1"]
        subprocess.run(
            [str(binary), *command, "--db", str(size.database)], check=True, stdout=sys.stderr
        )
    if not size.parquet.is_file():
        say("writing Parquet")
        write_parquet(size.database, size.parquet)
    return size


def write_parquet(database: Path, parquet: Path) -> None:
    """Copies `order_lines`."""
    sqlite3 = importlib.import_module("sqlite3")
    arrow = importlib.import_module("pyarrow")
    writer_of = importlib.import_module("pyarrow.parquet").ParquetWriter
    schema = arrow.schema([("purchase", arrow.int32()), ("item", arrow.int32())])
    partial = parquet.with_suffix(".partial")
    rows = sqlite3.connect(database).execute("SELECT order_id, item_id FROM order_lines")
    with writer_of(partial, schema) as writer:
        while block := rows.fetchmany(ROWS_A_BLOCK):
            writer.write_table(arrow.table(list(zip(*block, strict=True)), schema=schema))
    partial.rename(parquet)


def difference(binary: Path, size: Size, graph: Path) -> str | None:
    """How Cartway's links differ from those DuckDB would keep, if they do."""
    say("comparing the links")
    printed = subprocess.run(
        [str(binary.parent / "examples" / "links"), str(graph)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    ours = set()
    for line in printed.splitlines():
        first, second, orders, listed = map(int, line.split("\t"))
        if listed & 1:
            ours.add((first, second, orders))
        if listed & 2:
            ours.add((second, first, orders))
    connection = connected_duckdb(size.parquet)
    theirs = set(connection.execute("SELECT item, other, orders FROM strongest").fetchall())
    if ours == theirs:
        say(f"{len(ours):,} entries of lists are equal")
        return None
    only = sorted(ours ^ theirs)
    return f"{size.orders:,} orders: {len(only):,} entries differ, the first is {only[0]}"


def compared(args: argparse.Namespace, cache: Path) -> tuple[list[Size], str | None]:
    """All runs of all sizes, and the first difference."""
    binary = args.bin_dir / "cartway"
    graph = cache / "graph"
    sizes = []
    for orders in args.orders:
        size = prepared(binary, cache, orders)
        sizes.append(size)
        for turn in range(args.rounds):
            say(f"{orders:,} orders, round {turn + 1}")
            run_cartway(binary, size, graph)
            expected = size.manifest["counts"]["links_before_pruning"]
            for peer in args.peers:
                pairs = run_peer(peer, size)
                if pairs != expected:
                    return sizes, f"{NAMES[peer]} found {pairs:,} pairs, Cartway {expected:,}"
        if "duckdb" in args.peers and (found := difference(binary, size, graph)):
            return sizes, found
    return sizes, None


def seconds_of(runs: list[Run]) -> float:
    """The median."""
    return statistics.median(run.seconds for run in runs)


def memory_text(runs: list[Run]) -> str:
    """The largest, in words."""
    return f"{significant(max(run.peak_bytes for run in runs) / 1e6)} MB"


def pass_seconds(size: Size, name: str) -> float:
    """How long a pass of the last rebuild took."""
    return next(each["seconds"] for each in size.manifest["timings"] if each["pass"] == name)


def render(args: argparse.Namespace, sizes: list[Size]) -> str:
    """The tables in Markdown."""
    versions = ", ".join(f"{NAMES[name]} {importlib.metadata.version(name)}" for name in args.peers)
    lines = [
        f"Measured on {datetime.date.today()}, {processor()}, {THREADS} threads, "
        f"Python {platform.python_version()}; {versions}. {ITEMS:,} items, "
        f"{args.rounds} rounds, medians.",
        "",
        "| order lines | pairs to count | program | time | times Cartway's | peak memory |",
        "|---:|---:|---|---:|---:|---:|",
    ]
    for size in sizes:
        counts = size.manifest["counts"]
        ours = seconds_of(size.runs[OURS])
        for name, runs in size.runs.items():
            seconds = seconds_of(runs)
            lines.append(
                f"| {counts['order_lines']:,} | {counts['pair_instances']:,} | {name} "
                f"| {significant(seconds)} s | {significant(seconds / ours, 2)} | {memory_text(runs)} |"
            )
    lines += [
        "",
        "| order lines | pairs to count | read | count | the rest | whole | pairs a second, counting "
        "| ns a pair, whole | bytes a line |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size in sizes:
        counts = size.manifest["counts"]
        whole = size.manifest["total_seconds"]
        read, count = pass_seconds(size, "read"), pass_seconds(size, "count")
        pairs = counts["pair_instances"]
        peak = max(run.peak_bytes for run in size.runs[OURS])
        lines.append(
            f"| {counts['order_lines']:,} | {pairs:,} | {read:.2f} s | {count:.2f} s "
            f"| {whole - read - count:.2f} s | {whole:.2f} s | {pairs / count / 1e6:.0f} million "
            f"| {whole / pairs * 1e9:.1f} | {peak / counts['order_lines']:.1f} |"
        )
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    """The command line, with its defaults filled in."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    add = parser.add_argument
    sizes = [100_000, 300_000, 1_000_000, 3_200_000]
    add(
        "--orders",
        type=int,
        nargs="+",
        default=sizes,
        metavar="N",
        help="sizes [default: %(default)s]",
    )
    add("--rounds", type=int, default=3, metavar="N", help="runs of each [default: %(default)s]")
    add("--peers", nargs="+", choices=PEERS, default=list(PEERS), help="[default: all]")
    add("--cache", type=Path, metavar="FOLDER", help="keep the made-up shops here")
    add(
        "--bin-dir",
        type=Path,
        default=target / "release",
        metavar="FOLDER",
        help="where the programs are [default: %(default)s]",
    )
    add("--no-build", action="store_true", help="measure the programs that are there")
    return parser.parse_args()


def main() -> int:
    """Measures and prints; the exit status."""
    args = arguments()
    try:
        require_packages(["pyarrow", *args.peers])
        if not args.no_build:
            say("building (cargo build --release)")
            command = ["cargo", "build", "--release", "--locked", "--bin", "cartway"]
            subprocess.run([*command, "--example", "links"], cwd=ROOT, check=True)
        with tempfile.TemporaryDirectory() as temporary:
            cache = args.cache or Path(temporary)
            cache.mkdir(parents=True, exist_ok=True)
            sizes, found = compared(args, cache)
    except (ComparisonError, subprocess.CalledProcessError) as error:
        say(f"error: {error}")
        return 2
    if found:
        say(f"error: {found}")
        return 1
    print(render(args, sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
