"""What steps have shown: their code and recorded outputs, and whether something stands in them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from host0.check.transcript import NAMESPACES, pieces
from host0.content import placeholder
from host0.content.generation import GENERATIONS
from host0.content.project import Project
from host0.content.step import Snippet
from host0.problem import Problem

FLEETING = {"id", "mac", "link-local address", "veth", "time", "duration"}
FLEETING |= NAMESPACES.keys()
"""Kinds of text that the next run prints otherwise: a number is not proven by a part of one."""

IMPLIED = {
    "IPv4": re.compile(r"\b\d+\.\d+\.\d+\.\d+\b| -4\b"),
    "IPv6": re.compile(r"[0-9a-f]*::[0-9a-f]*| -6\b|ip6tables"),
    "host0": re.compile(re.escape(placeholder.LAB["host0.ip"]) + "|" + re.escape(placeholder.LAB["host0.ip6"])),
    "client0": re.compile(re.escape(placeholder.LAB["client0.ip"]) + "|" + re.escape(placeholder.LAB["client0.ip6"])),
    "bridge": re.compile(r"docker0|\b172\.17\.|docker (?:run|create)(?!.*--net)"),
    "docker0": re.compile(r"\b172\.17\.0\.1\b"),
}
"""Words for what a step shows without naming it: an address says its kind and whose it is, a command its network."""

FREE = re.compile(r"\b(?:NAME|PID|ID|PORT|ADDRESS|IMAGE|COMMAND)\b")
"""What a sentence writes for a name of the reader's own: `/proc/PID/ns/net`."""


@dataclass(frozen=True)
class Shown:
    """What a step has shown."""

    whole: str
    lasting: str
    """Without what is fleeting."""
    commands: list[list[str]]
    """The words of its commands."""


class Evidence:
    """What each step has shown, read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._shown: dict[tuple[str, frozenset[str]], Shown | None] = {}
        self._has = cache(self._look)  # its own: one of the class would hold the project of every check

    def shows(self, steps: Iterable[str], engines: Collection[str], literal: str, *, code: bool) -> str | None:
        """Return the first of some steps whose code, or output on one of the engines, has a literal in it.

        A step that cannot be read may show anything: it is told as such.
        """
        some = frozenset(engines)
        return next((step for step in steps if self._has(step, some, literal, code)), None)

    def _look(self, step: str, engines: frozenset[str], literal: str, code: bool) -> bool:
        shown = self._show(step, engines)
        return (
            shown is None
            or stands(literal, shown.whole if code else shown.lasting)
            or _in_order(literal, shown.commands)
        )

    @property
    def unread(self) -> bool:
        """Return whether a step that was asked for could not be read, as one that was never recorded."""
        return None in self._shown.values()

    def _show(self, name: str, engines: frozenset[str]) -> Shown | None:
        if (name, engines) not in self._shown:
            try:
                self._shown[name, engines] = self._read(name, engines)
            except (Problem, OSError):
                self._shown[name, engines] = None
        return self._shown[name, engines]

    def _read(self, name: str, engines: frozenset[str]) -> Shown:
        snippets = self._project.step(name).snippets()
        code = "\n".join(placeholder.fill(snippet.code, placeholder.LAB) for snippet in snippets)
        joined = re.sub(r"\\\n\s*", " ", code)
        outputs = sorted({output for snippet in snippets for output in _outputs(snippet, engines)})
        words = [word for snippet in snippets for word in (snippet.on, f"exit status {snippet.exit}")]
        texts = [joined, _plain(joined), *words]
        texts += [word for word, form in IMPLIED.items() if form.search("\n".join([joined, *outputs]))]
        lasting = ["".join(p if isinstance(p, str) else "" if p.kind in FLEETING else p.text for p in pieces(text))
                   for text in outputs]  # fmt: skip
        commands = [_words(line) for line in joined.split("\n")]
        return Shown("\n".join([*texts, *outputs]), "\n".join([*texts, *lasting]), commands)


def _outputs(snippet: Snippet, engines: Iterable[str]) -> set[str]:
    if snippet.hidden:
        return set()
    return {placeholder.fill(snippet.output(GENERATIONS[name]), placeholder.LAB) for name in engines}


@cache
def _form(literal: str) -> re.Pattern[str]:
    """Return what finds a literal in a text, as words of its own and not as a part of others."""
    words = r"\s+".join(r"\S*".join(map(re.escape, re.split("…|\\.\\.\\.", word))) for word in literal.split())
    if len(FREE.sub("", literal)) > 2:
        words = FREE.sub(r"[\\w.$-]+", words)
    first, last = literal[0], literal[-1]
    before = r"(?<![\w/])" if first == "/" else r"(?<![\w-])" if first == "-" else ""
    if first.isdigit():
        before = r"(?<!\w)(?<!\d[.,])"
    elif first.isalpha() or first == "_":
        before = r"(?<![\w-])"
    after = ""
    if last.isdigit():
        after = r"(?!\w)(?!\.\d)"
    elif last.isalpha() or last == "_":
        after = r"(?![\w-])"
    return re.compile(before + words + after, re.ASCII)


def stands(literal: str, text: str) -> bool:
    """Return whether a literal stands in a text: whole words, blanks as they come, `…` for some characters."""
    # Most literals stand in few texts: what has not even a part of one needs no expression made for it.
    return any(_part(one) in text and bool(_form(one).search(text)) for one in {literal, _plain(literal)})


@cache
def _part(literal: str) -> str:
    """Return the longest piece of a literal that a text has letter by letter where the literal stands in it."""
    return max(re.split(r"\s+|…|\.\.\.", FREE.sub(" ", literal)), key=len)


@cache
def _plain(text: str) -> str:
    """Return a command without what can be written one way or the other: quotes, `=` before a value, `--net`."""
    plain = re.sub(r"(--?[\w-]+)=", r"\1 ", re.sub("['\"]", "", text)).strip()
    return re.sub(r"--net(?![\w-])", "--network", plain) or text


@cache
def _words(line: str) -> list[str]:
    return _plain(re.sub(r"[|;&()]", " ", line)).split()


def _in_order(literal: str, commands: Iterable[list[str]]) -> bool:
    """Return whether a command has a literal's words in their order: `docker run -d` for `docker run --rm -d x`."""
    wanted = [word for word in _words(literal) if word not in ("…", "...")]
    if len(wanted) < 2:
        return False
    for words in commands:
        rest = iter(words)
        if all(word in rest for word in wanted):
            return True
    return False
