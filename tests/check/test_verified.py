"""`verified.json`: what counts as recorded and verified, until when, and how the file is kept."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from host0.check.place import places
from host0.check.times import Times
from host0.check.verified import Passed, Verified, seal
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.project import Project
from host0.content.step import Snippet, Step
from host0.problem import Problem
from tests.helpers.project import Mini, mini
from tests.helpers.told import lines

FILE = "snippets/verified.json"


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project."""
    return mini(tmp_path)


def one(project: Mini) -> Snippet:
    """Return the project's first snippet as it is now."""
    return Step(project.root, "host/one").bash


def passed(snippet: Snippet, root: Path, *engines: str, version: str = "+dfsg1") -> list[Passed]:
    """Return what a run on these engines would have verified of a snippet."""
    own = [place for place in places(Project(root)) if place.snippet.key == snippet.key]
    return [Passed(snippet.key, p.track, name, p.hashes[name], name + version) for p in own for name in engines]


def record(verified: Verified, snippet: Snippet, times: Times) -> None:
    """Let a snippet's outputs, and its times, be as they are recorded, on all engines."""
    for generation in GENERATIONS.values():
        verified.record(snippet, generation, times)


def verify(project: Mini, *engines: str) -> None:
    """Let all snippets be recorded, and verified on these engines."""
    verified, times = Verified(Project(project.root)), Times(Project(project.root))
    for place in places(Project(project.root)):
        record(verified, place.snippet, times)
        verified.update(passed(place.snippet, project.root, *engines))
    verified.save()


def content(project: Mini) -> dict[str, Any]:
    """Return what the file holds."""
    held: dict[str, Any] = json.loads((project.root / FILE).read_text(encoding="utf-8"))
    return held


def redate(project: Mini, date: str) -> None:
    """Let everything have been verified on a date."""
    entries = content(project)
    for key, entry in entries.items():
        for track in ("bash", "python"):
            for engine, known in entry.get(track, {}).items():
                known["date"] = date
                known["sum"] = seal(key, track, engine, known)
    project.write(FILE, json.dumps(entries))


def test_verified(project: Mini) -> None:
    """What was recorded and verified is known on just the engines it passed on, with version, kernel and date."""
    verify(project, "26.1", "28.5")
    engines = Verified(Project(project.root)).engines(one(project))
    assert list(engines) == ["26.1", "28.5"]
    assert {name: known["version"] for name, known in engines.items()} == {"26.1": "26.1+dfsg1", "28.5": "28.5+dfsg1"}
    assert all(known["kernel"] and known["date"] for known in engines.values())
    assert set(content(project)) == {"host/one.sh", "host/two.sh", "host/two.py"}


def test_order_of_engines(project: Mini) -> None:
    """Engines come in the order of their age, whatever order they were verified in."""
    verify(project, "28.5")
    verify(project, "20.10", "26.1")
    assert list(Verified(Project(project.root)).engines(one(project))) == ["20.10", "26.1", "28.5"]


