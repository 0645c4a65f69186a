"""PyTorch's defaults, which all sides are measured with, by optimizer."""

RMSPROP = dict(rate=1e-2, decay=0.99, epsilon=1e-8, momentum=0.0, centered=False)
ADAM = dict(rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0)

OPTIMIZERS = {
    "sgd-momentum": dict(rate=1e-3, momentum=0.9),
    "adagrad": dict(rate=1e-2, epsilon=1e-10),
    "rmsprop": RMSPROP,
    "rmsprop-momentum": RMSPROP | dict(momentum=0.9),
    "rmsprop-centered": RMSPROP | dict(centered=True),
    "adam": ADAM,
    "adamw": ADAM | dict(decay=1e-2),
    "amsgrad": ADAM,
}


class Unsupported(Exception):
    """The peer does not offer what a workload asks for."""
