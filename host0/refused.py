"""What the build refuses before it begins, and what `make drift` judges changes by: a check of files alone."""

from collections.abc import Iterator
from pathlib import Path

from host0.errors import Problem
from host0.faults import faults
from host0.replay import Times
from host0.step import Step, names
from host0.verified import Verified


def refused(root: Path) -> list[str]:
    """Return what is wrong with a project, a line each, with paths from its root.

    That is what pytest refuses too; if that is nothing, whatever is not recorded or verified as it is now.
    """
    try:
        wrong = faults(root) or list(_unverified(root))
    except Problem as problem:
        wrong = [str(problem)]
    return [line.replace(f"{root}/", "") for line in wrong]


def _unverified(root: Path) -> Iterator[str]:
    verified, times = Verified(root), Times(root)
    for step in (Step(root, name) for name in sorted(names(root))):
        for snippet in step.snippets():
            try:
                verified.engines(snippet)
                if not snippet.hidden:
                    times.of(snippet)
            except Problem as problem:
                yield str(problem)
