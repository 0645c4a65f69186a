from __future__ import annotations

import contextlib
import copy
import io
import json
import pathlib
import subprocess
import sys
import time
import unittest
from typing import Any

from support import converse, decoded, request, rmspec, step
from toy import CLAIM, Momentum

START = {"type": "start", "protocol": 2}


def session(make: Any = Momentum, **changes: Any) -> rmspec.Session:
    return rmspec.Session("toy", "1", "python", [{**CLAIM, **changes}], make)


def answer(message: Any, make: Any = Momentum, **changes: Any) -> dict[str, Any]:
    with contextlib.redirect_stderr(io.StringIO()):
        (result,) = converse(session(make, **changes), message)
    return result


ONE = [({"learningRate": 0.5, "momentum": 0.5}, [[1.0, 2.0]])]


class Generator(unittest.TestCase):
    def test_minimal_standard(self) -> None:
        # The 10,000th state from 1 is known: Park, Miller, Stockmeyer 1993.
        state = 1
        for _ in range(10_000):
            state = state * 48271 % 2147483647
        self.assertEqual(state, 399268537)

    def test_steps_tensors_and_elements_in_order(self) -> None:
        states, state = [], 20_261
        for _ in range(12):
            state = state * 48271 % 2147483647
            states.append(((state >> 11) % 2**8 - 2**7) * 2.0**-10)
        draws = rmspec.generated_gradients(20_261, 8, -10, [2, 0, 1])
        drawn = [next(draws) for _ in range(4)]
        flat = [value for gradients in drawn for g in gradients for value in g]
        self.assertEqual(flat, states)
        self.assertEqual([len(g) for g in drawn[3]], [2, 0, 1])