CHANGES: dict[str, Callable[[Mini], object]] = {
    "code": lambda p: p.edit("snippets/host/one.sh", "ps", "ps --all"),
    "a blank in the code": lambda p: p.edit("snippets/host/one.sh", "ps\n", "ps \n"),
    "header": lambda p: p.write("snippets/host/one.sh", "# step: limit=9\ndocker ps\n"),
    "output": lambda p: p.edit("snippets/host/one.out", "ID", "id"),
    "no output": lambda p: (p.root / "snippets/host/one.out").unlink(),
    "a state": lambda p: p.write("snippets/host/one.state.json", "{}"),
    "the file itself": lambda p: p.write(FILE, "{}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed(project: Mini, change: str) -> None:
    """A snippet whose code, header or output has changed since is not verified, and neither is what comes after it."""
    verify(project, "26.1", "28.5")
    CHANGES[change](project)
    two = Step(project.root, "host/two")
    for snippet in (one(project), *two.snippets()):
        assert snippet is not None
        with pytest.raises(Problem, match=r"snippets/host/\w+\.\w+:1: never verified as it is now: make test"):
            Verified(Project(project.root)).engines(snippet)


def test_changed_after_it(project: Mini) -> None:
    """A snippet stays verified when only what comes after it has changed."""
    verify(project, "26.1")
    project.edit("snippets/host/two.sh", "curl", "curl -s")
    assert Verified(Project(project.root)).engines(one(project))
    assert Verified(Project(project.root)).engines(Step(project.root, "host/two").snippet("python"))
    with pytest.raises(Problem, match="never verified"):
        Verified(Project(project.root)).engines(Step(project.root, "host/two").bash)


CALL = '{{ step("host/%s") }}'
THIRD = f"{CALL % 'three'}\n\n"


def third(project: Mini) -> None:
    """Add a step with files to the project, which no page calls yet."""
    project.write("snippets/host/three.sh", "echo 3\n")
    project.write("snippets/host/three.out", "3\n")
    record(
        verified := Verified(Project(project.root)), Step(project.root, "host/three").bash, Times(Project(project.root))
    )
    verified.save()


def exchange(project: Mini) -> None:
    """Exchange the two steps of the page."""
    project.both(CALL % "one", CALL % "xxx")
    project.both(CALL % "two", CALL % "one")
    project.both(CALL % "xxx", CALL % "two")


MOVES: dict[str, tuple[Callable[[Mini], object], list[str]]] = {
    "two exchanged": (exchange, ["host/two.sh", "host/two.py"]),
    "the first left out": (lambda p: p.both(CALL % "one", ""), ["host/two.sh", "host/two.py"]),
    "the last left out": (lambda p: p.both(CALL % "two", ""), ["host/one.sh"]),
    "one put in before": (lambda p: p.both(CALL % "one", THIRD + CALL % "one"), ["host/three.sh"] * 2),
    "one put in between": (lambda p: p.both(CALL % "two", THIRD + CALL % "two"), ["host/three.sh"] * 2),
    "one put in at the end": (
        lambda p: p.both(CALL % "two", CALL % "two" + "\n\n" + THIRD),
        ["host/two.sh", "host/two.py"],
    ),
}


@pytest.mark.parametrize("move", MOVES)
def test_moved(project: Mini, move: str) -> None:
    """Steps exchanged, left out or put in are told for all engines: the first that has others before it, by track."""
    third(project)
    verify(project, *GENERATIONS)
    assert Verified(Project(project.root)).unverified() == []
    change, first = MOVES[move]
    change(project)
    told = lines(Verified(Project(project.root)).unverified())
    assert [line.partition(":1: not verified")[0] for line in told] == [f"snippets/{key}" for key in first]
    assert all("as it is now on Docker 20.10, 26.1, 28.5, after the steps before it in index.md" in one for one in told)
    assert all("make engines" in line and "make record ENGINES=all PAGES=index.md" in line for line in told)
    assert Verified(Project(project.root)).edited() == []
    verify(project, "26.1")
    assert all(
        "now on Docker 20.10, 28.5, after" in line for line in lines(Verified(Project(project.root)).unverified())
    )
    assert Verified(Project(project.root)).unverified(["26.1"]) == []


def test_bash_on_the_python_track(project: Mini) -> None:
    """A step without a Python snippet is verified in both tracks, each by itself."""
    verify(project, "26.1")
    entries = content(project)
    del entries["host/one.sh"]["python"]
    project.write(FILE, json.dumps(entries))
    [told] = lines(Verified(Project(project.root)).unverified(["26.1"]))
    assert told.startswith("snippets/host/one.sh:1: ")
    assert "(python)" in told
    with pytest.raises(Problem, match="never verified"):
        Verified(Project(project.root)).engines(one(project))


@pytest.mark.parametrize("field", ["date", "hash", "kernel", "version", "sum"])
@pytest.mark.parametrize("how", ["edited", "removed"])
def test_forged(project: Mini, field: str, how: str) -> None:
    """A date, hash, kernel or version changed by hand is told at its line, and does not count."""
    verify(project, *GENERATIONS)
    text = (project.root / FILE).read_text(encoding="utf-8")
    number, line = next((n, one) for n, one in enumerate(text.split("\n"), 1) if '"28.5": {' in one)
    said = re.search(rf'"{field}": "[^"]*"(, )?', line)
    assert said
    changed = said[0].replace(': "', ': "1') if how == "edited" else ""
    project.write(FILE, text.replace(line, line.replace(said[0], changed).replace(", }", "}")))
    verified = Verified(Project(project.root))
    [told] = lines(verified.edited())
    assert told.startswith(f"{FILE}:{number}: what a run has noted of host/one.sh on 28.5 (bash) was edited: restore")
    assert list(verified.engines(one(project))) == ["20.10", "26.1"]


def test_entry_of_another(project: Mini) -> None:
    """What was noted of another snippet, track or engine does not count for this one."""
    verify(project, "26.1")
    entries = content(project)
    entries["host/one.sh"]["bash"]["28.5"] = entries["host/one.sh"]["bash"]["26.1"]
    entries["host/one.sh"]["python"]["26.1"] = entries["host/one.sh"]["bash"]["26.1"]
    entries["host/two.sh"]["bash"]["26.1"] = entries["host/one.sh"]["bash"]["26.1"]
    project.write(FILE, json.dumps(entries))
    assert len(Verified(Project(project.root)).edited()) == 3


OWN = "snippets/host/one.20.10.out"
EDITS: dict[str, tuple[Callable[[Mini], object], str, str]] = {
    "edited": (lambda p: p.edit(OWN, "OLD", "NEW"), OWN, "was not written by a run"),
    "deleted": (lambda p: (p.root / OWN).unlink(), OWN, "was written by a run, and is missing"),
    "added": (lambda p: p.write("snippets/host/two.py.28.5.out", "x\n"), "snippets/host/two.py.28.5.out",
              "was not written by a run"),
    "the default's": (lambda p: p.edit("snippets/host/two.out", "title", "TITLE"), "snippets/host/two.out",
                      "was not written by a run"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_edited(project: Mini, edit: str) -> None:
    """An output of any engine that was edited, deleted or added by hand is told, and a run does not make it right."""
    project.write(OWN, "OLD ID\n")
    verify(project, *GENERATIONS)
    assert Verified(Project(project.root)).edited() == []
    change, file, what = EDITS[edit]
    change(project)
    told = lines(Verified(Project(project.root)).edited())
    assert [line.partition(", or record it anew: make record")[0] for line in told] == [
        f"{file}:1: {what}: restore it from git"
    ]
    assert told[0].endswith("ENGINES=all") == (edit != "the default's")
    verified = Verified(Project(project.root))
    for place in places(Project(project.root)):
        verified.update(passed(place.snippet, project.root, *GENERATIONS))
        verified.record(place.snippet, DEFAULT, Times(Project(project.root)))
    assert [line.partition(":")[0] for line in lines(verified.edited())] == ([file] if edit != "the default's" else [])


REPLAY = "snippets/replay.json"
TIMES = '{\n "host/one.sh": [0.25],\n "host/two.sh": [0.5]\n}\n'
RETIMED = {
    "edited": ("0.5]", "0.6]", f"{REPLAY}:3"),
    "removed": (',\n "host/two.sh": [0.5]', "", f"{REPLAY}:1"),
    "emptied": ("[0.5]", "[]", f"{REPLAY}:3"),
    "added": ("[0.5]\n}", '[0.5],\n "host/two.py": [0.5]\n}', f"{REPLAY}:4"),
}


@pytest.mark.parametrize("how", RETIMED)
def test_times_edited(project: Mini, how: str) -> None:
    """A time changed, left out or added by hand is told at its line; no run but one that records it makes it right."""
    project.write(REPLAY, TIMES)
    verify(project, *GENERATIONS)
    assert Verified(Project(project.root)).edited() == []
    old, new, place = RETIMED[how]
    project.edit(REPLAY, old, new)
    verified, times = Verified(Project(project.root)), Times(Project(project.root))
    [told] = lines(verified.edited())
    assert re.fullmatch(
        rf"{place}: when host/two\.\w+ printed its lines is not as a run has written it: restore .*", told
    )
    snippets = [place.snippet for place in places(Project(project.root))]
    for snippet in snippets:
        verified.update(passed(snippet, project.root, *GENERATIONS))
        for engine in GENERATIONS.values():
            if engine != DEFAULT:
                verified.record(snippet, engine, times)
    assert lines(verified.edited()) == [told]
    for snippet in snippets:
        verified.record(snippet, DEFAULT, times)
    assert verified.edited() == []


def test_never_verified(project: Mini) -> None:
    """A snippet that only other engines have verified is not verified; one that was only recorded is not either."""
    verify(project)
    for engines in ([], ["20.10", "28.5"]):
        verify(project, *engines)
        with pytest.raises(Problem, match="never verified"):
            Verified(Project(project.root)).engines(one(project))


def test_recorded_anew(project: Mini) -> None:
    """A new output that was recorded, but that no test run has seen again, is not verified."""
    verify(project, "26.1")
    project.edit("snippets/host/one.out", "ID", "id")
    verified = Verified(Project(project.root))
    record(verified, one(project), Times(Project(project.root)))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))
    verified.update(passed(one(project), project.root, "26.1"))
    assert list(verified.engines(one(project))) == ["26.1"]


def test_stale_engine(project: Mini) -> None:
    """An engine that has verified an earlier state is left out, not shown, and the others stay."""
    verify(project, "20.10", "26.1", "28.5")
    project.write("snippets/host/one.28.5.out", "NEW ID\n")
    assert list(Verified(Project(project.root)).engines(one(project))) == ["20.10", "26.1"]
    verify(project, "28.5")
    assert list(Verified(Project(project.root)).engines(one(project))) == ["20.10", "26.1", "28.5"]
    project.edit("snippets/host/one.28.5.out", "NEW", "OLD")
    assert list(Verified(Project(project.root)).engines(one(project))) == ["20.10", "26.1"]


def test_recorded(project: Mini) -> None:
    """An output counts as recorded while it is as the recording wrote it: not before, and not edited by hand."""
    verified, default = Verified(Project(project.root)), GENERATIONS["26.1"]
    assert not verified.recorded(one(project), default)
    record(verified, one(project), Times(Project(project.root)))
    assert verified.recorded(one(project), default)
    assert verified.recorded(one(project), GENERATIONS["20.10"])
    project.write("snippets/host/one.20.10.out", "by hand\n")
    assert not verified.recorded(one(project), GENERATIONS["20.10"])
    project.edit("snippets/host/one.out", "ID\n", "ID")
    assert not verified.recorded(one(project), default)
    (project.root / "snippets/host/one.out").unlink()
    assert not verified.recorded(one(project), default)


def test_edited_output_that_passes(project: Mini) -> None:
    """An output edited by hand is not shown even if a run says that it passed with it."""
    verify(project, "26.1")
    project.edit("snippets/host/one.out", "ID", "id")
    verified = Verified(Project(project.root))
    verified.update(passed(one(project), project.root, "26.1"))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))


