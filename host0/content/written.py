"""A file that a page shows is one that a step has written, so that what is shown was used as it is.

    ```yaml title="compose.yaml"

The step is in the section that the fence stands in, or in one that this section links to.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent

from host0.content.page import Page
from host0.problem import Problem

SHOWN = re.compile(r'yaml +title="([^"]+)"')
"""What follows the mark of a fence that shows a file; the file's name."""

WRITES = re.compile(r"^cat >(\S+) <<'(\w+)'\n(.*?\n)\2$", re.MULTILINE | re.DOTALL)
"""How a step writes a file: its name, the word that ends it, its text."""


def faults(page: Page, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield each file that a page shows and no step writes so; `pages` are all of its language, by name."""
    for first, last, opening in page.fences:
        shown = SHOWN.match(opening["info"].strip())
        if not (shown and last):
            continue
        text = dedent("\n".join([*page.lines[first : last - 1], ""]))
        if (shown[1], text) not in list(_written(page, first, pages)):
            fix = "link the section whose step has it (cat >NAME <<'END'), and show it as it is there"
            yield Problem.at(page.path, first, f"no step writes this {shown[1]}: {fix}")


def _written(page: Page, line: int, pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that is written in the section around a line, and in those that it links to."""
    first, last = _section(page, line)
    places = [(page, first, last)]
    for target in (target for number, target in page.links if first <= number < last):
        name, _, id_ = target.partition("#")
        other = pages.get(name) if name else page
        heading = next((heading for heading in other.headings if heading.id == id_), None) if other and id_ else None
        if other and heading:
            places.append((other, *_section(other, heading.line)))
    for one, begin, end in places:
        for name in (name for number, name in one.calls if begin <= number < end):
            try:
                code = one.project.step(name).bash.code
            except Problem:  # told where it is called
                continue
            yield from ((found[1], found[3]) for found in WRITES.finditer(code))


def _section(page: Page, line: int) -> tuple[int, int]:
    """Return the line of the heading before a line, or at it, and the line of the next one."""
    lines = [heading.line for heading in page.headings]
    return max((n for n in lines if n <= line), default=1), min(
        (n for n in lines if n > line), default=len(page.lines) + 1
    )
