"""How the cost of a step grows with their number: made-up pages of 10, 100 and 1000 steps, in a folder of their own."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.bound import Bound, Line
from bench.parts import CODE, copy
from host0.check.judged import Judged, items
from host0.check.place import places
from host0.check.proof import FOLDER
from host0.check.times import Times
from host0.check.verified import Passed, Verified
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.page import LANGUAGES
from host0.content.project import Project
from host0.problem import Problem

COUNTS = (10, 100, 1000)
ROUNDS = (12, 12, 4)
"""The cheapest of so many counts, for what else the machine does only ever adds: more for few steps, since they differ
by little from what every run takes to start."""

BOUND = Bound(1.2)
"""For a step among 1000 against one among 10, and for each step after the 100th against each one before it."""

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.en.yml")
"""Each language has a navigation of its own."""

SEARCH = ("search.yml", "reports.yml")
"""What the site's search is made with: no site is built without."""
LEDGER = "---\ndescription: Made up.\n---\n\n# Ledger\n\n{{ claim_table() }}\n\n{{ step_table() }}\n"

WORK = {
    "the check for faults": ("-m", "host0", "check"),
    "collection": ("-m", "pytest", "docs", "--collect-only", "-q", "-n", "0"),
    "the run": ("-m", "pytest", "docs/en", "-q", "-n", "0"),
    "the site": ("-m", "host0", "build"),
}
"""What is measured, each as the Python program that `make` runs."""


def project(source: Path, root: Path, count: int) -> None:
    """Write a project with one page of so many steps, in both languages, into a folder; the rest is as in `source`."""
    copy(source, root, CODE)
    for name in CONFIGURATIONS:
        head, _, tail = (root / name).read_text(encoding="utf-8").partition("\nnav:\n")
        rest = tail.partition("\n\n")[2]
        (root / name).write_text(f"{head}\nnav:\n  - index.md\n  - ledger.md\n\n{rest}", encoding="utf-8")
    shutil.copytree(source / "docs" / "assets", root / "docs" / "assets")
    for name in SEARCH:
        shutil.copy(source / "docs" / name, root / "docs")
    calls = [f'## Heading {n} {{ #h{n} .claim }}\n\nText.\n\n{{{{ step("made/up-{n}") }}}}' for n in range(count)]
    for language in LANGUAGES:
        page = root / "docs" / language / "index.md"
        page.parent.mkdir()
        page.write_text("---\ndescription: Made up.\n---\n\n" + "\n\n".join(["# Made up", *calls]) + "\n", "utf-8")
        page.with_name("ledger.md").write_text(LEDGER, encoding="utf-8")
    proofs = root / FOLDER / "index.yml"
    proofs.parent.mkdir()
    seen = "h{n}:\n  shows:\n    - {{is: {n}, in: made/up-{n}}}\n"
    proofs.write_text("".join(seen.format(n=n) for n in range(count)), encoding="utf-8")
    folder = root / "snippets" / "made"
    folder.mkdir(parents=True)
    new = Project(root)
    verified, times = Verified(new), Times(new)
    for n in range(count):
        (folder / f"up-{n}.sh").write_text(f"echo {n}\n", encoding="utf-8")
        (folder / f"up-{n}.out").write_text(f"{n}\n", encoding="utf-8")
        snippet = new.step(f"made/up-{n}").bash
        times.keep({snippet.key: [0.0]}, anew=True)
        verified.record(snippet, DEFAULT, times)
    for place in places(new):
        key, track = place.snippet.key, place.track
        verified.update(Passed(key, track, engine, place.hashes[engine], engine) for engine in GENERATIONS)
    verified.save()
    times.save({f"made/up-{n}.sh" for n in range(count)})
    judged, read = Judged(root), items(Project(root))
    for item in read:
        judged.accept(item)
    judged.save(read)


def cost(root: Path, arguments: tuple[str, ...]) -> float:
    """Return the processor time that a Python program takes in a project, in seconds: a neighbor's does not count.

    Raises `Problem` if the program fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run([sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if said.returncode:
        raise Problem(f"{' '.join(arguments)} failed on made-up steps:\n{said.stdout[-2000:]}{said.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(source: Path) -> Iterator[Line]:
    """Measure, and yield the table's lines."""
    with tempfile.TemporaryDirectory(prefix="host0-growth-") as folder:
        for count in COUNTS:
            project(source, Path(folder, str(count)), count)
        for what, arguments in WORK.items():
            costs = {
                count: min(cost(Path(folder, str(count)), arguments) for _ in range(rounds))
                for count, rounds in zip(COUNTS, ROUNDS, strict=True)
            }
            yield line(what, costs)


def line(what: str, costs: dict[int, float]) -> Line:
    """Return what a step costs, and by how much more in many steps than in few: with what starts up, and without."""
    few, some, many = COUNTS
    each = [f"{1000 * costs[count] / count:.1f}" for count in COUNTS]
    whole = (costs[many] / many) / (costs[few] / few)
    further = ((costs[many] - costs[some]) / (many - some)) / ((costs[some] - costs[few]) / (some - few))
    said = f"{', '.join(each)} ms; ratio {whole:.2f}; of further steps {further:.2f}"
    return Line(f"processor time of {what}, for a step of {', '.join(map(str, COUNTS))}", said, (whole, further), BOUND)
