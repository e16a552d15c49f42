"""What the checks tell, a line each, as people read it."""

from collections.abc import Iterable
from pathlib import Path

from host0.check import faults as all_faults
from host0.check import judged
from host0.check import refused as refusal
from host0.content.project import Project
from host0.problem import Problem


def lines(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as a line."""
    return list(map(str, problems))


def faults(root: Path) -> list[str]:
    """Return what is wrong with pages and steps."""
    return lines(all_faults.faults(Project(root)))


def unread(root: Path) -> list[str]:
    """Return what has to be read."""
    return lines(judged.unread(Project(root)))


def refused(root: Path, *, draft: bool = False) -> list[str]:
    """Return what the build refuses."""
    return lines(refusal.refused(Project(root), draft=draft))


def unfinished(root: Path) -> list[str]:
    """Return what a draft may leave for later."""
    return lines(refusal.unfinished(Project(root)))
