"""`snippets/verified.json`: which outputs were recorded, and on which engines each snippet was seen to print them."""

import datetime
import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from host0.errors import Problem
from host0.generation import DEFAULT, GENERATIONS, Generation
from host0.step import FOLDER, Snippet, Step, names
from host0.transcript import Renaming

FILE = "verified.json"


@dataclass(frozen=True)
class Passed:
    """A snippet that printed its recorded output."""

    snippet: str
    """Its key: the path below `snippets/`."""
    engine: str
    """The Docker generation."""
    hash: str
    """Of code, output and state."""
    version: str
    """The Engine's exact version."""


class Verified:
    """The content of `verified.json`, written only where it has changed, and then whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / FOLDER / FILE
        self._entries: dict[str, dict[str, Any]] = {}
        if self._path.exists():
            try:
                self._entries = json.loads(self._path.read_text(encoding="utf-8"))
            except json.JSONDecodeError as error:
                raise Problem(f"{FOLDER}/{FILE}:{error.lineno}: not JSON ({error.msg}): restore it from git") from None
            if not isinstance(self._entries, dict):
                raise Problem(f"{FOLDER}/{FILE}:1: not a JSON object: restore it from git")

    def recorded(self, snippet: Snippet, generation: Generation) -> bool:
        """Return whether the snippet's output, and the state after it, are as `make record` wrote them."""
        kept = self._entries.get(snippet.key, {}).get("outputs", {})
        return all(f.exists() and kept.get(f.name) == sha(f.read_bytes()) for f in snippet.files(generation))

    def record(self, snippet: Snippet) -> None:
        """Remember the outputs that a snippet has now, and the state after it, as recorded."""
        files = {snippet.output_path(generation) for generation in GENERATIONS.values()} | {snippet.state_path}
        kept = {file.name: sha(file.read_bytes()) for file in sorted(files) if file.exists()}
        self._entries.setdefault(snippet.key, {})["outputs"] = kept

    def update(self, passed: Iterable[Passed]) -> None:
        """Take in what a run has verified. An entry that says the same already keeps its date."""
        for one in passed:
            engines = self._entries.setdefault(one.snippet, {}).setdefault("engines", {})
            old = engines.get(one.engine, {})
            if (old.get("hash"), old.get("version")) != (one.hash, one.version):
                said = asdict(one)
                del said["snippet"], said["engine"]
                today = datetime.date.today().isoformat()
                engines[one.engine] = said | {"kernel": platform.release().split("-")[0], "date": today}

    def unknown(self, passed: Iterable[Passed]) -> list[str]:
        """Return which snippets a run has verified that this file does not know as verified, each with its engine."""
        return [
            f"{one.snippet} on {one.engine}"
            for one in passed
            if self._entries.get(one.snippet, {}).get("engines", {}).get(one.engine, {}).get("hash") != one.hash
        ]

    def _text(self) -> str:
        """Return the file's content: without the snippets that are no more."""
        there = {snippet.key for name in names(self._root) for snippet in Step(self._root, name).snippets()}
        entries = {key: entry for key, entry in self._entries.items() if key in there}
        return json.dumps(entries, indent=1, sort_keys=True) + "\n"

    def save(self) -> None:
        """Write the file if its content has changed."""
        if not self._path.exists() or self._path.read_text(encoding="utf-8") != self._text():
            new = self._path.with_suffix(".new")
            new.write_text(self._text(), encoding="utf-8")
            new.replace(self._path)

    def engines(self, snippet: Snippet) -> dict[str, dict[str, str]]:
        """Return the generations that the snippet, as it is now, was verified on, with version, kernel and date.

        Raises `Problem` if it was not verified on the default one.
        """
        found = {}
        said = self._entries.get(snippet.key, {}).get("engines", {})
        for name, generation in GENERATIONS.items():
            if name in said and self.recorded(snippet, generation) and said[name]["hash"] == state(snippet, generation):
                found[name] = said[name]
        if DEFAULT.name not in found:
            raise Problem(
                f"{snippet.path}:1: never verified as it is now: make test (or make record, if its output changed)"
            )
        return found

    def outputs(self, snippet: Snippet) -> list[tuple[list[str], str]]:
        """Return what a snippet prints, each output with the generations it was verified on, the default's first.

        Generations whose outputs are equal, up to a renaming, share one. Raises `Problem` as `engines` does.
        """
        found: list[tuple[list[str], str]] = [([], snippet.output())]
        for name in self.engines(snippet):
            text = snippet.output(GENERATIONS[name])
            for engines, known in found:
                if Renaming().match("", known, text):
                    engines.append(name)
                    break
            else:
                found.append(([name], text))
        return found


def sha(data: bytes) -> str:
    """Return a short hash of some bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def state(snippet: Snippet, generation: Generation) -> str:
    """Return the hash of a snippet's code (its header too), its output on an engine, and the state after it."""
    return sha(b"\0".join(file.read_bytes() for file in (snippet.path, *snippet.files(generation))))
