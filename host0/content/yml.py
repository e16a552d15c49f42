"""YAML files: what they hold, and their nodes, which know their lines."""

from pathlib import Path
from typing import Any

import yaml

from host0.content import utf8
from host0.problem import Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The faster of PyYAML's safe loaders, where it was built in."""


def both(path: Path) -> tuple[yaml.Node | None, Any]:
    """Return a file's nodes, and what they hold; nothing of an empty one.

    Raises `Problem`, with the line, and `FileNotFoundError`.
    """
    text = utf8.read(path)
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        raise _refused(path, text, error) from None


def load(path: Path) -> Any:
    """Return what a file holds; nothing for an empty one. Raises as `both` does."""
    return both(path)[1]


def compose(path: Path) -> yaml.Node | None:
    """Return a file's nodes, none of an empty one. Raises as `both` does."""
    return both(path)[0]


def _refused(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, text.index(chr(error.character))) + 1
        return Problem.at(path, line, f"not YAML: {error.reason} ({error.character:#x}); remove this one")
    assert isinstance(error, yaml.MarkedYAMLError)  # noqa: S101 (the only other kind)
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return Problem.at(path, line, f"not YAML: {error.problem}; put quotes around a text with a colon or a bracket")
