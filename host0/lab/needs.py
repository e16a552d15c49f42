"""What the tests need beside Python packages: find what is missing, and install it from Debian where we may."""

import os
import shutil
import subprocess

from host0.lab.engine import connect, installed
from host0.problem import Problem


def missing() -> list[str]:
    """Return the Debian packages to install. Raises `Problem` where there is Docker, but not for this user."""
    packages = []
    try:
        connect()
    except Problem:
        # An Engine that does not answer is ours to start if we are root (host0.lab.engine), the contributor's if not.
        if not installed() and not os.environ.get("DOCKER_HOST"):
            packages.append("docker.io")
        elif os.geteuid() != 0:
            raise
    if os.geteuid() == 0 and not shutil.which("mmdebstrap"):
        packages.append("mmdebstrap")
    if not chromium():
        packages.append("chromium-headless-shell")
    return packages


def chromium() -> str | None:
    """Return the path of Debian's Chromium, if there is one: its headless shell first, as it is a third faster."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def install() -> int:
    """Install what is missing; return the status of that. Raises `Problem` as `missing` does."""
    packages = missing()
    return subprocess.run(["tools/debian", *packages], check=False).returncode if packages else 0
