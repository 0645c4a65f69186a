"""The rules of SPEC.md §2–§10, each written once for every arithmetic."""

from typing import Any, Dict, Type

from .accumulators import Adadelta, AdaGrad
from .adam import Adam, AdaBelief
from .adam_kin import AMSGrad, AdaMax, NAdam
from .base import Rule
from .momentum import RMSprop, SGD
from .radam import RAdam

RULES: Dict[str, Type[Rule]] = {
    "sgd": SGD,
    "adagrad": AdaGrad,
    "adadelta": Adadelta,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": Adam,
    "adabelief": AdaBelief,
    "amsgrad": AMSGrad,
    "nadam": NAdam,
    "adamax": AdaMax,
    "radam": RAdam,
}


def make_rule(
    optimizer: str, machine: Any, dialect: Dict[str, str], hyper: Dict[str, float]
) -> Rule:
    """The rule of an optimizer for one group."""
    return RULES[optimizer](machine, dialect, hyper)
