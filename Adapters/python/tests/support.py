"""What the tests share: the path to the kit, cases, and a conversation."""

from __future__ import annotations

import io
import json
import pathlib
import sys
from typing import Any, Optional, Sequence

KIT = pathlib.Path(__file__).resolve().parent.parent
if str(KIT) not in sys.path:
    sys.path.insert(0, str(KIT))

import rmspec_adapter as rmspec  # noqa: E402


def step(
    gradients: Sequence[Any],
    rates: Sequence[Optional[float]],
    restore: bool = False,
    storage: str = "binary64",
) -> dict[str, Any]:
    """A step. A gradient is None, a sequence of numbers, or rows with numbers."""
    encode = rmspec.FORMATS[storage].encode

    def encoded(gradient: Any) -> Any:
        if isinstance(gradient, dict):
            return {**gradient, "values": encode(gradient["values"])}
        return None if gradient is None else encode(gradient)

    return {
        "gradients": [encoded(gradient) for gradient in gradients],
        "learningRates": list(rates),
        "restore": restore,
    }


def request(
    groups: Sequence[Any],
    steps: Any,
    checkpoints: Sequence[int],
    *,
    optimizer: str = "sgd",
    dialect: Optional[dict[str, str]] = None,
    path: Optional[str] = None,
    storage: str = "binary64",
    shapes: Optional[Sequence[Sequence[int]]] = None,
    **members: Any,
) -> dict[str, Any]:
    """A `run` message. `groups` are hyperparameters, tensors, and possibly a
    schedule; `steps` is a list of steps, or a dictionary of generated ones; `shapes`
    are those of all tensors; `members` are others of the case."""
    encode = rmspec.FORMATS[storage].encode
    case: dict[str, Any] = {
        "id": "a/case",
        "scalars": "wide",
        "storage": storage,
        "arithmetic": storage,
        "groups": [
            {
                "hyperparameters": hyperparameters,
                "tensors": [
                    {"name": f"w{i}", "shape": [len(t)], "initial": encode(t)}
                    for i, t in enumerate(tensors)
                ],
            }
            for hyperparameters, tensors, *_ in groups
        ],
        **members,
    }
    for group, (_, _, *schedule) in zip(case["groups"], groups):
        if schedule:
            group["schedule"] = schedule[0]
    tensors = [tensor for group in case["groups"] for tensor in group["tensors"]]
    for tensor, shape in zip(tensors, shapes or ()):
        tensor["shape"] = list(shape)
    case["generated" if isinstance(steps, dict) else "steps"] = steps
    message = {
        "type": "run",
        "optimizer": optimizer,
        "dialect": dialect or {},
        "case": case,
        "checkpoints": list(checkpoints),
    }
    if path is not None:
        message["path"] = path
    return message


def converse(session: rmspec.Session, *lines: Any) -> list[dict[str, Any]]:
    """What a session answers to messages, or to bytes that are none."""
    text = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n"
        for line in lines
    )
    answers = io.BytesIO()
    session.converse(io.BytesIO(text), answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def decoded(
    result: dict[str, Any], storage: str = "binary64"
) -> list[list[tuple[list[float], dict[str, list[float]]]]]:
    """For each checkpoint and tensor the parameter and the state, as numbers."""
    decode = rmspec.FORMATS[storage].decode
    return [
        [
            (
                decode(tensor["parameter"]),
                {slot: decode(v) for slot, v in tensor["state"].items()},
            )
            for tensor in checkpoint["tensors"]
        ]
        for checkpoint in result["checkpoints"]
    ]
