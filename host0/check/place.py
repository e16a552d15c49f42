"""Where a snippet stands: a page, a track, and all the steps before it, on which what it prints rests."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from host0.content.code import CODE
from host0.content.generation import GENERATIONS, Generation
from host0.content.project import Project
from host0.content.step import Snippet, Step

END = "end"
"""What the last step's hash includes: after it, host0 was held against what it was before the page."""


@dataclass(frozen=True)
class Place:
    """A snippet in a track of its page."""

    page: str
    """The page's name."""
    track: str
    """A language of code; a step without a snippet in it stands in its track with its bash one."""
    snippet: Snippet
    hashes: dict[str, str]
    """For each engine the hash of the track up to and with this snippet, as its files are now."""


def sha(data: bytes) -> str:
    """Return a short hash of some bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def chain(steps: list[Step], track: str, generation: Generation) -> list[str]:
    """Return for each step of a page's track a hash over it and all before it: code, header, output, state.

    A changed, exchanged, missing or additional step changes its own hash and those of all the steps after it.
    """
    hashes: list[str] = []
    for number, step in enumerate(steps, 1):
        before = hashes[-1] if hashes else ""
        hashes.append(link(before, step.snippet(track), generation, last=number == len(steps)))
    return hashes


def link(before: str, snippet: Snippet, generation: Generation, *, last: bool) -> str:
    """Return the hash of a snippet as it is now after steps of that hash, as a track's last step or not."""
    files = [file.read_bytes() if file.exists() else b"" for file in (snippet.path, *snippet.files(generation))]
    return sha("\0".join([before, *map(sha, files), END if last else ""]).encode())


def tracks(steps: list[Step]) -> list[str]:
    """Return the tracks of a page with these steps: a page that says nothing in Python has none in Python."""
    return [track for track in CODE if any(s.language == track for step in steps for s in step.snippets())]


def places(project: Project, engines: Collection[str] = tuple(GENERATIONS)) -> Iterator[Place]:
    """Yield the place of each snippet, by page, track and order, with the hashes of these engines.

    Both languages call the same steps. Raises `Problem` for a step that cannot be read.
    """
    for name, pair in project.pages.items():
        steps = [project.step(step) for _, step in next(iter(pair.values())).calls]
        for track in tracks(steps):
            chains = {engine: chain(steps, track, GENERATIONS[engine]) for engine in engines}
            for number, step in enumerate(steps):
                yield Place(name, track, step.snippet(track), {engine: chains[engine][number] for engine in chains})
