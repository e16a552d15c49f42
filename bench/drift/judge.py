"""What the checks of files say of a change, made on a copy of the project and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.drift.change import Change
from bench.parts import CODE, CONTENT, PROOFS, copy
from host0.check.refused import refused
from host0.content.project import Project
from host0.problem import Problem, listed


@dataclass(frozen=True)
class Verdict:
    """What came of a change."""

    change: Change
    messages: list[str]
    """What the checks say of it; nothing if they pass."""

    @property
    def red(self) -> bool:
        """Return whether the change was refused."""
        return bool(self.messages)

    @property
    def named(self) -> bool:
        """Return whether a message names the place of the change: its page and line, or its file or step."""
        return any(name in message for message in self.messages for name in self.change.names)


class Judge:
    """A copy of a project in a folder. The constructor raises `Problem` if the project is refused as it is."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.root = folder / "project"
        copy(source, self.root, (*CODE, *CONTENT, *PROOFS, "tests"))
        if wrong := refused(Project(self.root)):
            more = f"\n… and {len(wrong) - 5} more" if len(wrong) > 5 else ""
            raise Problem(f"{listed('the files are refused as they are, put that right first:', wrong[:5])}{more}")

    def judge(self, change: Change) -> Verdict:
        """Return what the build says of a change before it begins, or pytest before it runs anything."""
        with self.made(change):
            return Verdict(change, list(map(str, refused(Project(self.root)))))

    @contextmanager
    def made(self, change: Change) -> Iterator[Path]:
        """Make a change for as long as the context lasts; gives the copy's folder."""
        old = {path: (self.root / path).read_bytes() for path in change.files}
        try:
            for path, content in change.files.items():
                if content is None:
                    (self.root / path).unlink()
                else:
                    (self.root / path).write_bytes(content)
            yield self.root
        finally:
            for path, content in old.items():
                (self.root / path).write_bytes(content)
