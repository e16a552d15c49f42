"""Compare what a track printed with what was recorded: strictly, up to a one-to-one renaming.

What differs from run to run by nature has a form. Things with an identity (ids, MACs, namespaces, …) may have
another name in each run, but the same thing must have the same name wherever it appears in the track, and two
things two names. Points in time and durations have no identity: any one stands for any other.

A recorded output is described once, line by line, by its fixed texts and the forms between them; what was printed has
to fit. The reader's tab gets the same description (`described`), and fits it in the same way (web/tab/transcript.mjs).
"""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

NAMESPACES = {f"{kind} namespace": kind for kind in ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")}
"""Of each form that is a namespace, what the kernel calls it."""


@dataclass(frozen=True)
class Form:
    """What something looks like that may be another in each run."""

    kind: str
    """Names are compared within a kind."""
    pattern: str
    """Python and JavaScript both take it: no `^`, \\s, \\S or flag, of which they have different notions."""
    named: int | None = None
    """How many characters tell which thing it is, without blanks around: all, unless a number says so."""


FORMS = {
    "long id": Form("id", r"\b[0-9a-f]{64}\b", 12),  # a container's id is its short one, too
    "short id": Form("id", r"\b(?=[a-f]*\d)[0-9a-f]{12}\b", 12),
    "mac": Form("mac", r"\b(?!ff:ff:ff:ff:ff:ff|00:00:00:00:00:00)[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b"),
    "link-local address": Form("link-local address", r"\bfe80::[0-9a-f:]+\b"),
    # the kernel gives a number again once its namespace is gone, to one of any kind: each kind has its own names
    **{form: Form(form, rf"(?<=\b{kind}:\[)\d{{10}}(?=\])") for form, kind in NAMESPACES.items()},
    "veth": Form("veth", r"\bveth[0-9a-f]{7}\b"),
    # and the blanks that pad it
    "interface index": Form("interface index", r"(?<![^\n])\d+(?=: [\w.-]+(?:[@:]|[ \t]+inet))|(?<=@if)\d+\b *"),
    "process": Form(
        "process",
        r"(?<=pid=)\d+|(?<=\] )\d+#\d+(?=: )|(?<=worker process )\d+"
        r"|(?<![^\n])\d+(?= (?:/[^ \t\r\n]*/)?(?:docker-proxy|dockerd|containerd|nginx)\b)",
    ),
    "version": Form(
        "version",
        r"(?<=nginx/)\d[\d.]*|(?<=curl/)\d[\d.]*|(?<=localhost/v)\d+\.\d+"
        r"|\b\d+\.\d+\.\d+\+dfsg[^ \t\r\n]*|(?<=ETag: \")[0-9a-f]+-[0-9a-f]+",
    ),
    "time": Form(
        "time",
        r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)"
        r"|\b\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?"
        r"|\b\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}"
        r"|\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
        0,
    ),
    "duration": Form(
        "duration",
        r"\b(?:Less than a|About an?|\d+) (?:second|minute|hour|day|week|month|year)s?\b"
        r"|(?<=time[=<])\d+(?:\.\d+)?(?= ms)",
        0,
    ),
}
COLUMN = "process in a column"
TOKEN = re.compile("|".join(f"(?P<k{n}>{form.pattern})" for n, form in enumerate(FORMS.values())), re.ASCII)
FORMS[COLUMN] = Form("process", " *[0-9]+")  # found by its heading, with the blanks that align it
WORD = re.compile(r" *[^ \t\r\n\f\v]+")
"""A word, with the blanks before it, which align it."""

BLANKS = re.compile(r" {2,}")
NO_END = "   (no newline at the end)"

STRAY = re.compile(r"^ERRO\[\d{4}\] error waiting for container: context canceled *\n?", re.MULTILINE)
"""What the client of 20.10 seldom prints after `docker run -d`, which went well: it ends while it waits for the
container's end. Mended later: https://github.com/docker/cli/pull/5043."""

UNIT = re.compile(r"(?<=\d)( ?)[KMGT](?=Bytes\b|B\b|bits/sec)")
NUMBER = re.compile(r"\d+(?:\.\d+)*(?:(?:us|ms|[smhkMG])\b)?")
"""A number in the output of a program that measures, with the unit that grows with it."""


@dataclass(frozen=True)
class Token:
    """A piece of output that may differ from run to run."""

    form: str
    text: str

    @property
    def kind(self) -> str:
        """Return within what it is compared."""
        return FORMS[self.form].kind

    @property
    def key(self) -> str:
        """Return its identity: the same for a container's full and its short id; empty for what has none."""
        return self.text.strip(" ")[: FORMS[self.form].named]


Piece = str | Token


def pieces(text: str) -> list[Piece]:
    """Split an output into what must be equal and what may be renamed."""
    tokens = [(start, COLUMN, name) for start, name in _pids(text)]
    for match in TOKEN.finditer(text):
        tokens.append((match.start(), list(FORMS)[int(str(match.lastgroup)[1:])], match[0]))
    found: list[Piece] = []
    place = 0
    for start, form, name in sorted(tokens):
        if start >= place:
            found += [text[place:start], Token(form, name)]
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


def outline(text: str) -> str:
    """Return what stays of an output that is all figures: line by line its words, each number as `#`."""
    lines = (NUMBER.sub("#", UNIT.sub(r"\1", line)) for line in text.splitlines(keepends=True))
    return "".join(re.sub(r"[ \t]+", " ", line) for line in lines)


def by_accident(recorded: str, printed: str) -> bool:
    """Return whether a text is a recorded one but for what Docker seldom loses or adds, whatever ids it has.

    Lost are words of a container that ends at once; added is a line of `STRAY`.
    """
    without, added = STRAY.subn("", printed)
    then, now = _words(recorded), _words(without)
    rest = iter(then)
    return (added > 0 or len(now) < len(then)) and all(word in rest for word in now)


