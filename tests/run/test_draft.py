"""A recording's draft: what it takes over from a track, and what it leaves as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from host0.check.verified import Verified
from host0.content.generation import DEFAULT, GENERATIONS, Generation
from host0.content.project import Project
from host0.lab.labs import Labs
from host0.run.record import Draft
from host0.run.track import Track
from tests.helpers.project import Mini, verified

OTHER = next(one for one in GENERATIONS.values() if one != DEFAULT)
RECORDS = ("snippets/replay.json", "snippets/verified.json")


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a project that counts as recorded and verified."""
    return verified(tmp_path / "project")


def records(project: Mini) -> list[Any]:
    """Return what was recorded besides outputs: times, and all that is verified."""
    return [json.loads((project.root / name).read_text(encoding="utf-8")) for name in RECORDS]


def take(project: Mini, generation: Generation, output: str, seconds: float) -> None:
    """Record its page's bash track, whose steps print what they did, but the first this one, after so many seconds."""
    page = Project(project.root).pages["index.md"]["en"]
    track = Track([], "bash", generation, lambda: Labs.open(None, generation), verified=None)  # type: ignore[arg-type]
    track.printed = {"host/one.sh": output, "host/two.sh": "<title>\n"}
    track.timed = {key: [seconds] for key in track.printed}
    folder = project.root.parent / f"draft-{seconds}"
    folder.mkdir()
    draft = Draft(project.root, folder)
    draft.take(page, "bash", generation, track)
    draft.publish()


def test_times_of_an_output_that_stays(project: Mini) -> None:
    """The same outputs keep their times, and nothing is written."""
    before = records(project)
    take(project, DEFAULT, "CONTAINER ID\n", 1.5)
    assert records(project) == before


def test_times_of_another_output(project: Mini) -> None:
    """New outputs have new times, which count as recorded; those of the other track stay as they were."""
    take(project, DEFAULT, "NAMES\n", 1.5)
    assert records(project)[0] == {"host/one.sh": [1.5], "host/two.py": [0.0], "host/two.sh": [1.5]}
    assert Verified(Project(project.root)).edited() == []


def test_begun_meanwhile(project: Mini) -> None:
    """Somebody who begins a step while others are recorded, with its Python snippet, costs nobody the recording."""
    draft = Draft(project.root, project.root.parent)
    project.write("snippets/host/three.py", "print()\n")
    before = records(project)
    draft.publish()
    assert records(project) == before


def test_times_edited(project: Mini) -> None:
    """Times that were edited by hand are recorded anew, though the outputs are the same, and not taken for recorded."""
    project.edit("snippets/replay.json", '"host/one.sh": [0.0]', '"host/one.sh": [7.0]')
    assert Verified(Project(project.root)).edited()
    take(project, DEFAULT, "CONTAINER ID\n", 1.5)
    assert records(project)[0]["host/one.sh"] == [1.5]
    assert Verified(Project(project.root)).edited() == []


def test_another_engine(project: Mini) -> None:
    """A recording on another engine writes no times, and takes none that were edited for recorded."""
    project.edit("snippets/replay.json", '"host/one.sh": [0.0]', '"host/one.sh": [7.0]')
    before = records(project)
    take(project, OTHER, "OTHER\n", 1.5)
    assert records(project)[0] == before[0]
    assert records(project)[1]["host/one.sh"]["outputs"].keys() == {"one.out", f"one.{OTHER.name}.out", "replay.json"}
    [told] = Verified(Project(project.root)).edited()
    assert str(told).startswith("snippets/replay.json:2: when host/one.sh printed its lines is not as a run has")
