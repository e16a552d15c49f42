"""UTF-8: how all texts of a project are saved."""

from pathlib import Path

from host0.problem import Problem


def read(path: Path) -> str:
    """Return the text of a file. Raises `Problem`, with the line, if it is not UTF-8, and `FileNotFoundError`."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Problem.at(path, line, "not UTF-8: save it as that, or restore it from git") from None
