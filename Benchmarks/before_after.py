"""Measures two builds of the library side by side: `make bench-against`.

Both are the program bench-server, of this tree and of another revision. They take turns
in every cell of the benchmark that is ours; a cell's ratio is that of the medians, new
to old. Prints a table, the largest ratio and the median of all ratios.

Where the pages of one process lie decides up to a tenth of a cell's time, and with two
threads more than that; one pair of processes shows little. `--processes 7` does.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from harness.measure import REST
from harness.plan import comparisons
from harness.servers import OURS, Server, Unsupported

SUBJECTS = ("rmspec", "rounding", "exact")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-against", description=__doc__)
    parser.add_argument("old", type=Path, help="bench-server of the other revision")
    parser.add_argument("new", type=Path, nargs="?", default=OURS, help="of this tree")
    parser.add_argument("--quick", action="store_true", help="fewer lengths")
    parser.add_argument("--only", metavar="TEXT", help="only cells with this in the name")
    parser.add_argument("--repetitions", type=int, default=15, help="15 by default")
    parser.add_argument("--milliseconds", type=float, default=4)
    parser.add_argument(
        "--processes",
        type=int,
        default=1,
        metavar="N",
        help="start both programs anew N times; report each cell's median ratio",
    )
    options = parser.parse_args()
    for server in (options.old, options.new):
        if not server.exists():
            parser.error(f"there is no program {server}; build it first")
    return options


def ratio(comparison, subject, pair, repetitions: int, milliseconds: float) -> float:
    """The time of the second server as a multiple of the first's."""
    prepared = []
    for server in pair:
        handle, steps = server.prepare(comparison.workload(subject), milliseconds)
        prepared.append((server, handle, steps, []))
    for _ in range(repetitions):
        for server, handle, steps, times in prepared:
            time.sleep(REST)
            times.append(server.repeat(handle) / steps)
    for server, handle, _, _ in prepared:
        server.release(handle)
    old, new = (statistics.median(times) for _, _, _, times in prepared)
    return new / old


def cells(options: argparse.Namespace) -> dict[str, float]:
    """The ratio of each cell, by name, from one pair of fresh processes a thread count."""
    servers: dict[int, tuple[Server, Server]] = {}
    ratios: dict[str, float] = {}
    for comparison in comparisons(options.quick):
        if options.only is not None and options.only not in comparison.name:
            continue
        threads = comparison.threads
        if threads not in servers:
            servers[threads] = (
                Server([str(options.old)], threads),
                Server([str(options.new)], threads),
            )
        for subject in comparison.contestants:
            if subject.server != "ours" or subject.subject not in SUBJECTS:
                continue
            try:
                cell = ratio(
                    comparison,
                    subject,
                    servers[threads],
                    options.repetitions,
                    options.milliseconds,
                )
            except Unsupported:
                continue
            ratios[comparison.name] = cell
            print(f"{cell:6.3f}  {comparison.name}", flush=True)
    for pair in servers.values():
        for server in pair:
            server.close()
    return ratios


def main() -> None:
    options = arguments()
    runs = []
    for process in range(options.processes):
        if options.processes > 1:
            print(f"processes {process + 1} of {options.processes}", flush=True)
        runs.append(cells(options))
    if not runs[0]:
        sys.exit("no cell has that in its name")
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    if options.processes > 1:
        print(f"medians over {options.processes} pairs of processes")
        for name, median in medians.items():
            print(f"{median:6.3f}  {name}")
    slowest = max(medians, key=medians.__getitem__)
    print(
        f"{len(medians)} cells: median {statistics.median(medians.values()):.3f}, "
        f"largest {medians[slowest]:.3f} ({slowest})"
    )


if __name__ == "__main__":
    main()
