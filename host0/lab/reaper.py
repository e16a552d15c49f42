"""Outlives a run by a moment, to remove its labs: `python -m host0 reap RUN` waits for the end of its stdin.

A lab ends by itself when the run that holds its lifeline ends. The reaper is for one that was created and not yet
started at that moment. It has a session of its own, so that neither Ctrl-C nor a kill of the run's group reaches it.
"""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator

import docker
import requests

from host0.lab.label import RUN_LABEL


@contextlib.contextmanager
def reaped() -> Iterator[str]:
    """Yield a run's name: this process, and something random. Its labs are gone after the block, however that ends."""
    run = f"{os.getpid()}-{secrets.token_hex(4)}"
    # Between a lab's creation and its start its lifeline holds nothing; kill -9 there is the reaper's case.
    with subprocess.Popen([sys.executable, "-m", "host0", "reap", run], stdin=subprocess.PIPE, start_new_session=True):
        yield run


def reap(client: docker.DockerClient, run: str) -> None:
    """Remove the containers of a run, and only those."""
    for container in client.containers.list(all=True, filters={"label": f"{RUN_LABEL}={run}"}, ignore_removed=True):
        with contextlib.suppress(docker.errors.APIError):  # it was ending by itself
            container.remove(force=True, v=True)


def wait(run: str) -> None:
    """Wait until whoever started us is gone, then reap what that run has left."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(docker.errors.DockerException, requests.exceptions.RequestException):
        client = docker.from_env()  # now: the environment that leads to the Engine is the run's
        sys.stdin.read()
        reap(client, run)
