"""The benchmark of many steps measures whole projects, and 1000 steps are looked through as fast as 10."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench import growth
from bench.bound import broken
from host0.content import step
from host0.problem import Problem
from tests.conftest import ROOT
from tests.helpers.told import faults


def test_project(tmp_path: Path) -> None:
    """A made-up project is in order, has as many steps as were asked for, is verified, and a site is built of it."""
    root = tmp_path / "3"
    growth.project(ROOT, root, 3)
    assert faults(root) == []
    assert step.names(root) == {f"made/up-{n}" for n in range(3)}
    for what in ("collection", "the site"):
        assert growth.cost(root, growth.WORK[what]) > 0


def test_failing_program(tmp_path: Path) -> None:
    """What fails is not measured."""
    with pytest.raises(Problem, match=r"failed on made-up steps:\nnot me"):
        growth.cost(tmp_path, ("-c", "import sys; sys.exit('not me')"))


def test_line() -> None:
    """The figures are milliseconds for a step, and ratios that show what grows faster than the steps."""
    line = growth.line("it", {10: 1.1, 100: 2.0, 1000: 11.0})
    assert line.measured == "110.0, 20.0, 11.0 ms; ratio 0.10; of further steps 1.00"
    assert broken([line]) == []
    line = growth.line("it", {10: 1.01, 100: 2.0, 1000: 101.0})
    assert line.measured.endswith("ratio 1.00; of further steps 10.00")
    assert broken([line]) == [f"{line.what}: 10.00, but at most 1.2 is allowed"]


def test_linear(tmp_path: Path) -> None:
    """Ten times the steps take ten times the function calls, not a hundred times: counted, for time depends."""
    calls: dict[int, int] = {}
    for count in (20, 200):
        root = tmp_path / str(count)
        growth.project(ROOT, root, count)
        seen: Counter[str] = Counter()

        def note(frame: Any, event: str, _: object, seen: Counter[str] = seen) -> None:
            if event == "call":
                seen[frame.f_code.co_name] += 1

        sys.setprofile(note)
        try:
            assert faults(root) == []
        finally:
            sys.setprofile(None)
        calls[count] = seen.total()
    assert calls[20] > 20
    assert calls[200] < 12 * calls[20]
