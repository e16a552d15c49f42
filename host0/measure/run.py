"""`make measure`: every round measures all modes once, in an order of its own, and the CSV gets it all or nothing."""

import datetime
import functools
import math
import os
import platform
import random
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from host0.content import history
from host0.content.generation import DEFAULT
from host0.lab.engine import running
from host0.lab.lab import Lab
from host0.lab.labs import Labs
from host0.measure.figure import FIGURES
from host0.measure.load import REPORT, SETTINGS, loads
from host0.measure.mode import MODES, Measured
from host0.measure.results import FILE, LEAST, Results, Row, save, setup
from host0.problem import Problem

ROUNDS = 12
"""Each takes about a minute on two quiet cores. An interval leaves out two of 12 values on
each side, of 10 but one."""


def measure(lab: Lab, rounds: int, seed: int) -> Iterator[Row]:
    """Measure a lab, and yield a row for each value. The seed makes the order of the modes."""
    host = Measured(lab)
    host.run("host0", REPORT)
    order = random.Random(seed)  # noqa: S311 (an order, no secret)
    for number in range(1, rounds + 1):
        begin = time.monotonic()
        for place, mode in enumerate(order.sample(list(MODES.values()), len(MODES)), 1):
            with host.serving(mode):
                for client in ("client0", "host0") if mode.loopback else ("client0",):
                    for figure, value in loads(functools.partial(host.run, client), mode, loopback=client == "host0"):
                        yield Row(number, place, mode.name, client, figure, value)
        print(f"round {number} of {rounds}: {time.monotonic() - begin:.0f} s", flush=True)


def commit(root: Path) -> str:
    """Return the commit of the code that measures. Raises `Problem` if the code is not as that commit has it."""
    changed = history.git(root, "status", "--porcelain", "--", "host0")
    said = history.git(root, "rev-parse", "HEAD")
    if changed or not said:
        raise Problem(f"commit host0/ first: the CSV names the commit of the code that measured\n{changed}".rstrip())
    return said


def about(lab: Lab, rounds: int, seed: int) -> dict[str, str]:
    """Return what the numbers belong to. No name of a host: only what kind of machine it is."""
    cpu = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), ":")
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {cpu.partition(':')[2].strip() or platform.machine()}",
        "kernel": f"Linux {platform.release().split('-')[0]}",
        "engine": f"Docker Engine {lab.version()}",
        "rounds": str(rounds),
        "seed": str(seed),
        "setup": setup(),
        **SETTINGS,
    }


def run(root: Path, rounds: int) -> None:
    """Measure so many rounds, keep the CSV, and print the medians. Raises `Problem`; then the CSV stays as it was."""
    if rounds < LEAST:
        raise Problem(f"{rounds} rounds are too few to tell a difference from noise: at least {LEAST}")
    code = commit(root)
    seed = secrets.randbelow(10**6)
    print(f"{rounds} rounds, seed {seed}", flush=True)
    begin = time.monotonic()
    with running() as client, Labs(client, print) as labs, labs.open(DEFAULT) as lab:
        said = about(lab, rounds, seed)
        rows = list(measure(lab, rounds, seed))
    said |= {"commit": code, "minutes": str(math.ceil((time.monotonic() - begin) / 60))}
    save(root, said, rows)
    results = Results(root)
    for figure in FIGURES.values():
        print(figure.name, figure.unit)
        for mode in MODES:
            value, ratio = results.median(figure.name, mode), results.ratio(figure.name, mode, "host")
            print(f"  {mode:20} {value.middle:10.4g}   x {ratio.middle:.3f} ({ratio.low:.3f} to {ratio.high:.3f})")
    print(f"kept: {FILE}")
