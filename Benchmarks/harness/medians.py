"""What is made of the times of several repetitions."""

from __future__ import annotations

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """The times of one side, for a parameter and step."""

    #: The median, in nanoseconds.
    median: float
    #: The distance of the quartiles, as a part of the median: how noisy it was.
    spread: float

    @staticmethod
    def of(nanoseconds: list[float], elements: int) -> "Timing":
        """The timing of repetitions that processed so many elements each."""
        times = [time / elements for time in nanoseconds]
        median = statistics.median(times)
        low, _, high = statistics.quantiles(times, n=4, method="inclusive")
        return Timing(median, (high - low) / median)


def is_reached(ratio: float, goal: float | None) -> bool | None:
    """Whether a ratio of ours to the peer's is as small as the goal, if there is one."""
    return None if goal is None else ratio <= goal
