"""The machine that `make playground` has built: what it says of itself, and what a reader needs for it.

Knows nothing of its inside, only what is published of it: `playground/README.md` says what that is.
"""

import hashlib
import json
import re
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from host0.content import utf8
from host0.content.generation import GENERATIONS, Generation, released
from host0.content.project import Project
from host0.problem import Problem

MACHINE = Path("playground", "build", "site")
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
"""The last file of the machine to be written: without it, the machine is not whole."""

BENCH = Path("playground", "bench", "BENCH.md")
"""The figures of the machine that `make bench-playground` has measured last."""

MEMORY = "the tab's memory, at most"
"""What that table calls the memory that the tab has taken while the machine ran."""


def manifest(root: Path) -> dict[str, Any] | None:
    """Return what the machine says of itself; nothing if none was built.

    Raises `Problem` if its files are not those that were built.
    """
    folder = root / MACHINE
    if not (folder / SUMS).is_file():
        return None
    stamp = (folder / SUMS).stat()
    return _checked(folder, (stamp.st_mtime_ns, stamp.st_size))


@cache
def _checked(folder: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Problem(f"{MACHINE}/{name} is not as it was built: remove {MACHINE}, then make playground")
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found


def generation(about: dict[str, Any]) -> Generation:
    """Return the Docker generation of a machine's Engine. Raises `Problem` if the project has no outputs of it."""
    for name, known in GENERATIONS.items():
        if about["engine"].startswith(f"{name}."):
            return known
    raise Problem(f"{MACHINE}/{MANIFEST}: nothing was recorded on Docker Engine {about['engine']}")


def memory(project: Project) -> str:
    """Return the GB that the tab takes while the machine runs: the most that was measured, rounded up to one decimal.

    Raises `Problem` if that was not measured.
    """
    file = project.root / BENCH
    table = utf8.read(file) if file.is_file() else ""
    found = re.search(rf"^\| {re.escape(MEMORY)} \| \S+ GB \(\S+, ([\d.]+)\) \|", table, re.MULTILINE)
    if not found:
        raise Problem(f"{BENCH} does not say what is {MEMORY}: restore it from git, or make bench-playground")
    return str(Decimal(found[1]).quantize(Decimal("0.1"), ROUND_CEILING))


def sizes(project: Project, about: dict[str, Any]) -> dict[str, str]:
    """Return what pages say of a machine: bytes in MB, memory in GB and its own in MB, and its Engine.

    Raises `Problem` as `memory` does.
    """
    return {
        "prompt": f"{about['bytes']['prompt'] / 1e6:.0f}",
        "article": f"{about['bytes']['article'] / 1e6:.0f}",
        "memory": project.once(memory),
        "guest": str(about["memory"]),
        "engine": released(about["engine"]),
    }
