"""Outlives a run by a moment, to remove its labs: `python -m host0 reap RUN` waits for the end of its stdin.

A lab ends by itself when the run that holds its lifeline ends. The reaper is for one that was created and not yet
started at that moment. It has a session of its own, so that neither Ctrl-C nor a kill of the run's group reaches it.
"""

import contextlib
import signal
import sys

import docker
import requests

from host0.lab.lab import RUN_LABEL


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
