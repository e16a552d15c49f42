"""`make write`: a step runs when its snippet is saved, in a lab that is kept warm; what it prints is shown, not noted.

Knows no browser: `told` says what there is to show, and who serves the site asks for it.
"""

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType

from host0.check.transcript import Renaming, outline
from host0.content import placeholder
from host0.content.code import CODE
from host0.content.generation import DEFAULT
from host0.content.page import LANGUAGES, Page
from host0.content.project import Project
from host0.content.step import ENDS, FOLDER, Snippet
from host0.lab.engine import running
from host0.lab.host import Gone, Host
from host0.lab.image import ensure
from host0.lab.labs import Labs
from host0.problem import Problem
from host0.run.track import Track
from host0.run.warm import Stock, Way

TICK = 0.1
"""Seconds between two looks at the snippets."""

FIRST = "index.md"
"""The page for which a lab is got ready before anything is saved."""

Told = Callable[[], str]
Idle = Callable[[], None]
Serve = Callable[[Told, Idle], None]
"""Serves the site until Ctrl-C. Takes what tells the runs so far, and what returns once none is under way."""


@dataclass(frozen=True)
class Shown:
    """What a reader of the draft is shown of a step."""

    key: str
    """The snippet's."""
    language: str
    """The snippet's language of code, in whose tab the page shows it."""
    number: int
    """Of the save, from 1."""
    state: str
    """`running`; `same` as recorded, `differs`, `new`: nothing was recorded; `failed`, or `wrong`: it did not run."""
    step: str = ""
    page: str = ""
    engine: str = DEFAULT.name
    output: str = ""
    """What it printed, addresses as a page shows them."""
    difference: str = ""
    """Its lines, `-` recorded and `+` now."""
    problem: str = ""
    """What is wrong, for a person."""
    seconds: float = 0.0
    """How long it took, with the steps before it that had to run, from the moment that the save was seen."""


