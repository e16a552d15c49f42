"""The published machine runs the article: every step prints what the page shows for its Docker generation."""

from pathlib import Path

from host0.tab import generation, manifest
from host0.track import Track
from host0.verified import Verified
from playground.article import steps
from playground.tab import Tab

ROOT = Path(__file__).parent.parent


def test_article() -> None:
    """The bash track passes as it does in a lab: same outputs, exit statuses, and nothing left behind."""
    about = manifest(ROOT)
    assert about
    article = steps(ROOT)
    track = Track(article, "bash", generation(about), Tab, Verified(ROOT))
    try:
        for index, step in enumerate(article):
            outcome = track.run(index)
            assert not outcome.failure, outcome.failure
            assert not outcome.not_run, step.name
    finally:
        track.close()
