"""Trees of HTML kept from one run to the next: to render all pages takes half of a check's processor time.

A tree that cannot be kept, or read again, is made: nothing depends on this folder but the time that it takes.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from host0.content.tree import Node, read, written
from host0.files import cache

MOST = 300
"""Files that are kept, those used last: the pages, and what somebody tries on them. A page of ours takes 50 kB."""


def kept(inputs: Iterable[str], make: Callable[[], Node]) -> Node:
    """Return the tree that was made of the same inputs before, or make and keep it. Raises what `make` raises."""
    name = hashlib.sha256("\0".join(inputs).encode()).hexdigest()
    file = cache() / "pages" / f"{name}.json"
    with contextlib.suppress(OSError, ValueError):
        tree = read(file.read_text(encoding="utf-8"))
        file.touch()
        return tree
    tree = make()
    with contextlib.suppress(OSError):
        _keep(file, written(tree))
    return tree


def _keep(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")  # another run may write it at the same moment
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    old = sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)[MOST:]
    for one in old:
        one.unlink(missing_ok=True)
