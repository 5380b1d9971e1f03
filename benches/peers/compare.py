"""Runs what people would otherwise use beside Cartway, and prints how many times slower it is.

    python3 -m venv VENV
    VENV/bin/pip install -r benches/peers/requirements.txt
    VENV/bin/python benches/peers/compare.py > table.md

The same graph (a SNAP edge list with a file of names, links walked either way) and the same random
pairs of its largest component go to everybody, on one thread and, where the system allows it, on
one core. It takes about a quarter of an hour; `--pairs 200 --slow-seconds 5` is a quick look.

How it is measured. The pairs are parted into rounds. In each round every peer has its turn after
Cartway has run the same pairs, so that the noise of the machine falls on both. Each single search
is timed inside the process that makes it, after a warm-up pass; the graph is loaded before. A peer
begins searches until its share of `--slow-seconds` is over, so slow peers get the first pairs of
each round only; the warm-up pass has a fifth of that time. A ratio is the median of the peer over
the median of Cartway in its runs just before that peer; those of the single rounds are given as a
range, which is wide for a peer that had time for a few pairs only. Python collects no garbage while
a search is timed. p50 and p99 are nearest ranks; there is no p99 of fewer than 100 pairs.

What is checked. Hops must be equal for each pair and each peer, and so must counts where a peer
counts. The first difference ends the run with exit status 1; whatever else is wrong, with 2.

Progress goes to standard error, the Markdown to standard output.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import hashlib
import importlib
import importlib.metadata
import math
import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import contenders
from contenders import Graph, run
from figures import (
    Answer,
    ComparisonError,
    Contender,
    Encounter,
    Pair,
    Sample,
    Work,
    differences,
    p50,
)
from machine import ROOT, processor, require_packages, say
from report import Report, ratio_text, render, time_text

PYTHON_PEERS = ("networkit", "networkx", "igraph", "rustworkx")
PEERS = (*PYTHON_PEERS, "petgraph")


def load_graph(edges: Path, names: Path) -> Graph:
    """Reads the edge list and its names, and finds the largest component."""
    numpy = importlib.import_module("numpy")
    sparse = importlib.import_module("scipy.sparse")
    csgraph = importlib.import_module("scipy.sparse.csgraph")
    for path in (edges, names):
        if not path.is_file():
            raise ComparisonError(f"{path} is not there: see --edges and --names")
    # `loadtxt` opens gzip by itself; as text the names are one a line.
    array = numpy.loadtxt(edges, dtype=numpy.int64, comments="#", usecols=(0, 1))
    listed_names = numpy.loadtxt(names, dtype=str, comments=None).tolist()
    size = len(listed_names)
    if array.max() >= size:
        raise ComparisonError(f"{edges} has node {array.max()}, but {names} has {size} names")
    ones = numpy.ones(len(array), dtype=numpy.int32)
    matrix = sparse.coo_matrix((ones, (array[:, 0], array[:, 1])), shape=(size, size))
    _, labels = csgraph.connected_components(matrix, directed=False)
    largest = numpy.flatnonzero(labels == numpy.bincount(labels).argmax()).tolist()
    return Graph(array, listed_names, largest)


def random_pairs(nodes: Sequence[int], count: int, seed: int) -> list[Pair]:
    """Pairs of two different nodes, the same ones for the same seed; none is there twice."""
    if count > len(nodes) * (len(nodes) - 1) // 2:
        raise ComparisonError(f"{len(nodes)} nodes have fewer than {count} pairs: see --pairs")
    chance = random.Random(seed)
    pairs: dict[Pair, None] = {}
    while len(pairs) < count:
        source, target = chance.sample(nodes, 2)
        pairs[(source, target)] = None
    return list(pairs)


def digest(paths: Sequence[Path]) -> str:
    """A name for what these files hold."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def prepared_graph(cache: Path, cartway: Path, edges: Path, names: Path) -> Path:
    """The folder of Cartway's graph of these files, made unless the same program made it before."""
    home = cache / digest([cartway, edges, names])
    folder = home / "graph"
    if (folder / "CURRENT").is_file():
        return folder
    say(f"making the graph in {home}")
    home.mkdir(parents=True, exist_ok=True)
    database = home / "shop.db"
    database.unlink(missing_ok=True)
    importing: list[str | Path] = [
        cartway,
        "import",
        "links",
        "--db",
        database,
        "--names",
        names,
        edges,
    ]
    run(importing)
    run([cartway, "rebuild", "--db", database, "--graph", folder, "--top", "0"])
    database.unlink()
    return folder