class Run(unittest.TestCase):
    def test_values_and_state(self) -> None:
        steps = [step([[1.0, -1.0]], [0.5]), step([[1.0, 0.0]], [0.25])]
        result = answer(request(ONE, steps, [1, 2]))
        self.assertEqual(result["type"], "result")
        self.assertEqual(result["case"], "a/case")
        self.assertEqual([c["step"] for c in result["checkpoints"]], [1, 2])
        self.assertEqual(
            decoded(result),
            [
                [([0.5, 2.5], {"momentumBuffer": [1.0, -1.0]})],
                [([0.125, 2.625], {"momentumBuffer": [1.5, -0.5]})],
            ],
        )

    def test_formats(self) -> None:
        for storage in CLAIM["formats"]:
            steps = [step([[1.0, -1.0]], [0.5], storage=storage)]
            result = answer(request(ONE, steps, [1], storage=storage))
            self.assertEqual(decoded(result, storage)[0][0][0], [0.5, 2.5])

    def test_state_only_where_it_is_declared(self) -> None:
        steps = [step([[1.0, -1.0]], [0.5])]
        result = answer(request(ONE, steps, [1]), features=[])
        self.assertEqual(decoded(result), [[([0.5, 2.5], {})]])
        other = answer(request(ONE, steps, [1], path="other"), path="this")
        self.assertEqual(decoded(other), [[([0.5, 2.5], {})]])

    def test_groups_and_absent_gradients(self) -> None:
        groups = [
            ({"learningRate": 1.0, "momentum": 0.5}, [[1.0], [2.0, 3.0]]),
            ({"learningRate": 2.0, "momentum": 0.0}, [[4.0], []]),
        ]
        steps = [
            step([[1.0], None, [1.0], []], [1.0, 2.0]),
            step([None, [1.0, 1.0], [1.0], []], [0.5, 1.0]),
        ]
        result = answer(request(groups, steps, [2]))
        self.assertEqual(
            decoded(result),
            [
                [
                    ([0.0], {"momentumBuffer": [1.0]}),
                    ([1.5, 2.5], {"momentumBuffer": [1.0, 1.0]}),
                    ([1.0], {"momentumBuffer": [1.0]}),
                    ([], {"momentumBuffer": []}),
                ]
            ],
        )
        before = answer(request(groups, steps, [1]))
        self.assertEqual(before["checkpoints"][0]["tensors"][1]["state"], {})

    def test_restoring_changes_nothing(self) -> None:
        gradients = [[1.0, 2.0], [-1.0, 3.0], [0.5, 0.25], [2.0, 2.0]]
        results = []
        for restores in ([], [1, 2], [3]):
            Momentum.instances = 0
            steps = [step([g], [0.5], i in restores) for i, g in enumerate(gradients)]
            results.append(answer(request(ONE, steps, [2, 4])))
            self.assertEqual(Momentum.instances, 1 + len(restores))
        self.assertEqual(results[0]["type"], "result")
        self.assertEqual(results[1], results[0])
        self.assertEqual(results[2], results[0])

    def test_a_forgotten_state_is_seen(self) -> None:
        class Forgetful(Momentum):
            def restore(self, saved: Any) -> None:
                pass

        steps = [step([[1.0, 1.0]], [0.5]), step([[1.0, 1.0]], [0.5], True)]
        message = request(ONE, steps, [2])
        self.assertNotEqual(answer(message), answer(message, Forgetful))

    def test_restore_may_be_left_out(self) -> None:
        only = step([[1.0, -1.0]], [0.5])
        del only["restore"]
        self.assertEqual(answer(request(ONE, [only], [1]))["type"], "result")

    def test_generated_steps(self) -> None:
        rule = {"seed": 1, "bits": 8, "exponent": -10}
        generated = {"count": 100, "learningRates": [0.5], "gradients": rule}
        draws = rmspec.generated_gradients(1, 8, -10, [2])
        listed = [step(next(draws), [0.5]) for _ in range(100)]
        checkpoints = [1, 2, 50, 100]
        result = answer(request(ONE, generated, checkpoints))
        self.assertEqual(result["type"], "result")
        self.assertEqual(result, answer(request(ONE, listed, checkpoints)))

    def test_stops_after_the_last_checkpoint(self) -> None:
        class Counting(Momentum):
            steps = 0

            def step(self, *arguments: Any) -> None:
                Counting.steps += 1
                super().step(*arguments)

        steps = [step([[1.0, 1.0]], [0.5])] * 9
        answer(request(ONE, steps, [2, 4]), Counting)
        self.assertEqual(Counting.steps, 4)

    def test_speed(self) -> None:
        class Idle(Momentum):
            def step(self, gradients: Any, learning_rates: Any) -> None:
                pass

        groups = [({"learningRate": 0.5}, [[0.0] * 20])]
        listed = [step([[0.5] * 20], [0.5])] * 10_000
        rule = {"seed": 1, "bits": 8, "exponent": -10}
        generated = {"count": 10_000, "learningRates": [0.5], "gradients": rule}
        for steps in (listed, generated):
            message = request(groups, steps, [1, 10_000])
            begin = time.process_time()
            result = answer(message, Idle)
            self.assertEqual(result["type"], "result")
            self.assertLess(time.process_time() - begin, 2)


class Recorder(rmspec.Optimizer):
    """Notes what it is given; the parameter and its state never change."""

    cases: list[rmspec.Case] = []
    given: list[Any] = []
    moment = 1 + 2.0**-9

    def __init__(self, case: rmspec.Case) -> None:
        self.values = [list(tensor.initial) for tensor in case.tensors]
        Recorder.cases.append(case)

    def step(self, gradients: Any, learning_rates: Any) -> None:
        Recorder.given.append((gradients, learning_rates))

    def parameters(self) -> Any:
        return self.values

    def state(self) -> Any:
        slots = ("momentumBuffer", "masterParameter")
        return [dict.fromkeys(slots, [self.moment] * len(v)) for v in self.values]

    def save(self) -> Any:
        return None

    def restore(self, saved: Any) -> None:
        pass


