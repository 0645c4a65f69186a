"""What a report says about the machine."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def _first(path: str, key: str) -> str | None:
    try:
        for line in Path(path).read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() == key:
                return value.strip()
    except OSError:
        pass
    return None


def _vectors() -> str | None:
    flags = (_first("/proc/cpuinfo", "flags") or "").split()
    for flag, name in (("avx512f", "AVX-512"), ("avx2", "AVX2"), ("sse2", "SSE2")):
        if flag in flags:
            return name
    return None


def describe() -> dict:
    """The processor, its vectors, memory, system, and how busy it was at the start."""
    huge_pages = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "architecture": platform.machine(),
        "vectors": _vectors(),
        "cpus": os.cpu_count(),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "hugePages": huge_pages.read_text().strip() if huge_pages.exists() else None,
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "load": None if load is None else round(load, 2),
    }
