"""The contributor's Docker and machine are as they were, however a run ends."""

import contextlib
import os
import random
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import docker
import pytest

from host0.lab.label import LABEL
from tests.conftest import Copy
from tests.helpers.labs import labs

SWEEP_LIMIT = 60
"""Seconds within which nothing of a killed run may be left."""


@dataclass
class Machine:
    """What a run may not change."""

    docker: set[str]
    listening: set[str]
    firewall: str
    mounts: set[str]


def _said(*command: str) -> str:
    return (
        subprocess.run(command, capture_output=True, text=True, check=False).stdout if shutil.which(command[0]) else ""
    )


def _machine(client: docker.DockerClient) -> Machine:
    """Return the machine's present state, without the labs and web servers of tests that run beside this one."""
    containers = client.containers.list(all=True, ignore_removed=True)  # once: a lab may begin between two lists
    things = {f"container {c.id}" for c in containers if LABEL not in c.labels}
    things |= {f"network {network.id}" for network in client.networks.list()}
    things |= {f"volume {volume.id}" for volume in client.volumes.list()}
    # not the SDK's list, which asks for each again: an image of a test may be gone by then
    images = [image for image in client.api.images(all=True) if LABEL not in (image["Labels"] or {})]
    things |= {f"image {name}" for image in images for name in image["RepoTags"] or [image["Id"]]}
    sockets = [line for line in _said("ss", "-Hltunp").splitlines() if not re.search("python|chrom|firefox", line)]
    rules = re.sub(r"^#.*\n|\[\d+:\d+\]", "", _said("iptables-save") + _said("ip6tables-save"), flags=re.MULTILINE)
    mounts = {line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()}
    # an Engine mounts the file system of each lab that is running
    mounts = {mount for mount in mounts if not re.search(r"/(overlay2|containers|netns|moby)/|/tmp/pytest", mount)}
    return Machine(things, {line.split()[4] for line in sockets}, rules, mounts)


def _settled(client: docker.DockerClient, known: Machine | None = None) -> Machine:
    """Return the machine's state once two looks agree: a test beside this one makes things that last for a moment.

    With a state to come back to, it has until the limit to be that one.
    """
    deadline = time.monotonic() + SWEEP_LIMIT
    seen = _machine(client)
    while time.monotonic() < deadline and seen != known:
        time.sleep(0.2)
        before, seen = seen, _machine(client)
        if seen == before and not known:
            break
    return seen


@pytest.fixture
def client(host0_run: Any) -> Iterator[docker.DockerClient]:
    """Return the contributor's Docker, and hold it against itself after the test."""
    before = _settled(host0_run.client)
    yield host0_run.client
    after = _settled(host0_run.client, before)
    for one in fields(Machine):
        assert getattr(after, one.name) == getattr(before, one.name), f"{one.name} are others than before the test"


Start = Callable[..., "subprocess.Popen[str]"]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


@pytest.fixture
def start(client: docker.DockerClient) -> Iterator[Start]:
    """Return what starts a run in the background; after the test, wait until nothing of such runs is left."""
    started: list[subprocess.Popen[str]] = []

    def begin(project: Copy, *arguments: str) -> "subprocess.Popen[str]":
        process = project.begin(*project.command("-s", "-k", "bash", *arguments), start_new_session=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.communicate(timeout=120)
        deadline = time.monotonic() + SWEEP_LIMIT
        while labs(client, process.pid):
            assert time.monotonic() < deadline, "labs of a run that ended are still there"
            time.sleep(0.1)


def _until(condition: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _processes(client: docker.DockerClient, pid: int) -> str:
    with contextlib.suppress(docker.errors.APIError):  # created and not started yet
        return "".join(str(lab.exec_run("ps ax").output) for lab in labs(client, pid))
    return ""


def test_pass(small: Copy, client: docker.DockerClient, start: Start) -> None:
    """A run that passes leaves nothing."""
    process = start(small)
    assert process.communicate(timeout=300)[0].count("passed") == 1
    assert not labs(client, process.pid)


def test_fail(small: Copy, client: docker.DockerClient, start: Start) -> None:
    """A run that fails half-way leaves nothing."""
    small.edit("snippets/host/run.sh", "nginx", "no-such-image")
    process = start(small)
    assert "failed" in process.communicate(timeout=300)[0]
    assert not labs(client, process.pid)


def test_limit(small: Copy, client: docker.DockerClient, start: Start) -> None:
    """A snippet that never ends is stopped at its limit, named with page and line, and its lab goes with it."""
    (small.root / "snippets/host/run.sh").write_text("# step: limit=2\ndocker run busybox sleep 1000\n")
    process = start(small, "docs/en")
    output = process.communicate(timeout=300)[0]
    assert re.search(r"did not end within \d+ s", output)  # 2, or more by the lab's patience on a busy machine
    assert f"index.md:{small.line('docs/en/index.md', 'host/run')}" in output
    assert "2 skipped" in output
    assert not labs(client, process.pid)


@pytest.mark.parametrize("how", SIGNALS)
@pytest.mark.parametrize("moment", ["lab", "snippet", "random"])
def test_interrupted(small: Copy, client: docker.DockerClient, start: Start, how: signal.Signals, moment: str) -> None:
    """Ctrl-C, a kill and kill -9, at any moment, leave nothing: in a snippet, as a lab begins, or whenever."""
    (small.root / "snippets/host/run.sh").write_text("# step: limit=100\ndocker run busybox sleep 1000\n")
    process = start(small)
    _until(lambda: labs(client, process.pid), process)
    if moment == "snippet":
        _until(lambda: "sleep 1000" in _processes(client, process.pid), process)
    elif moment == "random":
        seed = os.environ.get("HOST0_SEED") or secrets.token_hex(4)
        print(f"repeat this moment: HOST0_SEED={seed}")  # pytest shows it if the test fails
        time.sleep(random.Random(seed).uniform(0, 2))  # noqa: S311 (a moment, not a secret)
    os.kill(process.pid, how)
    output = process.communicate(timeout=120)[0]
    assert "Traceback" not in output


def test_killed_between_creation_and_start(client: docker.DockerClient, tmp_path: Path) -> None:
    """A lab that was created and never started goes too when its run is killed."""
    script = tmp_path / "run.py"
    script.write_text(
        "import os, signal, docker\n"
        "from host0.lab.labs import Labs\nfrom host0.lab.lab import Lab\nfrom host0.content.generation import DEFAULT\n"
        "client = docker.from_env()\n"
        "client.api.start = lambda *_: (print('created', flush=True), signal.pause())\n"
        "with Labs(client, print) as labs:\n    labs.open(DEFAULT)\n"
    )
    project = Copy(Path(__file__).parents[2])
    process = subprocess.Popen(
        ["python3", str(script)], env=project.environment(), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "created\n"
    assert len(labs(client, process.pid)) == 1
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + SWEEP_LIMIT
    while labs(client, process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_nothing_is_published(client: docker.DockerClient, host0_run: Any) -> None:
    """A lab has no port on the contributor's machine, no network, no volume, and carries our label."""
    from host0.content.generation import DEFAULT  # noqa: PLC0415

    with host0_run.labs.open(DEFAULT) as lab:
        about = client.containers.get(lab.id).attrs
        assert about["HostConfig"]["NetworkMode"] == "none"
        assert not about["HostConfig"]["PortBindings"]
        assert not about["Mounts"]
        assert about["Config"]["Labels"]["host0.lab"] == "lab"
        assert not about["HostConfig"]["Privileged"]
