"""The processes that measure: each peer in one of its own for each mask of CPUs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / ".build" / "release" / "bench-server"
ARB = ROOT / ".build" / "arb-rmsprop"


class Unsupported(Exception):
    """A server does not offer what was asked of it."""


def cpus(count: int) -> list[int]:
    """The CPUs that `count` threads run on: the last, as the first serve interrupts."""
    if not hasattr(os, "sched_getaffinity"):
        return []
    return sorted(os.sched_getaffinity(0))[-count:]


class _Process:
    """A child that answers a line with a line, on CPUs of its own."""

    def __init__(self, command: list[str], threads: int, environment: dict | None = None):
        mask = cpus(threads)
        pin = (lambda: os.sched_setaffinity(0, mask)) if mask else None
        self.child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | (environment or {}),
            preexec_fn=pin,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, line: str) -> str:
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.child.args} ended: {self.child.wait()}")
        return answer

    def close(self) -> None:
        self.child.stdin.close()
        self.child.wait()


class Server:
    """A process that speaks the protocol of bench-server."""

    def __init__(self, command: list[str], threads: int, environment: dict | None = None):
        self._process = _Process(command, threads, environment)
        self._handle = 0
        description = self._request(command="describe")
        self.name: str = description["name"]
        #: The numbers of threads that it can be told to use; None for any.
        self.threads: list[int] | None = description.get("threads")
        self._requested = threads

    def _request(self, **request) -> dict:
        answer = json.loads(self._process.ask(json.dumps(request)))
        error = answer.get("error")
        if error is None:
            return answer
        if error.startswith("unsupported"):
            raise Unsupported(error)
        raise RuntimeError(f"{self._process.child.args}: {error}")

    def usable_threads(self, subject: str) -> int:
        """How many threads a subject gets: at most what the process was made for."""
        if self.threads is None or subject == "probe":
            return self._requested
        return max(count for count in self.threads if count <= self._requested)

    def _workload(self, workload: dict) -> dict:
        return workload | {"threads": self.usable_threads(workload["subject"])}

    def sample(self, workload: dict, steps: int) -> list[float]:
        """The first parameters after so many steps."""
        answer = self._request(
            command="sample", workload=self._workload(workload), steps=steps
        )
        return answer["values"]

    def prepare(self, workload: dict, milliseconds: float) -> tuple[int, int]:
        """Sets up what is to be timed; its handle, and the steps of a repetition."""
        self._handle += 1
        answer = self._request(
            command="prepare",
            workload=self._workload(workload),
            handle=self._handle,
            milliseconds=milliseconds,
        )
        return self._handle, answer["steps"]

    def repeat(self, handle: int) -> float:
        """The nanoseconds of one repetition."""
        return self._request(command="repeat", handle=handle)["nanoseconds"]

    def release(self, handle: int) -> None:
        """Frees what was set up."""
        self._request(command="release", handle=handle)

    def close(self) -> None:
        self._process.close()


class ArbServer:
    """Arb from C: a process for each workload."""

    def __init__(self):
        if not ARB.exists():
            raise Unsupported("Arb is not installed")
        self._processes: dict[int, _Process] = {}
        process = self._start({"bits": 64, "length": 0})
        self.name = process.ask("describe").strip()
        process.close()

    def usable_threads(self, subject: str) -> int:
        return 1

    def _start(self, workload: dict) -> _Process:
        if "bits" not in workload:
            raise Unsupported("a step of machine numbers")
        arguments = [str(ARB), str(workload["bits"]), str(workload["length"])]
        return _Process(arguments, 1)

    def sample(self, workload: dict, steps: int) -> list[float]:
        process = self._start(workload)
        values = [float(word) for word in process.ask("sample").split()]
        process.close()
        return values

    def prepare(self, workload: dict, milliseconds: float) -> tuple[int, int]:
        handle = len(self._processes) + 1
        self._processes[handle] = self._start(workload)
        self.repeat(handle)
        return handle, 1

    def repeat(self, handle: int) -> float:
        return float(self._processes[handle].ask("repeat"))

    def release(self, handle: int) -> None:
        self._processes.pop(handle).close()

    def close(self) -> None:
        for handle in list(self._processes):
            self.release(handle)


class Servers:
    """Every server by name and number of threads, started when first asked for."""

    def __init__(self):
        self._servers: dict[tuple[str, int], Server | ArbServer] = {}

    def __getitem__(self, key: tuple[str, int]) -> Server | ArbServer:
        if key not in self._servers:
            name, threads = key
            if name == "arb":
                self._servers[key] = ArbServer()
            elif name == "ours":
                self._servers[key] = Server([str(OURS)], threads)
            else:
                peer, _, policy = name.partition("-")
                command = [sys.executable, "-m", "peers.serve", peer]
                environment = {"OMP_WAIT_POLICY": "passive"} if policy else None
                self._servers[key] = Server(command, threads, environment)
        return self._servers[key]

    def versions(self) -> list[str]:
        """What every started peer calls itself."""
        return sorted({server.name for server in self._servers.values()})

    def close(self) -> None:
        for server in self._servers.values():
            server.close()
