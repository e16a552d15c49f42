"""A benchmark with a figure out of its bound keeps its table, names the figure, and ends with a status."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import speed as bench
from bench.bound import Bound, Line, broken
from host0.problem import Problem

MOST, LEAST = Bound(1.2), Bound(1.7, least=True)


@pytest.mark.parametrize(
    ("bound", "value", "kept"),
    [(MOST, 1.2, True), (MOST, 1.204, True), (MOST, 1.21, False), (LEAST, 1.7, True), (LEAST, 1.69, False)],
)
def test_bound(bound: Bound, value: float, kept: bool) -> None:
    """A bound holds for the figure as the table shows it."""
    assert bound.kept(value) is kept


def test_broken() -> None:
    """Each figure out of its bound is named, with what it is of; what has no bound is not."""
    lines = [Line("a", "9", [9.0]), Line("b", "1.00, 1.60", [1.0, 1.6], MOST), Line("c", "1.50", [1.5], LEAST)]
    assert broken(lines) == ["b: 1.60, but at most 1.2 is allowed", "c: 1.50, but at least 1.7 is allowed"]


class _Client:
    """A Docker that has a version."""

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def version(self) -> dict[str, str]:
        """Return what the table's head says."""
        return {"Version": "1.2.3"}


@pytest.mark.parametrize("ratio", [1.1, 1.6])
def test_main(ratio: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run's table is kept either way, and tells, as the status and the last words do."""

    def rows(root: Path) -> Iterator[Line]:
        yield bench.ratio("the made-up ratio", [ratio, 9.0, 0.1], MOST)

    made: dict[str, Any] = {"rows": rows, "running": _Client}
    for name, value in made.items():
        monkeypatch.setattr(bench, name, value)
    monkeypatch.chdir(tmp_path)
    if ratio > MOST.limit:
        with pytest.raises(Problem) as end:
            bench.run(tmp_path)
        assert str(end.value) == "out of bound:\nthe made-up ratio: 1.60, but at most 1.2 is allowed"
    else:
        bench.run(tmp_path)
    said = "at most 1.2: **missed**" if ratio > MOST.limit else "at most 1.2"
    assert f"| the made-up ratio | {ratio:.2f} (0.10, 9.00) | {said} |" in (tmp_path / bench.FILE).read_text()
