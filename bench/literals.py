"""What the check of literals costs, all pages at a time, beside what the pages have to be rendered for it."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.bound import Bound, Line
from bench.loop import spread
from host0.check import literal
from host0.content.project import Project
from host0.content.rendered import rendered
from host0.problem import listed

ROUNDS = 5
BOUND = Bound(2.0)


def rows(root: Path) -> Iterator[Line]:
    """Measure, and yield the table's lines. Raises `Problem` if the check finds a fault."""
    ratios, seconds = [], []
    for _ in range(ROUNDS):
        rendered.cache_clear()
        project = Project(root)
        pages = [page for pair in project.pages.values() for page in pair.values()]
        begin = time.process_time()
        for page in pages:
            if page.rendered:
                page.rendered.tree = page.rendered.made()  # what is kept from another run is not what is measured
        middle = time.process_time()
        wrong = list(literal.faults(project, pages))
        seconds.append(time.process_time() - middle)
        if wrong:
            raise listed("put this right before it is measured:", wrong)
        ratios.append(seconds[-1] / (middle - begin))
    measured = f"{spread(ratios, '')}; {statistics.median(seconds):.2f} s"
    what = "processor time of the check of literals, all pages / of rendering them, which comes first"
    yield Line(what, measured, [statistics.median(ratios)], BOUND)
