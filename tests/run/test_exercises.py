"""Each exercise, on each chosen engine: red as it starts and after three wrong mends, green after two right ones.

CI, which has all engines and little time, tries each exercise's wrong mends on one of them, in turn.
"""

import os
import time
from typing import Any

import pytest

from host0.check.exercise import Exercise, exercises
from host0.content import placeholder
from host0.content.generation import GENERATIONS, generations
from host0.content.project import Project
from host0.lab.host import Result
from host0.lab.lab import Lab
from tests.conftest import ROOT

PROJECT = Project(ROOT)
PATIENCE = 10.0
"""Seconds that a service may take to answer after a right mend."""


class Reader:
    """Somebody who does an exercise in a lab."""

    def __init__(self, lab: Lab, exercise: Exercise) -> None:
        self._lab, self._exercise = lab, exercise

    def type(self, script: str) -> Result:
        """Run a script on host0."""
        return self._lab.session("host0").run(placeholder.fill(script, placeholder.LAB), 30 * self._lab.patience)

    def step(self, part: str) -> Result:
        """Run one of the exercise's steps, where it has to run."""
        snippet = PROJECT.step(self._exercise.step(part)).bash
        code = placeholder.fill(snippet.code, placeholder.LAB)
        return self._lab.session(snippet.place).run(code, snippet.limit * self._lab.patience)

    def begin(self, *, again: bool = False) -> None:
        """Start the exercise, from a host0 that is clean; cleaning up may find less than it looks for."""
        if again:
            self.step("end")
        broken = self.step("break")
        assert broken.status == 0, broken.output

    def mended(self) -> bool:
        """Return what the check says now."""
        return self.step("check").status == 0

    def becomes_mended(self) -> bool:
        """Return whether the check says so before a deadline."""
        deadline = time.monotonic() + PATIENCE * self._lab.patience
        while not (mended := self.mended()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return mended


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take each exercise on each chosen engine."""
    chosen = [engine.name for engine in generations(metafunc.config.getoption("--engines"))]
    every = exercises(PROJECT)
    metafunc.parametrize(
        ("exercise", "engine", "wrong"),
        [
            pytest.param(one, engine, "CI" not in os.environ or turn % len(chosen) == place, id=f"{one.name}-{engine}")
            for turn, one in enumerate(every)
            for place, engine in enumerate(chosen)
        ],
    )


def test_exercise(host0_run: Any, exercise: Exercise, engine: str, wrong: bool) -> None:
    """The check tells a wrong mend from a right one, by what client0 is served."""
    with host0_run.labs.open(GENERATIONS[engine]) as lab:
        reader = Reader(lab, exercise)
        reader.begin()
        assert not reader.mended(), "green before anything was mended"
        for number, script in enumerate(exercise.wrong if wrong else (), 1):
            said = reader.type(script).output
            assert not reader.mended(), f"green after wrong mend {number}, which printed:\n{said}"
            reader.begin(again=True)
        for right in (PROJECT.step(exercise.step("mend")).bash.code, exercise.right):
            said = reader.type(right).output
            assert reader.becomes_mended(), f"red after the right mend\n{right}\nwhich printed:\n{said}"
            if right != exercise.right:
                reader.begin(again=True)
