"""Tables of a page: their rows, and what the steps have shown that a cell refers to."""

import re
from pathlib import Path

import jinja2

from host0.content import placeholder
from host0.content.generation import DEFAULT, Generation
from host0.content.page import Page
from host0.content.project import Project
from host0.content.step import Step

CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def rows(page: Page, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, row by row, without its head.

    Values that pages take from the table of placeholders stand as snippets and outputs have them: `{host0.ip}`.
    """
    lines = [line for line in _section(page, heading).split("\n") if line.startswith("|")]
    names = placeholder.nested({name: f"{{{name}}}" for name in placeholder.PAGE})
    filled = (jinja2.Template(line).render(names) for line in lines[2:])
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in filled]


def steps(page: Page, heading: str) -> list[Step]:
    """Return the steps below a heading, those below its own headings too."""
    start, end = _lines(page, heading)
    return [page.project.step(name) for line, name in page.calls if start < line < end]


def linked(page: Page, target: str) -> list[Step]:
    """Return the steps that a link of a page leads to: a step itself, or all steps below a heading."""
    name, _, anchor = target.partition("#")
    if anchor.startswith("step-"):
        return [page.project.step("/".join(anchor.removeprefix("step-").split("-", 1)))]
    return steps(page.project.pages[name][page.language] if name else page, anchor)


def printed(found: list[Step], generation: Generation = DEFAULT) -> str:
    """Return what was recorded of steps on an engine, in Bash and in Python, placeholders unfilled."""
    return "\n".join(snippet.output(generation) for step in found for snippet in step.snippets())


def _section(page: Page, heading: str) -> str:
    start, end = _lines(page, heading)
    return "\n".join(page.text.split("\n")[start : end - 1])


def _lines(page: Page, heading: str) -> tuple[int, int]:
    """Return the line of a heading, and the one where the next of its level or above begins."""
    first = next(one for one in page.headings if one.id == heading)
    ends = [one.line for one in page.headings if one.line > first.line and len(one.level) <= len(first.level)]
    return first.line, min(ends, default=page.text.count("\n") + 2)


def pages(root: Path, name: str) -> list[Page]:
    """Return a page in both languages."""
    return list(Project(root).pages[name].values())
