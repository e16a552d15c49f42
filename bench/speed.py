"""Measure speed in one run, as ratios where it can be, the same on any machine; keep the last table in BENCH.md."""

import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import growth, literals, loop
from bench.bound import Bound, Line, broken
from host0.content import placeholder
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.page import LANGUAGES
from host0.content.project import Project
from host0.files import replace
from host0.lab.engine import running
from host0.lab.image import ensure
from host0.lab.labs import Labs
from host0.problem import Problem

FILE = "BENCH.md"
ROUNDS = 5
LABS = 20
TRACK = Bound(1.15)
WORKERS = Bound(1.7, least=True)
HEAD = "| what | measured | bound |\n|---|---|---|"
PAGE, LANGUAGE = "index.md", "en"
LIMIT = 600.0
"""Seconds for a whole track in one bash."""


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def script(root: Path) -> str:
    """Return the article's bash track as one script, client0's steps there too."""
    project, lines = Project(root), []
    for _, name in project.pages[PAGE][LANGUAGE].calls:
        snippet = project.step(name).bash
        code = placeholder.fill(snippet.code, placeholder.LAB)
        if snippet.on == "client0":
            code = f"nsenter --target $(cat /run/client0.pid) --net --uts --mount bash <<'END'\n{code}\nEND"
        lines.append(code)
    return "\n".join(lines)


def through_pytest() -> tuple[float, float]:
    """Return the seconds that the article's bash track takes through pytest, its lab being ready, and its looks."""
    command = [sys.executable, "-m", "bench.clock"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        raise Problem(f"the track that was to be measured failed:\n{said.stdout}{said.stderr}")
    track, looks = json.loads(said.stdout.splitlines()[-1])
    return track, looks


def workers(count: int) -> float:
    """Return the seconds that all tracks of the article take on so many workers, on all engines."""
    articles = [f"docs/{language}/{PAGE}" for language in LANGUAGES]
    command = [sys.executable, "-m", "pytest", *articles, "-q", "--engines", "all", "-n", str(count)]
    return seconds(lambda: subprocess.run(command, capture_output=True, check=True))


def rows(root: Path) -> Iterator[Line]:
    """Measure, and yield the table's lines."""
    with running() as client, Labs(client, print) as labs:
        stages: list[dict[str, float]] = []
        ready = []
        for generation in GENERATIONS.values():  # building images is not what is measured
            ensure(client, generation, print)
        labs.open(DEFAULT).close()  # warm
        for _ in range(LABS):
            begin = time.perf_counter()
            with labs.open(DEFAULT) as lab:
                ready.append(time.perf_counter() - begin)
                stages.append(lab.stages)
        yield Line("lab ready, images loaded: median (fastest, slowest)", loop.spread(ready))
        before = "created"
        parts = []
        for stage in ("start", "network", "containerd", "dockerd"):
            parts.append(statistics.median(s[stage] - s.get(before, 0.0) for s in stages))
            before = stage
        names = ("container", "network and images", "containerd", "dockerd")
        yield Line("of that", ", ".join(f"{n} {p:.2f} s" for n, p in zip(names, parts, strict=True)))

        ratios, looks = [], []
        text = script(root)
        for _ in range(ROUNDS):  # interleaved, so that a noisy neighbor disturbs both
            with labs.open(DEFAULT) as lab:
                shell = lab.session("host0")
                plain = seconds(lambda: shell.run(text, LIMIT))  # noqa: B023 (called at once)
            track, look = through_pytest()
            ratios.append(track / plain)
            looks.append(look)
        yield ratio("bash track through pytest / the same commands in one bash", ratios, TRACK)
        yield Line("beside that, looks at all of host0 and client0, before and after it", loop.spread(looks))

        gains = [workers(1) / workers(2) for _ in range(2)]
        yield ratio("throughput of two workers / of one", gains, WORKERS)
        yield from loop.rows(root, labs)
    yield from literals.rows(root)
    yield from growth.rows(root)


def ratio(what: str, values: list[float], bound: Bound) -> Line:
    """Return the line of a ratio, whose median has to keep the bound."""
    return Line(what, loop.spread(values, ""), [statistics.median(values)], bound)


def run(root: Path) -> None:
    """Print the table as it grows, and keep it. Raises `Problem` for a figure out of its bound."""
    lines = []
    print(HEAD)
    for line in rows(root):
        lines.append(line)
        print(line, flush=True)
    with running() as client:
        engine = client.version()["Version"]
    machine = f"{os.cpu_count()} cores, Linux {platform.release().split('-')[0]}, Docker {engine} around the labs"
    head = f"# Speed\n\nThe last run of `make bench`: {datetime.date.today().isoformat()}, {machine}.\n"
    replace({root / FILE: ("\n".join([head, HEAD, *map(str, lines)]) + "\n").encode()})
    if wrong := broken(lines):
        raise Problem("out of bound:\n" + "\n".join(wrong))
