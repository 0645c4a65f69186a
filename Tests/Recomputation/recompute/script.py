"""The steps of a case, read once for all readings (README of the vectors; SPEC.md §1.5)."""

from math import prod
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple, Union

from gmpy2 import mpfr

from .formats import Format

# None, a number for each listed element, or rows with the numbers of them.
Gradient = Union[None, List[mpfr], Tuple[List[int], List[mpfr]]]


class Step(NamedTuple):
    """One step as it is given."""

    gradients: List[Gradient]
    rates: List[Optional[float]]
    # What else a step has: `save`, `rewind`, `hyperparameters`.
    orders: Dict[str, Any]


def tensors_of(case: Dict[str, Any]) -> List[Dict[str, Any]]:
    """The tensors over all groups."""
    return [spec for group in case["groups"] for spec in group["tensors"]]


def script(case: Dict[str, Any], storage: Format) -> List[Step]:
    """All steps of a case."""
    specs = tensors_of(case)
    for spec in specs:
        _check_tensor(spec, case.get("stepsBefore", 0))
    if "stochastic" in case and any("period" in spec for spec in specs):
        raise ValueError("elements of a tensor with a period have random bits of their own")
    if "generated" in case:
        return list(_generated(case["generated"], specs, storage))
    return list(_given(case, specs, storage))


def _check_tensor(spec: Dict[str, Any], taken: int) -> None:
    """As many numbers as elements, or as the period says; no more gradients than steps."""
    if spec.get("gradientsBefore", 0) > taken:
        raise ValueError("tensor %s had more gradients than there were steps" % spec["name"])
    count = spec.get("period", prod(spec["shape"]))
    if len(spec["initial"]) != count:
        raise ValueError("%d numbers are needed for tensor %s" % (count, spec["name"]))


def _given(
    case: Dict[str, Any], specs: List[Dict[str, Any]], storage: Format
) -> Iterator[Step]:
    """Steps that list their gradients."""
    before: Any = None
    groups = len(case["groups"])
    for step in case["steps"]:
        gradients, rates = step["gradients"], step["learningRates"]
        if step.get("sameGradients") and gradients != before:
            raise ValueError("the gradients differ from those of the step before")
        changes = step.get("hyperparameters")
        if len(rates) != groups or (changes is not None and len(changes) != groups):
            raise ValueError("one entry is needed for each group")
        if len(gradients) != len(specs):
            raise ValueError("one gradient is needed for each tensor")
        before = gradients
        read = [_gradient(given, spec, storage) for given, spec in zip(gradients, specs)]
        yield Step(read, rates, step)


def _gradient(given: Any, spec: Dict[str, Any], storage: Format) -> Gradient:
    if given is None:
        return None
    if not isinstance(given, dict):
        if len(given) != len(spec["initial"]):
            raise ValueError("a gradient of tensor %s has another size" % spec["name"])
        return [storage.decode(x) for x in given]
    if "period" in spec:
        raise ValueError("tensor %s has a period, and rows of it are given" % spec["name"])
    return given["rows"], [storage.decode(x) for x in given["values"]]


def _generated(
    recipe: Dict[str, Any], specs: List[Dict[str, Any]], storage: Format
) -> Iterator[Step]:
    """Steps whose gradients a generator draws."""
    draw = recipe["gradients"]
    s, bits, exponent = draw["seed"], draw["bits"], draw["exponent"]
    sizes = [len(spec["initial"]) for spec in specs]
    made: Dict[int, mpfr] = {}
    for _ in range(recipe["count"]):
        gradients: List[Gradient] = []
        for size in sizes:
            values = []
            for _ in range(size):
                s = s * 48271 % 2147483647
                whole = (s >> 11) % (1 << bits) - (1 << (bits - 1))
                if whole not in made:
                    made[whole] = storage.scaled(whole, exponent)
                values.append(made[whole])
            gradients.append(values)
        yield Step(gradients, recipe["learningRates"], {})
