"""Tests of what needs neither a graph nor a library: `python3 benches/peers/self_test.py`."""

from __future__ import annotations

import argparse
import contextlib
import os
import unittest
from pathlib import Path

import rebuild
from compare import check, random_pairs
from contenders import in_process, parse_samples, timed_pass
from figures import (
    BIDIRECTIONAL_BFS,
    NO_CONNECTION,
    Answer,
    ComparisonError,
    Contender,
    Encounter,
    Sample,
    Work,
    differences,
    percentile,
    ratio,
)
from report import Report, Target, render, significant, table, targets, time_text


def samples_of(*microseconds: int) -> list[Sample]:
    """Searches of made-up pairs that took these times."""
    return [
        Sample((place, place + 1), Answer(3, 2), time * 1000)
        for place, time in enumerate(microseconds)
    ]


def report_of(label: str, work: Work, rounds: list[Encounter]) -> Report:
    """A report with one peer."""
    ours = {each: Contender("**Cartway**", each, "ours", in_process(Answer)) for each in Work}
    peer = Contender(label, work, "its note", in_process(Answer))
    return Report("A title.", ours, {peer: rounds}, [7, 8, 9])


class SelfTest(unittest.TestCase):
    """Tests of what needs neither a graph nor a library."""

    def test_percentiles_are_nearest_ranks(self) -> None:
        values = [float(value) for value in range(100, 0, -1)]
        self.assertEqual((percentile(values, 50), percentile(values, 99)), (50, 99))
        self.assertEqual((percentile([7.0], 50), percentile([7.0], 99)), (7, 7))

    def test_times_and_ratios_are_written_for_people(self) -> None:
        times = [time_text(value) for value in (950, 61_549, 1_494_000, 3.4e9)]
        self.assertEqual(times, ["950 ns", "61.5 µs", "1.49 ms", "3.40 s"])
        ratios = [significant(value, 2) for value in (0.306, 2.75, 99.9, 28_312.0, 0.0)]
        self.assertEqual(ratios, ["0.31", "2.8", "100", "28,000", "0"])

    def test_ratio_is_that_of_the_medians_of_all_rounds(self) -> None:
        rounds = [
            Encounter(samples_of(100), {Work.ALL_PATHS: samples_of(10, 20, 90)}),
            Encounter(samples_of(200, 300), {Work.ALL_PATHS: samples_of(50, 60, 70)}),
        ]
        self.assertEqual(ratio(rounds, Work.ALL_PATHS), 200 / 50)
        self.assertIsNone(ratio(rounds, Work.ONE_PATH))

    def test_a_wrong_hop_and_a_wrong_count_are_named_with_their_pair(self) -> None:
        truth = {(4, 5): Answer(3, 2**60 + 1), (6, 7): Answer(3, 2)}
        said = [Answer(3), Answer(None, 2.0**60), Answer(3, 2**60 + 1), Answer(4)]
        samples = [Sample((4, 5), answer, 1) for answer in said]
        samples += [Sample((6, 7), Answer(3, count), 1) for count in (2.0, 3.0, 1)]
        wrong = differences(truth, "peer", samples)
        self.assertEqual([line[:12] for line in wrong], ["pair (4, 5):", *["pair (6, 7):"] * 2])
        self.assertIn("peer Answer(hops=4", wrong[0])

    def test_check_ends_the_run_with_status_1(self) -> None:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
            with self.assertRaises(SystemExit) as ended:
                check({(0, 1): Answer(2)}, "peer", samples_of(5))
        self.assertEqual(ended.exception.code, 1)

    def test_table_has_the_peer_beside_us_with_the_range_of_rounds(self) -> None:
        work = Work.ALL_PATHS
        rounds = [
            Encounter(samples_of(300), {work: samples_of(10, 90)}),
            Encounter(samples_of(500), {work: samples_of(10, 90)}),
        ]
        lines = table(report_of("peer", work, rounds), work)
        self.assertEqual(len({line.count("|") for line in lines}), 1)
        self.assertEqual(lines[2], "| **Cartway** | 2 | 10.0 µs | – | 1 | ours |")
        self.assertEqual(lines[3], "| peer | 1 | 300 µs | – | 30 (30 to 50) | its note |")

    def test_targets_hold_are_missed_or_were_not_measured(self) -> None:
        ours = {Work.ONE_PATH: samples_of(30), Work.ALL_PATHS: samples_of(80)}
        met = Encounter(samples_of(100), ours)
        report = report_of(BIDIRECTIONAL_BFS, Work.ONE_PATH, [met])
        verdicts = [target.line().split(":")[0] for target in targets(report)]
        self.assertEqual(verdicts, ["- holds", "- missed", *["- not measured"] * 4])
        slow = Target("far", 999, 1000, at_least=True)
        self.assertTrue(slow.line().startswith("- missed"))
        self.assertIn("touch: p50 8, p99 9.", render(report))

    def test_lines_of_a_program_become_samples_in_order(self) -> None:
        names = ["a", "b", "c"]
        samples = parse_samples("a b 2 7 900\nb c - - 5\n", [(0, 1), (1, 2), (2, 0)], names)
        self.assertEqual(samples[0], Sample((0, 1), Answer(2, 7), 900))
        self.assertEqual(samples[1].answer, Answer(NO_CONNECTION))
        for wrong in ("b a 2 7 900\n", "a b 2 7\n", "", "a b 1 1 1\n" * 4):
            with self.assertRaises(ComparisonError):
                parse_samples(wrong, [(0, 1)], names)

    def test_random_pairs_are_distinct_and_the_same_for_a_seed(self) -> None:
        pairs = random_pairs(range(50), 500, 1)
        self.assertEqual(pairs, random_pairs(range(50), 500, 1))
        self.assertNotEqual(pairs, random_pairs(range(50), 500, 2))
        self.assertEqual(len(set(pairs)), 500)
        self.assertTrue(all(a != b for a, b in pairs))
        with self.assertRaises(ComparisonError):
            random_pairs(range(3), 4, 1)

    def test_a_timed_pass_makes_one_search_even_without_time(self) -> None:
        samples = timed_pass(lambda a, b: Answer(b - a), [(1, 3), (2, 9)], 0)
        self.assertEqual([sample.answer.hops for sample in samples], [2])
        samples = timed_pass(lambda a, b: Answer(b - a), [(1, 3), (2, 9)], 3600)
        self.assertEqual([sample.answer.hops for sample in samples], [2, 7])

    def test_rebuilds_are_told_with_their_ratio_memory_and_passes(self) -> None:
        counts = {"order_lines": 1_000_000, "pair_instances": 8_000_000}
        timings = [{"pass": "read", "seconds": 0.5}, {"pass": "count", "seconds": 0.25}]
        size = rebuild.Size(100_000, Path("x.db"), Path("x.parquet"))
        size.manifest = {"counts": counts, "timings": timings, "total_seconds": 1.0}
        size.runs[rebuild.OURS] = [rebuild.Run(2, 10**7), rebuild.Run(1, 2 * 10**7)]
        size.runs["DuckDB"] = [rebuild.Run(6, 10**9)]
        text = rebuild.render(argparse.Namespace(peers=[], rounds=2), [size])
        self.assertIn("| 1,000,000 | 8,000,000 | DuckDB | 6.00 s | 4.0 | 1,000 MB |", text)
        self.assertIn("| 0.50 s | 0.25 s | 0.25 s | 1.00 s | 32 million | 125.0 | 20.0 |", text)


if __name__ == "__main__":
    unittest.main()
