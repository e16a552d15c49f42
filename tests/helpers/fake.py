"""A fake lab, in the place of a real one where a test is only about how a run goes on: it knows the small project.

Pytest takes it as a plugin (`-p fake`, from a copy in the project's folder). It has a shell of a few commands and a
Docker that can run nginx, and does what a real one does as far as the small project and its drifts go.
"""

import json
import re
import secrets
import shlex
from pathlib import Path
from typing import Any

import pytest

from host0.content.generation import Generation
from host0.content.placeholder import LAB, fill
from host0.lab.host import Result

TITLE = "<title>Welcome to nginx!</title>"
NETWORKS = {"bridge": "bridge", "host": "host", "none": "null"}


class FakeLab:
    """host0 and client0 as a track sees them."""

    patience = 0.02  # nothing here changes by itself, so nobody has to wait for it

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ids = {network: secrets.token_hex(6) for network in NETWORKS}
        self._containers: dict[str, tuple[str, str]] = {}
        self._addresses: list[str] = []
        self._before: set[str] = set()
        self.closed = 0

    def version(self) -> str:
        """Return an Engine's version."""
        return "26.1.5+dfsg1"

    def session(self, place: str) -> "FakeSession":
        """Return somebody at the terminal of a machine."""
        assert not self.closed, "its lab was closed"
        return FakeSession(self, place)

    def namespaces(self) -> set[str]:
        """Return none: a fake's snippets print none."""
        return set()

    def remember(self) -> None:
        """Remember which containers there are."""
        self._before = set(self._containers)

    def left(self) -> list[str]:
        """Return which containers there are beside those."""
        return [f"left behind: container {name}" for name in self._containers if name not in self._before]

    def close(self) -> None:
        """Be of no use any more."""
        self.closed += 1

    def state(self) -> str:
        """Return what the probe prints."""
        state = json.loads(Path(__file__).with_name("empty.state.json").read_text(encoding="utf-8"))
        state["namespaces"][1]["interfaces"][0]["addresses"] += self._addresses
        for name, (identity, mode) in self._containers.items():
            listens = ["tcp 0.0.0.0:80", "tcp [::]:80"]
            about = {"id": identity[:12], "name": name, "image": "nginx", "mode": mode, "namespace": "host0"}
            state["containers"].append({**about, "listens": listens})
        return fill(json.dumps(state, indent=1) + "\n", LAB)

    def docker(self, *words: str) -> tuple[str, int]:
        """Do what a Docker command says; return what it prints, and its status."""
        options = dict(word.removeprefix("--").partition("=")[::2] for word in words if word.startswith("--"))
        if words[:2] == ("network", "ls"):
            rows = [f"{'NETWORK ID':15}{'NAME':10}{'DRIVER':10}SCOPE"]
            for name, driver in NETWORKS.items():
                if words[-1] in ("ls", f"driver={driver}"):
                    rows.append(f"{self._ids[name]:15}{name:10}{driver:10}local")
            return "\n".join(rows) + "\n", 0
        if words[0] == "run":
            if words[-1] != "nginx":
                return f"Unable to find image '{words[-1]}:latest' locally\n", 125
            self._containers[options["name"]] = (secrets.token_hex(32), options.get("network", "bridge"))
            return self._containers[options["name"]][0] + "\n", 0
        if words[0] == "ps":
            length = 64 if "no-trunc" in options else 12
            return "".join(f"{identity[:length]}\n" for identity, _ in self._containers.values()), 0
        assert words[:2] == ("rm", "--force"), words
        return ("", 1) if self._containers.pop(words[2], None) is None else (f"{words[2]}\n", 0)

    def curl(self, address: str, word: str) -> tuple[str, int]:
        """Return the line with a word of what a web server answers."""
        listening = any(mode == "host" for _, mode in self._containers.values())
        found = listening and address == LAB["host0.ip"] and word in TITLE
        return (TITLE + "\n", 0) if found else ("", 1)

    def address(self, address: str) -> tuple[str, int]:
        """Give the loopback interface another address."""
        self._addresses.append(address)
        return "", 0


class FakeSession:
    """Somebody at a terminal, who knows five commands."""

    def __init__(self, lab: FakeLab, place: str) -> None:
        self._lab, self._place = lab, place

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Run a snippet. Its status is the last command's, as in a shell."""
        assert limit > 0
        if self._place == "probe":
            return Result(self._lab.state(), 0)
        if self._place == "python":
            return Result("".join(f"{name} {driver} local\n" for name, driver in NETWORKS.items()), 0)
        output, status = "", 0
        for command in re.split(r"\n|&&", snippet):
            printed, status = self._command(command.strip())
            output += printed
        return Result(output, status, (0.0,) * output.count("\n"))

    def _command(self, command: str) -> tuple[str, int]:
        words = shlex.split(command)
        if words[0] == "docker":
            return self._lab.docker(*words[1:]) if self._place == "host0" else ("", 1)
        if words[0] == "curl":
            return self._lab.curl(words[2], words[-1])
        if words[0] == "echo":
            return " ".join(words[1:]) + "\n", 0
        assert words[:3] == ["ip", "address", "add"], command
        return self._lab.address(words[3])


class FakeLabs:
    """What opens fake labs, and notes in a file of the project that it did."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def open(self, generation: Generation) -> FakeLab:
        """Return a lab."""
        with (self._root / "opened").open("a", encoding="utf-8") as file:
            file.write(f"{generation.name}\n")
        return FakeLab(self._root)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let a run have fake labs, and prepare nothing for real ones."""
    run: Any = config.pluginmanager.get_plugin("host0")
    if run:  # none where pages are refused
        run._labs = FakeLabs(config.rootpath)
        run._prepare = lambda: None
