"""Recomputing a case and comparing it with what is published."""

import json
from typing import Any, Dict, Iterator, NamedTuple, Tuple

from .members import Columns, MEMBERS, Place, recomputed


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


def published(quantity: Dict[str, Any]) -> Columns:
    """The columns of a quantity as they are published, in the form of recomputed ones."""
    columns = dict(quantity)
    flushed = columns.pop("flushed", None)
    if flushed is not None:
        columns["flushed.low"], columns["flushed.high"] = flushed["low"], flushed["high"]
    columns["unit"] = [unit(value) for value in columns["unit"]]
    return columns


def unit(value: Any) -> str:
    """A published unit as a text."""
    if value is None:
        return "null"
    return value.text if isinstance(value, Literal) else str(value)


def compare_case(
    file: str, data: Dict[str, Any], case: Dict[str, Any], counts: Dict[str, int]
) -> Iterator[Difference]:
    """The differences of a case; `counts` is told how many values were compared."""
    try:
        result, precise = recomputed(data, case)
        counts["precise"] += precise
        yield from differences(file, case, result, counts)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A case that cannot be read or evaluated is not what it should be either.
        yield Difference(file, str(case.get("id")), 0, 0, "", 0, "case", "", repr(error))


def differences(
    file: str, case: Dict[str, Any], result: Dict[Place, Columns], counts: Dict[str, int]
) -> Iterator[Difference]:
    """Where a case and its recomputed members differ."""
    name = case["id"]
    unseen = set(result)
    for checkpoint in case["expected"]:
        step = checkpoint["step"]
        for index, tensor in enumerate(checkpoint["tensors"]):
            for quantity, given in dict(tensor["state"], parameter=tensor["parameter"]).items():
                place = step, index, quantity
                unseen.discard(place)
                if place not in result:
                    yield Difference(file, name, *place, 0, "case", "given", "none")
                    continue
                mine = result[place]
                counts["values"] += len(mine["exact"])
                for row in differing(published(given), mine):
                    yield Difference(file, name, *place, *row)
    for place in sorted(unseen):
        yield Difference(file, name, *place, 0, "case", "none", "given")


def differing(theirs: Columns, mine: Columns) -> Iterator[Tuple[int, str, Any, Any]]:
    """Element, member, published and recomputed, where two quantities differ."""
    for member in MEMBERS:
        column, expected = theirs.get(member), mine.get(member)
        if column == expected:
            continue
        if column is None or expected is None:
            yield 0, member, "none" if column is None else "given", (
                "none" if expected is None else "given"
            )
        elif len(column) != len(expected):
            yield 0, member, "%d elements" % len(column), "%d elements" % len(expected)
        else:
            for i, (text, wanted) in enumerate(zip(column, expected)):
                if text != wanted:
                    yield i, member, text, wanted
