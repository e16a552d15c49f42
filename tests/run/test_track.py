"""A track: each step runs once, in order, whoever asks and however often; its lab is there for as long as it runs.

But for one whose output Docker had words lost of, or added to: it runs again, once.
"""

from pathlib import Path

import pytest

from host0.check.place import chain
from host0.check.times import Times
from host0.check.verified import Verified
from host0.content.generation import DEFAULT
from host0.content.page import LANGUAGES
from host0.content.project import Project
from host0.content.step import Step
from host0.lab.host import Gone, Overrun, Result
from host0.lab.residue import SETTLE
from host0.problem import Problem
from host0.run.track import Track
from tests.helpers.project import Mini, mini, verify

Answer = Result | Exception

STRAY = "ERRO[0000] error waiting for container: context canceled \n"
"""A line of the client of 20.10."""

HOST0 = "net:[4026531840]"
"""host0's own network namespace."""

NAMES = ("host/one", "host/two", "host/three", "host/four")
GOOD: dict[str, Answer] = {name: Result(f"{name}\n", 0, (0.0,)) for name in NAMES}


class Lab:
    """A lab whose steps are their own names: it answers each as a test says."""

    patience = 2.0

    def __init__(
        self, answers: dict[str, Answer], left: list[list[str]], started: dict[str, str] | None = None
    ) -> None:
        self._answers, self._left, self._started = answers, left, started or {}
        self.ran: list[str] = []
        self.remembered = self.closed = 0

    def version(self) -> str:
        """Return an Engine's version."""
        return "26.1.5+dfsg1"

    def session(self, place: str) -> "Lab":
        """Return what runs snippets: the same, for all of them run on host0."""
        assert place == "host0"
        return self

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Answer a snippet. Its limit is longer where all is slow."""
        assert limit == 60
        assert self.remembered == 1
        self.ran.append(snippet)
        answer = self._answers[snippet]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def namespaces(self) -> set[str]:
        """Return the one that is there all along, and those that stay of what its steps have started."""
        return {HOST0, *(self._started[name] for name in self.ran if name in self._started)}

    def remember(self) -> None:
        """Note that it was asked to, before anything ran."""
        assert not self.ran
        self.remembered += 1

    def left(self) -> list[str]:
        """Return what is left, look by look; the last again and again."""
        return self._left.pop(0) if len(self._left) > 1 else self._left[0]

    def close(self) -> None:
        """Note that it was closed."""
        self.closed += 1


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a project whose four steps have been recorded."""
    project = mini(tmp_path)
    for language in LANGUAGES:
        project.add('{{ step("host/three") }}\n\n{{ step("host/four") }}', language)
    (project.root / "snippets/host/two.py").unlink()
    (project.root / "snippets/host/two.py.out").unlink()
    verified = Verified(Project(project.root))
    for name in NAMES:
        project.write(f"snippets/{name}.sh", f"{name}\n")
        project.write(f"snippets/{name}.out", f"{name}\n")
        verified.record(Step(project.root, name).bash, DEFAULT, Times(Project(project.root)))
    verified.save()
    return project


def followed(
    project: Mini,
    answers: dict[str, Answer] | None = None,
    left: list[list[str]] | None = None,
    started: dict[str, str] | None = None,
) -> tuple[Track, list[Lab]]:
    """Return a track, and the labs that it will have opened."""
    opened: list[Lab] = []

    def lab() -> Lab:
        opened.append(Lab(GOOD | (answers or {}), left or [[]], started))
        return opened[-1]

    steps = [Step(project.root, name) for name in NAMES]
    return Track(steps, "bash", DEFAULT, lab, Verified(Project(project.root))), opened


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 0, 3, 1), (0, 1, 2, 3, 0, 1, 2, 3)])
def test_order(project: Mini, order: tuple[int, ...]) -> None:
    """In whatever order outcomes are asked for, each step runs once, in its place, in one lab that is then closed."""
    track, opened = followed(project)
    for index in order:
        outcome = track.run(index)
        assert outcome.passed
        assert (outcome.passed.snippet, outcome.failure, outcome.not_run) == (f"{NAMES[index]}.sh", None, None)
    assert [lab.ran for lab in opened] == [list(NAMES)]
    assert opened[0].closed == 1


