"""A small change of the project's files, and the kinds of changes that the benchmark tries."""

import random
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bench.drift.material import Material

T = TypeVar("T")

FOREIGN = "prose: foreign to the page"
ELSEWHERE = "prose: stands in another section of the page"
SECTION = "prose: stands in the same section"
RELATION = "prose: reversed relation"
OTHER = "everything else"
HONEST = "honest edit"


@dataclass(frozen=True)
class Change:
    """One change."""

    what: str
    """Where and what, on one line, for people."""
    files: dict[str, bytes | None]
    """The new content of each changed file, by its path from the root; nothing if it is removed."""
    names: tuple[str, ...] = ()
    """A message names the change if one of these stands in it: path and line, or a step."""


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of change."""

    group: str
    name: str
    count: int
    """How many of the standard number of changes are of this kind."""
    sites: Callable[[Material, random.Random], list[T]]
    """Returns all places where a change of this kind can be made, always in the same order."""
    spread: Callable[[T], Hashable]
    """Returns what the changes are to be spread over: a place's file, as a rule."""
    make: Callable[[Material, T, random.Random], Change | None]
    """Makes the change at a place; nothing if it cannot be made there."""

    def draw(self, material: Material, seed: str, count: int) -> Iterator[Change]:
        """Yield up to so many different changes, drawn by a seed, from as many files as there are."""
        chance = random.Random(f"{seed} {self.group} {self.name}")  # noqa: S311 (a sample, no secret)
        sites = self.sites(material, chance)
        chance.shuffle(sites)
        heaps: dict[Hashable, list[T]] = {}
        for site in sites:
            heaps.setdefault(self.spread(site), []).append(site)
        drawn: set[str] = set()
        while heaps and len(drawn) < count:
            for key, heap in list(heaps.items()):
                while heap and len(drawn) < count:
                    change = self.make(material, heap.pop(), chance)
                    if change and change.what not in drawn and material.changes(change.files):
                        drawn.add(change.what)
                        yield change
                        break
                if not heap:
                    del heaps[key]


def edit(text: str, start: int, end: int, new: str) -> bytes:
    """Return a text with another piece in the place of one, as a file has it."""
    return (text[:start] + new + text[end:]).encode()


def brief(text: str) -> str:
    """Return a text on one line, and not a long one."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


def altered(word: str, chance: random.Random) -> str:
    """Return a word with one of its letters or digits exchanged for another of its kind."""
    places = [found.start() for found in re.finditer(r"[a-z0-9]", word)]
    place = chance.choice(places or [0])
    kinds = ("0123456789", "abcdefghijklmnopqrstuvwxyz")
    kind = next((kind for kind in kinds if word[place] in kind), kinds[1])
    return word[:place] + chance.choice([c for c in kind if c != word[place]]) + word[place + 1 :]


def step_of(path: str) -> str:
    """Return the step that a file below `snippets/` belongs to."""
    file = Path(path)
    return f"{file.parent.name}/{file.name.partition('.')[0]}"
