import unittest

from harness.medians import Timing, is_reached


class Timings(unittest.TestCase):
    def test_the_median_is_of_a_parameter(self):
        # By hand: the times of 10 elements, 1 … 7 hundred.
        timing = Timing.of([700, 100, 300, 500, 200, 600, 400], 10)
        self.assertEqual(timing.median, 40)

    def test_one_slow_repetition_changes_little(self):
        timing = Timing.of([100, 100, 100, 100, 100, 100, 1_000_000], 1)
        self.assertEqual((timing.median, timing.spread), (100, 0))

    def test_the_spread_is_the_distance_of_the_quartiles(self):
        # Quartiles of 1 … 5 are 2 and 4, the median 3.
        self.assertAlmostEqual(Timing.of([1, 2, 3, 4, 5], 1).spread, 2 / 3)


class Goals(unittest.TestCase):
    def test_a_goal_is_reached_from_below_and_at_it(self):
        self.assertIs(is_reached(0.99, 1.0), True)
        self.assertIs(is_reached(1.0, 1.0), True)
        self.assertIs(is_reached(1.001, 1.0), False)

    def test_without_a_goal_there_is_no_verdict(self):
        self.assertIsNone(is_reached(5.0, None))


if __name__ == "__main__":
    unittest.main()
