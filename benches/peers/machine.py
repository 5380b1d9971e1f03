"""What all comparisons ask of the machine: where they run, what is installed, who waits for them.

Knows nothing of what is compared.
"""

from __future__ import annotations

import importlib.util
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from figures import ComparisonError

ROOT = Path(__file__).resolve().parents[2]


def say(text: str) -> None:
    """Tells whoever waits what is going on."""
    print(text, file=sys.stderr, flush=True)


def processor() -> str:
    """The processor's name as the system gives it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    named = (line for line in lines if line.startswith("model name"))
    model = next((line.split(":", 1)[1].strip() for line in named), "")
    return model or platform.processor() or platform.machine()


def require_packages(needed: Sequence[str]) -> None:
    """Ends early, with the remedy, if a library is missing."""
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        requirements = Path(__file__).with_name("requirements.txt")
        raise ComparisonError(
            f"{', '.join(missing)} cannot be imported: `pip install -r {requirements}` "
            "into a virtual environment, and run this with its Python"
        )
