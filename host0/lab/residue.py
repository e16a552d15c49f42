"""Residue: what a page changes on host0 or client0 and leaves behind, told by the machine itself."""

import re
import time

from host0.lab import program
from host0.lab.host import Gone, Host, Overrun, Result, Session
from host0.problem import Problem

LIMIT = 60.0
"""Seconds that one look at the machines may take."""

SETTLE = 5.0
"""Seconds, times a host's patience, that Docker may take to finish what a snippet started, after that has returned."""

LOOKS = 20
"""How often what changes while it is looked at is looked at again."""

TWICE = re.compile(r"changed: (IPv6 )?firewall rule \(filter\) -A FORWARD -j DOCKER-USER: \d+ times \(was: \)")
"""What Docker itself may leave: it takes its rule away and inserts it again without a lock, so that two of its networks
that change at a time insert it twice (moby v26.1.4, libnetwork/iptables/iptables.go, EnsureJumpRule)."""


def remember(python: Session, patience: float = 1.0) -> None:
    """Look at both machines with a Python on host0, and keep there what was seen.

    Raises `Problem` if they do not hold still for one look, and `Gone`.
    """
    inventory = program.text("inventory")
    result = _look(python, f"{inventory}\nbefore = settled()\n", patience)
    if result.status:
        raise Problem(f"host0 cannot be looked at: {result.output}")


def left(python: Session, patience: float = 1.0) -> list[str]:
    """Return what is not as `remember` saw it, a thing a line, but for what Docker doubles by itself. Raises `Gone`.

    What comes back is an error's text instead, if the machines do not hold still for one look.
    """
    result = _look(python, "for line in difference(before, inventory()):\n    print(line)", patience)
    return [line for line in result.output.splitlines() if not TWICE.fullmatch(line)]


def stays(host: Host) -> list[str]:
    """Return what is left on a host once all had time to end, a thing a line. Raises `Gone`."""
    deadline = time.monotonic() + SETTLE * host.patience
    while (left := host.left()) and time.monotonic() <= deadline:
        time.sleep(0.1)
    return left


def _look(python: Session, code: str, patience: float) -> Result:
    """Run a program that looks, again while it fails: what there is may be about to end."""
    for _ in range(LOOKS):
        try:
            result = python.run(code, LIMIT * patience)
        except Overrun:
            raise Gone(f"host0 did not tell what it has within {LIMIT * patience:.0f} s") from None
        if not result.status:
            break
    return result
