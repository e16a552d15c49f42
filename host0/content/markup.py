"""HTML with places in it: where each element begins and ends, so that what is put in leaves the rest as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from host0.content.lines import Lines

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that have no end (HTML Living Standard, 13.1.2)."""


Edit = tuple[int, int, str]
"""Where a part of a text begins and ends, and what is to stand there instead."""


@dataclass
class Element:
    """An element, by positions in the text that it was found in."""

    tag: str
    attributes: dict[str, str]
    start: int
    """Where its start tag begins."""
    inner: int
    """Where what is in it begins."""
    parent: "Element | None"
    end: int = -1
    """Where what is in it ends: there its end tag begins, if it has one."""

    @property
    def classes(self) -> list[str]:
        """Return its classes."""
        return self.attributes.get("class", "").split()

    @property
    def around(self) -> "Iterator[Element]":
        """Yield the elements that it is in, the innermost first."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent

    @property
    def outermost(self) -> "Element":
        """Return the element that it is in and that is in no other, or itself."""
        return [self, *self.around][-1]


@lru_cache(maxsize=64)
def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of an HTML text, in the order in which they begin; of the same text, they are found once."""
    parser = _Elements(text)
    parser.feed(text)
    parser.close()
    for element in parser.found:
        if element.end < 0:  # nobody closed it
            element.end = len(text)
    return tuple(parser.found)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with parts of it replaced. What is put in at the same place keeps its order."""
    parts, place = [], 0
    for begin, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[place:begin], new]
        place = end
    return "".join([*parts, text[place:]])


def plain(html: str) -> str:
    """Return the text in a piece of HTML."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self._open: list[Element] = []
        self._lines = Lines(text)

    def _place(self) -> int:
        line, column = self.getpos()  # the parser, too, counts lines by LF alone
        return self._lines.start(line) + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._place()
        inner = start + len(self.get_starttag_text() or "")
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, start, inner, self._open[-1] if self._open else None)
        self.found.append(element)
        if tag in VOID:
            element.end = inner
        else:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self._open):
            return
        place = self._place()
        while self._open:
            element = self._open.pop()
            element.end = place
            if element.tag == tag:
                return


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
