"""A command that is told to end cleans up first, as after Ctrl-C."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

COMMAND = """
import signal
from host0.__main__ import main
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.{before})

@main.command()
def work():
    try:
        signal.raise_signal(signal.{first})
        print("went on")
    finally:
        signal.raise_signal(signal.{second})
        print("cleaned up")

main(["work"])
"""


@pytest.mark.parametrize(
    ("before", "first", "second", "said"),
    [
        ("SIG_DFL", "SIGTERM", "SIGTERM", ["cleaned up"]),
        ("SIG_DFL", "SIGHUP", "SIGHUP", ["cleaned up"]),  # of a terminal that closes, and of its shell
        ("SIG_DFL", "SIGHUP", "SIGTERM", ["cleaned up"]),
        ("SIG_IGN", "SIGHUP", "SIGHUP", ["went on", "cleaned up"]),  # nohup
    ],
)
def test_end(before: str, first: str, second: str, said: list[str]) -> None:
    """It ends at the first signal, and no further one stops it from cleaning up; what is ignored does not end it."""
    script = COMMAND.format(before=before, first=first, second=second)
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.split("\n")[:-1] == said, run.stderr
    assert run.returncode == (0 if "went on" in said else 1)
    assert "Traceback" not in run.stderr
