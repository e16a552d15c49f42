"""Run what was changed, and no more: the pages that a changed snippet stands on, up to it, on the default engine.

A quick answer for whoever is writing: pytest runs it, but checks no text, takes each page in one human language, and
notes nothing. `make test` and `make engines` do all of that.
"""

from pathlib import Path

import pytest

from host0.check.verified import Verified
from host0.content.generation import DEFAULT
from host0.content.project import Project
from host0.lab.needs import install


def run(root: Path, arguments: list[str]) -> int:
    """Run it, with more arguments for pytest; return pytest's exit status, 0 if nothing was changed.

    What that needs and is missing is installed. Raises `Problem` for a step that cannot be read.
    """
    project = Project(root)
    changed = Verified(project).changed(DEFAULT.name)
    if not changed:
        print(f"nothing to run: every snippet is as it was verified on Docker {DEFAULT.name}")
        return 0
    if status := install():
        return status
    for (page, track), steps in changed.items():
        keys = ", ".join(place.snippet.key for place in steps.values())
        print(f"{page} ({track}): changed {keys}; runs up to step {max(steps) + 1}", flush=True)
    files = [str(next(iter(project.pages[name].values())).path) for name in dict.fromkeys(page for page, _ in changed)]
    status = pytest.main(["--changed", "--engines", DEFAULT.name, "-q", *arguments, *files])
    color = "green" if status == pytest.ExitCode.OK else "red"
    print(f"{color}: Docker {DEFAULT.name}, up to what was changed; nothing was noted (make engines verifies it)")
    return int(status)
