"""The lines of a text: where each begins, and in which one a position is."""

import bisect
import re


class Lines:
    """Knows this of one text by a single look: to count from its start each time is dear in a long one."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def start(self, line: int) -> int:
        """Return the position at which a line begins, which counts from 1. Raises `IndexError` behind the last one."""
        return self._starts[line - 1]

    def at(self, position: int) -> int:
        """Return the line, from 1, that a position is in; a line ends with its LF."""
        return bisect.bisect_right(self._starts, position)
