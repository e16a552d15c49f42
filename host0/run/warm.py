"""Labs kept warm for whoever is writing: each has followed a page's track up to a step, and goes on from there."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from host0.content.generation import DEFAULT
from host0.content.step import Snippet, Step
from host0.lab.host import Gone, Host
from host0.problem import Problem
from host0.run.track import Outcome, Track

MOST = 3
"""How many labs wait: one before the step that was saved last, one behind it, one at the top of the page."""


@dataclass(frozen=True)
class Way:
    """A page's steps, as its files are at one moment, in one language of code."""

    page: str
    language: str
    steps: tuple[Step, ...]

    def snippets(self, stop: int) -> list[Snippet]:
        """Return what the steps before the one of that index run. Raises `Problem` for one that cannot be read."""
        return [step.snippet(self.language) for step in self.steps[:stop]]


class Warm:
    """A lab, with all that has run in it: a track, of steps that may change before it gets there."""

    def __init__(self, language: str, lab: Host) -> None:
        """Begin a track in a lab that nobody has used."""
        self.language = language
        self._lab = lab
        self._steps: list[Step] = []
        self.track = Track(self._steps, language, DEFAULT, lambda: lab, None)
        self.ran: list[Snippet] = []
        """What has run in it, in order."""
        self.turn = threading.Lock()
        """Held by whoever runs a step in it."""

    def fits(self, way: Way, stop: int) -> bool:
        """Return whether what ran in it is how the way begins, and no further than to the step of that index."""
        if self.language != way.language or len(self.ran) > stop:
            return False
        try:
            return self.ran == way.snippets(len(self.ran))
        except Problem:  # of a step that cannot be read now, which is told when that one is saved
            return False

    def follow(self, way: Way, index: int) -> Outcome:
        """Run the steps up to that index that have not run in it, and return what came of the last one."""
        self._steps[:] = way.steps
        outcome = self.track.run(index)
        self.ran = way.snippets(index + 1)
        return outcome

    @property
    def over(self) -> bool:
        """Return whether nothing can run in it any more: a step failed, or it was the page's last."""
        return self.track.failed is not None or 0 < len(self._steps) <= len(self.ran)

    def close(self) -> None:
        """Remove the lab."""
        self.track.close()
        self._lab.close()


class Stock:
    """The labs that wait, and a thread that gets those ready that are wanted. A context manager, which leaves none."""

    def __init__(self, open_lab: Callable[[], Host]) -> None:
        self._open_lab = open_lab
        self._known = threading.Condition()  # held by whoever looks at what is below
        self._labs: list[Warm] = []
        self._out: list[Warm] = []  # taken, and not given back
        self._getting: Warm | None = None  # ready
        self._wanted: list[tuple[Way, int]] = []
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="warm labs")

    def __enter__(self) -> "Stock":
        self._thread.start()
        return self

    def take(self, way: Way, index: int) -> Warm:
        """Return the lab that is furthest on the way, not past the step of that index; a new one where there is none.

        It is the caller's until it is given back. Raises `Problem` if none can be opened.
        """
        while (best := self._furthest(way, index)) is not None:
            with best.turn:  # it may just be on its way
                if best.fits(way, index) and not best.over:
                    return best
            self.give(best)
        lab = Warm(way.language, self._open_lab())
        with self._known:
            if not self._stopped:
                self._out.append(lab)
                return lab
        lab.close()
        raise Problem("stopped")

    def _furthest(self, way: Way, index: int) -> Warm | None:
        with self._known:
            fit = [lab for lab in self._labs if lab.fits(way, index) and not lab.over]
            if not fit:
                return None
            best = max(fit, key=lambda lab: len(lab.ran))
            self._labs.remove(best)
            self._out.append(best)
            return best

    def give(self, lab: Warm) -> None:
        """Take a lab back; one in which nothing can run any more is gone already."""
        with self._known:
            self._out.remove(lab)
            if not lab.over:
                self._labs.append(lab)

    def want(self, way: Way, *indexes: int) -> None:
        """Say that labs are of use on this way alone from now on; get ones ready to run the steps of these indexes."""
        with self._known:
            self._wanted = [(way, index) for index in indexes]
            useful = [lab for lab in self._labs if lab.fits(way, len(way.steps)) and not lab.over]
            spare = [lab for lab in useful if len(lab.ran) not in indexes]
            kept = [lab for lab in useful if lab not in spare[:-1]][-MOST:]
            idle, self._labs = [lab for lab in self._labs if lab not in kept and lab is not self._getting], kept
            self._known.notify_all()
        for lab in idle:
            lab.close()

    def ready(self) -> bool:
        """Return whether all labs that are wanted wait."""
        with self._known:
            return not self._missing()

    def _missing(self) -> tuple[Way, int] | None:
        for way, index in self._wanted:
            if not any(lab.fits(way, index) and len(lab.ran) == index for lab in self._labs):
                return way, index
        return None

    def _work(self) -> None:
        while True:
            with self._known:
                self._known.wait_for(lambda: self._stopped or self._missing())
                if self._stopped:
                    return
                found = self._missing()
                assert found  # noqa: S101 (waited for)
            try:
                self._prepare(*found)
            except (Problem, Gone, OSError):  # OSError: Docker itself
                with self._known:  # a save tells what is wrong; nothing is tried again before it
                    self._wanted = [one for one in self._wanted if one != found]

    def _prepare(self, way: Way, index: int) -> None:
        """Open a lab and follow the way up to the step of that index, until somebody takes it or nobody wants it."""
        lab = Warm(way.language, self._open_lab())
        with self._known:
            self._labs.append(lab)
            self._getting = lab
        failure = None
        while len(lab.ran) < index and not failure:
            with lab.turn:
                with self._known:
                    if self._stopped or lab not in self._labs:
                        break
                failure = lab.follow(way, len(lab.ran)).failure
        with self._known:
            self._getting = None
            if failure and lab in self._labs:
                self._labs.remove(lab)
            if lab in self._labs or lab in self._out:
                return
        lab.close()
        if failure:
            raise Problem(failure)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._known:
            self._stopped = True
            labs, self._labs = [*self._labs, *self._out], []
            self._known.notify_all()
        for lab in labs:  # whoever runs a step in one learns that it is gone
            lab.close()
        self._thread.join()
        for lab in self._labs:  # it was about to begin
            lab.close()