class Extensions(unittest.TestCase):
    """What reaches an optimizer only if the adapter claims a feature."""

    FEATURES = ("sparse", "schedules", "master", "stochastic")
    STEP = step([[1.0, -1.0]], [0.5])
    ROWS = {"rows": [1, 0, 1], "values": [1.0, 2.0, 3.0]}
    SCHEDULE = {"kind": "step", "period": 3, "factor": 0.5}

    def setUp(self) -> None:
        Recorder.cases, Recorder.given = [], []

    def answer(self, message: Any, features: Any = (*FEATURES, "state")) -> Any:
        return answer(message, Recorder, features=list(features))

    def scheduled(self, rates: Any) -> Any:
        groups = [(*ONE[0], self.SCHEDULE), ONE[0]]
        return request(groups, [step([[1.0, 1.0]] * 2, rates)], [1])

    def test_rows(self) -> None:
        shapes = [[4, 3], [2], [2, 0]]
        groups = [({"learningRate": 0.5}, [[0.0] * 12, [0.0] * 2, []])]
        rows = [
            {"rows": [3, 1, 3], "values": [float(i) for i in range(9)]},
            self.ROWS,
            {"rows": [1], "values": []},
        ]
        empty = {"rows": [], "values": []}
        steps = [step(rows, [0.5]), step([empty, None, empty], [0.5])]
        result = self.answer(request(groups, steps, [2], shapes=shapes))
        self.assertEqual(result["type"], "result")
        first, second = (gradients for gradients, _ in Recorder.given)
        expected = [rmspec.Rows(g["rows"], g["values"]) for g in rows]
        self.assertEqual(first, expected)
        self.assertEqual(second, [rmspec.Rows([], []), None, rmspec.Rows([], [])])

    def test_wrong_rows(self) -> None:
        for shape, rows in (
            ([2], {"rows": [2], "values": [1.0]}),
            ([2], {"rows": [-1], "values": [1.0]}),
            ([2], {"rows": [0, 1], "values": [1.0]}),
            ([1, 2], {"rows": [0], "values": [1.0]}),
            ([], {"rows": [0], "values": [1.0]}),
            ([], {"rows": [], "values": []}),
        ):
            tensor = [0.0] * (2 if shape else 1)
            groups = [({"learningRate": 0.5}, [tensor])]
            message = request(groups, [step([rows], [0.5])], [1], shapes=[shape])
            self.assertEqual(self.answer(message)["type"], "error", (shape, rows))

    def test_schedules(self) -> None:
        # Whatever stands where no rate is expected is not passed on.
        for rates in ([None, 0.25], [0.5, 0.25]):
            self.assertEqual(self.answer(self.scheduled(rates))["type"], "result")
            self.assertEqual(Recorder.given[-1][1], [None, 0.25])
        groups = Recorder.cases[0].groups
        self.assertEqual([g.schedule for g in groups], [self.SCHEDULE, None])

    def test_a_rate_is_missing(self) -> None:
        for rates in ([None, None], [None], [None, 0.5, 0.5]):
            result = self.answer(self.scheduled(rates))
            self.assertEqual(result["type"], "error")

    def test_schedules_of_generated_steps(self) -> None:
        rule = {"seed": 1, "bits": 8, "exponent": -10}
        generated = {"count": 2, "learningRates": [None], "gradients": rule}
        message = request([(*ONE[0], self.SCHEDULE)], generated, [2])
        self.assertEqual(self.answer(message)["type"], "result")
        self.assertEqual([rates for _, rates in Recorder.given], [[None], [None]])

    def test_master(self) -> None:
        one = [({"learningRate": 0.5}, [[1.0, 2.0]])]
        for master, kept in ((True, "binary32"), (False, "bfloat16")):
            message = request(
                one,
                [step([[1.0, 1.0]], [0.5], storage="bfloat16")],
                [1],
                storage="bfloat16",
                arithmetic="binary32",
                master=master,
            )
            result = self.answer(message)
            self.assertEqual(result["type"], "result")
            self.assertEqual(Recorder.cases[-1].master, master)
            (tensor,) = result["checkpoints"][0]["tensors"]
            self.assertEqual(tensor["parameter"], ["3f80", "4000"])
            moment = rmspec.FORMATS[kept].encode([Recorder.moment] * 2)
            self.assertEqual(tensor["state"]["momentumBuffer"], moment)
            self.assertEqual(tensor["state"]["masterParameter"], moment)

    def test_stochastic(self) -> None:
        message = request(ONE, [self.STEP], [1], stochastic={"seed": 7})
        self.assertEqual(self.answer(message)["type"], "result")
        self.answer(request(ONE, [self.STEP], [1]))
        self.assertEqual([case.stochastic for case in Recorder.cases], [7, None])

    def test_a_restored_optimizer_knows_the_same_case(self) -> None:
        extras = {"arithmetic": "binary64", "master": True, "stochastic": {"seed": 7}}
        groups = [(*ONE[0], self.SCHEDULE)]
        steps = [step([[1.0, 1.0]], [None]), step([[1.0, 1.0]], [None], True)]
        self.answer(request(groups, steps, [2], **extras))
        first, second = Recorder.cases
        self.assertEqual(first, second)

    def test_what_is_not_claimed_is_skipped(self) -> None:
        messages = {
            "sparse": request(ONE, [self.STEP, step([self.ROWS], [0.5])], [1]),
            "schedules": self.scheduled([None, 0.25]),
            "master": request(ONE, [self.STEP], [1], master=True),
            "stochastic": request(ONE, [self.STEP], [1], stochastic={"seed": 7}),
        }
        for feature, message in messages.items():
            others = [name for name in self.FEATURES if name != feature]
            result = self.answer(message, others)
            self.assertEqual((result["type"], result["case"]), ("skip", "a/case"))
            self.assertIn(f'"{feature}"', result["reason"])
            self.assertEqual(self.answer(message, [feature])["type"], "result")
        self.assertEqual(len(Recorder.cases), len(messages))

    def test_random_bits(self) -> None:
        # The values that StochasticSource in Sources/Formats gives.
        for position, expected in (
            ((0, 1, 0, 0), 1108030086),
            ((20261, 3, 2, 17), 2283493158),
            ((2**32 - 1, 2**32 - 1, 1, 70000), 69896276),
        ):
            self.assertEqual(rmspec.random_bits(*position), expected)


