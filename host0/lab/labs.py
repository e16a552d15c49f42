"""The labs of one run: opened as tracks begin, removed when it ends, however it ends."""

from collections.abc import Callable
from types import TracebackType

import docker

from host0.content.generation import Generation
from host0.lab.image import ensure
from host0.lab.lab import Lab
from host0.lab.reaper import reaped


class Labs:
    """Opens labs, all under one run's name. A context manager; on leaving it no lab of the run is left."""

    def __init__(self, client: docker.DockerClient, say: Callable[[str], None]) -> None:
        self._client, self._say = client, say
        self._reaped = reaped()

    def __enter__(self) -> "Labs":
        self.run = self._reaped.__enter__()
        """The run's name, on the label of its labs."""
        return self

    def open(self, generation: Generation) -> Lab:
        """Return a lab that is ready. Raises `Problem`."""
        return Lab(self._client, ensure(self._client, generation, self._say), self.run)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reaped.__exit__(kind, value, trace)
