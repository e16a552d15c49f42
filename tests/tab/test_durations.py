"""Where there is a machine, of whatever kind, it is known how long each step of each page takes on it."""

import pytest

from host0.content.project import Project
from host0.site.parts import parts
from host0.site.steps import durations
from tests.conftest import ROOT

PROJECT = Project(ROOT)
PARTS = parts(PROJECT)


@pytest.mark.parametrize("name", [name for name in PARTS.pages if PARTS.runs(name)])
def test_durations(name: str) -> None:
    """How long each step takes is known, for its page to say while it runs."""
    lacking = set(PARTS.runs(name)) - durations(PROJECT).keys()
    assert not lacking, f"measure them: make durations PAGES={name}"
