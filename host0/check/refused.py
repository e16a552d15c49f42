"""What the build refuses before it begins, and what `make drift` judges changes by: a check of files alone."""

from collections.abc import Iterator

from host0.check.faults import faults
from host0.check.judged import unread
from host0.check.times import Times
from host0.check.verified import Verified
from host0.content.generation import DEFAULT
from host0.content.project import Project
from host0.problem import Problem


def refused(project: Project, *, draft: bool = False) -> list[Problem]:
    """Return what is wrong with a project, with paths from its root.

    That is what pytest refuses too, and what was edited by hand; if that is nothing, what nobody has read as it is now,
    and what was not verified as it is now. A draft has to be verified on the default engine only (see `unfinished`).
    """
    wrong: list[Problem] = []
    try:
        wrong += faults(project)
        verified = project.once(Verified)
        wrong += verified.edited()
        if not wrong:
            wrong += verified.unverified([DEFAULT.name]) if draft else unfinished(project)
            wrong += _untimed(project)
    except Problem as problem:
        wrong = wrong or [problem]  # what cannot be read is among the faults, but for what was recorded
    return [problem.under(project.root) for problem in wrong]


def unfinished(project: Project) -> list[Problem]:
    """Return what a draft may leave for later: what has to be read again, and what an engine has not verified."""
    return [*project.once(unread), *project.once(Verified).unverified()]


def _untimed(project: Project) -> Iterator[Problem]:
    """Yield a problem for each output of which the replay does not know when it was printed."""
    times = project.once(Times)
    for snippet in project.snippets:
        try:
            if not snippet.hidden:
                times.of(snippet)
        except Problem as problem:
            yield problem
