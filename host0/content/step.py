"""A step: one thing the reader does. Its snippets in bash and, where the SDK can say it, in Python; their outputs."""

import os
import re
import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from host0.content import placeholder, utf8
from host0.content.code import CODE
from host0.content.generation import DEFAULT, GENERATIONS, Generation
from host0.problem import Problem, nearest

if TYPE_CHECKING:
    from host0.content.project import Project

FOLDER = "snippets"
NAME = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")
HEADER = re.compile(r"#\s*step:\s*(.*)")
KEYS = 'on=client0, exit=STATUS, fails=[ENGINE:]COMMANDS, limit=SECONDS, output="hidden: REASON"'
FAILS = re.compile(r"(?:[\w.]+:)?\d+(?:,[\w.]+:\d+)*", re.ASCII)
"""A number of commands, then those of single engines: `1`, `20.10:1`, `1,20.10:2`."""

LIMIT = 30.0
"""Seconds a snippet may run if its header names no limit."""

ENDS = {language.end for language in CODE.values()}
"""What the files of snippets end in."""

STATE = ".state.json"
"""What the file ends in that has host0's state after a step, for its picture."""


@dataclass(frozen=True)
class Snippet:
    """A file of commands, as the reader sees it, and what its header says about running it."""

    path: Path
    language: str
    """Its name in `CODE`."""
    code: str
    """Without the header, placeholders unfilled, no newline at the end."""
    on: str = "host0"
    exit: int = 0
    limit: float = LIMIT
    fails: Mapping[str, int] = field(default_factory=dict)
    """How many of its commands fail on its way, their status unseen, by engine; under no name, on the other ones."""
    hidden: str = ""
    """Why its output is not shown, and compared in its outline alone; empty if it is shown."""
    _outputs: dict[Generation, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def place(self) -> str:
        """Return the session of the lab that runs it (see `host0.lab.session.PLACES`)."""
        return CODE[self.language].place or self.on

    @property
    def key(self) -> str:
        """Return what names the snippet in `verified.json`: its path below `snippets/`."""
        return f"{self.path.parent.name}/{self.path.name}"

    def failing(self, generation: Generation) -> int:
        """Return how many of its commands fail on its way on an engine; the last one's status is `exit`."""
        return self.fails.get(generation.name, self.fails.get("", 0))

    def output_path(self, generation: Generation = DEFAULT) -> Path:
        """Return where the output recorded on an engine belongs, whether or not it differs from the default one."""
        stem = self.path.stem + CODE[self.language].output
        engine = "" if generation == DEFAULT else f".{generation.name}"
        return self.path.with_name(f"{stem}{engine}.out")

    def output_file(self, generation: Generation = DEFAULT) -> Path:
        """Return the file with the output for an engine: its own where there is one, else the default."""
        own = self.output_path(generation)
        return own if own.exists() else self.output_path()

    def scope(self, generation: Generation = DEFAULT) -> str:
        """Return the scope within which the names in the output for an engine are compared.

        Each recording has its own, the language's and the engine's: it was made in a run of its own.
        """
        return "".join(self.output_file(generation).suffixes)

    @property
    def state_path(self) -> Path:
        """Return where host0's state after the step belongs, whatever the language: there if a page shows a picture."""
        return self.path.with_suffix(STATE)

    def files(self, generation: Generation) -> list[Path]:
        """Return the files that a run on an engine is compared with: an output and, on the default one, a state."""
        stated = generation == DEFAULT and self.state_path.exists()
        return [self.output_file(generation), *([self.state_path] if stated else [])]

    def output(self, generation: Generation = DEFAULT) -> str:
        """Return the output recorded for an engine when this was first called, placeholders unfilled.

        Raises `Problem` if there is none.
        """
        if generation not in self._outputs:
            try:
                self._outputs[generation] = utf8.read(self.output_file(generation))
            except FileNotFoundError:
                raise Problem.at(self.path, 1, "its output was never recorded: make record", "unrecorded") from None
        return self._outputs[generation]


class Step:
    """A step by its name, `folder/name`. The constructor raises `Problem` if there is no such step."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self._others: dict[str, Snippet | None] = {}
        if not NAME.fullmatch(name) or not self._path("bash").is_file():
            near = nearest(name, sorted(names(root)))
            raise Problem(f"unknown step {name!r}: there is no {FOLDER}/{name}.sh (nearest: {near})")

    def _path(self, language: str) -> Path:
        return self.root / FOLDER / (self.name + CODE[language].end)

    @cached_property
    def bash(self) -> Snippet:
        """Return the bash snippet, which every step has."""
        return read(self._path("bash"), "bash")

    def own(self, language: str) -> Snippet | None:
        """Return the snippet in a language, if the step has one."""
        if language == "bash":
            return self.bash
        if language not in self._others:
            path = self._path(language)
            self._others[language] = read(path, language) if path.exists() else None
        return self._others[language]

    def snippet(self, track: str) -> Snippet:
        """Return what a track runs: the bash snippet of a step that has none in the track's own language."""
        return self.own(track) or self.bash

    def snippets(self) -> list[Snippet]:
        """Return the step's snippets."""
        return [snippet for language in CODE if (snippet := self.own(language))]


def names(root: Path) -> set[str]:
    """Return the names of all steps, those that lack their bash snippet too."""
    # asked for by every page: os.listdir takes a tenth of the time of Path.glob
    folders = [folder for folder in (root / FOLDER).glob("*") if folder.is_dir()]
    files = [(folder.name, *os.path.splitext(file)) for folder in folders for file in os.listdir(folder)]
    return {f"{folder}/{stem}" for folder, stem, end in files if end in ENDS}


def read(path: Path, language: str) -> Snippet:
    """Read and check a snippet. Raises `Problem` with path and line for a bad header, placeholder, or no code."""
    lines = utf8.read(path).rstrip().split("\n")
    settings: dict[str, str] = {}
    first = 1
    if lines[0].startswith("#"):
        header = HEADER.fullmatch(lines[0].strip())
        if not header:
            raise Problem.at(path, 1, f"a comment in the first line must be the step's header: `# step: {KEYS}`")
        try:
            words = shlex.split(header[1])
        except ValueError as error:
            raise Problem.at(path, 1, f"{error} in the step's header") from None
        for word in words:
            key, _, value = word.partition("=")
            if key in settings:
                raise Problem.at(path, 1, f"{key} stands twice in the step's header")
            settings[key] = value
        first = 2
    while first <= len(lines) and not lines[first - 1].strip():
        first += 1
    code = "\n".join(lines[first - 1 :])
    if all(not line.strip() or line.startswith("#") for line in lines[first - 1 :]):
        raise Problem.at(path, 1, "the snippet is empty: write a command, or remove the step")
    for number, line in enumerate(lines[first - 1 :], first):
        if "\0" in line:  # bash leaves it out, Python refuses the file
            raise Problem.at(path, number, "a NUL byte, which no command has: remove it")
        if HEADER.fullmatch(line.strip()):
            raise Problem.at(path, number, "the step's header belongs in the first line")
    _check(path, code, language, first)
    try:
        return Snippet(path, language, code, **_settings(settings, language))  # type: ignore[arg-type]
    except ValueError as error:
        raise Problem.at(path, 1, f"{error} in the step's header (it knows {KEYS})") from None


def _check(path: Path, code: str, language: str, first: int) -> None:
    """Raise `Problem` for what code must not have, be it of its language or of ours; it begins in line `first`."""
    try:
        for number, name in CODE[language].unknown(code):
            known = ", ".join(placeholder.LAB)
            raise Problem.at(path, first + number - 1, f"unknown placeholder {{{name}}} (known: {known})")
    except SyntaxError as error:
        what = f"not {CODE[language].title}: {error.msg}"
        raise Problem.at(path, first + (error.lineno or 1) - 1, what) from None
    for number, what in CODE[language].hiding(placeholder.fill(code, placeholder.LAB)):
        raise Problem.at(path, first + number - 1, what)


def _settings(given: dict[str, str], language: str) -> dict[str, object]:
    settings: dict[str, object] = {}
    for key, value in given.items():
        match key, value:
            case "on", "client0" if language == "bash":
                settings["on"] = value
            case "exit", _ if value.isdecimal() and int(value) < 256:
                settings["exit"] = int(value)
            case "limit", _ if value.isdecimal() and 0 < int(value) <= 300:
                settings["limit"] = float(value)
            case "fails", _ if language == "bash" and FAILS.fullmatch(value):
                numbers = (one.rpartition(":") for one in value.split(","))
                settings["fails"] = fails = {engine: int(number) for engine, _, number in numbers}
                if unknown := fails.keys() - {"", *GENERATIONS}:
                    raise ValueError(f"unknown engine {', '.join(unknown)} of 'fails'")
            case "output", _ if value.partition(":")[0] == "hidden":
                settings["hidden"] = value.partition(":")[2].strip()
                if not settings["hidden"]:
                    raise ValueError('an output is hidden for a reason, output="hidden: REASON": none')
            case (("on" | "exit" | "fails" | "limit" | "output"), _):
                raise ValueError(f"bad value {value!r} of {key!r}")
            case _:
                raise ValueError(f"unknown key {key!r}")
    return settings


def broken(project: "Project") -> Iterator[Problem]:
    """Yield a problem for each snippet that cannot be read, or whose output was never recorded."""
    for name in project.whole:
        step = project.step(name)
        for language in CODE:
            try:
                if snippet := step.own(language):
                    snippet.output()
            except Problem as problem:
                yield problem.under(project.root)


def pictured(project: "Project", wanted: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each step whose state a picture wants and nobody recorded, or was recorded for nothing."""
    for name in project.whole:
        there = (project.root / FOLDER / (name + STATE)).exists()
        if there and name not in wanted:
            file = Path(FOLDER, f"{name}{STATE}")
            yield Problem.at(file, 1, "no page shows a picture of this: call picture or remove it")
        elif name in wanted and not there:
            what = "its state, which a picture shows, was never recorded: make record"
            yield Problem.at(Path(FOLDER, f"{name}.sh"), 1, what, "unrecorded")


def uncalled(project: "Project", called: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each step that is not among the called ones."""
    for name in sorted(set(project.whole) - set(called)):
        yield Problem.at(Path(FOLDER, f"{name}.sh"), 1, "no page calls this step: call it or remove it")


def strays(project: "Project") -> Iterator[Problem]:
    """Yield a problem for each file in `snippets/` that belongs to no step."""
    engines = ["", *(f".{name}" for name in GENERATIONS if name != DEFAULT.name)]
    known = {f"{FOLDER}/verified.json", f"{FOLDER}/replay.json"}
    root, steps = project.root, project.names
    for name in steps:
        for language in CODE.values():
            if (root / FOLDER / (name + language.end)).exists():
                outputs = {f"{FOLDER}/{name}{language.output}{engine}.out" for engine in engines}
                known |= outputs | {f"{FOLDER}/{name}{STATE}"}
    for file in sorted((root / FOLDER).glob("**/*")):
        place = file.relative_to(root)
        name = str(place.relative_to(FOLDER).with_suffix(""))
        if file.is_dir() or str(place) in known:
            continue
        if file.suffix not in ENDS or name not in steps:
            yield Problem.at(place, 1, "belongs to no step: rename or remove it")
        elif not NAME.fullmatch(name):
            what = "a step's name is folder/name, in small letters, digits and hyphens: rename it"
            yield Problem.at(place, 1, what)
        elif not file.with_suffix(".sh").exists():
            yield Problem.at(place, 1, f"a step needs its bash snippet too: add {name}.sh")
