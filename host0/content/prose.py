"""A page's prose as its reader gets it: sections with their steps, and what they say, each piece with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from host0.content.page import Page
from host0.content.rendered import Rendered
from host0.content.section import anchor
from host0.content.tree import Node

INLINE = {
    *("a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "u"),
}
HEADINGS = {f"h{level}" for level in range(1, 7)}
SKIPPED = {"pre", "figure", "script", "style"}
"""What is no prose: shown files, pictures, and what is refused anyway."""

WORD = re.compile(r"\w+")
END = re.compile(r"(?<=[.!?;:])(?=[\s)”\"])|(?<=[。！？；：])")
"""Where a clause ends: what it says of an engine does not hold for the next one."""

SIGN = re.compile(r"[\d\"“「-]", re.ASCII)
"""What numbers, options and quotes have: a clause with one is taken word by word, each with its line."""

TOP = "top"
"""What stands for the id of a page's first heading, which has another one in each language."""

REACH = 600
"""How many characters ahead a word is looked for in the page's text: more than an address takes."""


@dataclass
class Section:
    """A heading and what stands below it, to the next heading of whatever level."""

    id: str
    level: int
    parent: "Section | None" = None
    children: list["Section"] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    """The steps right below the heading, and those of its pictures, in order."""

    # Each is asked for by every literal of a section, when the page has been taken apart as a whole.

    @cached_property
    def below(self) -> list[str]:
        """Return its steps and those of the sections in it."""
        return [*self.steps, *(step for child in self.children for step in child.below)]

    @cached_property
    def proof(self) -> list[str]:
        """Return the steps that it rests on if somebody links to it: its own, or, if it has none, those in it."""
        return self.steps or self.below

    @cached_property
    def scope(self) -> list[str]:
        """Return the steps that its prose may rest on: its proof, and what was run above it in the same chapter.

        A section without any sums up its page.
        """
        found = [*self.proof]
        top = self
        while top.parent:
            top = top.parent
            found += top.steps
        return found or top.below


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: plain text, or inline code."""

    text: str
    code: bool
    clause: int
    """Which of its unit's clauses it belongs to."""
    line: int
    link: str = ""
    """Where it leads, if it stands in a link."""


@dataclass
class Unit:
    """A paragraph, a heading, a list item, or a table's cell."""

    section: Section
    cell: bool
    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Where its links lead."""
    row: list[str] = field(default_factory=list)
    """Where the links of its table's row lead; for the table's head, those of the whole table."""

    def clause(self, number: int) -> str:
        """Return the text of a clause."""
        return "".join(piece.text for piece in self.pieces if piece.clause == number)


@dataclass
class Prose:
    """A page's sections and units."""

    sections: list[Section]
    units: list[Unit]

    def linked(self, id_: str) -> list[str]:
        """Return the steps that a link to an id leads to: one step, or those of a section."""
        return self._linked.get(id_, [])

    @cached_property
    def _linked(self) -> dict[str, list[str]]:
        there = {section.id: section.proof for section in reversed(self.sections)}
        return there | {anchor(step): [step] for step in self.sections[0].below}


class _Walk:
    """Takes a page that can be rendered apart."""

    def __init__(self, page: Page, rendered: Rendered) -> None:
        self._page, self._rendered = page, rendered
        self._text = rendered.markdown
        self._place = 0
        self._calls = iter([line for line, _ in page.calls])
        self._headings = iter([heading.line for heading in page.headings])
        self.sections = [Section("", 0)]
        self.units: list[Unit] = []
        self._walk(rendered.tree, cell=False)

    def _walk(self, node: Node, *, cell: bool) -> None:
        """Take in what is in an element: runs of text as units of their own."""
        kind, _, name = node.mark.partition(" ")
        if kind in ("step", "picture"):
            self.sections[-1].steps.append(name)
        if kind == "step":
            self._anchor(next(self._calls, None))
        if kind or node.tag in SKIPPED:
            return
        if node.tag in HEADINGS:
            self._open(node)
        first = len(self.units)
        run: list[Node | str] = []
        for child in [*node.children, Node("end")]:
            if isinstance(child, str) or (child.tag in INLINE and _inline(child)):
                run.append(child)
                continue
            if any(not isinstance(one, str) or one.strip() for one in run):
                self._unit(run, cell=cell)
            run = []
            if child.tag != "end":
                self._walk(child, cell=cell or child.tag in ("td", "th"))
        if node.tag in ("tr", "table"):
            row = [link for unit in self.units[first:] for link in unit.links]
            for unit in self.units[first:]:
                unit.row = row if node.tag == "tr" or not unit.row else unit.row

    def _open(self, heading: Node) -> None:
        level = int(heading.tag[1])
        parent: Section | None = self.sections[-1]
        while parent and parent.level >= level:
            parent = parent.parent
        section = Section(heading.attributes.get("id", "") if level > 1 else TOP, level, parent)
        if parent:
            parent.children.append(section)
        self.sections.append(section)
        self._anchor(next(self._headings, None))

    def _anchor(self, line: int | None) -> None:
        """Go on looking for words from a line that is known."""
        if line is not None and len(self._rendered.lines) == len(self._page.lines):
            self._place = self._rendered.start(line)

    def _unit(self, run: list["Node | str"], *, cell: bool) -> None:
        unit = Unit(self.sections[-1], cell)
        clause = 0
        for text, code, link in _pieces(run):
            if link and link not in unit.links:
                unit.links.append(link)
            if code:
                unit.pieces.append(Piece(text, True, clause, self._line(text), link))
                continue
            for number, part in enumerate(END.split(text)):
                clause += number > 0
                for piece in re.split(r"(?<=\s)", part) if SIGN.search(part) else [part]:
                    if piece:
                        unit.pieces.append(Piece(piece, False, clause, self._line(piece), link))
        self.units.append(unit)

    def _line(self, text: str) -> int:
        """Return the line of the next words, and go on behind them."""
        for word in [text, *WORD.findall(text)]:
            place = self._text.find(word, self._place, self._place + REACH)
            if place >= 0:
                self._place = place + len(word)
                if word == text:
                    return self._rendered.line(place)
        return self._rendered.line(self._place)


def prose(page: Page) -> Prose | None:
    """Return a page's prose, taken apart once for pages that render alike; nothing if the page cannot be rendered."""
    if not page.rendered:
        return None
    if page.rendered not in _taken:
        walk = _Walk(page, page.rendered)
        _taken[page.rendered] = Prose(walk.sections, walk.units)
    return _taken[page.rendered]


_taken: WeakKeyDictionary[Rendered, Prose] = WeakKeyDictionary()
"""By what was rendered, which knows no page: one would keep its whole project, at each save of live reload another."""


def _inline(node: Node) -> bool:
    return all(isinstance(child, str) or (child.tag in INLINE and _inline(child)) for child in node.children)


def _pieces(run: list["Node | str"], link: str = "") -> Iterator[tuple[str, bool, str]]:
    """Yield the texts in some inline elements, each with whether it is code, and where its link leads."""
    for child in run:
        if isinstance(child, str):
            yield child, False, link
        elif child.tag == "code":
            yield child.text, True, link
        elif child.attributes.get("class") not in ("headerlink", "footnote-ref", "footnote-backref"):
            yield from _pieces(child.children, child.attributes.get("href", "") if child.tag == "a" else link)