def pin(core: int | None) -> str:
    """Keeps this process, and all it starts, on one core if the system can; says which."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned to a core: this system has no way to"
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    try:
        os.sched_setaffinity(0, {chosen})
    except OSError as error:
        raise ComparisonError(f"core {chosen} cannot be used: {error}") from error
    return f"pinned to core {chosen}"


def check(truth: dict[Pair, Answer], label: str, samples: Sequence[Sample]) -> None:
    """Ends the run if somebody disagrees."""
    wrong = differences(truth, label, samples)
    if wrong:
        say("\n".join([f"{label}: {len(wrong)} of {len(samples)} pairs differ", *wrong[:20]]))
        raise SystemExit(1)


def encounter(
    ours: dict[Work, Contender],
    peer: Contender,
    pairs: Sequence[Pair],
    seconds: float,
    truth: dict[Pair, Answer],
) -> Encounter:
    """Cartway, then the peer, on the same pairs; all answers are checked."""
    by_work = {work: us.measure(pairs, math.inf) for work, us in ours.items()}
    for sample in by_work[Work.ALL_PATHS]:
        truth.setdefault(sample.pair, sample.answer)
    for work, samples in by_work.items():
        if len(samples) != len(pairs):
            raise ComparisonError(f"Cartway answered {len(samples)} pairs only")
        check(truth, f"Cartway ({work.value})", samples)
    theirs = peer.measure(pairs, seconds)
    check(truth, peer.label, theirs)
    return Encounter(theirs, by_work)


def compare(
    report: Report,
    peers: Sequence[Contender],
    rounds: Sequence[Sequence[Pair]],
    seconds: float,
) -> None:
    """Lets every peer meet Cartway in every round."""
    truth: dict[Pair, Answer] = {}
    for number, pairs in enumerate(rounds, 1):
        for peer in peers:
            met = encounter(report.ours, peer, pairs, seconds / len(rounds), truth)
            report.met.setdefault(peer, []).append(met)
            say(
                f"round {number} of {len(rounds)}: {peer.label}, {len(met.peer)} pairs, "
                f"p50 {time_text(p50(met.peer))}, {ratio_text([met], peer.work)} times"
            )


def load_peers(args: argparse.Namespace, graph: Graph) -> list[Contender]:
    """The chosen peers, each with its own copy of the graph."""
    loaders: dict[str, Callable[[Graph], list[Contender]]] = {
        "networkit": contenders.networkit_peers,
        "networkx": contenders.networkx_peers,
        "igraph": contenders.igraph_peers,
        "rustworkx": contenders.rustworkx_peers,
        "petgraph": lambda graph: contenders.petgraph_peers(
            graph, args.bin_dir / "examples" / "time_petgraph", args.edges
        ),
    }
    peers = []
    for name in args.peers:
        say(f"loading the graph into {name}")
        peers += loaders[name](graph)
    gc.freeze()
    return peers


def petgraph_version() -> str:
    """The version that Cargo.lock names."""
    lines = (ROOT / "Cargo.lock").read_text().splitlines()
    place = lines.index('name = "petgraph"')
    return lines[place + 1].split('"')[1]


def title(args: argparse.Namespace, graph: Graph, pinned: str) -> str:
    """What was measured, where, and with which versions."""
    versions = [
        f"{name} {petgraph_version() if name == 'petgraph' else importlib.metadata.version(name)}"
        for name in args.peers
    ]
    return (
        f"Measured on {datetime.date.today()}, {processor()}, one thread, {pinned}, "
        f"Python {platform.python_version()}; {', '.join(versions)}. "
        f"{len(graph.names):,} items, {len(graph.edges):,} links, either way; "
        f"{args.pairs:,} random pairs of the largest component (seed {args.seed}), "
        f"{args.rounds} rounds, at most {args.slow_seconds:g} s a peer."
    )


def require_programs(args: argparse.Namespace) -> None:
    """Ends early if a program that is measured is not where it should be."""
    examples = args.bin_dir / "examples"
    programs = [args.bin_dir / "cartway", examples / "time_connections"]
    if "petgraph" in args.peers:
        programs.append(examples / "time_petgraph")
    for path in programs:
        if not path.is_file():
            raise ComparisonError(f"{path} is not there: see --bin-dir and --no-build")


def build() -> None:
    """Builds the programs that are measured."""
    say("building (cargo build --release)")
    command = ["cargo", "build", "--release", "--locked", "--bin", "cartway"]
    run([*command, "--examples"], cwd=ROOT)


def measured_report(args: argparse.Namespace) -> Report:
    """Everything from the build to the last round."""
    require_packages(["numpy", "scipy", *(name for name in args.peers if name in PYTHON_PEERS)])
    if not args.no_build:
        build()
    require_programs(args)
    say("reading the graph")
    graph = load_graph(args.edges, args.names)
    pairs = random_pairs(graph.largest_component, args.pairs, args.seed)
    folder = prepared_graph(args.cache, args.bin_dir / "cartway", args.edges, args.names)
    # NetworKit's threads are made when it is imported.
    os.environ["OMP_NUM_THREADS"] = "1"
    pinned = pin(args.core)
    binary = args.bin_dir / "examples" / "time_connections"
    ours = contenders.our_contenders(binary, folder, graph.names)
    arcs = contenders.arcs_touched(binary, folder, graph.names, pairs)
    report = Report(title(args, graph, pinned), ours, {}, arcs)
    rounds = [pairs[start :: args.rounds] for start in range(args.rounds)]
    compare(report, load_peers(args, graph), rounds, args.slow_seconds)
    return report


def positive(text: str) -> int:
    """A whole number above 0."""
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def seconds_above_zero(text: str) -> float:
    """A finite time above 0."""
    if not 0 < (value := float(text)) < math.inf:
        raise argparse.ArgumentTypeError("must be above 0")
    return value


def arguments() -> argparse.Namespace:
    """The command line, with its defaults filled in."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    data = ROOT.parent / "shared" / "data"
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    add = parser.add_argument
    add(
        "--edges",
        type=Path,
        default=data / "also-bought.edges.tsv.gz",
        metavar="FILE",
        help="SNAP edge list of 0-based nodes, each link once [default: %(default)s]",
    )
    add(
        "--names",
        type=Path,
        default=data / "also-bought.nodes.txt.gz",
        metavar="FILE",
        help="the nodes' ids, one a line, without blanks [default: %(default)s]",
    )
    add(
        "--pairs",
        type=positive,
        default=10_000,
        metavar="N",
        help="random pairs of the largest component [default: %(default)s]",
    )
    add(
        "--rounds",
        type=positive,
        default=5,
        metavar="N",
        help="rounds the pairs are parted into [default: %(default)s]",
    )
    add(
        "--seed",
        type=int,
        default=1,
        help="where the pairs come from [default: %(default)s]",
    )
    add(
        "--slow-seconds",
        type=seconds_above_zero,
        default=60.0,
        metavar="SECONDS",
        help="most time for a peer's timed searches [default: %(default)s]",
    )
    add(
        "--peers",
        nargs="+",
        choices=PEERS,
        default=list(PEERS),
        metavar="NAME",
        help="run these only: %(choices)s",
    )
    add("--core", type=int, help="the core to stay on [default: the last one]")
    add(
        "--cache",
        type=Path,
        default=Path(tempfile.gettempdir()) / "cartway-peers",
        metavar="DIR",
        help="where Cartway's graph is kept between runs [default: %(default)s]",
    )
    add(
        "--bin-dir",
        type=Path,
        default=target / "release",
        metavar="DIR",
        help="the built programs, with examples/ below [default: %(default)s]",
    )
    add("--no-build", action="store_true", help="measure the programs as they are")
    args = parser.parse_args()
    if args.rounds > args.pairs:
        parser.error("--rounds cannot exceed --pairs")
    return args


def main() -> int:
    """Does what the command line asks for; gives the exit status."""
    args = arguments()
    try:
        print(render(measured_report(args)))
    except (ComparisonError, OSError) as error:
        say(f"compare.py: {error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
