"""The report in Markdown: a table for each kind of work, and which targets hold.

Knows figures only, not where they come from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from figures import (
    BIDIRECTIONAL_BFS,
    SLOW_AT_ALL_PATHS,
    Contender,
    Encounter,
    Sample,
    Work,
    p50,
    p99,
    ratio,
)

FEWEST_FOR_P99 = 100


@dataclass
class Report:
    """All that was measured, ready to be written as Markdown."""

    title: str
    ours: dict[Work, Contender]
    met: dict[Contender, list[Encounter]]
    arcs_touched: list[int]
    """The arcs that Cartway's search of all paths touches for each pair, rising."""


def significant(value: float, digits: int = 3) -> str:
    """A number with its first digits, thousands parted, never in scientific notation."""
    places = digits - 1 - math.floor(math.log10(abs(value))) if value else 0
    return f"{round(value, places):,.{max(places, 0)}f}"


def time_text(nanoseconds: float) -> str:
    """A time in the unit people would say it in."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{significant(nanoseconds / size)} {unit}"
    return f"{nanoseconds:.0f} ns"


def ratio_text(encounters: Sequence[Encounter], work: Work) -> str:
    """The ratio with the least and the greatest of the rounds."""
    whole = ratio(encounters, work)
    if whole is None:
        return "–"
    rounds = [known for met in encounters if (known := ratio([met], work)) is not None]
    least, greatest = significant(min(rounds), 2), significant(max(rounds), 2)
    return f"{significant(whole, 2)} ({least} to {greatest})"


def table_row(label: str, samples: Sequence[Sample], rest: Sequence[str]) -> str:
    """A line of a table, from the searches of one contender."""
    pairs = len({sample.pair for sample in samples})
    tail = time_text(p99(samples)) if pairs >= FEWEST_FOR_P99 else "–"
    cells = [label, f"{pairs:,}", time_text(p50(samples)), tail, *rest]
    return "| " + " | ".join(cells) + " |"


def all_ours(report: Report, work: Work) -> list[Sample]:
    """Every search of ours, whoever it was beside."""
    met = [encounter for rounds in report.met.values() for encounter in rounds]
    return [sample for encounter in met for sample in encounter.ours.get(work, [])]


def table(report: Report, work: Work) -> list[str]:
    """The table of one kind of work, Cartway first, then the peers from fast to slow."""
    lines = [
        f"| {work.value} | pairs | p50 | p99 | times slower (rounds) | less or more work |",
        "|---|---:|---:|---:|---:|---|",
    ]
    ours = all_ours(report, work)
    if ours:
        us = report.ours[work]
        lines.append(table_row(us.label, ours, ["1", us.note]))
    rows = []
    for peer, rounds in report.met.items():
        samples = [sample for met in rounds for sample in met.peer]
        if peer.work is work and samples:
            rest = [ratio_text(rounds, work), peer.note]
            rows.append((p50(samples), table_row(peer.label, samples, rest)))
    return lines + [line for _, line in sorted(rows)]


@dataclass(frozen=True)
class Target:
    """A promise about the figures: `measured` must be at most (or least) `bound`."""

    text: str
    measured: float | None
    bound: float
    at_least: bool = False

    def line(self) -> str:
        """The promise and whether it holds."""
        if self.measured is None:
            return f"- not measured: {self.text}"
        far = self.measured >= self.bound
        holds = far if self.at_least else self.measured <= self.bound
        verdict = "holds" if holds else "missed"
        return f"- {verdict}: {self.text} (measured: {significant(self.measured)})"


def times_slower(report: Report, label: str, work: Work) -> float | None:
    """The ratio of the peer of this name to our time for `work`."""
    for peer, rounds in report.met.items():
        if peer.label == label:
            return ratio(rounds, work)
    return None


def share_of(report: Report, label: str, work: Work) -> float | None:
    """Our time for `work` as a share of the time of the peer of this name."""
    slower = times_slower(report, label, work)
    return None if slower is None else 1 / slower


def targets(report: Report) -> list[Target]:
    """What Cartway promises, with what was measured."""
    ours = all_ours(report, Work.ALL_PATHS)
    enough = len({sample.pair for sample in ours}) >= FEWEST_FOR_P99
    spread = p99(ours) / p50(ours) if enough else None
    one = share_of(report, BIDIRECTIONAL_BFS, Work.ONE_PATH)
    every = share_of(report, BIDIRECTIONAL_BFS, Work.ALL_PATHS)
    bfs = f"of the p50 of {BIDIRECTIONAL_BFS}"
    slow = [
        Target(
            f"all paths at least 1,000 times faster than {label}",
            times_slower(report, label, Work.ALL_PATHS),
            1000,
            at_least=True,
        )
        for label in SLOW_AT_ALL_PATHS
    ]
    return [
        Target(f"one path, p50 at most 0.35 {bfs}", one, 0.35),
        Target(f"all paths, p50 at most 0.75 {bfs}", every, 0.75),
        *slow,
        Target("all paths, p99 at most 8 times the p50", spread, 8),
    ]


def render(report: Report) -> str:
    """The whole report as Markdown."""
    lines = [report.title, ""]
    for work in Work:
        lines += [*table(report, work), ""]
    arcs = report.arcs_touched
    middle, high = arcs[len(arcs) // 2], arcs[len(arcs) * 99 // 100]
    lines += [f"Arcs Cartway's searches touch: p50 {middle:,}, p99 {high:,}.", ""]
    lines += ["Targets:", "", *(target.line() for target in targets(report))]
    return "\n".join(lines)
