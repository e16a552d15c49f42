"""A page in one language: its step calls, heading ids, links and code fences, each with its line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2

from host0 import placeholder
from host0.errors import Problem
from host0.step import Step

LANGUAGES = ("zh", "en")
CALL = re.compile(r'^\{\{ *step\("([^"\n]*)"\) *\}\}[ \t]*$', re.MULTILINE)
"""A step call: alone on its line, from the line's beginning, so that nothing around it changes what it shows."""

FENCE = re.compile(r"^(?P<indent>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
HEADING_ID = re.compile(r"\{:?\s+#([\w-]+)\s*\}\s*$")
LINK = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)|<(https?://[^>]+)>", re.MULTILINE
)
SHOWN = {"text", "json", "yaml", "ini", "nginx", "diff"}
"""Languages that a fence in a page may have: what nobody runs. Commands and programs are steps."""


@dataclass(frozen=True)
class Fault:
    """Something wrong in a page, for the contributor to read."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        """Return it as editors and terminals link it: path, line, text."""
        return f"{self.path}:{self.line}: {self.what}"


class Page:
    """A page as its file has it."""

    def __init__(self, root: Path, language: str, name: str) -> None:
        self.root, self.language, self.name = root, language, name
        self.path = Path("docs", language, name)
        """From the project's root."""
        self.text = (root / self.path).read_text(encoding="utf-8")

    @cached_property
    def calls(self) -> list[tuple[int, str]]:
        """Return line and name of each step call, in order."""
        return [(self.line(found.start()), found[1]) for found in CALL.finditer(self.text)]

    def line(self, position: int) -> int:
        """Return the line of a character position, from 1."""
        return self.text.count("\n", 0, position) + 1

    @cached_property
    def _prose(self) -> list[tuple[int, str]]:
        """The lines outside fences."""
        inside = {number for first, last, _ in self.fences for number in range(first, last + 1)}
        return [(n, line) for n, line in enumerate(self.text.split("\n"), 1) if n not in inside]

    @cached_property
    def fences(self) -> list[tuple[int, int, str]]:
        """Return first and last line and the info string of each code fence; last line 0 means never closed."""
        found: list[tuple[int, int, str]] = []
        opened: tuple[int, str, str] | None = None
        for number, line in enumerate(self.text.split("\n"), 1):
            match = FENCE.match(line)
            if opened is None:
                if match:
                    opened = number, match["mark"], match["info"].strip()
            elif match and not match["info"].strip() and match["mark"].startswith(opened[1]):
                found.append((opened[0], number, opened[2]))
                opened = None
        if opened:
            found.append((opened[0], 0, opened[2]))
        return found

    @cached_property
    def headings(self) -> list[tuple[int, str, str | None]]:
        """Return line, level (`##`) and id of each heading."""
        found = []
        for number, line in self._prose:
            heading = HEADING.match(line)
            if heading:
                identifier = HEADING_ID.search(heading[2])
                found.append((number, heading[1], identifier[1] if identifier else None))
        return found

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """Return line and target of each link and image."""
        return [(n, next(filter(None, m.groups()))) for n, line in self._prose for m in LINK.finditer(line)]

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the page by itself."""
        yield from self._fence_faults()
        yield from self._call_faults()
        for number, level, identifier in self.headings:
            if level != "#" and identifier is None:
                yield Fault(
                    self.path, number, "a heading without an id: end it with { #some-id }, the same in each language"
                )

    def _fence_faults(self) -> Iterator[Fault]:
        for first, last, info in self.fences:
            language = re.sub(r"^\{?\s*\.?", "", info).split(" ")[0].split("}")[0].split("{")[0].lower()
            if not last:
                yield Fault(self.path, first, "a code fence that is never closed")
            elif language not in SHOWN:
                what = f"a {language} fence" if language else "a code fence without a language"
                fix = 'make it a step and call it: {{ step("folder/name") }}'
                yield Fault(
                    self.path, first, f"{what}: nothing runs it; {fix} (shown as it is: {', '.join(sorted(SHOWN))})"
                )
        yield from self._unfenced_code()

    def _unfenced_code(self) -> Iterator[Fault]:
        """Find code blocks made by indentation or by HTML, which need no fence."""
        before = ""
        listed = False
        for number, line in self._prose:
            if re.search(r"<(pre|code|script)\b", line, re.IGNORECASE):
                yield Fault(self.path, number, "code as HTML: nothing runs it; make it a step")
            indented = line.startswith(("    ", "\t")) and line.strip()
            if not line.startswith((" ", "\t")) and line.strip():
                listed = bool(re.match(r"([-*+]|\d+[.)])\s|!!!|\?\?\?|===|\[\^|: ", line))
            if indented and not before.strip() and not listed:
                yield Fault(self.path, number, "an indented code block: nothing runs it; make it a step")
            elif indented and not before.strip() and re.match(r"( {8,}|\t\t)", line):
                yield Fault(self.path, number, "an indented code block in a list: nothing runs it; make it a step")
            before = line

    def _call_faults(self) -> Iterator[Fault]:
        """Hold the calls that Sybil will see against those that Jinja, which knows the page's syntax, makes."""
        for number, name in self.calls:
            try:
                step = Step(self.root, name)
                for snippet in step.snippets():
                    snippet.output()
            except Problem as problem:
                yield Fault(self.path, number, str(problem).replace(f"{self.root}/", ""))
        try:
            made = rendered_calls(self.text)
        except jinja2.TemplateError as error:
            line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else self._line_of(error)
            yield Fault(
                self.path, line, f"{error} (in prose: {{{{ host0.ip }}}}; known: {', '.join(placeholder.PAGE)})"
            )
            return
        seen = [name for _, name in self.calls]
        if made == seen:
            return
        for number, text in enumerate(self.text.split("\n"), 1):
            if re.search(r"\bstep\s*\(", text) and not CALL.match(text):
                yield Fault(self.path, number, 'a step call must stand alone on its line: {{ step("folder/name") }}')
                return
        extra = list((Counter(seen) - Counter(made)).elements()) or list((Counter(made) - Counter(seen)).elements())
        number = next((n for n, name in self.calls if name in extra), 1)
        yield Fault(
            self.path, number, f"{len(seen)} step calls are written, {len(made)} take effect: {', '.join(extra)}"
        )

    def _line_of(self, error: jinja2.TemplateError) -> int:
        trace = error.__traceback__
        line = 1
        while trace:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return line


def rendered_calls(text: str) -> list[str]:
    """Return the steps that a page calls when Jinja renders it: a count that owes nothing to `CALL`.

    Raises `jinja2.TemplateError` for a syntax error or an unknown name.
    """
    made: list[str] = []
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 (Markdown, not HTML)
    environment.globals.update(placeholder.nested(placeholder.PAGE), step=made.append)
    environment.from_string(text).render()
    return made


def pages(root: Path) -> dict[str, dict[str, Page]]:
    """Return all pages by name and language."""
    found: dict[str, dict[str, Page]] = {}
    for language in LANGUAGES:
        for path in sorted((root / "docs" / language).glob("**/*.md")):
            name = str(path.relative_to(root / "docs" / language))
            found.setdefault(name, {})[language] = Page(root, language, name)
    return found
