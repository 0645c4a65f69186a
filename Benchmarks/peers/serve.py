"""Serves one peer's measurements: `python -m peers.serve NAME`.

The protocol is bench-server's: a JSON request a line on standard input, a JSON
answer a line on standard output.
"""

import importlib
import json
import sys
import time

from .settings import Unsupported


def _time(subject, steps):
    start = time.perf_counter_ns()
    for _ in range(steps):
        subject.step()
    subject.wait()
    return time.perf_counter_ns() - start


class Measurement:
    """A subject that is ready to be timed; Measurement.swift does the same."""

    def __init__(self, subject, milliseconds):
        self.subject = subject
        _time(subject, 2)
        self.steps, goal = 1, milliseconds * 1e6
        while (elapsed := _time(subject, self.steps)) < goal:
            factor = min(1.2 * goal / max(elapsed, 1), 10)
            self.steps = max(self.steps + 1, int(self.steps * factor))

    def repetition(self):
        # A step brings back what others have driven out of the caches.
        _time(self.subject, 1)
        return _time(self.subject, self.steps)


class Server:
    """Answers requests about one peer."""

    def __init__(self, peer):
        self.peer = peer
        self.measurements = {}

    def answer(self, request):
        command = request["command"]
        if command == "describe":
            return {"name": self.peer.VERSION}
        if command == "sample":
            subject = self.peer.Subject(request["workload"])
            for _ in range(request["steps"]):
                subject.step()
            subject.wait()
            return {"values": subject.values(16)}
        if command == "prepare":
            measurement = Measurement(
                self.peer.Subject(request["workload"]), request["milliseconds"]
            )
            self.measurements[request["handle"]] = measurement
            return {"steps": measurement.steps}
        if command == "repeat":
            return {"nanoseconds": self.measurements[request["handle"]].repetition()}
        if command == "release":
            del self.measurements[request["handle"]]
            return {}
        raise Unsupported(command)


def main():
    server = Server(importlib.import_module(f"peers.{sys.argv[1]}_peer"))
    for line in sys.stdin:
        try:
            answer = server.answer(json.loads(line))
        except Unsupported as error:
            answer = {"error": f"unsupported: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
