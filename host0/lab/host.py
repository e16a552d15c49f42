"""What a track needs of a machine to run on: a lab, the machine in the reader's tab, or a test's fake.

The first two ask in the same way, as `Scripted`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True)
class Result:
    """What a snippet printed, terminal codes removed, and its exit status."""

    output: str
    status: int
    lines: tuple[float, ...] = ()
    """When each of its lines was there, in seconds since the snippet began."""
    failed: tuple[str, ...] | None = ()
    """Commands that failed and whose status nothing looked at, in Bash: neither `if` nor `||`, nor as the last one.

    Nothing where nobody notes them.
    """


class Overrun(Exception):
    """A snippet did not end within its limit. The argument is what it had printed until then."""


class Gone(Exception):
    """The session is no more: a snippet ended it, or the lab or its Engine died. The argument is the last output."""


class Session(Protocol):
    """Somebody at one of its terminals, or at a Python there: what a snippet leaves, the next one finds."""

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Run a snippet for at most `limit` seconds. With `pipes`, a pipe in bash fails if any command in it does.

        Raises `Overrun` or `Gone`.
        """


class Host(Protocol):
    """host0, with client0 beside it."""

    @property
    def patience(self) -> float:
        """Return what to multiply limits by: above 1 on a machine much slower than a real one."""

    def version(self) -> str:
        """Return the exact version of its Engine. Raises `Gone`."""

    def session(self, place: str) -> Session:
        """Return its session on one of the `PLACES`. Raises `Gone`."""

    def namespaces(self) -> set[str]:
        """Return the namespaces that a process of host0 is in, as the kernel writes them: `net:[4026531840]`."""

    def remember(self) -> None:
        """Remember all that both machines have now. Raises `Gone`, and `Problem` if they cannot be looked at."""

    def left(self) -> list[str]:
        """Return what is not as it was then, a thing a line. Raises `Gone`."""

    def close(self) -> None:
        """Remove it with all that is in it, if that was not yet done."""


class Scripted(ABC):
    """A host that answers scripts, which a fake does not, and is closed at the end of its `with`."""

    @abstractmethod
    def run(self, script: str) -> str:
        """Run a bash script on host0, outside any session, and return what it printed. Raises `Gone`."""

    @abstractmethod
    def close(self) -> None:
        """Remove it with all that is in it, if that was not yet done."""

    def version(self) -> str:
        """Return the exact version of host0's Engine, as `docker version` prints it. Raises `Gone`."""
        return self.run("docker version --format '{{.Server.Version}}'").strip()

    def namespaces(self) -> set[str]:
        """Return the namespaces that a process of host0 is in, as the kernel writes them: `net:[4026531840]`."""
        return set(self.run("readlink /proc/[0-9]*/ns/* 2>/dev/null || true").split())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
