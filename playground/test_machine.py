"""Parts of the machine that can be tested without it."""

import subprocess
from pathlib import Path


def test_parts() -> None:
    """Memory in two parts, typing before it is whole, v86's numbers for modules."""
    ran = subprocess.run(
        ["node", "--test", str(Path(__file__).parent / "machine.test.mjs")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
