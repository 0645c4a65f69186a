"""The order of measurements, with servers that only say what was asked of them."""

import unittest
from unittest import mock

from harness import measure
from harness.plan import FOREACH, FUSED, OURS, Comparison, Goal
from harness.servers import Unsupported


class FakeServer:
    """Takes a fixed time, and notes every repetition."""

    def __init__(self, name, times, log, values=()):
        self.name, self.times, self.log = name, times, log
        self.values, self.released = list(values), []

    def usable_threads(self, subject):
        return 1

    def prepare(self, workload, milliseconds):
        if workload["subject"] not in self.times:
            raise Unsupported(workload["subject"])
        return workload["subject"], 2

    def repeat(self, handle):
        self.log.append(handle)
        return self.times[handle]

    def release(self, handle):
        self.released.append(handle)

    def sample(self, workload, steps):
        return self.values


COMPARISON = Comparison(
    "adam", "binary32", 10, 2, (OURS, FUSED, FOREACH), (Goal("all", (FUSED,), 1.0),)
)


def fakes(log):
    return {
        ("ours", 2): FakeServer("ours", {"rmspec": 400.0}, log),
        ("torch", 2): FakeServer("torch", {"foreach": 800.0}, log),
    }


class Measuring(unittest.TestCase):
    def setUp(self):
        self.log = []
        self.servers = fakes(self.log)
        patch = mock.patch.object(measure, "REST", 0)
        patch.start()
        self.addCleanup(patch.stop)

    def test_the_sides_take_turns(self):
        measure.measure(COMPARISON, self.servers, 7, 2)
        self.assertEqual(self.log, ["rmspec", "foreach"] * 7)

    def test_times_are_of_a_parameter_and_step(self):
        timings = measure.measure(COMPARISON, self.servers, 7, 2).timings
        # 400 ns for 2 steps of 10 parameters.
        self.assertEqual(timings[OURS].median, 20)
        self.assertEqual(timings[FOREACH].median, 40)

    def test_who_cannot_take_part_is_left_out(self):
        timings = measure.measure(COMPARISON, self.servers, 7, 2).timings
        self.assertNotIn(FUSED, timings)

    def test_everything_is_released(self):
        measure.measure(COMPARISON, self.servers, 7, 2)
        self.assertEqual(self.servers["ours", 2].released, ["rmspec"])
        self.assertEqual(self.servers["torch", 2].released, ["foreach"])

    def test_the_threads_that_were_used_are_known(self):
        outcome = measure.measure(COMPARISON, self.servers, 7, 2)
        self.assertEqual(outcome.our_threads, 1)


class Agreement(unittest.TestCase):
    def check(self, ours, theirs):
        servers = fakes([])
        servers["ours", 2].values = ours
        servers["torch", 2].values = theirs
        measure.check_agreement(COMPARISON, servers)

    def test_neighbours_agree(self):
        self.check([0.5, 0.25], [0.5, 0.25 + 1e-7])

    def test_another_rule_is_caught(self):
        with self.assertRaises(measure.Disagreement):
            self.check([0.5, 0.25], [0.5, 0.251])

    def test_nan_is_caught(self):
        with self.assertRaises(measure.Disagreement):
            self.check([0.5, float("nan")], [0.5, float("nan")])


if __name__ == "__main__":
    unittest.main()
