"""The benchmark of the tab's machine keeps its table, says there what is out of its bound, and ends with a status."""

import re
import sys
from pathlib import Path

import pytest

from playground.bench import __main__ as bench
from playground.bench.table import HEAD, ROWS, lines

GOOD = {row.name: 0.5 for row in ROWS} | {"load": 1.0}
TOLD = "first `docker run` of nginx: 6.00, but at most 5 is allowed"


@pytest.mark.parametrize("slow", [False, True])
def test_main(slow: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is kept either way; it, the status, and the last words tell of a median out of its bound."""
    rounds = iter(
        [GOOD, GOOD | {"run, first": 6.0, "run, first, CPU": 4.0}, GOOD | {"run, first": 7.0 if slow else 5.0}]
    )
    monkeypatch.setattr(bench, "measure", lambda _say: next(rounds))
    monkeypatch.setattr(bench, "FILE", tmp_path / "BENCH.md")
    monkeypatch.setattr(sys, "argv", ["bench", "3"])
    if slow:
        with pytest.raises(SystemExit) as end:
            bench.main()
        assert end.value.code == f"playground: out of bound:\n{TOLD}"
    else:
        bench.main()
    said = (tmp_path / "BENCH.md").read_text(encoding="utf-8")
    row = (
        "6.00 s (0.50, 7.00) | 4.00 s | 19.4 s | at most 5: **missed**"
        if slow
        else ("5.00 s (0.50, 6.00) | 4.00 s | 19.4 s | at most 5")
    )
    assert f"\n| first `docker run` of nginx | {row} |\n" in said
    assert said.count("missed") == slow
    assert "3 rounds, a load of 1.0." in said


def test_kept() -> None:
    """The table that is kept is one that the program writes: its rows, and what of them is out of its bound."""
    kept = bench.FILE.read_text(encoding="utf-8").partition(f"{HEAD}\n")[2].splitlines()
    figures = [re.search(r"\| (\S+) \w+ \(", line) for line in kept]
    medians = {row.name: float(found[1]) for row, found in zip(ROWS, figures, strict=True) if found}
    for line, now in zip(kept, map(str, lines([medians])), strict=True):
        assert line.split(" | ")[0] == now.split(" | ")[0]
        assert line.split(" | ")[3:] == now.split(" | ")[3:]
