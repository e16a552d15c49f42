"""How long the article's Bash track takes through pytest, its lab being ready: printed in seconds, as JSON."""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bench.speed import LANGUAGE, PAGE, seconds
from host0.lab.lab import Lab


class Clock:
    """A pytest plugin that tells how long a run's tests took, without opening and closing their labs."""

    def __init__(self) -> None:
        self.seconds = 0.0
        for name in ("__init__", "close"):
            self._leave_out(name)

    def _leave_out(self, name: str) -> None:
        method = getattr(Lab, name)

        def timed(*arguments: Any, **named: Any) -> None:
            self.seconds -= seconds(lambda: method(*arguments, **named))

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
    print(json.dumps(clock.seconds))
    sys.exit(code)
