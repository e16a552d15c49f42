"""`make lint` reads all of our own code, not only what somebody thought of when it was written down."""

import json
import re
import tomllib
from fnmatch import fnmatch

import pytest

from host0.content.history import git
from tests.conftest import ROOT

FILES = git(ROOT, "ls-files").splitlines()
FIRST = {name: (ROOT / name).read_bytes().partition(b"\n")[0].decode(errors="replace") for name in FILES}
"""The first line of each file."""

pytestmark = pytest.mark.skipif(not FILES, reason="outside git, nobody knows which files are ours")


def test_shell() -> None:
    """Each script of a shell, each part of one that says so, and each bashrc is in the lists that shellcheck gets."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    read = " ".join(re.findall(r"(?m)^\t@\.venv/bin/shellcheck (.+)$", makefile)).split()
    marked = re.compile(r"#!.*\b(bash|sh)\b|# shellcheck shell=")
    ours = [name for name, line in FIRST.items() if marked.match(line) or name.endswith("bashrc")]
    assert len(ours) > 10
    assert sorted(name for name in read if not name.startswith("--")) == sorted(ours)


def test_python() -> None:
    """Each Python program is named so that ruff knows it, and lies where mypy looks."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert not [name for name, line in FIRST.items() if re.match("#!.*python", line) and not name.endswith(".py")]
    apart = settings["ruff"]["extend-exclude"]
    typed = {name.partition("/")[0] for name in FILES if name.endswith(".py")} - set(apart)
    assert sorted(settings["mypy"]["files"]) == sorted(typed)


def test_javascript() -> None:
    """Each script of ours has its types checked."""
    included = json.loads((ROOT / "tsconfig.json").read_text(encoding="utf-8"))["include"]
    scripts = [name for name in FILES if name.endswith((".js", ".mjs"))]
    assert len(scripts) > 20
    assert not [name for name in scripts if not any(fnmatch(name, pattern) for pattern in included)]
