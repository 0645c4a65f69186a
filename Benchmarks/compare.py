"""Measures RMSpec and its peers side by side: `make bench`.

Prints a table and writes report.json and plots.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from harness import machine, plots, report
from harness.measure import check_agreement, measure
from harness.plan import comparisons
from harness.servers import Servers

ROOT = Path(__file__).resolve().parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a part that takes about two minutes"
    )
    parser.add_argument(
        "--only", metavar="TEXT", help="only workloads with this in their name"
    )
    parser.add_argument("--repetitions", type=int, default=7, help="at least 7")
    parser.add_argument(
        "--milliseconds", type=float, default=4, help="how long a repetition takes"
    )
    parser.add_argument(
        "--output", type=Path, default=ROOT, help="where report.json and plots/ go"
    )
    options = parser.parse_args()
    if options.repetitions < 7:
        parser.error("a median takes at least 7 repetitions")
    return options


def kind_of_run(options: argparse.Namespace) -> str:
    """How the report is labelled: only a full run can be quoted."""
    if options.only is not None:
        return "partial"
    return "quick" if options.quick else "full"


def main() -> None:
    options = arguments()
    plan = [
        comparison
        for comparison in comparisons(options.quick)
        if options.only is None or options.only in comparison.name
    ]
    if not plan:
        sys.exit(f"no workload has {options.only!r} in its name")
    host = machine.describe()
    servers = Servers()
    checked, rows, series = set(), [], []
    try:
        for index, comparison in enumerate(plan):
            print(f"[{index + 1}/{len(plan)}] {comparison.name}", file=sys.stderr)
            kind = (comparison.optimizer, comparison.format, comparison.bits)
            if kind not in checked:
                check_agreement(comparison, servers)
                checked.add(kind)
            outcome = measure(
                comparison, servers, options.repetitions, options.milliseconds
            )
            rows += report.rows(outcome)
            series.append(report.series(outcome))
        versions = servers.versions()
    finally:
        servers.close()

    print(report.table(rows))
    print(report.summary(rows))
    document = {
        "kind": kind_of_run(options),
        "date": date.today().isoformat(),
        "repetitions": options.repetitions,
        "unit": "nanoseconds a parameter and step",
        "machine": host,
        "versions": versions,
        "rows": rows,
        "series": series,
    }
    options.output.mkdir(parents=True, exist_ok=True)
    path = options.output / "report.json"
    path.write_text(report.text(document))
    plots.write(document, options.output / "plots")
    print(f"wrote {path} and {options.output / 'plots'}")


if __name__ == "__main__":
    main()
