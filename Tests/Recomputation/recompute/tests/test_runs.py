"""Runs that begin in the middle, change, are saved and go back (SPEC.md §1.5)."""

import copy
import unittest

from recompute.members import recomputed

from .small_cases import a_case, continued, expecting, references, tables

# For each optimizer a case with several steps.
CASES = (
    ("sgd/standard/binary32.json", "burst-then-quiet"),
    ("adagrad/decay-clock-current/binary32.json", "burst-then-quiet"),
    ("adadelta/standard/binary32.json", "burst-then-quiet"),
    ("rmsprop/epsilon-inside-centered-corrected/binary32.json", "burst-then-quiet"),
    ("adam/standard/binary32.json", "burst-then-quiet"),
    ("adam/standard/binary32.json", "burst-then-quiet-working-products"),
    ("adam/global-clock/binary32.json", "late-start"),
    ("adabelief/standard/binary32.json", "burst-then-quiet"),
    ("amsgrad/standard/binary32.json", "burst-then-quiet"),
    ("nadam/standard/binary32.json", "burst-then-quiet"),
    ("adamax/standard/bfloat16.json", "master-copy"),
    ("radam/standard/binary32.json", "rectification"),
    ("sgd/standard/binary16.json", "stochastic-store"),
    ("sgd/standard/binary32.json", "schedule-cosine"),
)


class Middle(unittest.TestCase):
    """A given state (§1.5)."""

    def test_references_go_on(self) -> None:
        for path, name in CASES:
            with self.subTest(path=path, name=name):
                data, case = a_case(path, name)
                taken = len(case["steps"]) // 2
                rest = continued(data, case, taken)
                self.assertEqual(
                    references(tables(data, case))[taken:], references(tables(data, rest))
                )

    def test_counts_matter(self) -> None:
        data, case = a_case("adam/standard/binary32.json", "burst-then-quiet")
        rest = continued(data, case, 2)
        table = references(tables(data, rest))
        spec = rest["groups"][0]["tensors"][0]
        spec["gradientsBefore"] += 1
        rest["stepsBefore"] += 1
        self.assertNotEqual(table, references(tables(data, rest)))

    def test_what_is_missing(self) -> None:
        data, case = a_case("nadam/standard/binary32.json", "burst-then-quiet")
        for name in ("state", "momentumProduct"):
            with self.subTest(name=name):
                rest = continued(data, case, 2)
                del rest["groups"][0]["tensors"][0][name]
                self.assertRaises((LookupError, ValueError), recomputed, data, rest)

    def test_state_is_data(self) -> None:
        data, case = a_case("sgd/standard/binary32.json", "burst-then-quiet")
        rest = continued(data, case, 1)
        rest["steps"][0]["gradients"] = [None] * len(rest["steps"][0]["gradients"])
        columns = tables(data, rest)[0][0, "momentumBuffer"]
        self.assertEqual(columns["low"], columns["high"])
        self.assertEqual(columns["low"], rest["groups"][0]["tensors"][0]["state"]["momentumBuffer"])


