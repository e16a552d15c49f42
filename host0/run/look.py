"""Look at host0 after a step: its state as its picture needs it (`host0.draw.state`), told by the machine itself."""

import time

from host0.content import placeholder
from host0.lab import program
from host0.lab.host import Gone, Host, Overrun
from host0.problem import Problem

LIMIT = 60.0
"""Seconds that one look at it may take."""

QUIET = 1.0
"""Seconds for which a state must stay the same to be the one that a step has led to."""

SETTLE = 10.0
"""Seconds after which it must."""


def look(lab: Host) -> str:
    """Return host0's state as it is, as JSON, placeholders in place of the lab's values. Raises `Gone`.

    While things change, what comes back may be an error's text instead.
    """
    probe = program.text("probe")
    try:
        # a session, for a Python of its own each time takes longer to start than to look
        return placeholder.lift(lab.session("probe").run(probe, LIMIT * lab.patience).output)
    except Overrun:
        raise Gone(f"host0 did not tell its state within {LIMIT * lab.patience:.0f} s") from None


def settled(lab: Host) -> str:
    """Return host0's state once it does not change any more. Raises `Gone`, and `Problem` if it goes on changing."""
    begin = since = time.monotonic()
    text = look(lab)
    while time.monotonic() - since < QUIET * lab.patience or not text.startswith("{"):
        if time.monotonic() - begin > SETTLE * lab.patience:
            raise Problem(f"host0's state does not settle; the last look at it:\n{text}")
        time.sleep(0.1)
        now = look(lab)
        if now != text:
            text, since = now, time.monotonic()
    return text
