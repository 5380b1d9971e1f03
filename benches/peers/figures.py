"""What was timed, and what it comes to: percentiles, ratios, differences between answers.

Knows no library, no program and no Markdown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

NO_CONNECTION = -1
"""Stands for the hops of a pair that is not connected."""
EXACT_IN_A_DOUBLE = 2**53

BIDIRECTIONAL_BFS = "NetworKit `BidirectionalBFS`"
"""The peer that the targets for p50 are about."""

SLOW_AT_ALL_PATHS = (
    "igraph `get_all_shortest_paths`",
    "rustworkx `all_shortest_paths`",
    "networkx `all_shortest_paths`",
)
"""The peers that the targets for ratios are about."""

Pair = tuple[int, int]


class ComparisonError(Exception):
    """Something that keeps the comparison from being made, said for whoever runs it."""


class Work(Enum):
    """What a search is asked for; the value is the heading of its table."""

    ONE_PATH = "Hops and one shortest path"
    ALL_PATHS = "All shortest paths, counted"


@dataclass(frozen=True)
class Answer:
    """What a search found; `None` for what it does not tell."""

    hops: int | None
    count: int | float | None = None


@dataclass(frozen=True)
class Sample:
    """One timed search."""

    pair: Pair
    answer: Answer
    nanoseconds: int


Measure = Callable[[Sequence[Pair], float], list[Sample]]
"""Searches pair after pair until the seconds are over, after a warm-up pass."""


@dataclass(frozen=True)
class Contender:
    """A way to do some work; `note` says where it does less or more than Cartway."""

    label: str
    work: Work
    note: str
    measure: Measure


@dataclass(frozen=True)
class Encounter:
    """A peer on the pairs of a round that it has time for, and Cartway on all of them."""

    peer: list[Sample]
    ours: dict[Work, list[Sample]]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(percent / 100 * len(ordered)), 1) - 1]


def p50(samples: Sequence[Sample]) -> float:
    """The median, in nanoseconds."""
    return percentile([sample.nanoseconds for sample in samples], 50)


def p99(samples: Sequence[Sample]) -> float:
    """The 99th percentile, in nanoseconds."""
    return percentile([sample.nanoseconds for sample in samples], 99)


def ratio(encounters: Sequence[Encounter], work: Work) -> float | None:
    """How many times slower the peer's median is than ours; `None` without searches of ours."""
    ours = [sample for met in encounters for sample in met.ours.get(work, [])]
    peer = [sample for met in encounters for sample in met.peer]
    return p50(peer) / p50(ours) if ours and peer else None


def counts_agree(ours: int | float | None, theirs: int | float | None) -> bool:
    """Whether two counts are the same as far as the peer's type of number can tell."""
    if ours is None or theirs is None:
        return True
    if isinstance(theirs, float) and ours >= EXACT_IN_A_DOUBLE:
        return math.isclose(ours, theirs, rel_tol=1e-9)
    return ours == theirs


def hops_agree(ours: int | None, theirs: int | None) -> bool:
    """Whether two hop counts are the same, if both are told."""
    return ours is None or theirs is None or ours == theirs


def differences(truth: dict[Pair, Answer], label: str, samples: Sequence[Sample]) -> list[str]:
    """A line for each sample that says something else than the truth."""
    wrong = []
    for sample in samples:
        ours, theirs = truth[sample.pair], sample.answer
        if hops_agree(ours.hops, theirs.hops) and counts_agree(ours.count, theirs.count):
            continue
        wrong.append(f"pair {sample.pair}: Cartway {ours}, {label} {theirs}")
    return wrong
