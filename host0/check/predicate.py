"""A predicate: one thing that must be seen in what a claim's steps printed.

    {has: "0B / 0B", in: "facts/stats:web"}    the line with `web` has this text
    {lacks: docker0, in: facts/none}           the output has not
    {is: [lo], in: facts/none}                 the output is these lines and no other
    {equal: [facts/namespace:1, facts/namespace:2]}
    {differ: [facts/namespaces:1.1, facts/namespaces:1.2]}    word 1 and word 2 of line 1
    {empty: facts/quiet}
    {status: 125, in: facts/uts-host}
    {lines: 3, in: facts/ports-column}
    {count: 2, of: host-port, in: facts/no-nat}    lines with this text

`engines: 20.10` or `code: python` says it of these alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from host0.content.code import CODE
from host0.content.generation import GENERATIONS
from host0.content.step import NAME, Snippet

KINDS = {
    "has": "in",
    "lacks": "in",
    "is": "in",
    "status": "in",
    "lines": "in",
    "count": "in",
    "empty": "",
    "equal": "",
    "differ": "",
}
"""Each kind of predicate, with the key that names its place: none where its own value does."""

EXTRAS = ("in", "of", "engines", "code")

WEAK = {"lacks", "status"}
"""What holds of many outputs: a step needs another predicate beside it."""

PLACE = re.compile(
    rf"(?P<step>{NAME.pattern})(?::(?:(?P<first>[1-9]\d*)(?:-(?P<last>[1-9]\d*)|\.(?P<word>[1-9]\d*))?|(?P<text>.+)))?"
)
NOTATION = "folder/name, then nothing, :LINE, :FIRST-LAST, :LINE.WORD, or :a text that one line has"


class Unfit(Exception):
    """A predicate that cannot be judged: what it speaks of is not there. Says why."""


@dataclass(frozen=True)
class Place:
    """A part of a step's output."""

    step: str
    first: int = 0
    """The first line, from 1; 0 for the whole output, or where a text finds the line."""
    last: int = 0
    word: int = 0
    """A word of that line, from 1; 0 for all of it."""
    text: str = ""
    """What the line has that is meant."""

    def of(self, output: str) -> str:
        """Return this part of an output, without the newline at its end. Raises `Unfit` if it is not there."""
        lines = output.removesuffix("\n").split("\n") if output else []
        if self.text:
            found = [line for line in lines if self.text in line]
            if len(found) != 1:
                many = f"{len(found)} lines have" if found else "no line has"
                raise Unfit(f"{many} {self.text!r}: name a text that one line has, or the line's number")
            return found[0]
        if not self.first:
            return "\n".join(lines)
        if len(lines) < self.last:
            raise Unfit(f"there is no line {self.last}: the output has {len(lines)}")
        part = "\n".join(lines[self.first - 1 : self.last])
        if not self.word:
            return part
        words = part.split()
        if len(words) < self.word:
            raise Unfit(f"there is no word {self.word} in line {self.first}: it has {len(words)}")
        return words[self.word - 1]


def place(text: str) -> Place:
    """Return the place that a text names. Raises `ValueError` with what is wrong and what to write."""
    found = PLACE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no place in an output: write {NOTATION}")
    first = int(found["first"] or 0)
    last = int(found["last"] or first)
    if last < first:
        raise ValueError(f"{text!r} ends before it begins: write the smaller line first")
    return Place(found["step"], first, last, int(found["word"] or 0), found["text"] or "")


Seen = Callable[[str], tuple[str, Snippet]]
"""What gives a step's output and its snippet, on one engine and in one language of code."""


