"""A program of ours that looks at host0: sent as text, for a Python that runs there."""

from pathlib import Path

GUEST = Path(__file__).with_name("guest")

SHARED = "engine"
"""What each of them calls, and none can import there: it stands above them."""


def text(name: str) -> str:
    """Return what to send for the program `guest/NAME.py`."""
    return "\n\n".join((GUEST / f"{one}.py").read_text(encoding="utf-8") for one in (SHARED, name))
