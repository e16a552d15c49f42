"""Where the project's sources are published, and when what makes a page has last changed: asked of git."""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from host0.problem import Problem

BRANCH = "main"


def repository(root: Path) -> str:
    """Return the web address of the project's repository, as `https://github.com/owner/name`; nothing if it has none.

    It is what `HOST0_REPOSITORY` says, else where git's `origin` leads. Raises `Problem` if it is no web address.
    """
    said = os.environ.get("HOST0_REPOSITORY", "")
    if said and not re.fullmatch(r"https?://[^\s?#]+", said):
        raise Problem(f"HOST0_REPOSITORY={said}: not a web address: write it like https://github.com/owner/name")
    origin = said or git(root, "remote", "get-url", "origin")
    web = re.sub(r"^(?:ssh://git@([\w.-]+)(?::\d+)?/|git@([\w.-]+):)", r"https://\1\2/", origin)  # a port is ssh's own
    found = re.fullmatch(r"(https?://)(?:[^@/\s]+@)?([^/?#\s]+/[^?#\s]+?)(?:\.git)?/?", web)
    return found[1] + found[2] if found else ""


def changed(root: Path, paths: Iterable[Path]) -> str:
    """Return the day of the last commit that touched one of these files, as `2026-11-24`; nothing outside git."""
    return git(root, "log", "-1", "--format=%cs", "--", *map(str, paths))


def git(root: Path, *command: str) -> str:
    """Return what a git command prints in a folder; nothing if it fails, or there is no git."""
    try:
        run = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:  # the sources may come as an archive
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
