"""`snippets/verified.json`: which outputs were recorded, and on which engines each snippet was seen to print them.

That is to say: to print them where it stands, after the steps before it on its page and track.
"""

import datetime
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from host0.check.place import Place, link, places, sha
from host0.check.times import FILE as TIMES
from host0.check.times import Times
from host0.check.transcript import Renaming, outline
from host0.content import noted, utf8
from host0.content.code import CODE
from host0.content.generation import DEFAULT, GENERATIONS, Generation
from host0.content.project import Project
from host0.content.step import FOLDER, Snippet
from host0.files import replace
from host0.problem import Problem

FILE = "verified.json"
FIELDS = ("date", "hash", "kernel", "version")


@dataclass(frozen=True)
class Passed:
    """A snippet that printed its recorded output where it stands."""

    snippet: str
    """Its key: the path below `snippets/`."""
    track: str
    """The track that it passed on."""
    engine: str
    """The Docker generation."""
    hash: str
    """Of the track up to and with the snippet (see `host0.check.place.chain`)."""
    version: str
    """The Engine's exact version."""


class Verified:
    """The content of `verified.json`, written only where it has changed, and then whole or not at all."""

    def __init__(self, project: Project, *, lenient: bool = False) -> None:
        """Read the file. Raises `Problem` if it is not what this class writes.

        A `lenient` one, for pages that are being written, also answers for snippets that were never verified.
        """
        self._project, self._root, self._lenient = project, project.root, lenient
        self._path = self._root / FOLDER / FILE
        self._entries: dict[str, dict[str, dict[str, Any]]]
        text, self._entries = noted.read(self._root, Path(FOLDER, FILE))
        self._lines = text.split("\n")
        for key, entry in self._entries.items():
            if not isinstance(entry, dict) or not all(isinstance(part, dict) for part in entry.values()):
                raise self._problem(self._line(json.dumps(key)), "not an entry of this file: restore it from git")

    def _line(self, text: str) -> int:
        """Return the line of some text in the file; 1 if it is not there."""
        return next((number for number, line in enumerate(self._lines, 1) if text in line), 1)

    @staticmethod
    def _problem(line: int, what: str) -> Problem:
        return Problem.at(Path(FOLDER, FILE), line, what)

    @cached_property
    def _places(self) -> list[Place]:
        """Where each snippet stands, as the files were when this was first asked for."""
        return list(places(self._project))

    @cached_property
    def _own(self) -> dict[str, list[Place]]:
        """The places of each snippet, by its key: on one track or on two."""
        found: dict[str, list[Place]] = {}
        for place in self._places:
            found.setdefault(place.snippet.key, []).append(place)
        return found

    def _astray(self, snippet: Snippet, generation: Generation) -> Iterator[Path]:
        """Yield the files that a run on an engine is compared with and that are not as `make record` wrote them."""
        kept = self._entries.get(snippet.key, {}).get("outputs", {})
        own = snippet.output_path(generation)
        output = own if own.exists() or own.name in kept else snippet.output_path()
        for file in [output, *snippet.files(generation)[1:]]:
            if not file.exists() or kept.get(file.name) != sha(file.read_bytes()):
                yield file

    def recorded(self, snippet: Snippet, generation: Generation) -> bool:
        """Return whether the snippet's output, and the state after it, are as `make record` wrote them."""
        return not any(self._astray(snippet, generation))

    def timed(self, snippet: Snippet, times: Times) -> bool:
        """Return whether the snippet's times are as `make record` wrote them: in one file for all snippets."""
        kept = self._entries.get(snippet.key, {}).get("outputs", {})
        return bool(kept.get(TIMES) == times.sum(snippet.key))

    def record(self, snippet: Snippet, generation: Generation, times: Times) -> None:
        """Remember the output that a snippet has now on an engine as recorded.

        On the default one, the state after it and its times, too: no other run writes those.
        """
        kept = self._entries.setdefault(snippet.key, {}).setdefault("outputs", {})
        files = {snippet.output_path(generation), *([snippet.state_path] if generation == DEFAULT else [])}
        for file in files:
            kept.pop(file.name, None)
            if file.exists():
                kept[file.name] = sha(file.read_bytes())
        if generation == DEFAULT:
            kept.pop(TIMES, None)
            if digest := times.sum(snippet.key):
                kept[TIMES] = digest

    def update(self, passed: Iterable[Passed]) -> None:
        """Take in what a run has verified. An entry that says the same already keeps its date."""
        for one in passed:
            engines = self._entries.setdefault(one.snippet, {}).setdefault(one.track, {})
            old = self._entry(one.snippet, one.track, one.engine)
            if (old.get("hash"), old.get("version")) != (one.hash, one.version):
                today = datetime.date.today().isoformat()
                kernel = platform.release().split("-")[0]
                new = {"date": today, "hash": one.hash, "kernel": kernel, "version": one.version}
                engines[one.engine] = new | {"sum": seal(one.snippet, one.track, one.engine, new)}

    def _entry(self, key: str, track: str, engine: str) -> dict[str, str]:
        """Return what is known of a snippet on a track and an engine; nothing if that was edited."""
        entry: dict[str, str] = self._entries.get(key, {}).get(track, {}).get(engine, {})
        whole = isinstance(entry, dict) and entry.get("sum") == seal(key, track, engine, entry)
        return entry if whole else {}

    def unknown(self, passed: Iterable[Passed]) -> list[str]:
        """Return which snippets a run has verified that this file does not know as verified, each with its engine."""
        known = {one: self._entry(one.snippet, one.track, one.engine).get("hash") for one in passed}
        return list(
            dict.fromkeys(f"{one.snippet} on {one.engine}" for one, hash_ in known.items() if hash_ != one.hash)
        )

    def _text(self) -> str:
        """Return the file's content, an engine a line: without the snippets and engines that are no more."""
        steps = [self._project.step(name) for name in self._project.whole]
        there = {snippet.key: step for step in steps for snippet in step.snippets()}
        blocks = []
        for key in sorted(self._entries.keys() & there.keys()):
            entry, parts = self._entries[key], []
            for track in [track for track in CODE if there[key].snippet(track).key == key]:
                known = {
                    name: entry.get(track, {})[name] for name in sorted(entry.get(track, {})) if name in GENERATIONS
                }
                rows = [f"   {json.dumps(name)}: {json.dumps(one, sort_keys=True)}" for name, one in known.items()]
                if rows:
                    parts.append(f"  {json.dumps(track)}: {{\n" + ",\n".join(rows) + "\n  }")
            if entry.get("outputs"):
                parts.append(f'  "outputs": {json.dumps(entry["outputs"], sort_keys=True)}')
            if parts:
                blocks.append(f" {json.dumps(key)}: {{\n" + ",\n".join(parts) + "\n }")
        return "{\n" + ",\n".join(blocks) + "\n}\n" if blocks else "{}\n"

    def save(self) -> None:
        """Write the file if its content has changed."""
        text = self._text()
        if not self._path.exists() or utf8.read(self._path) != text:
            replace({self._path: text.encode()})

    def edited(self) -> list[Problem]:
        """Return a problem for each output, its times, and each entry of this file, that was edited by hand.

        No test run mends that. Outputs that were never recorded at all are told elsewhere (see
        `host0.content.step.broken`), and so are their times (see `host0.check.times`). Raises `Problem` as that does.
        """
        found: dict[Path, Problem] = {}
        for snippet in self._project.snippets:
            for generation in GENERATIONS.values() if snippet.output_path().exists() else ():
                for file in self._astray(snippet, generation):
                    what = "was not written by a run" if file.exists() else "was written by a run, and is missing"
                    engines = "" if file == snippet.output_path() else " ENGINES=all"
                    what += f": restore it from git, or record it anew: make record{engines}"
                    found[file] = Problem.at(file.relative_to(self._root), 1, what)
        return [*found.values(), *self._mistimed(), *self._forged()]

    def _mistimed(self) -> Iterator[Problem]:
        """Yield a problem for each snippet whose times are not as `make record` wrote them."""
        times = self._project.once(Times)
        for snippet in self._project.snippets:
            if not self.timed(snippet, times):
                what = f"when {snippet.key} printed its lines is not as a run has written it"
                fix = "restore it from git, or record it anew: make record"
                yield Problem.at(Path(FOLDER, TIMES), times.line(snippet.key), f"{what}: {fix}")

    def _forged(self) -> Iterator[Problem]:
        """Yield a problem for each entry of an engine that does not have the sum of what it says."""
        for key, entry in sorted(self._entries.items()):
            for track in CODE:
                for engine, known in sorted(entry.get(track, {}).items()):
                    if not self._entry(key, track, engine):
                        line = self._line(json.dumps(known, sort_keys=True))
                        what = f"what a run has noted of {key} on {engine} ({track}) was edited"
                        fix = "restore it from git, or remove the line, then make engines"
                        yield self._problem(line, f"{what}: {fix}")

    def _holds(self, place: Place, engine: str) -> bool:
        """Return whether a snippet was verified on an engine where it stands, as everything is now."""
        known = self._entry(place.snippet.key, place.track, engine)
        return known.get("hash") == place.hashes[engine] and self.recorded(place.snippet, GENERATIONS[engine])

    def unverified(self, engines: Iterable[str] = tuple(GENERATIONS)) -> list[Problem]:
        """Return a problem for each track of a page that was not verified as it is now, on which of these engines.

        It stands at the first of its snippets, and says what to do.
        """
        gaps: dict[tuple[str, str, str], dict[str, int]] = {}
        for engine in engines:
            missing: dict[tuple[str, str], list[Place]] = {}
            for place in self._places:
                if not self._holds(place, engine):
                    missing.setdefault((place.page, place.track), []).append(place)
            for (page, track), found in missing.items():
                gaps.setdefault((str(found[0].snippet.path), page, track), {})[engine] = len(found) - 1
        return [self._gap(*first, after) for first, after in gaps.items()]

    def changed(self, engine: str) -> dict[tuple[str, str], dict[int, Place]]:
        """Return what was changed since it was verified on an engine, by page and track, each with its number from 0.

        That is each snippet that differs itself, or that stands after another one than it was verified after; not the
        ones below it, which are unverified only because they come later.
        """
        found: dict[tuple[str, str], dict[int, Place]] = {}
        for key, group in groupby(places(self._project, [engine]), lambda place: (place.page, place.track)):
            track, before = list(group), ""
            for index, place in enumerate(track):
                known = self._entry(place.snippet.key, place.track, engine).get("hash", "")
                same = link(before, place.snippet, GENERATIONS[engine], last=place is track[-1])
                if known != same and not self._holds(place, engine):
                    found.setdefault(key, {})[index] = place
                before = known
        return found

    def _gap(self, path: str, page: str, track: str, after: dict[str, int]) -> Problem:
        more = f", nor are up to {max(after.values())} steps after it" if any(after.values()) else ""
        what = (
            f"not verified as it is now on Docker {', '.join(after)}, "
            f"after the steps before it in {page} ({track}){more}: make engines, or, if what is printed is meant to "
            f"change, make record ENGINES=all PAGES={page}"
        )
        return Problem.at(Path(path).relative_to(self._root), 1, what)

    def engines(self, snippet: Snippet) -> dict[str, dict[str, str]]:
        """Return the generations that the snippet was verified on where it stands, with version, kernel and date.

        On two tracks, the later date counts. Raises `Problem` if it was not verified on the default one; a lenient one
        returns nothing then.
        """
        found = {}
        own = self._own.get(snippet.key, [])
        for name in GENERATIONS:
            if own and all(self._holds(place, name) for place in own):
                known = [self._entry(snippet.key, place.track, name) for place in own]
                found[name] = max(known, key=lambda entry: entry["date"])
        if DEFAULT.name not in found:
            if self._lenient:
                return {}
            what = "never verified as it is now: make test (or make record, if its output changed)"
            raise Problem.at(snippet.path, 1, what)
        return found

    def outputs(self, snippet: Snippet) -> list[tuple[list[str], str]]:
        """Return what a snippet prints, each output with the generations it was verified on, the default's first.

        Generations whose outputs are equal, up to a renaming, share one. Raises `Problem` as `engines` does.
        """
        verified = self.engines(snippet)
        first = snippet.output() if verified or snippet.output_path().exists() else ""
        found: list[tuple[list[str], str]] = [([] if verified else [DEFAULT.name], first)]
        for name in verified:
            text = snippet.output(GENERATIONS[name])
            for engines, known in found:
                if alike(snippet, known, text):
                    engines.append(name)
                    break
            else:
                found.append(([name], text))
        return found


def alike(snippet: Snippet, one: str, other: str, renaming: Renaming | None = None) -> bool:
    """Return whether two outputs of a snippet are equal up to a renaming; hidden ones, whether their outlines are."""
    if snippet.hidden:
        one, other = outline(one), outline(other)
    return (renaming or Renaming()).match("", one, other)


def seal(key: str, track: str, engine: str, entry: dict[str, str]) -> str:
    """Return the check sum of what is noted of a snippet on a track and an engine."""
    return sha("\0".join([key, track, engine, *(str(entry.get(field)) for field in FIELDS)]).encode())
