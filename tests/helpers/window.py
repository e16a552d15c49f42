"""A window of a browser that is driven by scripts alone, so that the same ones follow a page in any browser."""

import contextlib
import time
from abc import ABC, abstractmethod
from typing import Any, ClassVar

LOOK = 0.2
"""Seconds between two looks at a page."""


class Window(ABC):
    """What every browser's window can do."""

    refused: ClassVar[type[Exception]]
    """What a browser raises that will not run a script: among others, while a page is on its way."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Load a page."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """Run a script's body in the page, and return what it returns."""

    def _rest(self) -> None:
        """Let `LOOK` go by."""
        time.sleep(LOOK)

    def until(self, expression: str, limit: float) -> Any:
        """Wait until an expression is true, for at most `limit` seconds, and return its value."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            with contextlib.suppress(self.refused):  # while a page is on its way, there is none to ask
                if value := self.run(f"return {expression}"):
                    return value
            self._rest()
        raise AssertionError(f"never true in {limit:.0f} s: {expression}")