def test_passes_where_it_stands(project: Mini) -> None:
    """What a step has passed with is the hash of the track up to it."""
    track, _ = followed(project)
    passed = [track.run(index).passed for index in range(len(NAMES))]
    steps = [Step(project.root, name) for name in NAMES]
    assert [one.hash for one in passed if one] == chain(steps, "bash", DEFAULT)
    assert {one.track for one in passed if one} == {"bash"}


FIRST, SECOND = "net:[4026532001]", "net:[4026532002]"
"""Two containers' namespaces, as they were recorded."""
NOW = "net:[4026532557]"


def printing(project: Mini, recorded: tuple[str, ...], now: tuple[str, ...]) -> dict[str, Answer]:
    """Record what the four steps print, and return what they print now."""
    verified = Verified(Project(project.root))
    for name, text in zip(NAMES, recorded, strict=True):
        project.write(f"snippets/{name}.out", f"{text}\n")
        verified.record(Step(project.root, name).bash, DEFAULT, Times(Project(project.root)))
    verified.save()
    return {name: Result(f"{text}\n", 0, (0.0,)) for name, text in zip(NAMES, now, strict=True)}


@pytest.mark.parametrize(
    ("third", "passes"),
    [(NOW, True), ("net:[4026532558]", True), (HOST0, False)],
    ids=["a number again", "another number", "in host0's own"],
)
def test_namespaces(project: Mini, third: str, passes: bool) -> None:
    """A namespace may have the number of one that is gone, but never that of one that is there."""
    answers = printing(project, (HOST0, FIRST, SECOND, ""), (HOST0, NOW, third, ""))
    track, _ = followed(project, answers)
    assert track.run(1).passed
    assert bool(track.run(2).passed) == passes


@pytest.mark.parametrize(("starter", "passes"), [(2, True), (1, False)], ids=["another one's now", "still the first's"])
def test_namespaces_between(project: Mini, starter: int, passes: bool) -> None:
    """A number may be given again by a step that shows none, if it had been free before; the one shown then has it."""
    answers = printing(project, (HOST0, FIRST, "", SECOND), (HOST0, NOW, "", NOW))
    track, _ = followed(project, answers, started={NAMES[starter]: NOW})
    assert track.run(2).passed
    assert bool(track.run(3).passed) == passes


def test_not_further_than_asked(project: Mini) -> None:
    """No lab is opened before the first step, and no step runs that nobody has asked for."""
    track, opened = followed(project)
    assert not opened
    track.run(1)
    assert opened[0].ran == list(NAMES[:2])
    assert not opened[0].closed


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (Result("host/two\n", 3), "exited with 3, expected 0; it printed:\nhost/two"),
        (
            Result("host/two\n", 0, failed=("ls /x",)),
            "1 of its commands failed on its way, expected 0\n  failed: ls /x",
        ),
        (Result("", 0), "printed something else (- recorded in two.out, + now):\n"),  # not verified: no loss
        (Result("other\n", 0), "printed something else (- recorded in two.out, + now):\n"),
        (Overrun("half"), "did not end within 60 s; it had printed:\nhalf"),
        (Gone("last"), "ended its shell (`exit`, `set -e`), or the lab or its Engine died:\nlast"),
        (Problem("no such thing"), "host0, Docker 26.1\nno such thing"),
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_failure(project: Mini, answer: Answer, what: str, order: tuple[int, ...]) -> None:
    """A failed step says why, as often as it is asked; those before it passed, those after it were not run."""
    track, opened = followed(project, {"host/two": answer})
    for index in order * 2:
        outcome = track.run(index)
        assert bool(outcome.passed) == (index == 0)
        assert (outcome.failure or "").startswith("snippets/host/two.sh on host0, Docker 26.1" if index == 1 else "")
        assert outcome.not_run == ("not run: step host/two failed before it" if index > 1 else None)
    assert track.failed == "host/two"
    assert what in track.failure
    assert opened[0].ran == ["host/one", "host/two"]
    assert (len(opened), opened[0].closed) == (1, 1)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (Result("a 0123456789ac\nb\n", 0, (0.0, 0.0)), "printed something else"),
        (Overrun("a 0123456789ac\n"), "did not end within 60 s"),
        (Result(f"a 0123456789ac\nb c\n{STRAY}", 0, (0.0, 0.0, 0.0)), "printed something else"),
    ],
    ids=["less printed", "waited for the rest", "a line more"],
)
def test_accident_once(project: Mini, first: Answer, told: str) -> None:
    """A track of whose step Docker lost or added words is followed again in another lab, and tells that it was."""
    project.write("snippets/host/two.out", "a 0123456789ab\nb c\n")
    verify(project)
    answers = [first, Result("a 0123456789ad\nb c\n", 0, (0.0, 0.0))]
    opened: list[Lab] = []

    def lab() -> Lab:
        opened.append(Lab(GOOD | {"host/two": answers[len(opened)]}, [[]]))
        return opened[-1]

    track = Track([Step(project.root, name) for name in NAMES], "bash", DEFAULT, lab, Verified(Project(project.root)))
    assert track.run(0).passed
    assert not track.again
    assert track.run(3).passed
    assert told in track.again
    assert [one.ran for one in opened] == [["host/one", "host/two"], [*NAMES]]
    assert [one.closed for one in opened] == [1, 1]