@dataclass(frozen=True)
class Predicate:
    """One thing that must be seen."""

    kind: str
    places: tuple[Place, ...]
    texts: tuple[str, ...] = ()
    number: int = 0
    engines: tuple[str, ...] = tuple(GENERATIONS)
    code: tuple[str, ...] = tuple(CODE)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps that it looks at."""
        return tuple(dict.fromkeys(one.step for one in self.places))

    def holds(self, seen: Seen) -> bool:
        """Return whether it holds of what is seen. Raises `Unfit` if that lacks a place, or does not show it."""
        if self.kind == "status":
            return seen(self.places[0].step)[1].exit == self.number
        parts = []
        for one in self.places:
            output, snippet = seen(one.step)
            if snippet.hidden:
                raise Unfit("its output is hidden: only its status is known")
            parts.append(one.of(output))
        return self._holds(parts)

    def _holds(self, parts: list[str]) -> bool:
        part = parts[0]
        lines = part.split("\n") if part else []
        return {
            "has": lambda: all(text in part for text in self.texts),
            "lacks": lambda: not any(text in part for text in self.texts),
            "is": lambda: part == "\n".join(self.texts),
            "empty": lambda: not part,
            "equal": lambda: len(set(parts)) == 1,
            "differ": lambda: len(set(parts)) == len(parts),
            "lines": lambda: len(lines) == self.number,
            "count": lambda: sum(self.texts[0] in line for line in lines) == self.number,
        }[self.kind]()


def predicate(fields: dict[str, list[str]]) -> Predicate:
    """Return the predicate that a claims' file has: each key with its value, or the values of its list.

    Raises `ValueError` with what is wrong and what to write.
    """
    kinds = [key for key in fields if key in KINDS]
    known = f"known: {', '.join(KINDS)}, each with {', '.join(EXTRAS)} where it needs them"
    if strange := [key for key in fields if key not in KINDS and key not in EXTRAS]:
        raise ValueError(f"unknown predicate {strange[0]!r} ({known})")
    if len(kinds) != 1:
        raise ValueError(f"{' and '.join(kinds) or 'no predicate'}: say one thing in each item ({known})")
    kind = kinds[0]
    wanted = {key for key in (KINDS[kind], "of" if kind == "count" else "") if key}
    if lacking := wanted - set(fields):
        raise ValueError(f"{kind} without {min(lacking)!r}: add it")
    if needless := set(fields) & {"in", "of"} - wanted:
        raise ValueError(f"{kind} takes no {min(needless)!r}: remove it")
    values = fields[kind]
    named = fields["in"] if "in" in wanted else values
    _check_number_of_places(kind, named)
    return Predicate(
        kind,
        tuple(place(text) for text in named),
        _texts(kind, fields),
        _number(kind, values),
        _subset(fields, "engines", tuple(GENERATIONS)),
        _subset(fields, "code", tuple(CODE)),
    )


def _check_number_of_places(kind: str, named: list[str]) -> None:
    if kind in ("equal", "differ"):
        if len(named) < 2:
            raise ValueError(f"{kind} needs two places or more: [folder/name:1, folder/name:2]")
        if len(set(named)) < len(named):
            raise ValueError(f"{kind} names a place twice: name another")
    elif len(named) != 1:
        raise ValueError(f"{kind} speaks of one place: write an item for each")


def _texts(kind: str, fields: dict[str, list[str]]) -> tuple[str, ...]:
    if kind not in ("has", "lacks", "is", "count"):
        return ()
    texts = fields["of"] if kind == "count" else fields[kind]
    if not texts or (kind != "is" and "" in texts):
        raise ValueError(f"{kind} without a text: write what must be seen")
    return tuple(texts)


def _number(kind: str, values: list[str]) -> int:
    if kind not in ("status", "lines", "count"):
        return 0
    if len(values) != 1 or not values[0].isdecimal():
        raise ValueError(f"{kind} takes one number")
    return int(values[0])


def _subset(fields: dict[str, list[str]], key: str, every: tuple[str, ...]) -> tuple[str, ...]:
    if key not in fields:
        return every
    said = [word for text in fields[key] for word in text.replace(",", " ").split()]
    if not said or (unknown := set(said) - set(every)):
        raise ValueError(f"unknown {key} {', '.join(sorted(unknown)) if said else '(none)'}: {', '.join(every)}")
    return tuple(name for name in every if name in said)
