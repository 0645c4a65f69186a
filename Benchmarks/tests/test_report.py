import json
import unittest
import xml.etree.ElementTree as xml

from harness import plan, plots, report
from harness.measure import Outcome
from harness.medians import Timing
from harness.plan import FOREACH, FUSED, OURS, PROBE, SINGLE
from harness.plan import Comparison, Goal, comparisons


def outcome(times, goals, threads=1):
    comparison = Comparison("adam", "binary32", 10**4, threads, tuple(times), goals)
    timings = {who: Timing(time, 0.1) for who, time in times.items()}
    return Outcome(comparison, timings, 1)


class Rows(unittest.TestCase):
    def test_the_fastest_peer_counts(self):
        goals = (Goal("frameworks", (FUSED, FOREACH), 1.0),)
        [row] = report.rows(outcome({OURS: 3.0, FUSED: 4.0, FOREACH: 2.0}, goals))
        self.assertEqual((row["peerName"], row["peer"]), ("PyTorch foreach", 2.0))
        self.assertEqual((row["ratio"], row["reached"]), (1.5, False))

    def test_a_reached_goal_is_reached(self):
        goals = (Goal("frameworks", (FUSED,), 0.5),)
        [row] = report.rows(outcome({OURS: 1.0, FUSED: 2.0}, goals))
        self.assertEqual((row["ratio"], row["reached"]), (0.5, True))

    def test_no_row_without_a_peer(self):
        goals = (Goal("frameworks", (FUSED,), 1.0),)
        self.assertEqual(report.rows(outcome({OURS: 1.0, FOREACH: 1.0}, goals)), [])

    def test_the_table_keeps_what_is_not_reached(self):
        goals = (Goal("a", (FUSED,), 1.0), Goal("b", (FOREACH,), None))
        times = {OURS: 3.0, FUSED: 2.0, FOREACH: 2.0}
        rows = report.rows(outcome(times, goals, threads=2))
        text = report.table(rows)
        self.assertIn("not reached", text)
        self.assertIn("(ours on 1)", text)
        self.assertEqual(report.summary(rows), "0 of 1 goals reached")


class Series(unittest.TestCase):
    def test_the_better_way_to_wait_counts(self):
        [_, waiting] = plan.waiting((FUSED,), 2)
        times = {OURS: 3.0, FUSED: 4.0, waiting: 2.0}
        entry = report.series(outcome(times, (), threads=2))
        self.assertEqual(entry["nanoseconds"], {"RMSpec": 3.0, "PyTorch fused": 2.0})

    def test_a_single_thread_waits_for_nobody(self):
        self.assertEqual(plan.waiting((FUSED,), 1), (FUSED,))


class Files(unittest.TestCase):
    def test_a_report_reads_as_it_was_written(self):
        document = {"kind": "quick", "rows": [{"name": "ρ", "goal": None}, {}], "series": []}
        text = report.text(document)
        self.assertEqual(json.loads(text), document)
        self.assertIn('\n  {"name": "ρ", "goal": null},\n', text)


class Plan(unittest.TestCase):
    def test_names_are_unique(self):
        for quick in (False, True):
            names = [comparison.name for comparison in comparisons(quick)]
            self.assertEqual(len(names), len(set(names)))

    def test_goals_are_judged_against_contestants(self):
        for comparison in comparisons(False):
            for goal in comparison.goals:
                self.assertLessEqual(set(goal.peers), set(comparison.contestants))

    def test_rmsprop_is_to_be_twice_as_fast_as_pytorch(self):
        goals = {
            (goal.peers, goal.ratio)
            for comparison in comparisons(False)
            for goal in comparison.goals
            if comparison.optimizer == "rmsprop" and comparison.length == 10**5
        }
        self.assertIn(((FOREACH, SINGLE), 0.5), goals)

    def test_the_bandwidth_counts_beyond_the_caches_only(self):
        lengths = {
            comparison.length
            for comparison in comparisons(False)
            for goal in comparison.goals
            if PROBE in goal.peers
        }
        self.assertEqual(lengths, {33_000_000})


class Plots(unittest.TestCase):
    def entry(self, length, threads, **times):
        return {"length": length, "threads": threads, "nanoseconds": times}

    def test_a_plot_is_well_formed_and_shows_all_sides(self):
        times = {"RMSpec": 0.5, "PyTorch fused": 0.7, "memory probe": 0.2}
        entries = [self.entry(10**k, 1, **times) for k in range(3, 7)]
        root = xml.fromstring(plots.svg("a < b", {1: entries}))
        texts = [element.text for element in root.iter() if element.tag.endswith("text")]
        self.assertIn("a < b", texts)
        for label in times:
            self.assertIn(label, texts)

    def test_every_contestant_of_a_plot_has_a_style(self):
        for comparison in comparisons(False):
            if comparison.bits is None:
                for contestant in comparison.contestants:
                    self.assertIn(contestant.label, plots.STYLES)

    def test_the_ends_of_an_axis_are_at_its_ends(self):
        scale = plots.Scale.around([0.3, 42.0], 100)
        self.assertEqual((scale.low, scale.high), (0.2, 50.0))
        self.assertAlmostEqual(scale.position(0.2), 0)
        self.assertAlmostEqual(scale.position(50.0), 100)

    def test_equal_times_have_an_axis(self):
        self.assertGreater(plots.Scale.around([1.0, 1.0], 100).high, 1.0)


if __name__ == "__main__":
    unittest.main()
