"""What of the pages runs in the reader's tab, and in which pieces: `docs/tab.yml`, held against the pages.

    begins: # the headings at which a part of a page begins; a page of which none is named is one part
      troubleshooting.md: [doctor, desktop] # a fresh host0 will do for each
      reference.md: {names: [facts/publish]} # or which earlier steps it needs first
    kept: [reference.md] # the pages on which what a part leaves stays until the page's end; on others it leaves nothing
    cannot: # steps that cannot run there, and why: what this machine lacks, by its kind
      program: {iptables: [host/rule]} # the step needs it, or builds on one that does

An exercise is a part, too. `make test-playground` runs every part by itself, on a machine that is fresh.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from host0.check import exercise
from host0.check.marked import line_at
from host0.content import yml
from host0.content.page import Page
from host0.content.project import Project
from host0.problem import Problem

FILE = Path("docs", "tab.yml")

KINDS = ("image", "load", "module", "program", "time")
"""Why a step cannot run: it measures a load, lacks an image, a kernel module or a program, or takes minutes."""

LANGUAGE = "en"
"""Both languages have the same steps and headings."""


@dataclass(frozen=True)
class Why:
    """Why a step cannot run in the tab."""

    kind: str
    """One of `KINDS`."""
    what: str
    """What it lacks, as people call it; what measures, of a load."""


@dataclass(frozen=True)
class Part:
    """What of a page can be run by itself."""

    steps: tuple[str, ...]
    """Their names, in order; not all of them can run."""
    needs: tuple[str, ...]
    """Earlier steps of the page that a fresh host0 needs before them, in order."""


@dataclass(frozen=True)
class Parts:
    """The pages' steps, cut into parts."""

    pages: dict[str, tuple[Part, ...]]
    """The parts of each page that calls steps, in order."""
    cannot: dict[str, Why]
    """By step."""
    kept: frozenset[str]
    """The pages on which a part leaves something, until the whole page has run."""

    def able(self, part: Part) -> list[str]:
        """Return what a fresh host0 runs of a part, in order: what that needs, and those of its steps that can run."""
        own = [step for step in part.steps if step not in self.cannot]
        return [*part.needs, *own] if own else []

    def runs(self, page: str) -> list[str]:
        """Return the steps of a page that can run."""
        return [step for part in self.pages.get(page, ()) for step in part.steps if step not in self.cannot]


def parts(project: Project) -> Parts:
    """Return the parts of all pages. Raises `Problem` if the file names what no page has."""
    return project.once(_read)


def _read(project: Project) -> Parts:
    file = project.root / FILE
    every = {name: pair[LANGUAGE] for name, pair in project.pages.items() if LANGUAGE in pair and pair[LANGUAGE].calls}
    exercises = [one.name for one in exercise.exercises(project)] if exercise.PAGE in every else []
    top, held = yml.both(file) if file.is_file() else (None, None)
    data: dict[str, Any] = held or {}
    begins: dict[str, list[str] | dict[str, list[str]]] = data.get("begins") or {}
    begins |= {exercise.PAGE: exercises} if exercises else {}
    kept = frozenset(data.get("kept") or ())
    if strange := (begins.keys() | kept) - every.keys():
        first = min(strange)
        what = f"{', '.join(sorted(strange))}: no page of that name calls steps: remove it"
        raise _wrong(top, ("begins" if first in begins else "kept", first), what)
    cut = {name: tuple(_cut(page, begins.get(name, {}), top)) for name, page in every.items()}
    cannot = dict(_cannot(data.get("cannot") or {}, {step for page in every.values() for _, step in page.calls}, top))
    return Parts(cut, cannot, kept)


def _wrong(top: yaml.Node | None, names: Sequence[str], what: str) -> Problem:
    """Return what is wrong in the file, at the line of a name below other ones (see `line_at`)."""
    return Problem.at(FILE, line_at(top, *names), what)


def _cannot(
    data: Mapping[str, Mapping[str, list[str]]], called: set[str], top: yaml.Node | None
) -> Iterator[tuple[str, Why]]:
    seen = set()
    for kind, whats in data.items():
        if kind not in KINDS:
            raise _wrong(top, ("cannot", kind), f"{kind!r}: why a step cannot run is one of {', '.join(KINDS)}")
        for what, steps in whats.items():
            for step in steps:
                if step not in called or step in seen:
                    wrong = "it is named twice" if step in seen else "no page calls this step"
                    raise _wrong(top, ("cannot", kind, what, step), f"{step}: {wrong}: remove it")
                seen.add(step)
                yield step, Why(kind, what)


def _cut(page: Page, begins: list[str] | dict[str, list[str]], top: yaml.Node | None) -> Iterator[Part]:
    needs = begins if isinstance(begins, Mapping) else dict.fromkeys(begins, ())
    lines = {heading.id: heading.line for heading in page.headings if heading.id}
    if strange := [one for one in needs if one not in lines]:
        what = f"{page.name} has no heading {', '.join(strange)}: remove it"
        raise _wrong(top, ("begins", page.name, strange[0]), what)
    before: list[str] = []
    starts = {lines[one]: (one, tuple(steps)) for one, steps in needs.items()}
    for start, found in groupby(page.calls, lambda call: max((line for line in starts if line < call[0]), default=0)):
        id_, own = starts.get(start, ("", ()))
        if strange := [step for step in own if step not in before]:
            what = f"{page.name} has no step {', '.join(strange)} before that heading: remove it"
            raise _wrong(top, ("begins", page.name, id_, strange[0]), what)
        part = Part(tuple(name for _, name in found), own)
        before += part.steps
        yield part
