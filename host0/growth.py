"""How the cost of a step grows with their number: made-up pages of 10, 100 and 1000 steps, in a folder of their own."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from host0.errors import Problem
from host0.faults import faults
from host0.generation import DEFAULT
from host0.page import LANGUAGES
from host0.step import Step
from host0.verified import Passed, Verified, state

COUNTS = (10, 100, 1000)
ROUNDS = 3
"""The fastest of so many counts: what else the machine does only ever adds."""

PARTS = ("conftest.py", "pyproject.toml", "mkdocs.yml", "mkdocs.en.yml", "overrides")
CONFIGURATION = "mkdocs.yml"

WORK = {
    "faults": ("-m", "host0.faults"),
    "collection": ("-m", "pytest", "docs", "--collect-only", "-q", "-n", "0"),
    "run, its lab included": ("-m", "pytest", "docs/en", "-q", "-n", "0"),
    "site": ("-m", "host0.site", "build"),
}
"""What is measured, each as the Python program that `make` runs."""


def project(source: Path, root: Path, count: int) -> None:
    """Write a project with one page of so many steps, in both languages, into a folder; the rest is as in `source`."""
    for part in PARTS:
        copy = shutil.copytree if (source / part).is_dir() else shutil.copy
        copy(source / part, root / part)
    configuration = root / CONFIGURATION
    head, _, tail = configuration.read_text(encoding="utf-8").partition("\nnav:\n")
    configuration.write_text(f"{head}\nnav:\n  - index.md\n\n{tail.partition(chr(10) * 2)[2]}", encoding="utf-8")
    shutil.copytree(source / "docs" / "assets", root / "docs" / "assets")
    calls = [f'## Heading {n} {{ #h{n} .claim }}\n\nText.\n\n{{{{ step("made/up-{n}") }}}}' for n in range(count)]
    for language in LANGUAGES:
        page = root / "docs" / language / "index.md"
        page.parent.mkdir()
        page.write_text("---\ndescription: Made up.\n---\n\n" + "\n\n".join(["# Made up", *calls]) + "\n", "utf-8")
    folder = root / "snippets" / "made"
    folder.mkdir(parents=True)
    verified = Verified(root)
    for n in range(count):
        (folder / f"up-{n}.sh").write_text(f"echo {n}\n", encoding="utf-8")
        (folder / f"up-{n}.out").write_text(f"{n}\n", encoding="utf-8")
        snippet = Step(root, f"made/up-{n}").bash
        verified.record(snippet)
        verified.update([Passed(snippet.key, DEFAULT.name, state(snippet, DEFAULT), DEFAULT.name)])
    verified.save()


def seconds(root: Path, arguments: tuple[str, ...]) -> float:
    """Return how long a Python program takes in a project, in seconds. Raises `Problem` if it fails."""
    begin = time.perf_counter()
    said = subprocess.run([sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False)
    end = time.perf_counter()
    if said.returncode:
        raise Problem(f"{' '.join(arguments)} failed on made-up steps:\n{said.stdout[-2000:]}{said.stderr[-2000:]}")
    return end - begin
