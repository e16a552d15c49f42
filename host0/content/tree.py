"""A tree of HTML: parsed from a page's, and written down to be kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from host0.content.markup import VOID


@dataclass
class Node:
    """An element of the rendered page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    """What we have marked it with: `code` for backticks, else the step or picture that it stands for."""
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator["Node"]:
        """Yield it and all elements in it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


class _Parser(HTMLParser):
    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, attributes, attributes.pop(self._mark, ""))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(html: str, mark: str) -> Node:
    """Return the tree of a piece of HTML. `mark` is the attribute whose value is a node's mark."""
    parser = _Parser(mark)
    parser.feed(html)
    parser.close()
    return parser.open[0]


def written(node: Node) -> str:
    """Return a tree as a text that `read` understands."""
    return json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Node:
    """Return the tree that was written down. Raises `ValueError` for anything else."""
    try:
        return _node(json.loads(text))
    except TypeError:
        raise ValueError("not a tree that was written down") from None


def _plain(node: Node) -> list[Any]:
    children = [child if isinstance(child, str) else _plain(child) for child in node.children]
    return [node.tag, node.attributes, node.mark, children]


def _node(plain: list[Any]) -> Node:
    tag, attributes, mark, children = plain
    return Node(tag, attributes, mark, [child if isinstance(child, str) else _node(child) for child in children])
