"""Cases for tests: some of the vectors, and what becomes of them under a change."""

import copy
import os
from typing import Any, Dict, List, Tuple

import gmpy2

from recompute.cases import Run, Snapshot
from recompute.compare import load
from recompute.folder import vectors_folder
from recompute.machine import Setting
from recompute.members import Columns, Place, recomputed
from recompute.rounded import ReferenceMachine
from recompute.script import script

VECTORS = vectors_folder() or "Vectors"
Case = Dict[str, Any]


def a_case(path: str, name: str) -> Tuple[Dict[str, Any], Case]:
    """A vector file, and a copy of one of its cases, all of whose steps are expected."""
    data = load(os.path.join(VECTORS, *path.split("/")))
    for case in data["cases"]:
        if case["id"].endswith("/" + name):
            return data, expecting(copy.deepcopy(case))
    raise LookupError("%s has no case %s" % (path, name))


def expecting(case: Case) -> Case:
    """The case with every step expected."""
    case["expected"] = [{"step": i} for i in range(1, len(case["steps"]) + 1)]
    return case


def tables(data: Dict[str, Any], case: Case) -> List[Dict[Tuple[int, str], Columns]]:
    """The recomputed quantities of a case, step by step, by tensor and name."""
    result: Dict[Place, Columns] = recomputed(data, case)[0]
    steps: List[Dict[Tuple[int, str], Columns]] = [{} for _ in case["expected"]]
    for (step, tensor, quantity), columns in result.items():
        steps[step - 1][tensor, quantity] = columns
    return steps


def references(steps: List[Dict[Tuple[int, str], Columns]]) -> List[Dict[Any, Any]]:
    """The references alone."""
    return [{key: columns["reference"] for key, columns in step.items()} for step in steps]


def continued(data: Dict[str, Any], case: Case, taken: int) -> Case:
    """The rest of a case, which begins with what its reference has after some steps."""
    setting = Setting(case)
    with gmpy2.context(precision=320):
        run = Run(data["optimizer"], data["dialect"], case, ReferenceMachine(setting))
        for step in script(case, setting.storage)[:taken]:
            run.advance(step)
    rest = copy.deepcopy(case)
    rest["stepsBefore"] = taken
    rest["steps"] = rest["steps"][taken:]
    specs = [spec for group in rest["groups"] for spec in group["tensors"]]
    snapshot: Snapshot = run.snapshot()
    for spec, tensor, (parameter, state) in zip(specs, run.tensors, snapshot):
        spec["initial"] = [setting.storage.encode(x) for x in parameter]
        if tensor.clock:
            spec["gradientsBefore"] = tensor.clock
            spec["state"] = {
                slot: [setting.kept.encode(x) for x in values] for slot, values in state.items()
            }
            if tensor.memory is not None:
                spec["momentumProduct"] = float(tensor.memory[0].running)
    return expecting(rest)