def test_dates(project: Mini) -> None:
    """A run that verifies the same again keeps each date; one that verifies something else has a date of its own."""
    verify(project, "20.10", "26.1")
    redate(project, "2001-02-03")
    verify(project, "20.10", "26.1")
    assert Verified(Project(project.root)).engines(one(project))["26.1"]["date"] == "2001-02-03"
    project.edit("snippets/host/one.sh", "ps", "ps --all")
    verify(project, "26.1")
    known = content(project)
    assert known["host/one.sh"]["bash"]["26.1"]["date"] != "2001-02-03"
    assert known["host/one.sh"]["bash"]["20.10"]["date"] == "2001-02-03"


def test_date_of_a_new_version(project: Mini) -> None:
    """The same on another version of an engine is news, with its version and date."""
    verify(project, "26.1")
    redate(project, "2001-02-03")
    verified = Verified(Project(project.root))
    verified.update(passed(one(project), project.root, "26.1", version="+dfsg2"))
    known = verified.engines(one(project))["26.1"]
    assert known["version"] == "26.1+dfsg2"
    assert known["date"] != "2001-02-03"


def test_unknown(project: Mini) -> None:
    """What a run has verified and the file does not know is told, each with its engine."""
    verify(project, "26.1")
    verified = Verified(Project(project.root))
    assert verified.unknown(passed(one(project), project.root, "26.1")) == []
    assert verified.unknown(passed(one(project), project.root, "26.1", "28.5")) == ["host/one.sh on 28.5"]
    project.edit("snippets/host/one.sh", "ps", "ps --all")
    assert verified.unknown(passed(one(project), project.root, "26.1")) == ["host/one.sh on 26.1"]