class Failures(unittest.TestCase):
    STEPS = [step([[1.0, -1.0]], [0.5])]

    def check(self, make: Any, kind: str, text: str) -> None:
        result = answer(request(ONE, self.STEPS, [1]), make)
        self.assertEqual((result["type"], result["case"]), (kind, "a/case"))
        self.assertIn(text, result["reason" if kind == "skip" else "message"])

    def test_exception(self) -> None:
        class Failing(Momentum):
            def step(self, gradients: Any, learning_rates: Any) -> None:
                raise ZeroDivisionError("something is wrong")

        self.check(Failing, "error", "ZeroDivisionError: something is wrong")

    def test_traceback_goes_to_standard_error(self) -> None:
        class Failing(Momentum):
            def step(self, gradients: Any, learning_rates: Any) -> None:
                raise ZeroDivisionError

        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            converse(session(Failing), request(ONE, self.STEPS, [1]))
        self.assertIn("Traceback", errors.getvalue())

    def test_exit(self) -> None:
        class Leaving(Momentum):
            def step(self, gradients: Any, learning_rates: Any) -> None:
                sys.exit("enough")

        self.check(Leaving, "error", "enough")

    def test_skip_anywhere(self) -> None:
        def refuse(case: rmspec.Case) -> Momentum:
            raise rmspec.Skip("not this one")

        class Late(Momentum):
            def step(self, gradients: Any, learning_rates: Any) -> None:
                raise rmspec.Skip("not this one")

        self.check(refuse, "skip", "not this one")
        self.check(Late, "skip", "not this one")

    def test_wrong_answers_of_the_optimizer(self) -> None:
        class Short(Momentum):
            def parameters(self) -> Any:
                return [[1.0]]

        class Few(Momentum):
            def parameters(self) -> Any:
                return []

        class ShortState(Momentum):
            def state(self) -> Any:
                return [{"momentumBuffer": [1.0, 2.0, 3.0]}]

        class Nested(Momentum):
            def parameters(self) -> Any:
                return [[[1.0, 2.0]]]

        self.check(Short, "error", "the parameter of tensor w0 has 1 elements, not 2")
        self.check(Few, "error", "1 tensors")
        self.check(ShortState, "error", "momentumBuffer of tensor w0 has 3 elements")
        self.check(Nested, "error", "error")

    def test_missing_methods(self) -> None:
        self.check(rmspec.Optimizer, "error", "NotImplementedError")

    def test_malformed_cases(self) -> None:
        def broken(change: Any) -> dict[str, Any]:
            message = copy.deepcopy(request(ONE, self.STEPS, [1]))
            change(message)
            return message

        def set_tensor(key: str, value: Any) -> Any:
            def change(message: Any) -> None:
                message["case"]["groups"][0]["tensors"][0][key] = value

            return change

        changes = [
            lambda m: m.pop("checkpoints"),
            lambda m: m.update(checkpoints=[2]),
            lambda m: m.update(checkpoints=[0, 1]),
            lambda m: m["case"].pop("steps"),
            lambda m: m["case"].update(storage="binary128"),
            lambda m: m["case"]["steps"][0].update(gradients=[["0" * 16]]),
            lambda m: m["case"]["steps"][0].update(gradients=[]),
            set_tensor("initial", ["0", "1"]),
            set_tensor("shape", [3]),
        ]
        for change in changes:
            result = answer(broken(change))
            self.assertEqual((result["type"], result["case"]), ("error", "a/case"))
        for members in (None, {}, [], 7):
            result = answer({"type": "run", "case": members})
            self.assertEqual(result["type"], "error")
            self.assertNotIn("case", result)