@pytest.mark.parametrize(("output", "status"), [("", 0), ("", 3), (f"host/two\n{STRAY}", 0)])
def test_accident_twice(project: Mini, output: str, status: int) -> None:
    """What is missing or there the second time, too, has failed."""
    verify(project)
    track, opened = followed(project, {"host/two": Result(output, status, ())})
    assert track.run(0).passed
    assert track.run(1).failure
    assert track.run(2).not_run
    assert len(opened) == 2


@pytest.mark.parametrize("output", ["other\n", "host/two host/two\n", f"other\n{STRAY}"])
def test_no_accident(project: Mini, output: str) -> None:
    """Who prints something else, or more, has failed at once."""
    verify(project)
    track, opened = followed(project, {"host/two": Result(output, 0, (0.0,))})
    assert track.run(1).failure
    assert len(opened) == 1


def test_no_lab(project: Mini) -> None:
    """A lab that cannot be opened fails the first step, and no other one is tried."""
    tried: list[int] = []

    def lab() -> Lab:
        tried.append(1)
        raise Problem("no disk space left")

    track = Track([Step(project.root, name) for name in NAMES], "bash", DEFAULT, lab, Verified(Project(project.root)))
    assert "no disk space left" in (track.run(0).failure or "")
    assert track.run(1).not_run
    assert tried == [1]


def test_closed_early(project: Mini) -> None:
    """After its lab was closed, what ran is still known; the rest does not start in another lab, half-way."""
    track, opened = followed(project)
    track.run(1)
    track.close()
    assert track.run(0).passed
    assert "its lab was closed before it" in (track.run(2).failure or "")
    assert len(opened) == 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no time pass but where the track waits; return the waits."""
    waits = [0.0]
    monkeypatch.setattr("time.sleep", waits.append)
    monkeypatch.setattr("time.monotonic", lambda: sum(waits))
    return waits


def test_residue(project: Mini, clock: list[float]) -> None:
    """What is still left behind when things had time to end fails the last step, each thing on a line."""
    track, _ = followed(project, left=[["left behind: file /tmp/a", "missing: file /tmp/b"]])
    assert track.run(2).passed
    assert (track.run(3).failure or "").endswith(
        "was the page's last step, but host0 is not as it was:\n  left behind: file /tmp/a\n  missing: file /tmp/b"
    )
    assert sum(clock) == pytest.approx(SETTLE * Lab.patience, abs=0.2)


@pytest.mark.usefixtures("clock")
def test_residue_goes(project: Mini) -> None:
    """What is about to end is no residue."""
    track, _ = followed(project, left=[["left behind: process runc"], ["left behind: container web"], []])
    assert track.run(3).passed


def test_recorded(project: Mini) -> None:
    """A track that is recorded keeps what was printed, and compares nothing."""
    opened = Lab(GOOD | {"host/two": Result("other 192.0.2.10\n", 0, (0.5,))}, [[]])
    track = Track([Step(project.root, name) for name in NAMES], "bash", DEFAULT, lambda: opened, None)
    outcome = track.run(3)
    assert (outcome.failure, outcome.not_run, outcome.passed) == (None, None, None)
    assert track.printed["host/two.sh"] == "other {host0.ip}\n"
    assert track.timed["host/two.sh"] == [0.5]