def test_removed(project: Mini) -> None:
    """What is known of a snippet goes when the snippet does."""
    verify(project, "26.1")
    (project.root / "snippets/host/two.py").unlink()
    Verified(Project(project.root)).save()
    assert set(content(project)) == {"host/one.sh", "host/two.sh"}


def test_outputs_removed(project: Mini) -> None:
    """Recording forgets the outputs that are there no more."""
    project.write("snippets/host/one.28.5.out", "NEW ID\n")
    verify(project, "26.1")
    assert set(content(project)["host/one.sh"]["outputs"]) == {"one.out", "one.28.5.out"}
    (project.root / "snippets/host/one.28.5.out").unlink()
    verify(project, "26.1")
    assert set(content(project)["host/one.sh"]["outputs"]) == {"one.out"}


def test_save_only_changes(project: Mini) -> None:
    """The file is written when its content changes, and is not touched otherwise."""
    verify(project, "26.1")
    os.utime(project.root / FILE, ns=(0, 0))
    verify(project, "26.1")
    assert (project.root / FILE).stat().st_mtime_ns == 0
    verify(project, "28.5")
    assert (project.root / FILE).stat().st_mtime_ns != 0
    (project.root / FILE).unlink()
    verify(project, "26.1")
    assert "host/one.sh" in content(project)


