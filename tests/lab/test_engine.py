"""The Engine: which one is used, and what is said when it does not do."""

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import docker
import pytest
import requests

from host0.content.generation import DEFAULT, GENERATIONS, generations
from host0.lab import engine, image, needs
from host0.lab.lab import Lab
from host0.lab.label import RUN_LABEL
from host0.problem import Problem
from host0.site import build as site
from tests.conftest import ROOT, Copy
from tests.helpers.labs import labs

LIMIT = 120
"""Seconds until what is waited for must have happened."""


class Relay:
    """A door to the real Engine that a test can shut: to the run behind it, the Engine has died."""

    def __init__(self, path: Path, target: str) -> None:
        self.address = f"unix://{path}"
        self.breaks = b""
        """What breaks the connection off on which it is asked; nothing does if it is empty."""
        self._target = target
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen(64)
        self._open: list[socket.socket] = [self._server]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                one = self._server.accept()[0]
                other = socket.socket(socket.AF_UNIX)
                other.connect(self._target)
                self._open += [one, other]
                for source, sink in ((one, other), (other, one)):
                    threading.Thread(target=self._copy, args=(source, sink), daemon=True).start()

    def _copy(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if self.breaks and self.breaks in data:
                    source.shutdown(socket.SHUT_RDWR)
                    break
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Shut the door: what passes through it breaks off, and nobody gets in any more."""
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@pytest.fixture
def relay(host0_run: Any, tmp_path: Path) -> Iterator[Relay]:
    """Return a relay to the Engine of this run."""
    assert host0_run.client.ping()
    base = os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock"
    if urlparse(base).scheme != "unix":
        pytest.skip("the relay speaks to a local Engine")
    relay = Relay(tmp_path / "relay.sock", urlparse(base).path)
    yield relay
    relay.close()


def test_docker_host_is_used(relay: Relay, small: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where DOCKER_HOST leads to an Engine, that one runs the pages."""
    monkeypatch.setenv("DOCKER_HOST", relay.address)
    assert "1 passed" in small.pytest("docs/en", "-k", "bash and networks").stdout


def test_context_is_used(relay: Relay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without DOCKER_HOST, the current Docker context leads to the Engine."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    meta = tmp_path / "contexts/meta" / hashlib.sha256(b"mine").hexdigest()
    meta.mkdir(parents=True)
    (tmp_path / "config.json").write_text('{"currentContext": "mine"}')
    about = '{"Name": "mine", "Metadata": {}, "Endpoints": {"docker": {"Host": "%s", "SkipTLSVerify": false}}}'
    (meta / "meta.json").write_text(about % relay.address)
    environment = {k: v for k, v in os.environ.items() if k != "DOCKER_HOST"} | {"DOCKER_CONTEXT": "mine"}
    script = "from host0.lab.engine import connect; print(connect().api.get_adapter('http+docker://').socket_path)"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert said.stdout.strip() == urlparse(relay.address).path


def test_engine_dies(relay: Relay, small: Copy, host0_run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An Engine that dies in the middle of a run is told with page and line, without a traceback."""
    (small.root / "snippets/host/run.sh").write_text("# step: limit=100\ndocker run busybox sleep 1000\n")
    monkeypatch.setenv("DOCKER_HOST", relay.address)
    process = small.begin(*small.command("docs/en", "-k", "bash"))
    deadline = time.monotonic() + LIMIT
    while not _running(host0_run.client, process.pid):
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline
        time.sleep(0.05)
    relay.close()
    output = process.communicate(timeout=LIMIT)[0]
    assert process.returncode == 1
    assert "or the lab or its Engine died" in output
    assert f"index.md:{small.line('docs/en/index.md', 'host/run')}" in output
    assert "Traceback" not in output
    deadline = time.monotonic() + LIMIT
    while _running(host0_run.client, process.pid):  # its lifeline broke with the relay
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("asked", ["containers/create", "archive", "attach", "start"])
def test_engine_breaks_off(relay: Relay, host0_run: Any, asked: str) -> None:
    """If a connection breaks while a lab is made, that is told in a sentence, and no container stays."""
    made = image.ensure(host0_run.client, DEFAULT, print)
    relay.breaks = f"/{asked}".encode()
    run = f"breaks-{os.getpid()}"
    with contextlib.closing(docker.DockerClient(base_url=relay.address, version="1.41")) as client:
        with pytest.raises(Problem, match=r"^Docker did not (create|start) a lab: .*Connection"):
            Lab(client, made, run)
        assert not host0_run.client.containers.list(all=True, filters={"label": f"{RUN_LABEL}={run}"})


def _running(client: docker.DockerClient, pid: int) -> bool:
    for lab in labs(client, pid):
        with contextlib.suppress(docker.errors.APIError):
            if b"sleep 1000" in lab.exec_run("ps ax").output:
                return True
    return False


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where no Engine answers is named, and what to do; no Engine of ours takes its place."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    with pytest.raises(Problem, match=r"no Docker Engine answers at DOCKER_HOST=unix://.*nobody.sock") as told:
        engine.running().__enter__()
    assert "\n" not in str(told.value)


def test_run_without_engine(small: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pytest says it in one line as well, and runs nothing."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    run = small.pytest("docs", "-k", "bash")
    assert "no Docker Engine answers at DOCKER_HOST" in run.stdout + run.stderr
    assert run.returncode == 4
    assert "Traceback" not in run.stdout + run.stderr


class FakeClient:
    """An Engine's answers, to test how we fail."""

    def __init__(self, api: str = "1.45", version: str = "26.1.5") -> None:
        self._version = {"ApiVersion": api, "Version": version}

    def version(self) -> dict[str, str]:
        """Answer."""
        return self._version


def test_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Engine that can't give a container a cgroup namespace of its own is refused by its version."""
    monkeypatch.setattr(docker, "from_env", lambda **_: FakeClient("1.40", "19.03.15"))
    with pytest.raises(Problem, match=r"Docker Engine 19.03.15 is too old .* 20.10 or later"):
        engine.connect()


def test_not_in_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who may not use Docker is told how to change that, in one line."""

    def refused(**_: object) -> None:
        refusal = OSError("Connection aborted.", PermissionError(13, "Permission denied"))
        raise docker.errors.DockerException("no version") from requests.exceptions.ConnectionError(refusal)

    monkeypatch.setattr(docker, "from_env", refused)
    monkeypatch.setenv("USER", "ada")
    with pytest.raises(Problem, match=r"^ada may not use Docker: run `sudo usermod -aG docker ada`, .*$"):
        engine.connect()


def test_disk_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told as such, with what is needed."""
    monkeypatch.setattr(image, "present", lambda *_: False)

    def full(*_: object) -> None:
        raise docker.errors.APIError("write /layer.tar: no space left on device")

    monkeypatch.setattr(image, "_build", full)
    with pytest.raises(Problem, match=r"no disk space left to build host0-lab:26.1-"):
        image.ensure(FakeClient(), DEFAULT, print)  # type: ignore[arg-type]


def test_no_free_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make serve` takes the next free port, and says so if there is none."""
    monkeypatch.setattr(site, "PORT", 18000)  # not 8000: a test beside this one may be about to serve there
    with contextlib.ExitStack() as taken:
        for port in range(site.PORT, site.PORT + 20):
            one = taken.enter_context(socket.socket())
            with contextlib.suppress(OSError):  # somebody else's is taken all the same
                one.bind((site.ADDRESS, port))
                one.listen()
        with pytest.raises(Problem, match=r"no free port from 18000 to 18019"):
            site._free_port()
    assert site._free_port() >= site.PORT


OWN = """
import signal, subprocess
import host0.lab.engine as e

def net():
    subprocess.run(["sh", "-c", "ip -4 -o address; ip -o link | cut -d' ' -f2; sysctl net.ipv4.ip_forward"], check=True)
    print("-", flush=True)

net()
with e._own() as address:
    net()
    print(address, flush=True)
    signal.pause()
"""
"""Starts an Engine of ours and tells what became of the machine's network."""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may start an Engine")
def test_one_engine_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run beside another is refused; one that comes after a killed one waits until that one's Engine has ended."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    process = subprocess.Popen(
        [sys.executable, "-c", OWN], env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        while not process.stdout.readline().startswith("unix:"):
            assert process.poll() is None
        monkeypatch.setattr(engine, "END_LIMIT", 0)
        with pytest.raises(Problem, match=r"another run uses host0's own Engine"), engine._own():
            pass
        monkeypatch.undo()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    finally:
        process.kill()
        process.communicate()
    with engine._own() as address:
        assert _answers(address)
    assert not Path(urlparse(address).path).parent.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may start an Engine")
@pytest.mark.parametrize("docker0", [True, False])
def test_engine_of_our_own(tmp_path: Path, docker0: bool) -> None:
    """Where none answers, root gets an Engine of ours, which leaves the network as it is and ends even by kill -9."""
    # in a network namespace of its own, where a stopped Docker has left its bridge, or has not
    prepare = "mount -t sysfs sysfs /sys; sysctl -qw net.ipv4.ip_forward=0; "
    if docker0:
        prepare += "ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up; "
    prepare += 'exec "$0" -c "$1"'
    command = ["unshare", "--net", "--mount", "sh", "-c", prepare, sys.executable, OWN]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        before, after = ("".join(iter(process.stdout.readline, "-\n")) for _ in range(2))
        address = process.stdout.readline().strip()
        with contextlib.closing(docker.DockerClient(base_url=address)) as client:
            assert client.info()["DockerRootDir"] == str(tmp_path / "host0/engine/data")
            assert {n.name for n in client.networks.list()} >= {"host", "none"}
        assert after == before
        assert ("docker0" in after) is docker0
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    deadline = time.monotonic() + LIMIT
    while _answers(address) or Path(urlparse(address).path).parent.exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        docker.DockerClient(base_url=address, version="1.41", timeout=5).close()
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(urlparse(address).path)
    except (OSError, docker.errors.DockerException, requests.exceptions.RequestException):
        return False
    return True


def test_unknown_engine() -> None:
    """An engine that we do not have is refused with the ones that we have."""
    with pytest.raises(Problem, match=f"unknown engine 19.03: choose from {', '.join(GENERATIONS)} or all"):
        generations(f"{DEFAULT.name},19.03")


def test_unknown_engine_on_the_command_line(small: Copy) -> None:
    """Pytest refuses it too, without a traceback."""
    run = small.pytest("docs", "--engines", "19.03")
    assert "unknown engine 19.03" in run.stderr
    assert "Traceback" not in run.stderr


def test_needs_without_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who may not use the Docker that is installed is not told to install it."""

    def refused() -> None:
        raise Problem("ada may not use Docker")

    monkeypatch.setattr(needs, "connect", refused)
    monkeypatch.setattr(needs, "installed", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    with pytest.raises(Problem, match=r"ada may not use Docker"):
        needs.missing()


def test_needs_nothing_twice() -> None:
    """Where the tests run, nothing is missing any more: a second run installs nothing."""
    assert needs.missing() == []
