"""Takes the measurements of one comparison, and checks what was computed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .medians import Timing
from .plan import Comparison, Contestant
from .servers import Servers, Unsupported

#: How long others' threads may spin after their work, in seconds.
REST = 0.005
#: How many steps are compared before anything is timed.
SAMPLE_STEPS = 3
#: How far the parameters may be apart after them.
TOLERANCES = {"binary64": 1e-12, "binary32": 2e-5, "binary16": 4e-3, "bfloat16": 2e-2}
#: The same for peers that speak another dialect, at the same cost.
OTHER_DIALECTS = {
    # The maximum of corrected second moments, not of raw ones.
    ("amsgrad", "optax"): 1e-3,
}


class Disagreement(Exception):
    """Two sides do not compute the same, so that their times mean nothing."""


@dataclass(frozen=True)
class Outcome:
    """The timings of a comparison by contestant, of those who can take part."""

    comparison: Comparison
    timings: dict[Contestant, Timing]
    #: The number of threads that our side used.
    our_threads: int


def measure(
    comparison: Comparison, servers: Servers, repetitions: int, milliseconds: float
) -> Outcome:
    """Times all contestants in turn, round by round."""
    prepared = []
    for contestant in comparison.contestants:
        try:
            server = servers[contestant.server, comparison.threads]
            handle, steps = server.prepare(
                comparison.workload(contestant), milliseconds
            )
        except Unsupported:
            continue
        prepared.append((contestant, server, handle, steps))
    times: dict[Contestant, list[float]] = {entry[0]: [] for entry in prepared}
    for _ in range(repetitions):
        for contestant, server, handle, _ in prepared:
            time.sleep(REST)
            times[contestant].append(server.repeat(handle))
    timings = {}
    for contestant, server, handle, steps in prepared:
        server.release(handle)
        timings[contestant] = Timing.of(times[contestant], steps * comparison.length)
    ours = comparison.contestants[0]
    threads = servers[ours.server, comparison.threads].usable_threads(ours.subject)
    return Outcome(comparison, timings, threads)


def check_agreement(comparison: Comparison, servers: Servers) -> None:
    """Raises `Disagreement` unless all contestants compute the same parameters."""
    expected: list[float] = []
    steps = SAMPLE_STEPS if comparison.bits is None else 1
    for contestant in comparison.contestants:
        workload = comparison.workload(contestant) | {"length": 1000}
        try:
            server = servers[contestant.server, comparison.threads]
            values = server.sample(workload, steps)
        except Unsupported:
            continue
        if not values:
            continue
        if not expected:
            expected = values
        tolerance = OTHER_DIALECTS.get(
            (comparison.optimizer, contestant.server), TOLERANCES[comparison.format]
        )
        if not agree(values, expected, tolerance):
            raise Disagreement(
                f"{comparison.name}: {contestant.label} has {values[:3]} …, "
                f"but {comparison.contestants[0].label} has {expected[:3]} …"
            )


def agree(values: list[float], expected: list[float], tolerance: float) -> bool:
    """Whether the values differ by no more than the tolerance; NaN never agrees."""
    return len(values) == len(expected) and all(
        abs(value - other) <= tolerance for value, other in zip(values, expected)
    )
