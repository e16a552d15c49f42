"""The published machine runs the article: every step prints what the page shows for its Docker generation."""

from pathlib import Path

from host0.check.verified import Verified
from host0.content.generation import GENERATIONS
from host0.run.track import Track
from playground.article import steps
from playground.tab import Tab

ROOT = Path(__file__).parent.parent


def test_article() -> None:
    """The bash track passes as it does in a lab: same outputs, exit statuses, and nothing left behind."""
    article = steps(ROOT)
    track = Track(article, "bash", GENERATIONS["20.10"], Tab, Verified(ROOT))
    try:
        for index, step in enumerate(article):
            outcome = track.run(index)
            assert not outcome.failure, outcome.failure
            assert not outcome.not_run, step.name
    finally:
        track.close()
