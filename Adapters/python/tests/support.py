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
    gradients: Sequence[Optional[Sequence[float]]],
    rates: Sequence[float],
    restore: bool = False,
    storage: str = "binary64",
) -> dict[str, Any]:
    encode = rmspec.FORMATS[storage].encode
    return {
        "gradients": [None if g is None else encode(g) for g in gradients],
        "learningRates": list(rates),
        "restore": restore,
    }


def request(
    groups: Sequence[tuple[dict[str, float], Sequence[Sequence[float]]]],
    steps: Any,
    checkpoints: Sequence[int],
    *,
    optimizer: str = "sgd",
    dialect: Optional[dict[str, str]] = None,
    path: Optional[str] = None,
    storage: str = "binary64",
) -> dict[str, Any]:
    """A `run` message. `groups` are hyperparameters and tensors; `steps` is a list
    of steps, or a dictionary of generated ones."""
    encode = rmspec.FORMATS[storage].encode
    case: dict[str, Any] = {
        "id": "a/case",
        "section": "1",
        "flags": [],
        "comment": "",
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
            for hyperparameters, tensors in groups
        ],
    }
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