def test_save_whole_or_not_at_all(project: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the file while it is saved, or after that has failed, finds the old content or the new one."""
    verify(project, "26.1")
    old = (project.root / FILE).read_text(encoding="utf-8")
    seen: list[str] = []

    def full_disk(handle: int) -> None:
        seen.append(os.readlink(f"/proc/self/fd/{handle}"))
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(OSError, match="disk full"):
            verify(project, "28.5")
    assert seen
    assert (project.root / FILE).read_text(encoding="utf-8") == old
    verify(project, "28.5")
    assert "28.5" in content(project)["host/one.sh"]["bash"]
    assert [file.name for file in (project.root / "snippets").iterdir() if file.is_file()] == ["verified.json"]


@pytest.mark.parametrize(("text", "line"), [("", 1), ("{", 1), ('{\n "a": {\n<<<<<<< HEAD\n', 3), ("{}\n{}", 2)])
def test_not_json(project: Mini, text: str, line: int) -> None:
    """A file that is not JSON, as after a merge, is told with its line."""
    project.write(FILE, text)
    with pytest.raises(Problem, match=rf"^snippets/verified\.json:{line}: not JSON \(.*\): restore it from git$"):
        Verified(Project(project.root))


def test_not_an_object(project: Mini) -> None:
    """JSON of another kind is no file of ours."""
    project.write(FILE, "[]")
    with pytest.raises(Problem, match=r"^snippets/verified\.json:1: not a JSON object: restore it from git$"):
        Verified(Project(project.root))


def test_stable(project: Mini) -> None:
    """The file's text does not depend on the order of things, so that a change shows as itself in git."""
    verify(project, "26.1", "28.5")
    text = (project.root / FILE).read_text(encoding="utf-8")
    (project.root / FILE).unlink()
    verify(project, "28.5")
    verify(project, "26.1")
    assert (project.root / FILE).read_text(encoding="utf-8") == text
    assert text.endswith("}\n")


def test_state(project: Mini) -> None:
    """The state after a step is part of what was recorded and verified, on the default engine alone."""
    file = project.write("snippets/host/one.state.json", "{}\n")
    verify(project, "20.10", "26.1")
    assert list(Verified(Project(project.root)).engines(one(project))) == ["20.10", "26.1"]
    assert set(content(project)["host/one.sh"]["outputs"]) == {"one.out", "one.state.json"}
    project.edit("snippets/host/one.state.json", "{}", "{ }")
    verified = Verified(Project(project.root))
    assert not verified.recorded(one(project), GENERATIONS["26.1"])
    assert verified.recorded(one(project), GENERATIONS["20.10"])
    verified.update(passed(one(project), project.root, "26.1"))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))
    file.unlink()
    assert Verified(Project(project.root)).recorded(one(project), GENERATIONS["26.1"])
    with pytest.raises(Problem, match="never verified"):
        Verified(Project(project.root)).engines(one(project))
