"""How each library, petgraph and Cartway are asked and timed, each on its own copy of the graph.

The libraries are imported only when they are loaded. Knows no rounds and no report.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import math
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import (
    BIDIRECTIONAL_BFS,
    NO_CONNECTION,
    SLOW_AT_ALL_PATHS,
    Answer,
    ComparisonError,
    Contender,
    Measure,
    Pair,
    Sample,
    Work,
)


@dataclass(frozen=True)
class Graph:
    """The edges as a numpy array, the name of each node, the nodes of the largest component."""

    edges: Any
    names: list[str]
    largest_component: list[int]

    def tuples(self) -> list[Pair]:
        """The edges as the plain pairs that most libraries want."""
        return [(a, b) for a, b in self.edges.tolist()]


def timed_pass(
    search: Callable[[int, int], Answer], pairs: Sequence[Pair], seconds: float
) -> list[Sample]:
    """Searches pair after pair; none is begun once the time is over, but the first always is."""
    samples: list[Sample] = []
    end = time.perf_counter() + seconds
    for source, target in pairs:
        if samples and time.perf_counter() >= end:
            break
        start = time.perf_counter_ns()
        answer = search(source, target)
        stop = time.perf_counter_ns()
        samples.append(Sample((source, target), answer, stop - start))
    return samples


@contextlib.contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keeps Python's collector out of the figures, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def in_process(search: Callable[[int, int], Answer]) -> Measure:
    """Measures a search that is called here."""

    def measure(pairs: Sequence[Pair], seconds: float) -> list[Sample]:
        with no_garbage_collection():
            timed_pass(search, pairs, seconds / 5)
        with no_garbage_collection():
            return timed_pass(search, pairs, seconds)

    return measure


def networkit_peers(graph: Graph) -> list[Contender]:
    """NetworKit's search from both ends, and its breadth-first search that counts paths."""
    networkit = importlib.import_module("networkit")
    networkit.setNumberOfThreads(1)
    ends = (graph.edges[:, 0].copy(), graph.edges[:, 1].copy())
    built = networkit.GraphFromCoo(ends, n=len(graph.names), directed=False)
    built.sortEdges()

    def one(source: int, target: int) -> Answer:
        search = networkit.distance.BidirectionalBFS(built, source, target)
        search.run()
        search.getPath()
        return Answer(int(search.getDistance()))

    def every(source: int, target: int) -> Answer:
        search = networkit.distance.BFS(built, source, True, False, target)
        search.run()
        return Answer(int(search.distance(target)), search.numberOfPaths(target))

    one_note = "same work; a new search object for each pair, as its second run does not end"
    every_note = "less: a count (as a double) and no path; from one end"
    return [
        Contender(BIDIRECTIONAL_BFS, Work.ONE_PATH, one_note, in_process(one)),
        Contender(
            "NetworKit `BFS`, `numberOfPaths`",
            Work.ALL_PATHS,
            every_note,
            in_process(every),
        ),
    ]


def listed(paths: Sequence[Sequence[int]]) -> Answer:
    """The answer that a list of all shortest paths holds."""
    return Answer(len(paths[0]) - 1 if paths else NO_CONNECTION, len(paths))


def igraph_peers(graph: Graph) -> list[Contender]:
    """igraph's searches, from one end."""
    igraph = importlib.import_module("igraph")
    built = igraph.Graph(n=len(graph.names), edges=graph.tuples())

    def one(source: int, target: int) -> Answer:
        return Answer(len(built.get_shortest_path(source, to=target)) - 1)

    def every(source: int, target: int) -> Answer:
        return listed(built.get_all_shortest_paths(source, to=target))

    return [
        Contender(
            "igraph `get_shortest_path`",
            Work.ONE_PATH,
            "same work; from one end",
            in_process(one),
        ),
        Contender(
            SLOW_AT_ALL_PATHS[0],
            Work.ALL_PATHS,
            "lists all paths, unranked; from one end",
            in_process(every),
        ),
    ]


def rustworkx_peers(graph: Graph) -> list[Contender]:
    """rustworkx's searches; it has none from both ends and none for one unweighted pair."""
    rustworkx = importlib.import_module("rustworkx")
    built = rustworkx.PyGraph(multigraph=False)
    built.add_nodes_from(range(len(graph.names)))
    built.add_edges_from_no_data(graph.tuples())

    def one(source: int, target: int) -> Answer:
        paths = rustworkx.dijkstra_shortest_paths(built, source, target=target)
        return Answer(len(paths[target]) - 1)

    def every(source: int, target: int) -> Answer:
        return listed(rustworkx.all_shortest_paths(built, source, target))

    def counted(source: int, target: int) -> Answer:
        counts = rustworkx.num_shortest_paths_unweighted(built, source)
        return Answer(None, counts[target])

    return [
        Contender(
            "rustworkx `dijkstra_shortest_paths`",
            Work.ONE_PATH,
            "same work; from one end, by weights of 1: it has no unweighted search of a pair",
            in_process(one),
        ),
        Contender(
            SLOW_AT_ALL_PATHS[1],
            Work.ALL_PATHS,
            "lists all paths, unranked; from one end, by weights of 1",
            in_process(every),
        ),
        Contender(
            "rustworkx `num_shortest_paths_unweighted`",
            Work.ALL_PATHS,
            "counts only, neither hops nor paths, but to all items: it takes no target",
            in_process(counted),
        ),
    ]


