"""host0 in the reader's tab: the machine that `make playground` has built, and what the page needs around it.

Knows neither MkDocs nor the machine's inside, only what is published of it: `playground/README.md` says what that is.
"""

import hashlib
import html
import json
import re
import shutil
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from host0.check import exercise
from host0.check.transcript import as_json, forms
from host0.content import noted, placeholder, utf8
from host0.content.generation import GENERATIONS, Generation, released
from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.step import Snippet, Step
from host0.content.words import joined, spoken
from host0.problem import Problem
from host0.site.parts import Parts, parts

MACHINE = Path("playground", "build", "site")
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
"""The last file of the machine to be written: without it, the machine is not whole."""

ARTICLE = "index.md"
"""The page whose needs are fetched in advance, and all told of before the start."""

SHELL = Path("web", "tab")
PLACE = Path("assets", "tab")
"""Where in the site it lies, once for both languages: the machine and the shell, each in a folder named by its content.

So a host may let browsers keep both for ever, and a page starts the version that it was built with.
"""

PAGE = "tab.html"
"""The shell's page."""

OFFLINE = "offline.js"
"""The service worker, which is of no version, and so beside those folders."""

DURATIONS = Path("docs", "durations.json")
"""The seconds that steps take on the machine, as `make durations` has measured them."""

NAME = 16
"""Hexadecimal digits of a SHA-256 that are a folder's name."""

ALONE = {".mjs", ".js", ".css"}
"""The machine's files that are loaded by their address, and so have to be kept by it; all others, by their content."""

BENCH = Path("playground", "bench", "BENCH.md")
"""The figures of the machine that `make bench-playground` has measured last."""

MEMORY = "the tab's memory, at most"
"""What that table calls the memory that the tab has taken while the machine ran."""

WORDS = spoken("tab")


def manifest(root: Path) -> dict[str, Any] | None:
    """Return what the machine says of itself; nothing if none was built.

    Raises `Problem` if its files are not those that were built.
    """
    folder = root / MACHINE
    if not (folder / SUMS).is_file():
        return None
    stamp = (folder / SUMS).stat()
    return _checked(folder, (stamp.st_mtime_ns, stamp.st_size))


