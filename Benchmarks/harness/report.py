"""Rows, the table that people read, and the file that programs read."""

from __future__ import annotations

import json

from .measure import Outcome
from .medians import is_reached
from .plan import Goal


def rows(outcome: Outcome) -> list[dict]:
    """A row for each goal of a comparison that somebody could be measured for."""
    comparison, timings = outcome.comparison, outcome.timings
    ours = comparison.contestants[0]
    if ours not in timings:
        return []
    result = []
    for goal in comparison.goals:
        peer = _against(goal, timings)
        if peer is None:
            continue
        label, median, spread = peer
        ratio = timings[ours].median / median
        result.append(
            {
                "name": f"{comparison.name}: {goal.name}",
                "optimizer": comparison.optimizer,
                "format": comparison.format,
                "bits": comparison.bits,
                "length": comparison.length,
                "threads": comparison.threads,
                "ourThreads": outcome.our_threads,
                "ours": _short(timings[ours].median),
                "peer": _short(median),
                "peerName": label,
                "ratio": _short(ratio),
                "goal": None if goal.ratio is None else _short(goal.ratio),
                "reached": is_reached(ratio, goal.ratio),
                "spread": _short(max(timings[ours].spread, spread)),
            }
        )
    return result


def _against(goal: Goal, timings: dict) -> tuple[str, float, float] | None:
    """The name, median and spread that a goal compares us with, if there are any."""
    if goal.limit is not None:
        return "limit", goal.limit, 0.0
    present = [peer for peer in goal.peers if peer in timings]
    if not present:
        return None
    fastest = min(present, key=lambda peer: timings[peer].median)
    return fastest.label, timings[fastest].median, timings[fastest].spread


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def series(outcome: Outcome) -> dict:
    """Every timing of a comparison, for whoever plots or asks for more.

    Of contestants of the same name the fastest counts.
    """
    comparison = outcome.comparison
    fastest: dict[str, float] = {}
    for contestant, timing in outcome.timings.items():
        label, time = contestant.label, _short(timing.median)
        fastest[label] = min(time, fastest.get(label, time))
    return {
        "name": comparison.name,
        "optimizer": comparison.optimizer,
        "format": comparison.format,
        "bits": comparison.bits,
        "length": comparison.length,
        "threads": comparison.threads,
        "nanoseconds": fastest,
    }


def text(document: dict) -> str:
    """The document as JSON, with a line for each row: what changes is seen in a diff."""

    def line(value) -> str:
        return json.dumps(value, ensure_ascii=False)

    members = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n  ".join(line(item) for item in value)
            members.append(f" {line(name)}: [\n  {items}\n ]")
        else:
            members.append(f" {line(name)}: {line(value)}")
    return "{\n" + ",\n".join(members) + "\n}\n"


HEADER = "workload: peer|ours|peer|fastest peer|ratio|spread|goal|".split("|")


def table(report_rows: list[dict]) -> str:
    """The rows as aligned text, times in nanoseconds a parameter."""
    lines = [HEADER] + [_cells(row) for row in report_rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    left = {0, 3, 7}
    text = []
    for line in lines:
        cells = [
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths))
        ]
        text.append("  ".join(cells).rstrip())
    return "\n".join(text)


def _cells(row: dict) -> list[str]:
    goal = "–" if row["goal"] is None else f"≤ {row['goal']:.2f}"
    verdict = {None: "", True: "reached", False: "not reached"}[row["reached"]]
    fewer = row["ourThreads"] < row["threads"]
    return [
        row["name"] + (f" (ours on {row['ourThreads']})" if fewer else ""),
        f"{row['ours']:.3f}",
        f"{row['peer']:.3f}",
        row["peerName"],
        f"{row['ratio']:.3f}",
        f"{row['spread']:.0%}",
        goal,
        verdict,
    ]


def summary(report_rows: list[dict]) -> str:
    """How many goals are reached."""
    judged = [row["reached"] for row in report_rows if row["reached"] is not None]
    return f"{sum(judged)} of {len(judged)} goals reached"
