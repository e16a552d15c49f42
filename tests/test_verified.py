"""`verified.json`: what counts as recorded and verified, until when, and how the file is kept."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from host0.errors import Problem
from host0.generation import GENERATIONS
from host0.step import Snippet, Step
from host0.verified import Passed, Verified, state
from tests.project import Mini, mini

FILE = "snippets/verified.json"


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project."""
    return mini(tmp_path)


def one(project: Mini) -> Snippet:
    """Return the project's first snippet as it is now."""
    return Step(project.root, "host/one").bash


def passed(snippet: Snippet, *engines: str, version: str = "+dfsg1") -> list[Passed]:
    """Return what a run on these engines would have verified."""
    return [Passed(snippet.key, name, state(snippet, GENERATIONS[name]), name + version) for name in engines]


def verify(project: Mini, *engines: str) -> None:
    """Let all snippets be recorded, and verified on these engines."""
    verified = Verified(project.root)
    for name in ("host/one", "host/two"):
        for snippet in Step(project.root, name).snippets():
            verified.record(snippet)
            verified.update(passed(snippet, *engines))
    verified.save()


def content(project: Mini) -> dict[str, Any]:
    """Return what the file holds."""
    held: dict[str, Any] = json.loads((project.root / FILE).read_text(encoding="utf-8"))
    return held


def redate(project: Mini, date: str) -> None:
    """Let everything have been verified on a date."""
    entries = content(project)
    for entry in entries.values():
        for known in entry["engines"].values():
            known["date"] = date
    project.write(FILE, json.dumps(entries))


def test_verified(project: Mini) -> None:
    """What was recorded and verified is known on just the engines it passed on, with version, kernel and date."""
    verify(project, "26.1", "28.5")
    engines = Verified(project.root).engines(one(project))
    assert list(engines) == ["26.1", "28.5"]
    assert {name: known["version"] for name, known in engines.items()} == {"26.1": "26.1+dfsg1", "28.5": "28.5+dfsg1"}
    assert all(known["kernel"] and known["date"] for known in engines.values())
    assert set(content(project)) == {"host/one.sh", "host/two.sh", "host/two.py"}


def test_order_of_engines(project: Mini) -> None:
    """Engines come in the order of their age, whatever order they were verified in."""
    verify(project, "28.5")
    verify(project, "20.10", "26.1")
    assert list(Verified(project.root).engines(one(project))) == ["20.10", "26.1", "28.5"]


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
    """A snippet whose code, header or output has changed since is not verified, and the page cannot show it."""
    verify(project, "26.1", "28.5")
    CHANGES[change](project)
    with pytest.raises(Problem, match=r"snippets/host/one\.sh:1: never verified as it is now: make test"):
        Verified(project.root).engines(one(project))
    if change != "the file itself":
        assert Verified(project.root).engines(Step(project.root, "host/two").bash)


def test_never_verified(project: Mini) -> None:
    """A snippet that only other engines have verified is not verified; one that was only recorded is not either."""
    verify(project)
    for engines in ([], ["20.10", "28.5"]):
        verify(project, *engines)
        with pytest.raises(Problem, match="never verified"):
            Verified(project.root).engines(one(project))


def test_recorded_anew(project: Mini) -> None:
    """A new output that was recorded, but that no test run has seen again, is not verified."""
    verify(project, "26.1")
    project.edit("snippets/host/one.out", "ID", "id")
    verified = Verified(project.root)
    verified.record(one(project))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))
    verified.update(passed(one(project), "26.1"))
    assert list(verified.engines(one(project))) == ["26.1"]


def test_stale_engine(project: Mini) -> None:
    """An engine that has verified an earlier state is left out, not shown, and the others stay."""
    verify(project, "20.10", "26.1", "28.5")
    project.write("snippets/host/one.28.5.out", "NEW ID\n")
    assert list(Verified(project.root).engines(one(project))) == ["20.10", "26.1"]
    verify(project, "28.5")
    assert list(Verified(project.root).engines(one(project))) == ["20.10", "26.1", "28.5"]
    project.edit("snippets/host/one.28.5.out", "NEW", "OLD")
    assert list(Verified(project.root).engines(one(project))) == ["20.10", "26.1"]


