"""Learning-rate schedules (SPEC.md §11).

Every scalar here is a running one (§1.1), those too that are made of hyperparameters alone.
"""

from typing import Any, Callable, Dict

from .machine import Machine
from .scalars import Scalar

Value = Any


def scheduled_rate(machine: Machine, schedule: Dict[str, Any], eta: float, k: int) -> Scalar:
    """The rate of the step before which the optimizer has taken k steps."""
    base = machine.hyper(eta).running
    rate = _rate(machine, schedule, base, k)
    return Scalar(None, machine.rate(rate, final_kind(schedule), base, k))


def _given(machine: Machine) -> Callable[[float], Value]:
    """The hyperparameters of a schedule as running scalars."""
    return lambda x: machine.hyper(x).running


def final_kind(schedule: Dict[str, Any]) -> str:
    """The kind that a schedule has or warms up to."""
    while schedule["kind"] == "warmUp":
        if schedule["next"]["kind"] == "constant":
            return "warmUp"
        schedule = schedule["next"]
    return str(schedule["kind"])


def _rate(machine: Machine, schedule: Dict[str, Any], base: Value, k: int) -> Value:
    S, hyper = machine.scalar.running, _given(machine)
    kind = schedule["kind"]
    if kind == "constant":
        return base
    if kind == "step":
        return S.mul(base, S.power(hyper(schedule["factor"]), k // schedule["period"]))
    if kind == "multiStep":
        passed = sum(1 for milestone in schedule["milestones"] if milestone <= k)
        return S.mul(base, S.power(hyper(schedule["factor"]), passed))
    if kind == "exponential":
        return S.mul(base, S.power(hyper(schedule["factor"]), k))
    if kind == "polynomial":
        total, floor = schedule["total"], hyper(schedule["floor"])
        done = S.div(S.integer(min(k, total)), S.integer(total))
        left = S.real_power(S.sub(S.integer(1), done), hyper(schedule["power"]))
        return S.add(S.mul(S.sub(base, floor), left), floor)
    if kind == "cosine":
        return _cosine(machine, schedule, base, k)
    if kind == "inverseSquareRoot":
        length = schedule["length"]
        ratio = S.div(S.integer(length), S.integer(max(k, length)))
        return S.mul(base, S.sqrt(ratio))
    if kind == "warmUp":
        length, start = schedule["length"], hyper(schedule["start"])
        if k >= length:
            return _rate(machine, schedule["next"], base, k - length)
        done = S.div(S.integer(k), S.integer(length))
        rise = S.mul(S.sub(S.integer(1), start), done)
        return S.mul(base, S.add(start, rise))
    raise ValueError("schedule %s" % kind)


def _cosine(machine: Machine, schedule: Dict[str, Any], base: Value, k: int) -> Value:
    S, hyper = machine.scalar.running, _given(machine)
    total, floor = schedule["total"], hyper(schedule["floor"])
    if k > total:
        if schedule["afterEnd"] == "hold":
            return floor
        k %= 2 * total
    angle = S.div(S.integer(k), S.integer(total))
    wave = S.add(S.integer(1), S.cos_pi(angle))
    swing = S.div(S.mul(S.sub(base, floor), wave), S.integer(2))
    return S.add(floor, swing)
