"""`make drift`: try changes, print what came of each, keep the table, and exit with 1 if a figure is out of bound."""

import datetime
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.bound import broken
from bench.drift import data, honest, prose
from bench.drift.change import HONEST, Change, Kind
from bench.drift.judge import Judge, Verdict
from bench.drift.material import Material
from bench.drift.table import HEAD, Results, lines, text
from host0.content import history
from host0.files import replace
from host0.problem import Problem

FILE = "DRIFT.md"
KINDS: list[Kind[object]] = [*prose.KINDS, *data.KINDS, *honest.KINDS]  # type: ignore[list-item]
STANDARD = sum(kind.count for kind in KINDS)
"""The number of changes of a whole run, honest edits included."""


def drawn(material: Material, seed: str, number: int) -> Iterator[tuple[Kind[object], list[Change]]]:
    """Yield each kind with its share of so many changes, at least one: the same for the same files and seed."""
    for kind in KINDS:
        yield kind, list(kind.draw(material, seed, max(1, round(kind.count * number / STANDARD))))


def judged(root: Path, seed: str, number: int) -> Results:
    """Try changes of a copy of a project, and tell of each. Raises `Problem` if the project is refused as it is."""
    results: Results = []
    with tempfile.TemporaryDirectory(prefix="host0-drift-") as folder:
        judge = Judge(root, Path(folder))
        for kind, changes in drawn(Material(judge.root), seed, number):
            verdicts = [judge.judge(change) for change in changes]
            results.append((kind, verdicts))
            print(f"{kind.group}, {kind.name}: {sum(v.red for v in verdicts)} of {len(verdicts)} refused", flush=True)
            for verdict in verdicts:
                if said := _remarkable(kind, verdict):
                    print(f"  {said}", flush=True)
    return results


def _remarkable(kind: Kind[object], verdict: Verdict) -> str:
    if verdict.red == (kind.group == HONEST):
        return f"{verdict.change.what}{': ' + verdict.messages[0] if verdict.red else ''}"
    return f"not named: {verdict.change.what}: {verdict.messages[0]}" if verdict.red and not verdict.named else ""


def run(root: Path, seed: str, number: int = STANDARD) -> None:
    """Try so many changes, drawn by the seed, and keep the table. Raises `Problem` for a figure out of its bound."""
    print(f"seed {seed}", flush=True)
    results = judged(root, seed, number)
    measured = list(lines(results))
    print("\n".join([HEAD, *map(str, measured)]))
    count = sum(len(verdicts) for _, verdicts in results)
    commit = history.git(root, "describe", "--always", "--dirty") or "outside git"
    today = datetime.date.today().isoformat()
    head = f"The last run of `make drift`: {today}, commit {commit}, {count} changes, seed {seed}."
    replace({root / FILE: text(results, head, measured).encode()})
    if wrong := broken(measured):
        raise Problem("out of bound:\n" + "\n".join(wrong))
