"""What the project consists of: what a copy of it needs, to be checked, run, or built."""

import shutil
from collections.abc import Iterable
from pathlib import Path

CODE = ("conftest.py", "pyproject.toml", "mkdocs.yml", "mkdocs.en.yml", "host0", "overrides", "web")
"""What runs pages and builds the site."""

CONTENT = ("docs", "snippets")
"""What the pages are made of."""

PROOFS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
"""What `docs/literals.yml` names besides as where a word comes from."""


def copy(source: Path, target: Path, parts: Iterable[str]) -> None:
    """Copy parts of a project into a folder, which is made if it is not there.

    Compiled Python goes along: else the first process in each copy compiles it.
    """
    target.mkdir(parents=True, exist_ok=True)
    for part in parts:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
        elif (source / part).exists():
            shutil.copy(source / part, target / part)
