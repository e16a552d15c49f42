"""A project as its files are: its pages and steps, and what other rooms read of it, each read once."""

from collections.abc import Callable, Collection, Hashable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from host0.content import utf8, yml
from host0.content.page import LANGUAGES, Page
from host0.content.step import FOLDER, NAME, Snippet, Step, names
from host0.problem import Problem

P = ParamSpec("P")
T = TypeVar("T")


class Project:
    """The files of a project's folder as they were when they were first asked for.

    Whoever wants to see what has changed since makes another one: each build, each check, each run has its own.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._steps: dict[str, Step] = {}
        self._made: dict[Hashable, Any] = {}

    @cached_property
    def configuration(self) -> str:
        """Return the text of `mkdocs.yml`, which says how pages are rendered; nothing if there is none.

        Raises `Problem`, with the line, if it is no YAML.
        """
        file = self.root / "mkdocs.yml"
        if not file.exists():
            return ""
        yml.load(file)  # refused here, where its path is known
        return utf8.read(file)

    @cached_property
    def pages(self) -> dict[str, dict[str, Page]]:
        """Return all pages by name and language."""
        found: dict[str, dict[str, Page]] = {}
        for language in LANGUAGES:
            folder = self.root / "docs" / language
            for path in sorted(folder.glob("**/*.md")):
                name = str(path.relative_to(folder))
                found.setdefault(name, {})[language] = Page(self, language, name)
        return found

    def require(self, pages: Collection[str]) -> None:
        """Raise `Problem` if there is no page of one of these names."""
        if unknown := sorted(set(pages) - set(self.pages)):
            raise Problem(f"no such page: {', '.join(unknown)}. There are: {', '.join(self.pages)}")

    @cached_property
    def names(self) -> set[str]:
        """Return the names of all steps, those of a lone Python snippet too."""
        return names(self.root)

    @cached_property
    def whole(self) -> list[str]:
        """Return the names of the steps that can be called, in order."""
        there = (name for name in self.names if NAME.fullmatch(name))
        return sorted(name for name in there if (self.root / FOLDER / f"{name}.sh").exists())

    def step(self, name: str) -> Step:
        """Return a step. Raises `Problem` if there is none of that name."""
        if name not in self._steps:
            self._steps[name] = Step(self.root, name)
        return self._steps[name]

    @property
    def snippets(self) -> Iterator[Snippet]:
        """Yield the snippets of the steps that can be called, step by step. Raises `Problem` for one that is wrong."""
        for name in self.whole:
            yield from self.step(name).snippets()

    def once(self, make: Callable[Concatenate["Project", P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function makes of the project, or a class: made at the first call with these arguments.

        For what other rooms read of a project, which this one does not know. What raises is made again.
        """
        key = (make, args, tuple(sorted(kwargs.items())))
        if key not in self._made:
            self._made[key] = make(self, *args, **kwargs)
        made: T = self._made[key]
        return made
