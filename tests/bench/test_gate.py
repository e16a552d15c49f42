"""One gate: whoever publishes runs what CI runs, and publishes what that left; no test of ours is left out of it."""

import os
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GATE = (ROOT / ".ci/run").read_text(encoding="utf-8")
OTHERS = {"build", "node_modules", "site"}
"""Folders with what is not ours."""

CHECKS = ("ruff check", "ruff format --check", "mypy", "lint-imports", "deptry", "shellcheck", "hadolint", "biome ci",
          "tsc --project", "host0 build", "--engines all")  # fmt: skip


def jobs() -> dict[str, Any]:
    """Return the jobs of the workflow that publishes."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = workflow["jobs"]
    return found


def test_one_gate() -> None:
    """The workflow that publishes tests by the gate and by nothing else, and publishes the site that the gate built."""
    steps = jobs()["site"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[-1] == ".ci/run"
    assert not [run for run in runs if "make " in run.replace("git make python3", "")]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site"]
    assert jobs()["publish"]["needs"] == "site"


def test_start_button() -> None:
    """What is published has the whole machine for the reader's tab, built before the site."""
    (gate,) = (step for step in jobs()["site"]["steps"] if step.get("run") == ".ci/run")
    assert gate["env"]["MACHINE"] == ""
    (built,) = (line for line in GATE.splitlines() if " playground " in line)
    assert 'MACHINE="${MACHINE-booted}"' in built
    assert GATE.index(built) < GATE.index("make test ")
    alone = subprocess.run(["make", "--dry-run", f"--directory={ROOT}", "site", "playground", "--jobs=1"],
                           env=own(), capture_output=True, text=True, check=True)  # fmt: skip
    assert alone.stdout.index("-C playground") < alone.stdout.index("host0 build")
    assert " site " in built


HANDED_DOWN = ("MAKE", "MFLAGS", "ARGS", "ENGINES", "WORKERS")
"""What a make that runs these tests gives to another one, and a gate does not have."""


def own() -> dict[str, str]:
    """Return the environment without what a make has handed down."""
    return {name: value for name, value in os.environ.items() if not name.startswith(HANDED_DOWN)}


def commands(folder: Path, machine: str) -> list[str]:
    """Return the commands that the gate would run: it runs in a folder of its own, where make and tools do nothing."""
    make = [str(shutil.which("make")), "--dry-run", "--no-print-directory", f"--directory={ROOT}"]
    for name, program in {
        "bin/make": f'exec {shlex.join(make)} "$@"',
        "tools/debian": "true",
        ".ci/run": GATE,
    }.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(program if program == GATE else f"#!/bin/sh\n{program}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    environment = own() | {"PATH": f"{folder}/bin:{os.environ['PATH']}", "MACHINE": machine}
    said = subprocess.run([folder / ".ci/run"], env=environment, capture_output=True, text=True, check=True)
    return said.stdout.splitlines()


def ours(pattern: str) -> set[Path]:
    """Return the files of a pattern that are the project's own, as they are named from its root."""
    tops = [top for top in ROOT.iterdir() if top.is_dir() and top.name[0] != "."]
    found = (path.relative_to(ROOT) for top in tops if top.name not in OTHERS for path in top.rglob(pattern))
    return {path for path in found if not OTHERS & set(path.parts)}


@pytest.mark.parametrize("machine", ["booted", ""])
def test_everything_is_in_the_gate(machine: str, tmp_path: Path) -> None:
    """It checks our code, builds the site, and runs each test, but for those that need a whole machine; one ends it."""
    ran = commands(tmp_path, machine)
    assert " -m pytest " in ran[-1]
    assert not [check for check in CHECKS if not any(check in command for command in ran)]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    pytests = [shlex.split(command) for command in ran if " -m pytest" in command]
    named = [[word for word in words[words.index("pytest") + 1 :] if (ROOT / word).exists()] for words in pytests]
    reached = [Path(path) for paths in named for path in paths or settings["testpaths"]]
    left = {file for file in ours("test_*.py") if not any(file.is_relative_to(path) for path in reached)}
    assert {file.parent for file in left} == ({Path("playground/test")} if machine else set())
    assert Path("docs") in reached
    patterns = [word for command in ran if "node --test" in command for word in shlex.split(command) if "*" in word]
    assert ours("*.test.mjs") == {file.relative_to(ROOT) for pattern in patterns for file in ROOT.glob(pattern)}
