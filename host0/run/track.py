"""A track: a page followed from top to bottom in one language of code, on one engine, in a lab of its own."""

import contextlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from host0.check.place import chain
from host0.check.transcript import Renaming, by_accident, outline, shows_namespaces
from host0.check.verified import Passed, Verified
from host0.content import placeholder, utf8
from host0.content.generation import Generation
from host0.content.step import Snippet, Step
from host0.lab.host import Gone, Host, Overrun, Result
from host0.lab.residue import SETTLE, stays
from host0.problem import Problem
from host0.run.look import look, settled


@dataclass(frozen=True)
class Outcome:
    """What came of a step: one of the three, or nothing for a step that was recorded."""

    failure: str | None = None
    not_run: str | None = None
    passed: Passed | None = None


class Track:
    """A person who follows a page's steps in order. `open_lab` is called when the first step runs."""

    def __init__(
        self,
        steps: list[Step],
        language: str,
        generation: Generation,
        open_lab: Callable[[], Host],
        verified: Verified | None,
        *,
        pictured: Collection[str] = (),
    ) -> None:
        """`verified` knows the recorded outputs to compare with; without it, the track is being recorded.

        `pictured` names the steps after which host0's state is recorded too.
        """
        self._steps, self._language, self._generation = steps, language, generation
        self._open_lab, self._verified, self._pictured = open_lab, verified, pictured
        self._lab: Host | None = None
        self._version = ""
        self._renaming = Renaming()
        self._lasting: set[str] = set()
        """The namespaces that were there before the first step."""
        self._outcomes: list[Outcome] = []
        self.failed: str | None = None
        """The step that failed, if one has."""
        self.failure = ""
        """What that step's failure was."""
        self.residue = False
        """Whether that is what the page left on host0, which is no single step's doing."""
        self.again = ""
        """Why the track was followed a second time, in another lab: the failure of a step that failed by accident.

        Docker loses what a container prints that ends at once, seldom: once in some of our whole runs, on 26.1 and
        28.5, and `docker logs` had not seen it either. The client of 20.10 adds a line of its own (`STRAY`), seen
        once. What is missing or there the second time, too, is no accident.
        """
        self.printed: dict[str, str] = {}
        """What each snippet printed, by its key, placeholders in place of the lab's values."""
        self.states: dict[str, str] = {}
        """host0's state after each step that is pictured, by the step's name."""
        self.timed: dict[str, list[float]] = {}
        """When each line of what a snippet printed was there, by its key, in seconds since it began."""

    def run(self, index: int) -> Outcome:
        """Return the outcome of the step of that index; run it, and first the ones before it, if that was not yet done.

        Each step runs once, unless `again`: who asks again gets the same.
        """
        while self.failed is None and len(self._outcomes) <= index:
            outcome = self._run_next()
            if outcome.failure and not self.again and self._by_accident():
                self.again = outcome.failure
                self._begin_anew()
                continue
            self._outcomes.append(outcome)
            if outcome.failure:
                self.failed, self.failure = self._steps[len(self._outcomes) - 1].name, outcome.failure
            if outcome.failure or len(self._outcomes) == len(self._steps):
                self.close()
        if index < len(self._outcomes):
            return self._outcomes[index]
        return Outcome(not_run=f"not run: step {self.failed} failed before it")

    def _run_next(self) -> Outcome:
        step = self._steps[len(self._outcomes)]
        snippet = step.snippet(self._language)
        try:
            if self._lab is None:
                if self._outcomes:
                    raise Problem("its lab was closed before it: a run closes a lab after the last step it is to run")
                self._lab = self._open_lab()
                self._version = self._lab.version()
                self._lab.remember()
                if any(map(self._shows_namespaces, self._steps)):
                    self._lasting = self._lab.namespaces()
            # before each step while one is known that may end: its number can be another's after any of them
            if self._renaming.namespaces() - self._lasting or self._shows_namespaces(step):
                self._renaming.forget_namespaces(self._lab.namespaces())
            limit = snippet.limit * self._lab.patience
            code = placeholder.fill(snippet.code, placeholder.LAB)
            result = self._lab.session(snippet.place).run(code, limit, pipes=bool(snippet.hidden))
            outcome = self._judge(snippet, result)
            if not outcome.failure and step.name in self._pictured:
                self.states[step.name] = settled(self._lab)
            return outcome
        except Overrun as overrun:
            with contextlib.suppress(Problem):  # what it has printed says whether it waits for what Docker has lost
                self.printed[snippet.key] = placeholder.lift(str(overrun))
            return self._failure(snippet, f"did not end within {limit:.0f} s; it had printed:\n{overrun}")
        except Gone as gone:
            return self._failure(snippet, f"ended its shell (`exit`, `set -e`), or the lab or its Engine died:\n{gone}")
        except Problem as problem:
            return self._failure(snippet, str(problem))

    def _shows_namespaces(self, step: Step) -> bool:
        """Return whether the output that a step is compared with has the number of a namespace."""
        return bool(self._verified) and shows_namespaces(step.snippet(self._language).output(self._generation))

    def _by_accident(self) -> bool:
        """Return whether the step that just failed is verified as it stands, and Docker lost or added words of it."""
        snippet = self._steps[len(self._outcomes)].snippet(self._language)
        printed = self.printed.get(snippet.key)
        if not self._verified or printed is None or self._verified.unknown([self._passed(snippet)]):
            return False
        return by_accident(snippet.output(self._generation), printed)

    def _passed(self, snippet: Snippet) -> Passed:
        """Return what the present step has passed with, if it has."""
        place = self._chain[len(self._outcomes)]
        return Passed(snippet.key, self._language, self._generation.name, place, self._version)

    def _begin_anew(self) -> None:
        """Go back to the page's top, to follow it in another lab."""
        self.close()
        self._renaming = Renaming()
        self._outcomes.clear()
        for seen in (self.printed, self.states, self.timed):
            seen.clear()

    def _judge(self, snippet: Snippet, result: Result) -> Outcome:
        output = self.printed[snippet.key] = placeholder.lift(result.output)
        if result.status != snippet.exit:
            status = f"exited with {result.status}, expected {snippet.exit}; it printed:\n{output}"
            return self._failure(snippet, status)
        fails = snippet.failing(self._generation)
        if result.failed is not None and len(result.failed) != fails:
            failed = "".join(f"\n  failed: {command}" for command in result.failed)
            what = f"{len(result.failed)} of its commands failed on its way, expected {fails}{failed}"
            return self._failure(snippet, f"{what}\nit printed:\n{output}")
        self.timed[snippet.key] = list(result.lines)
        if self._verified:
            difference = self._compare(snippet, output)
            difference = difference or self._compare_state(snippet) or self._edited(snippet, self._verified)
            if difference:
                return self._failure(snippet, difference)
        if len(self._outcomes) == len(self._steps) - 1:
            assert self._lab is not None  # noqa: S101 (a step has run)
            if left := stays(self._lab):
                self.residue = True
                things = "\n".join(f"  {line}" for line in left)
                return self._failure(snippet, f"was the page's last step, but host0 is not as it was:\n{things}")
        if not self._verified:
            return Outcome()
        return Outcome(passed=self._passed(snippet))

    @cached_property
    def _chain(self) -> list[str]:
        """The hash of the track up to each step, of the files as they were when the first step had run."""
        return chain(self._steps, self._language, self._generation)

    def _compare(self, snippet: Snippet, output: str) -> str:
        """Return what is wrong with an output; nothing if it is the recorded one."""
        recorded = snippet.output(self._generation)
        file, scope = snippet.output_file(self._generation), snippet.scope(self._generation)
        if snippet.hidden:
            recorded, output = outline(recorded), outline(output)
        if not self._renaming.match(scope, recorded, output):
            difference = self._renaming.difference(scope, recorded, output)
            return (
                f"printed something else (- recorded in {file.name}, + now):\n{difference}\n"
                "If this is meant, record it: make record"
            )
        return ""

    def _compare_state(self, snippet: Snippet) -> str:
        """Return what is wrong with host0's state, once it had time to become the recorded one."""
        if snippet.state_path not in snippet.files(self._generation):
            return ""
        assert self._lab is not None  # noqa: S101 (a step has run)
        recorded = utf8.read(snippet.state_path)
        deadline = time.monotonic() + SETTLE * self._lab.patience
        # recorded on the bash track, whichever this is: its ids are those of that track's outputs
        while not self._renaming.match(".out", recorded, now := look(self._lab)):
            if time.monotonic() > deadline:
                difference = self._renaming.difference(".out", recorded, now)
                return (
                    f"left host0 in another state (- recorded in {snippet.state_path.name}, + now):\n{difference}\n"
                    "If this is meant, record it: make record"
                )
            time.sleep(0.1)
        return ""

    def _edited(self, snippet: Snippet, verified: Verified) -> str:
        """Return what is wrong with the recorded files themselves: nothing if a run wrote them."""
        if not verified.recorded(snippet, self._generation):
            files = " or ".join(one.name for one in snippet.files(self._generation))
            return f"{files} was not written by a run: outputs are recorded, not edited: make record"
        return ""

    def _failure(self, snippet: Snippet, what: str) -> Outcome:
        where = f"snippets/{snippet.key} on {snippet.place}, Docker {self._generation.name}"
        return Outcome(failure=f"{where}\n{what}")

    def close(self) -> None:
        """Remove the track's lab, if it has one. What came of the steps so far is still known."""
        if self._lab is not None:
            self._lab.close()
            self._lab = None
