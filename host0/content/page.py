"""A page in one language: its step calls, heading ids, links and code fences, each with its line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from host0.content import placeholder, utf8
from host0.content.lines import Lines
from host0.content.rendered import FRONT, Rendered, rendered, rendered_calls
from host0.problem import Problem

if TYPE_CHECKING:
    from host0.content.project import Project

PLACES = {"zh": "", "en": "en/"}
"""Each human language, and where in the site its pages stand."""

LANGUAGES = tuple(PLACES)
CALL = re.compile(r'^\{\{ *step\("([^"\n]*)"\) *\}\}[ \t]*$', re.MULTILINE)
"""A step call: alone on its line, from the line's beginning, so that nothing around it changes what it shows."""

PICTURE = re.compile(r'^(?: {4})?\{\{ *picture\("([^"\n]*)"\) *\}\}[ \t]*$', re.MULTILINE)
"""A picture of host0 after a step: alone on its line, too, but it may stand in a tab."""

GUESS = re.compile(r'^\{\{ *guess\("([^"\n]*)"\) *\}\}[ \t]*$', re.MULTILINE)
"""What lets the reader guess what a step will print: alone on its line, right before the step's call."""

FENCE = re.compile(
    r"^(?P<before>(?:[\s>:]|[-*+]\s|\d+[.)]\s|\[\^[^\]]+\]:\s)*)(?P<mark>`{3,}|~{3,})"
    r"(?P<info>[^`]*|(?!.*```).*[\"'}]\s*)$"
)
HEADING = re.compile(r"^(#{1,6})(?!#)\s*(\S.*?)\s*$")
UNDERLINE = re.compile(r"^(=+|-+) *$")
"""Below a line that follows a blank one, this makes a heading too."""

