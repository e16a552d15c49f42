"""The files that changes are drawn from, as they are: pages cut into sections, prose told from what is none."""

import re
from functools import cached_property
from pathlib import Path

import yaml

from host0.content import placeholder
from host0.content.generation import GENERATIONS
from host0.content.page import CALL, PICTURE, Page
from host0.content.project import Project

HIDDEN = re.compile(
    r"\A---\n.*?\n---\n|\{\{.*?\}\}|\]\([^)\n]*\)|\{:? *[#.][^}\n]*\}|<[^>\n]*>|^\[[^\]\n]+\]:.*$",
    re.DOTALL | re.MULTILINE,
)
"""What is no prose: front matter, macros, where links lead, attributes, HTML."""

BOUNDED = r"(?<![\w])(?<!\d\.){}(?!\w|\.\d)"

SENTENCE = re.compile(r"[.!?](?=\s)\s*|[。！？；]|\n\s*\n")
"""The end of a sentence."""


class Text:
    """A page's file, with its prose in place and everything else blanked out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.path = str(page.path)
        self.text = page.text

    @cached_property
    def prose(self) -> str:
        """Return the page's text with a zero byte for each character that is no prose: positions are the file's."""
        lines = list(self.page.lines)
        for first, last, _ in self.page.fences:
            for number in range(first - 1, last or len(lines)):
                lines[number] = "\0" * len(lines[number])
        text = "\n".join(lines)
        for form in (CALL, PICTURE, HIDDEN):
            text = form.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), text)
        return text

    @cached_property
    def sections(self) -> list[tuple[int, int, str]]:
        """Return begin, end and the whole of what is said and shown of each section, with addresses of the lab."""
        starts = [0, *(self.start(heading.line) for heading in self.page.headings[1:])]
        ends = [*starts[1:], len(self.text)]
        return [(start, end, self._shown(self.text[start:end])) for start, end in zip(starts, ends, strict=True)]

    def start(self, line: int) -> int:
        """Return the position at which a line begins."""
        return self.page.start(line)

    def _shown(self, text: str) -> str:
        parts = [re.sub(r"\{\{ ([a-z0-9.]+) \}\}", r"{\1}", text)]
        for found in [*CALL.finditer(text), *PICTURE.finditer(text)]:
            for snippet in self.page.project.step(found[1]).snippets():
                parts += [f"{snippet.on} exit status {snippet.exit}", snippet.code]
                parts += sorted({snippet.output(generation) for generation in GENERATIONS.values()})
        return placeholder.fill("\n".join(parts), placeholder.LAB)

    def section(self, position: int) -> int:
        """Return the number of the section that a position is in."""
        return next(number for number, (_, end, _) in enumerate(self.sections) if position < end)

    def line(self, position: int) -> int:
        """Return the line of a position, from 1."""
        return self.page.line(position)

    def sentence(self, position: int) -> range:
        """Return the lines of the sentence that a position is in, from 1."""
        begin = max((end.end() for end in SENTENCE.finditer(self.text, 0, position)), default=0)
        after = SENTENCE.search(self.text, position)
        end = after.start() if after else len(self.text)
        return range(self.line(begin), self.line(max(end - 1, position)) + 1)


class Material:
    """A project's files. All that is drawn from it comes from the files as they were when it was made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages = Project(root).pages
        self.texts = [Text(page) for pair in self.pages.values() for page in pair.values()]
        self._read: dict[str, str] = {}

    def text(self, path: str) -> str:
        """Return a file's text."""
        if path not in self._read:
            self._read[path] = (self.root / path).read_text(encoding="utf-8")
        return self._read[path]

    @cached_property
    def declared(self) -> set[str]:
        """Return the words and quotes that the list of literals declares, of all its groups."""
        groups = yaml.safe_load(self.text("docs/literals.yml")) if self.files("docs/literals.yml") else []
        return {word for group in groups or [] for kind in ("words", "said") for word in group.get(kind, ())}

    def files(self, pattern: str) -> list[str]:
        """Return the paths of the files that a pattern finds, in order."""
        return sorted(str(file.relative_to(self.root)) for file in self.root.glob(pattern))

    def changes(self, files: dict[str, bytes | None]) -> bool:
        """Return whether new contents are others than those that the files have."""
        old = {path: (self.root / path).read_bytes() if (self.root / path).exists() else None for path in files}
        return bool(files) and all(old[path] != files[path] for path in files)


def has(text: str, word: str) -> bool:
    """Return whether a word, or words, stand in a text, and not as a part of others."""
    return bool(re.search(BOUNDED.format(re.escape(word)), text, re.ASCII))
