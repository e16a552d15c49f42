"""The labs of a run of ours that is a process beside the tests."""

import docker
from docker.models.containers import Container

from host0.lab.lab import RUN_LABEL


def labs(client: docker.DockerClient, process: int) -> list[Container]:
    """Return the containers that a run, by its process, has at this moment."""
    found = client.containers.list(all=True, filters={"label": RUN_LABEL}, ignore_removed=True)
    return [lab for lab in found if lab.labels[RUN_LABEL].startswith(f"{process}-")]
