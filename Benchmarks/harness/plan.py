"""What is compared with what, and how fast it has to be."""

from __future__ import annotations

from dataclasses import dataclass, replace

LENGTHS = [10**3, 10**4, 10**5, 10**6, 10**7, 33_000_000]
BINARY32 = [
    "adam",
    "adamw",
    "amsgrad",
    "rmsprop",
    "rmsprop-momentum",
    "rmsprop-centered",
    "adagrad",
    "sgd-momentum",
]
SIXTEEN_BIT = ["rmsprop", "adam"]


@dataclass(frozen=True)
class Contestant:
    """A side of a comparison."""

    #: What people call it.
    label: str
    #: The server that has it.
    server: str
    #: By which name the server knows it.
    subject: str


OURS = Contestant("RMSpec", "ours", "rmspec")
PROBE = Contestant("memory probe", "ours", "probe")
ARRAYS = Contestant("array rounding, any format", "ours", "array-rounding")
KNOWN_ARRAYS = Contestant(
    "array rounding, known format", "ours", "array-rounding-known"
)
FUSED = Contestant("PyTorch fused", "torch", "fused")
FOREACH = Contestant("PyTorch foreach", "torch", "foreach")
SINGLE = Contestant("PyTorch single-tensor", "torch", "single-tensor")
OPTAX = Contestant("Optax", "optax", "optax")
NUMPY = Contestant("NumPy", "numpy", "numpy")
NUMPY_ARRAYS = Contestant("array rounding in NumPy", "numpy", "array-rounding")
ROUNDING = Contestant("RMSpec", "ours", "rounding")
TORCH_CAST = Contestant("PyTorch", "torch", "cast")
NUMPY_CAST = Contestant("NumPy", "numpy", "cast")
EXACT = Contestant("RMSpec", "ours", "exact")
ARB = Contestant("Arb in C", "arb", "arb")
FLINT = Contestant("python-flint", "flint", "flint")
GMPY2 = Contestant("gmpy2", "gmpy2", "gmpy2")
MPMATH = Contestant("mpmath", "mpmath", "mpmath")


def waiting(peers: tuple[Contestant, ...], threads: int) -> tuple[Contestant, ...]:
    """The peers, and PyTorch's again with OpenMP threads that wait without spinning.

    Spinning is the default, and better where nothing else runs; where something
    does, every parallel loop may lose a time slice. The better one counts.
    """
    if threads == 1:
        return peers
    torch = [peer for peer in peers if peer.server == "torch"]
    return peers + tuple(replace(peer, server="torch-waiting") for peer in torch)


@dataclass(frozen=True)
class Goal:
    """What is asked of the ratio of our time to that of the fastest of some peers."""

    #: What the row is about, such as `fastest framework`.
    name: str
    peers: tuple[Contestant, ...]
    #: The largest ratio that reaches it; None where none is asked.
    ratio: float | None
    #: A time that stands in for the peers', in nanoseconds; None where they count.
    limit: float | None = None


@dataclass(frozen=True)
class Comparison:
    """One workload, those who take part, and the rows that come of it."""

    optimizer: str
    format: str
    length: int
    threads: int
    contestants: tuple[Contestant, ...]
    goals: tuple[Goal, ...]
    bits: int | None = None

    def workload(self, contestant: Contestant) -> dict:
        """The workload as the servers read it."""
        workload = {
            "subject": contestant.subject,
            "optimizer": self.optimizer,
            "format": self.format,
            "length": self.length,
        }
        return workload | ({} if self.bits is None else {"bits": self.bits})

    @property
    def name(self) -> str:
        """A name that no other comparison has."""
        kind = self.format if self.bits is None else f"exact, {self.bits} bits"
        plural = "" if self.threads == 1 else "s"
        return (
            f"{self.optimizer}, {kind}, n = {self.length:.2g}, "
            f"{self.threads} thread{plural}"
        ).replace("e+0", "e")


def _binary32(optimizer: str, length: int, threads: int) -> Comparison:
    frameworks = waiting((FUSED, FOREACH, OPTAX), threads)
    asked = length >= 10**4
    goals = [Goal("fastest framework", frameworks, 1.0 if asked else None)]
    if optimizer.startswith("rmsprop"):
        torch = waiting((FOREACH, SINGLE), threads)
        goals.append(Goal("PyTorch", torch, 0.5 if asked else None))
    if length >= 33_000_000:
        # 90 % of the bandwidth beyond the caches: at most 1/0.9 of the time.
        goals.append(Goal("memory probe", (PROBE,), 1 / 0.9))
    return Comparison(
        optimizer,
        "binary32",
        length,
        threads,
        waiting((OURS, FUSED, FOREACH, SINGLE, OPTAX, PROBE), threads),
        tuple(goals),
    )


def _sixteen_bit(optimizer: str, format: str, length: int, threads: int) -> Comparison:
    torch = waiting((FOREACH,), threads)
    goals = [Goal("PyTorch foreach", torch, 1.0)]
    contestants = [OURS, *torch]
    if threads == 1:
        goals.append(Goal("array rounding", (ARRAYS,), 0.1))
        others = (KNOWN_ARRAYS, NUMPY_ARRAYS, NUMPY)
        goals += [Goal(peer.label, (peer,), None) for peer in others]
        contestants += [ARRAYS, *others]
    return Comparison(
        optimizer, format, length, threads, tuple(contestants), tuple(goals)
    )


def _rounding(format: str, limit: float) -> Comparison:
    others = (TORCH_CAST, NUMPY_CAST)
    goals = [Goal(f"{limit} ns", (), 1.0, limit)]
    goals += [Goal(peer.label, (peer,), None) for peer in others]
    return Comparison(
        "rounding", format, 10**4, 1, (ROUNDING, *others), tuple(goals)
    )


def _exact(bits: int) -> Comparison:
    others = (FLINT, GMPY2, MPMATH)
    goals = [Goal("Arb", (ARB,), 1.0)]
    goals += [Goal(peer.label, (peer,), None) for peer in others]
    return Comparison(
        "rmsprop", "binary64", 1000, 1, (EXACT, ARB) + others, tuple(goals), bits
    )


def comparisons(quick: bool) -> list[Comparison]:
    """Everything that a run measures, or a part that takes about two minutes."""
    result = []
    for optimizer in ["adam", "rmsprop"] if quick else BINARY32:
        for length in LENGTHS[:4] if quick else LENGTHS:
            result += [_binary32(optimizer, length, threads) for threads in (1, 2)]
    if quick:
        result.append(_binary32("adam", LENGTHS[-1], 1))
    for optimizer in SIXTEEN_BIT:
        for format in ("binary16", "bfloat16"):
            for length in [10**5] if quick else LENGTHS[1:5]:
                for threads in (1,) if quick else (1, 2):
                    result.append(_sixteen_bit(optimizer, format, length, threads))
    # What a value may take in cache.
    result += [_rounding("binary16", 0.3), _rounding("bfloat16", 0.1)]
    return result + [_exact(bits) for bits in (192, 1024)]
