"""What programs of ours have noted for later ones, as JSON: a file is an object, or it is told where it is none."""

import json
from pathlib import Path
from typing import Any

from host0.content import utf8
from host0.problem import Problem


def read(root: Path, path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file, by its path from the root, and what it holds; an empty object if there is none.

    Raises `Problem`, with the line, if it is anything else.
    """
    text = utf8.read(root / path) if (root / path).exists() else "{}"
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        raise Problem.at(path, error.lineno, f"not JSON ({error.msg}): restore it from git") from None
    if not isinstance(held, dict):
        raise Problem.at(path, 1, "not a JSON object: restore it from git")
    return text, held
