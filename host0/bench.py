"""Measure speed as ratios in one run, so that they mean the same on any machine; keep the last table in BENCH.md."""

import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from host0 import placeholder
from host0.engine import running
from host0.errors import Problem
from host0.generation import DEFAULT
from host0.image import ensure
from host0.labs import Labs
from host0.page import pages
from host0.step import Step
from host0.track import STATE

FILE = "BENCH.md"
ROUNDS = 5
LABS = 20
PAGE = "index.md"

INNER = "nsenter --target $(cat /run/client0.pid) --net --uts --mount bash"


def raw(root: Path) -> str:
    """Return the bash track of the article as one script, each of its steps where it runs."""
    script = [STATE]
    for _, name in pages(root)[PAGE]["en"].calls:
        snippet = Step(root, name).bash
        code = placeholder.fill(snippet.code, placeholder.LAB)
        script.append(f"{INNER} <<'END-OF-STEP'\n{code}\nEND-OF-STEP" if snippet.on == "client0" else code)
    return "\n".join([*script, STATE])


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def track(labs: Labs, root: Path) -> list[tuple[float, float]]:
    """Return, for each round, the seconds of the bash track through pytest and of the same commands in one bash."""
    rounds = []
    for _ in range(ROUNDS):
        with labs.open(DEFAULT) as lab:
            plain = seconds(lambda: lab.run(f"cd; {raw(root)}"))
        said = pytest("docs/en/index.md", "-k", "bash", "--durations=0", "-vv")
        spent = sum(float(line.split("s ")[0]) for line in said.splitlines() if " call " in line and "::" in line)
        # the first step's call opens the lab, which the plain bash has ready
        spent -= statistics.median(sum_of_lab)
        rounds.append((spent, plain))
    return rounds
