"""When each line of each recorded output was printed, as the run that recorded it measured."""

import json
from pathlib import Path

from host0.check.place import sha
from host0.content import noted
from host0.content.project import Project
from host0.content.step import FOLDER, Snippet
from host0.files import replace
from host0.problem import Problem

FILE = "replay.json"


class Times:
    """When each line of each recorded output was printed: the content of `snippets/replay.json`."""

    def __init__(self, project: Project) -> None:
        """Read the file. Raises `Problem` if it is not what this class writes."""
        path = Path(FOLDER, FILE)
        self._path = project.root / path
        self._lines: dict[str, list[float]]
        self._text, self._lines = noted.read(project.root, path)
        for key, lines in self._lines.items():
            if not isinstance(lines, list):
                raise Problem.at(path, self.line(key), "not an entry of this file: restore it from git")

    def line(self, key: str) -> int:
        """Return the line of the file that has a snippet's times; 1 if it has none."""
        lines = self._text.split("\n")
        return next((number for number, line in enumerate(lines, 1) if f"{json.dumps(key)}:" in line), 1)

    def sum(self, key: str) -> str | None:
        """Return the check sum of a snippet's times; nothing if there are none."""
        return sha(json.dumps(self._lines[key]).encode()) if key in self._lines else None

    def of(self, snippet: Snippet) -> list[float]:
        """Return a time in seconds for each newline of a snippet's output.

        Raises `Problem` if its output was recorded without.
        """
        known = self._lines.get(snippet.key, [])
        if len(known) != snippet.output().count("\n"):
            raise Problem.at(
                snippet.path, 1, "when its output was printed was never recorded: make record", "unrecorded"
            )
        return known

    def keep(self, timed: dict[str, list[float]], *, anew: bool) -> None:
        """Take in the times of a track: all if its outputs were recorded `anew`, else those that are missing."""
        for key, lines in timed.items():
            if anew or len(self._lines.get(key, ())) != len(lines):
                self._lines[key] = lines

    def save(self, keys: set[str]) -> None:
        """Write the times of these snippets; the others are no more."""
        lines = {key: self._lines[key] for key in sorted(self._lines) if key in keys}
        text = ",\n".join(f" {json.dumps(key)}: {json.dumps(times)}" for key, times in lines.items())
        replace({self._path: f"{{\n{text}\n}}\n".encode()})
