"""When each line of each recorded output was printed, as the run that recorded it measured."""

import json
from pathlib import Path

from host0.check.files import replace
from host0.content import utf8
from host0.content.project import Project
from host0.content.step import FOLDER, Snippet
from host0.problem import Problem

FILE = "replay.json"


class Times:
    """When each line of each recorded output was printed: the content of `snippets/replay.json`."""

    def __init__(self, project: Project) -> None:
        self._path = project.root / FOLDER / FILE
        self._lines: dict[str, list[float]] = {}
        if self._path.exists():
            try:
                self._lines = json.loads(utf8.read(self._path))
            except json.JSONDecodeError as error:
                what = f"not JSON ({error.msg}): restore it from git"
                raise Problem.at(Path(FOLDER, FILE), error.lineno, what) from None

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
