"""host0's state: taken from a real host0, the same in each run but for names, and settled before it counts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from host0.check.transcript import Renaming
from host0.content import placeholder
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.step import Step
from host0.draw.state import State, parse
from host0.lab.host import Gone, Overrun, Result
from host0.lab.lab import Lab
from host0.problem import Problem
from host0.run.look import look, settled
from host0.run.record import keep
from tests.helpers.project import mini

START = """
docker run --name=nginx --net=host -d nginx
docker run --name=web -p 8080:80 -d nginx
docker run --name=guest --net=container:web -d busybox sleep 600
docker run --name=alone --net=none -d busybox sleep 600
until curl -s localhost >/dev/null && curl -s localhost:8080 >/dev/null; do sleep 0.1; done
"""


def taken(lab: Lab, script: str, folder: Path) -> tuple[str, State]:
    """Run a script on host0, and return the state that it leads to, as text and as it is read."""
    result = lab.session("host0").run(script, 60 * lab.patience)
    assert result.status == 0, result.output
    text = settled(lab)
    file = folder / "x.state.json"
    file.write_text(text, encoding="utf-8")
    return text, parse(file)


def test_real(host0_run: Any, tmp_path: Path) -> None:
    """The state of a real host0 has what its Docker was told; another lab has the same, under other names."""
    with host0_run.labs.open(DEFAULT) as lab, host0_run.labs.open(DEFAULT) as other:
        empty, nothing = taken(lab, "true", tmp_path)
        text, seen = taken(lab, START, tmp_path)
        again, _ = taken(other, START, tmp_path)
        taken(lab, "docker rm --force nginx web guest alone", tmp_path)
        assert Renaming().match("", empty, settled(lab))
    assert Renaming().match("", text, again)
    assert text != again
    assert not nothing.containers
    assert [one.name for one in nothing.namespaces] == ["client0", "host0"]
    assert [(one.name, one.mode, one.namespace) for one in seen.containers] == [
        ("nginx", "host", "host0"),
        ("web", "bridge", "web"),
        ("guest", "container:web", "web"),
        ("alone", "none", "alone"),
    ]
    assert [one.name for one in seen.namespaces] == ["client0", "host0", "web", "alone"]
    assert seen.containers[0].listens == seen.containers[1].listens == ("tcp 0.0.0.0:80", "tcp [::]:80")
    assert not seen.containers[2].listens
    assert seen.published == [("DNAT", "8080", "172.17.0.2:80"), ("docker-proxy", "8080", "172.17.0.2:80")]
    plugged = [one for one in seen.host.interfaces if one.bridge]
    assert [(one.bridge, one.peer) for one in plugged] == [("docker0", ("web", "eth0"))]
    eth0 = next(one for one in seen.others[0].interfaces if one.name == "eth0")
    assert (eth0.peer, eth0.addresses) == (("host0", plugged[0].name), ("172.17.0.2/16",))
    assert [one.name for one in seen.others[1].interfaces] == ["lo"]
    bridge = next(one for one in seen.host.interfaces if one.kind == "bridge")
    assert (bridge.name, seen.masqueraded(bridge)) == ("docker0", "172.17.0.0/16")
    outside = next(one for one in seen.outside.interfaces if one.name == "eth0")
    assert (outside.peer, outside.addresses[0]) == (("host0", "eth0"), "{client0.ip}/24")
    assert not [value for value in placeholder.LAB.values() if value in text]


class Fake:
    """A lab whose state is what a test says, look by look."""

    patience = 1.0

    def __init__(self, *texts: str) -> None:
        self._texts = list(texts)
        self.looks = 0

    def session(self, _: str) -> "Fake":
        """Return what runs the probe: the same."""
        return self

    def run(self, _: str, limit: float) -> Result:
        """Print the next text, the last one again and again; an empty one is a probe that hangs."""
        self.looks += 1
        text = self._texts.pop(0) if len(self._texts) > 1 else self._texts[0]
        if not text:
            raise Overrun(f"{limit}")
        return Result(text, 0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a look at a state take a tenth of a second, and no time pass otherwise."""
    now = 0.0

    def tick(seconds: float = 0.0) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr("time.sleep", tick)
    monkeypatch.setattr("time.monotonic", lambda: now)


@pytest.mark.usefixtures("clock")
def test_settles() -> None:
    """A state counts when it has stayed the same for a while; an error on the way does not count."""
    lab: Any = Fake('{"a": 1}', "Traceback", '{"a": 2}', '{"a": 3}')
    assert settled(lab) == '{"a": 3}'
    assert lab.looks > 10


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("texts", [["Traceback: no such process"], [f'{{"a": {n}}}' for n in range(1000)]])
def test_never_settles(texts: list[str]) -> None:
    """A state that goes on changing, or is none, is told as such, with the last look at it."""
    lab: Any = Fake(*texts)
    with pytest.raises(Problem, match=r"(?s)does not settle; the last look at it:\n."):
        settled(lab)


def test_look() -> None:
    """The lab's own addresses become placeholders."""
    lab: Any = Fake('{"a": "192.0.2.10/24"}')
    assert look(lab) == '{"a": "{host0.ip}/24"}'


def test_look_hangs() -> None:
    """A probe that hangs is told as such, and its lab is of no more use."""
    lab: Any = Fake("")
    with pytest.raises(Gone, match="did not tell its state within 60 s"):
        look(lab)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"namespaces": [{}], "containers": [], "nat": []}'])
def test_no_state(tmp_path: Path, text: str) -> None:
    """A file that holds no state is told by its name."""
    file = tmp_path / "x.state.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=r"x\.state\.json:1: not a state \(.*\): make record"):
        parse(file)


ID, OTHER = "0123456789ab", "ba9876543210"

KEPT: dict[str, tuple[Callable[[str], str], bool]] = {
    "the same": (lambda text: text, False),
    "another name in both": (lambda text: text.replace(ID, OTHER), False),
    "something else": (lambda text: text.replace("host", "none"), True),
}


@pytest.mark.parametrize("kind", KEPT)
def test_keep(tmp_path: Path, kind: str) -> None:
    """Recording writes outputs and states anew together, if any of them is not what it was, up to renaming."""
    change, written = KEPT[kind]
    project = mini(tmp_path)
    snippet = Step(project.root, "host/one").bash
    old = {snippet.output_path(): f"{ID}\n", snippet.state_path: json.dumps({"id": ID, "mode": "host"})}
    for file, text in old.items():
        file.write_text(text, encoding="utf-8")
    states = {snippet.state_path: change(old[snippet.state_path])}
    printed = {snippet.key: change(old[snippet.output_path()])}
    changed = keep([snippet], printed, states, DEFAULT)
    assert changed == ([snippet.output_path(), snippet.state_path] if written else [])
    assert (snippet.state_path.read_text() == states[snippet.state_path]) == (written or kind == "the same")
    # an id in the state alone that is another one's is something else, too
    assert keep([snippet], {snippet.key: f"{OTHER}\n"}, {snippet.state_path: old[snippet.state_path]}, DEFAULT)


def test_keep_elsewhere(tmp_path: Path) -> None:
    """On another engine no state is recorded, and none is compared."""
    snippet = Step(mini(tmp_path).root, "host/one").bash
    snippet.state_path.write_text("{}", encoding="utf-8")
    assert keep([snippet], {snippet.key: snippet.output()}, {}, GENERATIONS["28.5"]) == []
    assert snippet.files(GENERATIONS["28.5"]) == [snippet.output_path()]
