"""Compare what a track printed with what was recorded: strictly, up to a one-to-one renaming.

What differs from run to run by nature has a kind. Things with an identity (ids, MACs, namespaces, …) may have
another name in each run, but the same thing must have the same name wherever it appears in the track, and two
things two names. Points in time and durations have no identity: any one stands for any other.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")

# Python and JavaScript both take these forms, for the reader's tab compares as well (web/tab/transcript.mjs): no `^`,
# \s, \S or flag, of which they have different notions.
IDENTITIES = {
    "id": r"\b[0-9a-f]{64}\b|\b(?=[a-f]*\d)[0-9a-f]{12}\b",
    "mac": r"\b(?!ff:ff:ff:ff:ff:ff|00:00:00:00:00:00)[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b",
    "link-local address": r"\bfe80::[0-9a-f:]+\b",
    # the kernel gives a number again once its namespace is gone, to one of any kind: each kind has its own names
    **{f"{kind} namespace": rf"(?<=\b{kind}:\[)\d{{10}}(?=\])" for kind in NAMESPACES},
    "veth": r"\bveth[0-9a-f]{7}\b",
    # and the blanks that pad it
    "interface index": r"(?<![^\n])\d+(?=: [\w.-]+(?:[@:]|[ \t]+inet))|(?<=@if)\d+\b *",
    "process": r"(?<=pid=)\d+|(?<=\] )\d+#\d+(?=: )|(?<=worker process )\d+"
    r"|(?<![^\n])\d+(?= (?:/[^ \t\r\n]*/)?(?:docker-proxy|dockerd|containerd|nginx)\b)",
    "version": r"(?<=nginx/)\d[\d.]*|(?<=curl/)\d[\d.]*|(?<=localhost/v)\d+\.\d+"
    r"|\b\d+\.\d+\.\d+\+dfsg[^ \t\r\n]*|(?<=ETag: \")[0-9a-f]+-[0-9a-f]+",
}
MOMENTS = {
    "time": r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)"
    r"|\b\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?"
    r"|\b\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}"
    r"|\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
    "duration": r"\b(?:Less than a|About an?|\d+) (?:second|minute|hour|day|week|month|year)s?\b"
    r"|(?<=time[=<])\d+(?:\.\d+)?(?= ms)",
}
KINDS = IDENTITIES | MOMENTS
TOKEN = re.compile("|".join(f"(?P<k{n}>{form})" for n, form in enumerate(KINDS.values())), re.ASCII)
WORD = re.compile(r" *[^ \t\r\n\f\v]+")
"""A word, with the blanks before it, which align it."""

UNIT = re.compile(r"(?<=\d)( ?)[KMGT](?=Bytes\b|B\b|bits/sec)")
NUMBER = re.compile(r"\d+(?:\.\d+)*(?:(?:us|ms|[smhkMG])\b)?")
"""A number in the output of a program that measures, with the unit that grows with it."""


@dataclass(frozen=True)
class Token:
    """A piece of output that may differ from run to run."""

    kind: str
    key: str
    """Its identity: the same for a container's full and its short id; empty for a point in time or a duration."""
    text: str


Piece = str | Token


def pieces(text: str) -> list[Piece]:
    """Split an output into what must be equal and what may be renamed."""
    tokens = [(start, "process", name) for start, name in _pids(text)]
    for match in TOKEN.finditer(text):
        tokens.append((match.start(), list(KINDS)[int(str(match.lastgroup)[1:])], match[0]))
    found: list[Piece] = []
    place = 0
    for start, kind, name in sorted(tokens):
        if start >= place:
            key = "" if kind in MOMENTS else name[:12] if kind == "id" else name.strip()
            found += [text[place:start], Token(kind, key, name)]
            place = start + len(name)
    return [*found, text[place:]]


def _pids(text: str) -> Iterator[tuple[int, str]]:
    """Find the numbers under a heading `PID`, as `ps` prints them, with the blanks that align them."""
    column = None
    start = 0
    for line in text.split("\n"):
        words = [(match.start(), match[0]) for match in WORD.finditer(line)]
        names = [word.strip(" ") for _, word in words]
        if "PID" in names and not re.search("[a-z]", line):
            column = names.index("PID")
        elif column is not None and len(names) > column and re.fullmatch("[0-9]+", names[column]):
            yield start + words[column][0], words[column][1]
        else:
            column = None
        start += len(line) + 1


