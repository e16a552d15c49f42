"""What was measured: the CSV, medians with their intervals, ratios. Knows numbers, no words and no lab.

The CSV says what the run knew, under one hash with all of its values: whoever edits any of it by hand is told.

Intervals need no assumption about how values are distributed: for the median of n values, the k-th smallest and
the k-th greatest enclose it with a probability that the binomial distribution gives (Conover, Practical
Nonparametric Statistics, on quantiles).
"""

import csv
import hashlib
import io
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from pathlib import Path

from host0.content import utf8
from host0.files import replace
from host0.measure import load as loads
from host0.measure import mode as modes
from host0.measure.figure import CONFIDENCE, FIGURES, needed
from host0.measure.mode import MODES
from host0.problem import Problem

FILE = Path("docs/assets/measure.csv")
LEAST = 10
"""Rounds that a measurement must have."""

SINGLE = ("date", "machine", "kernel", "engine", "rounds", "seed", "minutes", "commit", *loads.SETTINGS, "setup")
"""What a run knows: when and where, how long it took, the commit of the code that measured, and the loads' settings."""

ABOUT = (*SINGLE, "hash")
"""What the comments at the top of the CSV say, in order. The hash is over all other lines."""

AGAIN = "make measure, or restore it from git"


@dataclass(frozen=True)
class Row:
    """One value, as a line of the CSV has it."""

    round: int
    place: int
    """In the round's order, from 1."""
    mode: str
    client: str
    """Who measured: client0 from outside, or host0 over its loopback interface."""
    figure: str
    value: float
    """In the figure's unit."""


HEAD = [field.name for field in fields(Row)]


@dataclass(frozen=True)
class Interval:
    """A median, and the interval that encloses it with at least `CONFIDENCE`."""

    middle: float
    low: float
    high: float


def ranks(count: int) -> tuple[int, float]:
    """Return which of so many ordered values, from either end, enclose the median, and with which probability.

    Raises `ValueError` for so few that none do.
    """
    outside, rank = 0, 0
    # one tail: the chance that at most `rank` values lie below the median
    while 2 * (outside + math.comb(count, rank)) <= (1 - CONFIDENCE) * 2**count:
        outside += math.comb(count, rank)
        rank += 1
    if rank == 0:
        raise ValueError(f"{count} values have no {CONFIDENCE:.0%} interval: {needed(0.5)} are needed")
    return rank, 1 - 2 * outside / 2**count


def interval(values: Sequence[float]) -> Interval:
    """Return the median of some values with its interval. Raises `ValueError` for so few that there is none."""
    ordered = sorted(values)
    rank, _ = ranks(len(ordered))
    return Interval(statistics.median(ordered), ordered[rank - 1], ordered[-rank])


def setup() -> str:
    """Return a hash of all commands that the modes and the loads consist of: what the values mean."""
    return _sha("\n".join([*modes.SCRIPTS, *loads.SCRIPTS]))[:16]


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(lines: Iterable[str]) -> str:
    """Return the hash over a CSV's lines, without the one that says it."""
    return _sha("".join(f"{line}\n" for line in lines if not line.startswith("# hash: ")))


def save(root: Path, about: dict[str, str], rows: Iterable[Row]) -> None:
    """Write the CSV, whole or not at all: what it belongs to as comments, then a line for each value."""
    text = io.StringIO()
    text.writelines(f"# {name}: {about[name]}\n" for name in SINGLE)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEAD, "unit"])
    for row in rows:
        *place, value = astuple(row)
        writer.writerow([*place, f"{value:.6g}", FIGURES[row.figure].unit])
    lines = text.getvalue().splitlines()
    lines.insert(len(SINGLE), f"# hash: {_hash(lines)}")
    replace({root / FILE: ("\n".join(lines) + "\n").encode()})


