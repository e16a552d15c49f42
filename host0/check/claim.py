"""A claim: a heading that says one thing about host mode, and the steps below it that prove it.

    ### A published port is ignored, with a warning { #port-ignored .claim }

    > **Often claimed:** What is often said, and is wrong: with it, the claim refutes.

    {{ step("facts/publish") }}

What must be seen in the steps is in `docs/claims/<page>.yml` (see `host0.check.proof`). The claim's state follows
from it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from host0.check.proof import FOLDER, Proof, Proofs, falls, proofs, unseen
from host0.content.page import LANGUAGES, Heading, Page
from host0.content.project import Project
from host0.content.section import sections, steps
from host0.content.words import joined, spoken
from host0.problem import Problem, nearest

CLAIM = "claim"
PROVEN, REFUTES, NOT_RUN = "proven", "refutes", "not-run"
"""What a claim can be."""
OFTEN = {language: words["often"] for language, words in spoken("claim").items()}
"""What the quote that a claim refutes begins with, so that nobody who skims takes it for true."""


@dataclass(frozen=True)
class Claim:
    """A claim, in one language."""

    page: str
    """The page's file name, as `reference.md`."""
    path: Path
    """The page's, from the project's root."""
    id: str
    """Its heading's: with the page it makes the claim's link."""
    line: int
    sentence: str
    said: str
    """What it quotes, and refutes, with the words of `OFTEN`; nothing if it does not."""
    steps: tuple[str, ...]
    """Its proof, in order; nothing if it was not run."""
    proof: Proof
    """What must be seen in them: it holds, or the build has refused it."""
    source: str
    """The first link of its section to another site."""

    @property
    def state(self) -> str:
        """Return whether it was proven, has refuted something by its proof, or was not run."""
        return NOT_RUN if not self.steps else REFUTES if self.proof.myth else PROVEN

    def __str__(self) -> str:
        """Return it as a failure names it: where it stands, and what it says."""
        return f"{self.path}:{self.line}: claim not proven: {self.sentence}"


def claims(page: Page) -> list[Claim]:
    """Return the claims of a page, in order."""
    proven = proofs(page.project, page.name)
    return [
        Claim(
            page.name,
            page.path,
            heading.id,
            heading.line,
            heading.text,
            _said(page, heading, end),
            steps(page, heading.line, end),
            proven.claims.get(heading.id, Proof(1)),
            _source(page, heading, end),
        )
        for heading, end in sections(page)
        if heading.id and CLAIM in heading.classes
    ]


def _source(page: Page, heading: Heading, end: int) -> str:
    first = bisect_left(page.links, heading.line, key=itemgetter(0))
    here = page.links[first : bisect_left(page.links, end, key=itemgetter(0))]
    return next((target for _, target in here if re.match("https?:", target)), "")


def _said(page: Page, heading: Heading, end: int) -> str:
    """Return the quote that a claim begins with, on one line."""
    said = []
    for text in page.lines[heading.line : end - 1]:
        if text.startswith(">"):
            said.append(text.lstrip("> ").strip())
        elif text.strip() or said:
            break
    return joined(page.language, said)


