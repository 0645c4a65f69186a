"""`python3 -m recompute [VECTORS] [--only TEXT] [--jobs N]`."""

import argparse
import os
import sys
import time
from collections import Counter
from multiprocessing import Pool
from typing import Dict, Iterator, List, Tuple

from .compare import Difference, compare_case, load
from .folder import vectors_folder
from .members import MEMBERS

SHOWN = 20

Job = Tuple[str, str, str]  # the folder of the vectors, a file in it, a text of ids
Outcome = Tuple[Counter, List[Difference]]


def files_of(root: str) -> List[str]:
    """The vector files below a folder: <optimizer>/<dialect>/<format>.json."""
    found = []
    for folder, _, names in os.walk(root):
        relative = os.path.relpath(folder, root)
        if relative.count(os.sep) == 1:
            found += [os.path.join(relative, name) for name in names if name.endswith(".json")]
    return sorted(found)


def check_file(job: Job) -> Outcome:
    """The counts and differences of one file."""
    root, relative, only = job
    counts: Counter = Counter()
    differences: List[Difference] = []
    try:
        data = load(os.path.join(root, relative))
        cases = data["cases"]
    except (ValueError, LookupError) as error:
        return counts, [Difference(relative, "", 0, 0, "", 0, "case", "", repr(error))]
    for case in cases:
        if only in case["id"]:
            differences += compare_case(relative, data, case, counts)
            counts["cases"] += 1
    counts["files"] += counts["cases"] > 0
    return counts, differences


def outcomes(jobs: List[Job], processes: int) -> Iterator[Outcome]:
    """The outcomes of all files, in order."""
    if processes == 1:
        yield from map(check_file, jobs)
        return
    with Pool(processes) as pool:
        yield from pool.imap(check_file, jobs)


def main() -> int:
    parser = argparse.ArgumentParser(prog="recompute", description="Recompute golden vectors.")
    parser.add_argument(
        "vectors",
        nargs="?",
        default=vectors_folder(),
        help="the folder of the vectors (default: RECOMPUTE_VECTORS, or else Vectors in a parent"
        " folder of the package)",
    )
    parser.add_argument("--only", default="", help="only cases whose id contains this text")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default 1)")
    arguments = parser.parse_args()
    if arguments.jobs < 1 or not (arguments.vectors and os.path.isdir(arguments.vectors)):
        parser.error("a folder of vectors and a positive number of jobs are needed")
    jobs = [(arguments.vectors, file, arguments.only) for file in files_of(arguments.vectors)]
    if not jobs:
        parser.error("there are no vectors in %s" % arguments.vectors)
    start = time.monotonic()
    total: Counter = Counter()
    wrong: Dict[str, int] = dict.fromkeys(MEMBERS, 0)
    shown = 0
    for counts, differences in outcomes(jobs, arguments.jobs):
        total.update(counts)
        for difference in differences:
            wrong[difference.member] = wrong.get(difference.member, 0) + 1
            if shown < SHOWN:
                print(difference, flush=True)
                shown += 1
    if not total["cases"] and not any(wrong.values()):
        parser.error("no id contains %r" % arguments.only)
    print(
        "%d files, %d cases, %d values; %d cases needed more precision; %.0f s"
        % (
            total["files"],
            total["cases"],
            total["values"],
            total["precise"],
            time.monotonic() - start,
        )
    )
    print("differences: " + ", ".join("%s %d" % item for item in wrong.items()))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
