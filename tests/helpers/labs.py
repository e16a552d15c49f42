"""Labs: those of a run of ours that is a process beside the tests, and what a container in one prints."""

import docker
from docker.models.containers import Container

from host0.lab.host import Session
from host0.lab.label import RUN_LABEL

LIMIT = 60
"""Seconds that a command on host0 may take."""


def printed(shell: Session, command: str) -> str:
    """Return what `docker run` printed, by the third try: Docker may lose what ends at once (see `Track.again`)."""
    for _ in range(3):
        if output := shell.run(command, LIMIT).output:
            break
    return output


def labs(client: docker.DockerClient, process: int) -> list[Container]:
    """Return the containers that a run, by its process, has at this moment."""
    found = client.containers.list(all=True, filters={"label": RUN_LABEL}, ignore_removed=True)
    return [lab for lab in found if lab.labels[RUN_LABEL].startswith(f"{process}-")]
