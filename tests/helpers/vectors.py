"""What the comparison must answer, in Python and in the reader's tab alike: the content of `vectors.json`.

Its parts: `renamed` outputs are the same, and `different` ones are not, in either direction. In `one to one`, the
first output has two things and the second has one. `moments` have two points in time that may be one. `tracks` are
outputs one after the other, each with its scope, recorded and printed, and whether they are the same. `differences` are
not the same after the outputs `before`, and differ in `lines`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Output = tuple[str, str, str, bool]
"""Scope, recorded, printed, and whether they are the same."""


@dataclass(frozen=True)
class Track:
    """Outputs one after the other; the last may have a difference to be told."""

    says: str
    outputs: list[Output]
    difference: list[str] | None = None


def tracks() -> list[Track]:
    """Return all of them."""
    return list(_tracks(json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))))


def _tracks(read: dict) -> Iterator[Track]:  # type: ignore[type-arg]
    for kind, equal in (("renamed", True), ("different", False)):
        for says, (one, other) in read[kind].items():
            for old, new in ((one, other), (other, one)):
                yield Track(f"{kind}: {says}", [("", old, new, equal)])
            if not equal:
                yield Track(f"itself: {says}", [("", one, one, True), ("", other, other, True)])
    for two, one in read["one to one"]:
        yield Track(f"one for two: {two}", [("", two, one, False), ("", two, two, True), ("", one, one, True)])
        yield Track(f"two for one: {two}", [("", one, two, False)])
    for two, one in read["moments"]:
        yield Track(f"moments: {two}", [("", two, one, True), ("", one, two, True)])
    for says, outputs in read["tracks"].items():
        yield Track(says, [(scope, old, new, equal) for scope, old, new, equal in outputs])
    for says, one in read["differences"].items():
        before = [("", old, new, True) for old, new in one["before"]]
        yield Track(says, [*before, ("", one["recorded"], one["printed"], False)], one["lines"])