def shape(parts: list[Piece], ragged: bool) -> list[tuple[str, str, int]]:
    """Return what two outputs must share: the fixed text, and kind and, where it counts, length of each token.

    In a ragged output, runs of blanks count as one.
    """
    result: list[tuple[str, str, int]] = []
    text = ""
    for part in [*parts, Token("end", "", "")]:
        if isinstance(part, str):
            text += part
            continue
        result.append(("text", re.sub(r" {2,}", "  ", text) if ragged else text, 0))
        result.append((part.kind, "", len(part.text) if part.kind == "id" else 0))
        text = ""
    return result


def outline(text: str) -> str:
    """Return what stays of an output that is all figures: line by line its words, each number as `#`."""
    lines = (NUMBER.sub("#", UNIT.sub(r"\1", line)) for line in text.splitlines(keepends=True))
    return "".join(re.sub(r"[ \t]+", " ", line) for line in lines)


class Renaming:
    """The one-to-one renaming between a recorded track and the present one, as it grows step by step.

    Recorded outputs come in scopes (the bash recording, the Python one, an engine's own): each was made in a run of
    its own, so names are compared within a scope.
    """

    def __init__(self) -> None:
        self._now: dict[tuple[str, str, str], str] = {}
        self._then: dict[tuple[str, str, str], str] = {}

    def match(self, scope: str, recorded: str, printed: str) -> bool:
        """Return whether an output equals the recorded one, and remember the names that it gives to things."""
        old, new = pieces(recorded), pieces(printed)
        return shape(old, _ragged(old)) == shape(new, _ragged(new)) and self._agree(scope, _tokens(old), _tokens(new))

    def _agree(self, scope: str, old: list[Token], new: list[Token]) -> bool:
        """Return whether things keep their names, and remember new ones; if not, nothing is remembered."""
        now, then = dict(self._now), dict(self._then)
        for before, after in zip(old, new, strict=True):
            here = now.setdefault((scope, before.kind, before.key), after.key)
            there = then.setdefault((scope, after.kind, after.key), before.key)
            if (here, there) != (after.key, before.key):
                return False
        self._now, self._then = now, then
        return True

    def difference(self, scope: str, recorded: str, printed: str) -> str:
        """Return the lines in which two outputs differ, `-` recorded and `+` printed, the others for context.

        Lines that differ by names alone, and by none that the track knows otherwise, count as equal.
        """
        known = Renaming()
        known._now, known._then = dict(self._now), dict(self._then)
        parts = pieces(recorded), pieces(printed)
        (old, new), ragged = map(_rows, parts), any(map(_ragged, parts))
        left, right = ([str(shape(row, ragged)) for row in rows] for rows in (old, new))
        result = []
        for kind, first, last, start, stop in difflib.SequenceMatcher(None, left, right, False).get_opcodes():
            pairs = zip(old[first:last], new[start:stop], strict=True) if kind == "equal" else ()
            for before, after in pairs:
                if known._agree(scope, _tokens(before), _tokens(after)):
                    result.append(f" {_said(after)}")
                else:
                    result += [f"-{_said(before)}", f"+{_said(after)}"]
            if kind != "equal":
                result += [f"-{_said(row)}" for row in old[first:last]] + [f"+{_said(row)}" for row in new[start:stop]]
        return "\n".join(result)


def _tokens(parts: list[Piece]) -> list[Token]:
    return [part for part in parts if isinstance(part, Token)]


def _ragged(parts: list[Piece]) -> bool:
    """Return whether the number of blanks says nothing: a column is as wide as its widest cell, be that a duration."""
    return any(token.kind == "duration" for token in _tokens(parts))


def _rows(parts: list[Piece]) -> list[list[Piece]]:
    """Split an output's pieces into lines."""
    rows: list[list[Piece]] = [[]]
    for part in parts:
        if isinstance(part, Token):
            rows[-1].append(part)
        else:
            first, *more = part.split("\n")
            rows[-1].append(first)
            rows += [[line] for line in more]
    if rows[-1] == [""]:
        return rows[:-1]
    rows[-1].append("   (no newline at the end)")
    return rows


def _said(row: list[Piece]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in row)
