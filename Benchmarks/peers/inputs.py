"""The inputs of every measurement; bench-server's Inputs.swift has the same."""

import numpy


def _words(length, seed):
    start = seed * 2246822507 % 2**32
    indices = numpy.arange(length, dtype=numpy.uint32)
    return indices * numpy.uint32(2654435769) + numpy.uint32(start)


def parameters(length):
    """Parameters in -1/2 ..< 1/2."""
    return (_words(length, 0) / 2**32 - 0.5).astype(numpy.float32)


def gradients(length):
    """Two gradients that take turns, of magnitudes in 1/4 ..< 3/4."""
    result = []
    for seed in (1, 2):
        words = _words(length, seed)
        magnitude = 0.25 + words / 2**33
        result.append(
            numpy.where(words & 1 == 0, magnitude, -magnitude).astype(numpy.float32)
        )
    return result
