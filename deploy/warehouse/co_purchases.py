#!/usr/bin/env python3
"""Counts co-purchases where the orders are, for `cartway rebuild --counts`.

Runs co_purchases.sql, which must stand beside it, on Spark (within spark-submit, or over Spark
Connect), on Sail or on DuckDB. Knows how an engine reads and writes; what is counted, and how,
stands in the SQL alone.

    co_purchases.py --db warehouse/ --counts counts/
    cartway rebuild --counts counts/ --graph shop.graph

docs/warehouse.md tells the rest.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

# All that Unicode calls white space.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
# Bytes of the longest id that the program takes.
LONGEST_ID = 4096
ITEM_COLUMNS = ["id", "title", "creator", "category", "year", "url", "image_url"]
# Types of columns, in lower case, that can hold ids: whole numbers and texts.
ID_TYPES = re.compile(
    r"(u?(tiny|small|big|huge)int|u?int(eger)?|byte|short|long|decimal\(\d+, ?0\)"
    r"|string|(var)?char(\(\d+\))?|varchar|uuid|enum\(.*\))$"
)
WHOLE_TYPES = re.compile(r"u?(tiny|small|big|huge)?int(eger)?$")
BYTES_TYPES = ("binary", "blob")
SECONDS_BETWEEN_ATTEMPTS = 10


class Failure(Exception):
    """What ends the run, as one line that says what to do."""


# The types of columns by their names, as an engine calls them.
Columns = dict[str, str]


class Engine(Protocol):
    """What reads Parquet, runs SQL and writes Parquet."""

    def view(self, name: str, sql: str) -> Columns:
        """Gives a query a name."""

    def read(self, name: str, folder: str) -> Columns:
        """Gives all Parquet files of a folder a name."""

    def write(self, sql: str, folder: str) -> None:
        """Writes what a query finds to a folder, in the place of what was there."""

    def number(self, sql: str) -> int:
        """The only value of the only row that a query finds."""

    def text_of(self, column: str, type_: str) -> str:
        """The SQL that makes a text of an id."""

    def close(self) -> None:
        """Lets go of what it holds."""


class Spark:
    """Spark, or what speaks Spark Connect."""

    def __init__(self, remote: str | None) -> None:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder
        remote = remote or os.environ.get("SPARK_REMOTE")
        # The name of an application belongs to who makes the cluster's session.
        builder = builder.remote(remote) if remote else builder.appName("cartway co_purchases")
        self.session = builder.getOrCreate()
        # A number that does not fit ends the run; it does not begin again below zero.
        self.session.conf.set("spark.sql.ansi.enabled", "true")
        self.session.conf.set("spark.sql.session.timeZone", "UTC")

    def view(self, name: str, sql: str) -> Columns:
        return self._named(name, self.session.sql(sql))

    def read(self, name: str, folder: str) -> Columns:
        return self._named(name, self.session.read.parquet(folder))

    def _named(self, name: str, frame: Any) -> Columns:
        frame.createOrReplaceTempView(name)
        return {field.name: field.dataType.simpleString() for field in frame.schema.fields}

    def write(self, sql: str, folder: str) -> None:
        self.session.sql(sql).write.mode("overwrite").parquet(folder)

    def number(self, sql: str) -> int:
        return self.session.sql(sql).collect()[0][0]

    def text_of(self, column: str, type_: str) -> str:
        return f"CAST({column} AS STRING)"

    def close(self) -> None:
        self.session.stop()


class Sail(Spark):
    """Sail, in this very process."""

    def __init__(self) -> None:
        from pysail.spark import SparkConnectServer

        self.server = SparkConnectServer("127.0.0.1", 0)
        self.server.start(background=True)
        _, port = self.server.listening_address
        super().__init__(f"sc://127.0.0.1:{port}")

    def close(self) -> None:
        super().close()
        self.server.stop()


class DuckDB:
    """DuckDB, on this machine."""

    def __init__(self, spill: str) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute("SET preserve_insertion_order = false")
        self.connection.execute("SET TimeZone = 'UTC'")
        self.connection.execute(f"SET temp_directory = {literal(spill)}")

    def view(self, name: str, sql: str) -> Columns:
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {sql}")
        described = self.connection.execute(f"DESCRIBE {name}").fetchall()
        return {column: type_.lower() for column, type_, *_ in described}

    def read(self, name: str, folder: str) -> Columns:
        files = ", ".join(literal(str(file)) for file in parquet_files(Path(folder)))
        if not files:
            raise Failure(f"there is no Parquet file in {folder}")
        read = f"read_parquet([{files}], union_by_name = true, hive_partitioning = false)"
        return self.view(name, f"SELECT * FROM {read}")

    def write(self, sql: str, folder: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)
        file = literal(f"{folder}/part-0.parquet")
        self.connection.execute(f"COPY ({sql}) TO {file} (FORMAT parquet, COMPRESSION zstd)")

    def number(self, sql: str) -> int:
        return self.connection.execute(sql).fetchall()[0][0]

    def text_of(self, column: str, type_: str) -> str:
        return f"decode({column})" if type_ in BYTES_TYPES else f"CAST({column} AS STRING)"

    def close(self) -> None:
        self.connection.close()


def literal(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def parquet_files(folder: Path) -> Iterator[Path]:
    """The files that hold rows: not those that only mark something."""
    for file in sorted(folder.rglob("*.parquet")):
        if not any(part.startswith((".", "_")) for part in file.relative_to(folder).parts):
            yield file


class Part(NamedTuple):
    """A part of the SQL, and what becomes of it."""

    kind: str
    name: str
    sql: str


def parts(values: dict[str, str]) -> list[Part]:
    """The parts of the SQL in their order, with values in the place of braces."""
    text = Path(__file__).with_name("co_purchases.sql").read_text(encoding="utf-8")
    found = re.findall(
        r"^-- (view|step|result): (\w+)\n(.*?)(?=^-- \w+: \w+$|\Z)", text, re.S | re.M
    )
    return [Part(kind, name, filled(sql, values)) for kind, name, sql in found]


def filled(sql: str, values: dict[str, str]) -> str:
    plain = re.sub(r"^\s*--.*\n", "", sql, flags=re.M).strip()
    return re.sub(r"\{(\w+)\}", lambda place: values[place[1]], plain)


def local(path: str) -> Path | None:
    """A path of this machine, if it is one."""
    return None if "://" in path else Path(path)


def can_read(engine: Engine, folder: str) -> bool:
    try:
        # Sail finds a table without columns in a folder that is not there.
        return bool(engine.read("looked_at", folder))
    except Exception:  # each engine has its own word for it
        return False


def source(text: str) -> str:
    """What rows are read from: a table, a view or a SELECT."""
    return f"({text}) AS given" if re.match(r"\s*(select|with|\()", text, re.I) else text


def open_given(engine: Engine, table: str, db: str | None, given: str | None) -> Columns | None:
    """Names what is given for a table `raw_...`; none if there is nothing."""
    name = f"raw_{table}"
    if given:
        return engine.view(name, f"SELECT * FROM {source(given)}")
    if not db:
        return None
    folder = f"{db}/{table}"
    for log in ("_delta_log", "metadata"):
        if (path := local(folder)) and (path / log).is_dir():
            raise Failure(
                f"{folder} is of Delta or Iceberg, where not every file counts: let the engine "
                f"read the table, --{'lines' if table == 'order_lines' else table}-from TABLE"
            )
    if table == "items" and not can_read(engine, folder):
        return None
    columns = engine.read(name, folder)
    if not columns:
        raise Failure(f"there is no Parquet file in {folder}")
    return columns


def column_of(columns: Columns, wanted: str) -> str | None:
    """What a column is called here, in whatever case."""
    alike = [column for column in columns if column.lower() == wanted]
    return wanted if wanted in alike else next(iter(alike), None)


def id_of(engine: Engine, columns: Columns, wanted: str, table: str) -> str:
    """The SQL that makes a text of a column of ids."""
    column = column_of(columns, wanted)
    if column is None:
        raise Failure(f"{table} has no column {wanted}; there are {', '.join(columns)}")
    type_ = columns[column].lower()
    if type_ not in BYTES_TYPES and not ID_TYPES.match(type_):
        raise Failure(
            f"{wanted} of {table} is {columns[column]}, and ids are whole numbers or texts: "
            "say how it is written, with a SELECT"
        )
    return engine.text_of(column, type_)


def is_since(columns: Columns, since: str) -> str:
    """The SQL that says whether a line is no older than a moment. What is no date is older."""
    column = column_of(columns, "ordered_at")
    if column is None:
        raise Failure("--since needs a column ordered_at in the order lines")
    moment = datetime.fromisoformat(since)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if WHOLE_TYPES.match(columns[column].lower()):
        return f"{column} >= {int(moment.timestamp())}"
    return f"TRY_CAST({column} AS TIMESTAMP) >= TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}'"


def define_lines(engine: Engine, columns: Columns, since: str | None) -> None:
    """The view of order lines that the SQL begins with."""
    order, item = (id_of(engine, columns, name, "order_lines") for name in ("order_id", "item_id"))
    where = f" WHERE {is_since(columns, since)}" if since else ""
    engine.view("given_lines", f"SELECT {order} AS o, {item} AS i FROM raw_order_lines{where}")


def define_items(engine: Engine, columns: Columns | None) -> None:
    """The view of items; without a table of items one without rows."""
    selected = []
    for name in ITEM_COLUMNS:
        column = column_of(columns or {}, name)
        sql = id_of(engine, columns, name, "items") if columns and name == "id" else column
        selected.append(f"{sql or 'CAST(NULL AS STRING)'} AS {name}")
    rows = "raw_items" if columns else "given_lines WHERE o <> o"
    engine.view("given_items", f"SELECT {', '.join(selected)} FROM {rows}")


class Run:
    """All parts, one after another."""

    def __init__(self, engine: Engine, counts: str, work: str, attempts: int) -> None:
        self.engine, self.counts, self.work, self.attempts = engine, counts, work, attempts

    def refuse_what_is_not_ours(self) -> None:
        """Results take the place of earlier ones, and of nothing else."""
        if can_read(self.engine, f"{self.counts}/meta"):
            return
        for name in ("pairs", "items"):
            if can_read(self.engine, f"{self.counts}/{name}"):
                raise Failure(
                    f"{self.counts}/{name} is there, and no meta/ beside it to say that it is of "
                    "a count: name an empty folder with --counts"
                )

    def all(self, all_parts: list[Part]) -> None:
        """Runs all parts; results last, so that earlier ones are good until then."""
        for part in all_parts:
            if part.kind == "view":
                self.engine.view(part.name, part.sql)
            elif part.kind == "step":
                self.step(part)
        self.take_back()
        for part in all_parts:
            if part.name == "meta":
                self.prove()
            if part.kind == "result":
                self.attempt(part, [f"{self.counts}/{part.name}"] * self.attempts)

    def step(self, part: Part) -> None:
        """Writes a step and reads it from there. What is left of an attempt that failed must not be
        read, so each has a folder of its own."""
        numbers = range(1, self.attempts + 1)
        folder = self.attempt(part, [f"{self.work}/{part.name}-{number}" for number in numbers])
        # Where there are no rows, Sail writes no file.
        if not self.engine.read(part.name, folder):
            self.engine.view(part.name, part.sql)

    def attempt(self, part: Part, folders: list[str]) -> str:
        """Writes a part to the first of some folders where that does not fail."""
        for place, folder in enumerate(folders, 1):
            began = time.monotonic()
            try:
                self.engine.write(part.sql, folder)
            except Exception as error:
                if place == len(folders):
                    raise Failure(f"{part.name} failed: {in_a_line(error)}") from error
                tell(f"{part.name} failed and is run again: {in_a_line(error)}")
                time.sleep(SECONDS_BETWEEN_ATTEMPTS)
            else:
                tell(f"{part.name} in {time.monotonic() - began:.1f} s")
                return folder
        raise AssertionError("there is at least one attempt")

    def take_back(self) -> None:
        """Says of an earlier result that it does not count any more: while pairs and items are
        written, `meta` has no row."""
        nothing = "SELECT version FROM (SELECT 1 AS version) AS one WHERE version < 0"
        self.engine.write(nothing, f"{self.counts}/meta")

    def prove(self) -> None:
        """Files that were there before, and that the engine left, would be read as well."""
        for result, step in (("pairs", "best"), ("items", "ids")):
            folder = f"{self.counts}/{result}"
            self.engine.read("written", folder)
            there, wanted = (
                self.engine.number(f"SELECT count(*) FROM {name}") for name in ("written", step)
            )
            if there != wanted:
                raise Failure(
                    f"{folder} has {there} rows where {wanted} were counted: empty it, count again"
                )


def in_a_line(error: Exception) -> str:
    """What went wrong, without the pages that engines add."""
    first, *_ = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {first[:300]}"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def at_least(least: int) -> Any:
    def number(text: str) -> int:
        if int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is less than {least}")
        return int(text)

    return number


def date(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date such as 2026-01-31") from None
    return text


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add(
        "--db",
        metavar="FOLDER",
        help="Parquet with order_lines/ and items/, as `cartway rebuild --db`",
    )
    add("--lines-from", metavar="TABLE|SELECT", help="order lines instead: order_id, item_id")
    add("--items-from", metavar="TABLE|SELECT", help="items instead: id, title and so on")
    add(
        "--counts",
        metavar="FOLDER",
        required=True,
        help="where pairs/, items/ and meta/ are written",
    )
    add("--work", metavar="FOLDER", help="where steps are written [default: work/ of --counts]")
    add("--engine", choices=["spark", "sail", "duckdb"], default="spark")
    add("--remote", metavar="ADDRESS", help="of a server of Spark Connect, as sc://HOST:PORT")
    add(
        "--min-orders",
        type=at_least(1),
        default=2,
        metavar="N",
        help="orders that a link needs (2)",
    )
    add(
        "--top",
        type=at_least(0),
        default=50,
        metavar="N",
        help="links that an item keeps (50; 0: all)",
    )
    add(
        "--max-basket",
        type=at_least(0),
        default=100,
        metavar="N",
        help="items of an order that counts (100; 0: any)",
    )
    add("--measure", choices=["cosine", "jaccard", "lift", "orders"], default="cosine")
    add(
        "--since",
        type=date,
        metavar="DATE",
        help="only lines whose ordered_at is not before it (UTC)",
    )
    add(
        "--attempts", type=at_least(1), default=2, metavar="N", help="how often a step is tried (2)"
    )
    return parser


def check(parser: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    """What no parser of single options can see."""
    if not given.db and not given.lines_from:
        parser.error("say where order lines are: --db or --lines-from")
    if given.remote and given.engine != "spark":
        parser.error("--remote is for --engine spark, whatever stands behind it")
    for option, path in (("--db", given.db), ("--work", given.work)):
        if path and os.path.normpath(path) == os.path.normpath(given.counts):
            parser.error(
                f"{option} and --counts name one folder: results would replace what is there"
            )


def engine_of(given: argparse.Namespace, work: str) -> Engine:
    if given.engine == "duckdb":
        return DuckDB(f"{work}/spilled")
    return Sail() if given.engine == "sail" else Spark(given.remote)


def count(given: argparse.Namespace) -> None:
    counts = given.counts.rstrip("/")
    steps = (given.work or f"{counts}/work").rstrip("/")
    # No run reads what another one left.
    work = f"{steps}/{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}"
    engine = engine_of(given, work)
    try:
        count_with(engine, given, Run(engine, counts, work, given.attempts))
    finally:
        engine.close()
        remove(work)
    tell(f"now: cartway rebuild --counts {counts} --graph shop.graph")


def count_with(engine: Engine, given: argparse.Namespace, run: Run) -> None:
    run.refuse_what_is_not_ours()
    db = given.db and given.db.rstrip("/")
    lines = open_given(engine, "order_lines", db, given.lines_from)
    define_lines(engine, lines, given.since)
    define_items(engine, open_given(engine, "items", db, given.items_from))
    options = {
        name: str(getattr(given, name)) for name in ("measure", "min_orders", "top", "max_basket")
    }
    run.all(parts(options | {"white_space": WHITE_SPACE, "longest_id": str(LONGEST_ID)}))


def remove(work: str) -> None:
    """Removes the steps, where this machine can."""
    path = local(work)
    if path is None:
        tell(f"{work} is needed no more: remove it")
        return
    shutil.rmtree(path, ignore_errors=True)
    if path.parent.name == "work" and path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def main() -> int:
    parser = options()
    given = parser.parse_args()
    check(parser, given)
    try:
        count(given)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
