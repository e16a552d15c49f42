"""How long the article's Bash track takes through pytest, its lab being ready, and looks at it: JSON, in seconds."""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bench.speed import LANGUAGE, PAGE
from host0.lab.lab import Lab

LOOKS = ("remember", "left")
"""Methods of a lab that look at all there is: once each, however long the track."""


class Clock:
    """A pytest plugin that tells how long a run's tests took, without opening, closing, and looking at their labs."""

    def __init__(self) -> None:
        self.seconds = self.looks = 0.0
        for name in ("__init__", "close", *LOOKS):
            self._leave_out(name)

    def _leave_out(self, name: str) -> None:
        method = getattr(Lab, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return method(*arguments, **named)
            finally:
                took = time.perf_counter() - begin
                self.seconds -= took
                self.looks += took if name in LOOKS else 0

        setattr(Lab, name, timed)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[Any]:
        """Time all tests of the run."""
        begin = time.perf_counter()
        result = yield
        self.seconds += time.perf_counter() - begin
        return result


if __name__ == "__main__":
    clock = Clock()
    code = pytest.main([f"docs/{LANGUAGE}/{PAGE}", "-q", "-k", "bash"], plugins=[clock])
    print(json.dumps([clock.seconds, clock.looks]))
    sys.exit(code)