HEADING_ID = re.compile(r"\s*\{:?\s+#(?P<id>[\w-]+)(?P<classes>(?:\s+\.[\w-]+)*)\s*\}\s*$")
LINK = re.compile(
    r"!?\[(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)|^\[(?!\^)[^\]]+\]:\s*(\S+)|<(https?://[^>]+)>",
    re.MULTILINE,
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SHOWN = {"text", "json", "yaml", "ini", "nginx", "diff"}
"""Languages that a fence in a page may have: what nobody runs. Commands and programs are steps."""

SHOWN_INFO = re.compile(r"""\.?[a-z]+(?: +(?:title|hl_lines|linenums)="[^"]*")*|\{ *\.[a-z]+[^{}]*\}""", re.IGNORECASE)
"""What may stand after a fence's mark: where it is anything else, Markdown makes no fence of it."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page."""

    line: int
    level: str
    """As Markdown has it: `##`."""
    text: str
    id: str | None
    classes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return what both languages must have in common."""
        return (
            " ".join([self.level, "{", f"#{self.id}", *(f".{c}" for c in self.classes), "}"]) if self.id else self.level
        )


class Page:
    """A page as its file has it. Two of the same name, text, and way to render it are equal, whatever project's."""

    def __init__(self, project: "Project", language: str, name: str) -> None:
        self.project, self.language, self.name = project, language, name
        self.path = Path("docs", language, name)
        """From the project's root."""
        self.text = utf8.read(project.root / self.path)
        self._key = language, name, self.text, project.configuration

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def root(self) -> Path:
        """Return the project's folder."""
        return self.project.root

    @cached_property
    def calls(self) -> list[tuple[int, str]]:
        """Return line and name of each step call, in order."""
        return [(self.line(found.start()), found[1]) for found in CALL.finditer(self.text)]

    @cached_property
    def pictures(self) -> list[tuple[int, str]]:
        """Return line and step of each picture, in order."""
        return [(self.line(found.start()), found[1]) for found in PICTURE.finditer(self.text)]

    @cached_property
    def guesses(self) -> list[tuple[int, str]]:
        """Return line and step of each output that the reader is to guess, in order."""
        return [(self.line(found.start()), found[1]) for found in GUESS.finditer(self.text)]

    def together(self, name: str) -> list[str]:
        """Return the steps of the pictures that stand in one set of tabs with the picture of a step, in order."""
        sets: list[list[str]] = []
        last = 0
        for number, step in self.pictures:
            between = [line for line in self.lines[last : number - 1] if line.strip()]
            tabs = self.lines[last - 1].startswith(" ") and self.lines[number - 1].startswith(" ")
            if not (sets and tabs and all(line.startswith("===") for line in between)):
                sets.append([])
            sets[-1].append(step)
            last = number
        return next(steps for steps in sets if name in steps)

    def line(self, position: int) -> int:
        """Return the line of a character position, from 1."""
        return self._lines.at(position)

    def start(self, line: int) -> int:
        """Return the character position at which a line begins, which counts from 1; `IndexError` behind the last."""
        return self._lines.start(line)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """Return the page's lines."""
        return self.text.split("\n")

    @cached_property
    def whole(self) -> bool:
        """Return whether the page's steps and prose are known for sure: if not, it is not compared with its pair."""
        return not self._unsure and self._closed

    @cached_property
    def rendered(self) -> Rendered | None:
        """Return the page as its reader gets it, if Jinja can render it and its fences are closed."""
        if not self._closed:
            return None
        try:
            return rendered(self.project.configuration, self.text)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError):
            return None  # told by `faults`, with its line

    @cached_property
    def _prose(self) -> list[tuple[int, str]]:
        """The lines outside fences and front matter."""
        front = FRONT.match(self.text)
        start = front[0].count("\n") if front else 0
        return [(n, line) for n, line in enumerate(self.lines, 1) if n > start and n not in self.fenced]

    @cached_property
    def fences(self) -> list[tuple[int, int, re.Match[str]]]:
        """Return first and last line and the opening of each code fence; last line 0 means never closed."""
        found: list[tuple[int, int, re.Match[str]]] = []
        opened: tuple[int, re.Match[str]] | None = None
        for number, line in enumerate(self.lines, 1):
            match = FENCE.match(line)
            if opened and not _inside(opened[1], line, match):
                found.append((opened[0], 0, opened[1]))
                opened = None
            if opened is None:
                opened = (number, match) if match else None
            elif re.sub(r"^[\s>]*", "", line).rstrip() == opened[1]["mark"]:
                found.append((opened[0], number, opened[1]))
                opened = None
        if opened:
            found.append((opened[0], 0, opened[1]))
        return found

    @cached_property
    def fenced(self) -> frozenset[int]:
        """Return the lines of the code fences that are closed."""
        return frozenset(number for first, last, _ in self.fences for number in range(first, last + 1))

    @property
    def _closed(self) -> bool:
        """Whether each fence is closed: before, nobody knows what is prose, and what code."""
        return all(last for _, last, _ in self.fences)

    @cached_property
    def headings(self) -> list[Heading]:
        """Return the page's headings, in order."""
        found = []
        above = ["", ""]
        for number, line in self._prose:
            heading = HEADING.match(line)
            under = UNDERLINE.match(line) and above[1].strip() and not above[0].strip()
            if heading or under:
                level, text = heading.groups() if heading else ("#" if line[0] == "=" else "##", above[1])
                end = HEADING_ID.search(text)
                if end:
                    classes = tuple(word.removeprefix(".") for word in end["classes"].split())
                    found.append(Heading(number, level, text[: end.start()], end["id"], classes))
                else:
                    found.append(Heading(number, level, text, None))
            above = [above[1], line]
        return found

    @property
    def title(self) -> str:
        """Return the page's first heading; its name if it has none."""
        return next((heading.text for heading in self.headings), self.name)

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """Return line and target of each link and image."""
        prose = dict(self._prose)
        text = "\n".join(prose.get(number, "") for number in range(1, len(self.lines) + 1))
        lines = Lines(text)
        return [(lines.at(m.start()), next(filter(None, m.groups()))) for m in LINK.finditer(text)]

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with the page by itself."""
        yield from self._call_faults()
        yield from self._fence_faults()
        for number, name, value in placeholder.raw(self.text):
            what = f"{value} is the lab's own address, which the page does not replace: write {{{{ {name} }}}}"
            yield Problem.at(self.path, number, what)
        if not self._closed:
            return  # what is prose, and what code, will be known when the fence is closed
        for heading in self.headings:
            if heading.level != "#" and heading.id is None:
                what = "a heading without an id: end it with { #some-id }, the same in each language"
                yield Problem.at(self.path, heading.line, what)

    @staticmethod
    def shown(opening: re.Match[str]) -> str:
        """Return the language of a fence that is shown as it is; nothing if the fence is a fault."""
        word = _language(opening)
        made = SHOWN_INFO.fullmatch(opening["info"].strip()) and not opening["before"].strip(" \t>")
        return word if word in SHOWN and made else ""

    def _fence_faults(self) -> Iterator[Problem]:
        shown = f"(shown as it is: {', '.join(sorted(SHOWN))})"
        for first, last, opening in self.fences:
            word = _language(opening)
            if not last:
                yield Problem.at(self.path, first, "a code fence that is never closed")
            elif word not in SHOWN:
                what = f"a {word} fence" if word else "a code fence without a language"
                fix = 'make it a step and call it: {{ step("folder/name") }}'
                yield Problem.at(self.path, first, f"{what}: nothing runs it; {fix} {shown}")
            elif not self.shown(opening):
                what = "Markdown makes no fence of this: give it a line of its own, a language, and at most a title"
                yield Problem.at(self.path, first, f"{what} {shown}")

    def _call_faults(self) -> Iterator[Problem]:
        for number, name in self.calls:
            # a lone Python snippet is told as such, once
            if name not in self.project.names:
                try:
                    self.project.step(name)
                except Problem as problem:
                    yield Problem.at(self.path, number, problem.text)
        yield from self._unsure
        for number, name in self.pictures:
            if name not in [step for _, step in self.calls]:
                yield Problem.at(
                    self.path, number, f"a picture of {name}, which is no step of this page: call the step"
                )
        for number, name in self.guesses:
            after = next((n for n, line in enumerate(self.lines[number:], number + 1) if line.strip()), 0)
            if (after, name) not in self.calls:
                what = f"what is guessed is what the next step prints: call {name} below it"
                yield Problem.at(self.path, number, what)

    @cached_property
    def _unsure(self) -> list[Problem]:
        """Hold the calls that Sybil will see against those that Jinja, which knows the page's syntax, makes."""
        try:
            made, drawn = rendered_calls(self.text), rendered_calls(self.text, "picture")
        except jinja2.TemplateError as error:
            line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else _line_of(error)
            known = f"in prose: {{{{ host0.ip }}}}; known: {', '.join(placeholder.PAGE)}"
            return [Problem.at(self.path, line, f"{error} ({known})")]
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            return [Problem.at(self.path, _line_of(error), f"Jinja cannot render this: {error}")]
        hidden = set(self.fenced)
        for found in COMMENT.finditer(self.text):
            hidden |= set(range(self.line(found.start()), self.line(found.end()) + 1))
        if unseen := [number for number, _ in self.calls if number in hidden]:
            return [
                Problem.at(self.path, n, "a step call in a code fence or a comment: it takes effect, but not as a step")
                for n in unseen
            ]
        seen = [name for _, name in self.calls]
        if made == seen:
            stray = {"picture": (drawn, self.pictures), "guess": (rendered_calls(self.text, "guess"), self.guesses)}
            return [self._stray(kind) for kind, (one, other) in stray.items() if one != [name for _, name in other]][:1]
        what = 'a step call must stand alone on its line: {{ step("folder/name") }}'
        for number, text in enumerate(self.lines, 1):
            if re.search(r"\bstep\s*\(", text) and not CALL.match(text):
                return [Problem.at(self.path, number, what)]
        extra = list((Counter(seen) - Counter(made)).elements()) or list((Counter(made) - Counter(seen)).elements())
        number = next((n for n, name in self.calls if name in extra), 1)
        what = f"{len(seen)} step calls are written, {len(made)} take effect: {', '.join(extra)}"
        return [Problem.at(self.path, number, what)]

    def _stray(self, kind: str) -> Problem:
        """Tell of a picture or a guess that takes effect but is not seen by its expression, or the other way round."""
        seen, tab = {"picture": (PICTURE, ", or in a tab,"), "guess": (GUESS, "")}[kind]
        lines = enumerate(self.lines, 1)
        number = next((n for n, text in lines if re.search(rf"\b{kind}\s*\(", text) and not seen.match(text)), 1)
        what = f'a {kind} must stand alone on its line{tab} and take effect: {{{{ {kind}("folder/name") }}}}'
        return Problem.at(self.path, number, what)


def _inside(opening: re.Match[str], line: str, match: re.Match[str] | None) -> bool:
    """Return whether a line can belong to an open fence: if not, Markdown takes the fence for none."""
    indent, quotes = len(opening["before"].expandtabs(4)), opening["before"].count(">")
    if quotes:
        return line.replace(" ", "").startswith(">" * quotes)
    if opening["before"].strip():  # on a list item's first line: told as a fault of its own
        return True
    if match and match["info"].strip() and match["mark"].startswith(opening["mark"]):
        return False
    line = line.expandtabs(4)
    return not line.strip() or len(line) - len(line.lstrip()) >= indent


def _language(opening: re.Match[str]) -> str:
    return re.split(r"[\s{}]", re.sub(r"^\{?\s*\.?", "", opening["info"].strip()))[0].lower()


def _line_of(error: Exception) -> int:
    """Return the line of a page in which rendering it failed."""
    trace = error.__traceback__
    line = 1
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
