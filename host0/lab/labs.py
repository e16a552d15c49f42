"""The labs of one run: opened as tracks begin, removed when it ends, however it ends."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType

import docker

from host0.content.generation import Generation
from host0.lab.image import ensure
from host0.lab.lab import Lab


class Labs:
    """Opens labs, all under one run's name. A context manager; on leaving it no lab of the run is left."""

    def __init__(self, client: docker.DockerClient, say: Callable[[str], None]) -> None:
        self._client, self._say = client, say
        self.run = f"{os.getpid()}-{secrets.token_hex(4)}"
        """The run's name, on the label of its labs: the process that runs it, and something random."""

    def __enter__(self) -> "Labs":
        # Between a lab's creation and its start its lifeline holds nothing; kill -9 there is the reaper's case.
        self._reaper = subprocess.Popen(
            [sys.executable, "-m", "host0", "reap", self.run], stdin=subprocess.PIPE, start_new_session=True
        )
        return self

    def open(self, generation: Generation) -> Lab:
        """Return a lab that is ready. Raises `Problem`."""
        return Lab(self._client, ensure(self._client, generation, self._say), self.run)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._reaper.stdin is not None  # noqa: S101 (a pipe, see above)
        self._reaper.stdin.close()
        self._reaper.wait()
