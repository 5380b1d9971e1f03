"""Has DuckDB count the co-purchases in a folder of Parquet, beside `cargo bench --bench warehouse`.

    cargo bench --bench warehouse -- --keep FOLDER 32
    VENV/bin/python benches/peers/warehouse.py FOLDER

It joins the lines with themselves on the order, counts, drops pairs of a single order, and finds each
item's 50 strongest: nothing more (`rebuild.py` says how it is measured). Prints a row of Markdown.
"""

from __future__ import annotations

import sys
from pathlib import Path

from figures import ComparisonError
from machine import require_packages, say
from rebuild import NAMES, Size, memory_text, run_peer, seconds_of
from report import significant


def main() -> int:
    """Counts once and prints; the exit status."""
    if len(sys.argv) != 2:
        say("error: name the folder of Parquet")
        return 2
    try:
        require_packages(["duckdb"])
        size = Size(0, Path(), Path(sys.argv[1]) / "order_lines")
        pairs = run_peer("duckdb", size)
    except ComparisonError as error:
        say(f"error: {error}")
        return 2
    runs = size.runs[NAMES["duckdb"]]
    print(f"| {pairs:,} pairs | DuckDB | {significant(seconds_of(runs))} s | {memory_text(runs)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