class Conversation(unittest.TestCase):
    def test_introduction(self) -> None:
        (started,) = converse(session(), START)
        self.assertEqual(started["type"], "started")
        self.assertEqual(started["protocol"], 2)
        self.assertEqual(started["name"], "toy")
        self.assertEqual(started["version"], "1")
        self.assertEqual(started["language"], "python")
        self.assertEqual(started["implements"], [CLAIM])

    def test_other_protocol(self) -> None:
        for version in (1, 3):
            (refusal,) = converse(session(), {"type": "start", "protocol": version})
            self.assertEqual(refusal["type"], "error")
            self.assertIn("protocol 2", refusal["message"])

    def test_garbage_costs_a_line_only(self) -> None:
        garbage = [b"{\n", b"\xff\xfe\n", b"[]\n", b"7\n", b"{}\n"]
        garbage.append(b'{"type":"dance"}\n')
        answers = converse(session(), START, *garbage, b"\n", START)
        kinds = [answer["type"] for answer in answers]
        self.assertEqual(kinds, ["started"] + ["error"] * len(garbage) + ["started"])

    def test_stop_ends_it(self) -> None:
        self.assertEqual(len(converse(session(), START, {"type": "stop"}, START)), 1)

    def test_failures_do_not_end_it(self) -> None:
        good = request(ONE, [step([[1.0, -1.0]], [0.5])], [1])
        bad = request(ONE, [], [1])
        with contextlib.redirect_stderr(io.StringIO()):
            answers = converse(session(), START, good, bad, good)
        kinds = [answer["type"] for answer in answers]
        self.assertEqual(kinds, ["started", "result", "error", "result"])

    def test_a_process_that_prints(self) -> None:
        program = pathlib.Path(__file__).with_name("toy.py")
        good = request(ONE, [step([[1.0, -1.0]], [0.5])], [1])
        lines = [json.dumps(m) for m in (START, good, good, {"type": "stop"})]
        done = subprocess.run(
            [sys.executable, str(program)],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            timeout=60,
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        kinds = [answer["type"] for answer in answers]
        self.assertEqual(kinds, ["started", "result", "result"])
        self.assertEqual(done.returncode, 0)
        for text in ("printed by Python", "written below Python", "printed by a child"):
            self.assertEqual(done.stderr.count(text), 2)

    def test_answers_before_the_next_request(self) -> None:
        program = pathlib.Path(__file__).with_name("toy.py")
        with subprocess.Popen(
            [sys.executable, str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            for _ in range(2):
                process.stdin.write(json.dumps(START).encode() + b"\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["name"], "noisy")
            process.stdin.close()
            self.assertEqual(process.wait(timeout=60), 0)


if __name__ == "__main__":
    unittest.main()
