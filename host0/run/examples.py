"""Sybil's side: a parser that finds the step calls of a page, an evaluator that runs them, a Sybil for each track."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil

from host0.check.claim import claims
from host0.content.code import CODE
from host0.content.generation import Generation
from host0.content.page import CALL
from host0.content.project import Project
from host0.content.rendered import rendered_calls
from host0.content.step import Step
from host0.run.track import Track

Follow = Callable[[str, list[Step], str, Generation], Track]
"""Returns the track of a name (see `track_of`): takes that, the page's steps, the language of code, the engine."""


def track_of(item: str) -> str:
    """Return the name of an item's track, by the item's id: page, language of code, and engine.

    A page's items of all human languages have one track: they call the same steps in the same order.
    """
    file, _, rest = item.partition("::")
    return f"{file.split('/', 2)[2]}::{rest.partition(':')[0]}"


class TrackSybil(Sybil):
    """Collects a page's step calls for one track on one engine."""

    def __init__(
        self,
        project: Project,
        language: str,
        generation: Generation,
        follow: Follow,
        fixture: str,
    ) -> None:
        super().__init__([self._parse], pattern="docs/*/**/*.md", path=str(project.root), fixtures=[fixture])
        self.patterns.append("docs/*/*.md")  # before Python 3.13, ** stands for exactly one folder
        self._project, self.root = project, project.root
        self.language, self.generation, self._follow = language, generation, follow

    def identify(self, example: Example) -> str:
        """Return an item's name: what `-k` selects by, and where the step is called."""
        return f"{self.language}-{self.generation.name}:line:{example.line}:{example.parsed[1]}"

    def _parse(self, document: Document) -> Iterator[Region]:
        steps = [self._project.step(name) for name in rendered_calls(document.text)]
        if not any(snippet.language == self.language for step in steps for snippet in step.snippets()):
            return  # a page without Python would run the same twice
        for index, found in enumerate(CALL.finditer(document.text)):
            yield Region(found.start(), found.end(), (index, found[1]), self._evaluate)

    def _evaluate(self, example: Example) -> str | None:
        names = example.namespace  # of the page, in this language
        if "steps" not in names:
            # The page's own idea of its steps, so that a call that Sybil missed is missed here too, loudly.
            names["steps"] = [self._project.step(name) for name in rendered_calls(example.document.text)]
            assert [step.name for step in names["steps"]] == [seen.parsed[1] for seen in example.document]  # noqa: S101
        name = track_of(f"{Path(example.path).relative_to(self.root).as_posix()}::{self.identify(example)}")
        track = self._follow(name, names["steps"], self.language, self.generation)
        outcome = track.run(example.parsed[0])
        names["passed"] = outcome.passed
        if not outcome.failure and not outcome.not_run:
            return None
        if outcome.not_run and names.get("told"):
            pytest.skip(outcome.not_run)
        names["told"] = True
        before = f"step {track.failed}, which comes before it, failed:\n" if outcome.not_run else ""
        claim = "" if track.residue else self._claim(example, str(track.failed))
        return claim + before + track.failure

    def _claim(self, example: Example, step: str) -> str:
        """Return the claim that falls with a step, on a line of its own; nothing if it proves none."""
        _, language, name = Path(example.path).relative_to(self.root).as_posix().split("/", 2)
        for claim in claims(self._project.pages[name][language]):
            if step in claim.steps:
                return f"{claim}\n"
        return ""


def sybils(
    project: Project,
    generations: list[Generation],
    follow: Follow,
    fixture: str,
) -> list[Any]:
    """Return the Sybils of all tracks: each language of code on each engine."""
    return [TrackSybil(project, language, g, follow, fixture) for g in generations for language in CODE]