def faults(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with a page's claims, as the page has them."""
    proven = proofs(page.project, page.name)
    for heading in page.headings:
        if unknown := set(heading.classes) - {CLAIM}:
            what = f"unknown class .{min(unknown)} of a heading (known: .{CLAIM})"
            if unknown & {REFUTES, NOT_RUN}:
                what += f": a claim's state follows from its steps and {proven.path}, so remove it"
            yield Problem.at(page.path, heading.line, what)
    for claim in claims(page):
        if what := _fault(claim, proven, OFTEN[page.language]):
            yield Problem.at(page.path, claim.line, what)


def _fault(claim: Claim, proven: Proofs, often: str) -> str:
    there = claim.id in proven.claims
    at = f"{proven.path}:{claim.proof.line}"
    if not claim.steps and not claim.source:
        return "a claim without a step: call the step that proves it, or link a source that says so"
    if not claim.steps and claim.said:
        return "a claim without a step refutes nothing: take away the quote (> …), or call the step that refutes it"
    if claim.steps and not there:
        where = f'{proven.path}, below "{claim.id}:" (see CONTRIBUTING.md)'
        return f"what must be seen in {claim.steps[0]}? Say so in {where}"
    if there and claim.proof.myth and not claim.said:
        return f"{at} refutes something: begin the claim with a quote (> …) of what is said wrongly"
    if there and claim.said and not claim.proof.myth:
        return f"the claim begins with a quote, but {at} says not what it would make us see: add `myth:` there"
    misled = claim.said and not claim.said.startswith(often)
    return f"who skims takes the quote for true: begin it with {often.strip()}" if misled else ""


def proof_faults(pair: dict[str, Page]) -> Iterator[Problem]:
    """Yield what is wrong with the claims' file of a page that has the same steps and headings in both languages."""
    page = next(iter(pair.values()))
    proven = proofs(page.project, page.name)
    known = page.project.names
    both = {language: {claim.id: claim for claim in claims(pair[language])} for language in LANGUAGES}
    for line, what in proven.wrong:
        yield Problem.at(proven.path, line, what, "unproven")
    for id_, proof in proven.claims.items():
        if not all(id_ in one for one in both.values()):
            near = nearest(id_, both["en"])
            what = f"{page.name} has no claim #{id_} (claims like it: {near}): rename or remove this"
            yield Problem.at(proven.path, proof.line, what, "unproven")
            continue
        where = ", ".join(f"{one[id_].path}:{one[id_].line}" for one in both.values())
        for line, what in _proof_faults(page.project, both["en"][id_], proof, known):
            yield Problem.at(proven.path, line, f"#{id_} ({where}): {what}", "unproven")


def _proof_faults(project: Project, claim: Claim, proof: Proof, every: set[str]) -> Iterator[tuple[int, str]]:
    """Yield line and text of what is wrong with one claim's proof; `every` is the names of all steps."""
    if not proof.shows:
        yield proof.line, "add `shows:` with what must be seen in its steps"
        return
    if not claim.steps:
        yield proof.line, "the claim has no step: call the one that proves it, or remove this"
        return
    known = ", ".join(claim.steps)
    strangers = [
        *((line, step) for line, step in proof.order if step not in claim.steps),
        *((said.line, step) for said in proof.myth for step in said.predicate.steps if step not in claim.steps),
    ]
    if strangers:
        yield from ((line, f"{step} is no step of this claim (its steps: {known})") for line, step in strangers)
        return
    if set(claim.steps) - every:
        return  # told at the call
    try:
        fallen = list(falls(project, proof))
        yield from fallen
        missing = list(unseen(project, proof, list(claim.steps)))
    except Problem:
        return  # a snippet that cannot be read, or an output that was never recorded: told there
    yield from ((proof.line, what) for what in missing)
    named = [step for _, step in proof.order]
    if not missing and named != list(claim.steps):
        pairs = zip(proof.order, claim.steps, strict=False)
        line = next((line for (line, step), own in pairs if step != own), proof.line)
        what = f"its steps are in another order on the page ({known}) than here ({', '.join(named)})"
        yield line, f"{what}: setup, what is shown, and clean-up name them in the page's order"


def strays(project: Project) -> Iterator[Problem]:
    """Yield a fault for each claims' file that belongs to no page."""
    root, pages = project.root, project.pages
    for file in sorted((root / FOLDER).glob("**/*")):
        path = file.relative_to(root)
        if file.is_file() and (path.suffix != ".yml" or str(path.relative_to(FOLDER).with_suffix(".md")) not in pages):
            known = ", ".join(pages)
            what = f"belongs to no page (pages: {known}): name it like one, with .yml, or remove it"
            yield Problem.at(path, 1, what, "unproven")
