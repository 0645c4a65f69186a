"""All members of a case, recomputed with as much precision as they need."""

from functools import lru_cache
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

import gmpy2

from .bounds import Decided, Publisher
from .formats import Format
from .lanes import Lanes, Snapshots
from .machine import Setting
from .script import script

MEMBERS = ("exact", "nearest", "low", "high", "reference", "unit", "flushed.low", "flushed.high")
# The runs that decide on a member.
RUNS = {
    "exact": ("exact",),
    "nearest": ("exact",),
    "low": ("budget",),
    "high": ("budget",),
    "unit": ("exact", "one"),
    "flushed.low": ("budget",),
    "flushed.high": ("budget",),
}
# Bits of precision: for what the first ones leave undecided, `GREAT` holds sums of the
# greatest and the smallest numbers of binary64.
EXACT = 320
GREAT = 2800

Place = Tuple[int, int, str]  # step, tensor, quantity
# What a quantity is in each run, and what is published of it: a text for each element.
Values = Dict[str, List[Any]]
Columns = Dict[str, List[Optional[str]]]

publisher = lru_cache(maxsize=None)(Publisher)


def first_precision(arithmetic: Format) -> Dict[str, int]:
    """The precision of each run.

    Enclosures need less than real numbers: what they lose by cancellation is little more than
    the part of every result by which they are widened.
    """
    enclosures = 128 if arithmetic.precision > 24 else 96
    return {"exact": EXACT, "reference": EXACT, "budget": enclosures, "one": enclosures}


def readings(lanes: Lanes, name: str, wanted: List[int], precision: int) -> Dict[str, Snapshots]:
    """What a run gives."""
    with gmpy2.context(precision=precision):
        if name == "budget":
            found, flushed = lanes.budget(wanted)
            return {"budget": found, "flushed": flushed}
        run = {"exact": lanes.exact, "reference": lanes.reference, "one": lanes.one}[name]
        return {name: run(wanted)}


def quantities(found: Dict[str, Snapshots]) -> Iterator[Tuple[Place, Values]]:
    """All quantities, each as the runs that have it give it."""
    for step in sorted({step for snapshots in found.values() for step in snapshots}):
        at = {name: snapshots[step] for name, snapshots in found.items() if step in snapshots}
        for index, tensor in enumerate(next(iter(at.values()))):
            for name in ("parameter", *tensor[1]):
                values = {}
                for run, snapshot in at.items():
                    parameter, state = snapshot[index]
                    values[run] = parameter if name == "parameter" else state[name]
                yield (step, index, name), values


def decided_columns(
    values: Values, form: Format, precision: Dict[str, int]
) -> Dict[str, List[Decided]]:
    """The members that follow from the runs that are there."""
    columns: Dict[str, List[Decided]] = {}
    if "exact" in values:
        of_reals = publisher(precision["exact"])
        columns["exact"] = [of_reals.exact(x) for x in values["exact"]]
        columns["nearest"] = [of_reals.nearest(x, form) for x in values["exact"]]
    if "reference" in values:
        columns["reference"] = [(form.encode(x), True) for x in values["reference"]]
    for run, prefix in (("budget", ""), ("flushed", "flushed.")):
        if run in values:
            of_budget = publisher(precision["budget"])
            bounds = [of_budget.bounds(x, form) for x in values[run]]
            columns[prefix + "low"] = [low for low, _ in bounds]
            columns[prefix + "high"] = [high for _, high in bounds]
    if "exact" in values and "one" in values:
        of_one = publisher(precision["one"])
        columns["unit"] = [of_one.unit(x, y) for x, y in zip(values["exact"], values["one"])]
    return columns


class Recomputation:
    """The members of one case."""

    def __init__(self, data: Dict[str, Any], case: Dict[str, Any]) -> None:
        self.setting = Setting(case)
        steps = script(case, self.setting.storage)
        self.lanes = Lanes(data, case, self.setting, steps)
        self.table: Dict[Place, Columns] = {}
        # The steps in which runs leave something undecided.
        self.open: Dict[str, Set[int]] = {}
        wanted = sorted({checkpoint["step"] for checkpoint in case["expected"]})
        precision = first_precision(self.setting.arithmetic)
        self.add(dict.fromkeys(precision, wanted), precision)

    def add(self, wanted: Dict[str, List[int]], precision: Dict[str, int]) -> None:
        """Run, and put the members into the table."""
        found: Dict[str, Snapshots] = {}
        for name, steps in wanted.items():
            found.update(readings(self.lanes, name, steps, precision[name]))
        with gmpy2.context(precision=max(precision.values())):
            for place, values in quantities(found):
                self.write(place, values, precision)

    def write(self, place: Place, values: Values, precision: Dict[str, int]) -> None:
        """Put the members of a quantity into the table, and note what is open."""
        form = self.setting.storage if place[2] == "parameter" else self.setting.kept
        columns = self.table.setdefault(place, {})
        for member, column in decided_columns(values, form, precision).items():
            columns[member] = [text for text, _ in column]
            if not all([sure for _, sure in column]):
                for name in RUNS[member]:
                    self.open.setdefault(name, set()).add(place[0])

    def settle(self) -> bool:
        """Decide with great precision what is open; whether anything was."""
        if not self.open:
            return False
        wanted = {name: sorted(steps) for name, steps in self.open.items()}
        self.add(wanted, dict.fromkeys(("exact", "budget", "one"), GREAT))
        return True

    def published(self) -> Dict[Place, Columns]:
        """The table, with flushed bounds only where they differ from the others (§15.5)."""
        for columns in self.table.values():
            ordinary = columns["low"], columns["high"]
            if (columns.get("flushed.low"), columns.get("flushed.high")) == ordinary:
                del columns["flushed.low"], columns["flushed.high"]
        return self.table


def recomputed(data: Dict[str, Any], case: Dict[str, Any]) -> Tuple[Dict[Place, Columns], bool]:
    """All members of a case, and whether it needed great precision."""
    recomputation = Recomputation(data, case)
    precise = recomputation.settle()
    return recomputation.published(), precise
