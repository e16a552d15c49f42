"""The contributor's Docker Engine: find the one they use, or run one of our own for as long as we need it."""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import docker
import requests

from host0.files import cache
from host0.problem import Problem

Client = docker.DockerClient
"""What the other rooms know of the SDK."""

OLDEST_API = (1, 41)
"""Engine 20.10, the first whose API knows private cgroup namespaces for containers (`CgroupnsMode`)."""

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when its parent dies."""

SUPERVISE = """
run=$1; shift
trap 'kill "$daemon"' TERM
"$@" & daemon=$!
while kill -0 "$daemon" 2>/dev/null; do wait "$daemon"; done
rm -rf -- "$run"
"""
"""Runs a daemon until it ends, or until a SIGTERM comes, and then removes its folder: after a kill -9, we could not."""

END_LIMIT = 15
"""Seconds that an Engine of our own may take to end after its run was killed."""

START_LIMIT = 60
"""Seconds that an Engine of our own may take to answer."""


def installed() -> bool:
    """Return whether Docker Engine is installed here; only root has its folder on PATH."""
    return shutil.which("dockerd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def connect() -> docker.DockerClient:
    """Return a client for the Engine that `DOCKER_HOST` or the current Docker context leads to.

    Raises `Problem` if none answers, if it is too old, or if the user may not use it.
    """
    try:
        client = docker.from_env(timeout=120)
        version = client.version()
    except (docker.errors.DockerException, requests.exceptions.RequestException) as error:
        raise Problem(_why(error)) from None
    api = tuple(int(part) for part in version["ApiVersion"].split("."))
    if api < OLDEST_API:
        raise Problem(f"Docker Engine {version['Version']} is too old to run the lab: 20.10 or later is needed")
    return client


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that it came from: `requests` keeps that in the arguments."""
    yield error
    for one in (error.__cause__, *error.args):
        if isinstance(one, BaseException):
            yield from _causes(one)


def _why(error: Exception) -> str:
    if any(isinstance(one, PermissionError) for one in _causes(error)):
        user = os.environ.get("USER") or os.environ.get("LOGNAME") or "this user"
        return f"{user} may not use Docker: run `sudo usermod -aG docker {user}`, log in again, and repeat"
    if os.environ.get("DOCKER_HOST"):
        return f"no Docker Engine answers at DOCKER_HOST={os.environ['DOCKER_HOST']}: start it, or unset DOCKER_HOST"
    if installed():
        return "no Docker Engine answers: start it (`sudo systemctl start docker`), and repeat"
    return "no Docker Engine answers: install Docker (on Debian: `sudo apt-get install docker.io`) and start it"


@contextlib.contextmanager
def running() -> Iterator[docker.DockerClient]:
    """Yield a client for the contributor's Engine, or for one of our own if none answers and we are root.

    Our own one has no bridge, touches no firewall and publishes nothing; it keeps its images in `cache()`, and
    `DOCKER_HOST` leads to it meanwhile, for the processes that we start. It ends with us, however we end.
    Raises `Problem` as `connect` does.
    """
    try:
        client = connect()
    except Problem:
        if os.environ.get("DOCKER_HOST") or os.geteuid() != 0 or not installed():
            raise
    else:
        with contextlib.closing(client):
            yield client
        return
    with _own() as address:
        os.environ["DOCKER_HOST"] = address
        try:
            with contextlib.closing(connect()) as client:
                yield client
        finally:
            del os.environ["DOCKER_HOST"]


@contextlib.contextmanager
def _own() -> Iterator[str]:
    """Run a dockerd of our own and yield its address."""
    home = cache() / "engine"
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "lock", "w") as lock:
        deadline = time.monotonic() + END_LIMIT
        while not _taken(lock):
            if time.monotonic() > deadline:
                raise Problem("another run uses host0's own Engine: wait for its end, or start Docker")
            time.sleep(0.05)
        with _daemon(home, lock) as address:
            yield address


def _taken(lock: IO[str]) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextlib.contextmanager
def _daemon(home: Path, lock: IO[str]) -> Iterator[str]:
    # Short: containerd's socket lies below it, and a socket's path may have 107 characters (unix(7)).
    run = Path("/run", "host0-" + hashlib.sha256(str(home).encode()).hexdigest()[:8])
    shutil.rmtree(run, ignore_errors=True)  # of a machine that was switched off
    run.mkdir()
    address = f"unix://{run}/docker.sock"
    parent = os.getpid()

    def die_with_parent() -> None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    with open(home / "dockerd.log", "ab") as log:
        # mounts of its own, which are gone with it, however it ends
        command: list[str | Path] = ["unshare", "--mount", "sh", "-c", SUPERVISE, "sh", run]
        command += ["dockerd", "--host", address]
        command += ["--data-root", home / "data", "--exec-root", run / "exec", "--pidfile", run / "docker.pid"]
        # No bridge of its own. But "none" would also remove docker0, which a stopped Docker may come back to.
        bridge = "docker0" if Path("/sys/class/net/docker0").exists() else "none"
        command += ["--bridge", bridge, "--iptables=false", "--ip6tables=false", "--ip-forward=false"]
        # A session of its own: Ctrl-C is for us, and the Engine outlives us by the time it takes to clean up.
        daemon = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=[lock.fileno()],  # the lock is free once the Engine has ended, even if we were killed before
            preexec_fn=die_with_parent,  # noqa: PLW1509 (no thread of ours runs yet)
        )
    try:
        _wait(daemon, address, home / "dockerd.log")
        yield address
    finally:
        daemon.terminate()
        daemon.wait()


def _wait(daemon: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and daemon.poll() is None:
        with contextlib.suppress(docker.errors.DockerException, requests.exceptions.RequestException):
            docker.DockerClient(base_url=address, timeout=5).close()
            return
        time.sleep(0.05)
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    raise Problem(f"an Engine of our own did not start; the end of {log}:\n{tail}")