class Results:
    """The CSV as it is in a project. The constructor raises `Problem`, with its line, if it is not whole."""

    def __init__(self, root: Path) -> None:
        try:
            lines = utf8.read(root / FILE).splitlines()
        except FileNotFoundError:
            raise Problem("nothing was measured yet: make measure", FILE) from None
        comments = [line for line in lines if line.startswith("# ")]
        self.about = dict(line[2:].split(": ", 1) for line in comments if ": " in line)
        for name in ABOUT:
            if name not in self.about:
                raise Problem.at(FILE, 1, f"does not say {name}: {AGAIN}")
        self._values: dict[tuple[str, str, str], dict[int, float]] = {}
        for number, line in enumerate(lines[len(comments) :], len(comments) + 1):
            if number == len(comments) + 1:
                if line != ",".join([*HEAD, "unit"]):
                    raise Problem.at(FILE, number, f"not the header {','.join([*HEAD, 'unit'])}")
                continue
            try:
                self._take(line)
            except (ValueError, KeyError) as error:
                raise Problem.at(FILE, number, f"not a measured value ({error}): make measure") from None
        self._check()
        at = 1 + next(n for n, line in enumerate(lines) if line.startswith("# hash: "))
        if self.about["hash"] != _hash(lines):
            what = "not the hash of the other lines: something was edited by hand, which no run measured"
            raise Problem.at(FILE, at, f"{what}: {AGAIN}")
        if self.about["setup"] != setup():
            at = 1 + next(n for n, line in enumerate(lines) if line.startswith("# setup: "))
            what = "the commands that measure (host0/measure/mode.py, load.py) have changed since this was measured"
            raise Problem.at(FILE, at, f"{what}: make measure, or take the change back")

    def _take(self, line: str) -> None:
        round_, place, mode, client, figure, value, unit = next(csv.reader([line]))
        if unit != FIGURES[figure].unit:
            raise ValueError(f"{figure} is in {FIGURES[figure].unit}")
        number = float(value)
        if int(place) not in range(1, len(MODES) + 1) or not 0 < number < math.inf:
            raise ValueError(line)
        rounds = self._values.setdefault((figure, MODES[mode].name, client), {})
        if int(round_) in rounds:
            raise ValueError(f"{figure} of {mode} a second time in round {round_}")
        rounds[int(round_)] = number

    def _check(self) -> None:
        rounds = int(self.about["rounds"]) if self.about["rounds"].isdecimal() else 0
        if rounds < LEAST:
            raise Problem.at(FILE, 1, f"{self.about['rounds']} rounds: at least {LEAST} are needed (make measure)")
        every = set(range(1, rounds + 1))
        for figure in FIGURES.values():
            for mode in MODES.values():
                for client in ["client0", *(["host0"] if mode.loopback and figure.loopback else [])]:
                    if set(self._values.get((figure.name, mode.name, client), {})) != every:
                        raise Problem(f"not every round has {figure.name} of {mode.name} from {client}", FILE)

    @cached_property
    def rounds(self) -> int:
        """Return how many rounds were measured."""
        return int(self.about["rounds"])

    def median(self, figure: str, mode: str, client: str = "client0") -> Interval:
        """Return a figure of a mode, in the figure's unit."""
        return interval(list(self._values[figure, mode, client].values()))

    def ratio(self, figure: str, mode: str, base: str, client: str = "client0") -> Interval:
        """Return a figure of a mode as a multiple of the base's, round by round: what disturbs both cancels out."""
        ours, theirs = self._values[figure, mode, client], self._values[figure, base, client]
        return interval([ours[number] / theirs[number] for number in ours])

    def difference(self, figure: str, mode: str, base: str, client: str = "client0") -> Interval:
        """Return by how much a figure of a mode is greater than the base's, in its unit, round by round."""
        ours, theirs = self._values[figure, mode, client], self._values[figure, base, client]
        return interval([ours[number] - theirs[number] for number in ours])


def told(ratio: Interval) -> bool:
    """Return whether a ratio is told apart from 1: its interval does not contain it."""
    return not ratio.low <= 1 <= ratio.high
