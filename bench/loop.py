"""The contributor's loop: from a save to the screen (`make write`), and what `make changed` takes beside the track."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.bound import Bound, Line
from bench.parts import CODE, CONTENT, PROOFS, copy
from host0.content.generation import DEFAULT
from host0.content.project import Project
from host0.content.section import anchor
from host0.content.step import Step
from host0.lab.labs import Labs
from host0.lab.needs import chromium
from host0.problem import Problem
from host0.run.track import Track

PAGE, LANGUAGE = "index.md", "en"
SCREEN, BESIDE = Bound(5.0), Bound(3.0)
"""Seconds, medians: from a save to the screen; of `make changed`, beside the page's own time up to the step."""

PAUSE = 3.0
"""Seconds between what a save has shown and the next save: whoever writes reads it first."""

ROUNDS = 5
LIMIT = 120.0
"""Seconds after which a step that is not shown counts as an error."""


def copied(root: Path, folder: Path) -> Path:
    """Copy the project into a folder, and return that."""
    copy(root, folder, (*CODE, *CONTENT, *PROOFS))
    return folder


def environment(root: Path) -> dict[str, str]:
    """Return an environment in which commands take that folder's code."""
    return os.environ | {"PYTHONPATH": str(root)}


def save(step: Step) -> None:
    """Change a step's Bash snippet by a comment, as somebody does who saves it."""
    with step.bash.path.open("a", encoding="utf-8") as file:
        file.write(f"# {time.monotonic_ns()}\n")


def shown(tab: Page, step: Step, number: int) -> float:
    """Save a step, and return the seconds until the browser shows its output."""
    begin = time.perf_counter()
    save(step)
    place = f"#{anchor(step.name)} .host0-draft[data-number='{number}']"
    tab.wait_for_selector(f"{place}:not([data-state=running])", state="attached", timeout=LIMIT * 1000)
    return time.perf_counter() - begin


def screen(root: Path) -> tuple[list[float], list[float]]:
    """Return, for each step of the article in any order, the seconds to the screen when first saved, and when again."""
    project = Project(root)
    steps = [project.step(name) for _, name in project.pages[PAGE][LANGUAGE].calls]
    random.Random(1).shuffle(steps)  # noqa: S311 (an order, not a secret)
    first: list[float] = []
    again: list[float] = []
    command = [sys.executable, "-u", "-m", "host0", "write"]
    said, err = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, cwd=root, env=environment(root), stdin=said, stdout=said, stderr=err) as process:
        try:
            assert process.stdout is not None  # noqa: S101 (a pipe, see above)
            lines = iter(process.stdout.readline, b"")
            address = next((line.split()[-1].decode() for line in lines if b"Serving on" in line), "")
            if not address:
                raise Problem("make write, which was to be measured, did not begin")
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
            with sync_playwright() as playwright:
                path = chromium()
                tab = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
                tab.goto(f"{address}{LANGUAGE}/{Path(PAGE).stem}.html")
                for number, step in enumerate(steps):
                    for times, save_number in ((first, 2 * number + 1), (again, 2 * number + 2)):
                        times.append(shown(tab, step, save_number))
                        time.sleep(PAUSE)
        finally:
            process.terminate()
        drain.wait()
    return first, again


def own(root: Path, labs: Labs, stop: int) -> float:
    """Return the seconds that the article's Bash track takes up to a step, from the opening of its lab to its end."""
    project = Project(root)
    steps = [project.step(name) for _, name in project.pages[PAGE][LANGUAGE].calls]
    begin = time.perf_counter()
    track = Track(steps, "bash", DEFAULT, lambda: labs.open(DEFAULT), None)
    outcome = track.run(stop)
    track.close()
    if outcome.failure or outcome.not_run:
        raise Problem(f"the track that was to be measured failed:\n{outcome.failure or track.failure}")
    return time.perf_counter() - begin


def changed(root: Path) -> float:
    """Return the seconds that the command behind `make changed` takes."""
    begin = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "host0", "changed", "-k", "bash"],
        cwd=root, env=environment(root), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise Problem(f"make changed, which was to be measured, failed:\n{run.stdout}{run.stderr}")
    return time.perf_counter() - begin


def rows(root: Path, labs: Labs) -> Iterator[Line]:
    """Measure, and yield the table's lines. Labs of the default engine can be opened at once."""
    with tempfile.TemporaryDirectory(prefix="host0-bench-") as folder:
        there = copied(root, Path(folder, "write"))
        first, again = screen(there)
        yield line("from save to screen, each step of the article, first", first, SCREEN)
        yield line("the same, saved again", again, SCREEN)

        there = copied(root, Path(folder, "changed"))
        calls = Project(there).pages[PAGE][LANGUAGE].calls
        stop = len(calls) - 2  # not the last step, whose end is another one
        beside, ratios = [], []
        for _ in range(ROUNDS):  # interleaved, so that a noisy neighbor disturbs both
            save(Step(there, calls[stop][1]))
            page = own(there, labs, stop)
            whole = changed(there)
            beside.append(whole - page)
            ratios.append(whole / page)
        yield line("make changed, beside the page's own time up to the step", beside, BESIDE)
        yield Line("make changed / the page's own time up to the step", spread(ratios, ""))


def line(what: str, seconds: list[float], bound: Bound) -> Line:
    """Return the line of some times, whose median has to keep the bound."""
    return Line(what, spread(seconds), [statistics.median(seconds)], bound)


def spread(values: list[float], unit: str = " s") -> str:
    """Return median, least and greatest."""
    return f"{statistics.median(values):.2f}{unit} ({min(values):.2f}, {max(values):.2f})"