class Writer:
    """Looks at the snippets and runs what is saved. A context manager: the threads end with it, and so do the labs."""

    def __init__(self, root: Path, open_lab: Callable[[], Host], say: Callable[[str], None], page: str = FIRST) -> None:
        """`page` is the one that a lab is got ready for. Raises `Problem` if there is none of that name."""
        self._root, self._say = root, say
        Project(root).require([page])
        self._page = page
        self._stock = Stock(open_lab)
        self._known = threading.Condition()  # held by whoever looks at what is below
        self._shown: dict[str, Shown] = {}
        self._busy = False
        self.ended = threading.Event()
        """Set once it is to end."""
        self._seen = self._sources()
        self._verified = self._stamp(root / FOLDER / "verified.json")
        self._thread = threading.Thread(target=self._work, name="saved snippets")
        self._recording: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Writer":
        self._stock.__enter__()
        with contextlib.suppress(Problem):  # what is wrong is told when it is saved
            self._stock.want(self._way(Project(self._root), self._page, "bash"), 0)
        self._thread.start()
        return self

    def told(self) -> str:
        """Return what there is to show, as JSON: a list of `Shown`."""
        with self._known:
            return json.dumps([asdict(one) for one in self._shown.values()], ensure_ascii=False)

    def idle(self) -> None:
        """Return once no step runs."""
        with self._known:
            self._known.wait_for(lambda: not self._busy or self.ended.is_set())

    def record(self) -> None:
        """Record the page of the step that was saved last, and verify it, as `make record PAGES=…` does."""
        page = self._page
        # where both belong, whether or not they can be read: the command tells what is wrong
        pair = [str(Path("docs", language, page)) for language in LANGUAGES]
        verify = [sys.executable, "-m", "pytest", "-q", *pair]
        self._say(f"recording {page}")
        for command in ([sys.executable, "-m", "host0", "record", page], verify):
            if self.ended.is_set():
                return
            self._recording = subprocess.Popen(command, cwd=self._root, stdin=subprocess.DEVNULL)
            if self._recording.wait():
                return

    @staticmethod
    def _stamp(file: Path) -> tuple[int, int] | None:
        try:
            stat = file.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def _sources(self) -> dict[Path, tuple[int, int] | None]:
        """Return when each snippet was saved last."""
        files = (file for file in (self._root / FOLDER).glob("*/*") if file.suffix in ENDS)
        return {file: self._stamp(file) for file in files}

    def _work(self) -> None:
        number = 0
        while not self.ended.wait(TICK):
            now = self._sources()
            saved = [file for file, stamp in now.items() if stamp and self._seen.get(file) != stamp]
            self._seen = now
            if (verified := self._stamp(self._root / FOLDER / "verified.json")) != self._verified:
                self._verified = verified
                with self._known:
                    self._shown.clear()  # the page itself says what is verified now
            for file in saved:
                number += 1
                self._run(file, number)

    def _run(self, file: Path, number: int) -> None:
        begin = time.monotonic()
        step = f"{file.parent.name}/{file.stem}"
        language = next(name for name, one in CODE.items() if one.end == file.suffix)
        shown = Shown(f"{file.parent.name}/{file.name}", language, number, "running", step)
        self._show(shown, busy=True)
        try:
            project = Project(self._root)  # as the files are now
            shown = replace(shown, page=self._page_of(project, step))
            shown = self._outcome(project, shown)
        except (Problem, Gone, OSError) as problem:  # OSError: Docker itself
            text = str(problem.under(self._root) if isinstance(problem, Problem) else problem)
            shown = replace(shown, state="wrong", problem=text)
        finally:  # whatever happens: live reload waits for it
            self._show(replace(shown, seconds=round(time.monotonic() - begin, 2)), busy=False)

    def _show(self, shown: Shown, *, busy: bool) -> None:
        with self._known:
            self._shown[shown.key] = shown
            self._busy = busy
            self._known.notify_all()
        if not busy and not self.ended.is_set():
            said = f"{shown.key}: {shown.state}, not verified, {shown.seconds:.1f} s"
            self._say("\n".join(part for part in (said, shown.problem or shown.difference) if part))

    def _page_of(self, project: Project, step: str) -> str:
        """Return the page that calls a step; nothing if none does."""
        return next((name for name, pair in project.pages.items() if step in self._names(pair)), "")

    @staticmethod
    def _names(pair: dict[str, Page]) -> list[str]:
        return list(dict.fromkeys(name for page in pair.values() for _, name in page.calls))

    def _way(self, project: Project, page: str, language: str) -> Way:
        return Way(page, language, tuple(project.step(name) for name in self._names(project.pages[page])))

    def _outcome(self, project: Project, shown: Shown) -> Shown:
        """Run the step, and what comes before it and did not run yet in a lab that waits. Raises `Problem`."""
        if not shown.page:
            call = f'{{{{ step("{shown.step}") }}}}'
            where = Path(FOLDER, shown.key)
            raise Problem.at(where, 1, f"no page calls this step: write {call} alone on a line of one")
        way = self._way(project, shown.page, shown.language)
        index = [step.name for step in way.steps].index(shown.step)
        way.snippets(index + 1)
        self._page = shown.page
        lab = self._stock.take(way, index)
        try:
            with lab.turn:
                outcome = lab.follow(way, index)
        finally:
            self._stock.give(lab)
        self._stock.want(way, index, 0)
        snippet, track = way.steps[index].snippet(shown.language), lab.track
        output = placeholder.fill(track.printed.get(snippet.key, ""), placeholder.PAGE)
        if outcome.not_run:
            return replace(shown, state="failed", problem=f"step {track.failed}, before it, failed:\n{track.failure}")
        if outcome.failure:
            return replace(shown, state="failed", output=output, problem=outcome.failure)
        return self._compared(way, index, snippet, track, replace(shown, output=output))

    def _compared(self, way: Way, index: int, snippet: Snippet, track: Track, shown: Shown) -> Shown:
        if not snippet.output_path().exists():
            return replace(shown, state="new")
        renaming = Renaming()
        for one in way.snippets(index):
            if one.output_path().exists():
                renaming.match(one.scope(), *_texts(one, track))
        recorded, now = _texts(snippet, track)
        if renaming.match(snippet.scope(), recorded, now):
            return replace(shown, state="same")
        difference = renaming.difference(snippet.scope(), recorded, now)
        return replace(shown, state="differs", difference=placeholder.fill(difference, placeholder.PAGE))

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        with self._known:
            self._known.notify_all()
        self._stock.__exit__(kind, value, trace)
        self._thread.join()
        if self._recording is not None:
            self._recording.wait()


def _texts(snippet: Snippet, track: Track) -> tuple[str, str]:
    """Return what was recorded of a snippet and what it printed now, as they are compared."""
    recorded, now = snippet.output(), track.printed[snippet.key]
    return (outline(recorded), outline(now)) if snippet.hidden else (recorded, now)


def asked(keys: int, writer: Writer) -> None:
    """Record whenever a line says `r`, as long as the writer is at work. `keys` is the file number of a terminal."""
    while not writer.ended.is_set():
        # not a blocking read: a thread that is in one when Python ends lets it crash
        if select.select([keys], [], [], TICK)[0]:
            typed = os.read(keys, 4096)
            if not typed:
                return
            if typed.strip().lower() == b"r":
                writer.record()


def run(root: Path, page: str, serve: Serve) -> None:
    """Serve the site and run what is saved, until Ctrl-C. Raises `Problem` as the constructors of what it needs do."""
    with running() as client, Labs(client, print) as labs:
        ensure(client, DEFAULT, print)
        with Writer(root, lambda: labs.open(DEFAULT), lambda line: print(line, flush=True), page) as writer:
            print(
                f"save a snippet: it runs on Docker {DEFAULT.name}, and nothing is noted; r and Enter record its page"
            )
            keyboard = threading.Thread(target=asked, args=(sys.stdin.fileno(), writer))
            keyboard.start()
            serve(writer.told, writer.idle)
        keyboard.join()
