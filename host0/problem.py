"""The one shape of error: what is wrong, where, and of what kind. For people to read, and to act upon."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Kind = Literal["wrong", "unrecorded", "unproven"]
"""What a program may have to know of a problem: `unrecorded` is what a recording puts right, `unproven` what a claims'
file or a sentence says and the recorded outputs may not show; all others are `wrong`."""


class Problem(Exception):
    """Something that the contributor can act on: what is wrong, where, and what to do. Shown without a traceback.

    Raised where nothing can go on, else collected with others.
    """

    def __init__(self, text: str, path: Path | None = None, line: int = 0, kind: Kind = "wrong") -> None:
        """`line` counts from 1; 0 stands for the whole file, as no `path` does for no file at all."""
        super().__init__(text, path, line, kind)
        self.text, self.path, self.line, self.kind = text, path, line, kind

    @classmethod
    def at(cls, path: Path, line: int, text: str, kind: Kind = "wrong") -> "Problem":
        """Return a problem at a line of a file."""
        return cls(text, path, line, kind)

    def under(self, root: Path) -> "Problem":
        """Return it with its path taken from a folder, if it is in there."""
        inside = self.path is not None and self.path.is_relative_to(root)
        path = self.path.relative_to(root) if self.path and inside else self.path
        return Problem(self.text, path, self.line, self.kind)

    def __str__(self) -> str:
        """Return it as editors and terminals link it: path, line, text."""
        line = f":{self.line}" if self.line else ""
        return f"{self.path}{line}: {self.text}" if self.path else self.text


def nearest(name: str, known: Collection[str]) -> str:
    """Return, for a message, the at most three names that come nearest to one that is not known; `none` if none is."""
    return ", ".join(get_close_matches(name, known, n=3, cutoff=0)) or "none"


def listed(head: str, problems: "list[Problem]") -> Problem:
    """Return several problems as one, a line each below a head."""
    return Problem("\n".join([head, *map(str, problems)]))
