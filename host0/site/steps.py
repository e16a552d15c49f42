"""What the tab needs to know of the pages: their steps, part by part, and what those print on its Engine."""

from pathlib import Path
from typing import Any

from host0.check import exercise
from host0.check.transcript import as_json, forms
from host0.content import noted, placeholder
from host0.content.generation import Generation
from host0.content.project import Project
from host0.content.step import Snippet, Step
from host0.problem import Problem
from host0.site.machine import generation
from host0.site.parts import Parts, parts

DURATIONS = Path("docs", "durations.json")
"""The seconds that steps take on the machine, as `make durations` has measured them."""


def steps(project: Project, about: dict[str, Any]) -> dict[str, Any]:
    """Return what the tab needs to know of the pages: their steps, part by part, and what those print on its Engine.

    Raises `Problem` as `generation`, `parts` and `durations` do.
    """
    engine = generation(about)
    found = parts(project)
    exercises = exercise.exercises(project) if exercise.PAGE in found.pages else []
    own = {one.step(part): part for one in exercises for part in exercise.PARTS}
    took = durations(project)
    return {
        "engine": engine.name,
        "bytes": about["bytes"]["prompt"],
        "forms": forms(),
        "address": placeholder.LAB["host0.ip"],
        "values": [[placeholder.PAGE[name], value] for name, value in placeholder.LAB.items()],
        "pages": {
            str(Path(page).with_suffix(".html")): {
                "kept": page in found.kept,
                "parts": [{"steps": list(part.steps), "needs": list(part.needs)} for part in cut],
            }
            for page, cut in found.pages.items()
        },
        "exercises": {
            str(Path(exercise.PAGE).with_suffix(".html")): [
                {"id": one.name, "start": one.step("break"), "check": one.step("check"), "end": one.step("end")}
                for one in exercises
            ]
        },
        "steps": {
            name: _step(project.step(name), engine, found) | _exercised(own.get(name)) | _usually(took, name)
            for cut in found.pages.values()
            for part in cut
            for name in part.steps
        },
    }


def _step(step: Step, engine: Generation, found: Parts) -> dict[str, Any]:
    snippet = step.bash
    if why := found.cannot.get(step.name):
        return {"place": snippet.on, "cannot": {"kind": why.kind, "what": why.what}}
    return {
        "place": snippet.on,
        "code": placeholder.fill(snippet.code, placeholder.LAB),
        "exit": snippet.exit,
        "scope": snippet.scope(engine),
        "output": _output(snippet, engine),
    }


def durations(project: Project) -> dict[str, float]:
    """Return the seconds that steps usually take in the tab, by name, as far as they were measured.

    Raises `Problem` for a file that cannot be read.
    """
    _, held = noted.read(project.root, DURATIONS)
    if held and not isinstance(held.get("seconds"), dict):
        raise Problem.at(DURATIONS, 1, "no seconds of any step: restore it from git, or make durations")
    found: dict[str, float] = held.get("seconds", {})
    return found


def _usually(took: dict[str, float], name: str) -> dict[str, Any]:
    return {"seconds": max(1, round(took[name]))} if name in took else {}


def _exercised(part: str | None) -> dict[str, Any]:
    """Return what is different with a step of an exercise: what comes between its steps is the reader's."""
    if part == "break":
        return {"aside": True, "output": None}
    free: dict[str, Any] = {"loose": True} if part else {}
    return free | ({"output": None} if part == "check" else {})


def _output(snippet: Snippet, engine: Generation) -> dict[str, Any] | None:
    return None if snippet.hidden else as_json(placeholder.fill(snippet.output(engine), placeholder.LAB))
