"""Says where the CPU time of a build goes: a line for each module, the largest first.

    rm -rf .build && python3 Scripts/build_time.py swift build -c release --product rmspec

It looks at the compilers of the command ten times a second, on Linux, so the last tenth
of a second of each is not counted; the total of the system stands beside the sum.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")


def subject(arguments: list[str]) -> str | None:
    """What a process compiles: a Swift module, or the module of a file in C."""
    program = Path(arguments[0]).name
    if "-module-name" in arguments:
        return arguments[arguments.index("-module-name") + 1]
    if program.startswith("clang"):
        sources = [word for word in arguments if re.search(r"\.(c|cc|cpp|S)$", word)]
        for source in sources[-1:]:
            match = re.search(r"/Sources/([^/]+)/", source)
            return match.group(1) if match else "C"
        return "linking"
    if re.match(r"(ld|lld|swift-autolink)", program):
        return "linking"
    return None


def sample(times: dict[tuple[int, int], tuple[str, float]]) -> None:
    """Notes the CPU time so far of every compiler that runs."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            arguments = (folder / "cmdline").read_text(errors="replace").split("\0")
            name = subject(arguments) if arguments[0] else None
            if name is None:
                continue
            # The name of the program, in parentheses, may hold blanks.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        # With the start, as numbers of processes come again.
        key = (int(folder.name), int(fields[19]))
        times[key] = (name, (int(fields[11]) + int(fields[12])) * TICK)


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    times: dict[tuple[int, int], tuple[str, float]] = {}
    with subprocess.Popen(sys.argv[1:], stdout=sys.stderr) as build:
        while build.poll() is None:
            sample(times)
            time.sleep(0.1)
    modules: dict[str, float] = defaultdict(float)
    for name, seconds in times.values():
        modules[name] += seconds
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = used.ru_utime + used.ru_stime
    for name, seconds in sorted(modules.items(), key=lambda item: -item[1]):
        print(f"{seconds:8.1f} s  {100 * seconds / total:5.1f} %  {name}")
    print(f"{total:8.1f} s  all, of which {sum(modules.values()):.1f} s are above")
    return build.returncode


if __name__ == "__main__":
    sys.exit(main())
