"""Several files written as one: whoever stops us finds all of them as they were, or all of them new. And our cache."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What ends a run from outside and can wait for a moment."""


def cache() -> Path:
    """Return the folder where host0 keeps what it may delete at any time: `$XDG_CACHE_HOME/host0`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "host0"


def replace(files: Mapping[Path, bytes | None]) -> None:
    """Write the files in their order, `None` removing one. An error before the last is on disk changes none of them.

    All contents are on disk, under other names, before the first file takes its own, and no signal interrupts that.
    """
    new = {file: file.with_name(f"{file.name}.new") for file, content in files.items() if content is not None}
    try:
        for file, beside in new.items():
            with beside.open("wb") as opened:
                opened.write(files[file] or b"")
                opened.flush()
                os.fsync(opened.fileno())
        with undisturbed():
            for file, content in files.items():
                if content is None:
                    file.unlink(missing_ok=True)
                else:
                    new[file].replace(file)
            for folder in {file.parent for file in files}:
                _sync(folder)
    finally:
        for beside in new.values():
            beside.unlink(missing_ok=True)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait until the end. Only the main thread gets any."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    # not pthread_sigmask: another thread would take the signal, and this one would act on it all the same
    before = {one: signal.signal(one, lambda number, _: waiting.append(number)) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler or signal.SIG_DFL)
        for number in waiting:
            signal.raise_signal(number)


def _sync(folder: Path) -> None:
    """Make the names in a folder last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
