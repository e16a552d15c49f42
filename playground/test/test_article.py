"""The published machine runs the pages: every step prints what they show for its Docker generation."""

import time
from pathlib import Path

import pytest

from host0.check.verified import Verified
from host0.content.project import Project
from host0.run.track import Track
from host0.site.machine import generation, manifest
from host0.site.parts import parts
from playground.node.article import LIMIT
from playground.node.tab import Tab

HOUR = 3600.0
ROOT = Path(__file__).parent.parent.parent
PROJECT = Project(ROOT)
PARTS = parts(PROJECT)
RUN = [
    pytest.param(page, number, id=f"{page}-{number}")
    for page, found in PARTS.pages.items()
    for number, part in enumerate(found)
    if PARTS.able(part)
]


class Left(Tab):
    """The published machine, where a part of its page may leave something for the others."""

    def left(self) -> list[str]:
        """Return nothing: what is left is for the last part to take away."""
        return []


@pytest.mark.parametrize(("page", "number"), RUN)
def test_part(page: str, number: int) -> None:
    """A part of a page passes on a fresh machine as in a lab: same outputs and statuses, and nothing left behind."""
    about = manifest(ROOT)
    assert about
    steps = [PROJECT.step(name) for name in PARTS.able(PARTS.pages[page][number])]
    track = Track(steps, "bash", generation(about), Left if page in PARTS.kept else Tab, Verified(PROJECT))
    try:
        for index, step in enumerate(steps):
            outcome = track.run(index)
            assert not outcome.failure, outcome.failure
            assert not outcome.not_run, step.name
    finally:
        track.close()


def test_start(tab: Tab) -> None:
    """What runs before its memory is whole finds all that it needs: nothing crashed, and the clock is set."""
    assert not tab.run("dmesg | grep segfault")
    assert abs(int(tab.run("date +%s")) - time.time()) < HOUR


PROGRAMS = {
    "Docker Compose": "docker compose version",
    "dnsmasq": "dnsmasq --version",
    "firewalld": "firewall-cmd",
    "RootlessKit": "rootlesskit",
    "runc": "runc --version | grep ^runc",  # crun answers to its name
}
"""How the programs are called that `docs/tab.yml` says are not there."""


def test_lacking(tab: Tab) -> None:
    """What steps cannot run for is not there, as a program or an image; else they should run."""
    lacking = {kind: {why.what for why in PARTS.cannot.values() if why.kind == kind} for kind in ("program", "image")}
    assert lacking["program"] == set(PROGRAMS)
    for command in PROGRAMS.values():
        assert tab.session("host0").run(f"{command} >/dev/null 2>&1", LIMIT).status in {1, 125, 127}, command
    for image in lacking["image"]:
        assert tab.session("host0").run(f"docker image inspect {image} >/dev/null 2>&1", LIMIT).status == 1, image