def networkx_peers(graph: Graph) -> list[Contender]:
    """networkx's searches."""
    networkx = importlib.import_module("networkx")
    built = networkx.Graph()
    built.add_nodes_from(range(len(graph.names)))
    built.add_edges_from(graph.tuples())

    def one(source: int, target: int) -> Answer:
        return Answer(len(networkx.bidirectional_shortest_path(built, source, target)) - 1)

    def every(source: int, target: int) -> Answer:
        hops, count = NO_CONNECTION, 0
        for path in networkx.all_shortest_paths(built, source, target):
            hops, count = len(path) - 1, count + 1
        return Answer(hops, count)

    return [
        Contender(
            "networkx `bidirectional_shortest_path`",
            Work.ONE_PATH,
            "same work",
            in_process(one),
        ),
        Contender(
            SLOW_AT_ALL_PATHS[2],
            Work.ALL_PATHS,
            "makes all paths, keeps and ranks none; from one end",
            in_process(every),
        ),
    ]


def run(command: Sequence[str | Path], **options: Any) -> str:
    """The standard output of a program that has to succeed."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **options)
    except OSError as error:
        raise ComparisonError(f"{command[0]} cannot be run: {error}") from error
    except subprocess.CalledProcessError as error:
        text = " ".join(str(word) for word in command)
        raise ComparisonError(f"`{text}` ended with status {error.returncode}") from error
    return str(done.stdout)


def parse_samples(text: str, pairs: Sequence[Pair], names: list[str]) -> list[Sample]:
    """The lines `FROM TO HOPS COUNT NANOSECONDS`, which answer the first pairs in order."""
    samples = []
    lines = text.splitlines()
    if not lines or len(lines) > len(pairs):
        raise ComparisonError(f"{len(lines)} lines answer {len(pairs)} pairs")
    for pair, line in zip(pairs, lines):
        words = line.split()
        if len(words) != 5 or words[:2] != [names[node] for node in pair]:
            raise ComparisonError(f"{line!r} should be the answer to {pair}")
        hops, count, nanoseconds = words[2:]
        answer = Answer(
            NO_CONNECTION if hops == "-" else int(hops),
            None if count == "-" else int(count),
        )
        samples.append(Sample(pair, answer, int(nanoseconds)))
    return samples


def program(command: Sequence[str | Path], names: list[str]) -> Measure:
    """Measures a program that reads all pairs by name and times itself, however long it takes."""

    def measure(pairs: Sequence[Pair], _seconds: float) -> list[Sample]:
        lines = "".join(f"{names[a]} {names[b]}\n" for a, b in pairs)
        return parse_samples(run(command, input=lines), pairs, names)

    return measure


def petgraph_peers(graph: Graph, binary: Path, edges: Path) -> list[Contender]:
    """petgraph's searches on its own graphs, in `examples/time_petgraph.rs`."""
    numbers = [str(node) for node in range(len(graph.names))]

    def limited(algorithm: str) -> Measure:
        command: list[str | Path] = [
            binary,
            "--edges",
            edges,
            "--algorithm",
            algorithm,
            "--seconds",
        ]
        return lambda pairs, seconds: program([*command, str(seconds)], numbers)(pairs, seconds)

    return [
        Contender(
            "petgraph `bidirectional_dijkstra`",
            Work.ONE_PATH,
            "less: hops only; by weights of 1",
            limited("bidirectional-dijkstra"),
        ),
        Contender(
            "petgraph `astar`",
            Work.ONE_PATH,
            "same work; from one end, by weights of 1, without an estimate",
            limited("astar"),
        ),
    ]


def one_path_only(measure: Measure) -> Measure:
    """Forgets the counts of searches that stop at one path."""

    def without_counts(pairs: Sequence[Pair], seconds: float) -> list[Sample]:
        return [
            Sample(sample.pair, Answer(sample.answer.hops), sample.nanoseconds)
            for sample in measure(pairs, seconds)
        ]

    return without_counts


def our_contenders(binary: Path, folder: Path, names: list[str]) -> dict[Work, Contender]:
    """Cartway for each work."""
    command: list[str | Path] = [binary, "--graph", folder]
    return {
        Work.ALL_PATHS: Contender(
            "**Cartway**",
            Work.ALL_PATHS,
            "counted exactly, all in a layered graph, the best 20 ranked, with evidence and items",
            program(command, names),
        ),
        Work.ONE_PATH: Contender(
            "**Cartway**",
            Work.ONE_PATH,
            "hops and one path",
            one_path_only(program([*command, "--one-path"], names)),
        ),
    }


def arcs_touched(binary: Path, folder: Path, names: list[str], pairs: Sequence[Pair]) -> list[int]:
    """The arcs that Cartway's search of all paths touches for each pair, rising."""
    samples = program([binary, "--graph", folder, "--arcs"], names)(pairs, math.inf)
    # What stands there for a time is the number of arcs.
    return sorted(sample.nanoseconds for sample in samples)