def _words(text: str) -> list[str]:
    return "".join(piece if isinstance(piece, str) else f"<{piece.form}>" for piece in pieces(text)).split()


@dataclass(frozen=True)
class Line:
    """A line of a recorded output."""

    pieces: tuple[Piece, ...]
    ragged: bool
    """Whether the number of blanks says nothing: a column is as wide as its widest cell, be that a duration."""

    @property
    def text(self) -> str:
        """Return it as it was recorded."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def tokens(self) -> list[Token]:
        """Return what may be another in it."""
        return [piece for piece in self.pieces if isinstance(piece, Token)]

    @cached_property
    def pattern(self) -> str:
        """Return what a line has to fit, with a group for each token."""
        return "".join(
            f"({FORMS[piece.form].pattern})" if isinstance(piece, Token) else self._fixed(piece)
            for piece in self.pieces
        )

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.ASCII)

    def _fixed(self, text: str) -> str:
        return BLANKS.pattern.join(map(re.escape, BLANKS.split(text))) if self.ragged else re.escape(text)

    def fit(self, line: str) -> list[tuple[Token, str]] | None:
        """Return each token with what a printed line has in its place; nothing if the line does not fit."""
        match = self._compiled.fullmatch(line)
        return list(zip(self.tokens, match.groups(), strict=True)) if match else None


def shows_namespaces(output: str) -> bool:
    """Return whether a recorded output has the number of a namespace."""
    return any(token.form in NAMESPACES for line in described(output) for token in line.tokens)


@lru_cache(maxsize=256)
def described(output: str) -> tuple[Line, ...]:
    """Return the lines of a recorded output; behind its last newline, an empty one."""
    rows: list[list[Piece]] = [[]]
    parts = pieces(output)
    for part in parts:
        if isinstance(part, Token):
            rows[-1].append(part)
        else:
            first, *more = part.split("\n")
            rows[-1].append(first)
            rows += [[line] for line in more]
    ragged = any(isinstance(part, Token) and part.form == "duration" for part in parts)
    return tuple(Line(tuple(row), ragged) for row in rows)


def as_json(output: str) -> dict[str, Any]:
    """Return the description of a recorded output as the reader's tab reads it."""
    lines = described(output)
    rows = [[piece if isinstance(piece, str) else [piece.form, piece.text] for piece in line.pieces] for line in lines]
    return {"ragged": lines[0].ragged, "lines": rows}


def forms() -> dict[str, Any]:
    """Return all forms as the reader's tab reads them."""
    return {name: {"kind": form.kind, "pattern": form.pattern, "named": form.named} for name, form in FORMS.items()}


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
        old, new = described(recorded), printed.split("\n")
        if len(old) != len(new):
            return False
        pairs: list[tuple[Token, str]] = []
        for before, after in zip(old, new, strict=True):
            fit = before.fit(after)
            if fit is None:
                return False
            pairs += fit
        return self._agree(scope, pairs)

    def _agree(self, scope: str, pairs: list[tuple[Token, str]]) -> bool:
        """Return whether things keep their names, and remember new ones; if not, nothing is remembered."""
        now, then = dict(self._now), dict(self._then)
        for before, text in pairs:
            after = Token(before.form, text)
            here = now.setdefault((scope, before.kind, before.key), after.key)
            there = then.setdefault((scope, after.kind, after.key), before.key)
            if (here, there) != (after.key, before.key):
                return False
        self._now, self._then = now, then
        return True

    def namespaces(self) -> set[str]:
        """Return the namespaces that have a name now, as the kernel writes them: `net:[4026531840]`."""
        return {f"{NAMESPACES[form]}:[{key}]" for _, form, key in self._then if form in NAMESPACES}

    def forget_namespaces(self, there: Collection[str]) -> None:
        """Forget the namespaces that are not `there` (`net:[4026531840]`): the kernel gives their numbers again."""
        gone = {
            (scope, form, key)
            for scope, form, key in self._then
            if form in NAMESPACES and f"{NAMESPACES[form]}:[{key}]" not in there
        }
        self._now = {then: now for then, now in self._now.items() if (*then[:2], now) not in gone}
        self._then = {now: then for now, then in self._then.items() if now not in gone}

    def difference(self, scope: str, recorded: str, printed: str) -> str:
        """Return the lines in which two outputs differ, `-` recorded and `+` printed, the others for context.

        Lines that differ by names alone, and by none that the track knows otherwise, count as equal.
        """
        known = Renaming()
        known._now, known._then = dict(self._now), dict(self._then)
        old, new = list(described(recorded)), printed.split("\n")
        left = [line.pattern for line in old]
        right = [next((line.pattern for line in old if line.fit(text) is not None), f"+{text}") for text in new]
        said = [line.text for line in old]
        for texts, labels in ((said, left), (new, right)):
            if texts[-1]:
                texts[-1] += NO_END
                labels[-1] += NO_END
            else:
                del texts[-1], labels[-1]
        result = []
        for kind, first, last, start, stop in difflib.SequenceMatcher(None, left, right, False).get_opcodes():
            if kind != "equal":
                result += [f"-{text}" for text in said[first:last]] + [f"+{text}" for text in new[start:stop]]
                continue
            for before, after in zip(range(first, last), range(start, stop), strict=True):
                fit = old[before].fit(new[after].removesuffix(NO_END))
                if fit is not None and known._agree(scope, fit):
                    result.append(f" {new[after]}")
                else:
                    result += [f"-{said[before]}", f"+{new[after]}"]
        return "\n".join(result)
