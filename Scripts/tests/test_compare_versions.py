"""The comparison of versions finds what has changed, down to a digit."""

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import compare_versions  # noqa: E402


def tree(prefix, ids, dialect, edit=lambda text: text):
    """A reader of a folder with one file of one case."""
    path = f"{prefix}/binary32.json"
    document = {
        "schemaVersion": 3,
        "optimizer": "sgd",
        "dialect": dialect,
        "format": "binary32",
        "budget": 4,
        "notes": {},
        "cases": [
            {
                "id": f"{prefix}/binary32/ordinary",
                "scalars": "wide",
                "arithmetic": "binary32",
                "groups": [{"hyperparameters": {"learningRate": 0.05}}],
                "expected": [
                    {
                        "step": 1,
                        "exact": ["1.25e-1"],
                        "low": ["3dffffff"],
                        "high": [None],
                        "unit": [1e-7],
                    }
                ],
            }
        ],
    }
    files = {
        "manifest.json": json.dumps({"files": [{"path": path}]}),
        path: edit(json.dumps(document)),
        "renamed.json": json.dumps({"ids": ids}),
    }
    return lambda name: files[name].encode()


OLD = tree("sgd/plain", {}, {"nesterov": "off"})
IDS = {"sgd/plain/binary32/ordinary": "sgd/standard/binary32/ordinary"}
AXES = {"nesterov": "off", "epsilonPlace": "none"}


class CompareVersionsTests(unittest.TestCase):
    def problems(self, ids=IDS, dialect=AXES, edit=lambda text: text):
        new = tree("sgd/standard", ids, dialect, edit)
        return compare_versions.compare(OLD, new)[0]

    def test_renamed_case_is_found_unchanged(self):
        self.assertEqual(self.problems(), [])

    def test_each_altered_digit_is_found(self):
        for old, new in [("1.25e-1", "1.26e-1"), ("0.05", "0.051")]:
            problems = self.problems(edit=lambda text: text.replace(old, new))
            self.assertEqual(len(problems), 1, problems)

    def test_changed_bounds_are_counted_by_kind(self):
        for old, new, kind in [
            ("1e-07", "2e-07", "unit: other digits"),
            ("3dffffff", "3e000000", "low: farther in by one value"),
            ("3dffffff", "3e000001", "low: farther in by more"),
            ("3dffffff", "3dfffffe", "low: farther out"),
            ('"3dffffff"', "null", "low: not known any more"),
            ("[null]", '["3e000000"]', "high: known now"),
        ]:
            new_tree = tree(
                "sgd/standard", IDS, AXES, lambda text: text.replace(old, new)
            )
            problems, _, kinds = compare_versions.compare(OLD, new_tree)
            self.assertEqual(problems, [])
            self.assertEqual([(kind, 1)], [(key[0], count) for key, count in kinds.items()])

    def test_changed_bounds_are_counted_by_cause(self):
        for mode, cause in [
            ("wide", "clauses apply to what an interval may contain (15.3)"),
            ("working", "β^1 is an operation (15.2)"),
        ]:

            def in_mode(text):
                return text.replace('"wide"', f'"{mode}"')

            old = tree("sgd/plain", {}, {"nesterov": "off"}, in_mode)
            new = tree(
                "sgd/standard", IDS, AXES, lambda text: in_mode(text).replace("1e-07", "2e-07")
            )
            _, _, kinds = compare_versions.compare(old, new)
            self.assertEqual([key[1] for key in kinds], [cause])

    def test_added_and_missing_members_are_found(self):
        added = self.problems(edit=lambda text: text.replace('"step": 1', '"step": 1, "x": 0'))
        self.assertEqual(added, ["sgd/plain/binary32/ordinary.expected[0].x"])
        missing = self.problems(edit=lambda text: text.replace('"step": 1, ', ""))
        self.assertEqual(missing, ["sgd/plain/binary32/ordinary.expected[0].step"])

    def test_case_that_is_lost_is_found(self):
        self.assertEqual(len(self.problems(ids={})), 1)
        self.assertEqual(len(self.problems(ids={next(iter(IDS)): "sgd/standard/x"})), 1)

    def test_other_value_on_an_old_axis_is_found(self):
        self.assertEqual(len(self.problems(dialect={"nesterov": "standard"})), 1)


if __name__ == "__main__":
    unittest.main()
