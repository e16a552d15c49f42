"""The published machine runs the article: every step prints what the page shows for its Docker generation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from host0.check.verified import Verified
from host0.content.project import Project
from host0.run.track import Track
from host0.site.tab import generation, manifest
from playground.article import LIMIT, steps
from playground.tab import Tab

ROOT = Path(__file__).parent.parent


def test_article() -> None:
    """The bash track passes as it does in a lab: same outputs, exit statuses, and nothing left behind."""
    about = manifest(ROOT)
    assert about
    article = steps(ROOT)
    track = Track(article, "bash", generation(about), Tab, Verified(Project(ROOT)))
    try:
        for index, step in enumerate(article):
            outcome = track.run(index)
            assert not outcome.failure, outcome.failure
            assert not outcome.not_run, step.name
    finally:
        track.close()


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Return the published machine."""
    with Tab() as machine:
        yield machine


@pytest.mark.parametrize("place", ["host0", "client0"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sudo id -un", "root"),
        ("netstat --version | head -n 1", "net-tools 2.10"),
        ("ping -c 1 -q 127.0.0.1 | grep transmitted", "1 packets transmitted, 1 received, 0% packet loss"),
        ("echo one | less -F", "one"),
        ("echo one >/tmp/one; vi -es -c 's/one/two/' -c wq /tmp/one; cat /tmp/one; rm /tmp/one", "two"),
    ],
)
def test_programs(tab: Tab, place: str, typed: str, expected: str) -> None:
    """What readers type is there as in a lab, on host0 and on client0."""
    done = tab.session(place).run(typed, LIMIT)
    assert done.output.strip().startswith(expected), done.output
    assert done.status == 0
