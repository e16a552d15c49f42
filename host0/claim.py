"""A claim: a heading that says one thing about host mode, and the steps below it that prove or refute it.

    ### A published port is ignored, with a warning { #port-ignored .claim }
    ### The hostname is the host's { #hostname .claim .refutes }
    ### Docker Desktop needs a setting for it { #desktop .claim .not-run }

A claim that refutes begins with a quote: what is often said, and is wrong.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from host0.page import Fault, Heading, Page

CLAIM, REFUTES, NOT_RUN = "claim", "refutes", "not-run"
CLASSES = {CLAIM, REFUTES, NOT_RUN}
PROVEN = "proven"
"""What a claim is that says neither of the other two."""


@dataclass(frozen=True)
class Claim:
    """A claim, in one language."""

    page: str
    """The page's file name, as `facts.md`."""
    id: str
    """Its heading's: with the page it makes the claim's link."""
    line: int
    sentence: str
    said: str
    """What it refutes; nothing if it does not."""
    steps: tuple[str, ...]
    """Its proof, in order; nothing if it was not run."""

    @property
    def state(self) -> str:
        """Return whether it was proven, has refuted something by its proof, or was not run."""
        return NOT_RUN if not self.steps else REFUTES if self.said else PROVEN


def claims(page: Page) -> list[Claim]:
    """Return the claims of a page, in order."""
    return [
        Claim(page.name, heading.id, heading.line, heading.text, _said(page, heading, end), _steps(page, heading, end))
        for heading, end in _sections(page)
        if heading.id and CLAIM in heading.classes
    ]


def _sections(page: Page) -> Iterator[tuple[Heading, int]]:
    """Yield each heading with the line where the next one begins."""
    ends = [heading.line for heading in page.headings[1:]] + [page.text.count("\n") + 2]
    yield from zip(page.headings, ends, strict=True)


def _steps(page: Page, heading: Heading, end: int) -> tuple[str, ...]:
    calls = page.calls
    first = bisect_left(calls, heading.line, key=itemgetter(0))
    return tuple(step for _, step in calls[first : bisect_left(calls, end, key=itemgetter(0))])


def _said(page: Page, heading: Heading, end: int) -> str:
    """Return the quote below a heading that refutes, on one line."""
    if REFUTES not in heading.classes:
        return ""
    said = []
    for text in page.lines[heading.line : end - 1]:
        if text.startswith(">"):
            said.append(text.lstrip("> ").strip())
        elif text.strip() or said:
            break
    return ("" if page.language == "zh" else " ").join(said)


def faults(page: Page) -> Iterator[Fault]:
    """Yield what is wrong with a page's claims."""
    for heading, end in _sections(page):
        classes = set(heading.classes)
        steps = _steps(page, heading, end)
        wrong = ""
        if unknown := classes - CLASSES:
            known = ", ".join(f".{name}" for name in sorted(CLASSES))
            wrong = f"unknown class .{min(unknown)} of a heading (known: {known})"
        elif classes and CLAIM not in classes:
            wrong = f".{min(classes)} is said of a claim: write .claim before it"
        elif classes and NOT_RUN in classes and steps:
            wrong = f"a claim that is .not-run has a step: {steps[0]}"
        elif classes and NOT_RUN not in classes and not steps:
            wrong = "a claim without a step: call the step that proves it, or say .not-run"
        elif REFUTES in classes and not _said(page, heading, end):
            wrong = "a claim that .refutes must begin with a quote (> …) of what is said wrongly"
        if wrong:
            yield Fault(page.path, heading.line, wrong)
