"""Optax: the update and its application in one jit, with donated buffers."""

import functools

import jax
import jax.numpy as jnp
import optax

from . import inputs
from .settings import OPTIMIZERS, Unsupported

TYPES = {
    "binary32": jnp.float32,
    "binary16": jnp.float16,
    "bfloat16": jnp.bfloat16,
}
VERSION = f"Optax {optax.__version__} on JAX {jax.__version__}"


def _transformation(name):
    values = OPTIMIZERS[name]
    rate = values["rate"]
    if name == "sgd-momentum":
        return optax.sgd(rate, momentum=values["momentum"])
    if name == "adagrad":
        return optax.adagrad(rate, initial_accumulator_value=0.0, eps=values["epsilon"])
    if name.startswith("rmsprop"):
        return optax.rmsprop(
            rate,
            decay=values["decay"],
            eps=values["epsilon"],
            eps_in_sqrt=False,
            centered=values["centered"],
            momentum=values["momentum"] or None,
        )
    moments = dict(b1=values["beta1"], b2=values["beta2"], eps=values["epsilon"])
    if name == "adamw":
        return optax.adamw(rate, weight_decay=values["decay"], **moments)
    return (optax.amsgrad if name == "amsgrad" else optax.adam)(rate, **moments)


class Subject:
    """One array and its transformation."""

    def __init__(self, workload):
        if workload["subject"] != "optax" or workload["format"] not in TYPES:
            raise Unsupported(workload["subject"])
        length, dtype = workload["length"], TYPES[workload["format"]]
        transformation = _transformation(workload["optimizer"])
        self.parameters = jnp.array(inputs.parameters(length), dtype)
        self.gradients = [
            jnp.array(values, dtype) for values in inputs.gradients(length)
        ]
        self.state = transformation.init(self.parameters)
        self.turn = 1

        @functools.partial(jax.jit, donate_argnums=(0, 1))
        def update(parameters, state, gradients):
            updates, state = transformation.update(gradients, state, parameters)
            return optax.apply_updates(parameters, updates), state

        self.update = update

    def step(self):
        self.turn = 1 - self.turn
        self.parameters, self.state = self.update(
            self.parameters, self.state, self.gradients[self.turn]
        )

    def wait(self):
        """Steps are dispatched asynchronously: the last one ends here."""
        jax.block_until_ready((self.parameters, self.state))

    def values(self, count):
        return [float(value) for value in self.parameters[:count]]
