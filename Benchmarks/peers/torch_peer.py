"""PyTorch: its fused, foreach and single-tensor implementations, and its casts."""

import torch

from . import inputs
from .settings import OPTIMIZERS, Unsupported

TYPES = {
    "binary64": torch.float64,
    "binary32": torch.float32,
    "binary16": torch.float16,
    "bfloat16": torch.bfloat16,
}
PATHS = {
    "fused": dict(fused=True),
    "foreach": dict(foreach=True),
    "single-tensor": dict(foreach=False),
}
VERSION = f"PyTorch {torch.__version__}"


def _optimizer(name, parameters, path):
    values = OPTIMIZERS[name]
    rate = values["rate"]
    if name == "sgd-momentum":
        return torch.optim.SGD(
            parameters, lr=rate, momentum=values["momentum"], **path
        )
    if name == "adagrad":
        return torch.optim.Adagrad(parameters, lr=rate, eps=values["epsilon"], **path)
    if name.startswith("rmsprop"):
        if "fused" in path:
            raise Unsupported("a fused RMSprop")
        return torch.optim.RMSprop(
            parameters,
            lr=rate,
            alpha=values["decay"],
            eps=values["epsilon"],
            momentum=values["momentum"],
            centered=values["centered"],
            **path,
        )
    kind = torch.optim.AdamW if name == "adamw" else torch.optim.Adam
    return kind(
        parameters,
        lr=rate,
        betas=(values["beta1"], values["beta2"]),
        eps=values["epsilon"],
        weight_decay=values["decay"],
        amsgrad=name == "amsgrad",
        **path,
    )


class Cast:
    """Binary32 values rounded to a narrower type."""

    def __init__(self, workload):
        torch.set_num_threads(workload["threads"])
        self.given = torch.from_numpy(inputs.parameters(workload["length"]))
        self.rounded = torch.empty(workload["length"], dtype=TYPES[workload["format"]])

    def step(self):
        self.rounded.copy_(self.given)

    def wait(self):
        """Nothing: a step returns when it is done."""

    def values(self, count):
        return self.rounded[:count].double().tolist()


class Optimizer:
    """One tensor and its optimizer."""

    def __init__(self, workload):
        torch.set_num_threads(workload["threads"])
        if workload["subject"] not in PATHS:
            raise Unsupported(workload["subject"])
        length, dtype = workload["length"], TYPES[workload["format"]]

        def tensor(values):
            # An allocation of torch's own, aligned as it likes.
            return torch.from_numpy(values).to(dtype).clone()

        self.parameter = torch.nn.Parameter(tensor(inputs.parameters(length)))
        self.gradients = [tensor(values) for values in inputs.gradients(length)]
        self.turn = 1
        self.optimizer = _optimizer(
            workload["optimizer"], [self.parameter], PATHS[workload["subject"]]
        )

    def step(self):
        self.turn = 1 - self.turn
        self.parameter.grad = self.gradients[self.turn]
        self.optimizer.step()

    def wait(self):
        """Nothing: a step returns when it is done."""

    def values(self, count):
        return self.parameter.detach()[:count].double().tolist()


def Subject(workload):
    """What a workload names."""
    return Cast(workload) if workload["subject"] == "cast" else Optimizer(workload)
