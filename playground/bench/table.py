"""The table of a benchmark of the machine: what each figure is, what it was in the experiment, and its bound."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.bound import Bound, Line
from host0.site.machine import MEMORY

HEAD = "| What | Median (least, greatest) | Of it, CPU | Experiment | Bound |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Row:
    """A figure as the table has it."""

    what: str
    name: str
    """What a round calls it; the CPU seconds of it, if it has any, are `NAME, CPU`."""
    unit: str
    experiment: str = ""
    """What it was before there was this machine."""
    bound: Bound | None = None

    def line(self, rounds: Sequence[Mapping[str, float]]) -> Line:
        """Return its line after some rounds: the median has to keep the bound, which is in the figure's unit."""
        values = [figures[self.name] for figures in rounds]
        cpu = [figures[f"{self.name}, CPU"] for figures in rounds if f"{self.name}, CPU" in figures]
        median = statistics.median(values)
        measured = f"{median:.2f} {self.unit} ({min(values):.2f}, {max(values):.2f})"
        cells = [measured, f"{statistics.median(cpu):.2f} s" if cpu else "", self.experiment]
        return Line(self.what, " | ".join(cells), [median], self.bound)


ROWS = (
    Row("bytes until the prompt", "bytes at the prompt", "MB", "45.0 MB (20.6 with nothing kept)", Bound(16.5)),
    Row(
        "bytes after all steps of the article", "bytes after the article", "MB", "48.3 MB (69), fewer steps", Bound(45)
    ),
    Row("prompt, locally", "prompt", "s", "2.1 s", Bound(3)),
    Row("from there until a command can run", "whole", "s"),
    Row("from there until it is warm, and rests", "warm", "s"),
    Row("first `docker network ls`", "networks, first", "s", "6.7 s", Bound(3)),
    Row("the same, entered with the prompt", "networks, at once", "s", bound=Bound(2)),
    Row("first `docker run` of nginx", "run, first", "s", "19.4 s", Bound(5)),
    Row("later `docker network ls`", "networks, later", "s", "2.2 s", Bound(1.5)),
    Row("later `docker run` of nginx", "run, later", "s", "10.2 s", Bound(2.5)),
    Row("all steps of the article", "article", "s"),
    Row("the tab's memory", "memory", "GB", "0.83 GB", Bound(0.8)),
    Row(MEMORY, "memory, most", "GB", "1.15 GB"),
    Row("longest task on the page's thread after loading", "longest task", "ms", bound=Bound(100)),
)


def lines(rounds: Sequence[Mapping[str, float]]) -> list[Line]:
    """Return the table's lines after some rounds, each of which has all figures by name."""
    return [row.line(rounds) for row in ROWS]


def text(head: str, table: Iterable[Line]) -> str:
    """Return the file: a paragraph on the run, and the table."""
    return "\n".join([f"# Speed of the machine in the tab\n\n{head}\n", HEAD, *map(str, table)]) + "\n"