class Going(unittest.TestCase):
    """What is done before steps."""

    def setUp(self) -> None:
        self.data, self.case = a_case("nadam/standard/binary32.json", "burst-then-quiet")
        self.table = tables(self.data, self.case)

    def test_saving_changes_nothing(self) -> None:
        self.case["steps"][1].update(save=True)
        self.case["steps"][2].update(restore=True, builtWith=[{"beta1": 0.5}])
        self.assertEqual(tables(self.data, self.case), self.table)

    def test_going_back(self) -> None:
        """The second to fourth steps are taken twice; between, everything is different."""
        steps = copy.deepcopy(self.case["steps"])
        steps[1]["save"] = True
        other = copy.deepcopy(steps[0])
        other["hyperparameters"] = [{"beta1": 0.5, "momentumDecay": 0.5}]
        back = copy.deepcopy(steps[1:])
        back[0]["rewind"] = True
        self.case["steps"] = steps[:3] + [other, other] + back
        found = tables(self.data, expecting(self.case))
        self.assertEqual(found[:3], self.table[:3])
        self.assertEqual(found[5:], self.table[1:])

    def test_going_back_before_the_first_gradient(self) -> None:
        steps = copy.deepcopy(self.case["steps"])
        steps[0]["save"] = True
        none = dict(steps[0], gradients=[None], rewind=True)
        self.case["steps"] = [steps[0], none]
        found = tables(self.data, expecting(self.case))
        self.assertEqual(set(found[1]), {(0, "parameter")})

    def test_back_comes_before_saving(self) -> None:
        steps = copy.deepcopy(self.case["steps"])
        steps[0]["save"] = True
        steps[2].update(save=True, rewind=True)
        again = dict(steps[2], rewind=True)
        del again["save"]
        self.case["steps"] = steps[:3] + [again]
        found = tables(self.data, expecting(self.case))
        self.assertEqual(found[2], found[3])

    def test_nothing_was_saved(self) -> None:
        self.case["steps"][1]["rewind"] = True
        self.assertRaises(ValueError, recomputed, self.data, self.case)

    def test_same_gradients(self) -> None:
        self.case["steps"][1]["gradients"] = self.case["steps"][0]["gradients"]
        table = tables(self.data, self.case)
        self.case["steps"][1]["sameGradients"] = True
        self.assertEqual(tables(self.data, self.case), table)
        self.case["steps"][2]["sameGradients"] = True
        self.assertRaises(ValueError, recomputed, self.data, self.case)


class Changes(unittest.TestCase):
    """Hyperparameters that change (§1.5)."""

    def test_as_if_they_had_always_held(self) -> None:
        for path, name in CASES:
            data, case = a_case(path, name)
            hyper = case["groups"][0]["hyperparameters"]
            change = {
                key: x * 0.5 for key, x in hyper.items() if key in ("beta1", "beta2", "decay")
            }
            change["weightDecay"] = 0.125
            with self.subTest(path=path, name=name):
                changed = copy.deepcopy(case)
                entries = [change] + [None] * (len(case["groups"]) - 1)
                changed["steps"][2]["hyperparameters"] = entries
                rest = continued(data, case, 2)
                rest["groups"][0]["hyperparameters"].update(change)
                self.assertEqual(
                    references(tables(data, changed))[2:], references(tables(data, rest))
                )

    def test_they_accumulate_and_the_rate_stays(self) -> None:
        data, case = a_case("adam/standard/binary32.json", "burst-then-quiet")
        once, twice = copy.deepcopy(case), copy.deepcopy(case)
        once["steps"][1]["hyperparameters"] = [{"beta1": 0.5, "beta2": 0.75}]
        twice["steps"][1]["hyperparameters"] = [{"beta1": 0.5, "learningRate": 7.0}]
        twice["steps"][2]["hyperparameters"] = [None]
        twice["steps"][1]["hyperparameters"][0]["beta2"] = 0.75
        self.assertEqual(tables(data, once), tables(data, twice))


class Period(unittest.TestCase):
    """Tensors with a period (README of the vectors)."""

    def test_elements_repeat(self) -> None:
        for path, name in CASES[4:8]:
            with self.subTest(path=path):
                data, case = a_case(path, name)
                table = tables(data, case)
                for spec in case["groups"][0]["tensors"]:
                    spec["period"] = len(spec["initial"])
                    spec["shape"] = [len(spec["initial"]), 1000]
                self.assertEqual(tables(data, case), table)

    def test_other_counts(self) -> None:
        data, case = a_case("adam/standard/binary32.json", "burst-then-quiet")
        case["groups"][0]["tensors"][0]["period"] = 1
        self.assertRaises(ValueError, recomputed, data, case)


if __name__ == "__main__":
    unittest.main()
