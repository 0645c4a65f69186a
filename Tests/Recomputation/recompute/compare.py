"""Recomputing a case and comparing it with what is published."""

import json
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import gmpy2

from .bounds import Publisher
from .cases import Run, Snapshot
from .enclosures import EnclosureMachine
from .machine import Setting
from .reals import ExactMachine
from .rounded import ReferenceMachine

MEMBERS = ("exact", "nearest", "low", "high", "reference", "unit")
# Bits of precision, the second for cases that the first leaves undecided: it holds sums of
# the greatest and the smallest numbers of binary64.
PRECISIONS = (320, 2800)

Place = Tuple[int, int, str]  # step, tensor, quantity
Row = Tuple[Optional[str], ...]  # one text for each member


class Difference(NamedTuple):
    """A published member that is not what was recomputed."""

    file: str
    case: str
    step: int
    tensor: int
    quantity: str
    element: int
    member: str
    published: Any
    recomputed: Any

    def __str__(self) -> str:
        return "%s: %s step %d tensor %d %s[%d] %s: published %s, recomputed %s" % self


class Literal(float):
    """A JSON number that remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> "Literal":
        number = super().__new__(cls, text)
        number.text = text
        return number


def load(path: str) -> Dict[str, Any]:
    """A vector file whose fractions know how they are written."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file, parse_float=Literal)
    if not isinstance(data, dict):
        raise ValueError("%s is no vector file" % path)
    return data


def published(value: Any, member: str) -> Optional[str]:
    """A published value in the form in which it is recomputed."""
    if member != "unit":
        return value
    if value is None:
        return "null"
    return value.text if isinstance(value, Literal) else str(value)


def members(
    publisher: Publisher, setting: Setting, name: str, readings: Tuple[Any, ...]
) -> Tuple[Row, bool]:
    """All members of one value, and whether all of them are decided."""
    exact, reference, wide, one = readings
    form = setting.storage if name == "parameter" else setting.kept
    low, high = publisher.bounds(wide, form)
    found = (
        publisher.exact(exact),
        publisher.nearest(exact, form),
        low,
        high,
        (form.encode(reference), True),
        publisher.unit(exact, one),
    )
    return tuple(text for text, _ in found), all(sure for _, sure in found)


def quantities(readings: Tuple[Any, ...]) -> Iterator[Tuple[str, List[List[Any]]]]:
    """The quantities of a tensor, each in all readings."""
    yield "parameter", [parameter for parameter, _ in readings]
    for slot in readings[0][1]:
        yield slot, [state[slot] for _, state in readings]


def recomputed(
    data: Dict[str, Any], case: Dict[str, Any], precision: int
) -> Tuple[Dict[Place, List[Row]], bool]:
    """All members of a case, and whether all of them are decided."""
    setting = Setting(case)
    publisher = Publisher(precision)
    result: Dict[Place, List[Row]] = {}
    decided = True
    with gmpy2.context(precision=precision):
        machines = (
            ExactMachine(setting),
            ReferenceMachine(setting),
            EnclosureMachine(setting, data["budget"]),
            EnclosureMachine(setting, 1),
        )
        runs: List[Iterator[Tuple[int, Snapshot]]] = [
            Run(data["optimizer"], data["dialect"], case, machine).snapshots()
            for machine in machines
        ]
        for snapshots in zip(*runs):
            step = snapshots[0][0]
            for index, tensor in enumerate(zip(*(snapshot for _, snapshot in snapshots))):
                for name, values in quantities(tensor):
                    rows = []
                    for readings in zip(*values):
                        row, sure = members(publisher, setting, name, readings)
                        rows.append(row)
                        decided = decided and sure
                    result[step, index, name] = rows
    return result, decided


def compare_case(
    file: str, data: Dict[str, Any], case: Dict[str, Any], counts: Dict[str, int]
) -> Iterator[Difference]:
    """The differences of a case; `counts` is told how many values were compared."""
    try:
        for precision in PRECISIONS:
            result, decided = recomputed(data, case, precision)
            if decided:
                break
        counts["precise"] += precision != PRECISIONS[0]
        yield from differences(file, case, result, counts)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A case that cannot be read or evaluated is not what it should be either.
        yield Difference(file, str(case.get("id")), 0, 0, "", 0, "case", "", repr(error))


def differences(
    file: str, case: Dict[str, Any], result: Dict[Place, List[Row]], counts: Dict[str, int]
) -> Iterator[Difference]:
    """Where a case and its recomputed members differ."""
    name = case["id"]
    unseen = set(result)
    for checkpoint in case["expected"]:
        step = checkpoint["step"]
        for index, tensor in enumerate(checkpoint["tensors"]):
            for quantity, columns in dict(tensor["state"], parameter=tensor["parameter"]).items():
                rows = result.get((step, index, quantity))
                unseen.discard((step, index, quantity))
                if rows is None:
                    yield Difference(file, name, step, index, quantity, 0, "case", "given", "none")
                    continue
                counts["values"] += len(rows)
                for position, member in enumerate(MEMBERS):
                    column = columns[member]
                    if len(column) != len(rows):
                        yield Difference(
                            file, name, step, index, quantity, 0, member,
                            "%d elements" % len(column), "%d elements" % len(rows),
                        )
                        continue
                    for i, row in enumerate(rows):
                        text = published(column[i], member)
                        if text != row[position]:
                            yield Difference(
                                file, name, step, index, quantity, i, member, text, row[position]
                            )
    for step, index, quantity in sorted(unseen):
        yield Difference(file, name, step, index, quantity, 0, "case", "none", "given")