def test_recorded(project: Mini) -> None:
    """An output counts as recorded while it is as the recording wrote it: not before, and not edited by hand."""
    verified, default = Verified(project.root), GENERATIONS["26.1"]
    assert not verified.recorded(one(project), default)
    verified.record(one(project))
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
    verified = Verified(project.root)
    verified.update(passed(one(project), "26.1"))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))


def test_dates(project: Mini) -> None:
    """A run that verifies the same again keeps each date; one that verifies something else has a date of its own."""
    verify(project, "20.10", "26.1")
    redate(project, "2001-02-03")
    verify(project, "20.10", "26.1")
    assert Verified(project.root).engines(one(project))["26.1"]["date"] == "2001-02-03"
    project.edit("snippets/host/one.sh", "ps", "ps --all")
    verify(project, "26.1")
    known = content(project)
    assert known["host/one.sh"]["engines"]["26.1"]["date"] != "2001-02-03"
    assert known["host/one.sh"]["engines"]["20.10"]["date"] == "2001-02-03"
    assert known["host/two.sh"]["engines"]["26.1"]["date"] == "2001-02-03"


def test_date_of_a_new_version(project: Mini) -> None:
    """The same on another version of an engine is news, with its version and date."""
    verify(project, "26.1")
    redate(project, "2001-02-03")
    verified = Verified(project.root)
    verified.update(passed(one(project), "26.1", version="+dfsg2"))
    known = verified.engines(one(project))["26.1"]
    assert known["version"] == "26.1+dfsg2"
    assert known["date"] != "2001-02-03"


def test_unknown(project: Mini) -> None:
    """What a run has verified and the file does not know is told, each with its engine."""
    verify(project, "26.1")
    verified = Verified(project.root)
    assert verified.unknown(passed(one(project), "26.1")) == []
    assert verified.unknown(passed(one(project), "26.1", "28.5")) == ["host/one.sh on 28.5"]
    project.edit("snippets/host/one.sh", "ps", "ps --all")
    assert verified.unknown(passed(one(project), "26.1")) == ["host/one.sh on 26.1"]


def test_removed(project: Mini) -> None:
    """What is known of a snippet goes when the snippet does."""
    verify(project, "26.1")
    (project.root / "snippets/host/two.py").unlink()
    Verified(project.root).save()
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
    write = Path.write_text

    def full_disk(path: Path, text: str, encoding: str) -> int:
        write(path, text[: len(text) // 2], encoding=encoding)
        seen.append(path.name)
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full_disk)
        with pytest.raises(OSError, match="disk full"):
            verify(project, "28.5")
    assert seen
    assert (project.root / FILE).read_text(encoding="utf-8") == old
    verify(project, "28.5")
    assert "28.5" in content(project)["host/one.sh"]["engines"]
    assert [file.name for file in (project.root / "snippets").iterdir() if file.is_file()] == ["verified.json"]


@pytest.mark.parametrize(("text", "line"), [("", 1), ("{", 1), ('{\n "a": {\n<<<<<<< HEAD\n', 3), ("{}\n{}", 2)])
def test_not_json(project: Mini, text: str, line: int) -> None:
    """A file that is not JSON, as after a merge, is told with its line."""
    project.write(FILE, text)
    with pytest.raises(Problem, match=rf"^snippets/verified\.json:{line}: not JSON \(.*\): restore it from git$"):
        Verified(project.root)


def test_not_an_object(project: Mini) -> None:
    """JSON of another kind is no file of ours."""
    project.write(FILE, "[]")
    with pytest.raises(Problem, match=r"^snippets/verified\.json:1: not a JSON object: restore it from git$"):
        Verified(project.root)


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
    assert list(Verified(project.root).engines(one(project))) == ["20.10", "26.1"]
    assert set(content(project)["host/one.sh"]["outputs"]) == {"one.out", "one.state.json"}
    project.edit("snippets/host/one.state.json", "{}", "{ }")
    verified = Verified(project.root)
    assert not verified.recorded(one(project), GENERATIONS["26.1"])
    assert verified.recorded(one(project), GENERATIONS["20.10"])
    verified.update(passed(one(project), "26.1"))
    with pytest.raises(Problem, match="never verified"):
        verified.engines(one(project))
    file.unlink()
    assert Verified(project.root).recorded(one(project), GENERATIONS["26.1"])
    with pytest.raises(Problem, match="never verified"):
        Verified(project.root).engines(one(project))
