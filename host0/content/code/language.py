"""What there is to know of a language that snippets are written in."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from host0.content import placeholder


class Language(ABC):
    """A language of code."""

    title: ClassVar[str]
    """What readers of either human language call it."""
    end: ClassVar[str]
    """What the files of its snippets end in."""
    output: ClassVar[str]
    """What stands behind the step's name in those of their outputs: two languages have outputs of their own."""
    place: ClassVar[str] = ""
    """The session that runs it (see `host0.lab.session.PLACES`), if not that of the machine which a snippet names."""
    following: ClassVar[str]
    """What a terminal shows before the second line of a command, and those after it."""

    @abstractmethod
    def prompt(self, machine: str) -> str:
        """Return what a terminal on a machine shows before a command."""

    def unknown(self, code: str) -> Iterator[tuple[int, str]]:
        """Yield line, from 1, and name of each placeholder that nobody defines.

        Raises `SyntaxError` for code that is not of this language, as far as that can be told without running it.
        """
        return placeholder.unknown(code)

    @abstractmethod
    def hiding(self, code: str) -> Iterator[tuple[int, str]]:
        """Yield where the code hides that a command fails, so that it passes whatever they do.

        That is the line, from 1, and what is wrong there and to do. In the code, placeholders are filled, and
        `unknown` has not raised for it.
        """
