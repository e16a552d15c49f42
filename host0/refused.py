"""What the build refuses before it begins, and what `make drift` judges changes by: a check of files alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from host0.errors import Problem
from host0.faults import faults
from host0.generation import GENERATIONS
from host0.replay import Times
from host0.step import Step, whole
from host0.verified import Verified


def refused(root: Path, engines: Iterable[str] = tuple(GENERATIONS)) -> list[str]:
    """Return what is wrong with a project, a line each, with paths from its root.

    That is what pytest refuses too; if that is nothing, whatever was edited by hand, or not verified as it is now on
    one of these engines.
    """
    try:
        wrong = faults(root) or list(_records(root, engines))
    except Problem as problem:
        wrong = [str(problem)]
    return [line.replace(f"{root}/", "") for line in wrong]


def _records(root: Path, engines: Iterable[str]) -> Iterator[str]:
    verified = Verified(root)
    yield from verified.edited() or verified.unverified(engines)
    times = Times(root)
    for snippet in (snippet for name in sorted(whole(root)) for snippet in Step(root, name).snippets()):
        try:
            if not snippet.hidden:
                times.of(snippet)
        except Problem as problem:
            yield str(problem)