@cache
def _checked(folder: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Problem(f"{MACHINE}/{name} is not as it was built: remove {MACHINE}, then make playground")
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found


def generation(about: dict[str, Any]) -> Generation:
    """Return the Docker generation of a machine's Engine. Raises `Problem` if the project has no outputs of it."""
    for name, known in GENERATIONS.items():
        if about["engine"].startswith(f"{name}."):
            return known
    raise Problem(f"{MACHINE}/{MANIFEST}: nothing was recorded on Docker Engine {about['engine']}")


def memory(project: Project) -> str:
    """Return the GB that the tab takes while the machine runs: the most that was measured, rounded up to one decimal.

    Raises `Problem` if that was not measured.
    """
    file = project.root / BENCH
    table = utf8.read(file) if file.is_file() else ""
    found = re.search(rf"^\| {re.escape(MEMORY)} \| \S+ GB \(\S+, ([\d.]+)\) \|", table, re.MULTILINE)
    if not found:
        raise Problem(f"{BENCH} does not say what is {MEMORY}: restore it from git, or make bench-playground")
    return str(Decimal(found[1]).quantize(Decimal("0.1"), ROUND_CEILING))


def _sizes(project: Project, about: dict[str, Any]) -> dict[str, str]:
    return {
        "prompt": f"{about['bytes']['prompt'] / 1e6:.0f}",
        "article": f"{about['bytes']['article'] / 1e6:.0f}",
        "memory": project.once(memory),
        "guest": str(about["memory"]),
        "engine": released(about["engine"]),
    }


def offer(project: Project, language: str, page: str) -> str:
    """Return a page's button that starts the machine, as HTML; nothing without a machine, or a step that runs there."""
    about = manifest(project.root)
    found = parts(project)
    able = found.runs(page)
    if not about or not able:
        return ""
    words = WORDS[language]
    every = sum(len(part.steps) for part in found.pages[page])
    cost = words["cost" if page == ARTICLE else "cost other"].format(**_sizes(project, about))
    if len(able) < every:
        cost = joined(language, [cost, words["able"].format(of=every, able=len(able))])
    shell = project.once(_shell)
    assert shell  # noqa: S101 (there is a machine)
    up = "../" * PLACES[language].count("/")
    place = f"{PLACES[language]}{Path(page).with_suffix('.html')}"
    data = f'data-shell="{up}{shell.page}" data-page="{place}" data-disk="{html.escape(words["disk"])}"'
    return (
        f'<p class="host0-tab"><button type="button" class="md-button" {data}>{words["start"]}</button> '
        f'<span role="status">{cost}</span> '
        f'<a href="tab.html">{words["how"]}</a></p>\n'
    )


def described(project: Project, language: str) -> str:
    """Return what machine the site has, and its licenses, or that it has none, as Markdown."""
    words = WORDS[language]
    about = manifest(project.root)
    shell = project.once(_shell)
    if not about or not shell:
        return words["absent"]
    # links as HTML: MkDocs knows nothing of these files, which join the site when it is built
    up = "../" * PLACES[language].count("/")
    page = f"{PLACES[language]}{Path(ARTICLE).with_suffix('.html')}"
    offline = words["offline"].format(here=f"{up}{shell.page}?{page}")
    licenses = words["licenses"].format(machine=f"{up}{PLACE}/{shell.machine}")
    return f"{words['there'].format(**_sizes(project, about))}\n\n{offline}\n\n{licenses}"


@dataclass(frozen=True)
class Shell:
    """The page around the site's pages as it is published."""

    machine: str
    """The name of the folder of the machine that it starts."""
    files: dict[str, bytes]
    """Its own files, by name."""

    @property
    def folder(self) -> Path:
        """Where in the site they lie."""
        digest = hashlib.sha256(b"".join(name.encode() + content for name, content in sorted(self.files.items())))
        return PLACE / digest.hexdigest()[:NAME]

    @property
    def page(self) -> str:
        """Where in the site its page is."""
        return (self.folder / PAGE).as_posix()


def _shell(project: Project) -> Shell | None:
    """Return what a project publishes around its machine; nothing without one. Raises `Problem` as `steps` does."""
    about = manifest(project.root)
    if not about:
        return None
    machine = hashlib.sha256((project.root / MACHINE / MANIFEST).read_bytes()).hexdigest()[:NAME]
    files = {}
    for file in sorted((project.root / SHELL).iterdir()):
        if file.name != OFFLINE:
            # in our sources the machine lies in the shell's folder
            files[file.name] = re.sub(rb'"(\./)?machine/', f'"../{machine}/'.encode(), file.read_bytes())
    beside = [MANIFEST, *(name for name in about["files"] if Path(name).suffix in ALONE)]
    kept = [*files, "steps.json", *(f"../{machine}/{name}" for name in beside)]
    text = json.dumps(steps(project, about) | {"files": kept}, ensure_ascii=False)
    return Shell(machine, files | {"steps.json": f"{text}\n".encode()})


def steps(project: Project, about: dict[str, Any]) -> dict[str, Any]:
    """Return what the tab needs to know of the pages: their steps, part by part, and what those print on its Engine.

    Raises `Problem` as `generation`, `parts` and `durations` do.
    """
    engine = generation(about)
    found = parts(project)
    exercises = exercise.exercises(project) if exercise.PAGE in found.pages else []
    own = {one.step(part): part for one in exercises for part in exercise.PARTS}
    took = durations(project)
    return {
        "engine": engine.name,
        "bytes": about["bytes"]["prompt"],
        "forms": forms(),
        "address": placeholder.LAB["host0.ip"],
        "values": [[placeholder.PAGE[name], value] for name, value in placeholder.LAB.items()],
        "pages": {
            str(Path(page).with_suffix(".html")): {
                "kept": page in found.kept,
                "parts": [{"steps": list(part.steps), "needs": list(part.needs)} for part in cut],
            }
            for page, cut in found.pages.items()
        },
        "exercises": {
            str(Path(exercise.PAGE).with_suffix(".html")): [
                {"id": one.name, "start": one.step("break"), "check": one.step("check"), "end": one.step("end")}
                for one in exercises
            ]
        },
        "steps": {
            name: _step(project.step(name), engine, found) | _exercised(own.get(name)) | _usually(took, name)
            for cut in found.pages.values()
            for part in cut
            for name in part.steps
        },
    }


def _step(step: Step, engine: Generation, found: Parts) -> dict[str, Any]:
    snippet = step.bash
    if why := found.cannot.get(step.name):
        return {"place": snippet.on, "cannot": {"kind": why.kind, "what": why.what}}
    return {
        "place": snippet.on,
        "code": placeholder.fill(snippet.code, placeholder.LAB),
        "exit": snippet.exit,
        "scope": snippet.scope(engine),
        "output": _output(snippet, engine),
    }


def durations(project: Project) -> dict[str, float]:
    """Return the seconds that steps usually take in the tab, by name, as far as they were measured.

    Raises `Problem` for a file that cannot be read.
    """
    _, held = noted.read(project.root, DURATIONS)
    if held and not isinstance(held.get("seconds"), dict):
        raise Problem.at(DURATIONS, 1, "no seconds of any step: restore it from git, or make durations")
    found: dict[str, float] = held.get("seconds", {})
    return found


def _usually(took: dict[str, float], name: str) -> dict[str, Any]:
    return {"seconds": max(1, round(took[name]))} if name in took else {}


def _exercised(part: str | None) -> dict[str, Any]:
    """Return what is different with a step of an exercise: what comes between its steps is the reader's."""
    if part == "break":
        return {"aside": True, "output": None}
    free: dict[str, Any] = {"loose": True} if part else {}
    return free | ({"output": None} if part == "check" else {})


def _output(snippet: Snippet, engine: Generation) -> dict[str, Any] | None:
    return None if snippet.hidden else as_json(placeholder.fill(snippet.output(engine), placeholder.LAB))


def publish(project: Project, site: Path) -> None:
    """Put the machine, if there is one, and its page into a built site.

    Raises `Problem` as `manifest` and `steps` do.
    """
    shell = project.once(_shell)
    if not shell:
        return
    shutil.copytree(project.root / MACHINE, site / PLACE / shell.machine)
    shutil.copy(project.root / SHELL / OFFLINE, site / PLACE)
    (site / shell.folder).mkdir()
    for name, content in shell.files.items():
        (site / shell.folder / name).write_bytes(content)
