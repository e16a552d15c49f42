"""Compare what a track printed with what was recorded: strictly, up to a one-to-one renaming.

What differs from run to run by nature has a kind. Things with an identity (ids, MACs, namespaces, …) may have
another name in each run, but the same thing must have the same name wherever it appears in the track, and two
things two names. Points in time and durations have no identity: any one stands for any other.
"""

import difflib
import re
from dataclasses import dataclass

NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")
IDENTITIES = {
    "id": r"\b[0-9a-f]{64}\b|\b(?=[a-f]*\d)[0-9a-f]{12}\b",
    "mac": r"\b(?!ff:ff:ff:ff:ff:ff|00:00:00:00:00:00)[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b",
    "link-local address": r"\bfe80::[0-9a-f:]+\b",
    # the kernel gives a number again once its namespace is gone, to one of any kind: each kind has its own names
    **{f"{kind} namespace": rf"(?<=\b{kind}:\[)\d{{10}}(?=\])" for kind in NAMESPACES},
    "veth": r"\bveth[0-9a-f]{7}\b",
    "interface index": r"^\d+(?=: [\w.-]+(?:[@:]|\s+inet))|(?<=@if)\d+\b",
    "process": r"(?<=pid=)\d+|(?<=\] )\d+#\d+(?=: )|(?<=worker process )\d+"
    r"|^\d+(?= (?:/\S*/)?(?:docker-proxy|dockerd|containerd|nginx)\b)",
    "version": r"(?<=nginx/)\d[\d.]*|(?<=curl/)\d[\d.]*|(?<=localhost/v)\d+\.\d+|\b\d+\.\d+\.\d+\+dfsg\S*"
    r"|(?<=ETag: \")[0-9a-f]+-[0-9a-f]+",
}
MOMENTS = {
    "time": r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)"
    r"|\b\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?(?: [A-Z]{3,4}\b)?"
    r"|\b\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}"
    r"|\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
    "duration": r"\b(?:Less than a|About an?|\d+) (?:second|minute|hour|day)s?\b(?: ago)?"
    r"|(?<=time[=<])[\d.]+(?= ms)",
}
KINDS = IDENTITIES | MOMENTS
TOKEN = re.compile("|".join(f"(?P<k{n}>{form})" for n, form in enumerate(KINDS.values())), re.MULTILINE)


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
    found: list[Piece] = []
    place = 0
    for match in TOKEN.finditer(text):
        kind = list(KINDS)[int(str(match.lastgroup)[1:])]
        key = "" if kind in MOMENTS else match[0][:12] if kind == "id" else match[0]
        found += [text[place : match.start()], Token(kind, key, match[0])]
        place = match.end()
    return _pids([*found, text[place:]])


def _pids(parts: list[Piece]) -> list[Piece]:
    """Make tokens of the numbers under a heading `PID`, as `ps` prints them."""
    text = "".join(part if isinstance(part, str) else part.text for part in parts)
    if not re.search(r"^.*\bPID\b", text, re.MULTILINE):
        return parts
    result: list[Piece] = []
    column = None
    for part in parts:
        if isinstance(part, Token):
            result.append(part)
            continue
        for line in re.split(r"(?<=\n)", part):
            words = line.split()
            if "PID" in words:
                column = words.index("PID")
            elif column is not None and len(words) > column and words[column].isdecimal():
                pid = list(re.finditer(r"[ ]*\S+", line))[column]
                number = pid[0].strip()
                result += [line[: pid.start()], Token("process", number, pid[0]), line[pid.end() :]]
                continue
            result.append(line)
    return result


def shape(parts: list[Piece]) -> list[tuple[str, str, int]]:
    """Return what two outputs must share: the fixed text, and kind and, where it counts, length of each token.

    A column is as wide as its widest cell: beside a duration, runs of blanks count as one.
    """
    ragged = any(isinstance(part, Token) and part.kind == "duration" for part in parts)
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
        return shape(old) == shape(new) and self._agree(scope, _tokens(old), _tokens(new))

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
        old, new = _lines(recorded), _lines(printed)
        same = difflib.SequenceMatcher(None, [_masked(line) for line in old], [_masked(line) for line in new], False)
        result = []
        for kind, first, last, start, stop in same.get_opcodes():
            pairs = zip(old[first:last], new[start:stop], strict=True) if kind == "equal" else ()
            for before, after in pairs:
                if known._agree(scope, _tokens(pieces(before)), _tokens(pieces(after))):
                    result.append(f" {after}")
                else:
                    result += [f"-{before}", f"+{after}"]
            if kind != "equal":
                result += [f"-{line}" for line in old[first:last]] + [f"+{line}" for line in new[start:stop]]
        return "\n".join(result)


def _tokens(parts: list[Piece]) -> list[Token]:
    return [part for part in parts if isinstance(part, Token)]


def _masked(line: str) -> str:
    return str(shape(pieces(line)))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], lines[-1] + "   (no newline at the end)"]
