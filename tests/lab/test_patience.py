"""A lab's limits grow with how slow its machine is."""

import os

import pytest

from host0.lab.lab import Lab


@pytest.mark.parametrize("waiting", [0.0, 7.5])
def test_busy(lab: Lab, monkeypatch: pytest.MonkeyPatch, waiting: float) -> None:
    """Where processes wait for each processor, limits are as many times longer; nowhere are they shorter."""
    monkeypatch.setattr(os, "getloadavg", lambda: (waiting * (os.cpu_count() or 1), 0.0, 0.0))
    monkeypatch.setitem(lab.stages, "ready", 0.5)
    assert lab.patience == max(1.0, waiting)
    monkeypatch.setitem(lab.stages, "ready", 20.0)
    assert lab.patience == 10.0
