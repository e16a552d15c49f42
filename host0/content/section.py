"""A page's sections: what stands below a heading, which steps it calls, and which sections rest on a step."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from operator import itemgetter

from host0.content.page import Heading, Page
from host0.content.project import Project
from host0.problem import Problem


def sections(page: Page) -> Iterator[tuple[Heading, int]]:
    """Yield each heading with the line where the next one begins."""
    ends = [heading.line for heading in page.headings[1:]] + [len(page.lines) + 1]
    yield from zip(page.headings, ends, strict=True)


def steps(page: Page, first: int, end: int) -> tuple[str, ...]:
    """Return the steps that are called from a line on, before another line."""
    calls = page.calls
    start = bisect_left(calls, first, key=itemgetter(0))
    return tuple(step for _, step in calls[start : bisect_left(calls, end, key=itemgetter(0))])


def anchor(step: str) -> str:
    """Return the id that a step has on its page."""
    return f"step-{step.replace('/', '-')}"


def shown(page: Page, target: str, every: dict[str, Page]) -> tuple[str, ...]:
    """Return the steps that a link of a page leads to: one, or those of a section with all that is below it.

    `every` is the pages of the page's language by name. Nothing for a link to elsewhere.
    """
    name, _, id_ = target.partition("#")
    other = every.get(name or page.name)
    if other is None:
        return ()
    if found := [step for _, step in other.calls if anchor(step) == id_]:
        return tuple(found)
    heading = next((heading for heading in other.headings if heading.id == id_), None)
    if heading is None:
        return ()
    after = [one.line for one in other.headings if one.line > heading.line and len(one.level) <= len(heading.level)]
    return steps(other, heading.line, min(after, default=len(other.lines) + 1))


def resting(project: Project, changed: Collection[str]) -> Iterator[Problem]:
    """Yield each section, in both languages, that calls one of these steps or links to it, with its title."""
    every = project.pages
    for pair in every.values():
        for language, page in pair.items():
            there = {name: pages_[language] for name, pages_ in every.items() if language in pages_}
            for heading, end in sections(page):
                on = [*steps(page, heading.line, end)]
                for number, target in page.links:
                    if heading.line <= number < end:
                        on += shown(page, target, there)
                if found := sorted(set(on) & set(changed)):
                    yield Problem.at(page.path, heading.line, f"{heading.text} ({', '.join(found)})")
